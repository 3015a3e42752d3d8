"""Reads about clients, organizations and what hangs on them. Lists load no objects."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select

from pacdesk.desk.access.queries import may_see, visible
from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.changing import read_values
from pacdesk.desk.clients.brazil import document_key
from pacdesk.desk.clients.commands import (
    ClientCount,
    ClientPage,
    FindClient,
    FindDuplicates,
    GetClient,
    GetOrganization,
    ListOrganizations,
    LookUpClients,
    LookUpLogins,
)
from pacdesk.desk.clients.covering import covered, covered_address
from pacdesk.desk.clients.requesters import Associated
from pacdesk.desk.clients.revealed import masked_of, revealed
from pacdesk.desk.clients.rows import (
    AddressRow,
    AddressValues,
    ClientCard,
    ClientFilter,
    ClientRow,
    ClientStatus,
    ClientValues,
    ContactRow,
    ContactValues,
    LoginChoice,
    LoginRow,
    LoginValues,
    OrganizationRow,
    OrganizationValues,
    PersonType,
    PortfolioShown,
    RequesterKind,
)
from pacdesk.desk.clients.rules import address_line, display_name, filter_terms, only_choice
from pacdesk.desk.clients.tables import AccessLogin, Address, Client, Contact, Organization
from pacdesk.desk.paging import contains, page_rownos
from pacdesk.desk.portfolios.tables import Portfolio
from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.values import Page
from pacdesk.errors import Forbidden, NotFound
from pacdesk.storage.schema import NO_PORTFOLIO, Base
from pacdesk.storage.types import fold

NAME = case((Client.trade_name != "", Client.trade_name), else_=Client.legal_name)


def client_page(asking: Asking, question: ClientPage) -> Page[ClientRow]:
    """One page of a list of clients, by position in a covering index."""
    demand(asking.actor, Right.CLIENT_SEE)
    rownos = page_rownos(
        asking.session,
        Client,
        getattr(Client, question.sort.value),
        _wanted(asking, question.filter),
        offset=question.offset,
        limit=question.limit,
        descending=question.descending,
        counted=lambda: client_count(asking, ClientCount(filter=question.filter)),
    )
    return Page(offset=question.offset, rows=rows_of(asking, rownos))


def client_count(asking: Asking, question: ClientCount) -> int:
    """How many clients a list has."""
    demand(asking.actor, Right.CLIENT_SEE)
    count = select(func.count()).select_from(Client).where(_wanted(asking, question.filter))
    return asking.session.scalar(count) or 0


def _wanted(asking: Asking, wanted: ClientFilter) -> ColumnElement[bool]:
    conditions = [Client.voided_at.is_(None), visible(Client, asking.actor)]
    for forms in filter_terms(wanted.words):
        conditions.append(or_(*(contains(Client.find_key, fold(form)) for form in forms)))
    equal = (
        (Client.status, wanted.status),
        (Client.kind, wanted.kind),
        (Client.organization_id, wanted.organization_id),
        (Client.portfolio_id, wanted.portfolio_id),
    )
    conditions += [column == value for column, value in equal if value is not None]
    return and_(*conditions)


def _row_query() -> Select[Any]:
    return (
        select(
            Client.rowno,
            Client.id,
            NAME.label("name"),
            Client.legal_name,
            Client.kind,
            Client.person_type,
            func.coalesce(Client.document, "").label("document"),
            Client.document_ok,
            Client.status,
            Client.email,
            Client.phone,
            Client.mobile,
            Client.portfolio_id,
            func.coalesce(Portfolio.name, "").label("portfolio_name"),
            func.coalesce(Organization.name, "").label("organization_name"),
        )
        .outerjoin(Portfolio, and_(Portfolio.id == Client.portfolio_id, Portfolio.id != NO_PORTFOLIO))
        .outerjoin(Organization, Organization.id == Client.organization_id)
    )


def _row(asking: Asking, row: Any, opened: frozenset[UUID]) -> ClientRow:
    plain = ClientRow(
        rowno=row.rowno,
        id=row.id,
        name=row.name,
        legal_name=row.legal_name,
        kind=RequesterKind(row.kind),
        person_type=PersonType(row.person_type),
        document=row.document,
        document_ok=row.document_ok,
        status=ClientStatus(row.status),
        email=row.email,
        phone=row.phone,
        mobile=row.mobile,
        portfolio_name=row.portfolio_name,
        organization_name=row.organization_name,
    )
    masked = asking.actor.sight.masked
    return plain if not masked or row.id in opened else replace(covered(plain, masked), covered=True)


def rows_of(asking: Asking, rownos: list[int]) -> tuple[ClientRow, ...]:
    """The rows of these clients, in this order."""
    found = asking.session.execute(_row_query().where(Client.rowno.in_(rownos)))
    opened = revealed(asking)
    by_rowno = {row.rowno: _row(asking, row, opened) for row in found}
    return tuple(by_rowno[rowno] for rowno in rownos if rowno in by_rowno)


def look_up_clients(asking: Asking, question: LookUpClients) -> tuple[ClientRow, ...]:
    """Clients to choose from, by name; inactive prospects are left out (S1.8)."""
    demand(asking.actor, Right.CLIENT_SEE)
    hidden = and_(Client.kind == RequesterKind.PROSPECT.value, Client.status == ClientStatus.INACTIVE.value)
    rownos = page_rownos(
        asking.session,
        Client,
        Client.sort_key,
        and_(_wanted(asking, ClientFilter(words=question.words)), ~hidden),
        limit=question.limit,
    )
    return rows_of(asking, rownos)


def duplicates_of(asking: Asking, document: str, other_than: UUID | None) -> list[Any]:
    """Clients with this document, seen or not: rows with their portfolio_id. For handlers."""
    condition = and_(Client.document == document_key(document), Client.voided_at.is_(None))
    if asking.behind_wall and "document" in asking.actor.sight.masked:
        # The wall tells him those alone of whom he revealed. Without their ids it would cover every client's
        # anew to compare it, for each row of an import.
        condition &= Client.id.in_(revealed(asking))
    query = _row_query().where(condition).order_by(Client.sort_key, Client.rowno)
    return [row for row in asking.session.execute(query) if row.id != other_than]


def find_duplicates(asking: Asking, question: FindDuplicates) -> tuple[ClientRow, ...]:
    """Clients that share a CNPJ or CPF, as far as the asker may see them."""
    demand(asking.actor, Right.CLIENT_SEE)
    if not document_key(question.document):
        return ()
    found = duplicates_of(asking, question.document, question.other_than)
    opened = revealed(asking)
    return tuple(_row(asking, row, opened) for row in found if may_see(asking.actor, row.portfolio_id))


def find_client(asking: Asking, question: FindClient) -> UUID | None:
    """The oldest client with that external reference (S1.8)."""
    demand(asking.actor, Right.CLIENT_SEE)
    query = select(Client.id).where(
        Client.external_table == question.external_table,
        Client.external_code == question.external_code,
        Client.voided_at.is_(None),
        visible(Client, asking.actor),
    )
    return asking.session.scalar(query.order_by(Client.rowno).limit(1))


def seen_client(asking: Asking, client_id: UUID) -> Client:
    """The client, if the asker may see it. Raises Forbidden, NotFound."""
    demand(asking.actor, Right.CLIENT_SEE)
    client = asking.get(Client, client_id)
    if not may_see(asking.actor, client.portfolio_id):
        if _is_referred(asking, client_id):
            raise Forbidden("client.only_referred")
        raise NotFound("row.not_found", table="clients", id=str(client_id))
    return client


def _is_referred(asking: Asking, client_id: UUID) -> bool:
    """Whether one of the client's tickets was referred to the asker: he knows of him, and no more (D20)."""
    tickets = Base.metadata.tables["tickets"].c
    theirs = select(tickets.id).where(
        tickets.client_id == client_id, tickets.id.in_(sorted(asking.actor.sight.referred))
    )
    return bool(asking.actor.sight.referred) and asking.session.scalar(theirs.limit(1)) is not None


def get_client(asking: Asking, question: GetClient) -> ClientCard:
    """One client with all that hangs on it. Raises Forbidden, NotFound."""
    return card_of(asking, question.client, masked_of(asking, question.client))


def card_of(asking: Asking, client_id: UUID, masked: frozenset[str]) -> ClientCard:
    """The card of a client with those fields covered. Raises Forbidden, NotFound."""
    # Client and portfolio are asked for by their ids below, and here already then.
    together = asking.session.execute(
        select(Client, Organization, Portfolio)
        .outerjoin(
            Organization, (Organization.id == Client.organization_id) & Organization.voided_at.is_(None)
        )
        .outerjoin(Portfolio, Portfolio.id == Client.portfolio_id)
        .where(Client.id == client_id)
    ).first()
    client = seen_client(asking, client_id)
    organization = None if together is None else together.Organization
    return ClientCard(
        id=client.id,
        version=client.version,
        values=covered(read_values(client, ClientValues), masked),
        name=display_name(client.legal_name, client.trade_name),
        portfolio=_portfolio_shown(asking, client, organization),
        organization_name=organization.name if organization else "",
        created_at=client.created_at,
        contacts=_contacts(asking, client.id, masked),
        addresses=_addresses(asking, client.id, masked),
        logins=_logins(asking, client.id),
        covered=bool(masked),
    )


def associated_with(asking: Asking, user: UUID) -> tuple[Associated, ...]:
    """Every register in which a user stands, as far as the asker sees the client (S1.13)."""
    own = select(Client, literal(None)).where(Client.user_id == user)
    through = (
        select(Client, Contact)
        .join(Contact, Contact.client_id == Client.id)
        .where(Contact.user_id == user, Contact.voided_at.is_(None))
    )
    found = []
    for wanted in (own, through):
        seen = wanted.where(Client.voided_at.is_(None), visible(Client, asking.actor))
        for client, contact in asking.session.execute(seen):
            name = display_name(client.legal_name, client.trade_name)
            one = Associated(client.id, RequesterKind(client.kind), name)
            if contact is not None:
                one = replace(one, contact=contact.id, contact_name=contact.name, is_main=contact.is_main)
            found.append(one)
    return tuple(found)


def _portfolio_shown(asking: Asking, client: Client, organization: Organization | None) -> PortfolioShown:
    if client.portfolio_id == NO_PORTFOLIO:
        return PortfolioShown(id=NO_PORTFOLIO, name="")
    portfolio = asking.session.get_one(Portfolio, client.portfolio_id)
    inherited = client.own_portfolio_id is None and organization is not None
    return PortfolioShown(
        id=portfolio.id,
        name=portfolio.name,
        inherited_from=organization.name if inherited and organization else "",
    )


def _contacts(asking: Asking, client_id: UUID, masked: frozenset[str]) -> tuple[ContactRow, ...]:
    found = asking.session.scalars(
        select(Contact)
        .where(Contact.client_id == client_id, Contact.voided_at.is_(None))
        .order_by(Contact.is_main.desc(), Contact.name, Contact.id)
    )
    return tuple(
        ContactRow(row.id, row.version, covered(read_values(row, ContactValues), masked)) for row in found
    )


def _addresses(asking: Asking, client_id: UUID, masked: frozenset[str]) -> tuple[AddressRow, ...]:
    found = asking.session.scalars(
        select(Address)
        .where(Address.client_id == client_id, Address.voided_at.is_(None))
        .order_by(Address.is_main.desc(), Address.label, Address.id)
    )
    rows = []
    for row in found:
        values = covered_address(read_values(row, AddressValues), masked)
        rows.append(AddressRow(row.id, row.version, values, address_line(values)))
    return tuple(rows)


def _logins(asking: Asking, client_id: UUID, *more: ColumnElement[bool]) -> tuple[LoginRow, ...]:
    contracts = Base.metadata.tables["contracts"]
    found = asking.session.execute(
        select(AccessLogin, func.coalesce(contracts.c.number, ""))
        .outerjoin(contracts, contracts.c.id == AccessLogin.contract_id)
        .where(AccessLogin.client_id == client_id, AccessLogin.voided_at.is_(None), *more)
        .order_by(AccessLogin.active.desc(), AccessLogin.login, AccessLogin.id)
    )
    return tuple(
        LoginRow(row.id, row.version, read_values(row, LoginValues), number) for row, number in found
    )


def look_up_logins(asking: Asking, question: LookUpLogins) -> LoginChoice:
    """Active logins of one client (S3.6); the only one may be chosen by itself. Raises NotFound."""
    client = seen_client(asking, question.client)
    more: list[ColumnElement[bool]] = [AccessLogin.active.is_(True)]
    if question.contract is not None:
        more.append(AccessLogin.contract_id == question.contract)
    every = _logins(asking, client.id, *more)
    words = [fold(word) for word in question.words.split()]
    rows = tuple(row for row in every if all(word in fold(row.values.login) for word in words))
    return LoginChoice(rows=rows, only=only_choice([row.id for row in every]))


def list_organizations(asking: Asking, question: ListOrganizations) -> tuple[OrganizationRow, ...]:
    """Organizations by name."""
    demand(asking.actor, Right.CLIENT_SEE)
    named = [contains(Organization.sort_key, fold(word)) for word in question.words.split()]
    return _organizations(asking, *named)


def get_organization(asking: Asking, question: GetOrganization) -> OrganizationRow:
    """One organization. Raises Forbidden, NotFound."""
    demand(asking.actor, Right.CLIENT_SEE)
    found = _organizations(asking, Organization.id == question.organization)
    if not found:
        raise NotFound("row.not_found", table="organizations", id=str(question.organization))
    return found[0]


def _organizations(asking: Asking, *conditions: ColumnElement[bool]) -> tuple[OrganizationRow, ...]:
    clients = (
        select(func.count())
        .select_from(Client)
        .where(
            Client.organization_id == Organization.id,
            Client.voided_at.is_(None),
            visible(Client, asking.actor),
        )
        .scalar_subquery()
    )
    found = asking.session.execute(
        select(Organization, func.coalesce(Portfolio.name, ""), clients)
        .outerjoin(Portfolio, Portfolio.id == Organization.own_portfolio_id)
        .where(Organization.voided_at.is_(None), visible(Organization, asking.actor), *conditions)
        .order_by(Organization.sort_key, Organization.rowno)
    )
    masked = asking.actor.sight.masked
    return tuple(
        OrganizationRow(
            row.id, row.version, covered(read_values(row, OrganizationValues), masked), name, count
        )
        for row, name, count in found
    )


QUESTIONS: Questions = {
    ClientPage: client_page,
    ClientCount: client_count,
    GetClient: get_client,
    LookUpClients: look_up_clients,
    LookUpLogins: look_up_logins,
    FindDuplicates: find_duplicates,
    FindClient: find_client,
    ListOrganizations: list_organizations,
    GetOrganization: get_organization,
}
