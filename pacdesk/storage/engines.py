"""Engines over a local SQLite file or a shared PostgreSQL, behaving alike."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from pacdesk.errors import DeskUnavailable
from pacdesk.storage.driver import connect, dbapi

MINIMUM_POSTGRES = {15: 14, 16: 10, 17: 6, 18: 0}
"""Oldest safe minor of each major: below it row security leaks (CVE-2025-8713 and older)."""

READING_CACHE = 14 * 1024
WRITING_CACHE = 64 * 1024
"""KiB of pages that a connection keeps. Several read at once and each keeps its own; one writes at a time,
and an import comes back to pages far apart."""


def sqlite_engine(path: Path, *, key: bytes | None = None, read_only: bool = False) -> Engine:
    """An engine over the existing desk file `path`. Connections open as they are needed."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=dbapi,
        creator=lambda: connect(path, key=key, read_only=read_only),
        poolclass=QueuePool,
        pool_size=4,
        pool_use_lifo=True,  # the connection used last has the warm cache; by turns each would fill its own
        max_overflow=2,
        query_cache_size=1500,
        hide_parameters=True,  # an error's text goes to the log; what people wrote does not
    )
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("pacdesk_immediate", False)
    cache = WRITING_CACHE if immediate else READING_CACHE
    if connection.info.get("cache") != cache:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{cache}")
        connection.info["cache"] = cache
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def postgres_engine(address: str) -> Engine:
    """An engine over a shared desk; `address` is a `postgresql://` URL.

    Raises DeskUnavailable `server.too_old` at the first connection to a server with known holes.
    """
    engine = create_engine(
        make_url(address).set(drivername="postgresql+psycopg"),
        pool_size=3,
        max_overflow=0,
        pool_pre_ping=True,
        pool_recycle=60,
        connect_args={
            "connect_timeout": 5,
            "keepalives_idle": 20,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "application_name": "pacdesk",
        },
        query_cache_size=1500,
        hide_parameters=True,  # an error's text goes to the log; what people wrote does not
    )
    event.listen(engine, "connect", _prepare_postgres)
    return engine


def _prepare_postgres(connection: Any, _: object) -> None:
    refuse_old_server(connection.info.server_version)
    with connection.cursor() as cursor:
        cursor.execute("SET TIME ZONE 'UTC'")
    connection.commit()


def explain_server(error: DBAPIError) -> DeskUnavailable | None:
    """What a user can be told about a server that does not answer (`server.unreachable`) or lets nobody in
    (`server.refused`), with the fact `detail`; None for anything else."""
    original = error.orig
    if not type(original).__module__.startswith("psycopg"):
        return None
    state = getattr(original, "sqlstate", None) or ""
    lines = str(original).strip().splitlines() or [""]
    # The client library gives no code for a refusal before the session: only its words tell.
    refused = (
        state.startswith("28") or "authentication failed" in lines[0] or "no password supplied" in lines[0]
    )
    if refused:
        return DeskUnavailable("server.refused", detail=lines[0])
    gone = error.connection_invalidated or state.startswith(("08", "57P")) or not state
    if gone and type(original).__name__ in ("OperationalError", "ConnectionTimeout", "AdminShutdown"):
        return DeskUnavailable("server.unreachable", detail=lines[0])
    return None


def refuse_old_server(version: int) -> None:
    """Raise `server.too_old` for a PostgreSQL release with known holes in row security."""
    major, minor = divmod(version, 10_000)
    if major < min(MINIMUM_POSTGRES) or minor < MINIMUM_POSTGRES.get(major, 0):
        raise DeskUnavailable("server.too_old", found=f"{major}.{minor}", needed="15.14, 16.10, 17.6, 18.0")
