"""Reads about the company, and who an actor is."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from pacdesk.desk.access.tables import User
from pacdesk.desk.company.commands import DescribeDesk, GetCompany, GetParameter, ListDepartments, ListStaff
from pacdesk.desk.company.rules import DEFAULT_ZONE, CompanyRow, DepartmentRow, DeskFacts, StaffRow
from pacdesk.desk.company.tables import Company, Department, Parameter, StaffMember
from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.values import Actor, Sight
from pacdesk.storage.schema import DeskMeta, StoredFile


def actor_of(asking: Asking, user: User) -> Actor:
    """The actor a user is: his rights, his staff member, his department."""
    staff = None if user.staff_id is None else asking.find(StaffMember, user.staff_id)
    return Actor(
        user_id=user.id,
        login=user.login,
        name=staff.name if staff else user.name,
        staff_id=staff.id if staff else None,
        department_id=staff.department_id if staff else None,
        is_admin=user.is_admin,
        rights=frozenset(user.rights),
        sight=Sight(),
    )


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
    return asking.session.scalar(select(Parameter.value).where(Parameter.name == question.name))


QUESTIONS: Questions = {
    DescribeDesk: describe_desk,
    GetCompany: get_company,
    ListDepartments: list_departments,
    ListStaff: list_staff,
    GetParameter: get_parameter,
}
