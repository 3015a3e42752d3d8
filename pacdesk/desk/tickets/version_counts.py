"""How many open tickets stand in the versions of flows: what a change of them is about."""

from sqlalchemy import func, select

from pacdesk.desk.tickets.flow_questions import CountOpenTickets, ListTypesInUse, VersionUse
from pacdesk.desk.tickets.tables import Ticket
from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.desk.workflow.queries import list_types
from pacdesk.desk.workflow.rows import StageKind, TypeRow
from pacdesk.desk.workflow.tables import Stage, WorkflowVersion

_FINAL = tuple(kind for kind in StageKind if kind.is_final)


def open_tickets(asking: Asking, question: CountOpenTickets) -> tuple[VersionUse, ...]:
    """Counted from the stages that are no end: the index of tickets by stage leaves the closed ones, which
    are nearly all, alone."""
    count = func.count()
    wanted = (
        select(WorkflowVersion.type_id, WorkflowVersion.id, count)
        .join(Stage, Stage.version_id == WorkflowVersion.id)
        .join(Ticket, Ticket.stage_id == Stage.id)
        .where(Stage.kind.not_in(_FINAL), Ticket.closed_at.is_(None), Ticket.voided_at.is_(None))
        .group_by(WorkflowVersion.type_id, WorkflowVersion.id)
    )
    if question.type_id is not None:
        wanted = wanted.where(WorkflowVersion.type_id == question.type_id)
    return tuple(
        VersionUse(type_id=type_id, version_id=version_id, tickets=tickets)
        for type_id, version_id, tickets in asking.session.execute(wanted)
    )


def types_in_use(asking: Asking, question: ListTypesInUse) -> tuple[tuple[TypeRow, int], ...]:
    """Types as they are listed, each with its open tickets."""
    del question
    counts: dict[object, int] = {}
    for use in open_tickets(asking, CountOpenTickets()):
        counts[use.type_id] = counts.get(use.type_id, 0) + use.tickets
    return tuple((row, counts.get(row.id, 0)) for row in list_types(asking, ListTypes(only_active=False)))


QUESTIONS: Questions = {CountOpenTickets: open_tickets, ListTypesInUse: types_in_use}
