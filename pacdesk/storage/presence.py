"""Who else has a ticket of a shared desk before his eyes (`postgres/presence.sql`): what this window says of
itself, and what the others say. All of it goes over the connection that listens, and is gone with it."""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

WORD: Final = "presence"
"""What a poke names when somebody came, went or typed."""
SAY_AGAIN: Final = 50.0
LOOK_AGAIN: Final = 20.0
"""Seconds after which this window says that it is still there (the server forgets it after 120), and after
which it looks whether those it shows still are."""
AT_MOST_EVERY: Final = 0.5
_PREPARED: Final = (
    "PREPARE pacdesk_say (uuid[], uuid[]) AS SELECT app.be_at($1, $2);"
    " PREPARE pacdesk_look AS SELECT p.ticket_id, p.user_id, u.name, p.typing FROM app.presence p"
    " JOIN public.users u ON u.id = p.user_id"
    " WHERE p.user_id <> (SELECT app.me()) AND p.until > clock_timestamp() AND app.is_here(p.pid, p.login)"
)

Row = tuple[UUID, UUID, str, bool]
"""Ticket, user, his name, and whether he types."""


class Presence:
    """One window's. `say` may be called from any thread, the rest from the line's."""

    def __init__(self, told: Callable[[tuple[Row, ...]], object]) -> None:
        self._told = told
        self._here: Mapping[UUID, bool] = {}
        self._lock = threading.Lock()
        self._is_there = False
        self._said: Mapping[UUID, bool] = {}
        self._said_at = 0.0
        self._look_at: float | None = None
        self._looked_at = 0.0
        self._shown: tuple[Row, ...] = ()

    def say(self, here: Mapping[UUID, bool]) -> None:
        """The tickets that this window shows, and whether somebody types in them."""
        with self._lock:
            self._here = dict(here)

    def begin(self, connection: Any) -> None:
        """A new connection: nothing has been said over it yet. Who is no user of the desk is nowhere."""
        (place,) = connection.execute("SELECT to_regclass('app.presence')").fetchone()
        self._is_there = place is not None and connection.execute("SELECT app.me()").fetchone() != (None,)
        if self._is_there:
            connection.execute(_PREPARED)
        self._said, self._look_at = {}, time.monotonic()

    def poked(self) -> None:
        """Somebody came, went or typed."""
        if self._look_at is None:
            self._look_at = max(time.monotonic(), self._looked_at + AT_MOST_EVERY)

    def refused(self) -> None:
        """The server does not take it: nothing more is said over this connection."""
        self._is_there = False
        self._show(())

    def lost(self) -> None:
        """Nobody knows who is there."""
        self._show(())

    def due(self) -> float | None:
        """When there is something to ask or to say next; None for never."""
        if not self._is_there:
            return None
        if self._is_unsaid():
            return 0.0
        times = [self._said_at + SAY_AGAIN] if self._said else []
        if self._look_at is not None:
            times.append(self._look_at)
        elif self._shown:
            times.append(self._looked_at + LOOK_AGAIN)
        return min(times, default=None)

    def next(self) -> Callable[[Any], object] | None:
        """What to send now, if anything."""
        due, now = self.due(), time.monotonic()
        if due is None or now < due:
            return None
        if self._is_unsaid() or (self._said and now >= self._said_at + SAY_AGAIN):
            return self._say
        return self._look

    def leave(self, line: Any) -> None:
        """The window goes; nobody waits for an answer."""
        if self._is_there and self._said:
            line.send_query_prepared(b"pacdesk_say", [b"{}", b"{}"])
            line.flush()

    def read(self, result: Any) -> None:
        """The answer to what was sent."""
        if result.nfields < 4:
            return
        rows = []
        for n in range(result.ntuples):
            ticket, user, name, typing = (result.get_value(n, column).decode() for column in range(4))
            rows.append((UUID(ticket), UUID(user), name, typing == "t"))
        self._show(tuple(sorted(rows)))

    def _is_unsaid(self) -> bool:
        with self._lock:
            return self._here != self._said

    def _say(self, line: Any) -> None:
        with self._lock:
            self._said = self._here
        self._said_at = time.monotonic()
        typed = [ticket for ticket, typing in self._said.items() if typing]
        line.send_query_prepared(b"pacdesk_say", [_array(self._said), _array(typed)])

    def _look(self, line: Any) -> None:
        self._look_at, self._looked_at = None, time.monotonic()
        line.send_query_prepared(b"pacdesk_look", None)

    def _show(self, rows: tuple[Row, ...]) -> None:
        if rows != self._shown:
            self._shown = rows
            self._told(rows)


def _array(ids: Mapping[UUID, bool] | list[UUID]) -> bytes:
    return ("{" + ",".join(map(str, ids)) + "}").encode()
