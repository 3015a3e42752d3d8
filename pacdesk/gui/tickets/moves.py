"""Dialogs that move a ticket: hand over, wait, cancel, reopen. Complaints stand beside fields.

Advancing has a file of its own.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.tickets.commands import CancelTicket, HandOver, ReopenTicket, WaitFor
from pacdesk.desk.tickets.rows import TicketCard
from pacdesk.desk.tickets.rules import WaitingOn
from pacdesk.desk.values import Command, Done
from pacdesk.desk.workflow.commands import ListReasons
from pacdesk.desk.workflow.rows import ReasonRow
from pacdesk.errors import Invalid, UserError
from pacdesk.gui.context import Context
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.hands import HANDS, Choice, Hands, choices
from pacdesk.gui.widgets.buttons import Button, Kind
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import MessageBar, plain_label


class MoveDialog(QDialog):
    """A few fields and one verb. The command runs in the background; a refusal keeps the dialog open,
    each problem beside its field. `done(Done)` fires before it closes."""

    succeeded = Signal(object)

    def __init__(
        self, context: Context, card: TicketCard, title: str, verb: str, *, kind: Kind = "primary",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.context = context
        self.card = card
        self.fields: dict[str, FormField] = {}
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme = current()
        heading = plain_label(self)
        heading.setText(title)
        heading.setProperty("look", "lead")
        which = ElidedLabel(self, look="second")
        which.show_text(f"{show_protocol(card.protocol)} · {card.subject}")
        self.bar = MessageBar(parent=self)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px("pad"))
        self.verb = Button(verb, kind=kind, parent=self)
        self.verb.setDefault(kind == "primary")
        self.verb.clicked.connect(self.submit)
        back = Button(self.tr("Go back"), kind="ghost", parent=self)
        back.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(back)
        buttons.addWidget(self.verb)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme.px("page")] * 4))
        column.setSpacing(theme.px("pad"))
        column.addWidget(heading)
        column.addWidget(which)
        column.addWidget(self.bar)
        column.addLayout(self.body)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.scaled(460))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.submit)

    def add_field(
        self, key: str, label: str, editor: QWidget, *, required: bool = False, help_line: str = ""
    ) -> FormField:
        """A field under the ones before it."""
        field = self.make_field(key, label, editor, required=required, help_line=help_line)
        self.body.addWidget(field)
        return field

    def make_field(
        self, key: str, label: str, editor: QWidget, *, required: bool = False, help_line: str = ""
    ) -> FormField:
        """A field that its owner puts where it belongs."""
        field = FormField(label, editor, required=required, help_line=help_line, parent=self)
        self.fields[key] = field
        return field

    def add_comment(self, label: str, *, required: bool = False, key: str = "comment") -> QPlainTextEdit:
        """A few lines of text."""
        editor = QPlainTextEdit(self)
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(current().scaled(84))
        self.add_field(key, label, editor, required=required)
        return editor

    def command(self) -> Command[Any] | None:
        """What the fields say, or None after complaining about one."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """The first field is where one starts."""
        super().showEvent(event)
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Run the command."""
        if not self.verb.isEnabled():
            return
        for field in self.fields.values():
            field.clear()
        self.bar.hide()
        command = self.command()
        if command is not None:
            self.verb.setEnabled(False)
            self.context.run(command, self, self._succeeded, self._refused)

    def complain(self, key: str, code: str) -> None:
        """Say what is the matter with a field before the desk is asked."""
        self._refused(Invalid(problems=(UserError(code, field=key),)))

    def _succeeded(self, done: Done[Any]) -> None:
        self.succeeded.emit(done)
        self.accept()

    def _refused(self, error: BaseException) -> None:
        self.verb.setEnabled(True)
        if not isinstance(error, UserError):
            self.context.tell(error)
            return
        rest = self.place(_problems(error))
        if rest:
            message = sentence(rest[0])
            self.bar.tell("problem", message.what, message.do)
        wrong = next((field for field in self.fields.values() if field.complaint()), None)
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self, problems: Sequence[UserError]) -> list[UserError]:
        """Show problems beside their fields; answers those that have none."""
        rest = []
        for problem in problems:
            field = self.fields.get(problem.field or "")
            if field is None:
                rest.append(problem)
            else:
                field.complain(sentence(problem).what)
        return rest


def _problems(error: UserError) -> Sequence[UserError]:
    return (getattr(error, "problems", ()) or (error,)) if isinstance(error, Invalid) else (error,)


class HandOverDialog(MoveDialog):
    """To a department's queue, or to one of its people, with a reason."""

    def __init__(self, context: Context, card: TicketCard, parent: QWidget | None = None) -> None:
        super().__init__(context, card, self.tr("Hand the ticket over"), self.tr("Hand over"), parent=parent)
        self.hands = Hands(context, card, self)
        self.reason = QComboBox(self)
        self.add_field("department", self.tr("&Department"), self.hands.department, required=True)
        self.add_field("attendant", self.tr("&Person"), self.hands.person)
        self.add_field("reason", self.tr("&Reason"), self.reason, help_line=self.tr("A reason or a comment"))
        self.comment = self.add_comment(self.tr("&Comment"))
        self.hands.offer(HANDS)
        context.ask(ListReasons(), self, self._show_reasons)

    def _show_reasons(self, rows: tuple[ReasonRow, ...]) -> None:
        none: list[Choice] = [(self.tr("No reason"), None)]
        choices(self.reason, none + [(row.name, row.id) for row in rows])

    def command(self) -> HandOver | None:
        """To whom, and why."""
        department = self.hands.department.currentData()
        if department is None:
            self.complain("department", "field.required")
            return None
        return HandOver(
            ticket=self.card.id,
            department=department,
            attendant=self.hands.person.currentData(),
            reason=self.reason.currentData(),
            comment=self.comment.toPlainText(),
        )


class WaitDialog(MoveDialog):
    """Whose turn it is, with a word why (D3)."""

    def __init__(
        self, context: Context, card: TicketCard, waiting_on: WaitingOn, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context, card, self.tr("Wait for {who}").format(who=words.waiting(waiting_on)),
            self.tr("Wait"), parent=parent,
        )  # fmt: skip
        self._waiting_on = waiting_on
        self.comment = self.add_comment(self.tr("&What is awaited"))

    def command(self) -> WaitFor:
        """For whom, and what."""
        return WaitFor(ticket=self.card.id, waiting_on=self._waiting_on, comment=self.comment.toPlainText())


class CancelDialog(MoveDialog):
    """Why a ticket is cancelled (S1.31, D21)."""

    def __init__(self, context: Context, card: TicketCard, parent: QWidget | None = None) -> None:
        super().__init__(
            context, card, self.tr("Cancel the ticket"), self.tr("Cancel ticket"), kind="danger",
            parent=parent,
        )  # fmt: skip
        self.reason = QComboBox(self)
        for code, text in words.cancel_reasons():
            self.reason.addItem(text, code)
        self.add_field("reason", self.tr("&Reason"), self.reason, required=True)
        self.comment = self.add_comment(self.tr("&Comment"))
        self.reason.currentIndexChanged.connect(self._show_demands)

    def _show_demands(self) -> None:
        self.fields["comment"].label.set_required(self.reason.currentData() == "other")

    def command(self) -> CancelTicket:
        """Why."""
        return CancelTicket(
            ticket=self.card.id, reason=self.reason.currentData(), comment=self.comment.toPlainText()
        )


class ReopenDialog(MoveDialog):
    """Why a closed ticket is opened again (D10)."""

    def __init__(self, context: Context, card: TicketCard, parent: QWidget | None = None) -> None:
        super().__init__(context, card, self.tr("Reopen the ticket"), self.tr("Reopen"), parent=parent)
        self.reason = self.add_comment(self.tr("&Reason"), required=True, key="reason")

    def command(self) -> ReopenTicket:
        """Why."""
        return ReopenTicket(ticket=self.card.id, reason=self.reason.toPlainText())
