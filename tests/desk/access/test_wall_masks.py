"""Who is masked at work behind the wall: his window shows what it shows on a file, what he writes stays
whole, and plain SQL shows him no more than his window."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from uuid import UUID

import pytest

from pacdesk.desk.checks.checking import check
from pacdesk.desk.clients.commands import (
    ChangeClient,
    ClientPage,
    CreateClient,
    GetClient,
    ListOrganizations,
    RevealClient,
    SaveContact,
)
from pacdesk.desk.clients.rows import ClientFilter, ClientValues, ContactValues, PersonType, RequesterKind
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import at_desk, find_user, open_shared, sole_actor
from pacdesk.desk.tickets.commands import (
    ChangeTicket,
    FieldChange,
    GetTicket,
    OpenTicket,
    SearchAll,
    TakeTicket,
    TicketCount,
    TicketPage,
    Timeline,
    WriteEntry,
)
from pacdesk.desk.tickets.rows import AddressSnapshot, TicketFilter, TicketView
from pacdesk.desk.tickets.rules import AddressOrigin, TicketKind
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import Page, Visibility, new_id
from pacdesk.errors import Forbidden, Invalid
from tests.conftest import FIRST
from tests.desk.access.masking import DOCUMENT, EMAIL, MOBILE, PHONE, SECRETS, STREET, build
from tests.desk.access.test_attack_wall import Siege
from tests.walled import EVERYTHING, Walled

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def siege(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Siege]:
    """The desk of people from whom something is covered, behind its wall."""
    town = build(tmp_path_factory.mktemp("masks"), FIRST)
    walled = Walled(18, FIRST, town.crowd)
    yield Siege(walled, town)
    walled.drop()
    town.crowd.desk.close()


@pytest.fixture
def ana(siege: Siege) -> Iterator[Desk]:
    """The desk as she opens it from whom everything is covered."""
    with closing(open_shared(siege.walled.address_of("ana"))) as shared:
        actor = sole_actor(shared)
        assert actor is not None
        yield at_desk(shared, actor)


def named(siege: Siege, name: str) -> UUID:
    return UUID(str(siege.town.names[name]))


def shown(answer: object) -> object:
    """An answer that can be compared: the rows of a page are made as they are asked for."""
    return [repr(row) for row in answer.rows] if isinstance(answer, Page) else answer


@pytest.mark.parametrize("login", ["ana", "bia", "caio"])
def test_wall_shows_the_masked_what_the_queries_show(siege: Siege, login: str) -> None:
    known = find_user(siege.town.crowd.desk, login)
    assert known is not None
    local = at_desk(siege.town.crowd.desk, known[3])
    client, ticket = named(siege, "client"), named(siege, "ticket")
    with closing(open_shared(siege.walled.address_of(login))) as shared:
        actor = sole_actor(shared)
        assert actor is not None
        desk = at_desk(shared, actor)
        for question in (
            GetClient(client=client),
            ListOrganizations(),
            ClientPage(),
            ClientPage(filter=ClientFilter(words="aurora")),
            GetTicket(ticket=ticket),
            TicketPage(filter=EVERYTHING),
            TicketPage(filter=TicketFilter(view=TicketView.ALL, words="aurora")),
            TicketCount(filter=EVERYTHING),
        ):
            assert shown(desk.ask(question)) == shown(local.ask(question)), question
        found = [[hit.ref for hit in one.ask(SearchAll(words="aurora"))] for one in (desk, local)]
        assert found[0] == found[1] == [client]
        told = [[entry.payload for entry in one.ask(Timeline(ticket=ticket))] for one in (desk, local)]
        assert told[0] == told[1]
        (organization,) = desk.ask(ListOrganizations())
        assert ("11222333000181" in repr(organization)) == (login != "ana")
        row = desk.ask(ClientPage()).rows[0]
        (plain,) = (
            siege.walled.connect(login)
            .execute("SELECT document, email, phone, mobile FROM covered.clients")
            .fetchall()
        )
        assert (row.document, row.email, row.phone, row.mobile) == plain


def test_wall_finds_nobody_for_the_masked_by_what_is_covered(ana: Desk) -> None:
    for words in ("33334444", "11144477735", "rita@aurora.example", "4444", "1133334444"):
        assert list(ana.ask(SearchAll(words=words))) == []
        assert ana.ask(ClientPage(filter=ClientFilter(words=words))).rows == ()
        assert ana.ask(TicketPage(filter=TicketFilter(view=TicketView.ALL, words=words))).rows == ()


def test_wall_keeps_whole_what_the_masked_writes(siege: Siege, ana: Desk) -> None:
    client = named(siege, "client")
    seen = ana.ask(GetClient(client=client))
    renamed = replace(seen.values, legal_name="Rita Aurora Lima", note="Prefere a manhã")
    change = ChangeClient(client=client, version=seen.version, before=seen.values, values=renamed)
    done = ana.run(change).changes.change_set
    contact = seen.contacts[0]
    ana.run(
        SaveContact(
            contact=contact.id, client=client, version=contact.version, before=contact.values,
            values=replace(contact.values, job_title="Gerente"),
        )
    )  # fmt: skip
    added = ContactValues(name="Ruth", email="ruth@aurora.example", phone="+5511955554444")
    ana.run(SaveContact(contact=new_id(), client=client, values=added))
    ((phone, mobile, document, email, keys, find),) = siege.owner(
        "SELECT phone, mobile, document, email, phone_key, find_key FROM clients"
    )
    assert (phone, mobile, document, email) == (PHONE, MOBILE, DOCUMENT, EMAIL)
    assert keys == "1133334444 14155550123"
    assert find == "rita aurora lima 11144477735 551133334444 14155550123"
    ((text,),) = siege.owner("SELECT text FROM search_docs WHERE kind = 'client'")
    wanted = (
        "Rita Aurora Lima", DOCUMENT, "111.444.777-35", EMAIL, "(11) 3333-4444", "1133334444",
        "+1 415-555-0123", "14155550123", "Prefere a manhã", "Rosa", "Gerente", "rosa@aurora.example",
        "(49) 98888-7777", "4988887777", "Ruth", "ruth@aurora.example", "(11) 95555-4444", "1155554444",
    )  # fmt: skip
    assert sorted(text.split("\n")) == sorted(wanted)
    forbidden = replace(seen.values, phone="+551133330000")
    again = ana.ask(GetClient(client=client))
    with pytest.raises(Invalid):
        ana.run(ChangeClient(client=client, version=again.version, before=again.values, values=forbidden))
    ana.run(Undo(change_set=done))
    ((name, phone, find),) = siege.owner("SELECT legal_name, phone, find_key FROM clients")
    assert (name, phone) == ("Rita Aurora", PHONE)
    assert find == "rita aurora 11144477735 551133334444 14155550123"


def test_wall_keeps_the_address_of_what_the_masked_opens(siege: Siege, ana: Desk) -> None:
    client = named(siege, "client")
    copied, typed = new_id(), new_id()
    for ticket, origin, place in (
        (copied, AddressOrigin.CLIENT, AddressSnapshot()),
        (typed, AddressOrigin.MANUAL, AddressSnapshot(street="Travessa Nova", city="Lages")),
    ):
        ana.run(
            OpenTicket(
                ticket=ticket, kind=TicketKind.CLIENT, client=client, type_id=named(siege, "type"),
                department=named(siege, "department"), subject="Lento", description="Lento.",
                address_origin=origin, address=place,
            )
        )  # fmt: skip
        ana.run(TakeTicket(ticket=ticket))
        ana.run(WriteEntry(ticket=ticket, entry=new_id(), text="Liguei.", visibility=Visibility.INTERNAL))
        assert ana.ask(GetTicket(ticket=ticket)).address == AddressSnapshot(
            city="Lages", state="SC" if origin is AddressOrigin.CLIENT else ""
        )
    stored = dict(siege.owner(f"SELECT id, address FROM tickets WHERE id IN ('{copied}', '{typed}')"))
    assert stored[copied] == (
        f'{{"cep":"88509000","city":"Lages","complement":"","district":"","number":"12","state":"SC",'
        f'"street":"{STREET}"}}'
    )
    assert '"street":"Travessa Nova"' in stored[typed]


def test_wall_opens_a_client_of_his_own_making_to_nobody_masked(siege: Siege, ana: Desk) -> None:
    made = new_id()
    values = ClientValues(
        legal_name="Nova", kind=RequesterKind.PROSPECT, person_type=PersonType.PERSON,
        email="nova@aurora.example", phone="+551144445555",
    )  # fmt: skip
    ana.run(
        CreateClient(client=made, values=values, contacts=(ContactValues(name="Nil", phone="+551144445556"),))
    )
    assert ana.ask(GetClient(client=made)).values.phone == "••• 5555"
    ((phone, find),) = siege.owner(f"SELECT phone, find_key FROM clients WHERE id = '{made}'")
    assert (phone, find) == ("+551144445555", "nova 551144445555")
    ((text,),) = siege.owner(f"SELECT text FROM search_docs WHERE ref = '{made}'")
    assert set(text.split("\n")) == {
        "Nova",
        "nova@aurora.example",
        "(11) 4444-5555",
        "1144445555",
        "Nil",
        "(11) 4444-5556",
        "1144445556",
    }
    ana.run(Undo(change_set=ana.run(_noted(ana, made)).changes.change_set))


def _noted(ana: Desk, client: UUID) -> ChangeClient:
    seen = ana.ask(GetClient(client=client))
    values = replace(seen.values, note="x")
    return ChangeClient(client=client, version=seen.version, before=seen.values, values=values)


def test_wall_shows_what_was_revealed_and_after_a_while_no_more(siege: Siege, ana: Desk) -> None:
    client = named(siege, "client")
    ana.run(RevealClient(client=client))
    card = ana.ask(GetClient(client=client))
    assert (card.values.phone, card.addresses[0].values.street, card.covered) == (PHONE, STREET, False)
    assert STREET in repr(ana.ask(Timeline(ticket=named(siege, "ticket"))))
    assert ana.ask(ClientPage(filter=ClientFilter(words="33334444"))).rows[0].phone == PHONE
    assert [hit.ref for hit in ana.ask(SearchAll(words="1133334444"))] == [client]
    with siege.walled.owner.begin() as connection:
        connection.exec_driver_sql("UPDATE app.reveals SET at = at - interval '16 minutes'")
        connection.exec_driver_sql("UPDATE reads SET at = at - interval '16 minutes'")
    covered = repr((ana.ask(GetClient(client=client)), ana.ask(Timeline(ticket=named(siege, "ticket")))))
    assert not [secret for secret in SECRETS if secret in covered]


def test_wall_covers_at_once_in_a_window_that_is_open(siege: Siege) -> None:
    client = named(siege, "client")
    with closing(open_shared(siege.walled.address_of("caio"))) as shared:
        actor = sole_actor(shared)
        assert actor is not None
        caio = at_desk(shared, actor)
        seen = caio.ask(GetClient(client=client))
        assert seen.values.phone == PHONE
        wanted = replace(seen.values, phone="+551133336666")
        change = ChangeClient(client=client, version=seen.version, before=seen.values, values=wanted)
        done = caio.run(change).changes.change_set
        with siege.walled.owner.begin() as connection:
            connection.exec_driver_sql(
                siege.fill("INSERT INTO memberships (id, version, user_id, group_id) "
                           "VALUES ('{fresh}', 1, '{caio}', '{phones}')")
            )  # fmt: skip
        assert caio.ask(GetClient(client=client)).values.phone == "••• 6666"
        with pytest.raises(Forbidden) as refusal:
            caio.run(Undo(change_set=done))
        assert refusal.value.code == "undo.covered"
    with closing(open_shared(siege.walled.address_of("raiz"))) as shared:
        actor = sole_actor(shared)
        assert actor is not None
        at_desk(shared, actor).run(Undo(change_set=done))
    assert siege.owner(f"SELECT phone FROM clients WHERE id = '{client}'") == [(PHONE,)]


def test_wall_takes_no_address_back_that_the_masked_never_knew(siege: Siege, ana: Desk) -> None:
    ticket = new_id()
    ana.run(
        OpenTicket(
            ticket=ticket, kind=TicketKind.CLIENT, client=named(siege, "client"),
            type_id=named(siege, "type"), department=named(siege, "department"), subject="Mudo",
            description="Mudo.", address=AddressSnapshot(street="Travessa Nova", city="Lages"),
        )
    )  # fmt: skip
    moved = FieldChange(name="address_origin", seen="manual", wanted="client")
    done = ana.run(ChangeTicket(ticket=ticket, changes=(moved,))).changes.change_set
    ((address,),) = siege.owner(f"SELECT address FROM tickets WHERE id = '{ticket}'")
    assert STREET in address
    with pytest.raises(Forbidden) as refusal:
        ana.run(Undo(change_set=done))
    assert refusal.value.code == "undo.covered"
    assert siege.owner(f"SELECT address FROM tickets WHERE id = '{ticket}'") == [(address,)]


def test_wall_lets_the_masked_check_the_desk(ana: Desk) -> None:
    assert [(step.step, sample.code) for step in check(ana).steps for sample in step.samples] == []
