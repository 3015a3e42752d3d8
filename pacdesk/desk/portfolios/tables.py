"""Portfolios. The one with the fixed id `NO_PORTFOLIO` stands for "none" (DESIGN section 3)."""

from sqlalchemy.orm import Mapped, mapped_column

from pacdesk.storage.schema import Base, Versioned, Voidable
from pacdesk.storage.types import SortKey


class Portfolio(Versioned, Voidable, Base):
    """A portfolio of clients."""

    __tablename__ = "portfolios"
    public = True

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(SortKey, unique=True)
    tone: Mapped[str] = mapped_column(default="off")
    active: Mapped[bool] = mapped_column(default=True)
