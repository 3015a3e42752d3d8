"""How a window comes up: a sketch, its parts, the queue's first rows, and then the desk."""

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pacdesk.app.arguments import Options
from pacdesk.app.window import Program
from pacdesk.config.settings import Settings
from pacdesk.gui.models.keeping import PATIENCE
from pacdesk.gui.models.paged import PAGE
from pacdesk.gui.state import WindowState
from tests.gui.window_desk import Starter, settled, wait


def test_a_window_may_be_closed_before_its_parts_are_made(qapp: QApplication, home: Path) -> None:
    program = Program(qapp, Options(lang="en"), Settings(language="en"), home / "settings.toml")
    program.window.draw(with_docks=True)
    program.window.show()
    assert not program.window.grab().isNull()
    program.window.close()
    program.end()
    program.window.deleteLater()
    program.deleteLater()
    assert not program.window.is_furnished


def test_the_sketch_is_of_the_docks_as_they_were_left(start: Starter, filled: Path, home: Path) -> None:
    window = start(filled)
    settled(window)
    assert window.state.sketched() is None
    window.contracts.close()
    QTest.qWait(10)
    window.keep_state()
    left = [dock.geometry() for dock in (window.queue, window.clients)]
    again = WindowState(window.context.state_folder).sketched()
    assert again is not None
    assert sorted(again, key=lambda one: one.x()) == sorted(left, key=lambda one: one.x())
    other = start()
    other.state.use_person("somebody else")
    assert other.state.restore_docks(other, of_last=True)
    assert not other.state.restore_docks(other)


def test_the_first_rows_are_there_before_the_desk(qapp: QApplication, filled: Path, home: Path) -> None:
    settings = Settings(theme="light", language="en")
    program = Program(qapp, Options(lang="en"), settings, home / "settings.toml")
    seen: list[tuple[int, bool]] = []
    window = program.window
    window.furnished.connect(
        lambda: window.queue.model.loaded.connect(
            lambda: seen.append((window.queue.model.rowCount(), window.context.desk is not None))
        )
    )
    program.start(str(filled))
    wait(lambda: len(seen) > 1)
    settled(window)
    window.close()
    program.end()
    window.deleteLater()
    program.deleteLater()
    assert seen[0] == (6, False)
    assert seen[-1] == (6, True)


def test_the_cursor_stays_where_it_was_put_before_the_desk_came(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    queue = window.queue
    rows = [queue.model.row_at(place) for place in range(6)]
    queue.show_ahead([row for row in rows if row is not None], window.context.zone)
    queue.table.setFocus()
    QTest.keyClick(queue.table, "J")
    QTest.keyClick(queue.table, "J")
    chosen = queue.table.current_row()
    queue.use_desk()
    settled(window)
    assert queue.table.current_row() == chosen


def test_a_view_that_waits_for_far_rows_paints_again(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    model, table = window.queue.model, window.queue.table
    model._resize(PAGE * 40)
    QTest.qWait(20)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
    assert not table.viewport().updatesEnabled()
    QTest.qWait(2 * PATIENCE)
    settled(window)
    assert table.viewport().updatesEnabled()
