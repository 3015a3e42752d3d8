"""Whether a command happened whose commit was never answered."""

import time
from typing import Final
from uuid import UUID

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from pacdesk.errors import DeskUnavailable, UserError
from pacdesk.storage.engines import link_of
from pacdesk.storage.reading import holder
from pacdesk.storage.server import explain

PATIENCE: Final = 120.0
PAUSE: Final = 0.5
_END_IT = text(
    "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory' AND granted"
    " AND classid = CAST(:high AS bigint)::oid AND objid = CAST(:low AS bigint)::oid AND objsubid = 1"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND pid <> pg_backend_pid()"
)


def lock_of(command: UUID) -> int:
    """The lock that a command holds from its beginning to its end: a signed number of 64 bits, as the server
    has them."""
    return int.from_bytes(command.bytes[8:], "big", signed=True)


def happened(engine: Engine, command: UUID) -> bool:
    """Ask the server until it answers. The session that was lost is ended first: only then nothing more
    can come of it. Raises DeskUnavailable `server.outcome_unknown` when there is no answer."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return _ask(engine, command)
        except (DBAPIError, UserError) as error:
            cause = error.orig if isinstance(error, DBAPIError) else None
            if cause is not None and explain(cause) is None:
                raise
            link = link_of(engine)
            if time.monotonic() > end or (link is not None and link.closing):
                raise DeskUnavailable("server.outcome_unknown") from error
        time.sleep(PAUSE)


def _ask(engine: Engine, command: UUID) -> bool:
    lock = lock_of(command) & (2**64 - 1)
    with engine.connect() as connection:
        connection.execute(_END_IT, {"high": lock >> 32, "low": lock & (2**32 - 1)})
        connection.execute(text(f"SELECT {holder(connection.info)}(:key)"), {"key": lock_of(command)})
        found = connection.scalar(text("SELECT count(*) FROM change_sets WHERE id = :id"), {"id": command})
    return bool(found)
