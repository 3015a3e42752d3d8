"""The first page of the queue of a desk that is only about to be opened, on the bare driver: importing the
database library, and all that works with it, takes several times as long as everything before."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets.list_rows import NOBODY, ROWS, in_order, values_of
from pacdesk.desk.tickets.rows import TicketRow
from pacdesk.errors import UserError
from pacdesk.storage.driver import Connection, connect, dbapi, is_plain
from pacdesk.storage.plain import to_uuid
from pacdesk.storage.revisions import revisions

SIZE: Final = 128
_OPEN: Final = "SELECT rowno FROM tickets WHERE voided_at IS NULL AND closed_at IS NULL"
_DUE: Final = f"{_OPEN} AND due_at IS NOT NULL ORDER BY due_at, rowno LIMIT ?"
_REST: Final = f"{_OPEN} AND due_at IS NULL ORDER BY rowno LIMIT ?"


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Open tickets as the queue shows them at first, by due time, and the company's zone."""

    rows: Sequence[TicketRow]
    zone: str


def first_look(desk: Path) -> FirstLook | None:
    """What whoever may open this desk without a password sees first.

    None where anything else must come first (a key, a log-in, a new shape, the end of a key change, a
    cut to what somebody may see), and where anything is the matter: opening the desk tells what.
    """
    try:
        if not is_plain(desk) or _is_between_keys(desk):
            return None
        with closing(connect(desk, read_only=True)) as connection:
            return _look(connection)
    except (UserError, OSError, dbapi.Error, LookupError):
        return None


def _is_between_keys(desk: Path) -> bool:
    return any(desk.parent.glob(f"{desk.name}.rekey*")) or desk.with_name(f"{desk.name}.key").exists()


def _look(connection: Connection) -> FirstLook | None:
    ask = connection.execute
    ask("BEGIN")
    if ask("SELECT version_num FROM alembic_version").fetchone() != (revisions()[-1],):
        return None
    reader = _reader(connection)
    if reader is None:
        return None
    rownos = [row[0] for row in ask(_DUE, (SIZE,))]
    if len(rownos) < SIZE:
        rownos += [row[0] for row in ask(_REST, (SIZE - len(rownos),))]
    rows = in_order(ask(ROWS, values_of(reader, rownos)).fetchall(), rownos, reader)
    (zone,) = ask("SELECT zone FROM companies").fetchone()
    return FirstLook(rows, zone)


_ACTIVE = (
    "SELECT id, is_admin, password_hash FROM users WHERE active AND voided_at IS NULL"
    " ORDER BY is_admin DESC, rowno LIMIT 2"
)


def _reader(connection: Connection) -> UUID | None:
    """Who the desk opens for by itself (see `opening.sole_actor`), as far as he may see everything."""
    users = connection.execute(_ACTIVE).fetchall()
    (example,) = connection.execute("SELECT demo FROM desk_meta").fetchone()
    if users and (example or len(users) == 1) and users[0][2] is None:
        return to_uuid(users[0][0]) if users[0][1] else None
    return None if connection.execute("SELECT 1 FROM users LIMIT 1").fetchone() else NOBODY
