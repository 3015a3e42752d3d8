"""A window on a shared desk: what others do appears by itself, and a lost server takes nothing along."""

import time
from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import QTimer

from pacdesk.desk.opening import open_shared
from pacdesk.desk.tickets.commands import WriteEntry
from pacdesk.desk.values import Visibility, new_id
from pacdesk.gui.context import OpenTicketTab
from pacdesk.gui.main_window import MainWindow
from pacdesk.gui.tickets.composer import Mode
from pacdesk.gui.tickets.page import TicketPage
from pacdesk.storage import line
from tests.conftest import Clock, World
from tests.gui.window_desk import Starter, settled, wait
from tests.proxy import Proxy

pytestmark = pytest.mark.postgres


@pytest.fixture
def world(server_desk: str, clock: Clock) -> Iterator[World]:
    desk = open_shared(server_desk)
    desk._clock = clock
    yield World(desk, clock)
    desk.close()


@pytest.fixture
def proxy(server_desk: str) -> Iterator[Proxy]:
    made = Proxy(server_desk)
    yield made
    made.close()


@pytest.fixture
def window(world: World, proxy: Proxy, start: Starter, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """On the same server as `world`, behind a proxy."""
    monkeypatch.setattr(line, "BEAT_EVERY", 0.5)
    monkeypatch.setattr(line, "BEAT_LIMIT", 1.5)
    for number in range(3):
        world.open(f"Assunto {number}")
    window = start(proxy.address)
    wait(lambda: window.queue.model.rowCount() == 3)
    settled(window)
    return window


def opened(window: MainWindow, ticket: UUID) -> TicketPage:
    window.navigate(OpenTicketTab(ticket))
    page = window.centre.page()
    assert isinstance(page, TicketPage)
    wait(lambda: page.card is not None and bool(page.timeline.entries.entries))
    settled(window)
    return page


def current(window: MainWindow) -> UUID:
    row = window.queue.model.known_row(window.queue.table.currentIndex().row())
    assert row is not None
    return row.id


def write(world: World, ticket: UUID, text: str) -> None:
    world.desk.run(WriteEntry(ticket=ticket, entry=new_id(), text=text, visibility=Visibility.CLIENT))


def texts(page: TicketPage) -> list[str]:
    return [entry.text for entry in page.timeline.entries.entries]


def test_what_others_do_appears_and_leaves_all_else_as_it_is(world: World, window: MainWindow) -> None:
    ticket = world.open("Quarto")
    wait(lambda: window.queue.model.rowCount() == 4)
    page = opened(window, ticket)
    chosen = current(window)
    page.composer.editor.setPlainText("Ainda escrevo")
    page.composer.editor.setFocus()
    write(world, ticket, "De outra pessoa")
    wait(lambda: "De outra pessoa" in texts(page))
    world.open("Quinto")
    wait(lambda: window.queue.model.rowCount() == 5)
    assert current(window) == chosen
    assert page.composer.editor.toPlainText() == "Ainda escrevo"


def test_a_reply_shows_first_what_others_wrote_meanwhile(world: World, window: MainWindow) -> None:
    ticket = world.open("Dois ao mesmo tempo")
    page = opened(window, ticket)
    page.composer.start(Mode.REPLY)
    page.composer.editor.setPlainText("Minha resposta")
    write(world, ticket, "Já respondi")
    page.composer.submit()
    wait(page.composer.bar.isVisible)
    assert "Já respondi" in page.composer.bar.sentence()
    page.composer.bar.pressed.emit("send")
    wait(lambda: "Minha resposta" in texts(page))


def test_a_lost_server_stops_nothing_and_comes_back(world: World, window: MainWindow, proxy: Proxy) -> None:
    ticket = world.open("Sem rede")
    page = opened(window, ticket)
    page.composer.start(Mode.REPLY)
    page.composer.editor.setPlainText("Minha resposta")
    gaps = Gaps()
    proxy.silent = True
    page.composer.submit()
    wait(window.line.isVisible)
    assert "127.0.0.1" in window.line.sentence()
    wait(page.composer.bar.isVisible)
    assert page.composer.editor.toPlainText() == "Minha resposta"
    assert not page.composer.editor.isReadOnly()
    assert not window.top.bar.isVisible(), window.top.bar.sentence()
    write(world, ticket, "Enquanto isso")
    proxy.silent = False
    proxy.cut()
    window.line.pressed.emit("now")
    wait(lambda: not window.line.isVisible())
    wait(lambda: "Enquanto isso" in texts(page))
    page.composer.bar.hide()
    page.composer.submit()
    wait(lambda: page.composer.bar.isVisible() or "Minha resposta" in texts(page))
    page.composer.bar.pressed.emit("send")
    wait(lambda: "Minha resposta" in texts(page))
    assert texts(page).count("Minha resposta") == 1
    assert gaps.longest < 2


class Gaps:
    """How long the window's thread was ever held."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.monotonic()
        self.longest = max(self.longest, now - self._last)
        self._last = now
