"""Desks at work while their server is killed: what they were told, compared with what is there."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from pacdesk.desk.checks.checking import check
from pacdesk.desk.desk import Desk
from pacdesk.desk.following import Following
from pacdesk.desk.opening import FirstRows, open_shared
from pacdesk.desk.serving import prepare
from pacdesk.desk.tickets.commands import WriteEntry
from pacdesk.desk.values import Visibility, new_id
from pacdesk.errors import UserError
from tests.conftest import Clock, World
from tests.standby import Pair

LOST = {"server.not_done", "server.unreachable", "server.silent", "server.read_only", "server.starting"}


@dataclass
class Worker:
    """One desk without a window, writing one entry after another."""

    desk: Desk
    line: Following
    tickets: list[UUID]
    pause: float
    confirmed: list[UUID] = field(default_factory=list)
    refused: list[UUID] = field(default_factory=list)
    unknown: list[UUID] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    wrong: list[BaseException] = field(default_factory=list)

    def work(self, stop: threading.Event) -> None:
        """Until told to stop."""
        n = 0
        while not stop.is_set():
            entry, n = new_id(), n + 1
            ticket = self.tickets[n % len(self.tickets)]
            try:
                self.desk.run(
                    WriteEntry(ticket=ticket, entry=entry, text=f"{n}", visibility=Visibility.INTERNAL)
                )
                self.confirmed.append(entry)
            except UserError as error:
                self.codes.add(error.code)
                (self.unknown if error.code == "server.outcome_unknown" else self.refused).append(entry)
                stop.wait(0.1)
            except BaseException as error:  # noqa: BLE001  (told by the test)
                self.wrong.append(error)
                return
            stop.wait(self.pause)


def survive(desks: int, deaths: int, pause: float) -> dict[str, int]:
    """Let that many desks work through that many deaths of the primary; answers what was counted."""
    pair = Pair()
    workers: list[Worker] = []
    stop = threading.Event()
    threads: list[threading.Thread] = []
    try:
        prepare(pair.address, FirstRows(desk_name="Par", company_name="Par"))
        owner = open_shared(pair.address)
        world = World(owner, Clock())
        tickets = [world.open(f"Caso {n}") for n in range(4)]
        for n in range(desks):
            desk = open_shared(pair.address)
            desk = desk.acting(world.as_attendant(f"Pessoa {n}").actor)
            workers.append(Worker(desk, Following(desk), tickets, pause))
        owner.close()
        pair.follow()
        threads += [threading.Thread(target=worker.work, args=(stop,)) for worker in workers]
        for thread in threads:
            thread.start()
        for death in range(deaths):
            if death:
                pair.follow()
            _until(lambda: _more(workers, 3), workers)
            pair.kill()
            pair.promote()
            for worker in workers:
                worker.line.try_now()
            _until(lambda: _more(workers, 3), workers)
        stop.set()
        for thread in threads:
            thread.join(150)
        return _counted(pair, workers)
    finally:
        stop.set()
        for thread in threads:
            thread.join(150)
        for worker in workers:
            worker.line.close()
            worker.desk.close()
        pair.close()


def _more(workers: list[Worker], each: int) -> Callable[[], bool]:
    aims = [len(worker.confirmed) + each for worker in workers]
    return lambda: all(len(w.confirmed) >= aim for w, aim in zip(workers, aims, strict=True))


def _until(begun: Callable[[], Callable[[], bool]], workers: list[Worker]) -> None:
    done, end = begun(), time.monotonic() + 150
    while not done():
        wrong = [error for worker in workers for error in worker.wrong]
        assert not wrong, wrong
        assert time.monotonic() < end, [(len(w.confirmed), w.codes) for w in workers]
        time.sleep(0.02)


def _counted(pair: Pair, workers: list[Worker]) -> dict[str, int]:
    there = {row[0] for row in pair.execute("SELECT id FROM ticket_events")}
    confirmed = {entry for worker in workers for entry in worker.confirmed}
    refused = {entry for worker in workers for entry in worker.refused}
    unknown = {entry for worker in workers for entry in worker.unknown}
    codes = {code for worker in workers for code in worker.codes}
    assert codes - LOST - {"server.outcome_unknown"} == set()
    assert confirmed - there == set(), "a confirmed command is not there"
    assert refused & there == set(), "a command that was told as not done is there"
    numbers = pair.execute(
        "SELECT count(*) - count(DISTINCT (ticket_id, number)) FROM ticket_events"
    )  # no number is given twice
    assert numbers == [(0,)]
    desk = open_shared(pair.address)
    try:
        assert {step.step: step.samples for step in check(desk).steps}["chains"] == ()
    finally:
        desk.close()
    return {"confirmed": len(confirmed), "refused": len(refused), "unknown": len(unknown)}
