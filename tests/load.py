"""Many desks without a window on one walled server: what each was told, compared with what is there."""

import multiprocessing
import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import psutil
from sqlalchemy import text

from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS
from pacdesk.desk.checks.checking import check
from pacdesk.desk.company.commands import ListDepartments, SaveStaffMember
from pacdesk.desk.desk import Desk
from pacdesk.desk.following import Following
from pacdesk.desk.opening import at_desk, find_user, open_shared
from pacdesk.desk.tickets.commands import (
    ChangeTicket,
    FieldChange,
    GetTicket,
    OpenTicket,
    TakeTicket,
    WriteEntry,
)
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import Command, Visibility, new_id
from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.errors import Conflict, Forbidden
from tests.conftest import FIRST
from tests.servers import server
from tests.walled import Walled

WARM = 12
"""Statements are planned for good after their tenth time."""
EXPECTED = {"ticket.already_taken", "ticket.field_changed", "row.changed_meanwhile", "ticket.already_yours"}


@dataclass(frozen=True, slots=True)
class Place:
    """One desk's place: who works there, on what, and how often (seconds)."""

    address: str
    login: str
    tickets: tuple[UUID, ...]
    counters: int
    type_id: UUID
    department: UUID
    seed: int
    seconds: float
    every: float
    begins: float = 0
    """When the clock starts (`time.time`)."""
    warm: int = 0
    """How many commands he has done before it."""


@dataclass(slots=True)
class Told:
    """What a desk was told."""

    took: list[float] = field(default_factory=list)
    entries: list[UUID] = field(default_factory=list)
    protocols: list[str] = field(default_factory=list)
    taken: list[UUID] = field(default_factory=list)
    counted: int = 0
    conflicts: int = 0
    refused: set[str] = field(default_factory=set)
    heard: int = 0


class _Worker:
    def __init__(self, place: Place, desk: Desk) -> None:
        self.place, self.desk, self.told = place, desk, Told()
        self.chance = random.Random(place.seed)  # noqa: S311  (a seed, no secret)
        desk.subscribe(lambda changes: self._hear(changes.change_set is None))

    def _hear(self, others: bool) -> None:
        self.told.heard += others

    def work(self) -> Told:
        """A command each so often, until the time is over; each begins at a moment of its own. The first
        ones, for which a program reads and plans what it needs, are not timed."""
        place = self.place
        for _ in range(place.warm):
            self.one()
        self.told.took.clear()
        time.sleep(max(0.0, place.begins - time.time()))
        end = time.monotonic() + place.seconds
        time.sleep(self.chance.random() * place.every)
        while time.monotonic() < end:
            began = time.monotonic()
            self.one()
            time.sleep(max(0.0, place.every - (time.monotonic() - began)))
        return self.told

    def one(self) -> None:
        """One command; what somebody else was quicker at is refused."""
        act = self.chance.choices((self._write, self._count, self._open, self._take), (9, 5, 4, 2))[0]
        try:
            act()
        except (Conflict, Forbidden) as error:
            self.told.conflicts += 1
            self.told.refused.add(error.code)

    def _run(self, command: Command[Any]) -> Any:
        began = time.perf_counter()
        try:
            return self.desk.run(command).answer
        finally:
            self.told.took.append(time.perf_counter() - began)

    def _write(self) -> None:
        entry = new_id()
        self._run(
            WriteEntry(
                ticket=self.chance.choice(self.place.tickets),
                entry=entry,
                text=f"Anotação de {self.place.login}",
                visibility=self.chance.choice(list(Visibility)),
            )
        )
        self.told.entries.append(entry)

    def _count(self) -> None:
        """Raise the number in a subject by one: a lost update would show in the sum."""
        ticket = self.place.tickets[self.chance.randrange(self.place.counters)]
        seen = self.desk.ask(GetTicket(ticket=ticket)).subject
        # Two who want the same agree: each writes something of his own beside the number.
        wanted = f"{int(seen.split()[0]) + 1} {new_id()}"
        change = FieldChange(name="subject", seen=seen, wanted=wanted)
        self._run(ChangeTicket(ticket=ticket, changes=(change,)))
        self.told.counted += 1

    def _open(self) -> None:
        opened = self._run(
            OpenTicket(
                ticket=new_id(), kind=TicketKind.OWN_STRUCTURE, type_id=self.place.type_id,
                department=self.place.department, subject="Chamado novo", description="Parou.",
            )
        )  # fmt: skip
        self.told.protocols.append(opened.protocol)

    def _take(self) -> None:
        ticket = self.chance.choice(self.place.tickets[self.place.counters :])
        self._run(TakeTicket(ticket=ticket))
        self.told.taken.append(ticket)


def sit(place: Place) -> Told:
    """Work at a place, with a line of one's own."""
    desk = open_shared(place.address)
    found = find_user(desk, place.login)
    assert found is not None
    worker = _Worker(place, at_desk(desk, found[3]))
    line = Following(worker.desk)
    try:
        return worker.work()
    finally:
        line.close()
        desk.close()


def sit_together(places: Sequence[Place]) -> list[Told]:
    """Several places in one process."""
    with ThreadPoolExecutor(len(places)) as threads:
        return list(threads.map(sit, places))


class Office:
    """A walled server with so many people and tickets."""

    def __init__(self, people: int, tickets: int = 40, version: int = 18) -> None:
        self.version = version
        self.logins = [f"pessoa{n:02}" for n in range(people)]
        self.walled = Walled(version, FIRST, logins=self.logins)
        owner = open_shared(self.walled.address)
        self._type_id = owner.ask(ListTypes())[0].id
        self._department = owner.ask(ListDepartments())[0].id
        for login in self.logins:
            staff = new_id()
            owner.run(SaveStaffMember(staff=staff, name=login.title(), department=self._department))
            owner.run(
                CreateUser(
                    user=new_id(), login=login, name=login.title(), rights=ATTENDANT_RIGHTS, staff=staff
                )
            )
        self.tickets = tuple(new_id() for _ in range(tickets))
        self.counters = max(3, tickets // 5)
        for n, ticket in enumerate(self.tickets):
            owner.run(
                OpenTicket(
                    ticket=ticket, kind=TicketKind.OWN_STRUCTURE, type_id=self._type_id,
                    department=self._department, subject="0" if n < self.counters else f"Caso {n}",
                    description="Parou.",
                )
            )  # fmt: skip
        owner.close()

    def places(self, logins: Sequence[str], seconds: float, every: float, seed: int) -> list[Place]:
        """A place for each of them."""
        one = Place(
            "", "", self.tickets, self.counters, self._type_id, self._department, seed, seconds, every
        )
        return [
            replace(one, address=self.walled.address_of(login), login=login, seed=seed + n)
            for n, login in enumerate(logins)
        ]

    def alone(self, seconds: float, seed: int) -> Told:
        """One of them, with nobody else there."""
        (place,) = self.places(self.logins[:1], seconds, 0.05, seed)
        return sit(replace(place, warm=WARM))

    def together(
        self,
        logins: Sequence[str],
        seconds: float,
        every: float,
        seed: int,
        processes: int,
        begins: float = 0,
    ) -> list[Told]:
        """All of them; in so many processes, whose clocks start together at `begins`, or in this one."""
        places = self.places(logins, seconds, every, seed)
        if not processes:
            return sit_together(places)
        with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
            places = [replace(place, begins=begins, warm=WARM) for place in places]
            groups = [places[n::processes] for n in range(processes)]
            return [told for group in pool.map(sit_together, groups) for told in group]

    def sql(self, statement: str) -> list[Any]:
        """Look into the tables as their owner."""
        with self.walled.owner.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]

    def compare(self, told: Sequence[Told]) -> None:
        """Nothing lost, nothing twice, both chains whole."""
        refused = {code for one in told for code in one.refused}
        assert refused <= EXPECTED, refused
        there = {row[0] for row in self.sql("SELECT id FROM ticket_events")}
        entries = [entry for one in told for entry in one.entries]
        assert set(entries) <= there
        counters = ", ".join(f"'{ticket}'" for ticket in self.tickets[: self.counters])
        ((total,),) = self.sql(
            f"SELECT sum(split_part(subject, ' ', 1)::integer) FROM tickets WHERE id IN ({counters})"
        )
        assert total == sum(one.counted for one in told), "an update was lost"
        protocols = [protocol for one in told for protocol in one.protocols]
        assert len(set(protocols)) == len(protocols)
        assert self.sql("SELECT count(*) - count(DISTINCT protocol) FROM tickets") == [(0,)]
        taken = [ticket for one in told for ticket in one.taken]
        assert len(set(taken)) == len(taken), "a ticket was taken by two"
        owner = open_shared(self.walled.address)
        try:
            assert {step.step: step.samples for step in check(owner).steps}["chains"] == ()
        finally:
            owner.close()

    @contextmanager
    def watched(self) -> Iterator[Callable[[], tuple[int, float]]]:
        """Answers the most connections there were, and the seconds of processor the server used."""
        stop, most, before = threading.Event(), [0], self._used()

        def look() -> None:
            while not stop.wait(1):
                ((count,),) = self.sql(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND usename LIKE 'pessoa%'"
                )
                most[0] = max(most[0], count)

        thread = threading.Thread(target=look)
        thread.start()
        try:
            yield lambda: (most[0], self._used() - before)
        finally:
            stop.set()
            thread.join()

    def _used(self) -> float:
        master = psutil.Process(server(self.version).get_pid())
        times = master.cpu_times()
        used = times.user + times.system + times.children_user + times.children_system
        for child in master.children(recursive=True):
            try:
                used += child.cpu_times().user + child.cpu_times().system
            except psutil.NoSuchProcess:
                continue
        return used

    def drop(self) -> None:
        """Take it away."""
        self.walled.drop()


def percentile(took: Sequence[float], part: float) -> float:
    """In milliseconds."""
    return statistics.quantiles(took, n=1000, method="inclusive")[round(part * 10) - 1] * 1000
