"""Lists, search and history on a desk made for it: prints figures, asserts no time.

pytest -m perf tests/perf/test_list_speed.py -s
"""

import json
import os
import subprocess
import sys
import time
from contextlib import closing

import pytest

from pacdesk.desk.opening import open_local
from pacdesk.desk.tickets.checking import verify_chains
from pacdesk.desk.tickets.commands import SearchAll, TicketCount, TicketPage
from pacdesk.desk.tickets.rows import TicketFilter, TicketSort, TicketView
from pacdesk.exchange import bench_desk
from pacdesk.storage.unit_of_work import read

pytestmark = [pytest.mark.perf, pytest.mark.timeout(900)]
TICKETS, ENTRIES = 20_000, 120_000


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return bench_desk.make(tmp_path_factory.mktemp("bench") / "a.pacdesk", tickets=TICKETS, entries=ENTRIES)


def timed(what, act):
    start = time.perf_counter()
    answer = act()
    took = (time.perf_counter() - start) * 1e3
    sys.stdout.write(f"{what:<40} {took:8.2f} ms, load {os.getloadavg()[0]:.1f}\n")
    return answer


def test_a_made_desk_is_whole_and_can_be_made_again(made, tmp_path):
    with closing(open_local(made.path)) as desk, read(desk.engine) as session:
        assert timed("verifying every chain", lambda: list(verify_chains(session))) == []
    again = bench_desk.make(tmp_path / "b.pacdesk", tickets=500, entries=3000)
    other = bench_desk.make(tmp_path / "c.pacdesk", tickets=500, entries=3000)
    assert bench_desk.fingerprint(again.path, None) == bench_desk.fingerprint(other.path, None)


def test_every_order_of_the_queue(made):
    everything = TicketFilter(view=TicketView.ALL)
    with closing(open_local(made.path)) as desk:
        assert timed("count", lambda: desk.ask(TicketCount(filter=everything))) == TICKETS
        for sort in TicketSort:
            timed(
                f"survey by {sort.name}",
                lambda sort=sort: desk.ask(TicketCount(filter=everything, sort=sort)),
            )
            for offset in (0, TICKETS // 2, TICKETS - 100):
                page = TicketPage(filter=everything, sort=sort, offset=offset, limit=100)
                rows = timed(f"page at {offset} by {sort.name}", lambda page=page: desk.ask(page)).rows
                assert len(rows) == 100


def test_words_in_the_queue_and_in_every_text(made):
    with closing(open_local(made.path)) as desk:
        for words in ("roteador", "certificado digital", "2025", "zanini", "nadadisso"):
            wanted = TicketFilter(view=TicketView.ALL, words=words)
            timed(f"filter {words}", lambda wanted=wanted: desk.ask(TicketPage(filter=wanted)))
            timed(f"count {words}", lambda wanted=wanted: desk.ask(TicketCount(filter=wanted)))
            timed(f"search {words}", lambda words=words: desk.ask(SearchAll(words=words)))


def test_the_benchmark_answers_in_json():
    command = [sys.executable, "-m", "pacdesk", "bench", "--tickets", "2000", "--entries", "4000"]
    done = subprocess.run(
        [*command, "--turns", "1", "--unkeyed", "--json"], capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    steps = {figure["step"] for figure in found["figures"]}
    assert {
        "first",
        "end",
        "jump_p95",
        "sort_client",
        "filter",
        "search",
        "open_123",
        "comment",
        "rows",
    } <= steps
    sys.stdout.write(json.dumps(found["desks"]) + "\n")
