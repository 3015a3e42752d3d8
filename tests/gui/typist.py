"""A window in which somebody types without a pause, until the process is killed: `typist DESK PLACE`.

Says each word once it stands in its field.
"""

import sys
from itertools import count

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from pacdesk.gui.context import NewTicket, OpenTicketTab
from pacdesk.gui.main_window import MainWindow
from pacdesk.gui.tickets.composer import Mode
from tests.gui.window_desk import on_its_own, settled, wait


def field_of(window: MainWindow, place: str) -> QPlainTextEdit:
    """The editor that is typed into: of the first ticket's composer, or of the form of a new one."""
    target = NewTicket() if place == "form" else OpenTicketTab(window.queue.model.row_at(0).id)
    window.context.navigate(target)
    wait(lambda: window.centre.page() is not None)
    settled(window)
    if place == "form":
        return window.centre.page()._ui.description
    composer = window.centre.page().composer
    composer.start(Mode.REPLY)
    return composer.editor


def main(desk: str, place: str) -> None:
    """Type for ever."""
    window = on_its_own(desk).window
    editor = field_of(window, place)
    for number in count(1):
        QTest.keyClicks(editor, f"w{number} ")
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        QTest.qWait(25)


if __name__ == "__main__":
    main(*sys.argv[1:])
