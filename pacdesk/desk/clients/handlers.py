"""Writes about clients and organizations. What hangs on a client stands in `parts.py`."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select

from pacdesk.desk.access.queries import may_see
from pacdesk.desk.access.rules import Right, demand, may
from pacdesk.desk.access.tables import User
from pacdesk.desk.changing import merged_with, write_values
from pacdesk.desk.clients import parts, portfolios
from pacdesk.desk.clients.brazil import document_key
from pacdesk.desk.clients.commands import (
    ChangeClient,
    ChangeOrganization,
    CreateClient,
    CreateOrganization,
    FollowOrganization,
    RevealClient,
    VoidClient,
    VoidOrganization,
)
from pacdesk.desk.clients.covering import taken
from pacdesk.desk.clients.parts import (
    add_address,
    add_contact,
    add_login,
    demand_edit,
    editable_client,
    index_client,
    used,
)
from pacdesk.desk.clients.portfolios import (
    demand_may_assign,
    first_portfolio,
    left_behind,
    portfolio_of,
    settle_portfolio,
)
from pacdesk.desk.clients.queries import card_of, duplicates_of
from pacdesk.desk.clients.revealed import REVEAL
from pacdesk.desk.clients.rows import ClientCard, ClientValues, OrganizationValues
from pacdesk.desk.clients.rules import (
    clean_client,
    clean_organization,
    display_name,
    untouched_fields,
)
from pacdesk.desk.clients.tables import AccessLogin, Address, Client, Contact, Organization
from pacdesk.desk.portfolios.tables import Portfolio
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.errors import Conflict, Invalid
from pacdesk.storage.schema import NO_PORTFOLIO, Read
from pacdesk.storage.search import drop_documents
from pacdesk.storage.types import fold


def create_client(tx: Tx, command: CreateClient) -> UUID:
    """Make a client with its contacts, addresses and logins (S0.14, S1.8).

    Raises Forbidden, NotFound, Invalid with one problem a field, Conflict `client.duplicate`.
    """
    demand_edit(tx, imported=command.imported)
    values = clean_client(command.values, imported=command.imported)
    _check_references(tx, values)
    if not command.accept_duplicate:
        _refuse_duplicate(tx, values.document, None)
    own = first_portfolio(tx, values.own_portfolio_id, values.organization_id)
    values = replace(values, own_portfolio_id=own)
    client = Client(id=command.client, created_at=tx.now)
    _write(tx, client, values)
    tx.add(client)
    tx.flush()
    for n, contact in enumerate(command.contacts):
        add_contact(tx, client, tx.child_id("contact", n), contact, imported=command.imported)
    for n, address in enumerate(command.addresses):
        add_address(tx, client, tx.child_id("address", n), address, imported=command.imported)
    for n, login in enumerate(command.logins):
        add_login(tx, client, tx.child_id("login", n), login, imported=command.imported)
    index_client(tx, client)
    return client.id


def change_client(tx: Tx, command: ChangeClient) -> None:
    """Change a client's own fields; its name and portfolio follow everywhere (D7).

    Raises Forbidden, NotFound, Invalid, Conflict `row.fields_changed` or `client.duplicate`.
    """
    demand_edit(tx, imported=command.imported)
    client = editable_client(tx, command.client)
    wanted = taken(tx.actor, command.before, command.values)
    merged, current = merged_with(tx, client, command.before, wanted)
    values = clean_client(merged, imported=command.imported, untouched=untouched_fields(merged, current))
    _check_references(tx, values)
    demand_may_assign(tx, current.own_portfolio_id, values.own_portfolio_id)
    if values.document != current.document and not command.accept_duplicate:
        _refuse_duplicate(tx, values.document, client.id)
    _write(tx, client, values)
    tx.flush()
    index_client(tx, client)


def void_client(tx: Tx, command: VoidClient) -> None:
    """Take a client out with all that hangs on it. Raises Invalid `client.in_use` while a ticket or a
    contract refers to it."""
    demand(tx.actor, Right.CLIENT_EDIT)
    client = editable_client(tx, command.client)
    tx.get_seen(Client, client.id, command.version)
    for table in ("tickets", "contracts"):
        count = used(tx, table, client_id=client.id)
        if count:
            raise Invalid("client.in_use", table=table, count=count)
    client.voided_at = tx.now
    kinds: tuple[type[Contact | Address | AccessLogin], ...] = (Contact, Address, AccessLogin)
    for kind in kinds:
        for row in parts.live_of(tx, kind, client.id):
            row.voided_at = tx.now
    drop_documents(tx.session, ref=client.id)


def reveal_client(tx: Tx, command: RevealClient) -> ClientCard:
    """The whole card; noted among what was read. Raises Forbidden, NotFound."""
    card = card_of(tx, command.client, frozenset())
    masked = sorted(tx.actor.sight.masked)
    if masked:
        tx.add(
            Read(
                id=tx.child_id("read"),
                at=tx.now,
                actor_id=tx.actor.user_id,
                actor_label=tx.actor.name,
                kind=REVEAL,
                ref=command.client,
                detail={"fields": masked},
            )
        )
    return card


def _check_references(tx: Tx, values: ClientValues) -> None:
    if values.organization_id is not None:
        tx.get(Organization, values.organization_id)
    if values.own_portfolio_id is not None:
        tx.get(Portfolio, values.own_portfolio_id)
    if values.user_id is not None:
        tx.get(User, values.user_id)


def _write(tx: Tx, client: Client, values: ClientValues) -> None:
    write_values(client, values)
    client.sort_key = fold(display_name(values.legal_name, values.trade_name))
    settle_portfolio(tx, client, portfolio_of(tx, values.own_portfolio_id, values.organization_id))


def _refuse_duplicate(tx: Tx, document: str, own_id: UUID | None) -> None:
    if not document_key(document):
        return
    found = duplicates_of(tx, document, own_id)
    if not found:
        return
    seen = [row for row in found if may_see(tx.actor, row.portfolio_id)]
    raise Conflict(
        "client.duplicate",
        field="document",
        clients=tuple({"id": str(row.id), "name": row.name} for row in seen),
        hidden=len(found) - len(seen),
    )


def create_organization(tx: Tx, command: CreateOrganization) -> UUID:
    """Make an organization (D23). Raises Forbidden, NotFound, Invalid."""
    demand_edit(tx, imported=command.imported)
    values = clean_organization(command.values, imported=command.imported)
    values = replace(values, own_portfolio_id=first_portfolio(tx, values.own_portfolio_id, None))
    organization = Organization(id=command.organization)
    _write_organization(tx, organization, values)
    tx.add(organization)
    return organization.id


def change_organization(tx: Tx, command: ChangeOrganization) -> tuple[UUID, ...]:
    """Change an organization; answers the clients that must follow it (D7), one transaction each.

    Raises Forbidden, NotFound, Invalid, Conflict `row.fields_changed`.
    """
    demand(tx.actor, Right.CLIENT_EDIT)
    organization = _editable_organization(tx, command.organization)
    wanted = taken(tx.actor, command.before, command.values)
    merged, current = merged_with(tx, organization, command.before, wanted)
    values = clean_organization(merged, untouched=untouched_fields(merged, current))
    demand_may_assign(tx, current.own_portfolio_id, values.own_portfolio_id)
    _write_organization(tx, organization, values)
    tx.flush()
    return left_behind(tx, organization)


def follow_organization(tx: Tx, command: FollowOrganization) -> None:
    """Give one client its effective portfolio (D7). Raises Forbidden, NotFound."""
    demand(tx.actor, Right.PORTFOLIO_ASSIGN if may(tx.actor, Right.PORTFOLIO_ASSIGN) else Right.CLIENT_EDIT)
    client = editable_client(tx, command.client)
    portfolio = portfolio_of(tx, client.own_portfolio_id, client.organization_id)
    if client.portfolio_id != portfolio:
        client.portfolio_id = portfolio


def void_organization(tx: Tx, command: VoidOrganization) -> None:
    """Take an organization out. Raises Invalid `organization.in_use` while it has clients."""
    demand(tx.actor, Right.CLIENT_EDIT)
    organization = _editable_organization(tx, command.organization)
    tx.get_seen(Organization, organization.id, command.version)
    count = tx.session.scalar(
        select(func.count())
        .select_from(Client)
        .where(Client.organization_id == organization.id, Client.voided_at.is_(None))
    )
    if count:
        raise Invalid("organization.in_use", count=count)
    organization.voided_at = tx.now


def _editable_organization(tx: Tx, organization_id: UUID) -> Organization:
    organization = tx.get_locked(Organization, organization_id)
    parts.demand_sight(tx, organization)
    return organization


def _write_organization(tx: Tx, organization: Organization, values: OrganizationValues) -> None:
    if values.own_portfolio_id is not None:
        tx.get(Portfolio, values.own_portfolio_id)
    settle_portfolio(tx, organization, values.own_portfolio_id or NO_PORTFOLIO)
    write_values(organization, values)
    organization.sort_key = fold(values.name)


HANDLERS: Handlers = {
    CreateClient: create_client,
    ChangeClient: change_client,
    VoidClient: void_client,
    RevealClient: reveal_client,
    CreateOrganization: create_organization,
    ChangeOrganization: change_organization,
    FollowOrganization: follow_organization,
    VoidOrganization: void_organization,
    **parts.HANDLERS,
    **portfolios.HANDLERS,
}
