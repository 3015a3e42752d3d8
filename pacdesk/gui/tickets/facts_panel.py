"""The panel beside the discussion: deadlines first, then client, contract and the ticket itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.clients import brazil
from pacdesk.desk.contracts.rows import AccessStatus, ContractStatus
from pacdesk.desk.contracts.rules import state_of
from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets.rows import EntryRow, TicketCard
from pacdesk.desk.tickets.rules import EventKind, TicketKind, Verb, WaitingOn
from pacdesk.desk.workflow.rows import Side
from pacdesk.desk.workflow.rules import hidden_fields
from pacdesk.gui.clients.revealing import RevealButton
from pacdesk.gui.clients.words import CONTRACT_TONES, contract_states
from pacdesk.gui.context import Context
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.checklist import Checklist
from pacdesk.gui.tickets.standing import business_in
from pacdesk.gui.widgets.buttons import IconButton, set_look
from pacdesk.gui.widgets.chips import Avatar, Chip, Icon
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.wording import (
    DeadlineState,
    deadline,
    deadline_state,
    duration,
    exact,
    late,
    met,
    paused,
    when,
)

translate = QCoreApplication.translate
LABEL_WIDTH = 84
_ICONS = {
    DeadlineState.LATE: "circle-alert",
    DeadlineState.SOON: "clock-alert",
    DeadlineState.NORMAL: "clock",
    DeadlineState.PAUSED: "pause",
    DeadlineState.MET: "circle-check",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline in the panel. `part` is how much of its time is used, 0 to 1, None without a bar."""

    name: str
    text: str
    state: DeadlineState
    part: float | None = None
    below: str = ""
    hint: str = ""


class _Bar(QWidget):
    """A bar of 4 px: how much of a deadline's time is used."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._part = 0.0
        self._tone = "text2"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float, state: DeadlineState) -> None:
        self._part = min(max(part, 0.0), 1.0)
        self._tone = "accent" if state is DeadlineState.NORMAL else current().meaning("deadline", state)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, current().scaled(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(theme.color("press"))
        painter.drawRoundedRect(self.rect(), radius, radius)
        filled = self.rect()
        filled.setWidth(round(self.width() * self._part))
        painter.setBrush(theme.color(theme.tone(self._tone).dot))
        painter.drawRoundedRect(filled, radius, radius)


class _TermRow(QWidget):
    """A deadline: its name, how it stands, a bar and the exact moment."""

    def __init__(self, term: Term, parent: QWidget) -> None:
        super().__init__(parent)
        tone = current().meaning("deadline", term.state)
        name = ElidedLabel(self, look="second")
        name.show_text(term.name)
        set_look(name, "tone", "text2")
        value = plain_label(self)
        value.setText(term.text)
        value.setToolTip(term.hint)
        value.setAccessibleName(f"{term.name}: {term.text}")
        set_look(value, "look", "label")
        set_look(value, "tone", tone)
        icon = Icon(_ICONS[term.state], current().tone(tone).text, "icon_s", parent=self)
        line = QHBoxLayout()
        line.setSpacing(current().scaled(5))
        line.addWidget(name, 1)
        line.addWidget(icon)
        line.addWidget(value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().scaled(3))
        column.addLayout(line)
        if term.part is not None:
            bar = _Bar(self)
            bar.show_part(term.part, term.state)
            column.addWidget(bar)
        if term.below:
            below = plain_label(self)
            below.setText(term.below)
            set_look(below, "look", "second")
            column.addWidget(below)


class _Section(QWidget):
    """A title, an optional way to the thing itself, and rows of label and value."""

    opened = Signal()

    def __init__(self, parent: QWidget, *, opens: bool = False) -> None:
        super().__init__(parent)
        theme = current()
        self._title = plain_label(self)
        set_look(self._title, "look", "strong")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        self.open_button = IconButton("external-link", "", small=True, parent=self)
        self.open_button.clicked.connect(self.opened)
        self.open_button.setVisible(opens)
        head.addWidget(self.open_button)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.scaled(8))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px("pad_l"), theme.px("pad"), theme.px("pad"), theme.px("pad"))
        self._column.setSpacing(theme.scaled(6))
        self._column.addLayout(head)
        self._column.addLayout(self.body)

    def say(self, title: str, open_name: str = "") -> None:
        """Show a title; `open_name` is what the way to the thing is called."""
        self._title.setText(title)
        self.open_button.set_name(open_name)

    def add_below(self, widget: QWidget) -> None:
        """Put something under the rows, which `clear` leaves."""
        self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def clear(self) -> None:
        """Take every row out."""
        while self.body.count():
            item = self.body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def show_rows(self, rows: Sequence[tuple[str, str | Chip]]) -> None:
        """Show labels and values; a line without a value is left out."""
        box = QWidget(self)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(current().scaled(6))
        grid.setVerticalSpacing(current().scaled(6))
        grid.setColumnStretch(1, 1)
        for number, (label, value) in enumerate(row for row in rows if row[1]):
            name = plain_label(box)
            name.setText(label)
            name.setMinimumWidth(current().scaled(LABEL_WIDTH))
            set_look(name, "look", "second")
            shown = _shown_value(value, box)
            shown.setAccessibleName(f"{label}: {shown.text()}")
            grid.addWidget(name, number, 0)
            grid.addWidget(shown, number, 1)
        self.body.addWidget(box)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline below."""
        del event
        margins = self._column.contentsMargins()
        wide = self.width() - margins.left() - margins.right()
        painter = QPainter(self)
        painter.fillRect(margins.left(), self.height() - 1, wide, 1, current().color("line"))


def _shown_value(value: str | Chip, parent: QWidget) -> QLabel:
    if isinstance(value, Chip):
        value.setParent(parent)
        value.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return value
    label = ElidedLabel(parent)
    label.show_text(value)
    return label


def _contract_chip(card: TicketCard) -> Chip:
    """The state of the contract in the word and tone of every list."""
    state = state_of(ContractStatus(card.contract_status), AccessStatus(card.contract_access))
    return Chip(contract_states()[state], CONTRACT_TONES[state])


class FactsPanel(QScrollArea):
    """`client_wanted` and `contract_wanted` lead to the thing itself."""

    client_wanted = Signal()
    contract_wanted = Signal()
    revealed = Signal()
    """Covered data of the client may be shown now: read the ticket anew."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QFrame(self)
        set_look(inner, "look", "panel")
        self._deadlines, self._ticket = _Section(inner), _Section(inner)
        self._checklist = _Section(inner)
        self.checklist = Checklist(context, inner)
        self._checklist.body.addWidget(self.checklist)
        self._client, self._contract = _Section(inner, opens=True), _Section(inner, opens=True)
        self._client.opened.connect(self.client_wanted)
        self.reveal = RevealButton(context, self._client, small=True)
        self.reveal.revealed.connect(self.revealed)
        self._client.add_below(self.reveal)
        self._contract.opened.connect(self.contract_wanted)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in (self._deadlines, self._checklist, self._client, self._contract, self._ticket):
            column.addWidget(section)
        column.addStretch(1)
        self.setWidget(inner)
        self._fill_words()
        self._fit()

    def _fill_words(self) -> None:
        self.setAccessibleName(self.tr("Facts of the ticket"))
        self._deadlines.say(self.tr("Deadlines"))
        self._checklist.say(self.tr("Checklist"))
        self._client.say(self.tr("Client"), self.tr("Open the client"))
        self._contract.say(self.tr("Contract"), self.tr("Open the contract"))
        self._ticket.say(self.tr("Ticket"))

    def show_ticket(self, card: TicketCard, entries: Sequence[EntryRow], now: datetime, zone: tzinfo) -> None:
        """Show the facts of a ticket at a moment."""
        self.show_deadlines(card, entries, now, zone)
        self._show_checklist(card, now, zone)
        self._show_client(card)
        hidden = hidden_fields(card.flow, card.stage_id, Side.INSIDE)
        self._contract.setVisible(card.contract_id is not None and "contract" not in hidden)
        if card.contract_id is not None:
            self._contract.clear()
            self._contract.show_rows(
                (
                    (self.tr("Number"), card.contract_number),
                    (self.tr("Plan"), card.contract_plan),
                    (self.tr("Status"), _contract_chip(card)),
                    (self.tr("Login"), "" if "login" in hidden else card.login),
                )
            )
        self._show_ticket_rows(card, now, zone)

    def show_deadlines(
        self, card: TicketCard, entries: Sequence[EntryRow], now: datetime, zone: tzinfo
    ) -> None:
        """Only what moves with the clock."""
        self._deadlines.clear()
        terms = terms_of(card, entries, now, zone)
        self._deadlines.setVisible(bool(terms))
        for term in terms:
            self._deadlines.body.addWidget(_TermRow(term, self._deadlines))

    def _show_checklist(self, card: TicketCard, now: datetime, zone: tzinfo) -> None:
        stage = card.flow.stage(card.stage_id)
        ticks = {tick.item: tick for tick in card.ticks if tick.stage_key == stage.key}
        refused = words.reason(card.may[Verb.CHANGE], now, zone)
        self.checklist.show_items(card.id, stage.checklist, ticks, refused)
        self._checklist.setVisible(bool(stage.checklist))

    def _show_client(self, card: TicketCard) -> None:
        hidden = hidden_fields(card.flow, card.stage_id, Side.INSIDE)
        self._client.clear()
        self.reveal.offer(card.client_id if card.covered else None)
        self._client.open_button.setVisible(card.client_id is not None and not card.only_referred)
        if card.kind is TicketKind.OWN_STRUCTURE or card.client_id is None:
            self._client.show_rows(((self.tr("For"), words.kind(TicketKind.OWN_STRUCTURE)),))
            return
        head = QWidget(self._client)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().px("pad_s"))
        name = ElidedLabel(head, look="strong")
        name.show_text(card.client_name)
        shown = brazil.format_document(card.client_document)
        document = QLabel(shown, head)
        document.setVisible(bool(shown))
        document.setTextFormat(Qt.TextFormat.PlainText)
        document.setFont(current().font("small", tabular=True))
        document.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(name)
        names.addWidget(document)
        copy = IconButton("copy", self.tr("Copy document"), small=True, parent=head)
        copy.setProperty("copied", shown)
        copy.clicked.connect(self._copy)
        copy.setVisible(bool(card.client_document) and not card.covered)
        row.addWidget(Avatar(card.client_name, person=False, parent=head))
        row.addLayout(names, 1)
        row.addWidget(copy)
        self._client.body.addWidget(head)
        self._client.show_rows(
            (
                (self.tr("Contact"), "" if "contact" in hidden else card.contact_name),
                (self.tr("Telephone"), brazil.format_phone(card.client_phone)),
                (self.tr("E-mail"), card.client_email),
                (self.tr("Portfolio"), card.portfolio_name),
            )
        )

    def _show_ticket_rows(self, card: TicketCard, now: datetime, zone: tzinfo) -> None:
        self._ticket.clear()
        hidden = hidden_fields(card.flow, card.stage_id, Side.INSIDE)
        reserved = ""
        if card.reserved_on is not None and "reserved_on" not in hidden:
            day, time = words.shown_date(card.reserved_on), words.best_time(card.best_time)
            reserved = f"{day}, {time.lower()}"
        self._ticket.show_rows(
            (
                (self.tr("Type"), f"{card.group_name} · {card.type_name}"),
                (self.tr("Department"), card.department_name),
                (self.tr("Attendant"), card.attendant_name or self.tr("Nobody")),
                (self.tr("Reserved"), reserved),
                (self.tr("Origin"), words.origin(card.origin)),
                (self.tr("Opened"), when(card.opened_at, now, zone)),
                (self.tr("Opened by"), card.opened_by),
                (self.tr("Other number"), card.external_number or ""),
                (self.tr("Address"), "" if "address" in hidden else words.address(card.address)),
            )
        )

    def _copy(self) -> None:
        sender = self.sender()
        if sender is not None:
            QGuiApplication.clipboard().setText(str(sender.property("copied")))

    def _fit(self) -> None:
        self.setFixedWidth(current().px("facts_panel"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language; another scale, another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill_words()
        if event.type() == QEvent.Type.StyleChange:
            self._fit()


def terms_of(card: TicketCard, entries: Sequence[EntryRow], now: datetime, zone: tzinfo) -> tuple[Term, ...]:
    """First answer, solution and current stage, as far as the ticket has them."""
    terms = []
    replies = [entry for entry in entries if entry.kind is EventKind.REPLY and entry.undone_by is None]
    if replies:
        took = max(replies[0].happened_at - card.opened_at, timedelta(0))
        terms.append(
            Term(
                translate("FactsPanel", "First answer"),
                translate("FactsPanel", "after {time}").format(time=duration(took)),
                DeadlineState.MET,
                hint=exact(replies[0].happened_at, zone),
            )
        )
    elif card.closed_at is None:
        open_for = translate("FactsPanel", "not yet")
        terms.append(Term(translate("FactsPanel", "First answer"), open_for, DeadlineState.NORMAL))
    if card.due_at is not None:
        terms.append(_solution(card, card.due_at, now, zone))
    stage = _stage_term(card, now)
    return (*terms, stage) if stage is not None else tuple(terms)


def _solution(card: TicketCard, due: datetime, now: datetime, zone: tzinfo) -> Term:
    name = translate("FactsPanel", "Solution")
    below, hint = when(due, now, zone), exact(due, zone)
    total = due - card.opened_at
    if card.closed_at is not None:
        if card.closed_at > due:
            return Term(name, late(card.closed_at - due), DeadlineState.LATE, 1.0, below, hint)
        return Term(name, met(card.closed_at - card.opened_at), DeadlineState.MET, below=below, hint=hint)
    stopped = card.waiting_on in (WaitingOn.CLIENT, WaitingOn.THIRD_PARTY)
    state = deadline_state(due, now, total=total, paused=stopped)
    text = paused(words.waiting(card.waiting_on)) if stopped else deadline(due, now, zone)
    part = (now - card.opened_at) / total if total > timedelta(0) else 1.0
    return Term(name, text, state, part, below if below != text else "", hint)


def _stage_term(card: TicketCard, now: datetime) -> Term | None:
    stage = card.flow.stage(card.stage_id)
    if stage.kind.is_final or not stage.expected_minutes:
        return None
    spent = business_in(card, stage.id, now)
    expected = timedelta(minutes=stage.expected_minutes)
    name = translate("FactsPanel", "Stage {name}").format(name=stage.name)
    if spent > expected:
        text = translate("FactsPanel", "{time} over").format(time=duration(spent - expected))
        return Term(name, text, DeadlineState.LATE, 1.0)
    text = translate("FactsPanel", "{time} left").format(time=duration(expected - spent))
    soon = expected - spent < expected / 4
    return Term(name, text, DeadlineState.SOON if soon else DeadlineState.NORMAL, spent / expected)
