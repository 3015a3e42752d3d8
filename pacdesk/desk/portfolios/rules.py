"""What a portfolio is, and on which days somebody works in it. Pure."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from pacdesk.desk.access.rules import Right, may, sees_portfolio
from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import Actor
from pacdesk.errors import UserError

PORTFOLIOS_ACTIVE = "portfolios_active"
"""The parameter that switches the cut by portfolio off (S2.1)."""


class Role(StrEnum):
    """How somebody works in a portfolio (S2.7)."""

    TITULAR = "titular"
    SUBSTITUTE = "substitute"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """Somebody in a portfolio; the days are inclusive, None is open."""

    user: UUID
    role: Role = Role.TITULAR
    starts_on: date | None = None
    ends_on: date | None = None

    def works_on(self, day: date) -> bool:
        """Whether he works in it on that day."""
        began = self.starts_on is None or self.starts_on <= day
        return began and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioRow:
    """A portfolio for lists: how many clients, organizations and open tickets stand in it."""

    id: UUID
    version: int
    name: str
    tone: str
    active: bool
    members: tuple[MemberRow, ...]


def may_assign(actor: Actor, *, creating: bool) -> bool:
    """Whether somebody may set a portfolio at all (S2.14). Of somebody new it may also who does not see
    those without one: else he could write nobody down."""
    if may(actor, Right.PORTFOLIO_ASSIGN):
        return True
    return creating and actor.sight.portfolios is not None and Right.PORTFOLIO_OUTSIDE not in actor.rights


def may_receive(actor: Actor, portfolio: UUID) -> bool:
    """Whether he may put somebody into that portfolio: one he works in, or any if he sees all (S2.14)."""
    return may(actor, Right.PORTFOLIO_ALL) or sees_portfolio(actor.sight, portfolio)


def member_problems(members: tuple[MemberRow, ...]) -> tuple[UserError, ...]:
    """What is wrong with who works in a portfolio (S2.7)."""
    problems, seen = [], set()
    for member in members:
        if member.user in seen:
            problems.append(UserError("portfolio.member_twice", field="members"))
        seen.add(member.user)
        if member.role is Role.SUBSTITUTE and (member.starts_on is None or member.ends_on is None):
            problems.append(UserError("portfolio.substitute_needs_dates", field="members"))
        if member.starts_on and member.ends_on and member.ends_on < member.starts_on:
            problems.append(UserError("portfolio.dates_reversed", field="members"))
    return tuple(problems)
