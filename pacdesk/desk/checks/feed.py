"""The chain of a shared desk's feed: every transaction's number, its rows, and the seal over both."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from pacdesk.desk.checks.parts import Finding, Look
from pacdesk.storage.postgres.wall import is_owner
from pacdesk.storage.unit_of_work import read

_STREAM: Final = 2000
_ENTRIES: Final = text(
    "SELECT n, (extract(epoch FROM at) * 1000000)::bigint, login::text, body, hash FROM app.feed"
    " WHERE n IS NOT NULL ORDER BY n"
)
_ROWS: Final = text(
    "SELECT f.n, f.body, r.place, r.op, r.row_id, r.ticket_id, r.old_portfolio, r.new_portfolio"
    " FROM app.feed f LEFT JOIN app.feed_rows r ON r.entry = f.id WHERE f.n IS NOT NULL ORDER BY f.n, r.ord"
)


def feed(look: Look) -> Iterator[Finding]:
    """Numbers without a gap, each sealing the one before it up to the head; and, for who owns the desk and
    sees all of them, the rows under each seal."""
    if not look.on_postgres:
        return
    with read(look.desk.engine) as session:
        if session.scalar(text("SELECT to_regclass('app.feed_head')")) is None:
            return
        yield from _links(session, look)
        if is_owner(session.connection()):
            yield from _rows(session)


def _links(session: Session, look: Look) -> Iterator[Finding]:
    head = session.execute(text("SELECT n, hash, low, low_hash FROM app.feed_head")).one()
    number, seal = head.low, head.low_hash
    for n, at, login, body, found in _stream(session, _ENTRIES):
        look.finds.seen += 1
        if n != number + 1:
            yield Finding("feed.gap", f"{number} → {n}")
        elif found != sealed(seal, n, at, login, body):
            yield Finding("feed.hash", str(n))
        number, seal = n, found
    if (number, seal) != (head.n, head.hash):
        yield Finding("feed.head", f"{number} ≠ {head.n}")


def _rows(session: Session) -> Iterator[Finding]:
    for (n, body), rows in groupby(_stream(session, _ROWS), key=lambda row: (row[0], row[1])):
        lines = ["-" if value is None else str(value) for row in rows for value in row[2:]]
        if body != digest("\n".join(" ".join(lines[at : at + 6]) for at in range(0, len(lines), 6))):
            yield Finding("feed.rows", str(n))


def sealed(previous: str, n: int, at: int, login: str, body: str) -> str:
    """The hash of an entry, from that of the one before it; `at` in microseconds. The same bytes as
    `app.number_feed`."""
    return digest("\n".join((previous, str(n), str(at), login, body)))


def digest(words: str) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(words.encode()).hexdigest()


def _stream(session: Session, wanted: Any) -> Iterator[Any]:
    yield from session.execute(wanted, execution_options={"yield_per": _STREAM})
