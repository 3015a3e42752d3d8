"""The page of a contract: what it says, and the tickets about it (S3.1)."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pacdesk.desk.contracts.commands import GetContract
from pacdesk.desk.contracts.rows import ContractCard
from pacdesk.desk.values import Changes
from pacdesk.gui import pages
from pacdesk.gui.clients import words
from pacdesk.gui.clients.ticket_list import TicketList
from pacdesk.gui.context import Context, EditContract, NewTicket, OpenClientTab, OpenContractTab
from pacdesk.gui.editing.reading import ReadGrid
from pacdesk.gui.editing.record_page import RecordPage
from pacdesk.gui.editing.typed import DateInput, show_cents
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, set_look


class ContractPage(RecordPage):
    """Two tabs; the client's name leads back to the client."""

    def __init__(self, context: Context, target: OpenContractTab, parent: QWidget | None = None) -> None:
        super().__init__(context, target, parent)
        self.card: ContractCard | None = None
        self.avatar.hide()
        self.place_chip.hide()
        self.data = ReadGrid(3, self)
        self.client_button = Button(kind="link", icon="building-2", parent=self)
        self.client_button.clicked.connect(self._to_client)
        inner = QFrame(self)
        set_look(inner, "look", "base")
        column = QVBoxLayout(inner)
        margin = current().scaled(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(self.client_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.data)
        column.addStretch(1)
        self.tickets = TicketList(context, contract=target.contract_id, parent=self)
        self.tabs.addTab(inner, "")
        self.tabs.addTab(self.tickets, "")
        context.changes.connect(self._heard)
        self.retranslate()
        self.load()

    def title(self) -> str:
        return self.card.values.number if self.card is not None else self.tr("Contract")

    def icon_name(self) -> str:
        return "file-text"

    def load(self) -> None:
        """Ask for the card."""
        self.context.ask(GetContract(contract=self.target.contract_id), self, self._loaded, topic="card")

    def _heard(self, changes: Changes) -> None:
        if changes.tables & {"contracts", "clients", "addresses"}:
            self.load()

    def _loaded(self, card: ContractCard) -> None:
        self.card = card
        self.show_head(card.values.plan or card.values.number, card.values.number)
        self.state_chip.show_state(words.contract_states()[card.state], words.CONTRACT_TONES[card.state])
        self.client_button.setText(card.client_name)
        values = card.values
        amount = f"R$ {show_cents(values.monthly_cents)}" if values.monthly_cents else ""
        self.data.show_facts(
            [
                (self.tr("Number"), values.number),
                (self.tr("Plan"), values.plan),
                (self.tr("Monthly amount"), amount),
                (self.tr("Status"), words.contract_statuses()[values.status]),
                (self.tr("Access"), words.access_statuses()[values.access_status]),
                (self.tr("Code of origin"), values.external_code),
                (self.tr("Starts on"), _day(values.starts_on)),
                (self.tr("Ends on"), _day(values.ends_on)),
                (self.tr("Address of the service"), card.address_line),
                (self.tr("Notes"), values.note),
            ]
        )

    def retranslate(self) -> None:
        self.edit_button.setText(self.tr("Change contract"))
        self.edit_button.setToolTip("Ctrl+E")
        self.act_button.setText(self.tr("New ticket"))
        self.tabs.setAccessibleName(self.tr("Parts of the contract"))
        self.tabs.setTabText(0, self.tr("Data"))
        self.tabs.setTabText(1, self.tr("Tickets"))
        if self.card is not None:
            self._loaded(self.card)

    def edit(self) -> None:
        self.context.navigate(EditContract(self.target.contract_id))

    def act(self) -> None:
        client = self.card.client_id if self.card is not None else None
        self.context.navigate(NewTicket(client_id=client, contract_id=self.target.contract_id))

    def _to_client(self) -> None:
        if self.card is not None:
            self.context.navigate(OpenClientTab(self.card.client_id))


def _day(day: date | None) -> str:
    return QDate(day.year, day.month, day.day).toString(DateInput.pattern()) if day is not None else ""


pages.register(OpenContractTab, ContractPage)
