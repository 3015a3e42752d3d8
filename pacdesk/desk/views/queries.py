"""Which shared views stand in whose queue. What they hold and count is asked as of any list, so each is
answered by what he sees himself."""

from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.access.groups import groups_of
from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.tickets.rows import TicketFilter, TicketView
from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.views.commands import ListSharedViews
from pacdesk.desk.views.rules import SharedViewRow, is_for
from pacdesk.desk.views.tables import SharedView


def list_views(asking: Asking, question: ListSharedViews) -> tuple[SharedViewRow, ...]:
    """By name. Raises Forbidden: all of them are for who may change them."""
    if not question.mine:
        demand(asking.actor, Right.CATALOGUE_EDIT)
    wanted = select(SharedView).where(SharedView.voided_at.is_(None)).order_by(SharedView.name_key)
    rows = tuple(_row(row) for row in asking.session.scalars(wanted))
    if not question.mine or not rows:
        return rows
    actor = asking.actor
    mine = () if actor.user_id is None else groups_of(asking, actor.user_id)
    departments = actor.sight.departments | actor.sight.managed | {actor.department_id}
    groups = {group.id for group in mine}
    return tuple(row for row in rows if is_for(row, groups, {one for one in departments if one is not None}))


def _row(row: SharedView) -> SharedViewRow:
    return SharedViewRow(
        id=row.id,
        version=row.version,
        name=row.name,
        filter=TicketFilter(
            view=TicketView(row.base),
            words=row.words,
            type_id=row.type_id,
            department_id=row.department_id,
        ),
        groups=frozenset(UUID(one) for one in row.groups),
        departments=frozenset(UUID(one) for one in row.departments),
    )


QUESTIONS: Questions = {ListSharedViews: list_views}
