"""What others changed on a shared desk, asked from the server's feed (`postgres/feed.sql`): every transaction
has a number, given at its commit, so nothing is missed between two questions."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

FAR: Final = 2000
"""Transactions behind which it is cheaper to read everything anew."""
MOST_IDS: Final = 1000

_FED: Final = (
    "SELECT array_agg(DISTINCT c.relname::text) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE t.tgname = 'feed_added'"
)
_NEWS: Final = f"""
PREPARE pacdesk_news (bigint, text) AS
WITH head AS (SELECT n, low FROM app.feed_head),
news AS MATERIALIZED (
    SELECT r.place, r.row_id, r.ticket_id
    FROM (SELECT id, sender FROM app.feed WHERE n > $1 ORDER BY n LIMIT {FAR}) f
    CROSS JOIN LATERAL (
        SELECT place, row_id, ticket_id FROM app.feed_rows WHERE entry = f.id OFFSET 0  -- by its key, always
    ) AS r
    WHERE f.sender IS DISTINCT FROM $2 AND (SELECT n FROM head) <= $1 + {FAR}
)
SELECT (SELECT n FROM head), (SELECT low FROM head), (SELECT string_agg(DISTINCT place, ' ') FROM news),
    (SELECT string_agg(id::text, ' ') FROM (
        SELECT row_id AS id FROM news UNION SELECT ticket_id FROM news WHERE ticket_id IS NOT NULL
        LIMIT {MOST_IDS + 1}
    ) AS few)
"""


@dataclass(frozen=True, slots=True)
class News:
    """What may have changed. `poked` are the tables that a poke named, whoever may see what changed in them
    (None: any). `fed` are those of which the feed tells, and `seen` those of them where something changed
    that this log-in may see; `ids` the rows and their tickets, None when they are too many or not known.
    Without a feed `seen` is None."""

    poked: frozenset[str] | None
    fed: frozenset[str] = frozenset()
    seen: frozenset[str] | None = None
    ids: frozenset[UUID] | None = None


class Feed:
    """How far one window has read. Not for two threads."""

    def __init__(self, sender: str) -> None:
        self._sender = sender.encode()
        self._fed: frozenset[str] = frozenset()
        self._last: int | None = None

    @property
    def is_there(self) -> bool:
        """Whether this server has a feed that this log-in may read."""
        return self._last is not None

    def begin(self, connection: Any) -> None:
        """A new connection, which listens already: where the feed stands, unless it was read before."""
        (fed,) = connection.execute(_FED).fetchone()
        self._fed = frozenset(fed or ())
        if not fed:
            self._last = None
            return
        connection.execute(_NEWS)
        if self._last is None:
            head = connection.execute("SELECT n FROM app.feed_head").fetchone()
            self._last = None if head is None else int(head[0])

    def ask(self, line: Any) -> None:
        """Send the question; the answer comes later, for `read`."""
        line.send_query_prepared(b"pacdesk_news", [str(self._last or 0).encode(), self._sender])

    def read(self, result: Any, poked: frozenset[str] | None) -> News:
        """What an answer says; everything, when it does not reach back to where we were."""
        number, low = _number(result, 0), _number(result, 1)
        last, self._last = self._last, number
        if number is None or low is None or last is None:
            return News(poked)
        if not max(low, number - FAR) <= last <= number:
            return News(None)
        ids = _words(result, 3)
        return News(
            poked=poked,
            fed=self._fed,
            seen=frozenset(_words(result, 2)),
            ids=frozenset(map(UUID, ids)) if len(ids) <= MOST_IDS else None,
        )


def _number(result: Any, column: int) -> int | None:
    value = result.get_value(0, column) if result.ntuples else None
    return None if value is None else int(value)


def _words(result: Any, column: int) -> list[str]:
    value: bytes | None = result.get_value(0, column)
    return [] if value is None else value.decode().split()
