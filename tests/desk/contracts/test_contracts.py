"""Contracts, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from pacdesk.desk.clients.commands import CreateClient, GetClient
from pacdesk.desk.clients.rows import AddressValues, ClientValues, RequesterKind
from pacdesk.desk.contracts.commands import (
    ChangeContract,
    ContractCount,
    ContractPage,
    CreateContract,
    GetContract,
    LookUpContracts,
    VoidContract,
)
from pacdesk.desk.contracts.rows import (
    AccessStatus,
    ContractFilter,
    ContractSort,
    ContractState,
    ContractStatus,
    ContractValues,
)
from pacdesk.desk.tickets.commands import OpenTicket, SearchAll
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import Sight, new_id
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound


def client_of(both, name="Serra Azul", **parts):
    client = new_id()
    values = ClientValues(legal_name=name, kind=RequesterKind.PERSON)
    both.desk.run(CreateClient(client=client, values=values, **parts))
    return client


def contract_of(both, client, **values):
    contract = new_id()
    command = CreateContract(
        contract=contract, client=client, values=ContractValues(**({"plan": "Fibra"} | values))
    )
    both.desk.run(command)
    return contract


def numbers(both, **filters):
    page = both.desk.ask(ContractPage(filter=ContractFilter(**filters)))
    assert both.desk.ask(ContractCount(filter=ContractFilter(**filters))) == len(page.rows)
    return [row.number for row in page.rows]


def test_numbers_are_drawn_and_pass_over_those_typed_by_hand(both):
    client = client_of(both)
    contract_of(both, client)
    contract_of(both, client, number="2026-0002")
    contract_of(both, client)
    assert numbers(both) == ["2026-0001", "2026-0002", "2026-0003"]
    with pytest.raises(Invalid) as refusal:
        contract_of(both, client, number="2026-0001")
    assert [p.code for p in refusal.value.problems] == ["contract.number_taken"]


def test_a_contract_is_changed_and_conflicts_name_both_values(both):
    contract = contract_of(both, client_of(both))
    seen = both.desk.ask(GetContract(contract=contract))
    moved = replace(seen.values, plan="Fibra 500", starts_on=date(2026, 1, 2), monthly_cents=9990)
    both.other.run(ChangeContract(contract=contract, version=1, before=seen.values, values=moved))
    card = both.desk.ask(GetContract(contract=contract))
    assert (card.values.plan, card.values.monthly_cents, card.version) == ("Fibra 500", 9990, 2)
    with pytest.raises(Conflict) as refusal:
        both.desk.run(
            ChangeContract(
                contract=contract, version=1, before=seen.values, values=replace(seen.values, plan="Rádio")
            )
        )
    assert refusal.value.facts["theirs"] == {"plan": "Fibra 500"}
    for wrong, code in (
        ({"number": ""}, "field.required"),
        ({"ends_on": date(2025, 1, 1)}, "contract.ends_before_start"),
        ({"address_id": new_id()}, "field.of_another_client"),
    ):
        with pytest.raises(Invalid) as invalid:
            both.desk.run(
                ChangeContract(
                    contract=contract, version=2, before=card.values, values=replace(card.values, **wrong)
                )
            )
        assert [p.code for p in invalid.value.problems] == [code]
    assert contract in {hit.ref for hit in both.desk.ask(SearchAll(words="fibra 500"))}


def test_s3_08_contracts_are_offered_and_the_only_live_one_chosen(both):
    client = client_of(both)
    contract = contract_of(both, client)
    contract_of(both, client, number="VELHO", plan="Rádio", status=ContractStatus.CANCELLED)
    contract_of(both, client_of(both, "Outra"))
    choice = both.desk.ask(LookUpContracts(client=client))
    assert ([row.number for row in choice.rows], choice.only) == (["2026-0001", "VELHO"], contract)
    assert choice.rows[1].state is ContractState.CANCELLED
    assert [r.number for r in both.desk.ask(LookUpContracts(client=client, words="radio")).rows] == ["VELHO"]
    contract_of(both, client, access_status=AccessStatus.BLOCKED_BY_HAND)
    choice = both.desk.ask(LookUpContracts(client=client))
    assert choice.only is None
    assert choice.rows[1].state is ContractState.BLOCKED


def test_lists_are_sorted_filtered_and_cut_to_what_one_sees(both):
    azul, verde = client_of(both, "Azul"), client_of(both, "Verde")
    contract_of(both, verde)
    contract_of(both, azul, plan="Link 200")
    contract_of(both, azul, status=ContractStatus.ENDED)
    assert numbers(both, words="verde") == ["2026-0001"]
    assert numbers(both, words="CT 2026-0002") == ["2026-0002"]
    assert numbers(both, words="link azul") == ["2026-0002"]
    assert numbers(both, words="100%") == []
    assert numbers(both, client_id=azul, status=ContractStatus.ENDED) == ["2026-0003"]
    rows = both.desk.ask(ContractPage(sort=ContractSort.CLIENT, descending=True)).rows
    assert [row.client_name for row in rows] == ["Verde", "Azul", "Azul"]
    blind = both.root.acting(replace(both.other.actor, sight=Sight(portfolios=frozenset())))
    assert blind.ask(ContractPage()).rows == ()
    with pytest.raises(NotFound):
        blind.ask(GetContract(contract=rows[0].id))
    nobody = both.as_attendant("Caio", rights=frozenset())
    for question in (ContractPage(), ContractCount(), LookUpContracts(client=azul)):
        with pytest.raises(Forbidden):
            nobody.ask(question)


def test_a_contract_stands_at_an_address_of_its_client(both):
    client = client_of(both, addresses=(AddressValues(street="Rua Um", number="1", city="Chapecó"),))
    (row,) = both.desk.ask(GetClient(client=client)).addresses
    contract = contract_of(both, client, address_id=row.id)
    card = both.desk.ask(GetContract(contract=contract))
    assert (card.address_line, card.client_name) == ("Rua Um, 1 - Chapecó", "Serra Azul")


def test_a_contract_goes_unless_something_refers_to_it(both):
    client = client_of(both)
    contract, busy = contract_of(both, client), contract_of(both, client)
    both.desk.run(VoidContract(contract=contract, version=1))
    assert numbers(both) == ["2026-0002"]
    with pytest.raises(NotFound):
        both.desk.ask(GetContract(contract=contract))
    both.desk.run(
        OpenTicket(
            ticket=new_id(),
            kind=TicketKind.CLIENT,
            client=client,
            contract=busy,
            type_id=both.type_id,
            department=both.department,
            subject="Lento",
            description="Lento.",
        )
    )
    with pytest.raises(Invalid) as refusal:
        both.desk.run(VoidContract(contract=busy, version=1))
    assert (refusal.value.code, refusal.value.facts["count"]) == ("contract.in_use", 1)


def test_rights(both):
    client = client_of(both)
    nobody = both.as_attendant("Caio", rights=frozenset())
    command = CreateContract(contract=new_id(), client=client, values=ContractValues(plan="x"))
    with pytest.raises(Forbidden):
        nobody.run(command)
    with pytest.raises(Forbidden):
        both.other.run(replace(command, imported=True))
    both.desk.run(replace(command, values=ContractValues(), imported=True))
