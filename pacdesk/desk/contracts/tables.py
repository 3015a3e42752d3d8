"""Contracts of clients."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Index, event, text
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from pacdesk.desk.clients.tables import FIND_KEY_LENGTH
from pacdesk.storage.schema import Base, Guarded, Versioned, Voidable, guarded_key, guarded_parent
from pacdesk.storage.types import SortKey, Uid, fold

LIVE: dict[str, Any] = {"sqlite_where": text("voided_at IS NULL")}


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
            "voided_at",
            **LIVE,
        ),
        Index(
            "ix_contracts_by_client",
            "client_sort_key",
            "rowno",
            "portfolio_id",
            "status",
            "voided_at",
            **LIVE,
        ),
        Index(
            "ix_contracts_find",
            "number_key",
            "rowno",
            "portfolio_id",
            "status",
            "client_sort_key",
            "find_key",
            "voided_at",
            **LIVE,
        ),
    )

    client_id: Mapped[UUID] = mapped_column(Uid, index=True)
    number: Mapped[str]
    number_key: Mapped[str] = mapped_column(SortKey)
    client_sort_key: Mapped[str] = mapped_column(SortKey, default="")
    find_key: Mapped[str] = mapped_column(default="")
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


def keep_keys(_mapper: Mapper[Any], _connection: Connection, contract: Contract) -> None:
    """Derive what lists sort by and filters look into."""
    contract.number_key = fold(contract.number)
    words = (contract.number, contract.plan or "", contract.external_code or "")
    contract.find_key = fold(" ".join(words))[:FIND_KEY_LENGTH]


event.listen(Contract, "before_insert", keep_keys)
event.listen(Contract, "before_update", keep_keys)
