"""A shared desk in step with what others do there: their changes are broadcast as our own are."""

from collections.abc import Callable
from typing import Any

from pacdesk.desk.desk import Desk
from pacdesk.desk.values import Changes, LineState
from pacdesk.errors import UserError
from pacdesk.storage.engines import link_of
from pacdesk.storage.line import Line
from pacdesk.storage.schema import Base


class Following:
    """Follows the server of `desk` until it is closed (`desk.port.LinePort`)."""

    def __init__(self, desk: Desk) -> None:
        self._link = link_of(desk.engine)
        self._host = self._link.host if self._link is not None else ""
        self._desk = desk
        self._state = LineState()
        self._watchers: list[Callable[[LineState], Any]] = []
        self._line = Line(desk.engine, self._heard, self._stands)
        self._line.start()

    @property
    def host(self) -> str:
        """What the server is called."""
        return self._host

    @property
    def state(self) -> LineState:
        """How the line stands now."""
        return self._state

    def watch(self, watcher: Callable[[LineState], Any]) -> Callable[[], None]:
        """Be told how it stands, on the line's own thread; the answer ends it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def try_now(self) -> None:
        """Do not wait for the next try."""
        self._line.try_now()

    def give_up(self) -> None:
        """The window closes: a command that waits to learn what became of it waits no longer."""
        if self._link is not None:
            self._link.closing = True

    def close(self) -> None:
        """Stop following."""
        self._line.close()

    def _heard(self, tables: frozenset[str] | None) -> None:
        known = frozenset(Base.metadata.tables)
        self._desk.broadcast(Changes(tables=known if tables is None else tables & known, ids=None, label=""))

    def _stands(self, error: UserError | None, retry_in: float) -> None:
        self._state = LineState(error, retry_in)
        for watcher in tuple(self._watchers):
            watcher(self._state)
