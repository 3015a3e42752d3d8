"""Commands and questions about the company, its departments and its staff."""

from typing import Any
from uuid import UUID

from pacdesk.desk.company.rules import CompanyRow, DepartmentRow, DeskFacts, StaffRow
from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import Command, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCompany(Command[None]):
    """Change the company's data; `version` is the one seen."""

    version: int
    legal_name: str
    trade_name: str
    document: str
    address: str
    phone: str
    email: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLogo(Command[None]):
    """Print a picture (PNG or JPEG) on every document; its bytes are in the desk's file store already.
    `sha256` None takes the logo away."""

    sha256: str | None
    name: str = ""
    size: int = 0
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveDepartment(Command[UUID]):
    """Make a department (`version` 0) or change one. Its tickets on own structure, which have no client to
    have one, stand in its `portfolio` (S3.2, S2.10)."""

    department: UUID
    version: int = 0
    name: str
    email: str = ""
    position: int = 0
    serves_clients: bool = True
    active: bool = True
    portfolio: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveStaffMember(Command[UUID]):
    """Make a staff member (`version` 0) or change one."""

    staff: UUID
    version: int = 0
    name: str
    email: str = ""
    phone: str = ""
    job_title: str = ""
    department: UUID | None = None
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SetParameter(Command[None]):
    """Set one general parameter."""

    name: str
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeDesk(Question[DeskFacts]):
    """Which desk this is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GetCompany(Question[CompanyRow]):
    """Whose desk this is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDepartments(Question[tuple[DepartmentRow, ...]]):
    """Departments in their order; `only_active` for choices."""

    only_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ListStaff(Question[tuple[StaffRow, ...]]):
    """Staff by name; `only_active` for choices."""

    only_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GetParameter(Question[Any]):
    """One general parameter, None when it was never set."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDepartmentsOfUser(Command[None]):
    """Which departments a user works in beside his staff member's, and which he manages (S2.12)."""

    user: UUID
    departments: frozenset[UUID] = frozenset()
    managed: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentsOfUsers(Question[tuple[tuple[UUID, UUID, bool], ...]]):
    """Who works where beside his own department: (user, department, manages it)."""
