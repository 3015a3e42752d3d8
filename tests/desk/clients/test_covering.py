"""Personal fields that a group covers or locks (S2.x): shown as stand-ins, not to be changed, revealed
with a record."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.access.commands import ListReads
from pacdesk.desk.access.rules import Right
from pacdesk.desk.clients.commands import (
    ChangeClient,
    ChangeOrganization,
    ClientPage,
    CreateClient,
    CreateOrganization,
    FindDuplicates,
    GetClient,
    GetOrganization,
    ListOrganizations,
    LookUpClients,
    RevealClient,
    SaveAddress,
    SaveContact,
)
from pacdesk.desk.clients.covering import cover
from pacdesk.desk.clients.rows import (
    AddressValues,
    ClientValues,
    ContactValues,
    OrganizationValues,
    PersonType,
    RequesterKind,
)
from pacdesk.desk.contracts.commands import CreateContract, GetContract
from pacdesk.desk.contracts.rows import ContractValues
from pacdesk.desk.tickets.commands import (
    ChangeTicket,
    FieldChange,
    GetDossier,
    GetTicket,
    SearchAll,
    Timeline,
)
from pacdesk.desk.tickets.dossier import Audience
from pacdesk.desk.tickets.rows import AddressSnapshot
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import Sight, new_id, to_plain
from pacdesk.errors import Forbidden, Invalid

SECRETS = (
    "11144477735",
    "111.444.777-35",
    "rita@aurora.example",
    "rosa@aurora.example",
    "33334444",
    "99998888",
)
STREET = "Rua das Acácias"
EVERY = frozenset({"document", "email", "phone", "mobile", "address"})


@pytest.fixture
def client(both):
    """A person with a contact, an address and a ticket."""
    made = new_id()
    values = ClientValues(
        legal_name="Rita Aurora",
        kind=RequesterKind.PROSPECT,
        person_type=PersonType.PERSON,
        document="111.444.777-35",
        email="rita@aurora.example",
        phone="(11) 3333-4444",
        mobile="(11) 99999-8888",
    )
    both.desk.run(
        CreateClient(
            client=made,
            values=values,
            contacts=(ContactValues(name="Rosa", email="rosa@aurora.example"),),
            addresses=(AddressValues(street=STREET, number="12", city="Lages", state="SC"),),
        )
    )
    return made


def masking(both, masked=EVERY, locked=frozenset()):
    actor = replace(
        both.other.actor,
        rights=both.other.actor.rights | {Right.EXPORT},
        sight=Sight(masked=masked, locked=locked),
    )
    return both.root.acting(actor)


def test_covered_fields_show_stand_ins_wherever_the_client_shows(both, client):
    ticket = both.open(kind=TicketKind.CLIENT, client=client)
    desk = masking(both)
    answers = (
        desk.ask(ClientPage()).rows,
        desk.ask(LookUpClients(words="rita")),
        desk.ask(FindDuplicates(document="11144477735")),
        desk.ask(GetClient(client=client)),
        [*desk.ask(SearchAll(words="rita"))],
    )
    card = desk.ask(GetTicket(ticket=ticket))
    told = "".join(map(repr, answers)) + f"{card.client_document} {card.client_phone} {card.client_email}"
    dossier = desk.ask(GetDossier(ticket=ticket, audience=Audience.INTERNAL))
    told += repr(dossier.client)
    for secret in (*SECRETS, STREET):
        assert secret not in told
    shown = desk.ask(GetClient(client=client))
    assert shown.values.document == "***.444.777-**"
    assert shown.values.email == "r•••@aurora.example"
    assert shown.addresses[0].values.city == "Lages"
    whole = both.desk.ask(GetClient(client=client))
    assert whole.values.email == "rita@aurora.example"


def test_what_is_covered_or_locked_is_not_changed_and_no_refusal_tells_it(both, client):
    desk = masking(both, locked=frozenset({"phone"}), masked=frozenset({"email", "document", "address"}))
    card = desk.ask(GetClient(client=client))
    for change in ({"email": "outra@x.example"}, {"phone": "(11) 2222-1111"}):
        command = ChangeClient(
            client=client, version=card.version, before=card.values, values=replace(card.values, **change)
        )
        with pytest.raises(Invalid) as refusal:
            desk.run(command)
        (problem,) = refusal.value.problems
        assert (problem.code, problem.field) == ("client.field_locked", next(iter(change)))
        assert "rita@" not in repr(to_plain(dict(refusal.value.facts)))
    named = replace(card.values, trade_name="Rita & Cia", email="R•••@aurora.example ")
    desk.run(ChangeClient(client=client, version=card.version, before=card.values, values=named))
    whole = both.desk.ask(GetClient(client=client))
    assert (whole.values.trade_name, whole.values.email) == ("Rita & Cia", "rita@aurora.example")
    contact, address = card.contacts[0], card.addresses[0]
    with pytest.raises(Invalid):
        desk.run(
            SaveContact(
                contact=contact.id,
                client=client,
                version=contact.version,
                before=contact.values,
                values=replace(contact.values, email="nova@x.example"),
            )
        )
    with pytest.raises(Invalid):
        desk.run(
            SaveAddress(
                address=address.id,
                client=client,
                version=address.version,
                before=address.values,
                values=replace(address.values, street="Outra"),
            )
        )
    new = ContactValues(name="Nova", email="nova@x.example")
    desk.run(SaveContact(contact=new_id(), client=client, values=new))


def test_an_organizations_document_is_covered_and_stays_as_it_is(both):
    made = new_id()
    values = OrganizationValues(name="Grupo Aurora", document="11222333000181")
    both.desk.run(CreateOrganization(organization=made, values=values))
    desk = masking(both)
    (row,) = desk.ask(ListOrganizations())
    assert row.values.document == "11.***.***/0001-**"
    renamed = replace(row.values, name="Grupo Aurora do Sul")
    seen = {"organization": made, "version": row.version, "before": row.values}
    desk.run(ChangeOrganization(**seen, values=renamed))
    with pytest.raises(Invalid) as refusal:
        desk.run(ChangeOrganization(**seen, values=replace(renamed, document="11444777000161")))
    (problem,) = refusal.value.problems
    assert (problem.code, problem.field) == ("client.field_locked", "document")
    whole = both.desk.ask(GetOrganization(organization=made)).values
    assert (whole.name, whole.document) == ("Grupo Aurora do Sul", "11222333000181")


def test_a_reveal_shows_all_and_is_recorded(both, client):
    desk = masking(both)
    card = desk.run(RevealClient(client=client)).answer
    assert card.values.document == "11144477735"
    assert card.addresses[0].values.street == STREET
    ((who, kind, detail),) = both.sql("SELECT actor_label, kind, detail FROM reads")
    assert (who, kind) == ("Bruno Reis", "reveal")
    assert "document" in str(detail)
    both.desk.run(RevealClient(client=client))
    (read,) = both.desk.ask(ListReads())
    assert (read.who, read.kind, read.what) == ("Bruno Reis", "reveal", "Rita Aurora")
    assert set(read.fields) == EVERY
    with pytest.raises(Forbidden):
        desk.ask(ListReads())
    auditor = replace(
        both.other.actor, rights=frozenset({Right.AUDIT_SEE}), sight=Sight(portfolios=frozenset())
    )
    assert [row.what for row in both.root.acting(auditor).ask(ListReads())] == [""]


def test_s2_x_a_covered_address_shows_nowhere_on_a_ticket_or_contract(both, client):
    place = AddressSnapshot(street=STREET, number="12", cep="88500-000", city="Lages", state="SC")
    ticket = both.open(kind=TicketKind.CLIENT, client=client, address=place)
    moved = to_plain(replace(place, number="14"))
    change = FieldChange(name="address", seen=to_plain(place), wanted=moved)
    both.desk.run(ChangeTicket(ticket=ticket, changes=(change,)))
    card = both.desk.ask(GetClient(client=client))
    contract = new_id()
    both.desk.run(
        CreateContract(
            contract=contract,
            client=client,
            values=ContractValues(plan="Fibra", address_id=card.addresses[0].id),
        )
    )
    desk = masking(both)
    shown = desk.ask(GetTicket(ticket=ticket))
    assert (shown.address.street, shown.address.city, shown.covered) == ("", "Lages", True)
    page = desk.ask(GetContract(contract=contract))
    told = repr((shown.address, page, desk.ask(Timeline(ticket=ticket))))
    dossier = desk.ask(GetDossier(ticket=ticket, audience=Audience.INTERNAL))
    told += repr((dossier.client, dossier.contract, dossier.entries))
    for secret in (*SECRETS, STREET, "88500"):
        assert secret not in told
    for seen in ({}, to_plain(place)):
        wanted = FieldChange(name="address", seen=seen, wanted=to_plain(place))
        with pytest.raises(Invalid) as refusal:
            desk.run(ChangeTicket(ticket=ticket, changes=(wanted,)))
        assert STREET not in repr(refusal.value)
        assert [problem.code for problem in refusal.value.problems] == ["client.field_locked"]


def test_s2_x_what_was_revealed_stays_open_for_a_while_and_only_to_him(both, client):
    ticket = both.open(kind=TicketKind.CLIENT, client=client)
    other = new_id()
    both.desk.run(
        CreateClient(
            client=other,
            values=ClientValues(legal_name="Rui", kind=RequesterKind.PROSPECT, email="rui@aurora.example"),
        )
    )
    desk = masking(both)
    third = both.root.acting(replace(desk.actor, user_id=new_id()))
    desk.run(RevealClient(client=client))
    rows = {row.id: row for row in desk.ask(ClientPage()).rows}
    assert (rows[client].email, rows[client].covered) == ("rita@aurora.example", False)
    assert "rui@" not in rows[other].email
    assert rows[other].covered
    assert desk.ask(GetTicket(ticket=ticket)).client_email == "rita@aurora.example"
    dossier = desk.ask(GetDossier(ticket=ticket, audience=Audience.INTERNAL))
    assert "rita@aurora.example" in repr(dossier.client)
    assert dossier.covers is None
    assert any(hit.snippet for hit in desk.ask(SearchAll(words="rita")) if hit.kind == "client")
    assert third.ask(GetTicket(ticket=ticket)).covered
    assert third.ask(GetDossier(ticket=ticket, audience=Audience.INTERNAL)).covers == client
    both.clock.pass_by(minutes=16)
    assert desk.ask(GetTicket(ticket=ticket)).covered
    assert desk.ask(GetClient(client=client)).covered


@given(st.sampled_from(("document", "email", "phone", "client_phone")), st.text(min_size=1, max_size=20))
def test_a_stand_in_is_never_the_value(field, value):
    shown = cover(field, value)
    assert shown != value
    assert shown
    assert cover(field, "") == ""
