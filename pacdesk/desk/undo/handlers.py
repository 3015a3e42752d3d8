"""Takes change sets back (DESIGN section 4): as far as the rows still are as they were left.

Nothing is deleted: fields get their before-image, a created row is voided, an event is followed by an
`undone` event that names it. A ticket goes back whole or not at all.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, exists, select
from sqlalchemy.exc import IntegrityError

from pacdesk.desk.access.handlers import demand_an_admin
from pacdesk.desk.access.queries import may_see, may_see_ticket
from pacdesk.desk.access.rules import Allowed
from pacdesk.desk.access.tables import User
from pacdesk.desk.tickets.tables import Ticket
from pacdesk.desk.tickets.undoing import found_by, hold_ticket, others_wrote, take_back, ticket_of
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.undo.reading import chain_of, facts_of, rows_of, was_changed_since
from pacdesk.desk.undo.rules import MovedRow, RowChange, UndoOutcome, may_undo
from pacdesk.desk.undo.searching import refresh
from pacdesk.errors import Conflict, Forbidden, NotFound
from pacdesk.storage.schema import Base, Capture, ChangeRow, ChangeSet, Guarded
from pacdesk.storage.types import Uid, UtcTime, from_micros

_UNIQUE_KEYS = ("name_key", "login_key")
_SHORT_LIVED = frozenset({"parameters"})
"""Settings have no life of their own: one that a command made goes with it."""
_BESIDE = frozenset({"version", "rowno", "id"})


def undo(tx: Tx, command: Undo) -> UndoOutcome:
    """Raises NotFound, Forbidden (`undo.*`, `access.right_missing`, `ticket.closed`), Conflict
    `undo.already_undone`, `undo.all_moved` with `rows`, `undo.name_taken`, Invalid `user.last_admin`."""
    done = tx.session.scalar(select(ChangeSet).where(ChangeSet.id == command.change_set).with_for_update())
    if done is None:
        raise NotFound("row.not_found", table="change_sets", id=str(command.change_set))
    _, root = chain_of(tx, done)
    answer = may_undo(tx.actor, facts_of(done, root), tx.now)
    if not isinstance(answer, Allowed):
        kind = Conflict if answer.code == "undo.already_undone" else Forbidden
        raise kind(answer.code, **dict(answer.facts))
    outcome = _Reversal(tx, done.id).run(root.command)
    done.undone_by = command.id
    return outcome


def revert_as_far(tx: Tx, done: ChangeSet) -> UndoOutcome:
    """Take back a command that another one is part of, as far as its rows still are as it left them."""
    done.undone_by = tx.command.id
    return _Reversal(tx, done.id).as_far(done.command)


def void_unused(tx: Tx, row: Any) -> bool:
    """Take out a row that nobody has changed since it was made and that nothing living names. Whether."""
    if row.version != 1 or row.voided_at is not None or _is_in_use(tx, type(row), row.id, set()):
        return False
    _void(tx, row)
    return True


class _Reversal:
    """One change set being reverted."""

    def __init__(self, tx: Tx, done: UUID) -> None:
        self._tx = tx
        self._done = done
        self._changes = rows_of(tx, done)
        self._ours = {change.row_id for change in self._changes}
        self._moved: list[MovedRow] = []
        self._touched: list[Any] = []
        self._reverted = 0

    def run(self, command: str) -> UndoOutcome:
        """Revert what still can be; name the rest. Raises Conflict `undo.all_moved` if nothing can."""
        outcome = self.as_far(command)
        if not outcome.reverted:
            raise Conflict("undo.all_moved", rows=outcome.moved, command=command)
        return outcome

    def as_far(self, command: str) -> UndoOutcome:
        """Revert what still can be; name the rest."""
        groups: dict[UUID | None, list[RowChange]] = defaultdict(list)
        for change in self._changes:
            groups[ticket_of(self._tx, change.table, change.row_id)].append(change)
        for ticket_id, changes in groups.items():
            if ticket_id is None:
                self._revert_rows(changes)
            else:
                self._revert_ticket(ticket_id, changes, command, alone=len(groups) == 1)
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

    def _revert_ticket(self, ticket_id: UUID, changes: list[RowChange], command: str, *, alone: bool) -> None:
        ticket = hold_ticket(self._tx, ticket_id)
        if not may_see_ticket(self._tx.actor, ticket):
            raise NotFound("row.not_found", table="tickets", id=str(ticket_id))
        if _is_closed_since(ticket, changes):
            if alone:
                raise Forbidden("ticket.closed", status=ticket.status)
            self._moved += [self._named(change) for change in changes if change.row_id == ticket_id]
            return
        events = [change.row_id for change in changes if change.table == "ticket_events"]
        rows = [change for change in changes if change.table != "ticket_events"]
        moved = [change for change in rows if self._is_moved(change)]
        if _is_born(rows, ticket_id) and others_wrote(self._tx, ticket_id, events):
            moved.append(next(change for change in rows if change.row_id == ticket_id))
        if moved:
            self._moved += [self._named(change) for change in moved]
            return
        before = found_by(ticket)
        for change in reversed(rows):
            self._revert(change)
        self._flush()
        take_back(self._tx, ticket, events, command, before=before)
        self._reverted += len(events)

    def _is_moved(self, change: RowChange) -> bool:
        kind = _class_of(change.table)
        row = self._row(kind, change)
        if change.operation == "delete":
            return row is not None
        if row is None:
            return True
        if isinstance(row, Guarded) and not may_see(self._tx.actor, row.portfolio_id):
            raise NotFound("row.not_found", table=change.table, id=str(change.row_id))
        version = getattr(row, "version", None)
        if version not in (None, change.version) and was_changed_since(self._tx, self._done, change.row_id):
            return True
        return change.operation == "insert" and _is_in_use(self._tx, kind, change.row_id, self._ours)

    def _row(self, kind: type[Base], change: RowChange) -> Any:
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
        elif hasattr(row, "voided_at"):
            _void(self._tx, row)
        elif change.table in _SHORT_LIVED:
            self._tx.session.delete(row)
        else:
            return
        self._reverted += 1
        self._touched.append(row)

    def _flush(self) -> None:
        try:
            self._tx.flush()
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


def _is_closed_since(ticket: Ticket, changes: Iterable[RowChange]) -> bool:
    """A closed ticket is read-only (D10), but for taking back what closed it."""
    closes = any(c.row_id == ticket.id and c.after.get("closed_at") is not None for c in changes)
    return ticket.closed_at is not None and not closes


def _is_in_use(tx: Tx, kind: type[Base], row_id: UUID, ours: set[UUID]) -> bool:
    """Whether a living row that was not born with it names it; a ticket's own history does not."""
    if kind is Ticket:
        return False
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            column = key.parent
            if key.column.table is not kind.__table__ or key.column.name != "id":
                continue
            conditions = [column == row_id]
            if "voided_at" in table.c:
                conditions.append(table.c.voided_at.is_(None))
            if "id" in table.c:
                conditions.append(table.c.id.not_in(ours))
            if tx.session.scalar(select(exists().where(*conditions))):
                return True
    return False


def _is_born(changes: Iterable[RowChange], row_id: UUID) -> bool:
    return any(change.row_id == row_id and change.operation == "insert" for change in changes)


def _void(tx: Tx, row: Any) -> None:
    """Take a row out of lists, and give its unique name free."""
    row.voided_at = tx.now
    for name in _UNIQUE_KEYS:
        if hasattr(row, name):
            setattr(row, name, f"{getattr(row, name)} ~{row.id.hex}")


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
