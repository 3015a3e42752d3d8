"""Every register: its form, its command, and how its rows read."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from pacdesk.desk.company.commands import ListDepartments, ListStaff, SaveDepartment, SaveStaffMember
from pacdesk.desk.lean import dataclass
from pacdesk.desk.portfolios.commands import ListPortfolios
from pacdesk.desk.tickets.commands import (
    DeleteRecord,
    ListCannedMessages,
    ListComplementaryStatuses,
    SaveCannedMessage,
    SaveComplementaryStatus,
)
from pacdesk.desk.values import Command, Question, Visibility
from pacdesk.desk.workflow.commands import ListGroups, ListReasons, SaveGroup, SaveReason
from pacdesk.gui.admin import words
from pacdesk.gui.clients.portfolios import to_choose
from pacdesk.gui.compiled.ui_canned_form import Ui_CannedForm
from pacdesk.gui.compiled.ui_department_form import Ui_DepartmentForm
from pacdesk.gui.compiled.ui_group_form import Ui_GroupForm
from pacdesk.gui.compiled.ui_reason_form import Ui_ReasonForm
from pacdesk.gui.compiled.ui_staff_form import Ui_StaffForm
from pacdesk.gui.compiled.ui_status_form import Ui_StatusForm
from pacdesk.gui.editing.lookup import Choice
from pacdesk.gui.editing.records import Kind, Record
from pacdesk.gui.tickets.new_ticket_choices import visibilities
from pacdesk.gui.widgets.two_line_delegate import TwoLines

Rows = Callable[[Any], list[Record]]


@dataclass(frozen=True, slots=True)
class Register:
    """A page of the registers: its pane, the question for its rows, how they read, the lists that its
    lookups choose from ((field, question, choices)), and the tables that make it stale."""

    kind: Kind
    question: Callable[[], Question[Any]]
    rows: Rows
    tables: frozenset[str]
    lookups: tuple[tuple[str, Callable[[], Question[Any]], Callable[[Any], list[Any]]], ...] = ()
    icon: str = "list"


def line(name: str, second: str = "", *, active: bool = True) -> TwoLines:
    """How a row reads; one that is not in use says so."""
    return TwoLines(name, second, chip="" if active else words.off(), chip_tone="off")


def version_of(record: Record | None) -> int:
    """The version seen, 0 for a new row."""
    return record.version if record is not None else 0


def fields_of(row: Any, *names: str) -> dict[str, Any]:
    """Attributes of a row by the names of its form."""
    return {name: getattr(row, name) for name in names}


def named(rows: Any) -> list[tuple[UUID, str]]:
    """Rows to tick or to choose from, each by its name."""
    return [(row.id, row.name) for row in rows]


def deleting(table: str) -> Callable[[Record], Command[Any]]:
    """The command that takes a row of a register out; what uses it is named in the refusal."""
    return lambda record: DeleteRecord(table=table, row=record.id, version=record.version)


# --- departments, staff --------------------------------------------------------------------------


def _department(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
    return SaveDepartment(
        department=row_id,
        version=version_of(record),
        name=values["name"],
        email=str(values["email"]),
        position=values["position"] or 0,
        serves_clients=values["serves_clients"],
        active=values["active"],
        portfolio=values["portfolio"],
    )


def _departments(rows: Any) -> list[Record]:
    names = ("name", "email", "position", "serves_clients", "active")
    return [
        Record(
            r.id,
            r.version,
            {**fields_of(r, *names), "portfolio": r.portfolio_id},
            line(r.name, r.email, active=r.active),
            r,
        )
        for r in rows
    ]


def departments_to_choose(rows: Any) -> list[Choice]:
    """Departments in use."""
    return [Choice(r.id, r.name, "", r) for r in rows if r.active]


DEPARTMENTS = Register(
    Kind(
        name="departments",
        ui=Ui_DepartmentForm,
        command=_department,
        words=lambda: words.words_of("departments"),
        required=("name",),
        blank={
            "name": "",
            "email": "",
            "position": None,
            "serves_clients": True,
            "active": True,
            "portfolio": None,
        },
        check=words.demanded("name"),
        void=deleting("departments"),
        refused=words.needs_catalogues,
    ),
    lambda: ListDepartments(only_active=False),
    _departments,
    frozenset({"departments", "portfolios"}),
    (("portfolio", ListPortfolios, lambda rows: to_choose(None, rows)),),
    icon="building-2",
)


def _staff_member(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
    return SaveStaffMember(
        staff=row_id,
        version=version_of(record),
        name=values["name"],
        email=str(values["email"]),
        phone=str(values["phone"]),
        job_title=values["job_title"],
        department=values["department"],
        active=values["active"],
    )


def _staff(rows: Any) -> list[Record]:
    found = []
    for r in rows:
        values = fields_of(r, "name", "email", "phone", "job_title", "active") | {
            "department": r.department_id
        }
        second = " · ".join(part for part in (r.job_title, r.department_name) if part)
        found.append(Record(r.id, r.version, values, line(r.name, second, active=r.active), r))
    return found


STAFF = Register(
    Kind(
        name="staff",
        ui=Ui_StaffForm,
        command=_staff_member,
        words=lambda: words.words_of("staff"),
        required=("name",),
        blank={"name": "", "email": "", "phone": "", "job_title": "", "department": None, "active": True},
        check=words.demanded("name"),
        void=deleting("staff_members"),
        refused=words.needs_catalogues,
    ),
    lambda: ListStaff(only_active=False),
    _staff,
    frozenset({"staff", "staff_members", "departments"}),
    (("department", ListDepartments, departments_to_choose),),
    icon="users",
)

# --- groups, reasons, statuses, canned messages --------------------------------------------------


def _group(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
    return SaveGroup(
        group=row_id,
        version=version_of(record),
        name=values["name"],
        position=values["position"] or 0,
        active=values["active"],
    )


def _groups(rows: Any) -> list[Record]:
    return [
        Record(
            group,
            version,
            {"name": name, "position": at, "active": active},
            line(name, active=active),
            (group, name),
        )
        for at, (group, version, name, active) in enumerate(rows, 1)
    ]


def groups_to_choose(rows: Any) -> list[Choice]:
    """Groups in use."""
    return [Choice(group, name) for group, _, name, active in rows if active]


GROUPS = Register(
    Kind(
        name="groups",
        ui=Ui_GroupForm,
        command=_group,
        words=lambda: words.words_of("groups"),
        required=("name",),
        blank={"name": "", "position": None, "active": True},
        check=words.demanded("name"),
        void=deleting("ticket_groups"),
        refused=words.needs_catalogues,
    ),
    ListGroups,
    _groups,
    frozenset({"ticket_groups"}),
)


def _reason(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
    return SaveReason(reason=row_id, version=version_of(record), name=values["name"], active=values["active"])


def _reasons(rows: Any) -> list[Record]:
    return [
        Record(r.id, r.version, fields_of(r, "name", "active"), line(r.name, active=r.active), r)
        for r in rows
    ]


REASONS = Register(
    Kind(
        name="reasons",
        ui=Ui_ReasonForm,
        command=_reason,
        words=lambda: words.words_of("reasons"),
        required=("name",),
        blank={"name": "", "active": True},
        check=words.demanded("name"),
        void=deleting("handover_reasons"),
        refused=words.needs_catalogues,
    ),
    lambda: ListReasons(only_active=False),
    _reasons,
    frozenset({"handover_reasons"}),
    icon="corner-up-right",
)


def _status(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
    return SaveComplementaryStatus(
        status=row_id,
        version=version_of(record),
        name=values["name"],
        tone=values["tone"],
        active=values["active"],
    )


def _statuses(rows: Any) -> list[Record]:
    return [
        Record(r.id, r.version, fields_of(r, "name", "tone", "active"), line(r.name, active=r.active), r)
        for r in rows
    ]


STATUSES = Register(
    Kind(
        name="complementary_statuses",
        ui=Ui_StatusForm,
        command=_status,
        words=lambda: words.words_of("complementary_statuses"),
        required=("name",),
        blank={"name": "", "tone": "off", "active": True},
        check=words.demanded("name"),
        void=deleting("complementary_statuses"),
        refused=words.needs_catalogues,
    ),
    lambda: ListComplementaryStatuses(only_active=False),
    _statuses,
    frozenset({"complementary_statuses"}),
    icon="tag",
)


def _canned(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
    return SaveCannedMessage(
        message=row_id,
        version=version_of(record),
        name=values["name"],
        text=values["text"],
        visibility=values["visibility"],
        for_opening=values["for_opening"],
        active=values["active"],
    )


def _messages(rows: Any) -> list[Record]:
    names = ("name", "text", "visibility", "for_opening", "active")
    return [
        Record(
            r.id,
            r.version,
            fields_of(r, *names),
            line(r.name, " ".join(r.text.split())[:80], active=r.active),
            r,
        )
        for r in rows
    ]


def _prepare_canned(ui: Any, form: Any) -> None:
    ui.visibility.set_choices(visibilities())
    variables = "{cliente} {protocolo} {atendente} {contrato} {data}"
    form.fields["text"].set_help(
        words.translate("Registers", "Filled in when it is used: {names}").format(names=variables)
    )


CANNED = Register(
    Kind(
        name="canned_messages",
        ui=Ui_CannedForm,
        command=_canned,
        words=lambda: words.words_of("canned_messages"),
        required=("name", "text"),
        blank={
            "name": "",
            "text": "",
            "visibility": Visibility.CLIENT,
            "for_opening": False,
            "active": True,
        },
        prepare=_prepare_canned,
        check=words.demanded("name", "text"),
        void=deleting("canned_messages"),
        refused=words.needs_catalogues,
    ),
    lambda: ListCannedMessages(only_active=False),
    _messages,
    frozenset({"canned_messages"}),
    icon="message-square-text",
)
