"""Contacts, addresses and access logins, on both engines."""

from dataclasses import replace

import pytest

from pacdesk.desk.clients.commands import (
    LookUpLogins,
    SaveAddress,
    SaveContact,
    SaveLogin,
    VoidAddress,
    VoidContact,
    VoidLogin,
)
from pacdesk.desk.clients.rows import AddressValues, ContactValues, LoginValues
from pacdesk.desk.contracts.commands import CreateContract
from pacdesk.desk.contracts.rows import ContractValues
from pacdesk.desk.tickets.commands import OpenTicket, SearchAll
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import new_id
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound

EVA = ContactValues(name="Eva Luz", email="eva@x.com")
HERE = AddressValues(street="Rua Um", city="Chapecó", state="SC")


def ticket_of(both, client, **more):
    both.desk.run(
        OpenTicket(
            ticket=new_id(),
            kind=TicketKind.CLIENT,
            client=client,
            type_id=both.type_id,
            department=both.department,
            subject="Sem conexão",
            description="Parou.",
            **more,
        )
    )


def test_contacts_are_made_changed_and_found(both, clients):
    client = clients.new()
    contact = new_id()
    both.desk.run(SaveContact(contact=contact, client=client, values=EVA))
    (row,) = clients.card(client).contacts
    assert row.values.is_main, "the first contact is the main one"
    changed = replace(row.values, name="Eva Montes", mobile="(49) 99912-3456")
    both.desk.run(
        SaveContact(contact=contact, client=client, version=row.version, before=row.values, values=changed)
    )
    (row,) = clients.card(client).contacts
    assert (row.values.name, row.values.mobile) == ("Eva Montes", "+5549999123456")
    for words in ("montes", "4999123456", "(49) 99912-3456"):
        assert client in {hit.ref for hit in both.desk.ask(SearchAll(words=words))}, words


def test_one_contact_is_the_main_one(both, clients):
    client = clients.new(contacts=(EVA,))
    second = new_id()
    both.desk.run(
        SaveContact(
            contact=second,
            client=client,
            values=ContactValues(name="Rui", phone="(49) 3330-7788", is_main=True),
        )
    )
    rows = clients.card(client).contacts
    assert [(r.values.name, r.values.is_main) for r in rows] == [("Rui", True), ("Eva Luz", False)]
    both.desk.run(VoidContact(contact=second, version=rows[0].version))
    assert [r.values.is_main for r in clients.card(client).contacts] == [True]


def test_a_contact_needs_a_name_and_a_way_to_be_reached(both, clients):
    client = clients.new()
    with pytest.raises(Invalid) as refusal:
        both.desk.run(SaveContact(contact=new_id(), client=client, values=ContactValues(name="")))
    assert [p.code for p in refusal.value.problems] == ["field.required", "contact.unreachable"]
    contact = new_id()
    both.desk.run(SaveContact(contact=contact, client=client, values=EVA))
    (row,) = clients.card(client).contacts
    with pytest.raises(Invalid) as refusal:
        both.desk.run(
            SaveContact(
                contact=contact,
                client=client,
                version=1,
                before=row.values,
                values=replace(row.values, email=""),
            )
        )
    assert [p.code for p in refusal.value.problems] == ["contact.unreachable"]
    with pytest.raises(NotFound):
        both.desk.run(SaveContact(contact=new_id(), client=client, values=replace(EVA, user_id=new_id())))


def test_s1_12_a_contact_of_a_ticket_stays(both, clients):
    client = clients.new(contacts=(EVA,), logins=(LoginValues(login="a"),))
    card = clients.card(client)
    ticket_of(both, client, contact=card.contacts[0].id, login=card.logins[0].id)
    for command, code in (
        (VoidContact(contact=card.contacts[0].id, version=1), "contact.in_use"),
        (VoidLogin(login=card.logins[0].id, version=1), "login.in_use"),
    ):
        with pytest.raises(Invalid) as refusal:
            both.desk.run(command)
        assert refusal.value.code == code
        assert refusal.value.facts["count"] == 1


def test_parts_of_another_client_are_not_found(both, clients):
    one, other = clients.new(contacts=(EVA,)), clients.new("Outra")
    row = clients.card(one).contacts[0]
    with pytest.raises(NotFound):
        both.desk.run(
            SaveContact(contact=row.id, client=other, version=1, before=row.values, values=row.values)
        )


def test_addresses_keep_their_place_on_the_map(both, clients):
    client = clients.new()
    address = new_id()
    both.desk.run(
        SaveAddress(address=address, client=client, values=replace(HERE, latitude=-27.1, longitude=-52.6))
    )
    (row,) = clients.card(client).addresses
    assert (row.values.latitude, row.values.longitude, row.values.is_main) == (-27.1, -52.6, True)
    half = replace(row.values, latitude=None)
    with pytest.raises(Invalid) as refusal:
        both.desk.run(SaveAddress(address=address, client=client, version=1, before=row.values, values=half))
    assert [p.code for p in refusal.value.problems] == ["coordinate.pair"]
    moved = replace(row.values, cep="89802112")
    both.desk.run(SaveAddress(address=address, client=client, version=1, before=row.values, values=moved))
    (row,) = clients.card(client).addresses
    assert row.values.cep == "89802112"
    both.desk.run(VoidAddress(address=address, version=row.version))
    assert clients.card(client).addresses == ()


def test_an_address_with_a_login_or_a_contract_stays(both, clients):
    client = clients.new(addresses=(HERE, replace(HERE, street="Rua Dois")))
    first, second = (row.id for row in clients.card(client).addresses)
    both.desk.run(SaveLogin(login=new_id(), client=client, values=LoginValues(login="a", address_id=first)))
    both.desk.run(
        CreateContract(
            contract=new_id(), client=client, values=ContractValues(plan="Fibra", address_id=second)
        )
    )
    for address in (first, second):
        with pytest.raises(Invalid) as refusal:
            both.desk.run(VoidAddress(address=address, version=1))
        assert refusal.value.code == "address.in_use"


def test_issue_2_4_an_imported_address_is_repaired_and_marked(both, clients):
    client = clients.new(
        imported=True,
        addresses=(
            AddressValues(cep="4653220", city="São Paulo"),
            AddressValues(cep="Pinheiros", latitude=99.0, longitude=1.0),
        ),
    )
    first, second = (row.values for row in clients.card(client).addresses)
    assert (first.cep, first.cep_ok) == ("04653220", True)
    assert (second.cep, second.cep_ok, second.latitude, second.longitude) == ("Pinheiros", False, None, None)


def test_s3_06_logins_are_offered_and_the_only_one_chosen(both, clients):
    client = clients.new(logins=(LoginValues(login="serra.um"),))
    choice = both.desk.ask(LookUpLogins(client=client))
    assert choice.only == choice.rows[0].id
    second = new_id()
    both.desk.run(SaveLogin(login=second, client=client, values=LoginValues(login="serra.dois")))
    clients.new("Outra", logins=(LoginValues(login="outra"),))
    choice = both.desk.ask(LookUpLogins(client=client))
    assert ([row.values.login for row in choice.rows], choice.only) == (["serra.dois", "serra.um"], None)
    assert [r.values.login for r in both.desk.ask(LookUpLogins(client=client, words="DOIS")).rows] == [
        "serra.dois"
    ]
    row = next(r for r in choice.rows if r.id == second)
    off = replace(row.values, active=False)
    both.desk.run(SaveLogin(login=second, client=client, version=1, before=row.values, values=off))
    assert both.desk.ask(LookUpLogins(client=client)).only is not None
    assert len(clients.card(client).logins) == 2
    both.desk.run(VoidLogin(login=second, version=2))
    assert len(clients.card(client).logins) == 1


def test_s3_06_logins_of_one_contract(both, clients):
    client = clients.new(logins=(LoginValues(login="sem"),))
    contract = new_id()
    number = both.desk.run(
        CreateContract(contract=contract, client=client, values=ContractValues(plan="Fibra"))
    ).answer
    both.desk.run(
        SaveLogin(login=new_id(), client=client, values=LoginValues(login="com", contract_id=contract))
    )
    choice = both.desk.ask(LookUpLogins(client=client, contract=contract))
    assert [(r.values.login, r.contract_number) for r in choice.rows] == [("com", number)]


def test_a_login_is_one_word_and_one_persons(both, clients):
    client, other = clients.new(logins=(LoginValues(login="serra"),)), clients.new("Outra")
    contract = new_id()
    both.desk.run(CreateContract(contract=contract, client=client, values=ContractValues(plan="Fibra")))
    for values, code in (
        (LoginValues(login="duas palavras"), "login.blanks"),
        (LoginValues(login=""), "field.required"),
        (LoginValues(login="serra"), "login.taken"),
        (LoginValues(login="novo", contract_id=contract), "field.of_another_client"),
    ):
        with pytest.raises(Invalid) as refusal:
            both.desk.run(SaveLogin(login=new_id(), client=other, values=values))
        assert [p.code for p in refusal.value.problems] == [code]
    both.desk.run(SaveLogin(login=new_id(), client=other, values=LoginValues(login="serra", active=False)))


def test_a_moved_part_is_a_conflict(both, clients):
    client = clients.new(contacts=(EVA,))
    row = clients.card(client).contacts[0]
    for desk, name in ((both.other, "Eva B"), (both.desk, "Eva C")):
        command = SaveContact(
            contact=row.id, client=client, version=1, before=row.values, values=replace(row.values, name=name)
        )
        if desk is both.other:
            desk.run(command)
            continue
        with pytest.raises(Conflict) as refusal:
            desk.run(command)
        assert refusal.value.facts["theirs"] == {"name": "Eva B"}
    with pytest.raises(Conflict):
        both.desk.run(VoidContact(contact=row.id, version=1))
    with pytest.raises(Forbidden):
        both.as_attendant("Caio", rights=frozenset()).run(VoidContact(contact=row.id, version=2))
