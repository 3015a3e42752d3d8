"""Takes change sets back (DESIGN section 4): as far as the rows still are as they were left.

Nothing is deleted: fields get their before-image, a created row is voided, an event is followed by an
`undone` event that names it. A ticket goes back whole or not at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, exists, select
from sqlalchemy.exc import IntegrityError

from pacdesk.desk.access.handlers import demand_an_admin
from pacdesk.desk.access.queries import may_see, may_see_ticket
from pacdesk.desk.access.rules import Allowed
from pacdesk.desk.access.tables import User
from pacdesk.desk.company.tables import Department
from pacdesk.desk.tickets.tables import Ticket
from pacdesk.desk.tickets.undoing import Reverted, batched, found_by, others_wrote, take_back, tickets_of
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.undo.reading import chain_of, facts_of, steps_of, was_changed_since
from pacdesk.desk.undo.rules import COVERED, MovedRow, RowChange, UndoOutcome, by_row, may_undo
from pacdesk.desk.undo.searching import refresh
from pacdesk.errors import Conflict, Forbidden, NotFound
from pacdesk.storage.schema import NO_PORTFOLIO, Base, Capture, ChangeRow, ChangeSet, Guarded
from pacdesk.storage.types import Uid, UtcTime, from_micros

_UNIQUE_KEYS = ("name_key", "login_key")
_SHORT_LIVED = frozenset({"parameters", "retention_rules"})
"""Settings have no life of their own: one that a command made goes with it."""
_PARTS = frozenset({"stages", "transitions", "flow_fields"})
"""Parts of a workflow version: they come and go with it, and do not keep it."""
_BESIDE = frozenset({"version", "rowno", "id"})


def undo(tx: Tx, command: Undo) -> UndoOutcome:
    """Raises NotFound, Forbidden (`undo.*`, also `undo.out_of_sight`, `undo.covered`, `access.right_missing`,
    `ticket.closed`), Conflict `undo.already_undone`, `undo.all_moved` with `rows`, `undo.name_taken`, Invalid
    `user.last_admin`."""
    done = tx.session.scalar(select(ChangeSet).where(ChangeSet.id == command.change_set).with_for_update())
    if done is None:
        raise NotFound("row.not_found", table="change_sets", id=str(command.change_set))
    _, root = chain_of(tx, done)
    answer = may_undo(tx.actor, facts_of(done, root), tx.now)
    if not isinstance(answer, Allowed):
        kind = Conflict if answer.code == "undo.already_undone" else Forbidden
        raise kind(answer.code, **dict(answer.facts))
    outcome = _Reversal(tx, done).run(root.command)
    done.undone_by = command.id
    return outcome


def revert_as_far(tx: Tx, done: ChangeSet) -> UndoOutcome:
    """Take back a command that another one is part of, as far as its rows still are as it left them."""
    done.undone_by = tx.command.id
    return _Reversal(tx, done).as_far(done.command)


def void_unused(tx: Tx, row: Any) -> bool:
    """Take out a row that nobody has changed since it was made and that nothing living names. Whether."""
    if row.version != 1 or row.voided_at is not None or _is_in_use(tx, type(row), row.id, set()):
        return False
    _void(tx, row)
    return True


class _Reversal:
    """One change set being reverted."""

    def __init__(self, tx: Tx, done: ChangeSet) -> None:
        self._tx = tx
        self._done = done.id
        steps = steps_of(tx, done.id)
        self._is_whole = len(steps) == done.row_count
        self._changes = by_row(steps)
        self._ours = {change.row_id for change in self._changes}
        self._moved: list[MovedRow] = []
        self._touched: list[Any] = []
        self._rows: dict[tuple[str, UUID], Any] = {}
        self._reverted = 0

    def run(self, command: str) -> UndoOutcome:
        """Revert what still can be; name the rest. Raises Conflict `undo.all_moved` if nothing can, Forbidden
        `undo.out_of_sight` if the wall of a shared desk hides some of it."""
        if not self._is_whole:
            raise Forbidden("undo.out_of_sight")
        outcome = self.as_far(command)
        if not outcome.reverted:
            raise Conflict("undo.all_moved", rows=outcome.moved, command=command)
        return outcome

    def as_far(self, command: str) -> UndoOutcome:
        """Revert what still can be; name the rest. Raises Forbidden `undo.covered`."""
        if any(COVERED in change.before for change in self._changes if change.operation != "insert"):
            raise Forbidden("undo.covered")
        groups: dict[UUID | None, list[RowChange]] = defaultdict(list)
        tickets = tickets_of(self._tx, [(change.table, change.row_id) for change in self._changes])
        for change in self._changes:
            groups[tickets.get(change.row_id)].append(change)
        alone, beside = len(groups) == 1, groups.pop(None, [])
        if beside and beside[0] is self._changes[0]:
            self._revert_rows(beside)
            beside = []
        for some in batched([(key, rows) for key, rows in groups.items() if key is not None]):
            self._revert_tickets(some, command, alone=alone)
        self._revert_rows(beside)
        refresh(self._tx, self._touched)
        if any(isinstance(row, User) for row in self._touched):
            demand_an_admin(self._tx)
        return UndoOutcome(reverted=self._reverted, moved=tuple(self._moved))

    def _revert_rows(self, changes: list[RowChange]) -> None:
        for change in reversed(changes):
            if self._is_moved(change):
                self._moved.append(self._named(change))
            else:
                self._revert(change)
        self._flush()

    def _revert_tickets(
        self, groups: Sequence[tuple[UUID, list[RowChange]]], command: str, *, alone: bool
    ) -> None:
        """Several tickets with one reading and one writing; each goes back whole or not at all."""
        self._read(groups)
        reverted, rows = [], []
        for ticket_id, changes in groups:
            ticket = self._rows.get(("tickets", ticket_id))
            if ticket is None or not may_see_ticket(self._tx.actor, ticket):
                raise Forbidden("undo.out_of_sight")
            events = [change.row_id for change in changes if change.table == "ticket_events"]
            if self._goes_back(ticket, changes, events, alone=alone):
                reverted.append(Reverted(ticket, events, found_by(ticket)))
                rows += [change for change in reversed(changes) if change.table != "ticket_events"]
        for alike in _alike(rows):
            for change in alike:
                self._revert(change)
            self._flush()
        self._rows.clear()
        take_back(self._tx, reverted, command)
        self._reverted += sum(len(one.events) for one in reverted)

    def _goes_back(
        self, ticket: Ticket, changes: list[RowChange], events: list[UUID], *, alone: bool
    ) -> bool:
        """Whether nothing about the ticket has moved; what has is noted. Raises Forbidden `ticket.closed`."""
        if _is_closed_since(ticket, changes):
            if alone:
                raise Forbidden("ticket.closed", status=ticket.status)
            self._moved += [self._named(change) for change in changes if change.row_id == ticket.id]
            return False
        rows = [change for change in changes if change.table != "ticket_events"]
        moved = [change for change in rows if self._is_moved(change)]
        if _is_born(rows, ticket.id) and others_wrote(self._tx, ticket.id, events):
            moved.append(next(change for change in rows if change.row_id == ticket.id))
        self._moved += [self._named(change) for change in moved]
        return not moved

    def _read(self, groups: Sequence[tuple[UUID, list[RowChange]]]) -> None:
        """Read the rows of several tickets at once, the tickets held against other writers."""
        ids: dict[str, list[UUID]] = defaultdict(list, tickets=[ticket for ticket, _ in groups])
        for change in (change for _, changes in groups for change in changes):
            if change.table not in ("tickets", "ticket_events"):
                ids[change.table].append(change.row_id)
        for table, found in ids.items():
            kind: Any = _class_of(table)
            wanted = select(kind)
            if kind is Ticket:
                wanted = wanted.order_by(Ticket.rowno).with_for_update()
            for some in batched(found):
                named = wanted.where(kind.id.in_(some)).execution_options(populate_existing=True)
                self._rows |= {(table, row.id): row for row in self._tx.session.scalars(named)}

    def _is_moved(self, change: RowChange) -> bool:
        kind = _class_of(change.table)
        row = self._row(kind, change)
        if change.operation == "delete":
            return row is not None
        if row is None:
            return True
        if isinstance(row, Guarded) and not may_see(self._tx.actor, row.portfolio_id):
            raise Forbidden("undo.out_of_sight")
        version = getattr(row, "version", None)
        if version not in (None, change.version) and was_changed_since(self._tx, self._done, change.row_id):
            return True
        return change.operation == "insert" and _is_in_use(self._tx, kind, change.row_id, self._ours)

    def _row(self, kind: type[Base], change: RowChange) -> Any:
        read = self._rows.get((change.table, change.row_id))
        if read is not None:
            return read
        return self._tx.session.get(kind, change.row_id, populate_existing=True)

    def _revert(self, change: RowChange) -> None:
        kind = _class_of(change.table)
        if kind.capture is Capture.KEYS:
            return
        row = self._row(kind, change)
        if change.operation == "delete":
            row = kind(**_values(kind, change.before))
            self._tx.add(row)
        elif change.operation == "update":
            for name, value in _values(kind, change.before).items():
                if name not in _BESIDE:
                    setattr(row, name, value)
            if kind is Ticket and "department_id" in change.before:
                self._follow(row)
        elif change.table in _SHORT_LIVED:
            self._tx.session.delete(row)
        else:
            _void(self._tx, row)
        self._reverted += 1
        self._touched.append(row)

    def _follow(self, ticket: Ticket) -> None:
        """A ticket on own structure stands where its department does now."""
        if ticket.client_id is None:
            department = self._tx.session.get_one(Department, ticket.department_id)
            ticket.portfolio_id = department.portfolio_id or NO_PORTFOLIO

    def _flush(self) -> None:
        try:
            self._tx.flush(at_once=True)
        except IntegrityError as error:
            raise Conflict("undo.name_taken") from error

    def _named(self, change: RowChange) -> MovedRow:
        last = self._tx.session.execute(
            select(ChangeSet.actor_label, ChangeSet.at)
            .join(ChangeRow, ChangeRow.change_set_id == ChangeSet.id)
            .where(ChangeRow.row_id == change.row_id)
            .order_by(ChangeRow.rowno.desc())
            .limit(1)
        ).first()
        who, at = (last[0], last[1]) if last else ("", None)
        return MovedRow(table=change.table, row_id=change.row_id, who=who, at=at)


def _alike(changes: Iterable[RowChange]) -> Iterable[list[RowChange]]:
    """The changes in parcels that are written by one statement each: of the same columns."""
    found: dict[tuple[str, str, frozenset[str]], list[RowChange]] = defaultdict(list)
    for change in changes:
        found[change.table, change.operation, frozenset(change.before)].append(change)
    return found.values()


def _is_closed_since(ticket: Ticket, changes: Iterable[RowChange]) -> bool:
    """A closed ticket is read-only (D10), but for taking back what closed it."""
    closes = any(c.row_id == ticket.id and c.after.get("closed_at") is not None for c in changes)
    return ticket.closed_at is not None and not closes


def _is_in_use(tx: Tx, kind: type[Base], row_id: UUID, ours: set[UUID]) -> bool:
    """Whether a living row that was not born with it names it; a ticket's own history does not."""
    if kind is Ticket:
        return False
    for column in _naming(kind):
        table = column.table
        conditions = [column == row_id, table.c.id.not_in(ours)]
        if "voided_at" in table.c:
            conditions.append(table.c.voided_at.is_(None))
        if tx.session.scalar(select(exists().where(*conditions))):
            return True
    return False


@cache
def _naming(kind: type[Base]) -> tuple[Column[Any], ...]:
    """The columns that name rows of a kind by their id."""
    return tuple(
        key.parent
        for table in Base.metadata.tables.values()
        if table.name not in _PARTS
        for key in table.foreign_keys
        if key.column.table is kind.__table__ and key.column.name == "id"
    )


def _is_born(changes: Iterable[RowChange], row_id: UUID) -> bool:
    return any(change.row_id == row_id and change.operation == "insert" for change in changes)


def _void(tx: Tx, row: Any) -> None:
    """Take a row out of lists, and give its unique name free."""
    row.voided_at = tx.now
    for name in _UNIQUE_KEYS:
        if hasattr(row, name):
            setattr(row, name, f"{getattr(row, name)} ~{row.id.hex}")


@cache
def _class_of(table: str) -> type[Base]:
    return next(m.class_ for m in Base.registry.mappers if m.class_.__tablename__ == table)


def _values(kind: type[Base], image: Any) -> dict[str, Any]:
    columns = kind.__table__.c
    return {name: _value(columns[name], plain) for name, plain in image.items()}


def _value(column: Column[Any], plain: Any) -> Any:
    """What `unit_of_work.plain` made of a value, turned back."""
    if plain is None:
        return None
    if isinstance(column.type, Uid):
        return UUID(plain)
    if isinstance(column.type, UtcTime):
        return from_micros(plain)
    if isinstance(column.type, Date):
        return date.fromisoformat(plain)
    return plain


HANDLERS: Handlers = {Undo: undo}
