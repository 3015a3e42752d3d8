"""What a history import hands to the desk: a case as its source knew it, with its events in order.

Pure frozen values, without a file and without a database: `exchange` makes them of rows, the
handler of `importing.py` writes them (D12-D14).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Pairs = tuple[tuple[str, str], ...]


class CaseState(StrEnum):
    """How a case stood in its source. Closed stays closed (D13)."""

    OPEN = "open"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedClient:
    """Who the case was for. `key` is the client's identity within the source: the same key is the
    same client. `document` is as given (only repaired), good or bad: a bad one is marked, not
    refused."""

    key: str
    name: str
    document: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAddress:
    """Where it was. `zip_code` has eight digits or is None; what could not be read as a CEP stays
    in `zip_as_given`."""

    street: str = ""
    number: str = ""
    complement: str = ""
    district: str = ""
    city: str = ""
    state: str = ""
    zip_code: str | None = None
    zip_as_given: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedEvent:
    """One thing that happened. `key` is its identity within its case (D14); `sequence` its place
    among the case's events in the file, from 1; `happened_at` is aware, in UTC. `values` are the
    attributes that differ from the event before (all of them at the first)."""

    key: str
    sequence: int
    happened_at: datetime
    activity: str
    actor: str = ""
    stage: str | None = None
    text: str = ""
    values: Pairs = ()
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCase:
    """One case. `source` and `key` are its identity for ever (D14); `events` are ordered by (time,
    place in file) with equal times and events after closing kept (D12); `row` is its first row in
    the file. `type`, `subject`, `department`, `attendant` are names; "" means that the source does
    not say."""

    source: str
    key: str
    row: int
    opened_at: datetime
    closed_at: datetime | None = None
    state: CaseState = CaseState.OPEN
    external_number: str | None = None
    type: str = ""
    subject: str = ""
    title: str = ""
    description: str = ""
    department: str = ""
    attendant: str = ""
    priority: str = ""
    channel: str = ""
    client: ImportedClient | None = None
    address: ImportedAddress | None = None
    attributes: Pairs = ()
    events: tuple[ImportedEvent, ...] = ()


def in_order(events: Sequence[ImportedEvent]) -> tuple[ImportedEvent, ...]:
    """By (time, place in file), D12: equal times keep the order of the file."""
    return tuple(sorted(events, key=lambda event: (event.happened_at, event.sequence)))


def new_events(case: ImportedCase, known: frozenset[str] | set[str]) -> tuple[ImportedEvent, ...]:
    """The events of a case whose identity an earlier import has not brought (D14)."""
    return tuple(event for event in case.events if event.key not in known)
