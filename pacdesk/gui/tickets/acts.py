"""What can be done with a ticket from its page: commands at once, dialogs where something is asked."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from pacdesk.desk.tickets.commands import TakeTicket, WaitFor
from pacdesk.desk.tickets.rows import TicketCard
from pacdesk.desk.tickets.rules import Verb, WaitingOn
from pacdesk.desk.values import Done
from pacdesk.gui.context import Context, ShowPreview
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.advance_dialog import AdvanceDialog
from pacdesk.gui.tickets.files import AttachDialog
from pacdesk.gui.tickets.moves import (
    CancelDialog,
    HandOverDialog,
    MoveDialog,
    ReopenDialog,
    WaitDialog,
)
from pacdesk.gui.tickets.refer_dialog import ReferDialog
from pacdesk.gui.tickets.understanding_tab import DecideDialog


class TicketActs(QObject):
    """The actions of one ticket; `card` is the ticket as its page last saw it."""

    reply_wanted = Signal()
    edit_wanted = Signal()
    client_wanted = Signal()
    reload_wanted = Signal()

    def __init__(self, context: Context, ticket: UUID, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._ticket = ticket
        self._page = page
        self.card: TicketCard | None = None

    def do(self, key: str) -> None:
        """Do what an action of the header asks for (see `TicketHeader`)."""
        if self.card is None:
            return
        acts: dict[str, Callable[[], Any]] = {
            "take": self._take,
            "hand_over": partial(self.ask, HandOverDialog, self.tr("Ticket handed over")),
            "reply": self.reply_wanted.emit,
            "wait_client": partial(self._wait, WaitingOn.CLIENT),
            "wait_third": partial(self._wait, WaitingOn.THIRD_PARTY),
            "wait_attendant": self._stop_waiting,
            "edit": self.edit_wanted.emit,
            "client": self.client_wanted.emit,
            "attach": self._attach,
            "print": partial(self._context.navigate, ShowPreview((self._ticket,))),
            "history": partial(self._context.navigate, ShowPreview((self._ticket,), for_client=True)),
            "link": self._copy_link,
            "refer": partial(self.ask, ReferDialog, self.tr("Ticket referred")),
            "decide": partial(self.ask, DecideDialog, self.tr("Decision recorded")),
            "cancel": partial(self.ask, CancelDialog, self.tr("Ticket cancelled")),
            "reopen": partial(self.ask, ReopenDialog, self.tr("Ticket reopened")),
        }
        acts[key]()

    def _take(self) -> None:
        told = self.tr("Ticket taken successfully!")
        self._context.run(TakeTicket(ticket=self._ticket), self, partial(self._done, told), self._refused)

    def _done(self, told: str, done: Done[Any]) -> None:
        self._context.toast(told, done.changes.change_set if done.changes.undoable else None)

    def _refused(self, error: BaseException) -> None:
        self._context.tell(error)
        self.reload_wanted.emit()

    def ask(self, kind: Callable[..., MoveDialog], told: str, *facts: Any) -> MoveDialog | None:
        """Open a dialog over the page; `told` is the toast when its command is done."""
        if self.card is None:
            return None
        dialog = kind(self._context, self.card, *facts, parent=self._page.window())
        dialog.succeeded.connect(partial(self._done, told))
        dialog.open()
        return dialog

    def advance(self, transition: UUID) -> None:
        """Ask what a transition demands, and go through it."""
        card = self.card
        if card is None or not card.may[Verb.ADVANCE]:
            return
        way = next(way for way in card.flow.transitions if way.id == transition)
        stage = card.flow.stage(way.to_stage_id)
        told = self.tr("Ticket concluded") if stage.kind.is_final else self.tr("Ticket is in “{stage}” now")
        self.ask(AdvanceDialog, told.format(stage=stage.name), transition)

    def advance_to(self, stage: str) -> bool:
        """Advance to a stage if a way leads there from where the ticket is; whether there is one."""
        card = self.card
        if card is None or not card.may[Verb.ADVANCE]:
            return False
        ways = {str(move.target.id): move.way.id for move in card.moves if move.is_open}
        if stage in ways:
            self.advance(ways[stage])
        return stage in ways

    def _wait(self, waiting_on: WaitingOn) -> None:
        told = self.tr("Waiting for {who}").format(who=words.waiting(waiting_on))
        self.ask(WaitDialog, told, waiting_on)

    def _stop_waiting(self) -> None:
        if self.card is None:
            return
        mine = WaitingOn.ATTENDANT if self.card.attendant_id is not None else WaitingOn.DEPARTMENT
        told = self.tr("Not waiting any more")
        command = WaitFor(ticket=self._ticket, waiting_on=mine)
        self._context.run(command, self, partial(self._done, told), self._refused)

    def _attach(self) -> None:
        dialog = AttachDialog(self._context, self._ticket, self._page.window())
        dialog.succeeded.connect(partial(self._done, self.tr("Files attached")))
        dialog.open()

    def _copy_link(self) -> None:
        if self.card is not None:
            QGuiApplication.clipboard().setText(words.link(self.card))
            self._context.toast(self.tr("Link copied"))
