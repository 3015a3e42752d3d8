"""Writing a contract down, and changing one."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pacdesk.desk.access.rules import Right, may
from pacdesk.desk.clients.brazil import format_document
from pacdesk.desk.clients.commands import GetClient, LookUpClients
from pacdesk.desk.clients.rows import ClientCard, ClientRow
from pacdesk.desk.contracts.commands import ChangeContract, CreateContract, GetContract
from pacdesk.desk.contracts.rows import ContractCard, ContractValues
from pacdesk.desk.contracts.rules import check_contract
from pacdesk.desk.values import Done, from_plain, new_id, to_plain
from pacdesk.errors import Conflict, UserError
from pacdesk.gui import pages
from pacdesk.gui.clients import words
from pacdesk.gui.compiled.ui_contract_form import Ui_ContractForm
from pacdesk.gui.context import Context, EditContract, NewContract, OpenClientTab, OpenContractTab
from pacdesk.gui.editing.form import Form
from pacdesk.gui.editing.lookup import Choice
from pacdesk.gui.editing.page import FormPage
from pacdesk.gui.editing.versions import show_clashes

NAMES = frozenset(f.name for f in fields(ContractValues))


class ContractFormPage(FormPage):
    """One form for a new contract (`NewContract`) and for one that is there (`EditContract`)."""

    def __init__(self, context: Context, target: Any, parent: QWidget | None = None) -> None:
        self._contract: UUID | None = target.contract_id if isinstance(target, EditContract) else None
        self._new_id = new_id()
        self._version = 0
        self._seen: ContractValues | None = None
        super().__init__(context, target, parent)
        client = target.client_id if isinstance(target, NewContract) else None
        if self._contract is not None:
            self.form.set_locked(True)
            context.ask(GetContract(contract=self._contract), self, self._loaded)
        elif client is not None:
            self._lock_client()
            context.ask(GetClient(client=client), self, self._client_given)
        else:
            self.draft.look()

    def title(self) -> str:
        return self.heading()

    def icon_name(self) -> str:
        return "file-text"

    def heading(self) -> str:
        if self._contract is None:
            return self.tr("New contract")
        number = self._seen.number if self._seen is not None else ""
        return self.tr("Change contract {number}").format(number=number)

    def save_text(self) -> str:
        return self.tr("Save contract")

    def refused(self) -> str | None:
        actor = self.context.actor
        if actor is not None and not may(actor, Right.CONTRACT_EDIT):
            return self.tr("Your user may not change contracts")
        if self._contract is not None and self._seen is None:
            return self.tr("Loading…")
        return None

    def make_form(self, body: QWidget) -> Form:
        ui: Any = Ui_ContractForm()
        self._ui = ui
        ui.setupUi(body)
        form = Form(body, ui, self)
        self.form = form
        self._fill_choices()
        form.fields["number"].set_help(self.tr("Drawn by itself when left empty"))
        form.fill(_shown(ContractValues()))
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

    def contract_values(self) -> ContractValues:
        """What is filled in."""
        base = self._seen or ContractValues()
        return replace(base, **{n: v for n, v in self.form.values().items() if n in NAMES})

    def _check(self) -> Iterable[UserError]:
        found = list(check_contract(self.contract_values()))
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
        self._version, self._seen = card.version, card.values
        self.form.set_locked(False)
        self.form.fill(_shown(card.values))
        if card.values.address_id is not None:
            self._ui.address_id.choose(Choice(card.values.address_id, card.address_line))
        self._ui.client_id.choose(Choice(card.client_id, card.client_name))
        self.form.settle()
        self._lock_client()
        self._texts()
        self.title_changed.emit()
        self.context.ask(GetClient(client=card.client_id), self, self._addresses, topic="addresses")
        self.draft.look()

    def draft_content(self) -> dict[str, Any]:
        seen = to_plain(self._seen) if self._seen is not None else None
        return {"fields": self.form.keep(), "seen": seen, "version": self._version}

    def restore(self, plain: Mapping[str, Any]) -> None:
        seen = plain.get("seen")
        if self._seen is not None and seen is not None:
            self._seen = from_plain(ContractValues, seen)
            self._version = int(plain.get("version", self._version))
        super().restore(plain)

    def save(self) -> None:
        values = self.contract_values()
        if self._contract is None:
            create = CreateContract(contract=self._new_id, client=self._ui.client_id.value(), values=values)
            self.context.run(create, self, self._done, self.failed)
            return
        change = ChangeContract(
            contract=self._contract, version=self._version, before=self._seen or values, values=values
        )
        self.context.run(change, self, self._done, self.failed)

    def _done(self, done: Done[Any]) -> None:
        self.saved()
        undo = done.changes.change_set if done.changes.undoable else None
        self.context.toast(self.tr("The contract was saved"), undo)
        self.context.navigate(OpenContractTab(self._contract or self._new_id))
        self.close_requested.emit()

    def conflict(self, error: Conflict) -> None:
        super().conflict(error)
        if error.code == "row.fields_changed" and self._contract is not None:
            question = GetContract(contract=self._contract)
            self.context.ask(question, self, lambda card: self._rebase(card, error), topic="rebase")

    def _rebase(self, card: ContractCard, error: Conflict) -> None:
        mine = self._seen
        self._version, self._seen = card.version, card.values
        if mine is not None:
            show_clashes(self.form, _shown(mine), _shown(card.values), error)
        self._say_state()

    def go_back(self) -> None:
        if self._contract is not None:
            self.context.navigate(OpenContractTab(self._contract))
        elif self.target.client_id is not None:
            self.context.navigate(OpenClientTab(self.target.client_id))
        super().go_back()


def _shown(values: ContractValues) -> dict[str, Any]:
    return {f.name: getattr(values, f.name) for f in fields(values)}


pages.register(NewContract, ContractFormPage)
pages.register(EditContract, ContractFormPage)
