"""As whom a user asks: registers, precedence, choice, and the two checks of the client online."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.access.commands import CreateUser, ExplainUser
from pacdesk.desk.access.rules import Because, Right
from pacdesk.desk.clients.commands import CreateClient, GetClient, SaveContact, VoidContact
from pacdesk.desk.clients.requesters import (
    WITH_CONTACTS,
    Associated,
    chosen,
    refused_online,
    requesters,
)
from pacdesk.desk.clients.rows import ClientValues, ContactValues, PersonType, RequesterKind
from pacdesk.desk.values import Actor, Sight, new_id
from pacdesk.errors import NotFound

A, B, C = (UUID(int=n) for n in (1, 2, 3))
ANA, RUI = UUID(int=11), UUID(int=12)
KINDS = st.sampled_from(RequesterKind)


def test_s1_14_a_contact_comes_before_the_own_register():
    own = Associated(A, RequesterKind.CLIENT, "Alfa")
    rui = Associated(A, RequesterKind.CLIENT, "Alfa", RUI, "Rui", is_main=True)
    ana = Associated(A, RequesterKind.CLIENT, "Alfa", ANA, "Ana")
    assert requesters([own]) == (own,)
    assert requesters([own, ana]) == (ana,)
    assert requesters([own, ana, rui]) == (rui,), "the main one is the first"


@pytest.mark.parametrize("kind", RequesterKind)
def test_s1_12_contacts_count_for_clients_and_prospects_only(kind):
    through = Associated(A, kind, "Alfa", ANA, "Ana")
    assert bool(requesters([through])) is (kind in WITH_CONTACTS)
    own = Associated(A, kind, "Alfa")
    (one,) = requesters([own, through])
    assert (one.contact is None) is (kind not in WITH_CONTACTS)


@given(
    st.lists(
        st.builds(
            Associated,
            client=st.sampled_from([A, B, C]),
            kind=KINDS,
            name=st.sampled_from(["Alfa", "Beta"]),
            contact=st.none() | st.sampled_from([ANA, RUI]),
            contact_name=st.sampled_from(["Ana", "Rui"]),
            is_main=st.booleans(),
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_s1_13_it_is_the_union_each_client_once_in_whatever_order(found, chance):
    offered = requesters(found)
    counting = {one.client for one in found if one.contact is None or one.kind in WITH_CONTACTS}
    assert {one.client for one in offered} == counting
    assert len(offered) == len(counting)
    mixed = list(found)
    chance.shuffle(mixed)
    assert {(one.client, one.contact) for one in requesters(mixed)} == {
        (one.client, one.contact) for one in offered
    }


def test_s1_13_of_several_the_person_chooses_and_the_last_choice_counts():
    alfa, beta = (Associated(one, RequesterKind.CLIENT, name) for one, name in ((A, "Alfa"), (B, "Beta")))
    assert chosen((), None) is None
    assert chosen((alfa,), None) == alfa
    assert chosen((alfa, beta), None) is None
    assert chosen((alfa, beta), B) == beta
    assert chosen((alfa, beta), C) is None, "a choice that is gone is asked for anew"


@pytest.mark.parametrize(
    ("offered", "rights", "codes"),
    [
        ((), frozenset(), ["online.not_registered", "online.not_permitted"]),
        ((), frozenset({Right.ONLINE_USE}), ["online.not_registered"]),
        ((Associated(A, RequesterKind.CLIENT, "Alfa"),), frozenset(), ["online.not_permitted"]),
        ((Associated(A, RequesterKind.CLIENT, "Alfa"),), frozenset({Right.ONLINE_USE}), []),
    ],
)
def test_s1_09_two_checks_each_with_its_own_words(offered, rights, codes):
    actor = Actor(user_id=ANA, name="Ana", login="ana", rights=rights, sight=Sight())
    assert [one.code for one in refused_online(actor, offered)] == codes


def test_s1_11_and_s1_12_a_user_stands_in_registers_of_every_kind(world):
    user, sole = new_id(), new_id()
    rights = frozenset({Right.ONLINE_USE})
    for one, login in ((user, "rui"), (sole, "eva")):
        world.desk.run(CreateUser(user=one, login=login, name=login, rights=rights if one == user else ()))
    made = {}
    for kind in RequesterKind:
        made[kind] = new_id()
        values = ClientValues(
            legal_name=f"Cadastro {kind}",
            kind=kind,
            person_type=PersonType.PERSON,
            document="529.982.247-25" if kind is RequesterKind.CLIENT else "",
            user_id=user,
        )
        world.desk.run(CreateClient(client=made[kind], values=values))
    contact = new_id()
    values = ContactValues(name="Rui", email="rui@alfa.example", user_id=user)
    world.desk.run(SaveContact(contact=contact, client=made[RequesterKind.PROSPECT], values=values))
    explained = [one for one in world.desk.ask(ExplainUser(user=user)) if one.part == "requester"]
    assert {one.what: one.because for one in explained if one.what != "online"} == {
        str(client): (
            Because("through_contact", "Rui") if kind is RequesterKind.PROSPECT else Because("own_register"),
        )
        for kind, client in made.items()
    }
    assert explained[-1].allowed
    card = world.desk.ask(GetClient(client=made[RequesterKind.PROSPECT]))
    world.desk.run(VoidContact(contact=contact, version=card.contacts[0].version))
    explained = [one for one in world.desk.ask(ExplainUser(user=user)) if one.part == "requester"]
    assert {one.because for one in explained if one.what != "online"} == {(Because("own_register"),)}
    assert not [one for one in world.desk.ask(ExplainUser(user=sole)) if one.part == "requester"]
    values = ContactValues(name="X", email="x@alfa.example", user_id=new_id())
    with pytest.raises(NotFound):
        world.desk.run(SaveContact(contact=new_id(), client=made[RequesterKind.CLIENT], values=values))
