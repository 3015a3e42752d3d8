"""Making an organization on the way, from the form of a client (D23)."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from pacdesk.desk.clients.commands import CreateOrganization
from pacdesk.desk.clients.rows import OrganizationValues
from pacdesk.desk.clients.rules import check_organization
from pacdesk.desk.portfolios.commands import ListPortfolios
from pacdesk.desk.portfolios.rules import PortfolioRow, may_assign
from pacdesk.desk.values import Done, new_id
from pacdesk.errors import Invalid, UserError
from pacdesk.gui.clients.portfolios import to_choose
from pacdesk.gui.compiled.ui_organization_form import Ui_OrganizationForm
from pacdesk.gui.context import Context
from pacdesk.gui.editing.form import Form
from pacdesk.gui.editing.lookup import Choice
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, set_look
from pacdesk.gui.widgets.notices import plain_label


class OrganizationDialog(QDialog):
    """Name, CNPJ, notes. `made` carries the new organization as a choice."""

    made = Signal(object)

    def __init__(self, context: Context, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._id = new_id()
        self.setWindowTitle(self.tr("New organization"))
        title = plain_label(self)
        title.setText(self.windowTitle())
        set_look(title, "look", "lead")
        body = QWidget(self)
        ui: Any = Ui_OrganizationForm()
        ui.setupUi(body)
        self.form = Form(body, ui, self)
        self.form.fill({"name": name, "document": "", "own_portfolio_id": None, "note": ""})
        actor = context.actor
        self.form.inputs["own_portfolio_id"].set_locked(
            actor is not None and not may_assign(actor, creating=True)
        )
        context.ask(ListPortfolios(only_active=True), self, self._portfolios)
        self.form.set_checker(lambda: check_organization(self._values()))
        self.form.set_required(("name",))
        self._save = Button(self.tr("Save organization"), kind="primary", icon="check", parent=self)
        cancel = Button(self.tr("Back"), kind="ghost", parent=self)
        self._save.clicked.connect(self.try_save)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(current().px("pad_s"))
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        margin = current().scaled(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(current().px("pad_l"))
        column.addWidget(title)
        column.addWidget(body)
        column.addLayout(buttons)
        self.setMinimumWidth(current().scaled(420))
        self.form.go_to("document")

    def _values(self) -> OrganizationValues:
        given = self.form.values()
        return OrganizationValues(**given)

    def _portfolios(self, rows: tuple[PortfolioRow, ...]) -> None:
        self.form.inputs["own_portfolio_id"].set_choices(to_choose(self._context.actor, rows))

    def try_save(self) -> None:
        """Check, then save; refusals stand beside their fields."""
        if not self.form.complain_all():
            command = CreateOrganization(organization=self._id, values=self._values())
            self._context.run(command, self, self._done, self._failed)

    def _done(self, done: Done[Any]) -> None:
        del done
        self.made.emit(Choice(self._id, self._values().name))
        self.accept()

    def _failed(self, error: BaseException) -> None:
        problems = error.problems if isinstance(error, Invalid) and error.problems else ()
        if not problems and isinstance(error, UserError):
            problems = (error,)
        if not problems or self.form.tell(problems):
            self._context.tell(error)
