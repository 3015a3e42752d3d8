"""The company, its departments and staff, its parameters and its number sequences."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, UniqueConstraint, event, inspect, select, update
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from pacdesk.storage.schema import NO_PORTFOLIO, Base, Capture, Keyed, Versioned, Voidable
from pacdesk.storage.types import Json, SortKey, Uid


class Company(Versioned, Base):
    """One row: whose desk this is; printed on every document."""

    __tablename__ = "companies"
    public = True

    legal_name: Mapped[str] = mapped_column(default="")
    trade_name: Mapped[str] = mapped_column(default="")
    document: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    logo_file_id: Mapped[UUID | None] = mapped_column(Uid, default=None)
    zone: Mapped[str] = mapped_column(default="America/Sao_Paulo")


class Department(Versioned, Voidable, Base):
    """A department of the company; tickets wait in its queue."""

    __tablename__ = "departments"
    public = True

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(SortKey, unique=True)
    email: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    serves_clients: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)
    portfolio_id: Mapped[UUID | None] = mapped_column(Uid, default=None)
    """Where its tickets on own structure stand; None for no portfolio (DESIGN section 3)."""


def carry_portfolio(_mapper: Mapper[Any], connection: Connection, department: Department) -> None:
    """Carry a new portfolio to the department's tickets on own structure, and to what no key cascades to."""
    if not inspect(department).attrs.portfolio_id.history.has_changes():
        return
    tables, place = Base.metadata.tables, department.portfolio_id or NO_PORTFOLIO
    tickets, docs = tables["tickets"], tables["search_docs"]
    files, attachments = tables["stored_files"], tables["attachments"]
    theirs = (tickets.c.department_id == department.id) & tickets.c.client_id.is_(None)
    moved = select(tickets.c.id).where(theirs)
    hung = select(attachments.c.file_id).where(attachments.c.ticket_id.in_(moved))
    for table, which in (
        (docs, docs.c.ticket_id.in_(moved)),
        (files, files.c.id.in_(hung)),
        (tickets, theirs),
    ):
        there = table.c.portfolio_id == place
        connection.execute(update(table).where(which, ~there).values(portfolio_id=place))


event.listen(Department, "after_update", carry_portfolio)


class StaffMember(Versioned, Voidable, Base):
    """A person who works here (colaborador); attendants are staff members with a user."""

    __tablename__ = "staff_members"
    public = True

    name: Mapped[str]
    sort_key: Mapped[str] = mapped_column(SortKey, index=True)
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    job_title: Mapped[str] = mapped_column(default="")
    department_id: Mapped[UUID | None] = mapped_column(Uid, ForeignKey("departments.id"), default=None)
    active: Mapped[bool] = mapped_column(default=True)


class DepartmentMember(Versioned, Voidable, Base):
    """A user who works in a department beside his own, or manages it (S2.12)."""

    __tablename__ = "department_members"
    __table_args__ = (UniqueConstraint("user_id", "department_id", name="uq_department_members_user"),)
    public = True

    user_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("users.id"), index=True)
    department_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("departments.id"), index=True)
    manages: Mapped[bool] = mapped_column(default=False)


class Parameter(Versioned, Base):
    """One general parameter of the desk."""

    __tablename__ = "parameters"
    public = True

    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[Any] = mapped_column(Json)


class NumberSequence(Keyed, Base):
    """The last number drawn of a sequence in a year. Never goes back, not even by undo."""

    __tablename__ = "number_sequences"
    __table_args__ = (UniqueConstraint("name", "year", name="uq_number_sequences_name_year"),)
    capture = Capture.NOTHING
    public = True

    name: Mapped[str]
    year: Mapped[int]
    last: Mapped[int] = mapped_column(default=0)
