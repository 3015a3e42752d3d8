"""What a history import hands to the desk: a case as its source knew it, with its events in order.

Pure frozen values, without a file and without a database: `exchange` makes them of rows, the
handler of `importing.py` writes them (D12-D14). The commands and questions of imports stand here
too.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import Command, Question
from pacdesk.desk.workflow.rows import Flow, StageKind, StageRow

Pairs = tuple[tuple[str, str], ...]
CHANGE = "change"
"""The kind of key under which an import notes its commands that made no row of the file."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a batch of cases brought: new tickets, events that are new, events known already, and older
    tickets that the source has closed since without an event that says so."""

    tickets: int = 0
    events: int = 0
    known: int = 0
    changed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            tickets=self.tickets + other.tickets,
            events=self.events + other.events,
            known=self.known + other.known,
            changed=self.changed + other.changed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StartImport(Command[UUID]):
    """Begin an import; everything it brings names this batch. `kind` is history or data."""

    batch: UUID
    source: str
    file_name: str
    mapping_name: str = ""
    kind: str = "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCases(Command[Tally]):
    """Write whole cases as facts of the past (D13), or only what is new of them (D14).

    `default_type` is for cases that name no type. A named type must exist. `labels` are the source's
    own words for `department`, `attendant`, `priority` and `channel`.
    """

    batch: UUID
    cases: tuple[ImportedCase, ...]
    default_type: UUID
    labels: Pairs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteImported(Command[None]):
    """Remember which row of ours a row of a data import became (D14): (key in the file, our id).

    With `kind` CHANGE: that these commands (their ids, twice) are part of the import and go with it.
    """

    batch: UUID
    kind: str
    rows: tuple[tuple[str, UUID], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishImport(Command[None]):
    """End an import; `rejected` rows of the file were refused."""

    batch: UUID
    rejected: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What undoing an import did: tickets taken out, and the protocols of those that stay because
    somebody has worked on them since; older rows that were given back what they were, and those that
    stay because somebody has changed them since."""

    tickets: int
    kept: tuple[str, ...] = ()
    reverted: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoImport(Command[Undone]):
    """Take back what an import brought. Never deletes: tickets leave lists, search and counts;
    events that were added to older tickets are followed by one that names them."""

    batch: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsOf(Question[Tally]):
    """What an import of these cases would bring: (case key, event keys) each, of one source; `closed`
    are the keys of those that are closed there."""

    source: str
    cases: tuple[tuple[str, tuple[str, ...]], ...]
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRows(Question[dict[str, UUID]]):
    """Which of these keys of a source were imported before, and as what."""

    source: str
    kind: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BatchRow:
    """An import as the list of imports shows it."""

    id: UUID
    source: str
    file_name: str
    kind: str
    started_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None
    tickets: int
    events: int
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListImports(Question[tuple[BatchRow, ...]]):
    """Every import, the newest first."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A stay in a stage; `stage` is None when the flow has none of that name."""

    stage: StageRow | None
    label: str
    entered_at: datetime
    left_at: datetime | None
    actor: str
    off_flow: bool


@dataclass(frozen=True, slots=True)
class Path:
    """The stays of a case and where it stands now."""

    visits: tuple[Visit, ...]
    stage: StageRow
    since: datetime


def path_of(flow: Flow, case: ImportedCase, fold: Callable[[str], str]) -> Path:
    """The way of a case through its flow. A move that the flow lacks is kept and marked off_flow
    (D12); what closed the case decides where it stands, whatever came after (D13). A flow without a
    stage for cancelled tickets leaves them where they stood, as cancelling does."""
    by_name = {fold(stage.name): stage for stage in flow.stages}
    moves = [
        (event.happened_at, by_name.get(fold(event.stage)), event.stage, event.actor)
        for event in case.events
        if event.stage
    ]
    if not moves or moves[0][0] > case.opened_at:
        moves.insert(0, (case.opened_at, flow.entry, flow.entry.name, ""))
    stage = _standing(flow, case, [found for _, found, _, _ in moves])
    closed_at = case.closed_at if stage.kind.is_final else None
    if closed_at is not None and not any(found == stage and at >= closed_at for at, found, _, _ in moves):
        place = sum(at <= closed_at for at, _, _, _ in moves)
        moves.insert(place, (closed_at, stage, stage.name, ""))
    visits, before = [], None
    for place, (at, found, label, actor) in enumerate(moves):
        left_at = moves[place + 1][0] if place + 1 < len(moves) else at
        visits.append(
            Visit(found, label, at, left_at, actor, _off_flow(flow, before, found, first=not place))
        )
        before = found
    last = max((n for n, visit in enumerate(visits) if visit.stage == stage), default=len(visits) - 1)
    ended = case.closed_at if not stage.kind.is_final else None
    visits[last] = replace(visits[last], left_at=ended and max(ended, visits[last].entered_at))
    return Path(tuple(visits), stage, visits[last].entered_at)


def _standing(flow: Flow, case: ImportedCase, seen: Sequence[StageRow | None]) -> StageRow:
    if case.state is not CaseState.OPEN:
        kind = StageKind.CANCELLED if case.state is CaseState.CANCELLED else StageKind.RESOLVED
        final = flow.final(kind)
        if final is not None:
            return final
    middle = [stage for stage in seen if stage is not None and not stage.kind.is_final]
    return middle[-1] if middle else flow.entry


def _off_flow(flow: Flow, before: StageRow | None, now: StageRow | None, *, first: bool) -> bool:
    if first:
        return now != flow.entry
    if before is None or now is None:
        return True
    return all(way.to_stage_id != now.id for way in flow.ways_out(before.id))
