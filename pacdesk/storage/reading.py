"""The beginning and the end of a read on a shared desk, in as few trips to the server as can be: a server far
away answers in its own time, and every trip costs that once more."""

from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from pacdesk.storage.server import driver_error, explain

READING_SECONDS: Final = 60
"""What takes a person longer to read is given up, and the server is free of it."""
_BEGIN: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_AS_WHOM: Final = (
    f"; SET LOCAL statement_timeout = '{READING_SECONDS}s'"
    # To plan what the wall adds to a statement takes longer than to answer it.
    "; SET LOCAL plan_cache_mode = force_generic_plan"
    "; SELECT app.identity(), (SELECT n FROM app.feed_head)"
)
_BEHIND: Final = "behind_wall"
_TOLD: Final = "identity"
_NUMBER: Final = "feed"

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


def is_behind(session: Session) -> bool:
    """Whether the wall of a shared desk stands between this session and the rows."""
    return session.connection().info.get(_BEHIND, False) is True


def begin(connection: Connection, session: Session) -> None:
    """One snapshot for all that is asked; behind the wall also who asks, in the same trip (`told_identity`).

    Raises what `explain` makes of the driver's errors.
    """
    # The library would send its own beginning in a trip of its own.
    connection.execution_options(isolation_level="AUTOCOMMIT")
    driver: Any = connection.connection.driver_connection
    behind = connection.info.get(_BEHIND, False)
    try:
        with driver.cursor() as cursor:
            cursor.execute(_BEGIN + (_AS_WHOM if behind else ""))
            if behind:
                session.info[_TOLD], session.info[_NUMBER] = _last_row(cursor)
    except driver_error() as error:
        raise explain(error) or error from error


def end(connection: Connection) -> None:
    """Let go of the snapshot. A read is ended, not rolled back: the driver would throw away the connection's
    prepared statements, and planning them anew costs more than most answers."""
    driver: Any = connection.connection.driver_connection
    try:
        driver.execute("END")
    except driver_error() as error:
        raise explain(error) or error from error


def told_identity(session: Session) -> str | None:
    """Who asks, as the wall tells it (JSON of `app.identity()`); None where none stands, and for nobody."""
    if _TOLD not in session.info:
        if session.get_bind().dialect.name != "postgresql" or not is_behind(session):
            return None
        session.info[_TOLD] = session.connection().exec_driver_sql("SELECT app.identity()").scalar()
    told: str | None = session.info[_TOLD]
    return told


def told_number(session: Session) -> int | None:
    """The last number of the feed in this read's snapshot: as long as it stays, nothing was written. None
    where no wall stands, and in a write."""
    told: int | None = session.info.get(_NUMBER)
    return told


def _last_row(cursor: Any) -> Any:
    while cursor.nextset():
        pass
    return cursor.fetchone()
