"""Organizations, clients, their contacts, addresses and access logins.

What is copied from a client's row (its search keys, its name and portfolio elsewhere) follows with
every write of the mapped class, whoever writes: a form, an import, an undo.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, Index, event, inspect, or_, select, text, update
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from pacdesk.desk.clients.rules import find_words, phone_keys
from pacdesk.storage.schema import Base, Guarded, Versioned, Voidable, guarded_key, guarded_parent, naming
from pacdesk.storage.types import SortKey, Uid, fold

# SQLite takes a partial index alone only if the column of its condition stands in it too.
LIVE: dict[str, Any] = {"sqlite_where": text("voided_at IS NULL")}


class Organization(Versioned, Guarded, Voidable, Base):
    """A group of clients (D23); its portfolio is theirs unless they have their own (D7)."""

    __tablename__ = "organizations"
    __table_args__ = (guarded_key("organizations"), naming("organizations", "own_portfolio_id"))

    name: Mapped[str]
    sort_key: Mapped[str] = mapped_column(SortKey, index=True)
    document: Mapped[str | None] = mapped_column(default=None, index=True)
    document_ok: Mapped[bool] = mapped_column(default=True)
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
            "voided_at",
            **LIVE,
        ),
        Index("ix_clients_by_document", "document", "rowno", "portfolio_id", "status", "voided_at", **LIVE),
        Index(
            "ix_clients_find",
            "sort_key",
            "rowno",
            "portfolio_id",
            "status",
            "find_key",
            "voided_at",
            **LIVE,
        ),
        Index("ix_clients_external", "external_table", "external_code"),
        naming("clients", "own_portfolio_id"),
        naming("clients", "user_id"),
    )

    kind: Mapped[str] = mapped_column(default="client")
    person_type: Mapped[str] = mapped_column(default="company")
    legal_name: Mapped[str]
    trade_name: Mapped[str] = mapped_column(default="")
    sort_key: Mapped[str] = mapped_column(SortKey)
    document: Mapped[str | None] = mapped_column(default=None, index=True)
    document_ok: Mapped[bool] = mapped_column(default=True)
    state_registration: Mapped[str] = mapped_column(default="")
    registration_state: Mapped[str] = mapped_column(default="")
    city_registration: Mapped[str] = mapped_column(default="")
    tax_regime: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="active")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    mobile: Mapped[str] = mapped_column(default="")
    phone_key: Mapped[str] = mapped_column(default="", index=True)
    find_key: Mapped[str] = mapped_column(default="")
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
    __table_args__ = (
        guarded_parent("contacts", "client_id", "clients"),
        guarded_key("contacts"),
        naming("contacts", "user_id"),
    )

    client_id: Mapped[UUID] = mapped_column(Uid, index=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="commercial")
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
    login: Mapped[str] = mapped_column(index=True)
    note: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)


FIND_KEY_LENGTH = 600
"""A row of a PostgreSQL index holds no more than 2,700 bytes."""


def keep_keys(_mapper: Mapper[Any], _connection: Connection, client: Client) -> None:
    """Derive what filters and telephone matching look into."""
    client.phone_key = phone_keys(client.phone or "", client.mobile or "")
    client.find_key = fold(find_words(client))[:FIND_KEY_LENGTH]


def keep_copies(_mapper: Mapper[Any], connection: Connection, client: Client) -> None:
    """Carry a new name to the lists that sort by it, a new portfolio to what no key cascades to."""
    state = inspect(client)
    if state.attrs.sort_key.history.has_changes():
        for name in ("tickets", "contracts"):
            table = Base.metadata.tables[name]
            connection.execute(
                update(table).where(table.c.client_id == client.id).values(client_sort_key=client.sort_key)
            )
    if state.attrs.portfolio_id.history.has_changes():
        _carry_portfolio(connection, client)


def _carry_portfolio(connection: Connection, client: Client) -> None:
    tables = Base.metadata.tables
    docs, tickets, contracts = tables["search_docs"], tables["tickets"], tables["contracts"]
    files, attachments = tables["stored_files"], tables["attachments"]
    own_tickets = select(tickets.c.id).where(tickets.c.client_id == client.id)
    own_contracts = select(contracts.c.id).where(contracts.c.client_id == client.id)
    own_docs = or_(docs.c.ref == client.id, docs.c.ref.in_(own_contracts), docs.c.ticket_id.in_(own_tickets))
    own_files = select(attachments.c.file_id).where(attachments.c.ticket_id.in_(own_tickets))
    new = {"portfolio_id": client.portfolio_id}
    connection.execute(update(docs).where(own_docs).values(new))
    connection.execute(update(files).where(files.c.id.in_(own_files)).values(new))


event.listen(Client, "before_insert", keep_keys)
event.listen(Client, "before_update", keep_keys)
event.listen(Client, "after_update", keep_copies)
