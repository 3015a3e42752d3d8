"""Organizations, clients, their contacts, addresses and access logins."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pacdesk.storage.schema import Base, Guarded, Versioned, Voidable, guarded_key, guarded_parent
from pacdesk.storage.types import SortKey, Uid

LIVE: dict[str, Any] = dict.fromkeys(("sqlite_where", "postgresql_where"), text("voided_at IS NULL"))


class Organization(Versioned, Guarded, Voidable, Base):
    """A group of clients (D23); its portfolio is theirs unless they have their own (D7)."""

    __tablename__ = "organizations"
    __table_args__ = (guarded_key("organizations"),)

    name: Mapped[str]
    sort_key: Mapped[str] = mapped_column(SortKey, index=True)
    document: Mapped[str | None] = mapped_column(default=None, index=True)
    own_portfolio_id: Mapped[UUID | None] = mapped_column(Uid, ForeignKey("portfolios.id"), default=None)
    note: Mapped[str] = mapped_column(default="")


class Client(Versioned, Guarded, Voidable, Base):
    """Who is looked after: a company or a person, of one of the five requester kinds (S1.8)."""

    __tablename__ = "clients"
    __table_args__ = (
        guarded_key("clients"),
        Index(
            "ix_clients_list",
            "sort_key",
            "rowno",
            "portfolio_id",
            "status",
            **LIVE,
        ),
        Index("ix_clients_external", "external_table", "external_code"),
    )

    kind: Mapped[str] = mapped_column(default="client")
    person_type: Mapped[str] = mapped_column(default="company")
    legal_name: Mapped[str]
    trade_name: Mapped[str] = mapped_column(default="")
    sort_key: Mapped[str] = mapped_column(SortKey)
    document: Mapped[str | None] = mapped_column(default=None, index=True)
    document_ok: Mapped[bool] = mapped_column(default=True)
    state_registration: Mapped[str] = mapped_column(default="")
    city_registration: Mapped[str] = mapped_column(default="")
    tax_regime: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="active")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    mobile: Mapped[str] = mapped_column(default="")
    phone_key: Mapped[str] = mapped_column(default="", index=True)
    organization_id: Mapped[UUID | None] = mapped_column(
        Uid, ForeignKey("organizations.id"), default=None, index=True
    )
    own_portfolio_id: Mapped[UUID | None] = mapped_column(Uid, ForeignKey("portfolios.id"), default=None)
    external_table: Mapped[str] = mapped_column(default="")
    external_code: Mapped[str] = mapped_column(default="")
    under_sac: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    user_id: Mapped[UUID | None] = mapped_column(Uid, default=None)


class Contact(Versioned, Guarded, Voidable, Base):
    """A person to talk to at a client."""

    __tablename__ = "contacts"
    __table_args__ = (guarded_parent("contacts", "client_id", "clients"), guarded_key("contacts"))

    client_id: Mapped[UUID] = mapped_column(Uid, index=True)
    name: Mapped[str]
    job_title: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    mobile: Mapped[str] = mapped_column(default="")
    is_main: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    user_id: Mapped[UUID | None] = mapped_column(Uid, default=None)


class Address(Versioned, Guarded, Voidable, Base):
    """A place of a client."""

    __tablename__ = "addresses"
    __table_args__ = (guarded_parent("addresses", "client_id", "clients"),)

    client_id: Mapped[UUID] = mapped_column(Uid, index=True)
    label: Mapped[str] = mapped_column(default="")
    cep: Mapped[str] = mapped_column(default="")
    cep_ok: Mapped[bool] = mapped_column(default=True)
    street: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    complement: Mapped[str] = mapped_column(default="")
    district: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="Brasil")
    latitude: Mapped[float | None] = mapped_column(default=None)
    longitude: Mapped[float | None] = mapped_column(default=None)
    is_main: Mapped[bool] = mapped_column(default=False)


class AccessLogin(Versioned, Guarded, Voidable, Base):
    """A login with which a client uses the service (S3.6)."""

    __tablename__ = "access_logins"
    __table_args__ = (guarded_parent("access_logins", "client_id", "clients"),)

    client_id: Mapped[UUID] = mapped_column(Uid, index=True)
    contract_id: Mapped[UUID | None] = mapped_column(Uid, default=None, index=True)
    address_id: Mapped[UUID | None] = mapped_column(Uid, default=None)
    login: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
