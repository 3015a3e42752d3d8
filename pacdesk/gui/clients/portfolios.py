"""Choosing the portfolio of clients and organizations, and carrying many of them there one by one."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from pacdesk.desk.access.rules import Right, may
from pacdesk.desk.clients.commands import AssignPortfolio, ClientPage, FollowOrganization
from pacdesk.desk.clients.rows import ClientFilter
from pacdesk.desk.port import DeskPort
from pacdesk.desk.portfolios.commands import ListPortfolios
from pacdesk.desk.portfolios.rules import PortfolioRow, may_receive
from pacdesk.desk.values import Actor, Command, new_id
from pacdesk.gui import messages
from pacdesk.gui.carrying import Carried, carry
from pacdesk.gui.context import Context
from pacdesk.gui.editing.inputs import ChoiceInput
from pacdesk.gui.editing.lookup import Choice
from pacdesk.gui.widgets.dialog import VerbDialog
from pacdesk.gui.widgets.fields import FormField

PAGE = 500
translate = QCoreApplication.translate


def to_choose(actor: Actor | None, rows: Sequence[PortfolioRow]) -> list[Choice]:
    """The portfolios that somebody may put clients into (S2.14)."""
    return [Choice(row.id, row.name, "", row) for row in rows if actor is None or may_receive(actor, row.id)]


def inherited_words(name: str, organization: str) -> str:
    """Where the portfolio comes from while a client has none of its own (D7)."""
    if not organization:
        return translate("Portfolios", "Empty: outside every portfolio")
    if not name:
        return translate("Portfolios", "Empty: outside, like {organization}").format(
            organization=organization
        )
    told = translate("Portfolios", "Empty: {name}, inherited from {organization}")
    return told.format(name=name, organization=organization)


def needs_assigning(context: Context) -> str | None:
    """Why nobody's portfolio can be changed, if so."""
    if context.actor is None or may(context.actor, Right.PORTFOLIO_ASSIGN):
        return None
    return translate("Portfolios", "Your user may not set portfolios")


def follow(context: Context, owner: QObject, clients: Sequence[UUID]) -> None:
    """Let the clients of an organization follow it, each in a transaction of its own (D7)."""
    if clients:
        one = new_id()
        _start(
            context,
            owner,
            lambda: [FollowOrganization(client=client, together=one) for client in clients],
        )


def assign(
    context: Context, owner: QObject, clients: Callable[[], Sequence[UUID]], portfolio: UUID | None
) -> None:
    """Put clients into a portfolio, one by one; who they are is asked for off the window's thread."""
    one = new_id()
    _start(
        context,
        owner,
        lambda: [AssignPortfolio(client=client, portfolio=portfolio, together=one) for client in clients()],
    )


def _start(context: Context, owner: QObject, commands: Callable[[], Sequence[Command[Any]]]) -> None:
    desk = context.desk
    if desk is not None:
        title = translate("Portfolios", "Setting the portfolio of clients")
        context.jobs.long(
            title,
            lambda progress: carry(desk, commands(), progress),
            owner,
            lambda ended: _tell(context, ended),
        )


def _tell(context: Context, ended: Carried) -> None:
    if ended.refused is not None:
        what = messages.sentence(ended.refused).text()
        told = translate("Portfolios", "{done} of {total} clients were set. The others stay: {why}")
        context.toast(told.format(done=ended.done, total=ended.total, why=what), ended.last)
    elif ended.stopped:
        told = translate("Portfolios", "Stopped: {done} of {total} clients were set")
        context.toast(told.format(done=ended.done, total=ended.total), ended.last)
    else:
        told = translate("Portfolios", "Portfolio set. Clients: {count}")
        context.toast(told.format(count=ended.done), ended.last)


def ids_at(desk: DeskPort, wanted: ClientFilter, places: set[int]) -> list[UUID]:
    """The clients at these places of a list by name, also where the list has not read its rows yet."""
    found: list[UUID] = []
    offset, last = min(places), max(places)
    while offset <= last:
        rows = desk.ask(ClientPage(filter=wanted, offset=offset, limit=PAGE)).rows
        found += [row.id for at, row in enumerate(rows, offset) if at in places]
        if len(rows) < PAGE:
            break
        offset += PAGE
    return found


class AssignDialog(VerbDialog):
    """Which portfolio for the clients that are chosen; `chosen(portfolio)` fires when one is."""

    chosen = Signal(object)

    def __init__(self, context: Context, what: str, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Set portfolio"), self.tr("Set portfolio"), icon="briefcase", told=what, parent=parent
        )
        self._context = context
        self.place = ChoiceInput(self)
        self.body.addWidget(FormField(self.tr("Client port&folio"), self.place, parent=self))
        self.verb.setEnabled(False)
        self.accepted.connect(lambda: self.chosen.emit(self.place.value()))
        context.ask(ListPortfolios(only_active=True), self, self._offer)

    def _offer(self, rows: Sequence[PortfolioRow]) -> None:
        none = self.tr("None of their own")
        choices = [(choice.id, choice.label) for choice in to_choose(self._context.actor, rows)]
        self.place.set_choices([*choices, (None, none)])
        self.place.setCurrentIndex(0)
        self.verb.setEnabled(True)
