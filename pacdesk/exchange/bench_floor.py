"""What the benchmark compares with: the same answers in SQL written by hand, on the bare driver."""

import secrets
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID, uuid4

from pacdesk.desk.values import Sight
from pacdesk.storage.driver import Connection

_ROW: Final = """
SELECT t.rowno, t.protocol, t.subject, c.legal_name, s.name, t.priority, coalesce(m.name, ''),
t.due_at, t.last_event_at
FROM tickets t JOIN stages s ON s.id = t.stage_id LEFT JOIN clients c ON c.id = t.client_id
LEFT JOIN staff_members m ON m.id = t.attendant_id WHERE t.rowno IN ({})
"""
_SEARCH: Final = """
SELECT d.doc_id, d.kind, d.ref, d.ticket_id, d.text FROM search_fts f
CROSS JOIN search_docs d ON d.doc_id = f.rowid WHERE search_fts MATCH ? {} ORDER BY f.rowid DESC LIMIT ?
"""


class RawDesk:
    """A desk read and written by hand, cut to what somebody may see."""

    def __init__(self, connection: Connection, sight: Sight) -> None:
        self._run = connection.execute
        self._cut = ""
        if sight.portfolios is not None:
            self._cut += f" AND +portfolio_id IN ({_listed(sight.portfolios)})"
        if sight.blocked_types:
            self._cut += f" AND +type_id NOT IN ({_listed(sight.blocked_types)})"
        self._sight = sight

    def _where(self, words: str, *, only_open: bool) -> tuple[str, list[Any]]:
        where = "voided_at IS NULL" + (" AND closed_at IS NULL" if only_open else "") + self._cut
        if not words:
            return where, []
        return f"rowno IN (SELECT rowid FROM ticket_fts WHERE ticket_fts MATCH ?) AND {where}", [
            f'"{words}"*'
        ]

    def count(self, words: str, *, only_open: bool) -> int:
        """How many tickets a list has."""
        where, values = self._where(words, only_open=only_open)
        return int(self._run(f"SELECT count(*) FROM tickets WHERE {where}", values).fetchone()[0])

    def page(
        self, key: str, offset: int, limit: int, words: str, *, down: bool, only_open: bool
    ) -> list[tuple[Any, ...]]:
        """Rows of a page: positions from the index, then the rows."""
        where, values = self._where(words, only_open=only_open)
        way = "DESC" if down else "ASC"
        rownos = [
            row[0]
            for row in self._run(
                f"SELECT rowno FROM tickets WHERE {where} ORDER BY {key} {way}, rowno {way} LIMIT ? OFFSET ?",
                [*values, limit, offset],
            )
        ]
        found = {row[0]: row for row in self._run(_ROW.format(",".join(map(str, rownos))))}
        return [found[rowno] for rowno in rownos]

    def search(self, words: str, limit: int) -> int:
        """Newest finds in all texts; answers how many."""
        cut = ""
        if self._sight.portfolios is not None:
            cut = f"AND d.portfolio_id IN ({_listed(self._sight.portfolios)})"
        query = " AND ".join(f'"{word}"*' for word in words.split())
        return len(self._run(_SEARCH.format(cut), (query, limit)).fetchall())

    def history(self, ticket: UUID) -> int:
        """A ticket and its events; answers how many."""
        self._run("SELECT * FROM tickets WHERE id = ?", (ticket.bytes,)).fetchone()
        events = "SELECT * FROM ticket_events WHERE ticket_id = ? ORDER BY happened_at, number"
        return len(self._run(events, (ticket.bytes,)).fetchall())

    def open_ticket(self) -> UUID:
        """Some ticket that is open."""
        found = "SELECT id FROM tickets WHERE closed_at IS NULL AND voided_at IS NULL ORDER BY rowno LIMIT 1"
        return UUID(bytes=self._run(found).fetchone()[0])

    def write_texts(self, ticket: UUID, text: str) -> None:
        """What a comment writes besides its chain: a search document with its index and the ticket's
        news, committed and flushed. Taken back at once, so that the desk stays whole."""
        self._run("BEGIN IMMEDIATE")
        self._run(
            "INSERT INTO search_docs (doc_id, kind, ref, portfolio_id, ticket_id, visibility, text) "
            "SELECT max(doc_id) + 1, 'entry', ?, ?, NULL, 'internal', ? FROM search_docs",
            (uuid4().bytes, secrets.token_bytes(16), text),
        )
        self._run("UPDATE tickets SET last_event_at = last_event_at + 1 WHERE id = ?", (ticket.bytes,))
        self._run("COMMIT")

    def take_texts_back(self, ticket: UUID, how_many: int) -> None:
        """Undo `write_texts`."""
        self._run("DELETE FROM search_docs WHERE kind = 'entry' AND ticket_id IS NULL")
        self._run(
            "UPDATE tickets SET last_event_at = last_event_at - ? WHERE id = ?", (how_many, ticket.bytes)
        )


def _listed(ids: Sequence[UUID] | frozenset[UUID]) -> str:
    return ", ".join(f"x'{one.hex}'" for one in sorted(ids))
