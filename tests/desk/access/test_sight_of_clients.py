"""Rule against list for clients, their search, their cards and the dossiers of tickets."""

import random
from dataclasses import replace

from pacdesk.desk.access.rules import Right, sees_portfolio, sees_ticket
from pacdesk.desk.clients.commands import (
    ClientCount,
    ClientPage,
    CreateClient,
    GetClient,
    ListOrganizations,
    LookUpClients,
    SaveContact,
)
from pacdesk.desk.clients.rows import ClientValues, ContactValues, RequesterKind
from pacdesk.desk.portfolios.commands import SavePortfolio
from pacdesk.desk.tickets.commands import GetDossier, SearchAll, TicketCount, TicketPage
from pacdesk.desk.tickets.dossier import Audience
from pacdesk.desk.tickets.rows import TicketFilter, TicketSort
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.tickets.tables import Ticket
from pacdesk.desk.values import Sight, TicketScope, new_id
from pacdesk.errors import UserError
from pacdesk.storage.schema import NO_PORTFOLIO
from pacdesk.storage.unit_of_work import read


def allowed(desk, question) -> bool:
    try:
        desk.ask(question)
    except UserError:
        return False
    return True


def test_the_rule_and_every_list_of_clients_say_the_same(both):
    chance = random.Random(7)  # noqa: S311  (a seed, no secret)
    places = [new_id() for _ in range(3)]
    for n, place in enumerate(places):
        both.desk.run(SavePortfolio(portfolio=place, name=f"Carteira {n}"))
    where, tickets = {}, []
    for n in range(12):
        client, place = new_id(), chance.choice([*places, None])
        values = ClientValues(legal_name=f"Freguês {n}", kind=RequesterKind.PROSPECT, own_portfolio_id=place)
        both.desk.run(CreateClient(client=client, values=values))
        where[client] = place or NO_PORTFOLIO
        if n % 3 == 0:
            tickets.append(both.open(kind=TicketKind.CLIENT, client=client))
    with read(both.root.engine) as session:
        facts = [session.get_one(Ticket, ticket) for ticket in tickets]
        session.expunge_all()
    actor = replace(both.other.actor, rights=both.other.actor.rights | {Right.EXPORT})
    for turn in range(60):
        seen = frozenset(place for place in (*places, NO_PORTFOLIO) if chance.random() < 0.4)
        sight = Sight(
            portfolios=None if chance.random() < 0.2 else seen,
            scope=chance.choice(list(TicketScope)),
            managed=frozenset({both.department}) if chance.random() < 0.2 else frozenset(),
            referred=frozenset(ticket for ticket in tickets if chance.random() < 0.2),
        )
        desk = both.root.acting(replace(actor, sight=sight))
        wanted = {client for client, place in where.items() if sees_portfolio(sight, place)}
        assert {row.id for row in desk.ask(ClientPage()).rows} == wanted
        assert desk.ask(ClientCount()) == len(wanted)
        assert {row.id for row in desk.ask(LookUpClients(words="freguês"))} == wanted
        found = desk.ask(SearchAll(words="freguês", kinds=frozenset({"client"}), limit=100))
        assert {hit.ref for hit in found} == wanted
        if turn % 4:
            continue
        shown = {client for client in where if allowed(desk, GetClient(client=client))}
        assert shown == wanted
        assert desk.ask(ListOrganizations()) == ()
        printed = {
            fact.id for fact in facts if allowed(desk, GetDossier(ticket=fact.id, audience=Audience.INTERNAL))
        }
        assert printed == {fact.id for fact in facts if sees_ticket(sight, fact)}


def test_d20_of_a_client_out_of_sight_a_ticket_is_found_by_the_name_alone(both):
    """What a list shows of him; who sees him finds it by all that is known of him."""
    place, client, contact = new_id(), new_id(), new_id()
    both.desk.run(SavePortfolio(portfolio=place, name="Sul"))
    values = ClientValues(
        legal_name="Serra Azul Alimentos Ltda",
        trade_name="Frigorífico Serra Azul",
        kind=RequesterKind.PROSPECT,
        email="compras@azulao.example",
        own_portfolio_id=place,
    )
    both.desk.run(CreateClient(client=client, values=values))
    reach = ContactValues(name="Heitor", email="heitor@azulao.example")
    both.desk.run(SaveContact(contact=contact, client=client, values=reach))
    ticket = both.open(kind=TicketKind.CLIENT, client=client)
    sights = {
        "inside": Sight(portfolios=frozenset({place})),
        "referred": Sight(portfolios=frozenset(), referred=frozenset({ticket})),
        "managing": Sight(portfolios=frozenset({NO_PORTFOLIO}), managed=frozenset({both.department})),
        "nobody": Sight(portfolios=frozenset()),
    }
    found = {
        who: {
            words
            for words in ("frigorifico azul", '"serra azul"', "alimentos", "azulao", "heitor", "conexao")
            if _finds(both, sight, words)
        }
        for who, sight in sights.items()
    }
    by_name = {"frigorifico azul", '"serra azul"', "conexao"}
    assert found["inside"] == by_name | {"alimentos", "azulao", "heitor"}
    assert found["referred"] == found["managing"] == by_name
    assert found["nobody"] == set()


def _finds(world, sight, words) -> bool:
    desk = world.root.acting(replace(world.other.actor, sight=sight))
    wanted = TicketFilter(words=words)
    rows = desk.ask(TicketPage(filter=wanted, sort=TicketSort.NEWS)).rows
    assert desk.ask(TicketCount(filter=wanted)) == len(rows)
    return bool(rows)
