"""Portfolios, and who works in which. The one with the fixed id `NO_PORTFOLIO` stands for "none" (DESIGN
section 3)."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pacdesk.storage.schema import Base, Versioned, Voidable
from pacdesk.storage.types import SortKey, Uid


class Portfolio(Versioned, Voidable, Base):
    """A portfolio of clients."""

    __tablename__ = "portfolios"
    public = True

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(SortKey, unique=True)
    tone: Mapped[str] = mapped_column(default="off")
    active: Mapped[bool] = mapped_column(default=True)


class PortfolioMember(Versioned, Voidable, Base):
    """A user who works in a portfolio, as its titular or as a substitute between two days (S2.7)."""

    __tablename__ = "portfolio_members"
    __table_args__ = (UniqueConstraint("portfolio_id", "user_id", name="uq_portfolio_members_user"),)
    public = True

    portfolio_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("portfolios.id"), index=True)
    user_id: Mapped[UUID] = mapped_column(Uid, ForeignKey("users.id"), index=True)
    role: Mapped[str] = mapped_column(default="titular")
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
