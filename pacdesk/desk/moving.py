"""Carrying a whole desk from a file to a server and back (S1.14, DESIGN section 3).

One transaction at the target: killed at any moment it is as empty as before, or whole. The source is only
read, and marked at the very end, so that nobody goes on working in two desks unawares.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from pacdesk.config import connections
from pacdesk.config.paths import backup_dir, refuse_bad_name, refuse_unsafe_location
from pacdesk.desk import areas  # noqa: F401  (every area's tables are carried)
from pacdesk.desk.access.tables import User
from pacdesk.desk.checks.checking import Report, check
from pacdesk.desk.company.rules import MOVED
from pacdesk.desk.company.tables import Parameter
from pacdesk.desk.desk import Desk
from pacdesk.desk.lean import dataclass
from pacdesk.desk.local import Protection
from pacdesk.desk.opening import SYSTEM, files_path
from pacdesk.desk.tickets.checking import verify_chains
from pacdesk.desk.values import new_id, utc_now
from pacdesk.errors import DeskUnavailable, Invalid, NotFound
from pacdesk.storage import backup, backup_rolls, driver, keys, making, migrate, space
from pacdesk.storage.carrying import into_postgres, into_sqlite, rows
from pacdesk.storage.engines import postgres_engine, sqlite_engine
from pacdesk.storage.files import LocalFiles, ServerFiles
from pacdesk.storage.postgres.people import check_login
from pacdesk.storage.schema import ChangeSet, DeskMeta, StoredFile
from pacdesk.storage.unit_of_work import told

ROWS, FILES, FINISH, CHECK = "rows", "files", "finish", "check"
Progress = Callable[[str, int, int], None]
"""How far it is: ROWS and FILES (done, in all), then FINISH and CHECK (0, 0). May raise Cancelled until
CHECK: then the target is as empty as before."""

_BACKUP: Final = "move"
_LOCK_TIMEOUT: Final = "5s"
_SHOWN_PROBLEMS: Final = 1000
_FIRST_TABLES: Final = frozenset(
    {
        "change_rows",
        "change_sets",
        "companies",
        "departments",
        "desk_meta",
        "flow_fields",
        "memberships",
        "permission_groups",
        "portfolios",
        "stage_fields",
        "stages",
        "staff_members",
        "ticket_groups",
        "ticket_types",
        "transitions",
        "users",
        "workflow_versions",
    }
)
"""Where a desk has rows before anybody has worked at it (`opening.fill`)."""
_FIRST_COMMANDS: Final = frozenset({"SaveGroup", "CreateType"})
_LETTING_IN: Final = frozenset({"CreateUser", "ChangeUser"})
"""What `server user add` and `disable` do, in nobody's name: whoever is let in has not worked yet."""


@dataclass(frozen=True, slots=True)
class ToFile:
    """A new local desk, keyed or not."""

    path: Path
    protection: Protection | None = None

    @property
    def shown(self) -> str:
        """Where it is, for people."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class ToServer:
    """A shared desk that was prepared and at which nobody has worked; `address` is one of an owner."""

    address: str

    @property
    def shown(self) -> str:
        """Where it is, for people, without the password."""
        return connections.without_password(self.address)


@dataclass(frozen=True, slots=True)
class Moved:
    """What arrived: rows of each table, files, and what `check` says of the target. `missing_files` were
    already missing or damaged at the source. `unfit_logins` are active users whose names no server takes:
    they need others before they can log in there. `left_logins` were let in at the target and are no users of
    what arrived. `recovery_code` of a keyed file, to be shown once."""

    counts: dict[str, int]
    files: int
    missing_files: int
    report: Report
    unfit_logins: tuple[str, ...] = ()
    left_logins: tuple[str, ...] = ()
    recovery_code: str | None = None


def move(source: Desk, target: ToFile | ToServer, progress: Progress | None = None) -> Moved:
    """Carry `source`, opened by who may write to it, to the empty `target`, and mark it as moved.

    Raises DeskUnavailable `move.not_empty` (fact `tables`), `move.not_prepared`, `move.not_owner`,
    `move.busy`, `move.differs`, `move.chains`, `desk.older`, `desk.newer`, `desk.exists`, `desk.no_space`,
    `server.…`; Invalid `move.text_unfit`; Cancelled. Then the target is as it was, and the source too.
    """
    tell = progress or _silent
    with told(), _reading(source) as connection:
        _refuse_other_schema(connection)
        carrying = _Carrying(source, connection, tell)
        outcome = carrying.to_file(target) if isinstance(target, ToFile) else carrying.to_server(target)
        _mark(connection, target.shown)
        connection.commit()
    return outcome


def back_up(source: Desk, progress: backup.Progress | None = None) -> Path | None:
    """Make a rolling backup of a local desk, answering where it is; None for a shared one, which its server
    backs up. Raises as `backup.make`."""
    files = source.files
    if not isinstance(files, LocalFiles):
        return None
    desk = files.path.with_name(files.path.name.removesuffix(".files"))
    return backup_rolls.roll(desk, backup_dir(), key=files.key, reason=_BACKUP, progress=progress)


def _silent(phase: str, done: int, total: int) -> None:
    del phase, done, total


@contextmanager
def _reading(desk: Desk) -> Iterator[Connection]:
    """One snapshot of the source; nobody writes to it until the end."""
    on_postgres = desk.engine.dialect.name == "postgresql"
    how = {"isolation_level": "REPEATABLE READ"} if on_postgres else {"pacdesk_immediate": True}
    with desk.engine.connect().execution_options(**how) as connection:
        if on_postgres:
            _lock(connection, "SHARE")
        yield connection


def _lock(connection: Connection, mode: str) -> None:
    """Raises DeskUnavailable `move.not_prepared`, `move.not_owner`, `move.busy`."""
    names = [table.name for table in rows.tables()] + ["file_chunks"]
    owned = text(
        "SELECT count(*), count(*) FILTER (WHERE pg_has_role(current_user, relowner, 'usage')) FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname = ANY(:names)"
    )
    with connection.engine.connect() as looking:  # not in the snapshot, which begins behind the lock
        there, mine = looking.execute(owned, {"names": names}).one()
        looking.rollback()
    if there < len(names):
        raise DeskUnavailable("move.not_prepared")
    if mine < len(names):
        raise DeskUnavailable("move.not_owner")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'")
    try:
        connection.exec_driver_sql(f"LOCK TABLE {', '.join(names)} IN {mode} MODE")
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == "55P03":
            raise DeskUnavailable("move.busy") from error
        raise


def _refuse_other_schema(connection: Connection) -> None:
    standing = migrate.standing(connection)
    if not standing.is_current:
        raise DeskUnavailable("desk.older", found=standing.found, wanted=standing.wanted)


class _Carrying:
    """One move: what goes, how far it is."""

    def __init__(self, source: Desk, connection: Connection, tell: Progress) -> None:
        self._source, self._connection, self._tell = source, connection, tell
        self._tables = rows.tables({"parameters": f"name = '{MOVED}'"})
        self._counts = rows.counts(connection, self._tables)
        self._done = 0
        self._files = self._missing = 0
        self._left_out = frozenset({"chains"})
        self._let_in: tuple[str, ...] = ()

    def to_server(self, target: ToServer) -> Moved:
        """To a shared desk."""
        engine = postgres_engine(target.address)
        try:
            with told(), engine.connect() as connection, connection.begin():
                self._fill_server(connection)
            shared = Desk(engine, ServerFiles(engine), SYSTEM)
            report, known = self._check(shared), set(self._connection.scalars(_LOGINS))
            left = tuple(login for login in self._let_in if login not in known)
            return self._moved(report, unfit_logins=self._unfit_logins(), left_logins=left)
        finally:
            engine.dispose()

    def _fill_server(self, connection: Connection) -> None:
        _lock(connection, "ACCESS EXCLUSIVE")
        _refuse_other_schema(connection)
        _refuse_used(connection)
        self._let_in = tuple(connection.scalars(_LOGINS))
        names = [table.name for table in self._tables] + ["file_chunks"]
        with into_postgres.filling(connection, names) as into:
            self._rows(into)
            self._each_file(into.put_file)
            self._tell(FINISH, 0, 0)
        self._prove(connection, kind="shared")

    def to_file(self, target: ToFile) -> Moved:
        """To a new file."""
        refuse_bad_name(target.path.name)
        refuse_unsafe_location(target.path)
        with driver.telling(target.path), making.beside(target.path) as place:
            space.require(target.path.parent, self._size())
            new = None
            if target.protection is not None:
                wanted = target.protection
                new = keys.create(place, password=wanted.password, store=wanted.store)
            key = None if new is None else new.key
            report = self._fill_file(place, key)
        return self._moved(report, recovery_code=None if new is None else new.code)

    def _fill_file(self, place: Path, key: bytes | None) -> Report:
        with into_sqlite.filling(place, key=key) as into:
            self._rows(into)
            self._tell(FINISH, 0, 0)
        engine = sqlite_engine(place, key=key)
        desk = Desk(engine, LocalFiles(files_path(place), key=key), SYSTEM)
        try:
            self._each_file(desk.files.put)
            with engine.connect() as connection, connection.begin():
                self._prove(connection, kind="local")
            return self._check(desk)
        finally:
            desk.close()

    def _size(self) -> int:
        """About how many bytes the target will have: as many as the source."""
        if self._connection.dialect.name == "postgresql":
            statement = "SELECT pg_database_size(current_database())"
            return int(self._connection.exec_driver_sql(statement).scalar_one())
        path = Path(str(self._connection.exec_driver_sql("PRAGMA database_list").one()[2]))
        return sum(space.size_with_journal(one) for one in (path, files_path(path)))

    def _rows(self, into: rows.Target) -> None:
        for table in self._tables:
            with closing(rows.read(self._connection, table)) as batches:
                into.take(table, rows.counted(batches, self._count))

    def _count(self, more: int) -> None:
        self._done += more
        self._tell(ROWS, self._done, sum(self._counts.values()))

    def _each_file(self, put: Callable[[bytes], object]) -> None:
        with Session(self._connection) as session:
            named = session.scalars(select(StoredFile.sha256).distinct().order_by(StoredFile.sha256)).all()
        for digest in named:
            self._tell(FILES, self._files + self._missing, len(named))
            try:
                content = self._source.files.get(digest)
            except NotFound:
                self._missing += 1
                continue
            put(content)
            self._files += 1

    def _prove(self, target: Connection, *, kind: str) -> None:
        """Every row arrived, and every ticket's history is the chain it was (S1.14)."""
        target.execute(update(DeskMeta).values(kind=kind))
        arrived = rows.counts(target, self._tables)
        for name, sent in self._counts.items():
            if arrived[name] != sent:
                raise DeskUnavailable("move.differs", table=name, sent=sent, arrived=arrived[name])
        if broken := _chain_problems(target):
            if broken != _chain_problems(self._connection):
                raise DeskUnavailable("move.chains", ticket=str(broken[0].ticket))
            self._left_out = frozenset()  # broken before, it goes along as it is, and the check tells of it

    def _check(self, desk: Desk) -> Report:
        def tell(step: str) -> None:
            del step
            self._tell(CHECK, 0, 0)

        return check(desk, writer=desk, progress=tell, without=self._left_out)

    def _moved(self, report: Report, **more: Any) -> Moved:
        return Moved(self._counts, self._files, self._missing, report, **more)

    def _unfit_logins(self) -> tuple[str, ...]:
        return tuple(login for login in self._connection.scalars(_LOGINS) if not _fits_server(login))


_LOGINS: Final = select(User.login).where(User.active, User.voided_at.is_(None)).order_by(User.login_key)


def _fits_server(login: str) -> bool:
    try:
        check_login(login)
    except Invalid:
        return False
    return True


def _chain_problems(connection: Connection) -> tuple[Any, ...]:
    with Session(connection) as session:
        return tuple(islice(verify_chains(session), _SHOWN_PROBLEMS))


def _refuse_used(connection: Connection) -> None:
    """Raises DeskUnavailable `move.not_empty` if anybody has worked at the desk, with what he left."""
    filled = rows.counts(connection, [table for table in rows.tables() if table.name not in _FIRST_TABLES])
    used = [name for name, count in filled.items() if count]
    with Session(connection) as session:
        let_in = ChangeSet.command.in_(_LETTING_IN) & ChangeSet.actor_id.is_(None)
        worked = select(func.count()).where(ChangeSet.command.not_in(_FIRST_COMMANDS), ~let_in)
        if session.scalar(worked):
            used.append("change_sets")
    if used:
        raise DeskUnavailable("move.not_empty", tables=used)


def _mark(connection: Connection, shown: str) -> None:
    value = {"to": shown, "at": utc_now().isoformat(timespec="seconds")}
    changed = connection.execute(
        update(Parameter).where(Parameter.name == MOVED).values(value=value, version=Parameter.version + 1)
    )
    if not changed.rowcount:
        table: Any = Parameter.__table__
        connection.execute(table.insert().values(id=new_id(), version=1, name=MOVED, value=value))
