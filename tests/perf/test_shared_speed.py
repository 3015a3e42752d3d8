"""What a window reads at each step, of a keyed file and of a shared desk behind its wall, by turns: its time,
the processor of the window and of the server, and the trips to it. Prints figures, asserts trips, no time.

pytest -m perf tests/perf/test_shared_speed.py -s
"""

import itertools
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from pacdesk.desk.clients.commands import ClientPage, GetClient
from pacdesk.desk.desk import Desk
from pacdesk.desk.tickets.commands import (
    GetTicket,
    SearchAll,
    TicketCount,
    TicketPage,
    Timeline,
    WriteEntry,
)
from pacdesk.desk.tickets.rows import TicketFilter, TicketSort, TicketView
from pacdesk.desk.values import Visibility, new_id
from tests.large import Large, large_desk, say, server_work
from tests.proxy import Proxy

pytestmark = [pytest.mark.perf, pytest.mark.postgres, pytest.mark.timeout(1800)]
TICKETS = int(os.environ.get("PACDESK_PERF_TICKETS", "100000"))
ENTRIES = int(os.environ.get("PACDESK_PERF_ENTRIES", "200000"))
TURNS = int(os.environ.get("PACDESK_PERF_TURNS", "40"))
EVERYTHING = TicketFilter(view=TicketView.ALL)
WARM = 12
"""Statements are prepared after their fifth time."""
FIRST_ROWS = 3
"""Trips to the server, at the most, until the rows of a list are there."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Large]:
    with large_desk(tmp_path_factory.mktemp("shared"), TICKETS, 18, ENTRIES) as made:
        yield made


class Steps:
    """What a window asks of one desk, each time of another ticket or place."""

    def __init__(self, desk: Desk) -> None:
        self.desk, ask = desk, desk.ask
        newest = TicketPage(filter=EVERYTHING, sort=TicketSort.NEWS, descending=True, limit=50)
        self._tickets = itertools.cycle([row.id for row in ask(newest).rows])
        live = TicketPage(sort=TicketSort.NEWS, descending=True, limit=50)
        self._live = itertools.cycle([row.id for row in ask(live).rows])
        self._clients = itertools.cycle([row.id for row in ask(ClientPage(limit=50)).rows])
        self._typed = itertools.cycle(("rot", "rote", "rotea", "roteador"))
        self._far = itertools.cycle(range(2000, 6000, 200))
        self._number = ask(newest).rows[0].protocol[-5:]

    def each(self) -> dict[str, Callable[[], Any]]:
        """By what it is called."""
        ask = self.desk.ask
        return {
            "first page of the queue": lambda: ask(TicketPage(sort=TicketSort.DUE)),
            "first page of all": lambda: ask(TicketPage(filter=EVERYTHING)),
            "jump": lambda: ask(TicketPage(filter=EVERYTHING, offset=next(self._far))),
            "sort by client": lambda: ask(TicketPage(filter=EVERYTHING, sort=TicketSort.CLIENT)),
            "filter as you type": self._filter,
            "count of the queue": lambda: ask(TicketCount()),
            "search": lambda: ask(SearchAll(words="certificado")),
            "search by number": lambda: ask(SearchAll(words=self._number)),
            "clients": lambda: ask(ClientPage(limit=128)),
            "a client": lambda: ask(GetClient(client=next(self._clients))),
            "a ticket's page": lambda: ask(GetTicket(ticket=next(self._tickets))),
            "its history": lambda: ask(Timeline(ticket=next(self._tickets))),
            "open a ticket": self._open,
            "comment": self._comment,
        }

    def _filter(self) -> None:
        self.desk.ask(TicketPage(filter=TicketFilter(view=TicketView.ALL, words=next(self._typed))))

    def _open(self) -> None:
        ticket = next(self._tickets)
        self.desk.ask(GetTicket(ticket=ticket))
        self.desk.ask(Timeline(ticket=ticket))

    def _comment(self) -> None:
        self.desk.run(
            WriteEntry(
                ticket=next(self._live), entry=new_id(), text="Anotação", visibility=Visibility.INTERNAL
            )
        )


@dataclass
class Took:
    """Milliseconds of each time, and of the processor for all of them."""

    each: list[float] = field(default_factory=list)
    worked: float = 0.0
    server: float = 0.0

    def time(self, act: Callable[[], Any], server: Callable[[], float]) -> None:
        before, used, start = server(), time.process_time(), time.perf_counter()
        act()
        self.each.append((time.perf_counter() - start) * 1e3)
        self.worked += (time.process_time() - used) * 1e3
        self.server += server() - before

    @property
    def work(self) -> float:
        """Milliseconds of a processor for one, here and there: what else the machine does is not in it."""
        return (self.worked + self.server) / len(self.each)

    def __str__(self) -> str:
        middle, last = statistics.median(self.each), statistics.quantiles(self.each, n=20)[-1]
        work = f"cpu {self.worked / len(self.each):6.2f}"
        if self.server:
            work += f" + server {self.server / len(self.each):6.2f}"
        return f"p50 {middle:7.2f} p95 {last:7.2f} ms ({work})"


def _backend(desk: Desk) -> int:
    with desk.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        return int(driver.info.backend_pid)


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="the server's work is read from /proc")
@pytest.mark.parametrize("login", ["ana", "raiz"])
def test_each_step_beside_that_of_a_file(large: Large, login: str) -> None:
    proxy = Proxy(large.walled.address)
    there = make_url(proxy.address).set(username=login).render_as_string(hide_password=False)
    with ExitStack() as open_ones:
        desks = (large.shared(login), large.local(login), large.shared(login, there))
        for desk in desks:
            open_ones.enter_context(closing(desk))
        shared, local, far = (Steps(desk).each() for desk in desks)
        pid = _backend(desks[0])
        for name in shared:
            trips = _trips(proxy, far[name])
            ours, theirs = Took(), Took()
            for _ in range(WARM):
                shared[name]()
                local[name]()
            for _ in range(TURNS):
                ours.time(shared[name], lambda: server_work(pid))
                theirs.time(local[name], lambda: 0.0)
            ratio = statistics.median(ours.each) / statistics.median(theirs.each)
            work = ours.work / theirs.work
            told = f"{trips[0]:2} trips at first, then {trips[1]:2}"
            say(f"{login} {name:<24} shared {ours} {told} | file {theirs} | {ratio:5.2f}x, work {work:5.2f}x")
            assert trips[1] <= FIRST_ROWS, name
    proxy.close()


def _trips(proxy: Proxy, act: Callable[[], Any]) -> tuple[int, int]:
    """The first time, and the least once it is warm (who meets a flow for the first time reads it)."""
    found = []
    for _ in range(WARM):
        before = proxy.trips
        act()
        found.append(proxy.trips - before)
    return found[0], statistics.median_low(found[4:])
