"""Commands and questions about portfolios."""

from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.portfolios.rules import MemberRow, PortfolioRow
from pacdesk.desk.values import Command, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePortfolio(Command[UUID]):
    """Make a portfolio (`version` 0) or change one, with who works in it (S2.5–S2.8)."""

    portfolio: UUID
    version: int = 0
    name: str
    tone: str = "off"
    active: bool = True
    members: tuple[MemberRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPortfolios(Question[tuple[PortfolioRow, ...]]):
    """Portfolios by name, each with who works in it; without the one that stands for none."""

    only_active: bool = False
