"""Rows of a list of tickets: one statement for every kind of desk, written by hand and read past the
database library, so that the first page of a start does not wait for its import."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from pacdesk.desk.tickets.rows import TicketRow
from pacdesk.desk.tickets.rules import EventKind, PendingInteraction, Priority, Status, WaitingOn
from pacdesk.storage.plain import Made, to_instant, to_uuid

NOBODY: Final = UUID(int=0)

# How far a ticket has come matters where somebody has looked at it: heads hang on that.
_ROWS: Final = """
SELECT t.rowno, t.id, t.protocol, t.external_number, t.subject, t.client_id,
coalesce(CASE WHEN c.trade_name <> '' THEN c.trade_name ELSE c.legal_name END, ''), {stage},
t.priority, t.attendant_id, {attendant}, t.status, t.waiting_on, t.pending_interaction,
t.due_at, t.opened_at, t.closed_at, t.last_event_at, t.news, t.opened_by_id, h.last_number, l.number
FROM tickets t {joins}
LEFT JOIN clients c ON c.id = t.client_id
LEFT JOIN last_seen l ON l.ticket_id = t.id AND l.user_id = {reader}
LEFT JOIN ticket_heads h ON h.ticket_id = l.ticket_id
WHERE t.rowno {wanted}
"""
_NAMED: Final = {
    "stage": "g.name, g.tone",
    "attendant": "coalesce(m.name, '')",
    "joins": "JOIN stages g ON g.id = t.stage_id LEFT JOIN staff_members m ON m.id = t.attendant_id",
}
_IN_A_FILE: Final = {"reader": "?", "wanted": "IN (SELECT value FROM json_each(?))"}
ROWS: Final = _ROWS.format(**_NAMED, **_IN_A_FILE)
_BARE: Final = {"stage": "t.stage_id, NULL", "attendant": "t.attendant_id", "joins": ""}
_BARE_ROWS: Final = _ROWS.format(**_BARE, **_IN_A_FILE)
_PAGE: Final = 128
_BARE_PAGE: Final = _ROWS.format(**_BARE, reader="?", wanted=f"IN ({', '.join('?' * _PAGE)})")
"""A page as lists ask for it, each row by a mark of its own: quicker than a list to take apart."""

_STAGE, _ATTENDANT = itemgetter(7), itemgetter(11)


@dataclass(slots=True)
class Names:
    """Names and tones of stages, and names of staff, by the bytes of their ids."""

    stages: dict[bytes, tuple[str, str]] = field(default_factory=dict)
    staff: dict[bytes | None, str] = field(default_factory=lambda: {None: ""})

    def missing(self, rows: Sequence[Any]) -> tuple[set[bytes], set[bytes]]:
        """Which stages and which staff of these bare rows are not known yet."""
        return {*map(_STAGE, rows)} - self.stages.keys(), {*map(_ATTENDANT, rows)} - self.staff.keys()

    def told(self, row: Any) -> tuple[Any, ...]:
        """A bare row with its names."""
        return (*row[:7], *self.stages[row[7]], *row[9:11], self.staff[row[11]], *row[12:])


def values_of(reader: UUID, rownos: Sequence[int]) -> tuple[bytes, str]:
    """What `ROWS` is to be given."""
    return reader.bytes, json.dumps(rownos)


def bare_rows(reader: UUID, rownos: Sequence[int]) -> tuple[str, tuple[bytes | str | int, ...]]:
    """The statement, with what it is to be given, for rows of a file that have ids in the place of the few
    names that are known already."""
    if len(rownos) == _PAGE:
        return _BARE_PAGE, (reader.bytes, *rownos)
    return _BARE_ROWS, values_of(reader, rownos)


def in_order(
    found: Sequence[Any], rownos: Sequence[int], user: UUID, names: Names | None = None
) -> Sequence[TicketRow]:
    """What the driver read, as rows in the order of `rownos`; bare ones with their `names`."""
    by_rowno = {row[0]: row for row in found}
    rows = [by_rowno[rowno] for rowno in rownos if rowno in by_rowno]
    if not rows:
        return ()
    if names is None:
        return Made(rows, lambda row: _made(row, user))
    return Made(rows, lambda row: _made(names.told(row), user))


# A look-up is a tenth of what the enumeration's call costs, five times a row.
_PRIORITIES = {member.value: member for member in Priority}
_STATUSES = {member.value: member for member in Status}
_WAITING = {member.value: member for member in WaitingOn}
_PENDING = {member.value: member for member in PendingInteraction}
_KINDS = {member.value: member for member in EventKind}


_uuid: Any = to_uuid
_instant: Any = to_instant  # of columns that hold one, and of those that need not


def _made(row: Any, user: UUID) -> TicketRow:
    """A row from what the driver read, its values in the order of `TicketRow`."""
    closed = row[17]
    return TicketRow(
        row[0],
        _uuid(row[1]),
        row[2],
        row[3],
        row[4],
        _uuid(row[5]),
        row[6],
        row[7],
        row[8],
        _PRIORITIES[row[9]],
        _uuid(row[10]),
        row[11],
        _STATUSES[row[12]],
        _WAITING[row[13]],
        _PENDING[row[14]],
        _instant(row[15]),
        _instant(row[16]),
        _instant(closed),
        _instant(row[18]),
        _KINDS[row[19]],
        # Whose it is matters for those only that were never looked at.
        is_unread(
            last=row[21],
            seen=row[22],
            closed=closed is not None,
            mine=row[22] is None and _uuid(row[20]) == user,
        ),
    )


def is_unread(*, last: int | None, seen: int | None, closed: bool, mine: bool) -> bool:
    """Whether a ticket has news for its reader. One never looked at counts while it is open and was
    opened by somebody else: a fresh import is not a thousand unread tickets."""
    if seen is not None:
        return (last or 0) > seen
    return not closed and not mine
