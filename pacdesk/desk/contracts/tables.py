"""Contracts of clients."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pacdesk.storage.schema import Base, Guarded, Versioned, Voidable, guarded_key, guarded_parent
from pacdesk.storage.types import SortKey, Uid

LIVE: dict[str, Any] = dict.fromkeys(("sqlite_where", "postgresql_where"), text("voided_at IS NULL"))


class Contract(Versioned, Guarded, Voidable, Base):
    """What a client has agreed with the company. `monthly_cents` is in centavos."""

    __tablename__ = "contracts"
    __table_args__ = (
        guarded_parent("contracts", "client_id", "clients"),
        guarded_key("contracts"),
        Index(
            "ix_contracts_list",
            "number_key",
            "rowno",
            "portfolio_id",
            "status",
            **LIVE,
        ),
    )

    client_id: Mapped[UUID] = mapped_column(Uid, index=True)
    number: Mapped[str]
    number_key: Mapped[str] = mapped_column(SortKey)
    plan: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="active")
    access_status: Mapped[str] = mapped_column(default="A")
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    monthly_cents: Mapped[int] = mapped_column(default=0)
    address_id: Mapped[UUID | None] = mapped_column(Uid, default=None)
    note: Mapped[str] = mapped_column(default="")
    external_code: Mapped[str] = mapped_column(default="", index=True)
    created_at: Mapped[datetime]
