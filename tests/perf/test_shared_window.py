"""The list of a window on a shared desk beside the same on a keyed file, from the wish to the painted rows,
each turn in a process of its own: prints figures, asserts no time.

pytest -m perf tests/perf/test_shared_window.py -s
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.large import KEY, Large, large_desk, say
from tests.proxy import Proxy

pytestmark = [pytest.mark.perf, pytest.mark.postgres, pytest.mark.timeout(1800)]
TICKETS = int(os.environ.get("PACDESK_PERF_TICKETS", "100000"))
ENTRIES = int(os.environ.get("PACDESK_PERF_ENTRIES", "200000"))
TURNS = int(os.environ.get("PACDESK_PERF_TURNS", "5"))
DELAY = 0.025
"""Seconds in each direction: 50 ms of latency."""
PATIENCE = 60_000
"""Milliseconds after which the list gives a step up."""
CHILD = """
import json, os, sys
from pathlib import Path
from pacdesk.app import starting
from pacdesk.desk.company.commands import DescribeDesk
from pacdesk.desk.opening import at_desk, find_user, open_local, open_shared, sole_actor
from pacdesk.gui.bench import steps

where, login, key = sys.argv[1:]
if key:
    desk = open_local(Path(where), key=bytes.fromhex(key))
    actor = find_user(desk, login)[3]
else:
    desk = open_shared(where)
    actor = sole_actor(desk)
desk = at_desk(desk, actor)
desk.ask(DescribeDesk())  # as opening a desk in the window does
starting.end()
print(json.dumps(steps.measure_ours(desk)), flush=True)
os._exit(0)
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Large]:
    with large_desk(tmp_path_factory.mktemp("window"), TICKETS, 18, ENTRIES) as made:
        yield made


def _child(where: str, login: str, key: str = "") -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, where, login, key],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, float] = json.loads(done.stdout.strip().rpartition("\n")[2])
    return found


@pytest.mark.parametrize("login", ["ana", "bia", "raiz"])
def test_each_step_of_a_list_beside_that_of_a_file(large: Large, login: str) -> None:
    there = large.walled.address_of(login)
    places = {"shared": (there, login, ""), "file": (str(large.path), login, KEY.hex())}
    found: dict[str, dict[str, list[float]]] = {}
    for turn in range(TURNS + 1):  # the first compiles, and fills the system's cache
        for name, place in places.items():
            for step, value in _child(*place).items():
                if turn:
                    found.setdefault(step, {}).setdefault(name, []).append(value)
    for step, values in found.items():
        shared, file = (statistics.median(values[name]) for name in places)
        say(f"{login} {step:<14} shared {shared:8.2f} | file {file:8.2f} | {shared / file:5.2f}x")
    assert found["first"]["shared"]


def test_each_step_of_a_list_on_a_slow_line(large: Large) -> None:
    proxy = Proxy(large.walled.address_of("ana"))
    proxy.delay = DELAY
    found = _child(proxy.address, "ana")
    for step, value in found.items():
        say(f"ana, 50 ms of latency, {step:<14} {value:8.2f}")
    proxy.close()
    assert found["first"] < PATIENCE, "the rows came"
