"""Two windows and eighteen desks without one, a command each two seconds, for five minutes (issue 4).

`pytest -m soak -s tests/soak/test_at_once_soak.py` tells its figures. The windows are whole programs, on the
display there is or on none, in which notes are typed.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.load import Office, percentile

SECONDS = float(os.environ.get("PACDESK_SOAK_SECONDS", "300"))
WINDOWS, DESKS, PROCESSES, EVERY = 2, 18, 3, 2.0
ROOT = Path(__file__).parents[2]


class Window:
    """A whole program with a home of its own, in which somebody works (`tests/gui/at_work.py`)."""

    def __init__(self, office: Office, login: str, folder: Path, begins: float) -> None:
        home = folder / login
        home.mkdir()
        environment = os.environ | {"PACDESK_HOME": str(home)}
        if "DISPLAY" not in os.environ:
            environment["QT_QPA_PLATFORM"] = "offscreen"
        given = [office.walled.address_of(login), begins, SECONDS, EVERY]
        command = [sys.executable, "-m", "tests.gui.at_work", *map(str, given)]
        self._said, self._errors = home / "said", home / "errors"
        with self._said.open("wb") as said, self._errors.open("wb") as errors:
            self._process = subprocess.Popen(command, stdout=said, stderr=errors, env=environment, cwd=ROOT)

    def used(self) -> float:
        """Seconds of processor."""
        return sum(psutil.Process(self._process.pid).cpu_times()[:2])

    def said(self) -> dict[str, float]:
        """The ms of each note, by its text, and of the longest pause; and the most memory."""
        assert self._process.wait(120) == 0, self._errors.read_text()
        lines = (line.split("\t") for line in self._said.read_text().splitlines())
        return {text: float(took) for took, text in lines}


@pytest.mark.soak
@pytest.mark.postgres
@pytest.mark.timeout(3600)
def test_at_once_two_windows_and_eighteen_desks(tmp_path: Path) -> None:
    office = Office(people=WINDOWS + DESKS)
    try:
        alone = office.alone(20, seed=1)
        begins = time.time() + 60
        windows = [Window(office, login, tmp_path, begins) for login in office.logins[:WINDOWS]]
        with office.watched() as watched:
            told = office.together(
                office.logins[WINDOWS:], SECONDS, EVERY, seed=2, processes=PROCESSES, begins=begins
            )
            connections, server = watched()
            used = [window.used() for window in windows]
        said = [window.said() for window in windows]
        pauses = [one.pop("longest") for one in said]
        memory = [one.pop("peak") for one in said]
        notes = [took for one in said for took in one.values()]
        took = [one for desk in told for one in desk.took]
        p50, p99 = percentile(alone.took, 50), percentile(took, 99)
        print(  # noqa: T201  (a soak tells its figures)
            f"\nalone p50 {p50:.1f} ms ({len(alone.took)}); together p50 {percentile(took, 50):.1f} ms, "
            f"p95 {percentile(took, 95):.1f} ms, p99 {p99:.1f} ms ({len(took)}); "
            f"notes of the windows, from key to empty field, p50 {statistics.median(notes):.0f} ms, at most "
            f"{max(notes):.0f} ms ({len(notes)}); longest pause of a window {max(pauses):.0f} ms; "
            f"conflicts {sum(one.conflicts for one in told)}; connections {connections}; "
            f"server {100 * server / SECONDS:.0f} % of a processor; "
            f"windows {[f'{100 * one / SECONDS:.0f} %' for one in used]}, {max(memory):.0f} MB; "
            f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()}"
        )
        office.compare([alone, *told])
        there = [text for (text,) in office.sql("SELECT payload::jsonb ->> 'text' FROM ticket_events")]
        assert all(there.count(text) == 1 for one in said for text in one)
        assert p99 <= 10 * p50
    finally:
        office.drop()
