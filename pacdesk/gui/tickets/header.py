"""The head of a ticket: protocol, priority, flow, subject, and what can be done with it.

The actions always stand in the same order. What does not fit goes into the menu behind them; the next
step of the work stays.
"""

from datetime import datetime, tzinfo
from uuid import UUID

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from pacdesk.desk.access.rules import Refused
from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.tickets.rows import TicketCard
from pacdesk.desk.tickets.rules import Verb, WaitingOn
from pacdesk.desk.values import Present
from pacdesk.gui import icons
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.keys import shown
from pacdesk.gui.tickets.presence import PresenceChip
from pacdesk.gui.tickets.understanding_tab import open_version
from pacdesk.gui.widgets.buttons import Button, IconButton, refuse
from pacdesk.gui.widgets.chips import PriorityBars
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.widgets.notices import announce, plain_label

NARROWEST_TITLE = 230
LEAST_FLOW = 40
COPIED_MS = 1500


class TicketHeader(QWidget):
    """Fires `wanted(key)` for an action and `advance_wanted(transition)` for a way out of the stage.

    Keys: decide, take, hand_over, reply, wait_client, wait_third, wait_attendant, edit, attach, print,
    client, link, cancel, reopen.
    """

    wanted = Signal(str)
    advance_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: TicketCard | None = None
        self._reasons: dict[Verb, str | None] = {}
        self._make_words()
        self._make_buttons()
        self._fill_words()
        theme = current()
        first = QHBoxLayout()
        first.setSpacing(theme.scaled(6))
        for widget in (self._protocol, self._copy, self._dot, self._priority, self._dot2):
            first.addWidget(widget)
        first.addWidget(self._flow, 1)
        first.addWidget(self.presence)
        first.addStretch(0)
        left = QVBoxLayout()
        left.setSpacing(theme.scaled(2))
        left.addLayout(first)
        left.addWidget(self.subject)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.scaled(6))
        row.addLayout(left, 1)
        for button in (self.take, self.hand_over, self.reply, self.advance, self.more):
            row.addWidget(button)

    def _make_words(self) -> None:
        self._protocol = plain_label(self)
        self._protocol.setFont(current().font("body", "label", tabular=True))
        self._copy = IconButton("copy", "", small=True, parent=self)
        self._copy.clicked.connect(self._copy_protocol)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.timeout.connect(self._show_copy)
        self._dot, self._dot2 = plain_label(self), plain_label(self)
        for dot in (self._dot, self._dot2):
            dot.setText("·")
        self._priority = PriorityBars(parent=self)
        self._flow = ElidedLabel(self, look="second")
        self.presence = PresenceChip(self)
        self.subject = ElidedLabel(self, look="ticket")

    def _make_buttons(self) -> None:
        self.take = Button(icon="hand", parent=self)
        self.hand_over = Button(icon="corner-up-right", parent=self)
        self.reply = Button(icon="corner-up-left", parent=self)
        self.advance = Button(icon="arrow-right", kind="primary", parent=self)
        self.more = IconButton("ellipsis", "", tone="text2", parent=self)
        for button, name in ((self.take, "take"), (self.hand_over, "hand_over"), (self.reply, "reply")):
            button.setToolTip(shown(name))
        self.take.clicked.connect(self._take)
        self.hand_over.clicked.connect(self._hand_over)
        self.reply.clicked.connect(self._reply)
        self._ways = QMenu(self)
        self._ways.setToolTipsVisible(True)
        self._ways.triggered.connect(self._way_chosen)
        self.advance.clicked.connect(self.open_ways)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(self._chosen)
        self.more.setMenu(self._menu)

    def _fill_words(self) -> None:
        self._copy.set_name(self.tr("Copy protocol"))
        self.take.setText(self.tr("Take"))
        self.hand_over.setText(self.tr("Hand over"))
        self.reply.setText(self.tr("Reply"))
        self.advance.setText(self.tr("Advance"))
        self.more.set_name(self.tr("More actions"))

    def show_card(self, card: TicketCard, now: datetime, zone: tzinfo) -> None:
        """Show a ticket; buttons it refuses are disabled with the reason."""
        self._card = card
        self._protocol.setText(show_protocol(card.protocol))
        self._priority.set_level(words.LEVELS[card.priority], words.priority(card.priority))
        version = self.tr("{type}, flow version {version}")
        self._flow.show_text(version.format(type=card.type_name, version=card.flow.number))
        self.subject.show_text(card.subject or words.NOTHING)
        self._reasons = {verb: words.reason(answer, now, zone) for verb, answer in card.may.items()}
        if self._reasons[Verb.ADVANCE] is None:
            self._reasons[Verb.ADVANCE] = _no_way(card, now, zone)
        refuse(self.take, self._reasons[Verb.TAKE])
        refuse(self.hand_over, self._reasons[Verb.HAND_OVER])
        refuse(self.reply, self._reasons[Verb.REPLY])
        refuse(self.advance, self._reasons[Verb.ADVANCE])
        self._fill_ways(card, now, zone)
        self._fit()

    def show_people(self, people: tuple[Present, ...]) -> None:
        """Who else has the ticket before his eyes."""
        self.presence.show_people(people)
        self._fit()

    def open_ways(self) -> None:
        """Show the moves out of the stage under their button; a single one is gone at once."""
        if self._card is None or not self.advance.isEnabled():
            return
        if len(self._card.moves) == 1:
            self.advance_wanted.emit(self._card.moves[0].way.id)
            return
        self._ways.popup(self.advance.mapToGlobal(self.advance.rect().bottomLeft()))

    def _fill_ways(self, card: TicketCard, now: datetime, zone: tzinfo) -> None:
        """Every move with its label; a closed one is grey, with why beside it."""
        self._ways.clear()
        for move in card.moves:
            told, why = words.move(move), words.why_closed(move, now, zone)
            action = self._ways.addAction((f"{told}\t{why}" if why else told).replace("&", "&&"))
            action.setData(str(move.way.id))
            action.setEnabled(why is None)
            action.setToolTip(why or told)
        first = words.move(card.moves[0]) if len(card.moves) == 1 else ""
        if self.advance.isEnabled():
            self.advance.setToolTip(f"{first} ({shown('advance')})" if first else shown("advance"))

    def _way_chosen(self, action: QAction) -> None:
        self.advance_wanted.emit(UUID(action.data()))

    def _fill_menu(self) -> None:
        self._menu.clear()
        if self._card is None:
            return
        hidden = {
            "take": (self.take, self.tr("Take"), "hand", Verb.TAKE),
            "hand_over": (self.hand_over, self.tr("Hand over…"), "corner-up-right", Verb.HAND_OVER),
            "reply": (self.reply, self.tr("Reply"), "corner-up-left", Verb.REPLY),
        }
        for key, (button, text, icon, verb) in hidden.items():
            if button.isHidden():
                self._add(key, text, icon, verb, keys=shown(key))
        self._menu.addSeparator()
        self._add_waits(self._card.waiting_on)
        self._menu.addSeparator()
        self._add("edit", self.tr("Edit fields"), "pencil", Verb.CHANGE)
        if open_version(self._card) is not None:
            self._add("decide", self.tr("Record the client's decision…"), "user-check", Verb.NOTE)
        self._add("refer", self.tr("Refer to someone outside the portfolio…"), "user-plus", None)
        self._add("attach", self.tr("Attach files…"), "paperclip", Verb.ATTACH)
        self._add("print", self.tr("Print or save as PDF…"), "printer", None, keys=shown("print"))
        self._add("history", self.tr("History of the demand for the client (PDF)"), "history", None)
        if self._card.client_id is not None and not self._card.only_referred:
            self._add("client", self.tr("Back to the client"), "building-2", None, keys=shown("client"))
        self._add("link", self.tr("Copy link"), "link", None)
        self._menu.addSeparator()
        self._add("cancel", self.tr("Cancel ticket…"), "ban", Verb.CANCEL)
        self._add("reopen", self.tr("Reopen ticket…"), "rotate-ccw", Verb.REOPEN)

    def _add_waits(self, now: WaitingOn) -> None:
        if now is not WaitingOn.CLIENT:
            self._add("wait_client", self.tr("Wait for the client…"), "pause", Verb.WAIT)
        if now is not WaitingOn.THIRD_PARTY:
            self._add("wait_third", self.tr("Wait for a third party…"), "pause", Verb.WAIT)
        if now in (WaitingOn.CLIENT, WaitingOn.THIRD_PARTY):
            self._add("wait_attendant", self.tr("Stop waiting"), "circle-play", Verb.WAIT)

    def _add(self, key: str, text: str, icon: str, verb: Verb | None, *, keys: str = "") -> None:
        reason = self._reasons.get(verb) if verb is not None else None
        beside = reason or keys
        action = self._menu.addAction(icons.icon(icon), f"{text}\t{beside}" if beside else text)
        action.setData(key)
        action.setIconVisibleInMenu(True)
        action.setEnabled(reason is None)
        action.setToolTip(reason or text)

    def _chosen(self, action: QAction) -> None:
        if action.data():
            self.wanted.emit(action.data())

    def _take(self) -> None:
        self.wanted.emit("take")

    def _hand_over(self) -> None:
        self.wanted.emit("hand_over")

    def _reply(self) -> None:
        self.wanted.emit("reply")

    def _copy_protocol(self) -> None:
        if self._card is None:
            return
        QGuiApplication.clipboard().setText(show_protocol(self._card.protocol))
        self._copy.set_icon("check", "ok_text")
        announce(self, self.tr("Protocol copied"))
        self._back.start(COPIED_MS)

    def _show_copy(self) -> None:
        self._copy.set_icon("copy")

    def _fit(self) -> None:
        """Let buttons go into the menu until the subject has room: reply first, take last."""
        room = self.width() - current().scaled(NARROWEST_TITLE)
        gap = current().scaled(6)
        needed = sum(b.sizeHint().width() + gap for b in (self.advance, self.more))
        for button in (self.take, self.hand_over, self.reply):
            needed += button.sizeHint().width() + gap
            button.setVisible(needed <= room)
        buttons = (self.take, self.hand_over, self.reply, self.advance, self.more)
        left = self.width() - sum(b.sizeHint().width() + gap for b in buttons if not b.isHidden())
        first = (self._protocol, self._copy, self._dot, self._priority, self._dot2)
        left -= sum(widget.sizeHint().width() + gap for widget in first)
        if not self.presence.isHidden():
            left -= self.presence.sizeHint().width() + gap
        for widget in (self._dot2, self._flow):
            widget.setVisible(left > current().scaled(LEAST_FLOW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other buttons in sight."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a page of 720 px beside the facts panel."""
        return QSize(current().scaled(380), super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Another language, theme or scale: words and the font of the protocol are ours to renew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill_words()
            self._fit()
        if event.type() == QEvent.Type.StyleChange:
            self._protocol.setFont(current().font("body", "label", tabular=True))
            self._fit()


def _no_way(card: TicketCard, now: datetime, zone: tzinfo) -> str | None:
    """Why no move can be chosen: there is none, or the only one is closed. Several closed ones say why
    each in the menu."""
    if not card.moves:
        return words.reason(Refused("ticket.no_way_out", {}), now, zone)
    return words.why_closed(card.moves[0], now, zone) if len(card.moves) == 1 else None
