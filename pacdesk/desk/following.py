"""A shared desk in step with what others do there: their changes are broadcast as our own are."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from pacdesk.desk.desk import Desk
from pacdesk.desk.values import Actor, Changes, LineState, Present, TicketScope
from pacdesk.errors import UserError
from pacdesk.storage.engines import link_of
from pacdesk.storage.feed import News
from pacdesk.storage.line import Line
from pacdesk.storage.presence import Row
from pacdesk.storage.schema import Base


def told_of(news: News, actor: Actor) -> tuple[frozenset[str], frozenset[UUID] | None]:
    """The tables and rows (None: any) to tell a person of.

    Whoever sees all of his portfolios needs no more than the feed says. What left the sight of anybody else
    is in no feed of his, so there the poke counts too.
    """
    known = frozenset(Base.metadata.tables)
    poked = known if news.poked is None else news.poked & known
    if news.seen is None:
        return poked, None
    if not sees_whole_portfolios(actor):
        return poked | news.seen, None
    return (poked - news.fed) | news.seen, news.ids


def sees_whole_portfolios(actor: Actor) -> bool:
    """Whether what a person sees hangs on nothing but portfolios."""
    sight = actor.sight
    cut = sight.scope is not TicketScope.ALL or sight.blocked_types or sight.managed or sight.referred
    return actor.is_admin or not cut


class Following:
    """Follows the server of `desk` until it is closed (`desk.port.LinePort`)."""

    def __init__(self, desk: Desk) -> None:
        self._link = link_of(desk.engine)
        self._host = self._link.host if self._link is not None else ""
        self._desk = desk
        self._state = LineState()
        self._watchers: list[Callable[[LineState], Any]] = []
        self._people: Mapping[UUID, tuple[Present, ...]] = {}
        self._meeters: list[Callable[[Mapping[UUID, tuple[Present, ...]]], Any]] = []
        self._line = Line(desk.engine, self._heard, self._stands, self._met)
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

    @property
    def people(self) -> Mapping[UUID, tuple[Present, ...]]:
        """Who else is at which ticket, by name."""
        return self._people

    def meet(self, watcher: Callable[[Mapping[UUID, tuple[Present, ...]]], Any]) -> Callable[[], None]:
        """Be told who is at which ticket, on the line's own thread; the answer ends it."""
        self._meeters.append(watcher)
        return lambda: self._meeters.remove(watcher)

    def be_at(self, tickets: Mapping[UUID, bool]) -> None:
        """Tell the others which tickets are shown here, and whether somebody types in them."""
        self._line.be_at(tickets)

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

    def _heard(self, news: News) -> None:
        tables, ids = told_of(news, self._desk.actor)
        if tables:
            self._desk.broadcast(Changes(tables=tables, ids=ids, label=""))

    def _stands(self, error: UserError | None, retry_in: float) -> None:
        self._state = LineState(error, retry_in)
        for watcher in tuple(self._watchers):
            watcher(self._state)

    def _met(self, rows: tuple[Row, ...]) -> None:
        people: dict[UUID, dict[UUID, Present]] = {}
        for ticket, user, name, typing in rows:
            there = people.setdefault(ticket, {})
            before = there.get(user)  # in another window of his
            there[user] = Present(name, user, typing or (before is not None and before.typing))
        self._people = {ticket: tuple(sorted(there.values())) for ticket, there in people.items()}
        for watcher in tuple(self._meeters):
            watcher(self._people)
