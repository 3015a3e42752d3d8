"""Registers that have rules of their own: types with their stages, subjects with their obligations."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from pacdesk.desk.company.commands import ListDepartments
from pacdesk.desk.tickets.commands import ListSubjects, SaveSubject
from pacdesk.desk.tickets.flow_questions import ListTypesInUse
from pacdesk.desk.tickets.rules import TicketKind, subject_problems
from pacdesk.desk.values import Command
from pacdesk.desk.workflow.commands import ChangeType, CreateType, ListGroups, ListTypes
from pacdesk.errors import UserError
from pacdesk.gui.admin import words
from pacdesk.gui.admin.kinds import (
    Register,
    deleting,
    departments_to_choose,
    fields_of,
    groups_to_choose,
    line,
    version_of,
)
from pacdesk.gui.compiled.ui_subject_form import Ui_SubjectForm
from pacdesk.gui.compiled.ui_type_form import Ui_TypeForm
from pacdesk.gui.editing.lookup import Choice
from pacdesk.gui.editing.records import Kind, Record
from pacdesk.gui.tickets.new_ticket_choices import origins, priorities

translate = words.translate


def _type(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
    given = {"group": values["group"], "name": values["name"], "description": values["description"]}
    if record is None:
        return CreateType(type_id=row_id, **given)
    return ChangeType(type_id=row_id, version=record.version, active=values["active"], **given)


def _types(rows: Any) -> list[Record]:
    return [
        Record(
            r.id,
            r.version,
            fields_of(r, "name", "description", "active") | {"group": r.group_id},
            line(r.name, _in_use(r.group_name, tickets), active=r.active),
            r,
        )
        for r, tickets in rows
    ]


def _in_use(group: str, tickets: int) -> str:
    if not tickets:
        return group
    if tickets == 1:
        return f"{group} · " + translate("Registers", "1 open ticket")
    return f"{group} · " + translate("Registers", "{count} open tickets").format(count=tickets)


def _show_type(ui: Any, form: Any, record: Record | None) -> None:
    del form
    ui.active.setEnabled(record is not None)


def types_to_choose(rows: Any) -> list[Choice]:
    """Types in use."""
    return [Choice(r.id, r.name, r.group_name, r) for r in rows if r.active]


TYPES = Register(
    Kind(
        name="types",
        ui=Ui_TypeForm,
        command=_type,
        words=lambda: words.words_of("types"),
        required=("name", "group"),
        blank={"name": "", "description": "", "group": None, "active": True},
        check=words.demanded("name", "group"),
        shown=_show_type,
        void=deleting("ticket_types"),
        refused=words.needs_catalogues,
    ),
    ListTypesInUse,
    _types,
    frozenset({"ticket_types", "ticket_groups"}),
    (("group", ListGroups, groups_to_choose),),
    icon="list-checks",
)

_SUBJECT = (
    "name",
    "purpose",
    "applies_to",
    "tone",
    "goal_hours",
    "login_required",
    "contract_required",
    "default_priority",
    "address_origin",
    "default_message",
    "active",
)


def _subject(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
    return SaveSubject(
        subject=row_id,
        version=version_of(record),
        **{name: values[name] for name in (*_SUBJECT, "default_type", "default_department")},
    )


def _subjects(rows: Any) -> list[Record]:
    found = []
    for r in rows:
        values = fields_of(r, *_SUBJECT) | {
            "default_type": r.default_type_id,
            "default_department": r.default_department_id,
        }
        found.append(Record(r.id, r.version, values, line(r.name, _demands(r), active=r.active), r))
    return found


def _demands(row: Any) -> str:
    if row.login_required:
        return translate("Registers", "demands login and contract")
    return translate("Registers", "demands contract") if row.contract_required else ""


def _prepare_subject(ui: Any, form: Any) -> None:
    ui.purpose.set_choices(
        [
            ("ticket", translate("Registers", "Tickets")),
            ("order", translate("Registers", "Service orders")),
            ("both", translate("Registers", "Both")),
        ]
    )
    ui.applies_to.set_choices(
        [
            ("both", translate("Registers", "Clients and own structure")),
            ("client", translate("Registers", "Clients")),
            ("own_structure", translate("Registers", "Own structure")),
        ]
    )
    ui.default_priority.set_choices([(None, words.nothing()), *priorities()])
    ui.address_origin.set_choices([(None, words.nothing()), *origins(TicketKind.CLIENT)])
    form.fields["goal_hours"].set_help(translate("Registers", "The deadline of its tickets"))


def _check_subject(values: Mapping[str, Any]) -> Iterable[UserError]:
    found = list(words.demanded("name")(values))
    found += subject_problems(values["purpose"], values["applies_to"], values["goal_hours"])
    return found


SUBJECTS = Register(
    Kind(
        name="subjects",
        ui=Ui_SubjectForm,
        command=_subject,
        words=lambda: words.words_of("subjects"),
        required=("name",),
        blank={
            "name": "",
            "purpose": "ticket",
            "applies_to": "both",
            "tone": "off",
            "goal_hours": None,
            "login_required": False,
            "contract_required": False,
            "default_type": None,
            "default_department": None,
            "default_priority": None,
            "address_origin": None,
            "default_message": "",
            "active": True,
        },
        prepare=_prepare_subject,
        check=_check_subject,
        void=deleting("subjects"),
        refused=words.needs_catalogues,
    ),
    lambda: ListSubjects(only_active=False),
    _subjects,
    frozenset({"subjects", "ticket_types", "departments"}),
    (
        ("default_type", ListTypes, types_to_choose),
        ("default_department", ListDepartments, departments_to_choose),
    ),
    icon="tag",
)
