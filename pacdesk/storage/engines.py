"""Engines over a local SQLite file or a shared PostgreSQL, behaving alike."""

from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from pacdesk.errors import DeskUnavailable, UserError
from pacdesk.storage import reading, server
from pacdesk.storage.driver import connect, dbapi

MINIMUM_POSTGRES = {15: 14, 16: 10, 17: 6, 18: 0}
"""Oldest safe minor of each major: below it row security leaks (CVE-2025-8713 and older)."""

READING_CACHE = 14 * 1024
WRITING_CACHE = 64 * 1024
"""KiB of pages that a connection keeps. Several read at once and each keeps its own; one writes at a time,
and an import comes back to pages far apart."""


class ClosingPool(QueuePool):
    """Closes what is given back after it was disposed of, unless somebody waits for it: an engine has another
    pool by then, and nobody would look here any more."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._over = False
        self._waiting: list[None] = []  # adding and taking away are each one step of the interpreter

    def dispose(self) -> None:
        """Close every connection that nobody works with; the others as they come back."""
        self._over = True
        super().dispose()

    def _do_get(self) -> ConnectionPoolEntry:
        self._waiting.append(None)
        try:
            return super()._do_get()
        finally:
            self._waiting.pop()

    def _do_return_conn(self, record: ConnectionPoolEntry) -> None:
        super()._do_return_conn(record)
        if self._over and not self._waiting:
            super().dispose()


def sqlite_engine(path: Path, *, key: bytes | None = None, read_only: bool = False) -> Engine:
    """An engine over the existing desk file `path`. Connections open as they are needed."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=dbapi,
        creator=lambda: connect(path, key=key, read_only=read_only),
        poolclass=ClosingPool,
        pool_size=4,
        pool_use_lifo=True,  # the connection used last has the warm cache; by turns each would fill its own
        max_overflow=2,
        query_cache_size=1500,
        hide_parameters=True,  # an error's text goes to the log; what people wrote does not
    )
    event.listen(engine, "begin", begin_sqlite)
    return engine


def begin_sqlite(connection: Connection) -> None:
    """Begin on the driver's own connection; the library finds it begun when it comes to that."""
    driver: Any = connection.connection.driver_connection
    if driver.in_transaction:
        return
    immediate = connection.get_execution_options().get("pacdesk_immediate", False)
    cache = WRITING_CACHE if immediate else READING_CACHE
    if connection.info.get("cache") != cache:
        driver.execute(f"PRAGMA cache_size = -{cache}")
        connection.info["cache"] = cache
    driver.execute("BEGIN IMMEDIATE" if immediate else "BEGIN")


def postgres_engine(address: str) -> Engine:
    """An engine over a shared desk; `address` is a `postgresql://` URL, also of several hosts.

    Two connections: one to write, one to read; the third of a window listens (`storage/line.py`).
    Raises DeskUnavailable `server.bad_address`; `server.too_old` at the first connection to a server with
    known holes.
    """
    from pacdesk.storage import sending

    settings = server.conninfo(address)
    link = server.Link(settings, server.host_of(address))
    engine = create_engine(
        "postgresql+psycopg://",
        poolclass=ClosingPool,
        pool_size=2,
        max_overflow=0,
        pool_use_lifo=True,
        query_cache_size=1500,
        hide_parameters=True,  # an error's text goes to the log; what people wrote does not
    )
    engine.update_execution_options(pacdesk_link=link)

    def reach(_dialect: object, _record: object, _arguments: object, given: dict[str, Any]) -> Any:
        if link.down is not None:  # the line tries again by itself: nobody else waits for it
            raise DeskUnavailable(link.down.code, **link.down.facts)
        return sending.Sending.connect(**given | settings)

    event.listen(engine, "do_connect", reach)
    event.listen(engine, "connect", partial(_prepare_postgres, link))
    event.listen(engine, "checkout", partial(_taken, link))
    event.listen(engine, "checkin", partial(_given_back, link))
    event.listen(engine, "close", link.gone)
    event.listen(engine, "invalidate", link.gone)
    sending.listen(engine)
    return engine


def _taken(link: server.Link, connection: Any, record: ConnectionPoolEntry, _: object) -> None:
    # Known to the line before it is tried: a try that nobody answers can then be ended.
    rested = link.taken(connection)
    if record.info.get("era") != link.era or not server.is_alive(connection, rested):
        link.given_back(connection)
        raise DisconnectionError


def _given_back(link: server.Link, connection: Any, record: ConnectionPoolEntry) -> None:
    link.given_back(connection)
    # A pool that was closed meanwhile would keep what comes back to it until nobody knows when.
    if connection is not None and (link.closing or record.info.get("era") != link.era):
        record.invalidate()


def link_of(engine: Engine) -> server.Link | None:
    """How the engine of a shared desk reaches its server; None for a local one."""
    link: server.Link | None = engine.get_execution_options().get("pacdesk_link")
    return link


def _prepare_postgres(link: server.Link, connection: Any, record: ConnectionPoolEntry) -> None:
    record.info["era"] = link.era
    try:
        refuse_old_server(connection.info.server_version)
        first = f"{server.SESSION}; SET pacdesk.sender = '{link.sender}'; {reading.ASKED_FIRST}"
        reading.note_first(connection.execute(first), record.info)
        if reading.is_walled(record.info):
            connection.execute(reading.SIDE_TAKEN)
        connection.commit()
    except BaseException:
        connection.close()  # the pool does not know it yet
        raise


def explain_server(error: DBAPIError) -> UserError | None:
    """What a user can be told about a server that does not answer or lets nobody in (`storage/server.py`);
    None for anything else."""
    return None if error.orig is None else server.explain(error.orig)


def refuse_old_server(version: int) -> None:
    """Raise `server.too_old` for a PostgreSQL release with known holes in row security."""
    major, minor = divmod(version, 10_000)
    if major < min(MINIMUM_POSTGRES) or minor < MINIMUM_POSTGRES.get(major, 0):
        raise DeskUnavailable("server.too_old", found=f"{major}.{minor}", needed="15.14, 16.10, 17.6, 18.0")
