"""What somebody sees of the client of a ticket that was referred to him (D20)."""

from dataclasses import replace

import pytest

from pacdesk.desk.access.rules import Right
from pacdesk.desk.clients.commands import ClientCount, CreateClient, GetClient
from pacdesk.desk.clients.rows import ClientValues, ContactValues, RequesterKind
from pacdesk.desk.portfolios.commands import SavePortfolio
from pacdesk.desk.tickets.commands import GetDossier, GetTicket, ListReferrals
from pacdesk.desk.tickets.dossier import Audience
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import Sight, TicketScope, new_id
from pacdesk.errors import Forbidden, NotFound


@pytest.fixture
def referred(both):
    """A client in a portfolio, his ticket, and somebody outside it to whom the ticket is referred."""
    south, client = new_id(), new_id()
    both.desk.run(SavePortfolio(portfolio=south, name="Sul"))
    values = ClientValues(
        legal_name="Padaria Aurora",
        kind=RequesterKind.PROSPECT,
        document="11.444.777/0001-61",
        email="oi@aurora.example",
        phone="(11) 3333-4444",
        own_portfolio_id=south,
    )
    contact = ContactValues(name="Rita", email="rita@aurora.example")
    both.desk.run(CreateClient(client=client, values=values, contacts=(contact,)))
    contact_id = both.desk.ask(GetClient(client=client)).contacts[0].id
    ticket = both.open(kind=TicketKind.CLIENT, client=client, contact=contact_id)
    sight = Sight(portfolios=frozenset(), scope=TicketScope.OWN, referred=frozenset({ticket}))
    actor = replace(both.other.actor, rights=both.other.actor.rights | {Right.EXPORT}, sight=sight)
    return client, ticket, both.root.acting(actor)


def test_d20_of_the_client_only_name_and_contact_show(both, referred):
    _, ticket, outside = referred
    card = outside.ask(GetTicket(ticket=ticket))
    assert card.only_referred
    assert (card.client_name, card.contact_name) == ("Padaria Aurora", "Rita")
    assert (card.client_document, card.client_phone, card.client_email, card.portfolio_name) == ("",) * 4
    whole = both.desk.ask(GetTicket(ticket=ticket))
    assert not whole.only_referred
    assert whole.client_document
    dossier = outside.ask(GetDossier(ticket=ticket, audience=Audience.INTERNAL))
    assert {fact.label for fact in dossier.client} == {"client.legal_name", "client.contact"}
    assert dossier.contract == ()


def test_d20_the_client_itself_stays_shut_with_a_reason(both, referred):
    client, ticket, outside = referred
    with pytest.raises(Forbidden) as refusal:
        outside.ask(GetClient(client=client))
    assert refusal.value.code == "client.only_referred"
    assert outside.ask(ClientCount()) == 0
    assert outside.ask(ListReferrals(ticket=ticket)) == ()
    nobody = both.root.acting(replace(outside.actor, sight=Sight(portfolios=frozenset())))
    with pytest.raises(NotFound):
        nobody.ask(GetClient(client=client))
    with pytest.raises(NotFound):
        nobody.ask(ListReferrals(ticket=ticket))
