"""The steps of the check that compare copied facts with their origin: what lists sort by, and the
effective portfolio. Copies are made again by a repair; a portfolio is a matter of who sees what and is
never moved here."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, func, literal, select, update

from pacdesk.desk.checks.parts import Finding, Look
from pacdesk.desk.clients.tables import Client, Organization
from pacdesk.desk.company.tables import Department, StaffMember
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets.tables import Ticket, TicketEvent, TicketHead
from pacdesk.desk.workflow.tables import Stage
from pacdesk.storage.schema import NO_PORTFOLIO, SearchDoc
from pacdesk.storage.types import fold
from pacdesk.storage.unit_of_work import read, write

_STREAM: Final = 2000


@dataclass(frozen=True, slots=True)
class _Copy:
    """A column of a list's table that repeats a column of another; `empty` where there is no such row.
    `label` names the row to people."""

    code: str
    table: Any
    label: Any
    column: Any
    pointer: Any
    origin: Any
    key: Any
    empty: Any


_COPIES: Final = (
    _Copy(
        "copies.client",
        Ticket,
        Ticket.protocol,
        Ticket.client_sort_key,
        Ticket.client_id,
        Client.sort_key,
        Client.id,
        "",
    ),
    _Copy(
        "copies.attendant",
        Ticket,
        Ticket.protocol,
        Ticket.attendant_sort_key,
        Ticket.attendant_id,
        StaffMember.sort_key,
        StaffMember.id,
        "",
    ),
    _Copy(
        "copies.stage",
        Ticket,
        Ticket.protocol,
        Ticket.stage_position,
        Ticket.stage_id,
        Stage.position,
        Stage.id,
        0,
    ),
    _Copy(
        "copies.contract_client",
        Contract,
        Contract.number,
        Contract.client_sort_key,
        Contract.client_id,
        Client.sort_key,
        Client.id,
        "",
    ),
)


def copies(look: Look) -> Iterator[Finding]:
    """The copies that lists sort by are those of the rows they come from."""
    with read(look.desk.engine) as session:
        look.finds.seen = session.scalar(select(func.count()).select_from(Ticket)) or 0
        for copy in _COPIES:
            wanted = select(copy.label).where(_differs(copy))
            for label in session.scalars(wanted, execution_options={"yield_per": _STREAM}):
                yield Finding(copy.code, label)
        for protocol in _unfolded(session):
            yield Finding("copies.subject", protocol)
    if look.repair:
        look.finds.repaired += _mend(look)


def _origin(copy: _Copy) -> Any:
    own = select(copy.origin).where(copy.key == copy.pointer).correlate(copy.table).scalar_subquery()
    return func.coalesce(own, literal(copy.empty))


def _differs(copy: _Copy) -> ColumnElement[bool]:
    different: ColumnElement[bool] = copy.column != _origin(copy)
    return different


def _unfolded(session: Any) -> Iterator[str]:
    found = session.execute(
        select(Ticket.protocol, Ticket.subject, Ticket.subject_key),
        execution_options={"yield_per": _STREAM},
    )
    for protocol, subject, key in found:
        if fold(subject) != key:
            yield protocol


def _mend(look: Look) -> int:
    mended = 0
    with write(look.writing_engine()) as unit:
        session = unit.session
        for copy in _COPIES:
            statement = update(copy.table).where(_differs(copy)).values({copy.column: _origin(copy)})
            done: Any = session.execute(statement.execution_options(synchronize_session=False))
            mended += done.rowcount
        wrong = list(_unfolded(session))
        for protocol in wrong:
            subject = session.scalar(select(Ticket.subject).where(Ticket.protocol == protocol)) or ""
            session.execute(
                update(Ticket)
                .where(Ticket.protocol == protocol)
                .values(subject_key=fold(subject))
                .execution_options(synchronize_session=False)
            )
        session.commit()
    return mended + len(wrong)


def portfolios(look: Look) -> Iterator[Finding]:
    """The portfolio on each row is the effective one (D7; on own structure that of the department), the same
    from a ticket down to its texts."""
    with read(look.desk.engine) as session:
        for kind in (Client, Ticket, TicketEvent, SearchDoc):
            look.finds.seen += session.scalar(select(func.count()).select_from(kind)) or 0
        for code, wanted in _PORTFOLIOS.items():
            for ref in session.scalars(wanted, execution_options={"yield_per": _STREAM}):
                yield Finding(code, str(ref))


_EFFECTIVE: Final = func.coalesce(
    Client.own_portfolio_id, Organization.own_portfolio_id, literal(NO_PORTFOLIO, Client.portfolio_id.type)
)
_PORTFOLIOS: Final[dict[str, Any]] = {
    "portfolios.client": select(Client.legal_name)
    .outerjoin(Organization, Organization.id == Client.organization_id)
    .where(Client.portfolio_id != _EFFECTIVE),
    "portfolios.ticket": select(Ticket.protocol)
    .join(Client, Client.id == Ticket.client_id)
    .where(Ticket.portfolio_id != Client.portfolio_id),
    "portfolios.own_structure": select(Ticket.protocol)
    .join(Department, Department.id == Ticket.department_id)
    .where(
        Ticket.client_id.is_(None),
        Ticket.portfolio_id
        != func.coalesce(Department.portfolio_id, literal(NO_PORTFOLIO, Ticket.portfolio_id.type)),
    ),
    "portfolios.event": select(Ticket.protocol)
    .join(TicketEvent, TicketEvent.ticket_id == Ticket.id)
    .where(TicketEvent.portfolio_id != Ticket.portfolio_id),
    "portfolios.head": select(Ticket.protocol)
    .join(TicketHead, TicketHead.ticket_id == Ticket.id)
    .where(TicketHead.portfolio_id != Ticket.portfolio_id),
    "portfolios.document": select(Ticket.protocol)
    .join(SearchDoc, SearchDoc.ticket_id == Ticket.id)
    .where(SearchDoc.portfolio_id != Ticket.portfolio_id),
}
