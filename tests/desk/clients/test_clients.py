"""Making, changing and taking out clients and organizations, on both engines."""

from dataclasses import replace

import pytest

from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.access.rules import Right
from pacdesk.desk.clients.commands import (
    ChangeClient,
    ChangeOrganization,
    CreateClient,
    CreateOrganization,
    FindDuplicates,
    FollowOrganization,
    GetOrganization,
    VoidClient,
    VoidOrganization,
)
from pacdesk.desk.clients.rows import (
    AddressValues,
    ClientStatus,
    ClientValues,
    ContactValues,
    LoginValues,
    OrganizationValues,
    PersonType,
    RequesterKind,
)
from pacdesk.desk.contracts.commands import CreateContract, GetContract
from pacdesk.desk.contracts.rows import ContractValues
from pacdesk.desk.portfolios.tables import Portfolio
from pacdesk.desk.tickets.commands import OpenTicket, SearchAll
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import Sight, new_id
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound
from pacdesk.storage.unit_of_work import write


@pytest.fixture
def portfolio(both):
    """Two portfolios."""
    made = []
    with write(both.root.engine) as unit:
        for name in ("Sul", "Norte"):
            row = Portfolio(id=new_id(), name=name, name_key=name.lower())
            unit.session.add(row)
            made.append(row.id)
        unit.session.commit()
    return made


def ticket_of(both, client, **more):
    ticket = new_id()
    both.desk.run(
        OpenTicket(
            ticket=ticket,
            kind=TicketKind.CLIENT,
            client=client,
            type_id=both.type_id,
            department=both.department,
            subject="Sem conexão",
            description="Parou.",
            **more,
        )
    )
    return ticket


def found(both, words):
    return {hit.ref for hit in both.desk.ask(SearchAll(words=words, kinds=frozenset({"client", "contract"})))}


def test_s0_14_a_client_is_made_with_all_that_hangs_on_it(both, clients):
    client = clients.new(
        contacts=(
            ContactValues(name="Jonas Biasi", phone="(49) 99912-3456"),
            ContactValues(name="Eva", email="e@x.com"),
        ),
        addresses=(AddressValues(cep="89802-112", street="Rua Um", number="10", city="Chapecó", state="sc"),),
        logins=(LoginValues(login="serraazul.chapeco"),),
        state_registration="isento",
    )
    card = clients.card(client)
    assert card.name == "Frigorífico Serra Azul"
    assert (card.values.document, card.values.phone) == ("12ABC34501DE35", "+554933307788")
    assert [c.values.name for c in card.contacts] == ["Jonas Biasi", "Eva"]
    assert [c.values.is_main for c in card.contacts] == [True, False]
    assert card.addresses[0].line == "Rua Um, 10 - Chapecó/SC - 89802-112"
    assert card.logins[0].values.login == "serraazul.chapeco"
    assert card.portfolio.name == ""
    assert card.values.state_registration == "ISENTO"


def test_s0_14_every_problem_of_the_form_is_named(both):
    with pytest.raises(Invalid) as refusal:
        both.desk.run(
            CreateClient(client=new_id(), values=ClientValues(legal_name=" ", document="123", email="a"))
        )
    assert {(p.field, p.code) for p in refusal.value.problems} == {
        ("legal_name", "field.required"),
        ("trade_name", "field.required"),
        ("document", "document.length"),
        ("email", "email.shape"),
    }


def test_issue_2_4_bad_numbers_of_an_import_are_marked_and_may_stay(both, clients):
    client = clients.new(document="123", email="", phone="123", imported=True)
    card = clients.card(client)
    assert (card.values.document, card.values.document_ok, card.values.phone) == ("123", False, "123")
    edited = replace(card.values, note="Ligar de manhã")
    both.desk.run(ChangeClient(client=client, version=card.version, before=card.values, values=edited))
    card = clients.card(client)
    assert (card.values.note, card.values.document_ok) == ("Ligar de manhã", False)
    worse = replace(card.values, document="124")
    with pytest.raises(Invalid) as refusal:
        both.desk.run(ChangeClient(client=client, version=card.version, before=card.values, values=worse))
    assert [p.field for p in refusal.value.problems] == ["document"]


def test_importing_needs_its_right(both):
    command = CreateClient(client=new_id(), values=ClientValues(legal_name="X"), imported=True)
    with pytest.raises(Forbidden) as refusal:
        both.other.run(command)
    assert refusal.value.facts["right"] == Right.IMPORT_DATA


def test_issue_2_4_the_same_document_warns_until_it_is_accepted(both, clients):
    first = clients.new()
    values = clients.card(first).values
    with pytest.raises(Conflict) as refusal:
        both.desk.run(CreateClient(client=new_id(), values=values))
    assert refusal.value.code == "client.duplicate"
    assert refusal.value.facts["clients"] == ({"id": str(first), "name": "Frigorífico Serra Azul"},)
    both.desk.run(CreateClient(client=new_id(), values=values, accept_duplicate=True))
    rows = both.desk.ask(FindDuplicates(document="12.abc.345/01de-35", other_than=first))
    assert len(rows) == 1
    assert both.desk.ask(FindDuplicates(document="123")) == ()


def test_a_changed_document_warns_too_and_an_unchanged_one_does_not(both, clients):
    clients.new()
    other = clients.new("Outra", document="11.444.777/0001-61")
    card = clients.card(other)
    same = replace(card.values, document="12.ABC.345/01DE-35")
    command = ChangeClient(client=other, version=card.version, before=card.values, values=same)
    with pytest.raises(Conflict) as refusal:
        both.desk.run(command)
    assert refusal.value.code == "client.duplicate"
    both.desk.run(replace(command, id=new_id(), accept_duplicate=True))
    card = clients.card(other)
    noted = replace(card.values, note="x")
    both.desk.run(ChangeClient(client=other, version=card.version, before=card.values, values=noted))


def test_two_changes_of_different_fields_are_put_together(both, clients):
    client = clients.new()
    seen = clients.card(client)
    for desk, values in (
        (both.desk, replace(seen.values, note="a")),
        (both.other, replace(seen.values, status=ClientStatus.BLOCKED)),
    ):
        desk.run(ChangeClient(client=client, version=seen.version, before=seen.values, values=values))
    card = clients.card(client)
    assert (card.values.note, card.values.status, card.version) == (
        "a",
        ClientStatus.BLOCKED,
        seen.version + 2,
    )


def test_two_changes_of_one_field_are_a_conflict_with_both_values(both, clients):
    client = clients.new()
    seen = clients.card(client)
    both.other.run(
        ChangeClient(
            client=client, version=seen.version, before=seen.values, values=replace(seen.values, note="dele")
        )
    )
    with pytest.raises(Conflict) as refusal:
        both.desk.run(
            ChangeClient(
                client=client,
                version=seen.version,
                before=seen.values,
                values=replace(seen.values, note="meu"),
            )
        )
    facts = refusal.value.facts
    assert refusal.value.code == "row.fields_changed"
    assert facts["fields"] == ("note",)
    assert (facts["yours"], facts["theirs"]) == ({"note": "meu"}, {"note": "dele"})
    assert facts["who"] == "Bruno Reis"
    assert facts["at"] is not None


def test_a_new_name_reaches_tickets_contracts_lists_and_search(both, clients):
    client = clients.new()
    ticket_of(both, client)
    contract = new_id()
    both.desk.run(CreateContract(contract=contract, client=client, values=ContractValues(plan="Fibra")))
    card = clients.card(client)
    renamed = replace(card.values, trade_name="Zênite Alimentos")
    both.desk.run(ChangeClient(client=client, version=card.version, before=card.values, values=renamed))
    ((ticket_key,),) = both.sql("SELECT client_sort_key FROM tickets")
    ((contract_key,),) = both.sql("SELECT client_sort_key FROM contracts")
    assert ticket_key == contract_key == "zenite alimentos"
    assert client in found(both, "zenite")
    assert client in found(both, "12abc34501de35")
    assert client in found(both, "12.ABC.345/01DE-35")
    ((version,),) = both.sql("SELECT version FROM tickets")
    assert version == 1, "a copy never moves the ticket's version"


def test_d7_the_portfolio_is_its_own_else_the_organizations(both, clients, portfolio):
    south, north = portfolio
    organization = new_id()
    both.desk.run(
        CreateOrganization(
            organization=organization, values=OrganizationValues(name="Grupo Azul", own_portfolio_id=south)
        )
    )
    client = clients.new(organization_id=organization, contacts=(ContactValues(name="Eva", email="e@x.com"),))
    ticket_of(both, client)
    card = clients.card(client)
    assert (card.portfolio.id, card.portfolio.name, card.portfolio.inherited_from) == (
        south,
        "Sul",
        "Grupo Azul",
    )
    assert card.organization_name == "Grupo Azul"
    own = replace(card.values, own_portfolio_id=north)
    both.desk.run(ChangeClient(client=client, version=card.version, before=card.values, values=own))
    card = clients.card(client)
    assert (card.portfolio.name, card.portfolio.inherited_from) == ("Norte", "")
    for table in ("clients", "contacts", "tickets", "ticket_events", "search_docs"):
        held = {str(row[0]) for row in both.sql(f"SELECT portfolio_id FROM {table}")}
        wanted = {str(row[0]) for row in both.sql("SELECT portfolio_id FROM clients")}
        assert held == wanted, table


def test_d7_clients_follow_their_organization_one_by_one(both, clients, portfolio):
    south, north = portfolio
    organization = new_id()
    both.desk.run(CreateOrganization(organization=organization, values=OrganizationValues(name="Grupo Azul")))
    follower = clients.new(organization_id=organization)
    clients.new("Com a sua", organization_id=organization, own_portfolio_id=north)
    row = both.desk.ask(GetOrganization(organization=organization))
    assert (row.clients, row.portfolio_name) == (2, "")
    moved = replace(row.values, own_portfolio_id=south)
    done = both.desk.run(
        ChangeOrganization(organization=organization, version=row.version, before=row.values, values=moved)
    )
    assert done.answer == (follower,)
    both.desk.run(FollowOrganization(client=follower))
    both.desk.run(FollowOrganization(client=follower))
    assert clients.card(follower).portfolio.name == "Sul"
    row = both.desk.ask(GetOrganization(organization=organization))
    renamed = replace(row.values, name="Grupo Verde")
    done = both.desk.run(
        ChangeOrganization(organization=organization, version=row.version, before=row.values, values=renamed)
    )
    assert done.answer == ()


def test_nobody_moves_a_client_out_of_his_own_sight(both, clients, portfolio):
    south, north = portfolio
    client = clients.new(own_portfolio_id=south)
    hidden = clients.new("Longe", own_portfolio_id=north, document="11.444.777/0001-61")
    card = clients.card(client)
    rights = both.other.actor.rights | {Right.PORTFOLIO_ASSIGN}
    cut = both.root.acting(
        replace(both.other.actor, rights=rights, sight=Sight(portfolios=frozenset({south})))
    )
    away = replace(card.values, own_portfolio_id=None)
    with pytest.raises(Forbidden) as refusal:
        cut.run(ChangeClient(client=client, version=card.version, before=card.values, values=away))
    assert refusal.value.code == "client.portfolio_out_of_sight"
    with pytest.raises(NotFound):
        cut.run(VoidClient(client=hidden, version=1))
    with pytest.raises(Forbidden):
        cut.run(
            CreateOrganization(
                organization=new_id(), values=OrganizationValues(name="G", own_portfolio_id=north)
            )
        )
    same = replace(card.values, document="11.444.777/0001-61")
    with pytest.raises(Conflict) as warned:
        cut.run(ChangeClient(client=client, version=card.version, before=card.values, values=same))
    assert (warned.value.facts["clients"], warned.value.facts["hidden"]) == ((), 1)


def test_what_does_not_exist_is_not_referred_to(both, clients):
    values = clients.card(clients.new()).values
    for wrong in ({"organization_id": new_id()}, {"own_portfolio_id": new_id()}, {"user_id": new_id()}):
        with pytest.raises(NotFound):
            both.desk.run(
                CreateClient(client=new_id(), values=replace(values, **wrong), accept_duplicate=True)
            )
    user = new_id()
    both.desk.run(CreateUser(user=user, login="portal", name="Portal"))
    client = clients.new(
        user_id=user, kind=RequesterKind.PROSPECT, external_table="HPROSPECT", external_code="7"
    )
    assert clients.card(client).values.user_id == user


def test_a_client_goes_with_its_parts_unless_something_refers_to_it(both, clients):
    client = clients.new(
        contacts=(ContactValues(name="Eva", email="e@x.com"),),
        addresses=(AddressValues(street="Rua", city="Chapecó"),),
        logins=(LoginValues(login="a"),),
    )
    with pytest.raises(Conflict):
        both.desk.run(VoidClient(client=client, version=9))
    both.desk.run(VoidClient(client=client, version=1))
    for table in ("clients", "contacts", "addresses", "access_logins"):
        assert both.sql(f"SELECT count(*) FROM {table} WHERE voided_at IS NULL") == [(0,)]
    assert both.sql("SELECT count(*) FROM search_docs WHERE kind = 'client'") == [(0,)]
    with pytest.raises(NotFound):
        clients.card(client)
    busy = clients.new()
    ticket_of(both, busy)
    with pytest.raises(Invalid) as refusal:
        both.desk.run(VoidClient(client=busy, version=1))
    assert (refusal.value.code, refusal.value.facts["table"]) == ("client.in_use", "tickets")


def test_d23_an_organization_goes_when_it_is_empty(both, clients):
    organization = new_id()
    both.desk.run(CreateOrganization(organization=organization, values=OrganizationValues(name="Grupo")))
    client = clients.new(organization_id=organization)
    with pytest.raises(Invalid) as refusal:
        both.desk.run(VoidOrganization(organization=organization, version=1))
    assert refusal.value.code == "organization.in_use"
    both.desk.run(VoidClient(client=client, version=1))
    both.desk.run(VoidOrganization(organization=organization, version=1))
    with pytest.raises(NotFound):
        both.desk.ask(GetOrganization(organization=organization))


def test_without_the_right_nothing_is_changed(both, clients):
    client = clients.new()
    nobody = both.as_attendant("Caio Lima", rights=frozenset())
    values = clients.card(client).values
    contract = new_id()
    both.desk.run(CreateContract(contract=contract, client=client, values=ContractValues(plan="Fibra")))
    for command in (
        CreateClient(client=new_id(), values=values),
        ChangeClient(client=client, version=1, before=values, values=values),
        VoidClient(client=client, version=1),
        CreateOrganization(organization=new_id(), values=OrganizationValues(name="G")),
    ):
        with pytest.raises(Forbidden):
            nobody.run(command)
    with pytest.raises(Forbidden):
        nobody.ask(GetContract(contract=contract))


def test_a_person_has_a_cpf(both, clients):
    client = clients.new(
        "Ana Lúcia", trade_name="", email="", person_type=PersonType.PERSON, document="529.982.247-25"
    )
    assert clients.card(client).values.document == "52998224725"


def test_taking_a_change_back_takes_its_copies_back(both, clients, portfolio):
    client = clients.new()
    ticket_of(both, client)
    card = clients.card(client)
    moved = replace(card.values, trade_name="Zênite", own_portfolio_id=portfolio[0])
    command = ChangeClient(client=client, version=card.version, before=card.values, values=moved)
    both.desk.run(command)
    both.desk.run(Undo(change_set=command.id))
    assert clients.card(client).values == card.values
    assert both.sql("SELECT client_sort_key FROM tickets") == [("frigorifico serra azul",)]
    assert client in found(both, "frigorifico")
    assert client not in found(both, "zenite")
    held = [
        {str(row[0]) for row in both.sql(f"SELECT portfolio_id FROM {table}")}
        for table in ("search_docs", "tickets")
    ]
    assert held[0] == held[1]
    assert len(held[0]) == 1
