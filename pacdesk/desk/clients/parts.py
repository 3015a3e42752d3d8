"""Writes about what hangs on a client: contacts, addresses, access logins; and its search document."""

from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select

from pacdesk.desk.access.queries import may_see
from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.access.tables import User
from pacdesk.desk.changing import merged_with, read_values, write_values
from pacdesk.desk.clients.commands import (
    SaveAddress,
    SaveContact,
    SaveLogin,
    VoidAddress,
    VoidContact,
    VoidLogin,
)
from pacdesk.desk.clients.covering import taken
from pacdesk.desk.clients.rows import AddressValues, ClientValues, ContactValues, LoginValues
from pacdesk.desk.clients.rules import (
    clean_address,
    clean_contact,
    clean_login,
    search_text,
    untouched_fields,
)
from pacdesk.desk.clients.tables import AccessLogin, Address, Client, Contact
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.values import Visibility
from pacdesk.errors import Invalid, NotFound, UserError
from pacdesk.storage.schema import Base, Guarded, SearchDoc
from pacdesk.storage.search import add_document, change_document

P = TypeVar("P", bound=Contact | Address | AccessLogin)


def editable_client(tx: Tx, client_id: UUID) -> Client:
    """The client, held against other writers, if the actor may see it. Raises NotFound."""
    client = tx.get_locked(Client, client_id)
    demand_sight(tx, client)
    return client


def demand_sight(tx: Tx, row: Any) -> None:
    """Raise NotFound for a row of a portfolio out of sight: the two cases are not told apart."""
    guarded: Guarded = row
    if not may_see(tx.actor, guarded.portfolio_id):
        raise NotFound("row.not_found", table=row.__tablename__, id=str(row.id))


def live_of(tx: Tx, kind: type[P], client_id: UUID) -> list[P]:
    """A client's live parts of one kind, in an order that is the same on every desk."""
    found = select(kind).where(kind.client_id == client_id, kind.voided_at.is_(None)).order_by(kind.id)
    return list(tx.session.scalars(found))


def used(tx: Tx, table: str, **equal: UUID) -> int:
    """How many live rows of a table of another area refer to one of ours."""
    there = Base.metadata.tables[table]
    conditions = [there.c[name] == value for name, value in equal.items()]
    count = select(func.count()).select_from(there).where(there.c.voided_at.is_(None), *conditions)
    return tx.session.scalar(count) or 0


def demand_edit(tx: Tx, *, imported: bool) -> None:
    """Raise Forbidden unless the actor may edit clients, and for data of an import also bring that."""
    demand(tx.actor, Right.CLIENT_EDIT)
    if imported:
        demand(tx.actor, Right.IMPORT_DATA)


def index_client(tx: Tx, client: Client) -> None:
    """Make a client findable, or give its search document the text that it has now."""
    tx.flush()
    contacts = [read_values(row, ContactValues) for row in live_of(tx, Contact, client.id)]
    text = search_text(read_values(client, ClientValues), contacts)
    if tx.session.scalar(select(SearchDoc.doc_id).where(SearchDoc.ref == client.id)) is not None:
        change_document(tx.session, client.id, text)
        return
    add_document(
        tx.session,
        kind="client",
        ref=client.id,
        portfolio=client.portfolio_id,
        ticket=None,
        visibility=Visibility.INTERNAL,
        happened_at=client.created_at,
        text=text,
    )


# --- contacts -------------------------------------------------------------------------------


def save_contact(tx: Tx, command: SaveContact) -> UUID:
    """Make or change a contact. Raises Forbidden, NotFound, Invalid, Conflict `row.fields_changed`."""
    demand_edit(tx, imported=command.imported)
    client = editable_client(tx, command.client)
    if command.before is None:
        add_contact(tx, client, command.contact, command.values, imported=command.imported)
    else:
        row = _own(tx, Contact, command.contact, client)
        wanted = taken(tx.actor, command.before, command.values)
        values, current = merged_with(tx, row, command.before, wanted)
        _write_contact(
            tx,
            row,
            clean_contact(values, imported=command.imported, untouched=untouched_fields(values, current)),
        )
    index_client(tx, client)
    return command.contact


def add_contact(
    tx: Tx, client: Client, contact_id: UUID, values: ContactValues, *, imported: bool = False
) -> None:
    """Make a contact; the first one of a client is its main one."""
    row = Contact(id=contact_id, client_id=client.id, portfolio_id=client.portfolio_id)
    _write_contact(tx, row, clean_contact(values, imported=imported))


def _write_contact(tx: Tx, row: Contact, values: ContactValues) -> None:
    if values.user_id is not None:
        tx.get(User, values.user_id)
    write_values(row, values)
    _settle_main(tx, row)
    tx.add(row)


def void_contact(tx: Tx, command: VoidContact) -> None:
    """Take a contact out. Raises Invalid `contact.in_use` while a ticket names it (S1.12)."""
    row = _voidable(tx, Contact, command.contact, command.version)
    if tx.behind_wall:
        # Also by tickets that he who deletes does not see.
        count = tx.session.scalar(select(func.app.tickets_naming(row.id)))
        if count:
            raise Invalid("contact.in_use", table="tickets", count=count)
    _refuse_used(tx, "contact.in_use", "tickets", contact_id=row.id)
    _void(tx, row)
    index_client(tx, tx.get(Client, row.client_id))


# --- addresses ------------------------------------------------------------------------------


def save_address(tx: Tx, command: SaveAddress) -> UUID:
    """Make or change an address. Raises Forbidden, NotFound, Invalid, Conflict `row.fields_changed`."""
    demand_edit(tx, imported=command.imported)
    client = editable_client(tx, command.client)
    if command.before is None:
        add_address(tx, client, command.address, command.values, imported=command.imported)
        return command.address
    row = _own(tx, Address, command.address, client)
    wanted = taken(tx.actor, command.before, command.values)
    values, current = merged_with(tx, row, command.before, wanted)
    write_values(
        row,
        clean_address(values, imported=command.imported, untouched=untouched_fields(values, current)),
    )
    _settle_main(tx, row)
    return command.address


def add_address(
    tx: Tx, client: Client, address_id: UUID, values: AddressValues, *, imported: bool = False
) -> None:
    """Make an address; the first one of a client is its main one."""
    row = Address(id=address_id, client_id=client.id, portfolio_id=client.portfolio_id)
    write_values(row, clean_address(values, imported=imported))
    _settle_main(tx, row)
    tx.add(row)


def void_address(tx: Tx, command: VoidAddress) -> None:
    """Take an address out. Raises Invalid `address.in_use` while a login or a contract is there."""
    row = _voidable(tx, Address, command.address, command.version)
    for table in ("access_logins", "contracts"):
        _refuse_used(tx, "address.in_use", table, address_id=row.id)
    _void(tx, row)


# --- logins ---------------------------------------------------------------------------------


def save_login(tx: Tx, command: SaveLogin) -> UUID:
    """Make or change an access login (S3.6). Raises Forbidden, NotFound, Invalid `login.taken`,
    `field.of_another_client`, Conflict `row.fields_changed`."""
    demand(tx.actor, Right.CLIENT_EDIT)
    client = editable_client(tx, command.client)
    if command.before is None:
        add_login(tx, client, command.login, command.values)
        return command.login
    row = _own(tx, AccessLogin, command.login, client)
    values, current = merged_with(tx, row, command.before, command.values)
    _write_login(
        tx,
        row,
        clean_login(values, untouched=untouched_fields(values, current)),
    )
    return command.login


def add_login(tx: Tx, client: Client, login_id: UUID, values: LoginValues, *, imported: bool = False) -> None:
    """Make an access login."""
    row = AccessLogin(id=login_id, client_id=client.id, portfolio_id=client.portfolio_id)
    _write_login(tx, row, clean_login(values, imported=imported))


def _write_login(tx: Tx, row: AccessLogin, values: LoginValues) -> None:
    problems = []
    if values.active and _login_taken(tx, row.id, values.login):
        problems.append(UserError("login.taken", field="login", login=values.login))
    for table, field, wanted in (
        ("contracts", "contract_id", values.contract_id),
        ("addresses", "address_id", values.address_id),
    ):
        if wanted is not None and not used(tx, table, id=wanted, client_id=row.client_id):
            problems.append(UserError("field.of_another_client", field=field))
    if problems:
        raise Invalid(problems=tuple(problems))
    write_values(row, values)
    tx.add(row)


def _login_taken(tx: Tx, own_id: UUID, login: str) -> bool:
    holder = select(AccessLogin.id).where(
        AccessLogin.login == login,
        AccessLogin.active,
        AccessLogin.voided_at.is_(None),
        AccessLogin.id != own_id,
    )
    return tx.session.scalar(holder.limit(1)) is not None


def void_login(tx: Tx, command: VoidLogin) -> None:
    """Take an access login out. Raises Invalid `login.in_use` while a ticket names it."""
    row = _voidable(tx, AccessLogin, command.login, command.version)
    _refuse_used(tx, "login.in_use", "tickets", login_id=row.id)
    row.voided_at = tx.now


# --- shared ---------------------------------------------------------------------------------


def _own(tx: Tx, kind: type[P], row_id: UUID, client: Client) -> P:
    row = tx.get(kind, row_id)
    if row.client_id != client.id:
        raise NotFound("row.not_found", table=kind.__tablename__, id=str(row_id))
    return row


def _voidable(tx: Tx, kind: type[P], row_id: UUID, version: int) -> P:
    demand(tx.actor, Right.CLIENT_EDIT)
    editable_client(tx, tx.get(kind, row_id).client_id)
    return tx.get_seen(kind, row_id, version)


def _refuse_used(tx: Tx, code: str, table: str, **equal: UUID) -> None:
    count = used(tx, table, **equal)
    if count:
        raise Invalid(code, table=table, count=count)


def _settle_main(tx: Tx, row: Contact | Address) -> None:
    """One main row a client: this one if it says so, or if there is no other."""
    others = [other for other in live_of(tx, type(row), row.client_id) if other.id != row.id]
    if row.is_main:
        for other in others:
            other.is_main = False
    elif not any(other.is_main for other in others):
        row.is_main = True


def _void(tx: Tx, row: Contact | Address) -> None:
    row.voided_at = tx.now
    tx.flush()
    left = live_of(tx, type(row), row.client_id)
    if row.is_main and left:
        left[0].is_main = True


HANDLERS: Handlers = {
    SaveContact: save_contact,
    VoidContact: void_contact,
    SaveAddress: save_address,
    VoidAddress: void_address,
    SaveLogin: save_login,
    VoidLogin: void_login,
}
