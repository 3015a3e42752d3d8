"""What was understood (S1.5, S1.29): write it for the client, its versions side by side, his decision."""

from datetime import datetime, tzinfo
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.tickets.commands import DecideUnderstanding, WriteUnderstanding
from pacdesk.desk.tickets.rows import TicketCard, UnderstandingRow
from pacdesk.desk.tickets.rules import UnderstandingState, Verb
from pacdesk.desk.values import Done, new_id
from pacdesk.errors import UserError
from pacdesk.gui import wording
from pacdesk.gui.context import Context
from pacdesk.gui.editing.drafting import FormDraft
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.moves import MoveDialog
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.chips import Chip
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import MessageBar, plain_label
from pacdesk.gui.widgets.switch import SegmentedSwitch

VERSION_WIDTH = 300
EDITOR_HEIGHT = 84
LEAST_STRIP = 120
TONES = {
    UnderstandingState.WAITING: "warn",
    UnderstandingState.APPROVED: "ok",
    UnderstandingState.REJECTED: "danger",
}
APPROVED, REJECTED = "approved", "rejected"


def open_version(card: TicketCard) -> UnderstandingRow | None:
    """The version that waits for the client's decision: only the newest one can."""
    newest = card.understandings[-1] if card.understandings else None
    return newest if newest is not None and newest.state is UnderstandingState.WAITING else None


class VersionCard(QFrame):
    """One version: its state, its text, who wrote it, and what the client made of it."""

    def __init__(self, row: UnderstandingRow, now: datetime, zone: tzinfo, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "look", "card")
        theme = current()
        title = ElidedLabel(self, look="strong")
        title.show_text(self.tr("Version {number}").format(number=row.number))
        state = Chip(words.understanding(row.state), TONES[row.state], dot=True, parent=self)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(state)
        written = self.tr("{who}, {when}").format(
            who=row.author, when=wording.when(row.written_at, now, zone)
        )
        by = ElidedLabel(self, look="second")
        by.show_text(written)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setPlainText(row.text)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(title.text())
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme.px("pad")] * 4))
        column.setSpacing(theme.px("grid"))
        column.addLayout(head)
        column.addWidget(by)
        column.addWidget(self.text, 1)
        if row.decided_at is not None:
            column.addWidget(self._decision(row, now, zone))
        self.setMinimumWidth(theme.scaled(VERSION_WIDTH))

    def _decision(self, row: UnderstandingRow, now: datetime, zone: tzinfo) -> QWidget:
        when = wording.when(row.decided_at, now, zone) if row.decided_at is not None else ""
        who = row.decided_by or self.tr("The client")
        approved = row.state is UnderstandingState.APPROVED
        told = self.tr("Approved by {who}, {when}") if approved else self.tr("Rejected by {who}, {when}")
        label = plain_label(self, wrap=True)
        label.setText(
            "\n".join(part for part in (told.format(who=who, when=when), row.justification) if part)
        )
        set_look(label, "tone", TONES[row.state])
        return label


class UnderstandingTab(QWidget):
    """Versions from the newest on; below, the text of the next one. What is written stays as a draft."""

    decide_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._card: TicketCard | None = None
        self._rows: tuple[UnderstandingRow, ...] | None = None
        self._draft: FormDraft | None = None
        self.versions: list[VersionCard] = []
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.field = FormField("", self.text, parent=self)
        self.bar = MessageBar(parent=self)
        self.ask = Button(icon="send", parent=self)
        self.ask.clicked.connect(self.submit)
        self.decide = Button(icon="user-check", parent=self)
        self.decide.clicked.connect(self.decide_wanted)
        self._told = plain_label(self, wrap=True)
        set_look(self._told, "look", "second")
        self._lay_out()
        self._fill_words()
        self.text.textChanged.connect(self._edited)

    def _lay_out(self) -> None:
        theme = current()
        head = QHBoxLayout()
        head.addWidget(self._told, 1)
        head.addWidget(self.decide)
        self._strip = QScrollArea(self)
        self._strip.setWidgetResizable(True)
        self._strip.setFrameShape(QFrame.Shape.NoFrame)
        self._strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QFrame(self._strip)
        set_look(ground, "look", "base")
        self._row = QHBoxLayout(ground)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px("pad"))
        self._strip.setWidget(ground)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.ask)
        inner = QFrame(self)
        set_look(inner, "look", "base")
        column = QVBoxLayout(inner)
        margin = theme.px("pad_l")
        column.setContentsMargins(0, theme.px("pad"), margin, margin)
        column.setSpacing(theme.px("pad"))
        column.addLayout(head)
        self._strip.setMinimumHeight(theme.scaled(LEAST_STRIP))
        column.addWidget(self._strip, 1)
        column.addWidget(self.bar)
        column.addWidget(self.field)
        column.addLayout(below)
        column.addStretch(0)  # takes the room that the versions leave
        self.text.setFixedHeight(theme.scaled(EDITOR_HEIGHT))
        whole = QScrollArea(self)  # on a low page the tab scrolls instead of making the window higher
        whole.setWidgetResizable(True)
        whole.setFrameShape(QFrame.Shape.NoFrame)
        whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(whole)

    def _fill_words(self) -> None:
        self.ask.setText(self.tr("Ask the client"))
        self.decide.setText(self.tr("Record the client's decision…"))
        self.field.label.set_text(self.tr("What was understood"))
        self.field.set_help(self.tr("The client reads it and approves or rejects it; it is his turn then."))
        self._strip.setAccessibleName(self.tr("Versions of the understanding"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_row"):
            self._fill_words()
            if self._card is not None:
                self._rows = None
                self.show_card(self._card)

    # Showing

    def show_card(self, card: TicketCard) -> None:
        """Show the versions of a ticket."""
        self._card = card
        now, zone = self._context.now(), self._context.zone
        waiting = open_version(card)
        refuse(self.ask, words.reason(card.may[Verb.REPLY], now, zone))
        refuse(self.decide, self._no_decision(card))
        self.decide.setVisible(bool(card.understandings))
        self._told.setText(self._summary(card, waiting))
        if card.understandings != self._rows:
            self._rows = card.understandings
            self._show_versions(now, zone)
        if self._draft is None:
            self._draft = FormDraft(self._context, f"understanding:{card.id}", self._content, self)
            self._draft.found.connect(self._restore)
            self._draft.look()

    def _no_decision(self, card: TicketCard) -> str | None:
        if open_version(card) is None:
            return self.tr("No version is waiting for a decision")
        return words.reason(card.may[Verb.NOTE], self._context.now(), self._context.zone)

    def _summary(self, card: TicketCard, waiting: UnderstandingRow | None) -> str:
        if not card.understandings:
            return self.tr("Nothing has been put before the client yet.")
        if waiting is not None:
            return self.tr("Version {number} is waiting for the client.").format(number=waiting.number)
        newest = card.understandings[-1]
        told = self.tr("Version {number}: {state}.")
        return told.format(number=newest.number, state=words.understanding(newest.state).lower())

    def _show_versions(self, now: datetime, zone: tzinfo) -> None:
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.versions = [VersionCard(row, now, zone, self) for row in reversed(self._rows or ())]
        for version in self.versions:
            self._row.addWidget(version)
        self._strip.setVisible(bool(self.versions))

    # Writing

    def _content(self) -> str:
        return self.text.toPlainText()

    def _edited(self) -> None:
        if self._draft is not None:
            self._draft.touch()

    def _restore(self, kept: Any, at: datetime) -> None:
        del at
        if isinstance(kept, str) and kept and not self.text.toPlainText():
            self.text.blockSignals(True)  # noqa: FBT003  (Qt's own signature)
            self.text.setPlainText(kept)
            self.text.blockSignals(False)  # noqa: FBT003  (Qt's own signature)

    def keep_draft(self) -> None:
        """Keep what is written."""
        if self._draft is not None:
            self._draft.save()

    def hideEvent(self, event: QHideEvent) -> None:
        """Somebody looks at another tab."""
        super().hideEvent(event)
        self.keep_draft()

    def submit(self) -> None:
        """Put the text before the client."""
        if self._card is None or not self.ask.isEnabled():
            return
        self.field.clear()
        self.bar.hide()
        self.ask.setEnabled(False)
        command = WriteUnderstanding(
            ticket=self._card.id, understanding=new_id(), text=self.text.toPlainText()
        )
        self._context.run(command, self, self._asked, self._refused)

    def _asked(self, done: Done[int]) -> None:
        self.ask.setEnabled(True)
        if self._draft is not None:
            self._draft.discard()
        self.text.blockSignals(True)  # noqa: FBT003  (Qt's own signature)
        self.text.clear()
        self.text.blockSignals(False)  # noqa: FBT003  (Qt's own signature)
        told = self.tr("Version {number} is waiting for the client").format(number=done.answer)
        self._context.toast(told, done.changes.change_set if done.changes.undoable else None)

    def _refused(self, error: BaseException) -> None:
        self.ask.setEnabled(True)
        if not isinstance(error, UserError):
            self._context.tell(error)
        elif error.field == "text":
            self.field.complain(sentence(error).text())
        else:
            message = sentence(error)
            self.bar.tell("problem", message.what, message.do)


class DecideDialog(MoveDialog):
    """What the client decided, as he told it; rejecting needs his reason (S1.5)."""

    def __init__(self, context: Context, card: TicketCard, parent: QWidget | None = None) -> None:
        super().__init__(
            context, card, self.tr("Record the client's decision"), self.tr("Record"), parent=parent
        )
        self.version = open_version(card)
        text = QPlainTextEdit(self)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setPlainText(self.version.text if self.version is not None else "")
        text.setFixedHeight(current().scaled(EDITOR_HEIGHT))
        number = self.version.number if self.version is not None else 0
        self.add_field("text", self.tr("Version {number}").format(number=number), text)
        self.choice = SegmentedSwitch(self.tr("The client's decision"), self)
        self.choice.set_choices(
            ((APPROVED, self.tr("Approved"), "check"), (REJECTED, self.tr("Rejected"), "x"))
        )
        self.choice.chosen.connect(self._show_demands)
        self.body.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        self.why = self.add_comment(self.tr("&Reason"), key="justification")
        self._rejected = False

    def _show_demands(self, key: str) -> None:
        self._rejected = key == REJECTED
        self.fields["justification"].label.set_required(self._rejected)

    def command(self) -> DecideUnderstanding | None:
        """Approved or not, and why."""
        if self.version is None:
            return None
        return DecideUnderstanding(
            ticket=self.card.id,
            understanding=self.version.id,
            approved=not self._rejected,
            justification=self.why.toPlainText(),
        )
