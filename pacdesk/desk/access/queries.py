"""Reads about users, and the one SQL form of what a person may see."""

import json
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, UnaryExpression, and_, or_, select, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.operators import custom_op

from pacdesk.desk.access import computers, groups, second_factor, server_logins
from pacdesk.desk.access.commands import ListUsers
from pacdesk.desk.access.rules import Sighted, UserRow, sees_portfolio, sees_ticket
from pacdesk.desk.access.tables import Membership, SecondFactor, User
from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.values import Actor, Sight, TicketScope
from pacdesk.storage.postgres.wall import login_behind_wall
from pacdesk.storage.reading import told_identity
from pacdesk.storage.schema import Guarded


def list_users(asking: Asking, question: ListUsers) -> tuple[UserRow, ...]:
    """Every user, by name."""
    del question
    memberships = asking.session.execute(
        select(Membership.user_id, Membership.group_id).where(Membership.voided_at.is_(None))
    )
    of_user: dict[UUID, list[UUID]] = {}
    for user_id, group_id in memberships:
        of_user.setdefault(user_id, []).append(group_id)
    with_password = _with_password(asking)
    with_second = frozenset(
        asking.session.scalars(select(SecondFactor.user_id).where(SecondFactor.voided_at.is_(None)))
    )
    found = asking.session.scalars(select(User).where(User.voided_at.is_(None)).order_by(User.login_key))
    return tuple(
        UserRow(
            id=user.id,
            version=user.version,
            login=user.login,
            name=user.name,
            has_password=user.id in with_password,
            is_admin=user.is_admin,
            rights=frozenset(user.rights),
            active=user.active,
            staff_id=user.staff_id,
            last_login_at=user.last_login_at,
            groups=tuple(sorted(of_user.get(user.id, ()))),
            superior_id=user.superior_id,
            has_second_factor=user.id in with_second,
        )
        for user in found
    )


def _with_password(asking: Asking) -> frozenset[UUID]:
    """Who has a password of this desk; behind its wall nobody, there the server asks for one."""
    if login_behind_wall(asking.session) is not None:
        return frozenset()
    return frozenset(asking.session.scalars(select(User.id).where(User.password_hash.is_not(None))))


def cut_by_wall(asking: Asking) -> bool:
    """Whether the wall of a shared desk cuts what is read to what the asker may see: not where somebody sees
    as another, whom the wall takes for himself."""
    told = told_identity(asking.session) if asking.on_postgres else None
    return told is not None and _id_in(told) == str(asking.actor.user_id)


@lru_cache(maxsize=4)
def _id_in(told: str) -> str:
    who: str = json.loads(told)["id"]
    return who


def by_portfolio_alone(sight: Sight) -> bool:
    """Whether the portfolio of a ticket decides, with its type, who sees it."""
    return sight.scope is TicketScope.ALL and not sight.managed and not sight.referred


def visible(table: type[Guarded], actor: Actor) -> ColumnElement[bool]:
    """*See*, as a condition on a guarded table (DESIGN section 5): for tickets the whole of it, for
    others the portfolio.

    The columns stand behind a unary plus on SQLite, so that its planner keeps to the sort index.
    """
    sight = actor.sight
    if not hasattr(table, "attendant_id") or not hasattr(table, "type_id"):
        return and_(true(), *_of_portfolio(table, sight))
    return _visible_ticket(table, sight)


def _visible_ticket(table: Any, sight: Sight) -> ColumnElement[bool]:
    inside = and_(true(), *_of_portfolio(table, sight), *_of_scope(table, sight))
    ways = [inside]
    if sight.managed:
        ways.append(_plus(table.department_id).in_(sorted(sight.managed)))
    if sight.referred:
        ways.append(_plus(table.id).in_(sorted(sight.referred)))
    conditions: list[ColumnElement[bool]] = [or_(*ways) if len(ways) > 1 else inside]
    if sight.blocked_types:
        conditions.append(_plus(table.type_id).not_in(sorted(sight.blocked_types)))
    return and_(*conditions)


def _of_portfolio(table: Any, sight: Sight) -> tuple[ColumnElement[bool], ...]:
    if sight.portfolios is None:
        return ()
    return (_plus(table.portfolio_id).in_(sorted(sight.portfolios)),)


def _of_scope(table: Any, sight: Sight) -> tuple[ColumnElement[bool], ...]:
    if sight.scope is TicketScope.ALL:
        return ()
    own = _plus(table.attendant_id).in_(sorted(sight.people))
    there = _plus(table.department_id).in_(sorted(sight.departments))
    free = _plus(table.attendant_id).is_(None)
    return (
        {
            TicketScope.DEPARTMENTS: or_(there, own),
            TicketScope.OWN_AND_FREE: or_(own, free),
            TicketScope.OWN_AND_FREE_THERE: or_(own, and_(free, there)),
            TicketScope.OWN: own,
        }[sight.scope],
    )


def may_see(actor: Actor, portfolio: UUID) -> bool:
    """The same as `visible` for one row already read, of a client or what hangs on him."""
    return sees_portfolio(actor.sight, portfolio)


def may_see_ticket(actor: Actor, ticket: Sighted) -> bool:
    """The same as `visible` for a ticket already read."""
    return sees_ticket(actor.sight, ticket)


class _Plus(UnaryExpression[Any]):
    """`+column` on SQLite, where it means "do not choose an index for this"; bare elsewhere."""

    inherit_cache = True


@compiles(_Plus)
def _bare(element: _Plus, compiler: SQLCompiler, **kw: Any) -> str:
    return compiler.process(element.element, **kw)


@compiles(_Plus, "sqlite")
def _with_plus(element: _Plus, compiler: SQLCompiler, **kw: Any) -> str:
    return "+" + compiler.process(element.element, **kw)


def unindexed(column: Any) -> Any:
    """The column, told on SQLite not to choose an index for the condition it stands in."""
    return _plus(column)


def _plus(column: Any) -> Any:
    return _Plus(column, operator=custom_op("+"), type_=column.type)


QUESTIONS: Questions = {
    ListUsers: list_users,
    **groups.QUESTIONS,
    **second_factor.QUESTIONS,
    **computers.QUESTIONS,
    **server_logins.QUESTIONS,
}
