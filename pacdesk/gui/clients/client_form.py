"""Writing a client down, and changing one (S0.14, S1.8)."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from pacdesk.desk.access.commands import ListUsers
from pacdesk.desk.access.rules import Right, UserRow, may
from pacdesk.desk.clients.brazil import UF_NAMES, guess_kind, read_phone
from pacdesk.desk.clients.commands import (
    ChangeClient,
    CreateClient,
    FindDuplicates,
    GetClient,
    ListOrganizations,
)
from pacdesk.desk.clients.covering import shut_fields
from pacdesk.desk.clients.rows import ClientCard, ClientRow, ClientValues, OrganizationRow
from pacdesk.desk.clients.rules import check_client, document_kind, required_fields, untouched_fields
from pacdesk.desk.portfolios.commands import ListPortfolios
from pacdesk.desk.portfolios.rules import PortfolioRow, may_assign
from pacdesk.desk.values import Done, Question
from pacdesk.errors import Conflict, UserError
from pacdesk.gui import pages
from pacdesk.gui.clients import words
from pacdesk.gui.clients.organization import OrganizationDialog
from pacdesk.gui.clients.parts import users_to_choose
from pacdesk.gui.clients.portfolios import inherited_words, needs_assigning, to_choose
from pacdesk.gui.compiled.ui_client_form import Ui_ClientForm
from pacdesk.gui.context import Context, EditClient, NewClient, OpenClientTab
from pacdesk.gui.editing.card_form import CardFormPage, shown
from pacdesk.gui.editing.form import Form
from pacdesk.gui.editing.lookup import Choice


class ClientFormPage(CardFormPage):
    """One form for a new client (`NewClient`) and for one that is there (`EditClient`)."""

    def __init__(self, context: Context, target: Any, parent: QWidget | None = None) -> None:
        client = target.client_id if isinstance(target, EditClient) else None
        self._current: ClientValues | None = None
        self._name = ""
        self._inherited = ("", "")
        self._duplicates: tuple[ClientRow, ...] = ()
        self._accepted = False
        self._asked_for = ""
        super().__init__(context, target, client, ClientValues(legal_name=""), parent)
        context.jobs.call(_warm_up, self)
        context.ask(ListPortfolios(only_active=True), self, self._portfolios)
        context.ask(ListUsers(), self, self._users)
        if client is None:
            self.draft.look()
        else:
            self.form.set_locked(True)
            self.context.ask(self.card_question(), self, self._loaded)

    def card_question(self) -> Question[ClientCard]:
        return GetClient(client=self.record_id)

    def page_target(self) -> OpenClientTab:
        return OpenClientTab(self.record_id)

    def icon_name(self) -> str:
        return "building-2"

    def heading(self) -> str:
        if self.record is None:
            return self.tr("New client")
        return self.tr("Change {name}").format(name=self._name) if self._name else self.tr("Change client")

    def save_text(self) -> str:
        return self.tr("Save client")

    def refused(self) -> str | None:
        actor = self.context.actor
        if actor is not None and not may(actor, Right.CLIENT_EDIT):
            return self.tr("Your user may not change clients")
        return self.tr("Loading…") if self.is_loading() else None

    # --- form -------------------------------------------------------------------------------

    def make_form(self, body: QWidget) -> Form:
        ui: Any = Ui_ClientForm()
        self._ui = ui
        ui.setupUi(body)
        form = Form(body, ui, self)
        self._fill_choices()
        ui.organization_id.wanted.connect(self._look_for_organizations)
        ui.registration_state.edited.connect(self._state_chosen)
        for one in (ui.kind, ui.person_type):
            one.edited.connect(self._follow)
        ui.organization_id.edited.connect(self._organization_chosen)
        form.fill(shown(ClientValues(legal_name="")))
        form.set_checker(self._check)
        self.form = form
        form.left.connect(self._field_left)
        form.fields["organization_id"].repair_requested.connect(self._offer_organization)
        self._follow()
        return form

    def _fill_choices(self) -> None:
        ui = self._ui
        ui.kind.set_choices(list(words.requester_kinds().items()))
        ui.person_type.set_choices(list(words.person_types().items()))
        ui.status.set_choices(list(words.client_states().items()))
        ui.tax_regime.set_choices(list(words.tax_regimes().items()))
        states = [(uf, f"{uf} – {name}") for uf, name in UF_NAMES.items()]
        ui.registration_state.set_choices([("", self.tr("None")), *states])

    def _texts(self) -> None:
        super()._texts()
        self._fill_choices()

    def _follow(self) -> None:
        ui = self._ui
        ui.document.set_kind(document_kind(ui.person_type.value()))
        self.form.set_required(required_fields(ui.kind.value(), ui.person_type.value()))
        actor = self.context.actor
        may_set = actor is None or may_assign(actor, creating=self.record is None)
        ui.own_portfolio_id.set_locked(not may_set or self.refused() is not None)
        told = inherited_words(*self._inherited) if ui.own_portfolio_id.value() is None else ""
        why = "" if may_set else str(needs_assigning(self.context))
        self.form.fields["own_portfolio_id"].set_help(told or why)

    def _portfolios(self, rows: tuple[PortfolioRow, ...]) -> None:
        choices = to_choose(self.context.actor, rows)
        self._ui.own_portfolio_id.set_choices(choices)

    def _users(self, rows: tuple[UserRow, ...]) -> None:
        self._ui.user_id.set_choices(users_to_choose(rows))

    def _organization_chosen(self) -> None:
        chosen = self._ui.organization_id.chosen()
        row = chosen.row if chosen is not None else None
        self._inherited = (row.portfolio_name if row is not None else "", chosen.label if chosen else "")
        self._follow()

    def _state_chosen(self) -> None:
        self._ui.state_registration.set_state(self._ui.registration_state.value())

    def _check(self) -> Iterable[UserError]:
        values = self.values()
        found = check_client(values)
        if self._current is not None:
            left = untouched_fields(values, self._current)
            found = tuple(problem for problem in found if problem.field not in left)
        return found

    # --- organizations ----------------------------------------------------------------------

    def _look_for_organizations(self, typed: str) -> None:
        self._asked_for = typed
        self.context.ask(ListOrganizations(words=typed), self, self._organizations, topic="organizations")

    def _organizations(self, rows: tuple[OrganizationRow, ...]) -> None:
        choices = [Choice(row.id, row.values.name, row.portfolio_name, row) for row in rows[:30]]
        self._ui.organization_id.offer(choices)
        field = self.form.fields["organization_id"]
        if not choices and self._asked_for:
            verb = self.tr("Create “{name}”").format(name=self._asked_for)
            field.complain(self.tr("No organization has this name."), verb)

    def _offer_organization(self) -> None:
        if self._ui.organization_id.chosen() is None and self._ui.organization_id.text().strip():
            dialog = OrganizationDialog(self.context, self._ui.organization_id.text().strip(), self)
            dialog.made.connect(self._organization_made)
            dialog.open()

    def _organization_made(self, choice: Choice) -> None:
        self._ui.organization_id.choose(choice)
        self._organization_chosen()
        self.form.fields["organization_id"].clear()
        self.form.check()
        self.draft.touch()

    # --- duplicates -------------------------------------------------------------------------

    def _field_left(self, name: str) -> None:
        if name == "document" and self._ui.document.problem() is None and self._ui.document.text():
            question = FindDuplicates(document=str(self._ui.document.value()), other_than=self.record)
            self.context.ask(question, self, self._found_duplicates, topic="duplicates")

    def _found_duplicates(self, rows: tuple[ClientRow, ...]) -> None:
        self._duplicates = rows
        self._accepted = False
        if rows:
            self.notice.tell(
                "attention",
                self.tr("This number is registered already."),
                self.tr("It belongs to {name}.").format(name=", ".join(row.name for row in rows[:3])),
                buttons=(("open", self.tr("Open this client")), ("accept", self.tr("Save anyway"))),
            )
        elif self.notice.isVisible():
            self.notice.hide()

    def notice_pressed(self, key: str) -> None:
        if key == "open" and self._duplicates:
            self.context.navigate(OpenClientTab(self._duplicates[0].id))
        elif key == "accept":
            self._accepted = True
            self.notice.hide()
            self.try_save()
        else:
            super().notice_pressed(key)

    # --- loading, saving --------------------------------------------------------------------

    def _loaded(self, card: ClientCard) -> None:
        self.take(card)
        self._name = card.name
        self._show(card)
        self.form.set_locked(False)
        self._cover()
        self._follow()
        self._texts()
        self.title_changed.emit()
        self.draft.look()

    def _cover(self) -> None:
        """Personal fields that the person's groups cover or lock are to read."""
        actor = self.context.actor
        shut = shut_fields(actor) if actor is not None else frozenset()
        self.form.set_covered(shut, self.tr("Your permission group does not show or change this"))

    def _show(self, card: ClientCard) -> None:
        ui, values = self._ui, card.values
        ui.document.set_kind(document_kind(values.person_type) if values.document_ok else None)
        ui.state_registration.set_state(values.registration_state)
        if values.organization_id is not None:
            ui.organization_id.choose(Choice(values.organization_id, card.organization_name))
            inherited = card.portfolio.name if card.portfolio.inherited_from else ""
            self._inherited = (inherited, card.organization_name)
        if values.own_portfolio_id is not None:
            ui.own_portfolio_id.choose(Choice(values.own_portfolio_id, card.portfolio.name))
        self.form.fill(shown(values))
        self._follow()

    def take(self, card: ClientCard) -> None:
        super().take(card)
        self._current = card.values

    def restore(self, plain: Mapping[str, Any]) -> None:
        super().restore(plain)
        self._state_chosen()
        self._follow()

    def save(self) -> None:
        if self.record is None:
            create = CreateClient(client=self.new_id, values=self.values(), accept_duplicate=self._accepted)
            self.context.run(create, self, self._done, self.failed)
            return
        change = ChangeClient(
            client=self.record,
            version=self.version,
            before=self.seen or self.values(),
            values=self.values(),
            accept_duplicate=self._accepted,
        )
        self.context.run(change, self, self._done, self.failed)

    def _done(self, done: Done[Any]) -> None:
        name = self.values().trade_name or self.values().legal_name
        self.finish(done, self.tr("{name} was saved").format(name=name))

    def conflict(self, error: Conflict) -> None:
        if error.code == "client.duplicate":
            question = FindDuplicates(document=str(self._ui.document.value()), other_than=self.record)
            self.context.ask(question, self, self._found_duplicates, topic="duplicates")
        else:
            super().conflict(error)

    def go_back(self) -> None:
        if self.record is not None:
            self.context.navigate(self.page_target())
        super().go_back()


def _warm_up() -> None:
    """Import the value libraries before the first number is typed."""
    guess_kind("")
    read_phone("11987654321")


pages.register(NewClient, ClientFormPage)
pages.register(EditClient, ClientFormPage)
