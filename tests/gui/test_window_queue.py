"""The queue in the window: views, sorting, filter, columns, copying."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.company.commands import ListDepartments, ListStaff
from pacdesk.desk.opening import open_local
from pacdesk.desk.tickets.rows import TicketSort, TicketView
from pacdesk.desk.values import new_id
from pacdesk.desk.views.commands import DeleteSharedView, SaveSharedView
from pacdesk.gui.tickets.queue_views import SHOWN
from tests.gui.window_desk import Starter, settled, wait


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


def test_a_narrow_queue_takes_from_the_client_before_it_scrolls(start: Starter, filled: Path) -> None:
    window = start(filled)
    window.resize(1600, 800)
    settled(window)
    table = window.queue.table
    client = next(n for n, column in enumerate(table.rows.columns) if column.key == "client")
    before = table.columnWidth(client)
    window.resize(1290, 800)
    settled(window)
    assert table.columnWidth(client) < before
    assert table.horizontalScrollBar().maximum() == 0
    window.resize(1600, 800)
    settled(window)
    assert table.columnWidth(client) == before


def test_opening_a_ticket_does_not_make_a_low_window_higher(start: Starter, filled: Path) -> None:
    window = start(filled)
    window.resize(1024, 700)
    settled(window)
    assert window.height() == 700
    window.queue.table.opened.emit(window.queue.model.row_at(0))
    settled(window)
    assert window.height() == 700


def test_every_view_is_back_when_the_window_is_wide_again(start: Starter, filled: Path) -> None:
    window = start(filled)
    window.resize(1440, 900)
    settled(window)
    tabs = window.queue.views
    whole = tabs.width()
    assert all(tabs.isTabVisible(number) for number in range(tabs.count()))
    window.resize(700, 620)
    settled(window)
    assert not all(tabs.isTabVisible(number) for number in range(tabs.count()))
    window.resize(1440, 900)
    settled(window)
    assert all(tabs.isTabVisible(number) for number in range(tabs.count()))
    assert tabs.width() == whole == tabs.sizeHint().width()


def test_selected_rows_are_copied_as_text(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    window.queue.table.selectAll()
    window.queue.table.copy_rows()
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 6
    assert "Assunto" in lines[0]


def test_views_that_do_not_fit_wait_behind_a_button(
    start: Starter, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start(filled)
    window.resize(1440, 900)
    settled(window)
    tabs, bar = window.queue.views, window.queue.views.parentWidget()
    assert all(tabs.isTabVisible(number) for number in range(len(SHOWN)))
    assert bar.more.isHidden()
    window.resize(1000, 700)
    QTest.qWait(50)
    assert not tabs.isTabVisible(len(SHOWN) - 1)
    assert bar.more.isVisible()
    tabs.show_view(TicketView.ALL)
    settled(window)
    assert tabs.isTabVisible(len(SHOWN) - 1)
    assert tabs.view is TicketView.ALL
    monkeypatch.setattr(QMenu, "popup", lambda _menu, at: at)  # offscreen there is no popup to grab keys
    bar.more.click()
    menu = bar.findChild(QMenu)
    assert [action.isChecked() for action in menu.actions()].index(True) == len(SHOWN) - 1
    menu.actions()[0].trigger()
    menu.close()
    settled(window)
    assert tabs.view is TicketView.OPEN


def test_d12_a_view_shared_with_the_team_stands_behind_the_others(start: Starter, filled: Path) -> None:
    made = open_local(filled)
    staff = made.ask(ListStaff())[0].id
    made.run(CreateUser(user=new_id(), login="ana", name="Ana", staff=staff, is_admin=True))
    made.close()
    window = start(filled)
    settled(window)
    tabs, desk = window.queue.views, window.context.desk
    department = desk.ask(ListDepartments())[0].id
    view, team = new_id(), frozenset({department})
    saving = SaveSharedView(view=view, name="Só o 3 & mais", words='"assunto 3"', departments=team)
    desk.run(saving)
    wait(lambda: tabs.count() == len(SHOWN) + 1)
    wait(lambda: tabs.accessibleTabName(len(SHOWN)) == "Só o 3 & mais, 1")
    tabs.setCurrentIndex(len(SHOWN))
    settled(window)
    assert window.queue.model.rowCount() == 1
    assert window.queue.model.row_at(0).subject == "Assunto 3"
    window.queue._filtered("zzz")
    settled(window)
    assert "Só o 3 & mais" in window.queue.empty.accessibleName()
    window.queue._filtered("")
    desk.run(replace(saving, id=new_id(), version=1, words="nada disso"))
    wait(lambda: "No ticket of" in window.queue.empty.accessibleName() and window.queue.empty.isVisible())
    desk.run(DeleteSharedView(view=view, version=2))
    wait(lambda: tabs.count() == len(SHOWN))
    settled(window)
    assert tabs.key is TicketView.OPEN
    assert window.queue.model.rowCount() == 6
