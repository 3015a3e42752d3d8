"""INSERT … ON CONFLICT on both engines."""

from typing import Any


def upsert(table: Any, *, on_postgres: bool) -> Any:
    """The engine's own INSERT of `table`, which knows `on_conflict_do_update`.

    Imported as it is needed: the server's dialect brings all its drivers, and a local desk needs none.
    """
    if on_postgres:
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)
