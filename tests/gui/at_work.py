"""A window in which somebody writes a note every so often, by its own keys:
`at_work ADDRESS BEGINS SECONDS EVERY`.

Says of each note its text and the ms from the key that sends it to the field that is empty again; at the end
the longest time in ms in which the window answered nothing, and the most memory in MB.
"""

import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from pacdesk.gui.context import OpenTicketTab
from pacdesk.gui.main_window import MainWindow
from pacdesk.gui.tickets.composer import Mode
from tests.gui.window_desk import on_its_own, settled

_BEAT: Final = 20  # ms


class Pulse(QTimer):
    """Notes the longest pause between two beats of the window's own clock."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.longest = 0.0
        self._last = time.monotonic()
        self.timeout.connect(self._beat)
        self.start(_BEAT)

    def _beat(self) -> None:
        now = time.monotonic()
        self.longest = max(self.longest, (now - self._last) * 1e3 - _BEAT)
        self._last = now


def note_writer(window: MainWindow) -> Callable[[str], float]:
    """Opens the first ticket of the queue; what it answers writes a note there and tells its ms."""
    window.context.navigate(OpenTicketTab(window.queue.model.row_at(0).id))
    settled(window)
    composer = window.centre.page().composer

    def write(text: str) -> float:
        composer.start(Mode.NOTE)
        QTest.keyClicks(composer.editor, text)
        began = time.monotonic()
        QTest.keyClick(composer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        while composer.editor.toPlainText():
            QTest.qWait(1)
            assert time.monotonic() < began + 60, "the note was not taken"
        return (time.monotonic() - began) * 1e3

    return write


def peak() -> float:
    """The most memory that this process had, in MB."""
    import resource  # POSIX only, as the soak

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(address: str, begins: float, seconds: float, every: float) -> None:
    """Work until the time is over."""
    program = on_its_own(address)
    window = program.window
    write, login = note_writer(window), window.context.actor.login
    write(f"{login} chegou")
    while time.time() < begins:
        QTest.qWait(50)
    pulse, end, number = Pulse(window), time.monotonic() + seconds, 0
    while time.monotonic() < end:
        began = time.monotonic()
        text = f"{login} {number}"
        sys.stdout.write(f"{write(text)}\t{text}\n")
        sys.stdout.flush()
        number += 1
        QTest.qWait(max(1, round((every - (time.monotonic() - began)) * 1e3)))
    sys.stdout.write(f"{pulse.longest}\tlongest\n{peak()}\tpeak\n")
    sys.stdout.flush()
    program.end()


if __name__ == "__main__":
    main(sys.argv[1], *map(float, sys.argv[2:]))
