"""Cursor, selection and scrolling of the queue belong to tickets, not to positions."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from pacdesk.config.settings import Settings
from pacdesk.desk.tickets.commands import TakeTicket, WriteEntry
from pacdesk.desk.tickets.rows import TicketSort, TicketView
from pacdesk.desk.values import Visibility, new_id
from pacdesk.gui.models.paged import PAGE
from pacdesk.gui.state import WindowState
from pacdesk.gui.theme import ThemeManager
from pacdesk.gui.tickets.queue_dock import QueueDock
from tests.conftest import World
from tests.gui.ticket_desk import Room
from tests.gui.window_desk import wait


@pytest.fixture
def room(qtbot: QtBot, manager: ThemeManager, world: World, tmp_path) -> Iterator[Room]:
    room = Room(qtbot, manager, world.desk, tmp_path, world.clock)
    room.context.use_settings(Settings(theme="light", language="en"))
    yield room
    room.close()


@pytest.fixture
def queue(room: Room, world: World, qtbot: QtBot) -> Callable[..., QueueDock]:
    """The dock over so many tickets, latest news first."""

    def show(count: int, view: TicketView = TicketView.OPEN) -> QueueDock:
        for number in range(count):
            world.open(f"Assunto {number}")
        dock = QueueDock(room.context, WindowState(None), None)
        qtbot.addWidget(dock)
        dock.resize(900, 300)
        dock.show()
        dock.views.show_view(view)
        dock.use_desk()
        room.settle()
        dock.table.sorted_by.emit(TicketSort.NEWS, True)  # noqa: FBT003  (a signal has no keywords)
        room.settle()
        return dock

    return show


def _ids(dock: QueueDock) -> list[UUID]:
    rows = [dock.model.row_at(place) for place in range(dock.model.rowCount())]
    return [row.id for row in rows if row is not None]


def _write(world: World, ticket: UUID) -> None:
    world.clock.pass_by(minutes=1)
    entry = WriteEntry(
        ticket=ticket, entry=new_id(), text="Novidade", visibility=Visibility.INTERNAL, at=world.clock()
    )
    world.desk.broadcast(world.other.run(entry).changes)  # the window hears of what others do


def _heard(room: Room, dock: QueueDock) -> None:
    asked_again = QSignalSpy(dock._rest.timeout)  # what was written arrives with the next turn of events
    wait(lambda: asked_again.count() > 0)
    room.settle()
    assert not dock.model._stale & {0}


def test_the_cursor_goes_with_its_ticket_when_news_move_the_order(queue, room, world) -> None:
    dock = queue(8)
    before = _ids(dock)
    dock.table.go_to(3)
    _write(world, before[6])
    _heard(room, dock)
    assert _ids(dock)[0] == before[6]
    assert dock.table.currentIndex().row() == 4
    assert dock.table.current_row().id == before[3]
    assert [row.id for row in dock.table.chosen_rows()] == [before[3]]


def test_the_cursor_follows_its_own_ticket_to_the_top(queue, room, world) -> None:
    dock = queue(8)
    before = _ids(dock)
    dock.table.go_to(5)
    _write(world, before[5])
    _heard(room, dock)
    assert dock.table.currentIndex().row() == 0
    assert dock.table.current_row().id == before[5]


def test_several_chosen_rows_stay_the_same_tickets(queue, room, world) -> None:
    dock = queue(8)
    before = _ids(dock)
    dock.table.go_to(1)
    flags = QItemSelectionModel.SelectionFlag
    dock.table.selectionModel().select(dock.model.index(4, 0), flags.Select | flags.Rows)
    _write(world, before[3])
    _heard(room, dock)
    assert {row.id for row in dock.table.chosen_rows()} == {before[1], before[4]}


def test_a_ticket_that_left_the_view_leaves_nothing_chosen(queue, room, world) -> None:
    dock = queue(5, TicketView.UNASSIGNED)
    before = _ids(dock)
    dock.table.go_to(2)
    world.other.run(TakeTicket(ticket=before[2], at=world.clock()))
    _heard(room, dock)
    assert before[2] not in _ids(dock)
    assert dock.table.current_row() is None
    assert dock.table.chosen_rows() == []
    taken = []
    dock.table.take_wanted.connect(taken.append)
    QTest.keyClick(dock.table, Qt.Key.Key_A)
    assert taken == []
    QTest.keyClick(dock.table, Qt.Key.Key_J)
    assert dock.table.current_row().id == before[3]


def test_the_last_ticket_that_leaves_shows_the_empty_view(queue, room, world) -> None:
    dock = queue(1, TicketView.UNASSIGNED)
    world.other.run(TakeTicket(ticket=_ids(dock)[0], at=world.clock()))
    _heard(room, dock)
    room.settle()
    assert dock.model.rowCount() == 0
    assert dock.empty.isVisible()
    world.open("Outro")
    _heard(room, dock)
    room.settle()
    assert dock.table.isVisible()


def test_what_is_read_stays_where_it_is_when_rows_come_above(queue, room, world) -> None:
    dock = queue(40)
    table, before = dock.table, _ids(dock)
    bar = table.verticalScrollBar()
    bar.setValue(table.rowHeight(0) * 10 + 7)
    table.selectionModel().clear()
    first = table.indexAt(table.viewport().rect().topLeft()).row()
    top = table.rowViewportPosition(first)
    for ticket in before[30:33]:
        _write(world, ticket)
    _heard(room, dock)
    place = dock.model.position_of(before[first])
    assert place == first + 3
    assert table.rowViewportPosition(place) == top


def test_a_view_at_its_top_shows_what_is_new(queue, room, world) -> None:
    dock = queue(40)
    _write(world, _ids(dock)[20])
    _heard(room, dock)
    assert dock.table.verticalScrollBar().value() == 0


def test_updating_and_sorting_keep_the_ticket(queue, room) -> None:
    dock = queue(8)
    for _ in range(5):
        QTest.keyClick(dock.table, Qt.Key.Key_J)
    chosen = dock.table.current_row().id
    assert dock.table.currentIndex().row() == 5
    dock.refresh()
    room.settle()
    assert dock.table.current_row().id == chosen
    dock.table.sorted_by.emit(TicketSort.SUBJECT, False)  # noqa: FBT003  (a signal has no keywords)
    room.settle()
    assert dock.table.current_row().id == chosen


def test_sorting_a_list_that_nobody_touched_shows_its_top(queue, room) -> None:
    dock = queue(40)
    dock.table.sorted_by.emit(TicketSort.SUBJECT, False)  # noqa: FBT003  (a signal has no keywords)
    room.settle()
    assert dock.table.currentIndex().row() == 0


def test_a_ticket_is_followed_over_the_edge_of_a_page(queue, room, world) -> None:
    dock = queue(PAGE + 4)
    room.qtbot.waitUntil(lambda: dock.model.rowCount() == PAGE + 4)
    before = _ids(dock)
    room.settle()
    before = _ids(dock)
    dock.table.go_to(PAGE - 1)
    _write(world, before[PAGE + 2])
    _heard(room, dock)
    room.settle()
    assert dock.table.currentIndex().row() == PAGE
    assert dock.table.current_row().id == before[PAGE - 1]


def test_counters_are_asked_once_a_burst(queue, room, world, monkeypatch) -> None:
    dock = queue(3)
    QTest.qWait(350)
    room.settle()
    asked = []
    ask = room.context.ask
    monkeypatch.setattr(
        room.context,
        "ask",
        lambda question, *rest, **more: (asked.append(type(question).__name__), ask(question, *rest, **more)),
    )
    for _ in range(20):
        world.open("Importado")
    QTest.qWait(700)
    room.settle()
    QTest.qWait(350)
    room.settle()
    assert 7 <= asked.count("TicketCount") <= 14
    assert dock.views.accessibleTabName(0) == "Open, 23"
