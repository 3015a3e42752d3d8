"""Writes about portfolios. Clients are put into one by their own handlers."""

from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.access.tables import User
from pacdesk.desk.company.handlers import checked_name
from pacdesk.desk.portfolios.commands import SavePortfolio
from pacdesk.desk.portfolios.rules import MemberRow, member_problems
from pacdesk.desk.portfolios.tables import Portfolio, PortfolioMember
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.errors import Invalid, NotFound
from pacdesk.storage.schema import NO_PORTFOLIO


def save_portfolio(tx: Tx, command: SavePortfolio) -> UUID:
    """Make or change a portfolio (S2.5-S2.8). Raises Forbidden, NotFound, Conflict, Invalid `name.empty`,
    `name.taken`, `portfolio.member_twice`, `portfolio.substitute_needs_dates`, `portfolio.dates_reversed`.
    """
    demand(tx.actor, Right.PORTFOLIO_EDIT)
    if command.portfolio == NO_PORTFOLIO:
        raise NotFound("row.not_found", table="portfolios", id=str(command.portfolio))
    key = checked_name(tx, Portfolio, command.name, command.portfolio)
    problems = member_problems(command.members)
    if problems:
        raise Invalid(problems=problems)
    row = tx.get_or_new(Portfolio, command.portfolio, command.version)
    row.name, row.name_key = command.name.strip(), key
    row.tone, row.active = command.tone, command.active
    tx.flush()
    _put_members(tx, row.id, command.members)
    return row.id


def _put_members(tx: Tx, portfolio: UUID, members: tuple[MemberRow, ...]) -> None:
    kept = {
        row.user_id: row
        for row in tx.session.scalars(
            select(PortfolioMember).where(PortfolioMember.portfolio_id == portfolio)
        )
    }
    for member in members:
        tx.get(User, member.user)
        row = kept.pop(member.user, None)
        if row is None:
            row = tx.add(
                PortfolioMember(
                    id=tx.child_id(f"member {member.user}"), portfolio_id=portfolio, user_id=member.user
                )
            )
        row.role, row.starts_on, row.ends_on = member.role, member.starts_on, member.ends_on
        row.voided_at = None
    for row in kept.values():
        if row.voided_at is None:
            row.voided_at = tx.at


HANDLERS: Handlers = {SavePortfolio: save_portfolio}
