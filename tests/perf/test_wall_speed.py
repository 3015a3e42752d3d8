"""A shared desk of 200,000 tickets behind its wall, beside the same cut written by hand and run as owner, and
beside the same desk as a file: prints figures, asserts plans and trips, no time.

pytest -m perf tests/perf/test_wall_speed.py -s
"""

import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, make_url

from pacdesk.desk.clients.commands import ClientPage
from pacdesk.desk.desk import Desk
from pacdesk.desk.tickets.commands import GetTicket, SearchAll, TicketCount, TicketPage, Timeline
from pacdesk.desk.tickets.rows import TicketFilter, TicketSort, TicketView
from pacdesk.desk.values import Question
from pacdesk.storage.search import tsquery
from tests.large import PEOPLE, Large, large_desk, say
from tests.proxy import Proxy

pytestmark = [pytest.mark.perf, pytest.mark.postgres, pytest.mark.timeout(1800)]
TICKETS = int(os.environ.get("PACDESK_PERF_TICKETS", "200000"))
EVERYTHING = TicketFilter(view=TicketView.ALL)
BIG = ("tickets", "search_docs", "clients", "ticket_heads", "ticket_events", "stage_visits")


@pytest.fixture(scope="module", params=[18, 16])
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Large]:
    with large_desk(tmp_path_factory.mktemp("large"), TICKETS, request.param) as made:
        yield made


@dataclass
class Took:
    """Milliseconds of many calls."""

    each: list[float]

    def at(self, share: float) -> float:
        return sorted(self.each)[min(int(len(self.each) * share), len(self.each) - 1)]

    def __str__(self) -> str:
        return f"p50 {self.at(0.5):7.2f} p95 {self.at(0.95):7.2f}"


def by_turns(turns: int, *acts: Callable[[], Any]) -> list[Took]:
    """Each act in its turn, so that what else the machine does falls on all alike."""
    for act in acts * 6:  # statements are prepared after five
        act()
    took: list[list[float]] = [[] for _ in acts]
    for _ in range(turns):
        for act, mine in zip(acts, took, strict=True):
            start = time.perf_counter()
            act()
            mine.append((time.perf_counter() - start) * 1e3)
    return [Took(mine) for mine in took]


def compare(what: str, names: tuple[str, str], took: list[Took]) -> None:
    one, other = took
    ratio = f"{one.at(0.5) / other.at(0.5):5.2f}x p50, {one.at(0.95) / other.at(0.95):5.2f}x p95"
    say(f"{what:<34} {names[0]} {one} | {names[1]} {other} ms | {ratio}")


# -- plain SQL, as psql would send it


def _rows(connection: psycopg.Connection[Any], statement: str) -> list[Any]:
    return connection.execute(statement.encode()).fetchall()


def reading(connection: psycopg.Connection[Any], statement: str) -> Callable[[], Any]:
    return lambda: _rows(connection, statement)


def asking(desk: Desk, question: Question[Any]) -> Callable[[], Any]:
    return lambda: desk.ask(question)


_PAGE = (
    "SELECT t.rowno, t.protocol, t.subject, t.status, t.due_at, c.legal_name, s.name, m.name "
    "FROM (SELECT rowno FROM tickets WHERE voided_at IS NULL{open}{cut} ORDER BY {key}, rowno OFFSET {first} "
    "LIMIT 100) page JOIN tickets t ON t.rowno = page.rowno JOIN stages s ON s.id = t.stage_id "
    "LEFT JOIN clients c ON c.id = t.client_id LEFT JOIN staff_members m ON m.id = t.attendant_id "
    "ORDER BY t.{key}, t.rowno"
)
_OPEN = " AND closed_at IS NULL"


def _named(key: Any) -> dict[str, str]:
    """The statements whose plans count; `{cut}` is where the owner writes his."""
    pages = {
        f"page {'open' if narrow else 'all'} by {sort.value} at {first}": _PAGE.replace("{key}", sort.value)
        .replace("{open}", narrow)
        .replace("{first}", str(first))
        for sort in (TicketSort.OPENED, TicketSort.DUE, TicketSort.CLIENT)
        for narrow in ("", _OPEN)
        for first in ((0, 2000) if narrow else (0, 9000))
    }
    return pages | {
        "count all": "SELECT count(*) FROM tickets WHERE voided_at IS NULL{cut}",
        "count open": f"SELECT count(*) FROM tickets WHERE voided_at IS NULL{_OPEN}{{cut}}",
        "open by status": (
            f"SELECT status, count(*) FROM tickets WHERE voided_at IS NULL{_OPEN}{{cut}} "
            "GROUP BY status ORDER BY status"
        ),
        "by key": f"SELECT * FROM tickets WHERE id = '{key}'{{cut}}",
        "events of one": f"SELECT * FROM ticket_events WHERE ticket_id = '{key}'{{cut}} ORDER BY number",
    }


def _cut(large: Large, login: str) -> str:
    mine = large.walled.ids(login, "SELECT app.my_portfolios()::text").pop()
    return f" AND portfolio_id = ANY ('{mine}'::uuid[])"


def test_lists_and_counters_beside_the_cut_written_by_hand(large: Large) -> None:
    owner = large.walled.connect("postgres")
    owner.execute("SET max_parallel_workers_per_gather = 0")
    person = large.walled.connect("ana")
    person.execute("SET max_parallel_workers_per_gather = 0")
    cut = _cut(large, "ana")
    ((key,),) = _rows(person, "SELECT id FROM tickets ORDER BY opened_at DESC LIMIT 1")
    for name, statement in _named(key).items():
        walled, handmade = statement.replace("{cut}", ""), statement.replace("{cut}", cut)
        assert _rows(person, walled) == _rows(owner, handmade), name
        plan = [row[0] for row in _rows(person, f"EXPLAIN {walled}")]
        assert not [line for line in plan for big in BIG if f"Seq Scan on {big}" in line], "\n".join(plan)
        turns = 40 if "count" in name or "000" in name else 150
        took = by_turns(turns, reading(person, walled), reading(owner, handmade))
        compare(name, ("wall", "owner"), took)
        say(f"{'':<34} {_work(person, walled):7.2f} | {_work(owner, handmade):7.2f} ms of the server's work")


def _work(connection: psycopg.Connection[Any], statement: str, times: int = 30) -> float:
    """Milliseconds that the server itself worked for one: what else the machine does is not in it."""
    told = Path(f"/proc/{connection.info.backend_pid}/schedstat")
    before = int(told.read_text().split()[0])
    for _ in range(times):
        _rows(connection, statement)
    return (int(told.read_text().split()[0]) - before) / 1e6 / times


def test_the_search_beside_the_cut_written_by_hand(large: Large) -> None:
    owner = large.walled.connect("postgres")
    person = large.walled.connect("ana")
    cut = _cut(large, "ana")
    chance = random.Random(5)  # noqa: S311  (a seed, no secret)
    subjects = [row[0] for row in _rows(person, "SELECT subject FROM tickets ORDER BY rowno LIMIT 4000")]
    protocols = [
        row[0] for row in _rows(person, "SELECT protocol FROM tickets ORDER BY rowno DESC LIMIT 500")
    ]
    typed = [word for subject in chance.sample(subjects, 40) for word in chance.sample(subject.split(), 1)]
    typed += [" ".join(subject.split()[:2]) for subject in chance.sample(subjects, 20)]
    typed += [protocol[-5:] for protocol in chance.sample(protocols, 10)]
    typed += ["nadadisso", "a", "instalação"]
    columns = "doc_id, kind, ref, ticket_id, text"
    took: list[list[float]] = [[], []]
    for words in typed:
        query = tsquery(words)
        if query is None:
            continue
        quoted = query.replace("'", "''")
        walled = f"SELECT {columns} FROM app.find('{quoted}', NULL, NULL, 50)"
        handmade = (
            f"SELECT {columns} FROM search_docs WHERE tsv @@ to_tsquery('simple', '{quoted}'){cut} "
            "ORDER BY doc_id DESC LIMIT 50"
        )
        plan = [row[0] for row in _rows(owner, f"EXPLAIN {handmade}")]
        assert not [line for line in plan if "Seq Scan" in line], "\n".join(plan)
        assert _rows(person, walled) == _rows(owner, handmade), words
        for n, one in enumerate(by_turns(8, reading(person, walled), reading(owner, handmade))):
            took[n] += one.each
    compare(f"search of {len(typed)} words", ("wall", "owner"), [Took(took[0]), Took(took[1])])


# -- the window's own questions


def _asked(desk: Desk) -> dict[str, Question[Any]]:
    first = desk.ask(TicketPage(filter=EVERYTHING, sort=TicketSort.NEWS, descending=True, limit=5)).rows[0]
    words = TicketFilter(view=TicketView.ALL, words="roteador")
    return {
        "queue": TicketPage(sort=TicketSort.DUE, limit=100),
        "list": TicketPage(filter=EVERYTHING, limit=100),
        "list by client": TicketPage(filter=EVERYTHING, sort=TicketSort.CLIENT, limit=100),
        "far page": TicketPage(filter=EVERYTHING, offset=9000, limit=100),
        "filter by words": TicketPage(filter=words, limit=100),
        "count open": TicketCount(),
        "count": TicketCount(filter=EVERYTHING),
        "search": SearchAll(words="certificado", limit=50),
        "search by number": SearchAll(words=first.protocol[-5:], limit=50),
        "open ticket": GetTicket(ticket=first.id),
        "its history": Timeline(ticket=first.id),
        "clients": ClientPage(limit=100),
    }


def test_the_window_s_figures_beside_those_of_a_file(large: Large) -> None:
    for login in PEOPLE:
        with closing(large.shared(login)) as shared, closing(large.local(login)) as local:
            for name, question in _asked(local).items():
                took = by_turns(25, asking(shared, question), asking(local, question))
                compare(f"{login} {name}", ("shared", "local"), took)


def _kept(desk: Desk) -> list[tuple[str, Any]]:
    """What is sent from now on."""
    sent: list[tuple[str, Any]] = []

    def keep(_connection: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        sent.append((statement, values))

    event.listen(desk.engine, "before_cursor_execute", keep)
    return sent


def test_no_question_of_the_window_reads_a_big_table_through(large: Large) -> None:
    for login in PEOPLE:
        with closing(large.shared(login)) as shared:
            sent = _kept(shared)
            for name, question in _asked(shared).items():
                if name == "clients" and login == "raiz":
                    continue  # all of them, sorted: the whole table is what was asked for
                sent.clear()
                shared.ask(question)
                for statement, values in tuple(sent):
                    with shared.engine.connect() as connection:
                        told = connection.exec_driver_sql(f"EXPLAIN {statement}", values)
                        plan = [row[0] for row in told]
                    assert not [line for line in plan for big in BIG if f"Seq Scan on {big}" in line], (
                        f"{login} {name}\n" + "\n".join(plan)
                    )


def test_fifty_milliseconds_away(large: Large) -> None:
    """A round trip of 50 ms more: what each question takes, and over how many trips."""
    proxy = Proxy(large.walled.address)
    address = make_url(proxy.address).set(username="ana").render_as_string(hide_password=False)
    with closing(large.shared("ana", address)) as desk:
        questions = _asked(desk)
        for question in questions.values():
            for _ in range(6):
                desk.ask(question)
        proxy.delay = 0.025  # there, and back again
        for name, question in questions.items():
            before = proxy.trips
            start = time.perf_counter()
            desk.ask(question)
            say(f"{name:<20} {(time.perf_counter() - start) * 1e3:7.1f} ms over {proxy.trips - before} trips")
            assert proxy.trips - before <= 3, name
    proxy.close()
