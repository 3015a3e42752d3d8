"""The main job without a mouse: from a client to the dossier of his concluded ticket."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget

from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.clients.commands import CreateClient
from pacdesk.desk.clients.rows import ClientValues
from pacdesk.desk.company.commands import ListDepartments, SaveStaffMember
from pacdesk.desk.opening import open_local, sole_actor
from pacdesk.desk.tickets.commands import Timeline
from pacdesk.desk.tickets.rules import EventKind, Status
from pacdesk.desk.values import new_id
from pacdesk.gui.clients.client_page import ClientPage
from pacdesk.gui.main_window import MainWindow
from pacdesk.gui.reports.preview import PreviewPage
from pacdesk.gui.tickets.advance_dialog import AdvanceDialog
from pacdesk.gui.tickets.moves import HandOverDialog
from pacdesk.gui.tickets.new_ticket import NewTicketPage
from pacdesk.gui.tickets.page import TicketPage
from tests.gui.window_desk import Starter, settled, wait

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
MOST_TABS = 90


class Hands:
    """Ten fingers on a keyboard: every key goes to the window that has the focus, as the system's would."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        window.activateWindow()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """One key, and what comes of it."""
        QTest.keyClick(self._receiver().window().windowHandle(), key, held)
        settled(self.window)

    def write(self, text: str) -> None:
        """Letters into whatever has the focus."""
        QTest.keyClicks(self._receiver(), text)
        settled(self.window)

    def choose_first(self) -> None:
        """Open the suggestions of a field and take the first."""
        self.press(Qt.Key.Key_Down)
        wait(lambda: QApplication.activePopupWidget() is not None)
        self.press(Qt.Key.Key_Return)

    def tab_to(self, name: str) -> None:
        """Press Tab until something of that name on the page has the focus."""
        page = self.window.centre.page()
        seen = []
        for _ in range(MOST_TABS):
            self.press(Qt.Key.Key_Tab)
            seen.append(_name(QApplication.focusWidget()))
            if seen[-1] == name and page.isAncestorOf(QApplication.focusWidget()):
                return
        raise AssertionError(f"Tab does not lead to {name!r}: {seen}")

    def page(self, kind: type[Any]) -> Any:
        """The page that is shown, of that kind."""
        wait(lambda: isinstance(self.window.centre.page(), kind))
        settled(self.window)
        return self.window.centre.page()

    def dialog(self, kind: type[Any]) -> Any:
        """The dialog that came."""
        wait(lambda: _shown(kind) is not None)
        settled(self.window)
        dialog = _shown(kind)
        dialog.activateWindow()
        return dialog

    def _receiver(self) -> QWidget:
        """What has the focus. Without a window manager nobody gives it back when a dialog closes."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            settled(self.window)
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window


def _shown(kind: type[Any]) -> Any:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


def _name(widget: QWidget | None) -> str:
    if widget is None:
        return ""
    if isinstance(widget, QAbstractButton) and not widget.accessibleName():
        return widget.text().replace("&", "")
    return widget.accessibleName()


@pytest.fixture
def hands(start: Starter, filled: Path) -> Hands:
    desk = open_local(filled)
    acting = desk.acting(sole_actor(desk))
    values = ClientValues(legal_name="Frigorífico Serra Azul Ltda.", trade_name="Serra Azul")
    acting.run(CreateClient(client=new_id(), values=values, imported=True))
    staff, department = new_id(), acting.ask(ListDepartments())[0].id
    acting.run(SaveStaffMember(staff=staff, name="Ana Prado", department=department))
    acting.run(CreateUser(user=new_id(), login="ana", name="Ana Prado", is_admin=True, staff=staff))
    desk.close()
    window = start(filled)
    wait(lambda: window.queue.model.row_at(0) is not None)
    settled(window)
    return Hands(window)


def _answer(monkeypatch: pytest.MonkeyPatch, name: str, answer: Callable[[], object]) -> None:
    """The system's own file dialog is not ours to type into: answer for it."""
    monkeypatch.setattr(QFileDialog, name, lambda *_, **__: answer())


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")  # a menu's wish, offscreen
def test_the_main_job_by_keyboard(hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "registro.txt"
    log.write_text("linha\n", encoding="utf-8")
    saved = tmp_path / "dossie.pdf"
    _answer(monkeypatch, "getOpenFileNames", lambda: ([str(log)], ""))
    _answer(monkeypatch, "getSaveFileName", lambda: (str(saved), ""))

    hands.press(Qt.Key.Key_F6)
    if QApplication.focusWidget() is not hands.window.clients.search:
        hands.press(Qt.Key.Key_Up)
    hands.write("serra")
    wait(lambda: hands.window.clients.list.model().rowCount() == 1)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.page(ClientPage)

    hands.tab_to("New ticket")
    hands.press(Qt.Key.Key_Space)
    hands.page(NewTicketPage)
    hands.tab_to("Title (required)")
    hands.write("Camara fria parada")
    hands.tab_to("Type (required)")
    hands.choose_first()
    hands.tab_to("Description (required)")
    hands.write("Desde cedo a temperatura sobe.")
    hands.tab_to("Department (required)")
    hands.choose_first()
    hands.press(Qt.Key.Key_S, CTRL)
    page = hands.page(TicketPage)
    wait(lambda: page.card is not None)
    settled(hands.window)

    hands.press(Qt.Key.Key_A, CTRL | SHIFT)
    wait(lambda: bool(page.card.attendant_name))
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.write("Tecnico a caminho.")
    hands.tab_to("Attach files…")
    hands.press(Qt.Key.Key_Space)
    wait(lambda: bool(page.composer.chips.files))
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.press(Qt.Key.Key_Return, CTRL | SHIFT)
    hands.write("Compressor sem gas.")
    hands.press(Qt.Key.Key_Return, CTRL | SHIFT)
    while page.card.status is not Status.RESOLVED:
        hands.press(Qt.Key.Key_T, CTRL | SHIFT)
        menu = QApplication.activePopupWidget()
        if menu is not None:
            hands.press(Qt.Key.Key_Down)
            while "Devolver" in menu.activeAction().text():
                hands.press(Qt.Key.Key_Down)
            hands.press(Qt.Key.Key_Return)
        hands.dialog(AdvanceDialog)
        before = page.card.stage_id
        hands.press(Qt.Key.Key_Return)
        wait(lambda before=before: page.card.stage_id != before and _shown(AdvanceDialog) is None)
        settled(hands.window)

    entries = hands.window.context.desk.ask(Timeline(ticket=page.ticket))
    spoken = {entry.kind: entry.text for entry in entries if entry.text}
    assert spoken[EventKind.REPLY] == "Tecnico a caminho."
    assert spoken[EventKind.NOTE] == "Compressor sem gas."
    assert [file.name for entry in entries for file in entry.attachments] == ["registro.txt"]
    hands.press(Qt.Key.Key_P, CTRL)
    preview = hands.page(PreviewPage)
    wait(lambda: bool(preview.documents))
    hands.press(Qt.Key.Key_S, CTRL)
    wait(saved.exists)
    settled(hands.window)
    told = " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(saved.read_bytes())).pages).split()
    )
    for text in ("Camara fria parada", "Desde cedo a temperatura sobe.", *spoken.values(), "registro.txt"):
        assert text in told


def test_from_the_queue_by_single_keys(hands: Hands) -> None:
    hands.window.queue.table.setFocus()
    hands.press(Qt.Key.Key_J)
    hands.press(Qt.Key.Key_A)
    hands.press(Qt.Key.Key_Return)
    page = hands.page(TicketPage)
    wait(lambda: page.card is not None)
    settled(hands.window)
    assert page.card.attendant_name
    assert QApplication.focusWidget() is page.timeline
    hands.press(Qt.Key.Key_N)
    assert QApplication.focusWidget() is page.composer.editor
    hands.write("a h t r n")
    assert page.composer.editor.toPlainText() == "a h t r n"
    hands.press(Qt.Key.Key_Return, CTRL)
    page.timeline.setFocus()
    hands.press(Qt.Key.Key_H)
    hands.dialog(HandOverDialog)
    hands.press(Qt.Key.Key_Escape)
    wait(lambda: _shown(HandOverDialog) is None)
