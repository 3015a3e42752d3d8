"""Filling a new SQLite desk. The file is nobody's until it is moved to its place (`making.beside`)."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from pacdesk.config import atomic
from pacdesk.errors import DeskUnavailable
from pacdesk.storage import driver, migrate
from pacdesk.storage.carrying.rows import Carried, Row
from pacdesk.storage.engines import sqlite_engine

_INDEXES: Final = ("search_fts", "ticket_fts", "client_fts")
_SETTINGS: Final = ("foreign_keys = OFF", "synchronous = OFF", "journal_mode = OFF", "cache_size = -131072")


class IntoSqlite:
    """Takes the rows of a desk into an empty file."""

    def __init__(self, connection: driver.Connection) -> None:
        self._connection = connection

    def take(self, table: Carried, batches: Iterator[Sequence[Row]]) -> None:
        """Write the rows of one table."""
        marks = ", ".join("?" * len(table.columns))
        names = ", ".join(f'"{name}"' for name in table.columns)
        statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'
        for batch in batches:
            self._connection.executemany(statement, batch)


@contextmanager
def filling(path: Path, *, key: bytes | None = None) -> Iterator[IntoSqlite]:
    """Make the file `path` with this program's schema, to be filled; indexes, search and references are
    made and checked at the end.

    If it fails what is there is no desk and goes. Raises DeskUnavailable `desk.…`, `move.references`.
    """
    with driver.telling(path):
        driver.connect(path, key=key, create=True).close()
        engine = sqlite_engine(path, key=key)
        try:
            migrate.upgrade(engine)
        finally:
            engine.dispose()
        with closing(driver.connect(path, key=key)) as connection:
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}").fetchall()
            connection.execute("BEGIN")
            put_back = _strip(connection)
            yield IntoSqlite(connection)
            _finish(connection, put_back)
        atomic.flush_file(path)


def _strip(connection: driver.Connection) -> list[str]:
    """Take indexes and triggers off every table; answers how to put them back."""
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL "
        "AND tbl_name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' ORDER BY type"
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f'DROP {kind} "{name}"')
    return [sql for _, _, sql in found]


def _finish(connection: driver.Connection, put_back: Sequence[str]) -> None:
    for statement in put_back:
        connection.execute(statement)
    for index in _INDEXES:
        connection.execute(f"INSERT INTO {index}({index}) VALUES('rebuild')")
    lost = connection.execute("PRAGMA foreign_key_check").fetchone()
    if lost is not None:
        raise DeskUnavailable("move.references", table=lost[0], row=str(lost[1]))
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
