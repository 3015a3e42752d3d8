"""Into which portfolio clients and organizations go, and what stays of one that is deleted (S2.9-S2.16)."""

from uuid import UUID

from sqlalchemy import func, select

from pacdesk.desk.access.queries import may_see
from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.clients.commands import AssignPortfolio, DeletePortfolio, PortfolioUse
from pacdesk.desk.clients.parts import demand_sight, editable_client
from pacdesk.desk.clients.rows import PortfolioCounts
from pacdesk.desk.clients.rules import effective_portfolio
from pacdesk.desk.clients.tables import Client, Organization
from pacdesk.desk.company.tables import Department
from pacdesk.desk.portfolios.rules import may_assign, may_receive
from pacdesk.desk.portfolios.tables import Portfolio
from pacdesk.desk.tx import Asking, Handlers, Questions, Tx
from pacdesk.errors import Forbidden, Invalid, NotFound
from pacdesk.storage.schema import NO_PORTFOLIO, Base

FIELD = "own_portfolio_id"
_COUNTED = ("clients", "organizations", "open_tickets")


def portfolio_of(tx: Tx, own: UUID | None, organization_id: UUID | None) -> UUID:
    """The effective one (D7)."""
    inherited = None
    if organization_id is not None:
        inherited = tx.get(Organization, organization_id).own_portfolio_id
    return effective_portfolio(own, inherited, NO_PORTFOLIO).id


def demand_may_assign(tx: Tx, before: UUID | None, after: UUID | None) -> None:
    """To put somebody into another portfolio is a right of its own, and only reaches those that one works
    in (S2.14). Raises Forbidden `access.right_missing`, `portfolio.not_yours`, NotFound, Invalid
    `field.inactive`."""
    if before == after:
        return
    demand(tx.actor, Right.PORTFOLIO_ASSIGN)
    _demand_reach(tx, after)


def first_portfolio(tx: Tx, wanted: UUID | None, organization_id: UUID | None) -> UUID | None:
    """The own portfolio of a new client or organization.

    Who does not see those without one (S2.11) may choose among his own, and has the only one he works in
    chosen for him: else he could not write anybody down.
    """
    sight = tx.actor.sight
    if wanted is not None and not may_assign(tx.actor, creating=True):
        demand(tx.actor, Right.PORTFOLIO_ASSIGN)
    if wanted is not None or sight.portfolios is None or NO_PORTFOLIO in sight.portfolios:
        _demand_reach(tx, wanted)
        return wanted
    if portfolio_of(tx, None, organization_id) == NO_PORTFOLIO and len(sight.portfolios) == 1:
        return next(iter(sight.portfolios))
    return None


def _demand_reach(tx: Tx, after: UUID | None) -> None:
    if after is None:
        return
    if after == NO_PORTFOLIO:
        raise NotFound("row.not_found", table="portfolios", id=str(after))
    if not tx.get(Portfolio, after).active:
        raise Invalid("field.inactive", field=FIELD)
    if not may_receive(tx.actor, after):
        raise Forbidden("portfolio.not_yours", field=FIELD)


def settle_portfolio(tx: Tx, row: Client | Organization, portfolio: UUID) -> None:
    """Give a row its effective portfolio. Raises Forbidden `client.portfolio_out_of_sight`: nobody moves a
    row to where he would not see it any more."""
    if row.portfolio_id == portfolio:
        return
    if not may_see(tx.actor, portfolio):
        raise Forbidden("client.portfolio_out_of_sight", field=FIELD)
    row.portfolio_id = portfolio


def assign_portfolio(tx: Tx, command: AssignPortfolio) -> tuple[UUID, ...]:
    """Put one client or one organization into a portfolio; answers the clients that must follow (D7).

    Raises Forbidden, NotFound, Invalid `field.required`, `field.inactive`.
    """
    demand(tx.actor, Right.PORTFOLIO_ASSIGN)
    if command.client is not None:
        client = editable_client(tx, command.client)
        demand_may_assign(tx, client.own_portfolio_id, command.portfolio)
        client.own_portfolio_id = command.portfolio
        settle_portfolio(tx, client, portfolio_of(tx, command.portfolio, client.organization_id))
        return ()
    if command.organization is None:
        raise Invalid("field.required", field="client")
    organization = tx.get_locked(Organization, command.organization)
    demand_sight(tx, organization)
    demand_may_assign(tx, organization.own_portfolio_id, command.portfolio)
    organization.own_portfolio_id = command.portfolio
    settle_portfolio(tx, organization, command.portfolio or NO_PORTFOLIO)
    tx.flush()
    return left_behind(tx, organization)


def left_behind(tx: Tx, organization: Organization) -> tuple[UUID, ...]:
    """The clients without their own portfolio whose effective one is not their organization's (yet)."""
    wanted = organization.own_portfolio_id or NO_PORTFOLIO
    behind = select(Client.id).where(
        Client.organization_id == organization.id,
        Client.own_portfolio_id.is_(None),
        Client.portfolio_id != wanted,
        Client.voided_at.is_(None),
    )
    return tuple(tx.session.scalars(behind.order_by(Client.rowno)))


def delete_portfolio(tx: Tx, command: DeletePortfolio) -> None:
    """Take a portfolio out: whoever was in it goes to `move_to`, or has none, in this same transaction
    (S2.15, S2.16); its name is free again. Who does not see its clients cannot move them. Raises Forbidden
    (also `portfolio.out_of_sight`), NotFound, Conflict, Invalid `field.inactive`, `portfolio.move_to_itself`.
    """
    demand(tx.actor, Right.PORTFOLIO_EDIT)
    demand(tx.actor, Right.CLIENT_SEE)
    if command.portfolio == NO_PORTFOLIO:
        raise NotFound("row.not_found", table="portfolios", id=str(command.portfolio))
    row = tx.get_seen(Portfolio, command.portfolio, command.version)
    if not may_see(tx.actor, row.id):
        raise Forbidden("portfolio.out_of_sight", name=row.name)
    if command.move_to == row.id:
        raise Invalid("portfolio.move_to_itself", field="move_to")
    if command.move_to is not None:
        _demand_reach(tx, command.move_to)
    _empty(tx, row.id, command.move_to)
    row.voided_at = tx.at
    row.name_key = f"{row.name_key} ~{row.id.hex}"


def _empty(tx: Tx, portfolio: UUID, move_to: UUID | None) -> None:
    for department in tx.session.scalars(select(Department).where(Department.portfolio_id == portfolio)):
        demand(tx.actor, Right.CATALOGUE_EDIT)
        department.portfolio_id = move_to
    own = select(Organization).where(
        (Organization.own_portfolio_id == portfolio) | (Organization.portfolio_id == portfolio)
    )
    for organization in tx.session.scalars(own.order_by(Organization.rowno)):
        organization.own_portfolio_id = move_to
        organization.portfolio_id = move_to or NO_PORTFOLIO
    tx.flush()
    theirs = select(Client).where((Client.own_portfolio_id == portfolio) | (Client.portfolio_id == portfolio))
    for client in tx.session.scalars(theirs.order_by(Client.rowno)):
        if client.own_portfolio_id == portfolio:
            client.own_portfolio_id = move_to
        client.portfolio_id = _left_with(tx, client)


def _left_with(tx: Tx, client: Client) -> UUID:
    inherited = None
    if client.organization_id is not None:
        inherited = tx.session.get_one(Organization, client.organization_id).own_portfolio_id
    return effective_portfolio(client.own_portfolio_id, inherited, NO_PORTFOLIO).id


def portfolio_use(asking: Asking, question: PortfolioUse) -> PortfolioCounts:
    """How much stands in a portfolio (S2.15), seen by the asker or not. Raises Forbidden."""
    demand(asking.actor, Right.PORTFOLIO_EDIT)
    if asking.behind_wall:
        told = select(func.app.portfolio_use(question.portfolio).table_valued(*_COUNTED))
        return PortfolioCounts(*asking.session.execute(told).one())

    def count(table: str, *more: str) -> int:
        columns = Base.metadata.tables[table].c
        counted = select(func.count()).where(
            columns.portfolio_id == question.portfolio, columns.voided_at.is_(None)
        )
        return asking.session.scalar(counted.where(*(columns[name].is_(None) for name in more))) or 0

    return PortfolioCounts(
        clients=count("clients"),
        organizations=count("organizations"),
        open_tickets=count("tickets", "closed_at"),
    )


HANDLERS: Handlers = {AssignPortfolio: assign_portfolio, DeletePortfolio: delete_portfolio}
QUESTIONS: Questions = {PortfolioUse: portfolio_use}
