"""Dialogs that move a ticket: hand over, wait, cancel, reopen. Complaints stand beside fields.

Advancing has a file of its own.
"""

from PySide6.QtWidgets import (
    QComboBox,
    QWidget,
)

from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.tickets.commands import CancelTicket, HandOver, ReopenTicket, WaitFor
from pacdesk.desk.tickets.rows import TicketCard
from pacdesk.desk.tickets.rules import WaitingOn
from pacdesk.desk.workflow.commands import ListReasons
from pacdesk.desk.workflow.rows import ReasonRow
from pacdesk.gui.context import Context
from pacdesk.gui.editing.asking import AskDialog
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.hands import HANDS, Choice, Hands, choices
from pacdesk.gui.widgets.buttons import Kind


class MoveDialog(AskDialog):
    """Asks what a move of one ticket needs."""

    def __init__(
        self, context: Context, card: TicketCard, title: str, verb: str, *, kind: Kind = "primary",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        about = f"{show_protocol(card.protocol)} · {card.subject}"
        super().__init__(context, title, verb, about=about, kind=kind, parent=parent)
        self.card = card


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
