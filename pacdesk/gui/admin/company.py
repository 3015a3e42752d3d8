"""The company's own data, as documents show them."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import available_timezones

from PySide6.QtWidgets import QWidget

from pacdesk.desk.clients.brazil import DocumentKind
from pacdesk.desk.company.commands import ChangeCompany, GetCompany
from pacdesk.desk.company.rules import CompanyRow
from pacdesk.desk.values import Done, child_id, new_id
from pacdesk.errors import Conflict, UserError
from pacdesk.gui import pages
from pacdesk.gui.admin import words
from pacdesk.gui.admin.logo import LogoBox
from pacdesk.gui.compiled.ui_company_form import Ui_CompanyForm
from pacdesk.gui.context import Context, ShowCompany
from pacdesk.gui.editing.form import Form
from pacdesk.gui.editing.lookup import Choice
from pacdesk.gui.editing.page import FormPage
from pacdesk.gui.editing.versions import show_clashes

_NAMES = ("legal_name", "trade_name", "document", "address", "phone", "email")
_ZONES = new_id()


class CompanyPage(FormPage):
    """One row that everybody reads: version and conflict as everywhere."""

    follows_language = False

    def __init__(self, context: Context, target: Any, parent: QWidget | None = None) -> None:
        self._row: CompanyRow | None = None
        super().__init__(context, target, parent)
        self.form.set_locked(True)
        self.context.ask(GetCompany(), self, self._loaded)

    def title(self) -> str:
        return self.heading()

    def heading(self) -> str:
        return self.tr("Company")

    def icon_name(self) -> str:
        return "building-2"

    def save_text(self) -> str:
        return self.tr("Save company")

    def refused(self) -> str | None:
        if self._row is None:
            return self.tr("Loading…")
        return words.needs_parameters(self.context)

    def make_form(self, body: QWidget) -> Form:
        ui: Any = Ui_CompanyForm()
        self._ui = ui
        ui.setupUi(body)
        self.logo = LogoBox(self.context, body)
        ui.column.addWidget(self.logo)
        self.logo.changed.connect(self._logo_changed)
        form = Form(body, ui, self)
        ui.document.set_kind(DocumentKind.CNPJ)
        ui.zone.set_choices(_zones())
        form.fields["zone"].set_help(self.tr("Every time is shown in it"))
        form.set_checker(self._check)
        form.set_required(("legal_name", "zone"))
        return form

    def _check(self) -> Iterable[UserError]:
        return words.demanded("legal_name", "zone")(
            {"legal_name": self._ui.legal_name.value(), "zone": self._ui.zone.value()}
        )

    def _loaded(self, row: CompanyRow) -> None:
        self._row = row
        self.form.set_locked(False)
        self.form.fill(_shown(row))
        self.logo.show_logo(row.logo_sha256, self.refused())
        self._say_state()
        self.draft.look()

    def _logo_changed(self) -> None:
        self.context.ask(GetCompany(), self, self._take_logo)

    def _take_logo(self, row: CompanyRow) -> None:
        """The logo moved the row's version; what is typed in the form stays."""
        self.logo.show_logo(row.logo_sha256, self.refused())
        if self._row is not None and _shown(self._row) == _shown(row):
            self._row = row

    def save(self) -> None:
        if self._row is None:
            return
        zone = self._ui.zone.chosen()
        values: dict[str, Any] = {name: str(self.form.inputs[name].value()) for name in _NAMES}
        command = ChangeCompany(version=self._row.version, zone=zone.label if zone else "", **values)
        self.context.run(command, self, self._done, self.failed)

    def _done(self, done: Done[Any]) -> None:
        self.saved()
        undo = done.changes.change_set if done.changes.undoable else None
        self.context.toast(self.tr("The company's data were saved"), undo)
        self.context.ask(GetCompany(), self, self._loaded)

    def conflict(self, error: Conflict) -> None:
        super().conflict(error)
        self.context.ask(GetCompany(), self, lambda row: self._rebase(row, error))

    def _rebase(self, row: CompanyRow, error: Conflict) -> None:
        mine, self._row = self._row, row
        if mine is not None:
            show_clashes(self.form, _shown(mine), _shown(row), error)
        self._say_state()


def _shown(row: CompanyRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _NAMES} | {"zone": child_id(_ZONES, row.zone, 0)}


def _zones() -> list[Choice]:
    """Brazil's zones first; the others by name."""
    names = sorted(available_timezones(), key=lambda name: (not name.startswith("America/"), name))
    return [Choice(child_id(_ZONES, name, 0), name) for name in names if "/" in name]


pages.register(ShowCompany, CompanyPage)
