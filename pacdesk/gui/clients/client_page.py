"""The page of a client: data, contacts, addresses, logins, contracts, tickets (S3.1)."""

from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pacdesk.desk.access.commands import ListUsers
from pacdesk.desk.access.rules import Right, UserRow, may
from pacdesk.desk.clients.brazil import (
    format_document,
    format_phone,
    format_state_registration,
)
from pacdesk.desk.clients.commands import GetClient
from pacdesk.desk.clients.rows import ClientCard
from pacdesk.desk.contracts.commands import LookUpContracts
from pacdesk.desk.contracts.rows import ContractChoice, ContractRow
from pacdesk.desk.values import Changes
from pacdesk.gui import pages, wording
from pacdesk.gui.clients import words
from pacdesk.gui.clients.parts import (
    address_kind,
    addresses_of,
    contact_kind,
    contacts_of,
    login_kind,
    logins_of,
    users_to_choose,
)
from pacdesk.gui.clients.revealing import RevealButton
from pacdesk.gui.clients.ticket_list import TicketList
from pacdesk.gui.context import Context, EditClient, NewContract, NewTicket, OpenClientTab, OpenContractTab
from pacdesk.gui.editing.lookup import Choice
from pacdesk.gui.editing.reading import ReadGrid
from pacdesk.gui.editing.record_page import RecordPage
from pacdesk.gui.editing.records import Record, RecordModel, RecordsPane
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.row_delegate import ROW_ROLE
from pacdesk.gui.widgets.two_line_delegate import TwoLineList, TwoLines

TABLES = frozenset({"clients", "contacts", "addresses", "access_logins", "contracts", "organizations"})


class ContractList(QFrame):
    """The contracts of a client: Enter opens, *New contract*."""

    def __init__(self, context: Context, page: "ClientPage") -> None:
        super().__init__(page)
        set_look(self, "look", "base")
        self.context = context
        self._page = page
        self.model = RecordModel(self)
        self.list = TwoLineList(self.tr("Contracts"), lambda record: record.lines, self)
        self.list.setModel(self.model)
        self.list.activated.connect(self._open)
        self.new_button = Button(self.tr("New contract"), icon="plus", parent=self)
        self.new_button.clicked.connect(self.start_new)
        self.empty = EmptyState(self)
        self.empty.say(
            "file-text",
            self.tr("No contract yet"),
            self.tr("A contract says which service the client has."),
            button=("new", self.tr("New contract")),
            button_icon="plus",
        )
        self.empty.pressed.connect(self.start_new)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self.new_button)
        column = QVBoxLayout(self)
        margin, inset = current().scaled(20), current().scaled(6)
        column.setContentsMargins(margin - inset, current().px("pad"), margin - inset, 0)
        top.setContentsMargins(inset, 0, inset, 0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    def show_contracts(self, rows: tuple[ContractRow, ...]) -> None:
        """Show these."""
        states = words.contract_states()
        self.model.show(
            [
                Record(
                    row.id,
                    0,
                    {},
                    TwoLines(
                        row.plan or row.number,
                        row.number,
                        chip=states[row.state],
                        chip_tone=words.CONTRACT_TONES[row.state],
                    ),
                    row,
                )
                for row in rows
            ]
        )
        self._stack.setCurrentIndex(0 if rows else 1)
        self.new_button.setVisible(bool(rows))

    def _open(self, index: QModelIndex) -> None:
        record = index.data(ROW_ROLE)
        if isinstance(record, Record):
            self.context.navigate(OpenContractTab(record.id))

    def start_new(self) -> None:
        """Write down a contract of this client."""
        self.context.navigate(NewContract(self._page.target.client_id))


class ClientPage(RecordPage):
    """Everything about one client; it is asked again when the desk says that something of it changed."""

    def __init__(self, context: Context, target: OpenClientTab, parent: QWidget | None = None) -> None:
        super().__init__(context, target, parent)
        client = target.client_id
        self.card: ClientCard | None = None
        self._user_names: dict[UUID | None, str] = {}
        self.reveal = RevealButton(self.context, self)
        self.reveal.revealed.connect(self.load)
        self._head.insertWidget(self._head.count() - 2, self.reveal)
        self.data = ReadGrid(3, self)
        self.contacts = RecordsPane(context, contact_kind(client), str(client), self)
        self.addresses = RecordsPane(context, address_kind(client), str(client), self)
        self.logins = RecordsPane(context, login_kind(client), str(client), self)
        self.contracts = ContractList(context, self)
        self.tickets = TicketList(context, client=client, parent=self)
        for widget in (
            self._scrolled(self.data),
            self.contacts,
            self.addresses,
            self.logins,
            self.contracts,
            self.tickets,
        ):
            self.tabs.addTab(widget, "")
        for pane in (self.contacts, self.addresses, self.logins):
            pane.stale.connect(self.load)
        context.changes.connect(self._heard)
        self.retranslate()
        self.load()
        context.ask(ListUsers(), self, self._users)

    def _scrolled(self, body: QWidget) -> QScrollArea:
        inner = QFrame()
        set_look(inner, "look", "base")
        column = QVBoxLayout(inner)
        margin = current().scaled(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(body)
        column.addStretch(1)
        area = QScrollArea(self)
        self._area = area
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def title(self) -> str:
        return self.card.name if self.card is not None else self.tr("Client")

    def icon_name(self) -> str:
        return "building-2"

    def load(self) -> None:
        """Ask for the card and the contracts."""
        client = self.target.client_id
        self.context.ask(GetClient(client=client), self, self._loaded, topic="card")
        self.context.ask(LookUpContracts(client=client), self, self._contracts, topic="contracts")

    def _heard(self, changes: Changes) -> None:
        if changes.tables & TABLES and changes.initiator not in (self.contacts, self.addresses, self.logins):
            self.load()

    def _loaded(self, card: ClientCard) -> None:
        self.card = card
        document = format_document(card.values.document)
        second = [card.values.legal_name if card.values.trade_name else "", document, card.organization_name]
        self.show_head(card.name, " · ".join(part for part in second if part))
        self.state_chip.show_state(
            words.client_states()[card.values.status], words.CLIENT_TONES[card.values.status]
        )
        self._show_portfolio(card)
        self.reveal.offer(card.id if card.covered else None)
        self.data.show_facts(self._facts(card))
        self.contacts.show_records(contacts_of(card))
        self.addresses.show_records(addresses_of(card))
        self.logins.show_records(logins_of(card))
        places = [Choice(row.id, row.values.label or row.line, row.line) for row in card.addresses]
        self.logins.form.inputs["address_id"].set_choices(places)
        self._name_tabs()
        actor = self.context.actor
        allowed = actor is None or may(actor, Right.CLIENT_EDIT)
        refuse(self.edit_button, None if allowed else self.tr("Your user may not change clients"))

    def _show_portfolio(self, card: ClientCard) -> None:
        name = card.portfolio.name
        if name and card.portfolio.inherited_from:
            name = self.tr("{name}, from {organization}").format(
                name=name, organization=card.portfolio.inherited_from
            )
        self.place_chip.setVisible(bool(name))
        self.place_chip.show_state(name)

    def _contracts(self, found: ContractChoice) -> None:
        self.contracts.show_contracts(found.rows)
        choices = [Choice(row.id, row.number, row.plan, row) for row in found.rows]
        self.logins.form.inputs["contract_id"].set_choices(choices)
        self._name_tabs()

    def _users(self, rows: tuple[UserRow, ...]) -> None:
        self._user_names = {row.id: row.name for row in rows}
        self.contacts.form.inputs["user_id"].set_choices(users_to_choose(rows))
        if self.card is not None:
            self.data.show_facts(self._facts(self.card))

    def _facts(self, card: ClientCard) -> list[tuple[str, str]]:
        values = card.values
        main = next((row.line for row in card.addresses if row.values.is_main), "")
        main = main or next((row.line for row in card.addresses), "")
        registration = format_state_registration(values.state_registration, values.registration_state)
        reference = " · ".join(part for part in (values.external_table, values.external_code) if part)
        bad = "" if values.document_ok else self.tr(" (does not check)")
        return [
            (self.tr("Legal name"), values.legal_name),
            (self.tr("Trade name"), values.trade_name),
            (self.tr("CNPJ or CPF"), format_document(values.document) + bad if values.document else ""),
            (self.tr("Requester"), words.requester_kinds()[values.kind]),
            (self.tr("State registration"), registration),
            (self.tr("City registration"), values.city_registration),
            (self.tr("Tax regime"), words.tax_regimes()[values.tax_regime] if values.tax_regime else ""),
            (self.tr("E-mail"), values.email),
            (self.tr("Telephone"), format_phone(values.phone)),
            (self.tr("Mobile phone"), format_phone(values.mobile)),
            (self.tr("Organization"), card.organization_name),
            (self.tr("Address"), main),
            (self.tr("Origin in other systems"), reference),
            (self.tr("User of the client online"), self._user_names.get(values.user_id, "")),
            (self.tr("Bound by the SAC decree"), self.tr("Yes") if values.under_sac else ""),
            (self.tr("Client since"), wording.exact(card.created_at, self.context.zone)),
            (self.tr("Notes"), values.note),
        ]

    def _name_tabs(self) -> None:
        card = self.card
        names = [
            (self.tr("Data"), None),
            (self.tr("Contacts"), len(card.contacts) if card else None),
            (self.tr("Addresses"), len(card.addresses) if card else None),
            (self.tr("Logins"), len(card.logins) if card else None),
            (self.tr("Contracts"), len(self.contracts.model.records)),
            (self.tr("Tickets"), None),
        ]
        for at, (name, count) in enumerate(names):
            self.tabs.setTabText(at, f"{name} {wording.number(count)}" if count else name)

    def retranslate(self) -> None:
        self._area.setAccessibleName(self.tr("Data"))
        self.edit_button.setText(self.tr("Change client"))
        self.edit_button.setToolTip("Ctrl+E")
        self.act_button.setText(self.tr("New ticket"))
        self.tabs.setAccessibleName(self.tr("Parts of the client"))
        self._name_tabs()
        if self.card is not None:
            self._loaded(self.card)

    def edit(self) -> None:
        self.context.navigate(EditClient(self.target.client_id))

    def act(self) -> None:
        self.context.navigate(NewTicket(client_id=self.target.client_id))

    def may_close(self) -> bool:
        for pane in (self.contacts, self.addresses, self.logins):
            pane.keep_draft()
        return True


pages.register(OpenClientTab, ClientPage)
