"""The main window on a real desk: docks, tabs, search, errors, names for screen readers."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pacdesk.config.settings import Settings
from pacdesk.desk.values import new_id
from pacdesk.errors import DeskUnavailable
from pacdesk.gui import pages
from pacdesk.gui.context import Context, OpenClientTab, OpenContractTab
from pacdesk.gui.pages import Page
from tests.gui.window_desk import Starter, settled


class _Sheet(Page):
    def __init__(self, context: Context, target: object) -> None:
        super().__init__(context, target)
        self.allowed = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Sheet")

    def title(self) -> str:
        return f"R&D {self.target.contract_id}"

    def icon_name(self) -> str:
        return "file-text"

    def may_close(self) -> bool:
        return self.allowed


def test_docks_close_come_back_and_are_restored(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    toggle = window.actions_table["panel.clients"]
    toggle.trigger()
    assert window.clients.isHidden()
    toggle.trigger()
    assert window.clients.isVisible()
    window.contracts.close()
    window.actions_table["panel.restore"].trigger()
    assert window.contracts.isVisible()
    assert window.clients.width() == pytest.approx(264, abs=12)


def test_one_tab_a_page_and_ways_back_s3_32(
    start: Starter, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(pages._factories, OpenContractTab, _Sheet)
    window = start(filled)
    settled(window)
    first, second = OpenContractTab(new_id()), OpenContractTab(new_id())
    for target in (first, second, first):
        window.context.navigate(target)
    tabs = window.centre.tabs
    assert tabs.count() == 2
    assert "R&&D" in tabs.tabText(0)
    window.actions_table["go.back"].trigger()
    assert window.centre.page().target == second
    window.actions_table["go.forward"].trigger()
    assert window.centre.page().target == first
    window.centre.page().allowed = False
    window.actions_table["go.close"].trigger()
    assert tabs.count() == 2
    window.centre.page().allowed = True
    place = tabs.tabBar().tabRect(tabs.currentIndex()).center()
    QTest.mouseClick(tabs.tabBar(), Qt.MouseButton.MiddleButton, pos=place)
    assert tabs.count() == 1
    window.actions_table["go.close"].trigger()
    assert window.centre.empty.isVisible()


def test_f6_goes_through_the_panes(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    window.next_pane(1)
    assert window.focusWidget() is window.clients.search
    window.next_pane(-1)
    assert window.focusWidget() is window.queue.table


def test_the_search_finds_and_opens(start: Starter, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    window = start(filled)
    settled(window)
    window.context.navigated.connect(opened.append)
    window.top.search.setText("assunto")
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    settled(window)
    assert window.search.isVisible()
    assert window.search.model.hits
    QTest.keyClick(window.top.search, Qt.Key.Key_Down)
    QTest.keyClick(window.search.list, Qt.Key.Key_Return)
    assert opened
    assert not window.search.isVisible()


def test_an_error_is_told_in_the_bar_and_counted(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    window.context.tell(DeskUnavailable("desk.disk_full"))
    window.context.tell(DeskUnavailable("desk.disk_full"))
    assert window.top.bar.isVisible()
    assert "disk is full" in window.top.bar.sentence()
    assert window.errors.repeated == 1
    window.top.bar.pressed.emit("close")
    assert window.top.bar.isHidden()


def test_a_bug_opens_the_box_with_its_details(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    window.context.tell(ZeroDivisionError("a@b.example went wrong"))
    box = next(
        w for w in QApplication.topLevelWidgets() if w.windowTitle() == "Something unexpected happened"
    )
    assert "ZeroDivisionError" in box._details_text
    assert "a@b.example" not in box._details_text
    box.close()


def _nameless(window: QWidget) -> list[str]:
    found: list[str] = []
    waiting = [QAccessible.queryAccessibleInterface(window)]
    while waiting:
        node = waiting.pop()
        if node is None or not node.isValid():
            continue
        state = node.state()
        if state.focusable and not state.invisible and not node.text(QAccessible.Text.Name):
            thing = node.object()
            found.append(f"{node.role()} {thing and thing.metaObject().className()}")
        if node.role() not in {QAccessible.Role.Table, QAccessible.Role.List}:
            waiting += [node.child(number) for number in range(node.childCount())]
    return found


def test_everything_that_takes_the_focus_has_a_name(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    assert _nameless(window) == []
    window.leave_desk()
    settled(window)
    assert _nameless(window) == []
    for form in (window.doorway.new, window.doorway.code, window.doorway.unlock, window.doorway.log_in):
        window.doorway.setCurrentWidget(form)
        assert _nameless(window) == []


def test_settings_take_effect_at_once(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    height = window.queue.table.rowHeight(0)
    window.context.use_settings(
        Settings(theme="light", language="en", row_height="compact", last_desk=str(filled))
    )
    assert window.queue.table.rowHeight(0) < height


def test_a_client_without_page_goes_nowhere_quietly(
    start: Starter, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(pages._factories, OpenClientTab, raising=False)
    window = start(filled)
    settled(window)
    window.context.navigate(OpenClientTab(new_id()))
    assert window.centre.tabs.count() == 0
