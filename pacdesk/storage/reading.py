"""The beginning and the end of a read on a shared desk, in as few trips to the server as can be: a server far
away answers in its own time, and every trip costs that once more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from pacdesk.storage.ahead import Run
from pacdesk.storage.server import driver_error, explain

READING_SECONDS: Final = 60
"""What takes a person longer to read is given up, and the server is free of it."""
_BEGIN: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_END: Final = "END"
_AS_WHOM: Final = (
    f"SELECT set_config('statement_timeout', '{READING_SECONDS}s', true),"
    # To plan what the wall adds to a statement takes longer than to answer it.
    " set_config('plan_cache_mode', 'force_generic_plan', true),"
    # Who is masked since, or no longer, finds the tables on the other side from here on (covered.sql).
    " CASE WHEN r.until IS NOT NULL THEN set_config('search_path', app.my_path(), false) END,"
    " r.number, r.until, r.identity FROM app.reading(%s, %s) r"
)
_WHO_ASKS: Final = (
    "SELECT set_config('plan_cache_mode', 'force_generic_plan', true),"
    # For this transaction: if it is rolled back the next one finds it as it was.
    " CASE WHEN r.until IS NOT NULL THEN set_config('search_path', app.my_path(), true) END,"
    " r.until, r.identity FROM app.reading(%s, %s) r"
)

_BEHIND: Final = "behind_wall"
_WHO: Final = "who"
_TOLD: Final = "identity"
_NUMBER: Final = "feed"


@dataclass(frozen=True, slots=True)
class _Who:
    """What was told of who asks, at a number of the feed; it holds `until` then at the longest."""

    number: int
    until: datetime | None
    identity: str | None


_NOBODY: Final = _Who(-1, None, None)
_runs: WeakKeyDictionary[Any, Run] = WeakKeyDictionary()
"""Of the reads that are under way, by the driver's connection."""

ASKED_FIRST: Final = (
    # Of a schema that is closed to somebody even the question whether it has something is refused.
    "SELECT CASE WHEN (SELECT has_schema_privilege(oid, 'usage') FROM pg_namespace WHERE nspname = 'app')"
    " THEN to_regprocedure('app.identity()') IS NOT NULL ELSE false END"
    " AND NOT coalesce(pg_has_role(session_user, to_regrole('pacdesk_owner'), 'member'), true)"
)
"""Whether the wall stands between this connection and the desk: asked once, when it is made."""


def note_first(cursor: Any, info: dict[str, Any]) -> None:
    """Keep the answer to `ASKED_FIRST`, the last of several statements, with the connection."""
    (info[_BEHIND],) = _last_row(cursor)


SIDE_TAKEN: Final = "SELECT set_config('search_path', app.my_path(), false)"
"""A person's connection finds tables where he may read them: covered, if something is covered to him."""


def is_walled(info: Any) -> bool:
    """Whether the wall stands before the connection of which `info` tells."""
    return info.get(_BEHIND, False) is True


def is_behind(session: Session) -> bool:
    """Whether the wall of a shared desk stands between this session and the rows."""
    return is_walled(session.connection().info)


def begin(connection: Connection, session: Session, run: Run) -> Any:
    """One snapshot for all that is asked; behind the wall also who asks, and what is foreseen, in the same
    trip (`told_identity`, `storage/ahead.py`). Answers the driver's connection, for `end` and `leave`.

    Raises what `explain` makes of the driver's errors.
    """
    # The library would send its own beginning in a trip of its own.
    connection.execution_options(isolation_level="AUTOCOMMIT")
    driver: Any = connection.connection.driver_connection
    who = None
    try:
        with driver.pipeline():
            driver.execute(_BEGIN, prepare=True)
            if connection.info.get(_BEHIND, False):
                known: _Who = connection.info.get(_WHO, _NOBODY)
                who = driver.execute(_AS_WHOM, (known.number, known.until), prepare=True)
            _send_ahead(driver, run)
            if run.is_whole:
                driver.execute(_END, prepare=True)
        if who is not None:
            session.info[_TOLD], session.info[_NUMBER] = _told(connection.info, who.fetchone()[3:])
    except driver_error() as error:
        raise explain(error) or error from error
    _runs[driver] = run
    return driver


def _told(info: dict[str, Any], row: Any) -> tuple[str | None, int]:
    """Who asks, and the number of the feed; who it is was told before where nothing has changed."""
    number, until, identity = row
    if until is not None:
        info[_WHO] = _Who(number, until, identity)
    return info[_WHO].identity, number


def end(driver: Any) -> None:
    """Let go of the snapshot. A read is ended, not rolled back: the driver would throw away the connection's
    prepared statements, and planning them anew costs more than most answers."""
    run = _runs.pop(driver, None)
    if run is not None and run.is_whole:
        return
    try:
        driver.execute(_END, prepare=True)
    except driver_error() as error:
        raise explain(error) or error from error


def leave(driver: Any, connection: Connection) -> None:
    """The read failed: nothing more is foreseen. Its transaction is rolled back with the connection, and with
    it what was set when it was told who asks."""
    _runs.pop(driver, None)
    if not connection.invalidated:
        connection.info.pop(_WHO, None)


def told_identity(session: Session) -> str | None:
    """Who asks, as the wall tells it (JSON of `app.identity()`); None where none stands, and for nobody."""
    told: str | None = session.info.get(_TOLD)
    return told


def begin_command(connection: Connection, session: Session, run: Run, lock: int | None) -> None:
    """Of a command: its `lock`, who asks, and what is foreseen. Raises what `explain` makes of the driver's
    errors."""
    driver: Any = connection.connection.driver_connection
    known: _Who = connection.info.get(_WHO, _NOBODY)
    who = None
    try:
        with driver.pipeline():
            driver.execute("BEGIN", prepare=True)
            if lock is not None:
                driver.execute(f"SELECT {holder(connection.info)}(%s::bigint)", (lock,), prepare=True)
            if is_walled(connection.info):
                who = driver.execute(_WHO_ASKS, (known.number, known.until), prepare=True)
            _send_ahead(driver, run)
        if who is not None:
            *_, until, identity = who.fetchone()
            session.info[_TOLD] = known.identity if until is None else identity
    except driver_error() as error:
        raise explain(error) or error from error


def holder(info: Any) -> str:
    """The function that holds a command's lock until the transaction ends (`storage/outcome.py`)."""
    return "app.hold" if is_walled(info) else "pg_advisory_xact_lock"


def _send_ahead(driver: Any, run: Run) -> None:
    for sent in run.foreseen:
        cursor = driver.execute(sent.statement, sent.values, prepare=True, binary=sent.binary)
        run.answers.append((sent, cursor))


def told_number(session: Session) -> int | None:
    """The last number of the feed in this read's snapshot: as long as it stays, nothing was written. None
    where no wall stands, and in a write."""
    told: int | None = session.info.get(_NUMBER)
    return told


def answered(cursor: Any, statement: str, values: Any, context: Any) -> bool:
    """Before the library sends a statement: whether it has its answer already (event `do_execute`)."""
    run = _runs.get(cursor.connection)
    if run is None:
        return False
    if context.execution_options.get("stream_results"):
        run.stream()
        return False
    kept = run.answer(statement, values)
    if kept is None:
        return False
    context.cursor = kept
    return True


def rows(session: Session, statement: str, values: Mapping[str, Any]) -> list[Any]:
    """What a statement finds, as the driver reads it: past the library's own rows, which look at each value
    once more. For pages of lists, in a read of a shared desk."""
    bound: Any = session.bind
    driver: Any = bound.connection.driver_connection
    run = _runs.get(driver)
    kept = None if run is None else run.answer(statement, values, binary=True)
    if kept is None:
        kept = driver.execute(statement, values, binary=True)
    found: list[Any] = kept.fetchall()
    return found


def _last_row(cursor: Any) -> Any:
    while cursor.nextset():
        pass
    return cursor.fetchone()
