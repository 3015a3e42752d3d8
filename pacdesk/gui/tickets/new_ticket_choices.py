"""The lists behind the form of a new ticket, and the words of its fixed choices."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject, Signal

from pacdesk.desk.clients.brazil import UF_NAMES
from pacdesk.desk.company.commands import ListDepartments, ListStaff
from pacdesk.desk.company.rules import DepartmentRow, StaffRow
from pacdesk.desk.tickets.commands import ListCannedMessages, ListComplementaryStatuses, ListSubjects
from pacdesk.desk.tickets.rows import CannedRow, NamedRow, SubjectRow
from pacdesk.desk.tickets.rules import AddressOrigin, BestTime, Priority, TicketKind
from pacdesk.desk.values import Visibility
from pacdesk.desk.workflow.commands import ListGroups, ListTypes
from pacdesk.desk.workflow.rows import TypeRow
from pacdesk.gui.context import Context
from pacdesk.gui.editing.lookup import Choice
from pacdesk.gui.editing.typed import DateInput
from pacdesk.gui.tickets import words

translate = QCoreApplication.translate
USUAL_PRIORITY = Priority.NORMAL
USUAL_TIME = BestTime.ANY
LISTS = 7


class Registers(QObject):
    """The catalogues that a new ticket chooses from; `loaded` fires when all are there, and again after
    any of them changed."""

    loaded = Signal()
    _TABLES = frozenset(
        {"subjects", "ticket_types", "ticket_groups", "departments", "staff", "canned_messages"}
    )

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting = 0
        self.subjects: tuple[SubjectRow, ...] = ()
        self.types: tuple[TypeRow, ...] = ()
        self.staff: tuple[StaffRow, ...] = ()
        self.groups: list[tuple[Any, str]] = []
        self.departments: list[Choice] = []
        self.statuses: list[Choice] = []
        self.openings: list[Choice] = []
        context.changes.connect(self._heard)

    def load(self) -> None:
        """Ask for everything."""
        self._waiting = LISTS
        ask = self._context.ask
        ask(ListSubjects(), self, self._got_subjects, topic="subjects")
        ask(ListTypes(), self, self._got_types, topic="types")
        ask(ListGroups(), self, self._got_groups, topic="groups")
        ask(ListDepartments(), self, self._got_departments, topic="departments")
        ask(ListStaff(), self, self._got_staff, topic="staff")
        ask(ListComplementaryStatuses(), self, self._got_statuses, topic="statuses")
        ask(ListCannedMessages(), self, self._got_canned, topic="canned")

    def _heard(self, changes: Any) -> None:
        if changes.tables & self._TABLES:
            self.load()

    def _one_more(self) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self.loaded.emit()

    def _got_subjects(self, rows: tuple[SubjectRow, ...]) -> None:
        self.subjects = tuple(row for row in rows if row.purpose != "order")
        self._one_more()

    def _got_types(self, rows: tuple[TypeRow, ...]) -> None:
        self.types = rows
        self._one_more()

    def _got_groups(self, rows: tuple[tuple[UUID, int, str, bool], ...]) -> None:
        self.groups = [(group, name) for group, _, name, active in rows if active]
        self._one_more()

    def _got_departments(self, rows: tuple[DepartmentRow, ...]) -> None:
        self.departments = [Choice(row.id, row.name, "", row) for row in rows]
        self._one_more()

    def _got_staff(self, rows: tuple[StaffRow, ...]) -> None:
        self.staff = rows
        self._one_more()

    def _got_statuses(self, rows: tuple[NamedRow, ...]) -> None:
        self.statuses = [Choice(row.id, row.name, "", row) for row in rows]
        self._one_more()

    def _got_canned(self, rows: tuple[CannedRow, ...]) -> None:
        self.openings = [Choice(row.id, row.name, "", row) for row in rows if row.for_opening]
        self._one_more()

    def subjects_for(self, kind: TicketKind) -> list[Choice]:
        """Subjects that apply to this kind of ticket (S3.9)."""
        fitting = (row for row in self.subjects if row.applies_to in ("both", kind.value))
        return [Choice(row.id, row.name, "", row) for row in fitting]

    def types_of(self, group: UUID | None) -> list[Choice]:
        """Types of a group, or all (S1.24)."""
        fitting = (row for row in self.types if group is None or row.group_id == group)
        return [Choice(row.id, row.name, row.group_name, row) for row in fitting]

    def staff_of(self, department: UUID | None) -> list[Choice]:
        """Staff, those of the department first (S3.16)."""
        ordered = sorted(self.staff, key=lambda row: row.department_id != department)
        return [Choice(row.id, row.name, row.department_name, row) for row in ordered]


def subject_of(choice: Choice | None) -> SubjectRow | None:
    """The subject behind a choice."""
    return choice.row if choice is not None and isinstance(choice.row, SubjectRow) else None


def type_of(choice: Choice | None) -> TypeRow | None:
    """The type behind a choice."""
    return choice.row if choice is not None and isinstance(choice.row, TypeRow) else None


def canned_of(choice: Choice | None) -> CannedRow | None:
    """The canned message behind a choice."""
    return choice.row if choice is not None and isinstance(choice.row, CannedRow) else None


def kinds() -> list[tuple[Any, str]]:
    """For a client, or on own structure (S3.2)."""
    return [(kind, words.kind(kind)) for kind in TicketKind]


def priorities() -> list[tuple[Any, str]]:
    """S3.18."""
    return [(level, words.priority(level)) for level in Priority]


def best_times() -> list[tuple[Any, str]]:
    """S3.20."""
    return [(time, words.best_time(time)) for time in BestTime]


def visibilities() -> list[tuple[Any, str]]:
    """Who sees the opening message (S3.23)."""
    return [
        (Visibility.CLIENT, translate("NewTicketPage", "The client sees it")),
        (Visibility.INTERNAL, translate("NewTicketPage", "Only the team sees it")),
    ]


def origins(kind: TicketKind) -> list[tuple[Any, str]]:
    """Where the address is copied from (S3.11); own structure has only the typed one."""
    typed = [(AddressOrigin.MANUAL, translate("NewTicketPage", "Typed here"))]
    if kind is TicketKind.OWN_STRUCTURE:
        return [*typed]
    return [
        *typed,
        (AddressOrigin.CLIENT, translate("NewTicketPage", "The client")),
        (AddressOrigin.LOGIN, translate("NewTicketPage", "The login")),
        (AddressOrigin.CONTRACT, translate("NewTicketPage", "The contract")),
    ]


def states() -> list[tuple[Any, str]]:
    """The states of Brazil by their letters."""
    return [("", "–"), *((uf, uf) for uf in UF_NAMES)]


def degrees(value: float) -> str:
    """Decimal degrees as the language writes them."""
    return QLocale().toString(value, "f", 6)


def today(context: Context) -> str:
    """The company's date today."""
    day = context.now().astimezone(context.zone).date()
    return QDate(day.year, day.month, day.day).toString(DateInput.pattern())
