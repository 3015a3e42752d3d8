"""Killed while somebody types: the draft is there again but for the last 5 seconds."""

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.gui.typist import field_of
from tests.gui.window_desk import Starter, settled, wait

ROOT = Path(__file__).parents[2]
TYPED_FOR = 6.6
MAY_BE_LOST = 5.0
DELAY = 1.0  # s between a word's being typed, told and read here, on a machine with other things to do


class _Typist:
    """A process that types; `words` are (moment, number) as it says them."""

    def __init__(self, desk: Path, place: str) -> None:
        command = [sys.executable, "-m", "tests.gui.typist", str(desk), place]
        self.words: list[tuple[float, int]] = []
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.words.append((time.monotonic(), int(line)))

    def is_typing(self) -> bool:
        """Whether it still runs; what it died of is the failure's text."""
        if self.process.poll() is None:
            return True
        self._reader.join()
        errors = self.process.communicate()[1]
        raise AssertionError(f"the typist ended with {self.process.returncode}: {errors}")

    def kill(self) -> int:
        """Kill it with no time to tidy up; answers the last word that has to be kept."""
        at = time.monotonic()
        self.process.kill()
        errors = self.process.communicate()[1]
        self._reader.join()
        assert self.words, errors
        return max((number for moment, number in self.words if moment < at - MAY_BE_LOST - DELAY), default=1)


def test_all_but_the_last_five_seconds_come_back(start: Starter, filled: Path, home: Path) -> None:
    second = filled.with_name("second.pacdesk")
    shutil.copy2(filled, second)
    typists = {"composer": (filled, _Typist(filled, "composer")), "form": (second, _Typist(second, "form"))}
    began = {}
    while len(began) < 2 or time.monotonic() < max(began.values()) + TYPED_FOR:
        for place, (_, typist) in typists.items():
            if typist.words:
                began.setdefault(place, typist.words[0][0])
        assert all(typist.is_typing() for _, typist in typists.values())
        time.sleep(0.05)
    kept = {place: typist.kill() for place, (_, typist) in typists.items()}
    for place, (desk, typist) in typists.items():
        window = start(desk)
        wait(lambda window=window: window.queue.model.row_at(0) is not None)
        settled(window)
        editor = field_of(window, place)
        wait(lambda editor=editor: bool(editor.toPlainText()))
        came_back = [int(number) for number in re.findall(r"w(\d+) ", editor.toPlainText())]
        assert came_back == list(range(1, len(came_back) + 1))
        assert 1 < kept[place] <= came_back[-1] <= typist.words[-1][1] + 1
        window.close()
