"""The register of shared views: filters of the queue for permission groups and departments."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pacdesk.desk.access.commands import ListPermissionGroups
from pacdesk.desk.company.commands import ListDepartments
from pacdesk.desk.tickets.rows import TicketView
from pacdesk.desk.values import Command
from pacdesk.desk.views.commands import DeleteSharedView, ListSharedViews, SaveSharedView
from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.gui.admin import words
from pacdesk.gui.admin.kinds import Register, fields_of, line, named, version_of
from pacdesk.gui.compiled.ui_shared_view_form import Ui_SharedViewForm
from pacdesk.gui.editing.lookup import Choice
from pacdesk.gui.editing.records import Kind, Record
from pacdesk.gui.tickets.queue_views import SHOWN
from pacdesk.gui.tickets.queue_words import view_word


def _view(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
    return SaveSharedView(
        view=row_id,
        version=version_of(record),
        name=values["name"],
        base=values["base"],
        words=values["words"],
        type_id=values["type_id"],
        department_id=values["department_id"],
        groups=frozenset(values["groups"]),
        departments=frozenset(values["departments"]),
    )


def _views(rows: Any) -> list[Record]:
    found = []
    for row in rows:
        values = fields_of(row, "name", "groups", "departments") | {
            "base": row.filter.view,
            **fields_of(row.filter, "words", "type_id", "department_id"),
        }
        found.append(Record(row.id, row.version, values, line(row.name, view_word(row.filter.view)), row))
    return found


def _choices(rows: Any) -> list[Choice]:
    return [Choice(row.id, row.name) for row in rows]


def _prepare(ui: Any, form: Any) -> None:
    del form
    ui.base.set_choices([(view, view_word(view)) for view in SHOWN])


SHARED_VIEWS = Register(
    Kind(
        name="shared_views",
        ui=Ui_SharedViewForm,
        command=_view,
        words=lambda: words.words_of("shared_views"),
        required=("name",),
        blank={
            "name": "",
            "base": TicketView.OPEN,
            "words": "",
            "type_id": None,
            "department_id": None,
            "groups": (),
            "departments": (),
        },
        prepare=_prepare,
        check=words.demanded("name"),
        void=lambda record: DeleteSharedView(view=record.id, version=record.version),
        refused=words.needs_catalogues,
    ),
    lambda: ListSharedViews(mine=False),
    _views,
    frozenset({"shared_views", "permission_groups", "departments", "ticket_types"}),
    (
        ("type_id", ListTypes, _choices),
        ("department_id", ListDepartments, _choices),
        ("groups", lambda: ListPermissionGroups(only_active=True), named),
        ("departments", ListDepartments, named),
    ),
    icon="list-filter",
)
