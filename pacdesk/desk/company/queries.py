"""Reads about the company, its departments and staff."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from pacdesk.desk.company.calendar import PARAMETER, Calendar, calendar_of
from pacdesk.desk.company.commands import (
    DepartmentsOfUsers,
    DescribeDesk,
    GetCompany,
    GetParameter,
    ListDepartments,
    ListStaff,
)
from pacdesk.desk.company.rules import DEFAULT_ZONE, CompanyRow, DepartmentRow, DeskFacts, StaffRow
from pacdesk.desk.company.tables import Company, Department, DepartmentMember, Parameter, StaffMember
from pacdesk.desk.tx import Asking, Questions
from pacdesk.storage.schema import DeskMeta, StoredFile


def departments_of_users(asking: Asking, question: DepartmentsOfUsers) -> tuple[tuple[UUID, UUID, bool], ...]:
    """Every live membership of a department."""
    del question
    found = asking.session.execute(
        select(DepartmentMember.user_id, DepartmentMember.department_id, DepartmentMember.manages)
        .where(DepartmentMember.voided_at.is_(None))
        .order_by(DepartmentMember.rowno)
    )
    return tuple((row[0], row[1], row[2]) for row in found)


def describe_desk(asking: Asking, question: DescribeDesk) -> DeskFacts:
    """Which desk this is."""
    del question
    meta = asking.session.scalars(select(DeskMeta)).one()
    return DeskFacts(name=meta.name, kind=meta.kind, demo=meta.demo)


def get_company(asking: Asking, question: GetCompany) -> CompanyRow:
    """Whose desk this is; the logo's bytes are in the file store under their SHA-256."""
    del question
    company = asking.session.scalars(select(Company)).one()
    return CompanyRow(
        id=company.id,
        version=company.version,
        legal_name=company.legal_name,
        trade_name=company.trade_name,
        document=company.document,
        address=company.address,
        phone=company.phone,
        email=company.email,
        zone=company.zone,
        logo_sha256=None if company.logo_file_id is None else _sha256(asking, company.logo_file_id),
    )


def _sha256(asking: Asking, file: UUID) -> str | None:
    return asking.session.scalar(select(StoredFile.sha256).where(StoredFile.id == file))


def zone_of(asking: Asking) -> str:
    """The company's time zone."""
    return asking.session.scalar(select(Company.zone)) or DEFAULT_ZONE


def calendar(asking: Asking) -> Calendar:
    """The company's business time."""
    return calendar_of(parameter(asking, PARAMETER), zone_of(asking))


def list_departments(asking: Asking, question: ListDepartments) -> tuple[DepartmentRow, ...]:
    """Departments in their order."""
    wanted = select(Department).where(Department.voided_at.is_(None))
    if question.only_active:
        wanted = wanted.where(Department.active)
    found = asking.session.scalars(wanted.order_by(Department.position, Department.name_key))
    return tuple(
        DepartmentRow(
            id=d.id,
            version=d.version,
            name=d.name,
            email=d.email,
            position=d.position,
            serves_clients=d.serves_clients,
            active=d.active,
            portfolio_id=d.portfolio_id,
        )
        for d in found
    )


def list_staff(asking: Asking, question: ListStaff) -> tuple[StaffRow, ...]:
    """Staff by name."""
    wanted = (
        select(StaffMember, func.coalesce(Department.name, ""))
        .outerjoin(Department, Department.id == StaffMember.department_id)
        .where(StaffMember.voided_at.is_(None))
    )
    if question.only_active:
        wanted = wanted.where(StaffMember.active)
    return tuple(
        StaffRow(
            id=staff.id,
            version=staff.version,
            name=staff.name,
            email=staff.email,
            phone=staff.phone,
            job_title=staff.job_title,
            department_id=staff.department_id,
            department_name=department,
            active=staff.active,
        )
        for staff, department in asking.session.execute(wanted.order_by(StaffMember.sort_key))
    )


def get_parameter(asking: Asking, question: GetParameter) -> Any:
    """One general parameter, None when it was never set."""
    return parameter(asking, question.name)


def parameter(asking: Asking, name: str) -> Any:
    """One general parameter, None when it was never set."""
    return asking.session.scalar(select(Parameter.value).where(Parameter.name == name))


def departments_of(asking: Asking, user: UUID) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """The departments a user works in beside his own, and those of them that he manages."""
    rows = asking.session.execute(
        select(DepartmentMember.department_id, DepartmentMember.manages).where(
            DepartmentMember.user_id == user, DepartmentMember.voided_at.is_(None)
        )
    ).all()
    return frozenset(row[0] for row in rows), frozenset(row[0] for row in rows if row[1])


QUESTIONS: Questions = {
    DepartmentsOfUsers: departments_of_users,
    DescribeDesk: describe_desk,
    GetCompany: get_company,
    ListDepartments: list_departments,
    ListStaff: list_staff,
    GetParameter: get_parameter,
}
