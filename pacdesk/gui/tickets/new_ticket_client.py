"""The client's part of a new ticket: contact, login and contract follow the client (S3.5–S3.8)."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from pacdesk.desk.clients.brazil import format_document
from pacdesk.desk.clients.commands import GetClient, LookUpClients, LookUpLogins
from pacdesk.desk.clients.rows import ClientCard, ClientRow, LoginChoice
from pacdesk.desk.contracts.commands import GetContract, LookUpContracts
from pacdesk.desk.contracts.rows import ContractCard, ContractChoice
from pacdesk.gui.clients import words
from pacdesk.gui.context import Context
from pacdesk.gui.editing.form import Form
from pacdesk.gui.editing.lookup import Choice


class ClientPart(QObject):
    """Lookups restricted to the client; a single login or contract is chosen by itself."""

    changed = Signal()
    """Client, login, contract or what is known of them changed by itself."""

    def __init__(self, context: Context, ui: Any, form: Form, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._ui = ui
        self._form = form
        self.card: ClientCard | None = None
        self.contract_address: UUID | None = None
        self.locked: tuple[str, ...] = ()
        self.locked_name = ""
        ui.client.wanted.connect(self._look_for_clients)
        ui.client.edited.connect(self._client_edited)
        ui.contract.edited.connect(self._contract_edited)
        ui.login.edited.connect(self._login_edited)
        self._empty()

    def start_with_client(self, client: UUID) -> None:
        """The page was opened from a client: he stands there, locked (S3.5)."""
        self._lock("client")
        self._context.ask(GetClient(client=client), self, self._client_loaded, topic="client")

    def start_with_contract(self, contract: UUID) -> None:
        """The page was opened from a contract: client and contract stand there, locked."""
        self._lock("client", "contract")
        self._context.ask(GetContract(contract=contract), self, self._started_with, topic="start")

    def _started_with(self, card: ContractCard) -> None:
        self._ui.contract.choose(Choice(card.id, card.values.number, card.values.plan))
        self.contract_address = card.values.address_id
        self._context.ask(GetClient(client=card.client_id), self, self._client_loaded, topic="client")

    def _lock(self, *names: str) -> None:
        self.locked = names
        for name in names:
            self._form.inputs[name].set_locked(True)
            self._form.fields[name].lock(self.tr("Comes from where you opened the ticket"))

    def follow(self) -> None:
        """The client may be another one, such as after a draft came back."""
        client = self._ui.client.value()
        if client is not None and (self.card is None or self.card.id != client):
            self._context.ask(GetClient(client=client), self, self._client_loaded, topic="client")

    # --- client -----------------------------------------------------------------------------

    def _look_for_clients(self, typed: str) -> None:
        self._context.ask(LookUpClients(words=typed), self, self._clients, topic="clients")

    def _clients(self, rows: tuple[ClientRow, ...]) -> None:
        self._ui.client.offer([Choice(r.id, r.name, format_document(r.document), r) for r in rows])

    def _client_edited(self) -> None:
        client = self._ui.client.value()
        if self.card is not None and self.card.id != client:
            self._empty()
        if client is None:
            self.changed.emit()
            return
        self._context.ask(GetClient(client=client), self, self._client_loaded, topic="client")

    def _empty(self) -> None:
        self.card, self.contract_address = None, None
        for name in ("contact", "login", "contract"):
            if name not in self.locked:
                self._form.inputs[name].choose(None)
                self._form.inputs[name].set_choices(())

    def _client_loaded(self, card: ClientCard) -> None:
        self.card = card
        if "client" in self.locked:
            self._ui.client.choose(Choice(card.id, card.name, format_document(card.values.document)))
            self.locked_name = card.name
        self._ui.contact.set_choices(
            [Choice(row.id, row.values.name, row.values.job_title, row) for row in card.contacts]
        )
        self._context.ask(LookUpContracts(client=card.id), self, self._contracts, topic="contracts")
        self._ask_logins()
        self._ask_contract()
        self.changed.emit()

    # --- contract ---------------------------------------------------------------------------

    def _contracts(self, found: ContractChoice) -> None:
        states = words.contract_states()
        choices = [Choice(row.id, row.number, f"{row.plan} · {states[row.state]}", row) for row in found.rows]
        self._ui.contract.set_choices(choices)
        if found.only is not None and self._ui.contract.value() is None and not self._ui.contract.text():
            self._ui.contract.set_value(found.only)
            self._contract_edited()
        self.changed.emit()

    def _contract_edited(self) -> None:
        self.contract_address = None
        self._ask_logins()
        self._ask_contract()
        self.changed.emit()

    def _ask_contract(self) -> None:
        contract = self._ui.contract.value()
        if contract is not None:
            self._context.ask(GetContract(contract=contract), self, self._contract_loaded, topic="contract")

    def _contract_loaded(self, card: ContractCard) -> None:
        if card.id == self._ui.contract.value():
            self.contract_address = card.values.address_id
            self.changed.emit()

    # --- login ------------------------------------------------------------------------------

    def _ask_logins(self) -> None:
        if self.card is not None:
            question = LookUpLogins(client=self.card.id, contract=self._ui.contract.value())
            self._context.ask(question, self, self._logins, topic="logins")

    def _logins(self, found: LoginChoice) -> None:
        choices = [Choice(row.id, row.values.login, row.contract_number, row) for row in found.rows]
        login = self._ui.login
        login.set_choices(choices)
        if login.value() is not None and all(choice.id != login.value() for choice in choices):
            login.choose(None)
        if found.only is not None and login.value() is None and not login.text():
            login.set_value(found.only)
            self._login_edited()
        self.changed.emit()

    def _login_edited(self) -> None:
        """A login tells its contract, if none stands there yet."""
        chosen = self._ui.login.chosen()
        contract = chosen.row.values.contract_id if chosen is not None and chosen.row is not None else None
        if contract is not None and self._ui.contract.value() is None:
            self._ui.contract.set_value(contract)
            self._contract_edited()
        self.changed.emit()
