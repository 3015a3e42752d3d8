"""Reads about users, and the one SQL form of what a person may see."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, UnaryExpression, and_, select, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.operators import custom_op

from pacdesk.desk.access.commands import ListUsers
from pacdesk.desk.access.rules import UserRow
from pacdesk.desk.access.tables import User
from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.values import Actor
from pacdesk.storage.schema import Guarded


def list_users(asking: Asking, question: ListUsers) -> tuple[UserRow, ...]:
    """Every user, by name."""
    del question
    found = asking.session.scalars(select(User).where(User.voided_at.is_(None)).order_by(User.login_key))
    return tuple(
        UserRow(
            id=user.id,
            version=user.version,
            login=user.login,
            name=user.name,
            has_password=user.password_hash is not None,
            is_admin=user.is_admin,
            rights=frozenset(user.rights),
            active=user.active,
            staff_id=user.staff_id,
            last_login_at=user.last_login_at,
        )
        for user in found
    )


def visible(table: type[Guarded], actor: Actor) -> ColumnElement[bool]:
    """*See*, as a condition on a guarded table (DESIGN section 5).

    The portfolio stands behind a unary plus on SQLite, so that its planner keeps to the sort index.
    """
    conditions: list[ColumnElement[bool]] = []
    if actor.sight.portfolios is not None:
        conditions.append(_plus(table.portfolio_id).in_(sorted(actor.sight.portfolios)))
    if actor.sight.blocked_types and hasattr(table, "type_id"):
        conditions.append(_plus(table.type_id).not_in(sorted(actor.sight.blocked_types)))
    return and_(true(), *conditions)


def may_see(actor: Actor, portfolio: UUID, type_id: UUID | None = None) -> bool:
    """The same as `visible`, for one row already read."""
    sight = actor.sight
    in_portfolio = sight.portfolios is None or portfolio in sight.portfolios
    return in_portfolio and type_id not in sight.blocked_types


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


QUESTIONS: Questions = {ListUsers: list_users}
