"""What a handler and a query work with: the transaction, who acts, and when."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pacdesk.desk.values import Actor, Command, Progress, Question, child_id
from pacdesk.errors import Conflict, NotFound, UserError
from pacdesk.storage.files import FileStore
from pacdesk.storage.reading import is_behind
from pacdesk.storage.schema import Base, ChangeRow, ChangeSet
from pacdesk.storage.unit_of_work import UnitOfWork

R = TypeVar("R", bound=Base)
Handlers = dict[type[Command[Any]], Callable[[Any, Any], Any]]
Questions = dict[type[Question[Any]], Callable[[Any, Any], Any]]


class Asking:
    """A read: the session, the asker, the time of asking, and where files are (for who asked a desk)."""

    def __init__(self, session: Session, actor: Actor, now: datetime, files: FileStore | None = None) -> None:
        self.session = session
        self.actor = actor
        self.now = now
        self.files = files

    @property
    def on_postgres(self) -> bool:
        """Whether this desk is a shared PostgreSQL."""
        return self.session.get_bind().dialect.name == "postgresql"

    @property
    def behind_wall(self) -> bool:
        """Whether the wall of a shared desk cuts what is read here."""
        return self.on_postgres and is_behind(self.session)

    def find(self, kind: type[R], row_id: UUID) -> R | None:
        """The live row with that id, or None (also when it was undone)."""
        row = self.session.get(kind, row_id)
        return None if row is None or getattr(row, "voided_at", None) is not None else row

    def get(self, kind: type[R], row_id: UUID) -> R:
        """The live row with that id. Raises NotFound."""
        row = self.find(kind, row_id)
        if row is None:
            raise NotFound("row.not_found", table=kind.__tablename__, id=str(row_id))
        return row


class Tx(Asking):
    """A write: what `Asking` has, and the unit of work.

    `now` is the time the desk records; `at` is when the person did it (they differ in the field).
    """

    def __init__(self, unit: UnitOfWork, actor: Actor, command: Command[Any], now: datetime) -> None:
        super().__init__(unit.session, actor, now)
        self.unit = unit
        self.command = command
        self.at = command.at
        self.forgotten: list[str] = []
        """Files (by SHA-256) whose bytes go once this is committed."""
        self.scrubs = False
        """Whether what was taken out of rows is overwritten in the desk's file too, after the commit."""
        self.refusal: UserError | None = None
        """What is raised once this is committed."""
        self.recorded_as: type[Command[Any]] = type(command)
        """The command that the history names."""
        self.progress: Progress = _untold
        """How far a command of many steps is; may raise Cancelled, with which nothing of it is done."""

    def refuse_and_keep(self, error: UserError, recorded_as: type[Command[Any]]) -> None:
        """Refuse what was asked and commit all the same, as another command: a wrong try that counts."""
        self.refusal, self.recorded_as = error, recorded_as

    def child_id(self, role: str, n: int = 0) -> UUID:
        """The id of the n-th `role` born in this command: the same whenever it runs again."""
        return child_id(self.command.id, role, n)

    def add(self, row: R) -> R:
        """Insert a row at the next flush."""
        self.session.add(row)
        return row

    def flush(self, *, at_once: bool = False) -> None:
        """Send what is pending, so that SQL written by hand sees it. `at_once`: and hear here what the
        database says of it, which on a shared desk may come later."""
        if not at_once or not self.on_postgres:
            self.session.flush()
            return
        from pacdesk.storage import sending

        with sending.at_once(self.session):
            self.session.flush()

    def get_seen(self, kind: type[R], row_id: UUID, version: int) -> R:
        """The row the person changed, if it still is as he saw it. Raises NotFound, Conflict."""
        row = self.get(kind, row_id)
        current: int = getattr(row, "version")  # noqa: B009  (only Versioned kinds come here)
        if current != version:
            who, at = self.last_change(row)
            raise Conflict(
                "row.changed_meanwhile",
                table=kind.__tablename__,
                id=str(row_id),
                current=current,
                who=who,
                at=at,
            )
        return row

    def last_change(self, row: Any) -> tuple[str, datetime | None]:
        """Who changed the row last, and when; ("", None) when its change sets are gone."""
        found = self.session.execute(
            select(ChangeSet.actor_label, ChangeSet.at)
            .join(ChangeRow, ChangeRow.change_set_id == ChangeSet.id)
            .where(ChangeRow.row_id == row.id)
            .order_by(ChangeRow.rowno.desc())
            .limit(1)
        ).first()
        return (found.actor_label, found.at) if found else ("", None)

    def get_or_new(self, kind: type[R], row_id: UUID, version: int) -> R:
        """A new row when `version` is 0, else the row as it was seen. Raises NotFound, Conflict."""
        if version:
            return self.get_seen(kind, row_id, version)
        return self.add(kind(id=row_id))

    def get_locked(self, kind: type[R], row_id: UUID) -> R:
        """The row, held against other writers until this transaction ends."""
        row = self.session.get(kind, row_id, with_for_update=True, populate_existing=True)
        if row is None or getattr(row, "voided_at", None) is not None:
            raise NotFound("row.not_found", table=kind.__tablename__, id=str(row_id))
        return row


def _untold(done: int, total: int) -> None:
    del done, total
