"""One transaction, and what it leaves behind: rows, and the change set that can revert them.

Rolls back unless committed. A row's version is set here, to old + 1, for every writer alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.orm.attributes import History, get_history
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE
from sqlalchemy.orm.exc import StaleDataError

from pacdesk.errors import Conflict
from pacdesk.storage import reading
from pacdesk.storage.ahead import LATER, Run
from pacdesk.storage.driver import dbapi, explain
from pacdesk.storage.engines import begin_sqlite, explain_server
from pacdesk.storage.line import poke
from pacdesk.storage.schema import Base, Capture, ChangeRow, ChangeSet
from pacdesk.storage.server import is_gone
from pacdesk.storage.types import to_micros

IMAGE_LIMIT = 10_000
"""A change set of more rows keeps their keys only (DESIGN section 4)."""


@dataclass(slots=True)
class Captured:
    """One row of a change set while it is being gathered."""

    table: str
    row_id: UUID
    portfolio_id: UUID | None
    operation: str
    version: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(slots=True)
class Gathered:
    """What a transaction has touched so far."""

    rows: list[Captured] = field(default_factory=list)
    tables: set[str] = field(default_factory=set)
    ids: set[UUID] = field(default_factory=set)

    def note(self, captured: Captured) -> None:
        """Add one row."""
        self.rows.append(captured)
        self.tables.add(captured.table)
        self.ids.add(captured.row_id)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who did what, for the change set."""

    command_id: UUID
    command: str
    at: datetime
    actor_id: UUID | None
    actor_label: str
    label: Any
    undoes: UUID | None = None


class UnitOfWork:
    """A write transaction. `commit` writes the change set and ends it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.gathered = Gathered()
        self.in_doubt = False
        """The connection was lost at the commit: whether it happened is to be asked (`outcome.py`)."""
        event.listen(session, "before_flush", self._before_flush)

    def _before_flush(self, session: Session, *_: object) -> None:
        for row in session.new:
            self._capture(row, "insert")
        for row in session.dirty:
            if session.is_modified(row):
                self._raise_version(row)
                self._capture(row, "update")
        for row in session.deleted:
            self._capture(row, "delete")

    def _raise_version(self, row: Any) -> None:
        if "version" in inspect(row).mapper.column_attrs and not _history(row, "version").has_changes():
            row.version += 1

    def _capture(self, row: Any, operation: str) -> None:
        kind: type[Base] = type(row)
        if kind.capture is Capture.NOTHING:
            return
        # Past the limit no image is written: gathering more would only fill the memory.
        pictured = kind.capture is Capture.IMAGES and len(self.gathered.rows) <= IMAGE_LIMIT
        before, after = _images(row, operation) if pictured else (None, None)
        self.gathered.note(
            Captured(
                table=kind.__tablename__,
                row_id=row.id,
                # What everybody may read stands in no portfolio, though it may be about one.
                portfolio_id=None if kind.public else getattr(row, "portfolio_id", None),
                operation=operation,
                version=getattr(row, "version", None) or 1,
                before=before,
                after=after,
            )
        )

    def commit(self, signature: Signature) -> None:
        """Write the change set and commit. Raises Conflict, or what `explain` makes of the driver's."""
        with told():
            self.session.flush()
            if self.gathered.rows:
                self._write_change_set(signature)
                if self._on_postgres:
                    poke(self.session, self.gathered.tables)
            try:
                self.session.commit()
            except DBAPIError as error:
                written = self._on_postgres and bool(self.gathered.rows)
                self.in_doubt = written and error.orig is not None and is_gone(error.orig)
                raise

    @property
    def _on_postgres(self) -> bool:
        return self.session.get_bind().dialect.name == "postgresql"

    def _write_change_set(self, signature: Signature) -> None:
        keeps = len(self.gathered.rows) <= IMAGE_LIMIT
        # Nothing is asked back: behind the wall that alone takes longer than all the rest, for what may be
        # seen of a change set depends on every table.
        self.session.execute(
            ChangeSet.__table__.insert()  # type: ignore[attr-defined]  # declared as FromClause
            .inline()
            .values(
                id=signature.command_id,
                at=signature.at,
                actor_id=signature.actor_id,
                actor_label=signature.actor_label,
                command=signature.command,
                label=signature.label,
                undoes=signature.undoes,
                row_count=len(self.gathered.rows),
                keeps_images=keeps,
            ),
            execution_options={LATER: True},
        )
        self.session.connection().execute(
            ChangeRow.__table__.insert().inline(),  # type: ignore[attr-defined]  # declared as FromClause
            [
                {
                    "change_set_id": signature.command_id,
                    "table_name": row.table,
                    "row_id": row.row_id,
                    "portfolio_id": row.portfolio_id,
                    "operation": row.operation,
                    "version": row.version,
                    "before": row.before if keeps else None,
                    "after": row.after if keeps else None,
                }
                for row in self.gathered.rows
            ],
            execution_options={LATER: True},
        )


@contextmanager
def told() -> Iterator[None]:
    """Turn what the driver and the mapper raise into what a user can be told."""
    try:
        yield
    except StaleDataError as error:
        raise Conflict("row.changed_meanwhile") from error
    except DBAPIError as error:
        known = explain(error) or explain_server(error)
        if known is None:
            raise
        raise known from error
    except dbapi.Error as error:  # of what `driver_rows` sends past the library
        known = explain(error)
        if known is None:
            raise
        raise known from error


@contextmanager
def write(engine: Engine, run: Run | None = None, lock: int | None = None) -> Iterator[UnitOfWork]:
    """Begin a write transaction (IMMEDIATE on SQLite, so that it never fails half-way as busy). On a shared
    desk `run` says what will be asked (`storage/ahead.py`), and the `lock` tells that it is under way."""
    with told(), Session(engine, expire_on_commit=False, autoflush=True) as session:
        if engine.dialect.name == "sqlite":
            session.connection(execution_options={"pacdesk_immediate": True})
        else:
            from pacdesk.storage import sending

            sending.begin(session, run or Run(), lock)
        try:
            yield UnitOfWork(session)
        finally:
            session.rollback()


@contextmanager
def read(engine: Engine, run: Run | None = None) -> Iterator[Session]:
    """A read transaction: one snapshot for all that is asked in it. On a shared desk `run` says what will be
    asked (`storage/ahead.py`). Raises Unforeseen."""
    with told(), engine.connect() as connection, Session(connection, autoflush=False) as session:
        if engine.dialect.name == "postgresql":
            driver = reading.begin(connection, session, run or Run())
            try:
                yield session
            except BaseException:
                reading.leave(driver, connection)
                raise
            reading.end(driver)
        else:
            begin_sqlite(connection)
            yield session


def driver_rows(session: Session, statement: str, values: Sequence[Any] | Mapping[str, Any]) -> list[Any]:
    """What a statement for SQLite finds, as the driver reads it, in the session's transaction. For pages of
    lists: the library's own way to rows takes longer than finding them."""
    bound = session.bind
    # A session that reads has not begun anything of its own yet, and need not for this.
    connection = bound if isinstance(bound, Connection) else session.connection()
    driver: Any = connection.connection.driver_connection
    found: list[Any] = driver.execute(statement, values).fetchall()
    return found


def plain(value: Any) -> Any:
    """A column's value as JSON can hold it, the way change rows keep it."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return to_micros(value)
    if isinstance(value, bytes):
        return value.hex()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool | dict | list):
        return value
    return str(value)


def _images(row: Any, operation: str) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    names = _pictured(inspect(row).mapper)
    if operation == "insert":
        return None, {name: plain(getattr(row, name)) for name in names}
    if operation == "delete":
        return {name: plain(getattr(row, name)) for name in names}, None
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    touched = inspect(row).committed_state
    for name in names:
        if name not in touched:
            continue
        history = _history(row, name)
        if history.has_changes():
            before[name] = plain(history.deleted[0]) if history.deleted else None
            after[name] = plain(getattr(row, name))
    return before, after


@cache
def _pictured(mapper: Mapper[Any]) -> tuple[str, ...]:
    left_out = {"rowno", *mapper.class_.unpictured}
    return tuple(a.key for a in mapper.column_attrs if a.key not in left_out)


def _history(row: Any, name: str) -> History:
    """What became of one attribute. The library's own `attrs` would gather all of them first."""
    return get_history(row, name, PASSIVE_NO_INITIALIZE)
