"""Two windows and eighteen desks without one, a command each two seconds, for five minutes (issue 4).

`pytest -m soak -s tests/soak/test_at_once_soak.py` tells its figures. The windows are whole programs, on the
display there is or on none.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.load import Office, percentile

SECONDS = float(os.environ.get("PACDESK_SOAK_SECONDS", "300"))
WINDOWS, DESKS, PROCESSES = 2, 18, 3


@contextmanager
def windows(office: Office, folder: Path) -> Iterator[list[psutil.Process]]:
    """Whole programs, each with a home of its own."""
    started = []
    for login in office.logins[:WINDOWS]:
        home = folder / login
        home.mkdir()
        environment = os.environ | {"PACDESK_HOME": str(home)}
        if "DISPLAY" not in os.environ:
            environment["QT_QPA_PLATFORM"] = "offscreen"
        command = [sys.executable, "-m", "pacdesk", office.walled.address_of(login)]
        with (home / "told").open("wb") as told:
            started.append(subprocess.Popen(command, stdout=told, stderr=told, env=environment))
    yield [psutil.Process(one.pid) for one in started]
    for one in started:
        one.terminate()
        one.wait(30)


@pytest.mark.soak
@pytest.mark.postgres
@pytest.mark.timeout(3600)
def test_at_once_two_windows_and_eighteen_desks(tmp_path: Path) -> None:
    office = Office(people=WINDOWS + DESKS)
    try:
        alone = office.alone(20, seed=1)
        with windows(office, tmp_path) as shown, office.watched() as watched:
            told = office.together(office.logins[WINDOWS:], SECONDS, 2, seed=2, processes=PROCESSES)
            connections, server = watched()
            processor = [sum(one.cpu_times()[:2]) for one in shown]
            memory = [one.memory_info().rss / 2**20 for one in shown]
        took = [one for desk in told for one in desk.took]
        p50, p99 = percentile(alone.took, 50), percentile(took, 99)
        print(  # noqa: T201  (a soak tells its figures)
            f"\nalone p50 {p50:.1f} ms ({len(alone.took)}); together p50 {percentile(took, 50):.1f} ms, "
            f"p95 {percentile(took, 95):.1f} ms, p99 {p99:.1f} ms ({len(took)}); "
            f"conflicts {sum(one.conflicts for one in told)}; connections {connections}; "
            f"server {100 * server / SECONDS:.0f} % of a processor; "
            f"windows {[f'{100 * one / SECONDS:.0f} %' for one in processor]}, {memory[0]:.0f} MB; "
            f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()}"
        )
        office.compare([alone, *told])
        assert p99 <= 10 * p50
    finally:
        office.drop()
