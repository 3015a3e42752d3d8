"""The register of organizations (D23); their clients follow them into another portfolio (D7)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pacdesk.desk.clients.commands import (
    ChangeOrganization,
    CreateOrganization,
    ListOrganizations,
    VoidOrganization,
)
from pacdesk.desk.clients.rows import OrganizationValues
from pacdesk.desk.clients.rules import check_organization
from pacdesk.desk.portfolios.commands import ListPortfolios
from pacdesk.desk.portfolios.rules import may_assign
from pacdesk.desk.values import Command, Done
from pacdesk.gui.admin import words
from pacdesk.gui.admin.kinds import Register, fields_of, line
from pacdesk.gui.clients.parts import covered_fields
from pacdesk.gui.clients.portfolios import follow, needs_assigning, to_choose
from pacdesk.gui.compiled.ui_organization_form import Ui_OrganizationForm
from pacdesk.gui.editing.records import Kind, Record, RecordsPane


def _values(values: Mapping[str, Any]) -> OrganizationValues:
    return OrganizationValues(
        name=values["name"],
        document=str(values["document"]),
        note=values["note"],
        own_portfolio_id=values["own_portfolio_id"],
    )


def _organization(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
    given = _values(values)
    if record is None:
        return CreateOrganization(organization=row_id, values=given)
    before = record.row.values if record.row is not None else given
    return ChangeOrganization(organization=row_id, version=record.version, before=before, values=given)


def _organizations(rows: Any) -> list[Record]:
    return [
        Record(
            r.id,
            r.version,
            fields_of(r.values, "name", "document", "own_portfolio_id", "note"),
            line(r.values.name, r.portfolio_name),
            r,
        )
        for r in rows
    ]


ORGANIZATIONS = Register(
    Kind(
        name="organizations",
        ui=Ui_OrganizationForm,
        command=_organization,
        words=lambda: words.words_of("organizations"),
        required=("name",),
        blank={"name": "", "document": "", "own_portfolio_id": None, "note": ""},
        check=lambda values: check_organization(_values(values)),
        void=lambda record: VoidOrganization(organization=record.id, version=record.version),
        refused=words.needs_clients,
        covered=covered_fields,
    ),
    ListOrganizations,
    _organizations,
    frozenset({"organizations", "portfolios"}),
    (("own_portfolio_id", ListPortfolios, lambda rows: to_choose(None, rows)),),
    icon="building-2",
)


class OrganizationsPane(RecordsPane):
    """Who may not set portfolios has that field to read; clients follow in a job of their own."""

    def _show(self, record: Record | None) -> None:
        super()._show(record)
        actor = self.context.actor
        may_set = actor is None or may_assign(actor, creating=record is None)
        self.form.inputs["own_portfolio_id"].set_locked(not may_set)
        self.form.fields["own_portfolio_id"].set_help("" if may_set else needs_assigning(self.context) or "")

    def _saved(self, done: Done[Any], record_id: UUID) -> None:
        super()._saved(done, record_id)
        if isinstance(done.answer, tuple):
            follow(self.context, self, done.answer)
