"""Writes about the company; also draws the numbers that people see."""

from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from sqlalchemy import select

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.access.tables import User
from pacdesk.desk.company import calendar
from pacdesk.desk.company.commands import (
    ChangeCompany,
    SaveDepartment,
    SaveStaffMember,
    SetDepartmentsOfUser,
    SetLogo,
    SetParameter,
)
from pacdesk.desk.company.rules import DEFAULT_ZONE, protocol_of, year_in_zone
from pacdesk.desk.company.tables import (
    Company,
    Department,
    DepartmentMember,
    NumberSequence,
    Parameter,
    StaffMember,
)
from pacdesk.desk.registry import demand_may_rest
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.errors import Invalid, NotFound
from pacdesk.storage.schema import NO_PORTFOLIO, Base, StoredFile
from pacdesk.storage.types import fold
from pacdesk.storage.upsert import upsert

LOGO_KINDS = frozenset({"image/png", "image/jpeg"})


def draw_protocols(tx: Tx, how_many: int = 1) -> list[str]:
    """The next protocols of this year (D8): drawn inside the transaction, never reused."""
    zone = tx.session.scalar(select(Company.zone)) or DEFAULT_ZONE
    year = year_in_zone(tx.now, zone)
    last = draw_numbers(tx, "ticket", year, how_many)
    return [protocol_of(year, n) for n in range(last - how_many + 1, last + 1)]


def draw_numbers(tx: Tx, name: str, year: int, how_many: int) -> int:
    """Advance a sequence and answer its new last number."""
    statement = upsert(NumberSequence, on_postgres=tx.on_postgres).values(
        id=tx.child_id(f"sequence {name} {year}"), name=name, year=year, last=how_many
    )
    drawn = statement.on_conflict_do_update(
        index_elements=["name", "year"], set_={"last": NumberSequence.last + how_many}
    ).returning(NumberSequence.last)
    return int(tx.session.execute(drawn).scalar_one())


def change_company(tx: Tx, command: ChangeCompany) -> None:
    """Raises Forbidden, Conflict, Invalid `company.zone_unknown`."""
    demand(tx.actor, Right.PARAMETERS_EDIT)
    company = tx.session.scalars(select(Company)).one()
    tx.get_seen(Company, company.id, command.version)
    _check_zone(command.zone)
    company.legal_name = command.legal_name.strip()
    company.trade_name = command.trade_name.strip()
    company.document = command.document
    company.address = command.address.strip()
    company.phone = command.phone
    company.email = command.email.strip()
    company.zone = command.zone


def set_logo(tx: Tx, command: SetLogo) -> None:
    """Raises Forbidden, Invalid `company.logo_kind` (neither PNG nor JPEG)."""
    demand(tx.actor, Right.PARAMETERS_EDIT)
    company = tx.session.scalars(select(Company)).one()
    if command.sha256 is None:
        company.logo_file_id = None
        return
    if command.media_type not in LOGO_KINDS:
        raise Invalid("company.logo_kind", field="logo", name=command.name)
    kept = tx.add(
        StoredFile(
            id=tx.child_id("logo"),
            sha256=command.sha256,
            name=command.name,
            size=command.size,
            media_type=command.media_type,
            created_at=tx.at,
        )
    )
    tx.flush()
    company.logo_file_id = kept.id


def save_department(tx: Tx, command: SaveDepartment) -> UUID:
    """Raises Forbidden, NotFound, Conflict, Invalid `name.empty`, `name.taken`, `row.in_use`,
    `field.inactive`."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    key = checked_name(tx, Department, command.name, command.department)
    row = tx.get_or_new(Department, command.department, command.version)
    demand_may_rest(tx, row, active=command.active)
    row.name = command.name.strip()
    row.name_key = key
    row.email = command.email.strip()
    row.position = command.position
    row.serves_clients = command.serves_clients
    row.active = command.active
    if row.portfolio_id != command.portfolio:
        demand(tx.actor, Right.PORTFOLIO_EDIT)
        _demand_portfolio(tx, command.portfolio)
        row.portfolio_id = command.portfolio
    return command.department


def _demand_portfolio(tx: Tx, portfolio: UUID | None) -> None:
    if portfolio is None:
        return
    places = Base.metadata.tables["portfolios"].c
    wanted = select(places.active).where(places.id == portfolio, places.voided_at.is_(None))
    active = None if portfolio == NO_PORTFOLIO else tx.session.scalar(wanted)
    if active is None:
        raise NotFound("row.not_found", table="portfolios", id=str(portfolio))
    if not active:
        raise Invalid("field.inactive", field="portfolio")


def save_staff_member(tx: Tx, command: SaveStaffMember) -> UUID:
    """Raises Forbidden, Conflict, NotFound, Invalid `name.empty`, `row.in_use`."""
    demand(tx.actor, Right.CATALOGUE_EDIT)
    if not command.name.strip():
        raise Invalid("name.empty", field="name")
    if command.department is not None:
        tx.get(Department, command.department)
    row = tx.get_or_new(StaffMember, command.staff, command.version)
    demand_may_rest(tx, row, active=command.active)
    row.name = command.name.strip()
    row.sort_key = fold(command.name)
    row.email = command.email.strip()
    row.phone = command.phone
    row.job_title = command.job_title.strip()
    row.department_id = command.department
    row.active = command.active
    return command.staff


def set_parameter(tx: Tx, command: SetParameter) -> None:
    """Raises Forbidden, Invalid `hours.*` for working hours that cannot be."""
    demand(tx.actor, Right.PARAMETERS_EDIT)
    if command.name == calendar.PARAMETER:
        calendar.from_parameter(command.value)
    row = tx.session.scalar(select(Parameter).where(Parameter.name == command.name))
    if row is None:
        tx.add(Parameter(id=tx.child_id("parameter"), name=command.name, value=command.value))
    else:
        row.value = command.value


def set_departments_of_user(tx: Tx, command: SetDepartmentsOfUser) -> None:
    """Raises Forbidden, NotFound."""
    demand(tx.actor, Right.USERS_EDIT)
    tx.get(User, command.user)
    wanted = dict.fromkeys(command.departments, False) | dict.fromkeys(command.managed, True)
    kept = {
        row.department_id: row
        for row in tx.session.scalars(
            select(DepartmentMember).where(DepartmentMember.user_id == command.user)
        )
    }
    for department_id, manages in sorted(wanted.items()):
        tx.get(Department, department_id)
        row = kept.get(department_id)
        if row is None:
            row = tx.add(
                DepartmentMember(
                    id=tx.child_id(f"member {department_id}"),
                    user_id=command.user,
                    department_id=department_id,
                )
            )
        row.manages, row.voided_at = manages, None
    for department_id, row in kept.items():
        if department_id not in wanted and row.voided_at is None:
            row.voided_at = tx.at


def checked_name(tx: Tx, kind: Any, name: str, own_id: UUID) -> str:
    """The folded name, if it is there and free in the catalogue `kind` (a table with `name_key`).

    Raises Invalid `name.empty`, `name.taken`.
    """
    key = fold(name)
    if not key:
        raise Invalid("name.empty", field="name")
    holder = tx.session.scalar(select(kind.id).where(kind.name_key == key))
    if holder is not None and holder != own_id:
        raise Invalid("name.taken", field="name", name=name.strip())
    return key


def _check_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise Invalid("company.zone_unknown", field="zone", zone=zone)


HANDLERS: Handlers = {
    SetDepartmentsOfUser: set_departments_of_user,
    ChangeCompany: change_company,
    SetLogo: set_logo,
    SaveDepartment: save_department,
    SaveStaffMember: save_staff_member,
    SetParameter: set_parameter,
}
