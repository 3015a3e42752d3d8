"""Undo and redo of clients and contracts: names follow everywhere, search texts come and go."""

from dataclasses import replace

import pytest

from pacdesk.desk.clients.commands import ChangeClient, CreateClient, SaveContact, VoidClient
from pacdesk.desk.clients.rows import ClientValues, ContactValues
from pacdesk.desk.contracts.commands import ChangeContract, CreateContract, VoidContract
from pacdesk.desk.contracts.rows import ContractValues
from pacdesk.desk.tickets.commands import GetDossier, SearchAll
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import new_id
from pacdesk.errors import Conflict
from tests.desk.undoing import differences, state_of

CLIENT = ClientValues(
    legal_name="Serra Azul Ltda",
    trade_name="Serra Azul",
    document="11222333000181",
    email="contato@exemplo.com.br",
)
CONTRACT = ContractValues(number="CT-1", plan="Fibra")


def back_and_forth(world, command):
    """Run it, undo it, redo it: the same states."""
    before = state_of(world.root)
    world.desk.run(command)
    after = state_of(world.root)
    assert differences(before, after) != ""
    undone = world.desk.run(Undo(change_set=command.id))
    assert undone.answer.moved == ()
    assert differences(state_of(world.root), before) == ""
    world.desk.run(Undo(change_set=undone.changes.change_set))
    assert differences(state_of(world.root), after) == ""


def test_a_client_and_its_contract_go_and_come_back(both):
    client, contract, contact = new_id(), new_id(), new_id()
    create = CreateClient(
        client=client,
        values=CLIENT,
        contacts=(ContactValues(name="Jonas", email="jonas@exemplo.com.br"),),
    )
    back_and_forth(both, create)
    back_and_forth(both, CreateContract(contract=contract, client=client, values=CONTRACT))
    plan = replace(CONTRACT, plan="Rádio")
    back_and_forth(both, ChangeContract(contract=contract, version=3, before=CONTRACT, values=plan))
    back_and_forth(
        both,
        SaveContact(
            contact=contact, client=client, values=ContactValues(name="Bia", email="bia@exemplo.com.br")
        ),
    )
    ticket = both.open(kind=TicketKind.CLIENT, client=client, contract=contract)
    renamed = replace(CLIENT, legal_name="Zênite Ltda", trade_name="Zênite")
    back_and_forth(both, ChangeClient(client=client, version=5, before=CLIENT, values=renamed))
    assert {hit.kind for hit in both.desk.ask(SearchAll(words="zenite"))} >= {"client", "contract"}
    assert not both.desk.ask(SearchAll(words="serra azul"))
    with pytest.raises(Conflict) as refusal:
        both.desk.run(Undo(change_set=create.id))
    assert refusal.value.code == "undo.already_undone", "its redo is what could be taken back now"
    facts = {fact.label: fact.value for fact in both.desk.ask(GetDossier(ticket=ticket)).client}
    assert facts["client.legal_name"] == "Zênite Ltda"


def test_taking_out_is_taken_back(both):
    client, contract = new_id(), new_id()
    both.desk.run(CreateClient(client=client, values=CLIENT))
    both.desk.run(CreateContract(contract=contract, client=client, values=CONTRACT))
    back_and_forth(both, VoidContract(contract=contract, version=1))
    back_and_forth(both, VoidClient(client=client, version=1))
