"""The main window on a real desk: docks, views, sorting, filter, tabs, names for screen readers."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pacdesk.app.arguments import Options
from pacdesk.app.window import Program
from pacdesk.config.settings import Settings
from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.access.passwords import hash_password
from pacdesk.desk.opening import open_local
from pacdesk.desk.tickets.rows import TicketSort, TicketView
from pacdesk.desk.values import new_id
from pacdesk.errors import DeskUnavailable
from pacdesk.gui import pages
from pacdesk.gui.context import Context, OpenClientTab, OpenContractTab
from pacdesk.gui.main_window import MainWindow
from pacdesk.gui.pages import Page
from pacdesk.gui.tickets.queue_views import SHOWN
from tests.conftest import Clock, World

Starter = Callable[..., MainWindow]


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


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A profile of its own."""
    monkeypatch.setenv("PACDESK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def filled(desk_path: Path) -> Path:
    """A desk with six tickets, three of which somebody has."""
    desk = open_local(desk_path)
    clock = Clock()
    desk._clock = clock
    world = World(desk, clock)
    for number in range(6):
        world.open(f"Assunto {number}")
    desk.close()
    return desk_path


@pytest.fixture
def start(qapp: QApplication, home: Path) -> Iterator[Starter]:
    """Starts the whole program on a desk, or on the welcome page; ends it and its threads."""
    programs: list[Program] = []
    before = set(threading.enumerate())

    def begin(desk: Path | None = None, **more: object) -> MainWindow:
        settings = Settings(theme="light", language="en", **more)
        program = Program(qapp, Options(lang="en"), settings, home / "settings.toml")
        programs.append(program)
        program.start(str(desk) if desk else "")
        window = program.window
        if desk is not None:
            wait(lambda: window.context.desk is not None or not window.doorway.isHidden())
            wait(lambda: not window.context.jobs.busy())
        return window

    yield begin
    for program in programs:
        program.window.close()
        program.end()
        program.window.deleteLater()
        program.setParent(None)
        program.deleteLater()
    left = {thread for thread in threading.enumerate() if thread.name.startswith("pacdesk-")} - before
    assert not left


def wait(done: Callable[[], bool], seconds: float = 20) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "nothing came"
        QTest.qWait(5)
    QTest.qWait(10)


def settled(window: MainWindow) -> None:
    """Let every question be answered."""
    QTest.qWait(20)
    wait(lambda: not window.context.jobs.busy())


def test_the_welcome_page_has_three_ways_in_and_no_docks(start: Starter) -> None:
    window = start()
    assert window.doorway.currentWidget() is window.doorway.welcome
    assert all(dock.isHidden() for dock in window.docks)
    assert not window.top.search.isVisible()
    assert window.doorway.welcome.demo.accessibleName() == "Explore with examples: Open examples"


def test_a_desk_opens_with_its_queue_and_the_focus_on_it(start: Starter, filled: Path) -> None:
    window = start(filled)
    wait(lambda: window.queue.model.rowCount() == 6)
    assert window.queue.isVisible()
    assert window.clients.isVisible()
    assert window.focusWidget() is window.queue.table
    assert "Teste" in window.windowTitle()
    assert window.queue.model.sorting == (TicketSort.DUE, False)
    row = window.queue.model.row_at(0)
    assert row is not None
    assert row.subject in window.queue.words.row_sentence(row)


def test_views_switch_by_keys_and_count(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    assert window.queue.views.accessibleTabName(SHOWN.index(TicketView.OPEN)) == "Open, 6"
    window.actions_table[f"queue.view.{TicketView.OVERDUE}"].trigger()
    settled(window)
    assert window.queue.views.view is TicketView.OVERDUE
    assert window.queue.empty.isVisible()
    assert window.queue.empty.accessibleName().startswith("No ticket is overdue")
    window.queue.empty.pressed.emit("open")
    settled(window)
    assert window.queue.table.isVisible()


def test_a_header_sorts_up_down_and_back(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    subject = next(n for n, column in enumerate(window.queue.model.columns) if column.key == "subject")
    header = window.queue.table.horizontalHeader()
    subjects = []
    for expected in ((TicketSort.SUBJECT, False), (TicketSort.SUBJECT, True), (TicketSort.DUE, False)):
        header.sectionClicked.emit(subject)
        settled(window)
        assert window.queue.model.sorting == expected
        subjects.append([window.queue.model.row_at(n).subject for n in range(6)])
    assert subjects[0] == sorted(subjects[0])
    assert subjects[1] == sorted(subjects[0], reverse=True)


def test_the_filter_cuts_the_view_and_says_when_it_hides_all(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    window.actions_table["queue.filter"].trigger()
    window.queue.filter.setText("zzz")
    QTest.keyClick(window.queue.filter, Qt.Key.Key_Return)
    settled(window)
    assert "zzz" in window.queue.empty.accessibleName()
    window.queue.empty.pressed.emit("clear")
    settled(window)
    assert window.queue.model.rowCount() == 6


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


def test_a_missing_desk_leads_back_to_the_welcome_page(start: Starter, tmp_path: Path) -> None:
    window = start(tmp_path / "none.pacdesk")
    wait(window.doorway.isVisible)
    settled(window)
    assert "no desk at" in window.doorway.welcome.bar.sentence()


def test_a_new_desk_is_made_and_opened(start: Starter, home: Path) -> None:
    window = start()
    settled(window)
    window.doorway._ask_new(False)  # noqa: FBT003
    window.doorway.new.name.setText("Minha mesa")
    settled(window)
    QTest.keyClick(window.doorway.new.name, Qt.Key.Key_Return)
    wait(lambda: window.context.desk is not None)
    settled(window)
    assert window.context.open.name == "Minha mesa"
    assert (home / "data" / "Minha mesa.pacdesk").exists()
    assert window.context.settings.last_desk.endswith("Minha mesa.pacdesk")


def test_an_encrypted_desk_shows_its_code_once_and_asks_for_its_password(start: Starter, home: Path) -> None:
    window = start()
    settled(window)
    window.doorway._ask_new(False)  # noqa: FBT003
    form = window.doorway.new
    settled(window)
    form.encrypted.setChecked(True)
    form.password.setText("segredo longo")
    form._check()
    assert form._again_field.complaint()
    form.again.setText("segredo longo")
    settled(window)
    form._check()
    wait(lambda: window.doorway.currentWidget() is window.doorway.code)
    assert window.doorway.code.code.toPlainText()
    assert not window.doorway.code.main.isEnabled()
    window.doorway.code.kept.setChecked(True)
    QTest.mouseClick(window.doorway.code.main, Qt.MouseButton.LeftButton)
    wait(lambda: window.context.desk is not None)
    settled(window)
    assert window.doorway.code.code.toPlainText() == ""
    place = window.context.open.place
    window.leave_desk()
    settled(window)
    window.doorway.open_address(place)
    wait(lambda: window.doorway.currentWidget() is window.doorway.unlock)
    window.doorway.unlock.password.setText("errado")
    window.doorway.unlock._check()
    settled(window)
    assert "not the desk's password" in window.doorway.unlock.bar.sentence()
    window.doorway.unlock.password.setText("segredo longo")
    window.doorway.unlock._check()
    wait(lambda: window.context.desk is not None)


def test_log_in_lock_and_unlock_keep_what_is_open(start: Starter, filled: Path) -> None:
    desk = open_local(filled)
    desk.run(
        CreateUser(
            user=new_id(), login="ana", name="Ana", password_hash=hash_password("certa"), is_admin=True
        )
    )
    desk.close()
    window = start(filled)
    log_in = window.doorway.log_in
    wait(lambda: window.doorway.currentWidget() is log_in)
    log_in.login.setText("ana")
    log_in.password.setText("errada")
    log_in._check()
    settled(window)
    assert "do not match" in log_in.bar.sentence()
    log_in.password.setText("certa")
    log_in._check()
    wait(lambda: window.context.desk is not None)
    settled(window)
    window.actions_table["window.lock"].trigger()
    assert window.lock_screen.isVisible()
    assert not window.queue.isEnabled()
    window.lock_screen.unlock_wanted.emit("errada")
    settled(window)
    assert window.lock_screen.isVisible()
    window.lock_screen.unlock_wanted.emit("certa")
    wait(lambda: not window.lock_screen.isVisible())
    assert window.queue.isEnabled()


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


def test_columns_hide_and_come_back(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    table = window.queue.table
    menu = table.column_menu(table)
    client = next(action for action in menu.actions() if action.text() == "Client")
    client.trigger()
    assert table.isColumnHidden(client.data())
    table.start_layout()
    assert not table.isColumnHidden(client.data())
    menu.close()


def test_selected_rows_are_copied_as_text(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    window.queue.table.selectAll()
    window.queue.table.copy_rows()
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 6
    assert "Assunto" in lines[0]
