"""The register of portfolios (Carteira de Clientes, S2.4-S2.16): information, attendants, deletion."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout, QWidget

from pacdesk.desk.access.commands import ListUsers
from pacdesk.desk.access.rules import Right
from pacdesk.desk.clients.commands import DeletePortfolio, PortfolioUse
from pacdesk.desk.clients.rows import PortfolioCounts
from pacdesk.desk.company.commands import GetParameter, SetParameter
from pacdesk.desk.portfolios.commands import ListPortfolios, SavePortfolio
from pacdesk.desk.portfolios.rules import PORTFOLIOS_ACTIVE, member_problems
from pacdesk.desk.values import Changes, Command, Done
from pacdesk.errors import UserError
from pacdesk.gui.admin import words
from pacdesk.gui.admin.kinds import Register, fields_of, line, version_of
from pacdesk.gui.compiled.ui_portfolio_form import Ui_PortfolioForm
from pacdesk.gui.context import Context
from pacdesk.gui.editing.inputs import ChoiceInput, SwitchInput
from pacdesk.gui.editing.lookup import Choice
from pacdesk.gui.editing.records import Kind, Record, RecordsPane
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import refuse, set_look
from pacdesk.gui.widgets.dialog import VerbDialog
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import plain_label

NAMES = ("name", "tone", "active", "members")


def _portfolio(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
    given = {name: values[name] for name in NAMES}
    return SavePortfolio(portfolio=row_id, version=version_of(record), **given)


def _portfolios(rows: Any) -> list[Record]:
    return [
        Record(
            r.id,
            r.version,
            fields_of(r, *NAMES),
            line(r.name, words.attendants(len(r.members)), active=r.active),
            r,
        )
        for r in rows
    ]


def _users(rows: Any) -> list[Choice]:
    return [Choice(r.id, r.name, r.login, r) for r in rows]


def _check(values: Mapping[str, Any]) -> tuple[UserError, ...]:
    return (*words.demanded("name")(values), *member_problems(values["members"]))


def needs_portfolios(context: Context) -> str | None:
    """Why portfolios cannot be changed, if so."""
    return words.lacking(context, Right.PORTFOLIO_EDIT)


PORTFOLIOS = Register(
    Kind(
        name="portfolios",
        ui=Ui_PortfolioForm,
        command=_portfolio,
        words=lambda: words.words_of("portfolios"),
        required=("name",),
        blank={"name": "", "tone": "off", "active": True, "members": ()},
        check=_check,
        void=lambda record: DeletePortfolio(portfolio=record.id, version=record.version),
        refused=needs_portfolios,
    ),
    ListPortfolios,
    _portfolios,
    frozenset({"portfolios", "portfolio_members", "users"}),
    (("members", ListUsers, _users),),
    icon="briefcase",
)


class PortfoliosPane(RecordsPane):
    """Two tabs, *Information* and *Attendants*; a portfolio is deleted in a dialog that counts. Under the
    list stands the switch for the whole desk (S2.1)."""

    def _build(self) -> None:
        super()._build()
        self.cuts = SwitchInput(self)
        self.cuts.set_value(True)
        self.cuts.edited.connect(self._switch)
        refuse(self.cuts, words.lacking(self.context, Right.PARAMETERS_EDIT))
        column = self._left.layout()
        if column is not None:
            column.addWidget(self.cuts)
            column.setContentsMargins(*([current().px("pad")] * 4))
        self.context.changes.connect(self._parameters_changed)
        self._ask_switch()

    def _ask_switch(self) -> None:
        self.context.ask(GetParameter(name=PORTFOLIOS_ACTIVE), self, self._show_switch, topic="switch")

    def _show_switch(self, value: Any) -> None:
        self.cuts.set_value(value is not False)

    def _parameters_changed(self, changes: Changes) -> None:
        if "parameters" in changes.tables:
            self._ask_switch()

    def _switch(self) -> None:
        command = SetParameter(name=PORTFOLIOS_ACTIVE, value=self.cuts.value())
        self.context.run(command, self, self._switched)

    def _switched(self, done: Done[Any]) -> None:
        on = self.tr("Attendants see only the portfolios they work in")
        off = self.tr("Portfolios cut nothing any more: all see all clients")
        self.context.toast(on if self.cuts.value() else off, done.changes.change_set)

    def _build_form(self) -> QWidget:
        whole = super()._build_form()
        body = self.form.body
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self._column.replaceWidget(body, self.tabs)
        for page in (body, self.ui.members):
            ground = QFrame(self.tabs)
            set_look(ground, "look", "base")
            rows = QVBoxLayout(ground)
            rows.setContentsMargins(0, current().px("pad_l"), 0, 0)
            rows.addWidget(page)
            rows.addStretch(1)
            self.tabs.addTab(ground, "")
        return whole

    def _texts(self) -> None:
        super()._texts()
        self.cuts.setText(self.tr("Portfolios cut what attendants see"))
        self.cuts.setAccessibleName(self.cuts.text())
        self.tabs.setTabText(0, self.tr("Information"))
        self.tabs.setTabText(1, self.tr("Attendants"))

    def _say_title(self) -> None:
        super()._say_title()
        words_now = self.kind.words()
        self.save_button.setText(words_now.new if self._record is None else words_now.save)

    def start_new(self) -> None:
        self.tabs.setCurrentIndex(0)
        super().start_new()

    def _void(self) -> None:
        if self._record is not None and self.kind.refused(self.context) is None:
            question = PortfolioUse(portfolio=self._record.id)
            self.context.ask(question, self, self._ask_where_to, topic="use")

    def _ask_where_to(self, counts: PortfolioCounts) -> None:
        record = self._record
        if record is None:
            return
        others = [one for one in self.records() if one.id != record.id and one.row.active]
        dialog = DeletePortfolioDialog(record.lines.name, counts, others, self)
        dialog.accepted.connect(lambda: self._delete(record, dialog.place.value()))
        dialog.open()

    def _delete(self, record: Record, move_to: UUID | None) -> None:
        command = DeletePortfolio(portfolio=record.id, version=record.version, move_to=move_to)
        self.context.run(command, self, self._voided, self._failed)


class DeletePortfolioDialog(VerbDialog):
    """How much stands in a portfolio, and where it goes (S2.15, S2.16)."""

    def __init__(
        self, name: str, counts: PortfolioCounts, others: list[Record], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("Delete {name}").format(name=name),
            self.tr("Delete portfolio"),
            kind="danger",
            told=self._tell(counts),
            parent=parent,
        )
        self.place = ChoiceInput(self)
        nowhere = self.tr("None: outside every portfolio")
        self.place.set_choices([(None, nowhere), *((one.id, one.lines.name) for one in others)])
        self._field = FormField(self.tr("&Clients and organizations go to"), self.place, parent=self)
        self._field.setVisible(bool(counts.clients or counts.organizations or counts.open_tickets))
        later = plain_label(self, wrap=True)
        later.setText(self.tr("You can undo this for 30 days."))
        set_look(later, "look", "second")
        self.body.addWidget(self._field)
        self.body.addWidget(later)

    def _tell(self, counts: PortfolioCounts) -> str:
        if not (counts.clients or counts.organizations or counts.open_tickets):
            return self.tr("Nothing stands in it.")
        parts = (
            self.tr("%n client(s)", "", counts.clients),
            self.tr("%n organization(s)", "", counts.organizations),
            self.tr("%n open ticket(s)", "", counts.open_tickets),
        )
        return self.tr("In it: {what}.").format(what=" · ".join(parts))
