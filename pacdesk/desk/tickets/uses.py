"""What of the tickets uses rows of registers: open ones, to delete a row all of them; and subjects that
propose a row."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from pacdesk.desk.registry import Finders, Wish
from pacdesk.desk.tickets.tables import Subject, Ticket
from pacdesk.desk.tx import Asking
from pacdesk.desk.values import Use
from pacdesk.desk.workflow.flows import flow_of
from pacdesk.desk.workflow.tables import TicketType, WorkflowVersion
from pacdesk.desk.workflow.uses import NAMED, uses_in_flow


def tickets_by(
    column: Any, asking: Asking, row_id: UUID, wish: Wish, *, open_count: bool = True
) -> Iterator[Use]:
    """How many tickets name a row; `open_count`: open ones would break when it is switched off. All are
    counted, also those that the person may not see: how many there are is no secret of theirs."""
    if wish is Wish.SWITCH_OFF and not open_count:
        return
    counted = select(func.count()).select_from(Ticket).where(column == row_id, Ticket.voided_at.is_(None))
    open_ = asking.session.scalar(counted.where(Ticket.closed_at.is_(None))) or 0
    if open_:
        yield Use("open_tickets", count=open_)
    if wish is Wish.DELETE:
        closed = asking.session.scalar(counted.where(Ticket.closed_at.is_not(None))) or 0
        if closed:
            yield Use("closed_tickets", count=closed)


def subjects_by(column: Any, asking: Asking, row_id: UUID, wish: Wish) -> Iterator[Use]:
    """The subjects that propose a row."""
    wanted = select(Subject.name).where(column == row_id, Subject.voided_at.is_(None))
    if wish is Wish.SWITCH_OFF:
        wanted = wanted.where(Subject.active)
    for name in asking.session.scalars(wanted.order_by(Subject.name_key)):
        yield Use("subject", name)


def uses_in_older_flows(table: str, asking: Asking, row_id: UUID, wish: Wish) -> Iterator[Use]:
    """Flows that are not in force any more, but still carry open tickets. To delete a row every version
    counts anyway."""
    if wish is Wish.DELETE:
        return
    t = TicketType
    carrying = select(Ticket.workflow_version_id).where(
        Ticket.closed_at.is_(None), Ticket.voided_at.is_(None)
    )
    wanted = (
        select(WorkflowVersion.id, t.name)
        .join(t, t.id == WorkflowVersion.type_id)
        .where(
            WorkflowVersion.id.in_(carrying),
            (t.current_version_id != WorkflowVersion.id) | t.active.is_(False),
        )
        .order_by(t.name_key, WorkflowVersion.number)
    )
    for version_id, type_name in asking.session.execute(wanted).all():
        yield from uses_in_flow(flow_of(asking, version_id), type_name, table, row_id)


_OLDER = {table: (partial(uses_in_older_flows, table),) for table in NAMED}
FINDERS: Finders = _OLDER | {
    "ticket_types": (partial(subjects_by, Subject.default_type_id), partial(tickets_by, Ticket.type_id)),
    "departments": (
        *_OLDER["departments"],
        partial(subjects_by, Subject.default_department_id),
        partial(tickets_by, Ticket.department_id),
    ),
    "staff_members": (*_OLDER["staff_members"], partial(tickets_by, Ticket.attendant_id)),
    "subjects": (*_OLDER["subjects"], partial(tickets_by, Ticket.subject_id, open_count=False)),
    "complementary_statuses": (
        *_OLDER["complementary_statuses"],
        partial(tickets_by, Ticket.complementary_status_id, open_count=False),
    ),
}
