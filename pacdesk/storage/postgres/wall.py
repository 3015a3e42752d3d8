"""Raising the wall on a shared desk, and who stands before it (DESIGN section 5)."""

from importlib.resources import files
from typing import Any, Final

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from pacdesk.storage import migrate
from pacdesk.storage.reading import is_behind
from pacdesk.storage.server import explain
from pacdesk.storage.unit_of_work import told

_PARTS: Final = (
    "roles",
    "functions",
    "cover",
    "guards",
    "policies",
    "search",
    "grants",
    "covered",
    "feed",
    "privacy",
    "portfolios",
    "named",
    "presence",
    "logins",
)
_LOCK: Final = 7_260
"""Two people who set up or bring up at once come one after the other."""
_TELLS_TEXTS: Final = (
    "SELECT EXISTS (SELECT FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proleakproof"
    " AND 'text'::regtype = ANY (proargtypes))"
)


def raise_wall(engine: Engine) -> migrate.Standing:
    """Bring the schema up to date and raise the wall, in one transaction; may run again at any time.

    Answers where the schema stood before. The log-in must own the desk, or be a superuser.
    """
    with told(), engine.connect() as connection, connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
        # Views hold the columns that a new schema changes.
        connection.execute(text("DROP SCHEMA IF EXISTS covered CASCADE"))
        before = migrate.upgrade_on(connection)
        for part in _PARTS:
            _run(connection, (files("pacdesk.storage.postgres") / f"{part}.sql").read_text("utf-8"))
    return before


def _run(connection: Connection, script: str) -> None:
    # Several statements at once, none with parameters: only the driver's own call sends them as they stand.
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor:
            cursor.execute(script)
    except Exception as error:
        raise explain(error) or error from error


def is_raised(connection: Connection) -> bool:
    """Whether this desk has its wall."""
    return connection.scalar(text("SELECT to_regprocedure('app.me()') IS NOT NULL")) is True


def tells_texts(connection: Connection) -> bool:
    """Whether how often a text out of sight was met can be read off a plan: only a superuser can have this
    database compare texts behind the wall (roles.sql)."""
    return connection.scalar(text(_TELLS_TEXTS)) is True


def login_behind_wall(session: Session) -> str | None:
    """The log-in for which the database itself keeps who sees and does what; None on a local desk, on one
    without its wall, and above it."""
    if session.get_bind().dialect.name != "postgresql":
        return None
    if not is_behind(session):
        return None
    return str(session.connection().scalar(text("SELECT session_user::text")))


def is_owner(connection: Connection) -> bool:
    """Whether the log-in is above the wall: it owns the desk, or is a superuser."""
    found = connection.scalar(
        text("SELECT coalesce(pg_has_role(session_user, to_regrole('pacdesk_owner'), 'member'), true)")
    )
    return found is True
