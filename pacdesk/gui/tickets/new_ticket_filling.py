"""What a subject fills in by itself, without ever writing over what a person typed (S3.9, S3.10)."""

from collections.abc import Mapping
from typing import Any

from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets.rows import SubjectRow
from pacdesk.desk.tickets.rules import DEFAULT_PRIORITY, AddressOrigin, TicketKind

FILLED = ("subject", "type", "department", "priority", "address_origin", "message")
"""The fields that a subject has an opinion about, in the form's order."""


def wishes(subject: SubjectRow, kind: TicketKind) -> dict[str, Any]:
    """What a subject wants in each field; a field that it has no opinion about is left out."""
    wanted = {
        "subject": subject.name,
        "type": subject.default_type_id,
        "department": subject.default_department_id,
        "priority": subject.default_priority,
        "message": subject.default_message or None,
        "address_origin": subject.address_origin if kind is TicketKind.CLIENT else None,
    }
    return {name: value for name, value in wanted.items() if value is not None}


def is_empty(name: str, value: Any) -> bool:
    """Whether a field stands as it stood when the form was opened."""
    untouched = {"priority": DEFAULT_PRIORITY, "address_origin": AddressOrigin.MANUAL}
    return value in (None, "") or value == untouched.get(name)


@dataclass(frozen=True, slots=True)
class Filling:
    """`fill` goes in at once; `ask` would write over something typed, so the person is asked."""

    fill: Mapping[str, Any]
    ask: Mapping[str, Any]


def plan(wanted: Mapping[str, Any], now: Mapping[str, Any], automatic: Mapping[str, Any]) -> Filling:
    """Part what a subject wants into what may be filled in and what must be asked.

    `automatic` is what was filled in by itself before: as long as it stands unchanged it was typed by
    nobody and gives way.
    """
    fill: dict[str, Any] = {}
    ask: dict[str, Any] = {}
    for name in FILLED:
        if name not in wanted or now.get(name) == wanted[name]:
            continue
        mine = now.get(name)
        ours = name in automatic and automatic[name] == mine
        (fill if ours or is_empty(name, mine) else ask)[name] = wanted[name]
    return Filling(fill, ask)
