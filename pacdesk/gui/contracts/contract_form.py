"""Writing a contract down, and changing one."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from pacdesk.desk.access.rules import Right, may
from pacdesk.desk.clients.brazil import format_document
from pacdesk.desk.clients.commands import GetClient, LookUpClients
from pacdesk.desk.clients.rows import ClientCard, ClientRow
from pacdesk.desk.contracts.commands import ChangeContract, CreateContract, GetContract
from pacdesk.desk.contracts.rows import ContractCard, ContractValues
from pacdesk.desk.contracts.rules import check_contract
from pacdesk.desk.values import Done, Question
from pacdesk.errors import UserError
from pacdesk.gui import pages
from pacdesk.gui.clients import words
from pacdesk.gui.compiled.ui_contract_form import Ui_ContractForm
from pacdesk.gui.context import Context, EditContract, NewContract, OpenClientTab, OpenContractTab
from pacdesk.gui.editing.card_form import CardFormPage, shown
from pacdesk.gui.editing.form import Form
from pacdesk.gui.editing.lookup import Choice


class ContractFormPage(CardFormPage):
    """One form for a new contract (`NewContract`) and for one that is there (`EditContract`)."""

    def __init__(self, context: Context, target: Any, parent: QWidget | None = None) -> None:
        contract = target.contract_id if isinstance(target, EditContract) else None
        super().__init__(context, target, contract, ContractValues(), parent)
        client = target.client_id if isinstance(target, NewContract) else None
        if contract is not None:
            self.form.set_locked(True)
            context.ask(self.card_question(), self, self._loaded)
        elif client is not None:
            self._lock_client()
            context.ask(GetClient(client=client), self, self._client_given)
        else:
            self.draft.look()

    def card_question(self) -> Question[ContractCard]:
        return GetContract(contract=self.record_id)

    def page_target(self) -> OpenContractTab:
        return OpenContractTab(self.record_id)

    def icon_name(self) -> str:
        return "file-text"

    def heading(self) -> str:
        if self.record is None:
            return self.tr("New contract")
        number = self.seen.number if self.seen is not None else ""
        return self.tr("Change contract {number}").format(number=number)

    def save_text(self) -> str:
        return self.tr("Save contract")

    def refused(self) -> str | None:
        actor = self.context.actor
        if actor is not None and not may(actor, Right.CONTRACT_EDIT):
            return self.tr("Your user may not change contracts")
        return self.tr("Loading…") if self.is_loading() else None

    def make_form(self, body: QWidget) -> Form:
        ui: Any = Ui_ContractForm()
        self._ui = ui
        ui.setupUi(body)
        form = Form(body, ui, self)
        self.form = form
        self._fill_choices()
        form.fields["number"].set_help(self.tr("Drawn by itself when left empty"))
        form.fill(shown(ContractValues()))
        form.set_checker(self._check)
        form.set_required(("client_id", "plan"))
        ui.client_id.wanted.connect(self._look_for_clients)
        ui.client_id.edited.connect(self._client_chosen)
        return form

    def _fill_choices(self) -> None:
        self._ui.status.set_choices(list(words.contract_statuses().items()))
        self._ui.access_status.set_choices(list(words.access_statuses().items()))

    def _texts(self) -> None:
        super()._texts()
        self._fill_choices()

    def _check(self) -> Iterable[UserError]:
        found = list(check_contract(self.values()))
        if self._ui.client_id.value() is None:
            found.append(UserError("field.required", field="client_id"))
        return found

    # --- client -----------------------------------------------------------------------------

    def _look_for_clients(self, typed: str) -> None:
        self.context.ask(LookUpClients(words=typed), self, self._clients, topic="clients")

    def _clients(self, rows: tuple[ClientRow, ...]) -> None:
        self._ui.client_id.offer([Choice(r.id, r.name, format_document(r.document), r) for r in rows])

    def _lock_client(self) -> None:
        self._ui.client_id.set_locked(True)
        self.form.fields["client_id"].lock(self.tr("A contract stays with its client"))
        if self._ui.client_id.hasFocus():
            self._ui.plan.setFocus()

    def _client_given(self, card: ClientCard) -> None:
        self._ui.client_id.choose(Choice(card.id, card.name, format_document(card.values.document)))
        self._addresses(card)
        self.form.settle()
        self.form.check()
        self.draft.look()

    def _client_chosen(self) -> None:
        self._ui.address_id.choose(None)
        self._ui.address_id.set_choices(())
        client = self._ui.client_id.value()
        if client is not None:
            self.context.ask(GetClient(client=client), self, self._addresses, topic="addresses")

    def _addresses(self, card: ClientCard) -> None:
        choices = [
            Choice(r.id, r.values.label or r.line, r.line if r.values.label else "", r)
            for r in card.addresses
        ]
        self._ui.address_id.set_choices(choices)

    # --- loading, saving --------------------------------------------------------------------

    def _loaded(self, card: ContractCard) -> None:
        self.take(card)
        self.form.set_locked(False)
        self.form.fill(shown(card.values))
        if card.values.address_id is not None:
            self._ui.address_id.choose(Choice(card.values.address_id, card.address_line))
        self._ui.client_id.choose(Choice(card.client_id, card.client_name))
        self.form.settle()
        self._lock_client()
        self._texts()
        self.title_changed.emit()
        self.context.ask(GetClient(client=card.client_id), self, self._addresses, topic="addresses")
        self.draft.look()

    def save(self) -> None:
        values = self.values()
        if self.record is None:
            create = CreateContract(contract=self.new_id, client=self._ui.client_id.value(), values=values)
            self.context.run(create, self, self._done, self.failed)
            return
        change = ChangeContract(
            contract=self.record, version=self.version, before=self.seen or values, values=values
        )
        self.context.run(change, self, self._done, self.failed)

    def _done(self, done: Done[Any]) -> None:
        self.finish(done, self.tr("The contract was saved"))

    def go_back(self) -> None:
        if self.record is not None:
            self.context.navigate(self.page_target())
        elif self.target.client_id is not None:
            self.context.navigate(OpenClientTab(self.target.client_id))
        super().go_back()


pages.register(NewContract, ContractFormPage)
pages.register(EditContract, ContractFormPage)
