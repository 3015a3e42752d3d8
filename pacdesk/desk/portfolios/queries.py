"""Reads about portfolios, and in which of them a user works today."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.portfolios.commands import ListPortfolios
from pacdesk.desk.portfolios.rules import MemberRow, PortfolioRow, Role
from pacdesk.desk.portfolios.tables import Portfolio, PortfolioMember
from pacdesk.desk.tx import Asking, Questions
from pacdesk.storage.schema import NO_PORTFOLIO


def list_portfolios(asking: Asking, question: ListPortfolios) -> tuple[PortfolioRow, ...]:
    """Portfolios by name, each with who works in it."""
    wanted = select(Portfolio).where(Portfolio.voided_at.is_(None), Portfolio.id != NO_PORTFOLIO)
    if question.only_active:
        wanted = wanted.where(Portfolio.active)
    members: dict[UUID, list[MemberRow]] = {}
    live = select(PortfolioMember).where(PortfolioMember.voided_at.is_(None))
    for row in asking.session.scalars(live.order_by(PortfolioMember.rowno)):
        members.setdefault(row.portfolio_id, []).append(_member(row))
    return tuple(
        PortfolioRow(
            id=row.id,
            version=row.version,
            name=row.name,
            tone=row.tone,
            active=row.active,
            members=tuple(members.get(row.id, ())),
        )
        for row in asking.session.scalars(wanted.order_by(Portfolio.name_key))
    )


def _member(row: PortfolioMember) -> MemberRow:
    return MemberRow(user=row.user_id, role=Role(row.role), starts_on=row.starts_on, ends_on=row.ends_on)


def any_portfolio(asking: Asking) -> bool:
    """Whether the desk has a portfolio at all."""
    wanted = select(Portfolio.id).where(Portfolio.voided_at.is_(None), Portfolio.id != NO_PORTFOLIO)
    return asking.session.scalar(wanted.limit(1)) is not None


def portfolios_of(asking: Asking, user: UUID, day: date) -> frozenset[UUID]:
    """The portfolios a user works in on that day (S2.10, S2.7); those switched off give nothing."""
    rows = asking.session.scalars(
        select(PortfolioMember)
        .join(Portfolio, Portfolio.id == PortfolioMember.portfolio_id)
        .where(
            PortfolioMember.user_id == user,
            PortfolioMember.voided_at.is_(None),
            Portfolio.voided_at.is_(None),
            Portfolio.active,
        )
    )
    return frozenset(row.portfolio_id for row in rows if _member(row).works_on(day))


QUESTIONS: Questions = {ListPortfolios: list_portfolios}
