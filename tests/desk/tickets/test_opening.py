"""Opening, taking and writing, on both engines."""

from datetime import date

import pytest

from pacdesk.desk.clients.commands import CreateClient, SaveContact, SaveLogin
from pacdesk.desk.clients.rows import ClientValues, ContactValues, LoginValues
from pacdesk.desk.company.commands import SaveDepartment, SaveStaffMember
from pacdesk.desk.contracts.commands import CreateContract
from pacdesk.desk.contracts.rows import ContractValues
from pacdesk.desk.tickets.commands import (
    ChangeTicket,
    FieldChange,
    GetTicket,
    OpenTicket,
    SaveComplementaryStatus,
    SaveSubject,
    TakeTicket,
    WriteEntry,
)
from pacdesk.desk.tickets.rows import AddressSnapshot
from pacdesk.desk.tickets.rules import AddressOrigin, BestTime, Origin, Priority, TicketKind, WaitingOn
from pacdesk.desk.values import Visibility, new_id
from pacdesk.desk.workflow.commands import ChangeType, CreateType, ListGroups
from pacdesk.desk.workflow.rows import StageKind
from pacdesk.errors import Conflict, Invalid
from tests import staged
from tests.refusals import refused


def test_s3_02_s3_15_s3_24_every_missing_field_is_named(both):
    with pytest.raises(Invalid) as refusal:
        both.desk.run(OpenTicket(ticket=new_id()))
    assert {p.field for p in refusal.value.problems} == {
        "client",
        "type",
        "subject",
        "department",
        "description",
    }


def test_s3_15_s3_16_only_who_and_what_is_in_use_gets_a_ticket(world):
    away, closed = new_id(), new_id()
    world.desk.run(SaveDepartment(department=closed, name="Campo", active=False))
    world.desk.run(SaveStaffMember(staff=away, name="Caio Luz", active=False))
    assert refused(lambda: world.open(department=closed, attendant=away)) == ["field.inactive"] * 2
    group = world.desk.ask(ListGroups())[0][0]
    old = world.desk.run(CreateType(type_id=new_id(), group=group, name="Antigo")).answer
    rest = ChangeType(type_id=old, version=1, group=group, name="Antigo", description="", active=False)
    world.desk.run(rest)
    assert refused(lambda: world.open(type_id=old)) == ["field.inactive"]
    card = world.desk.ask(GetTicket(ticket=world.open(attendant=world.other.actor.staff_id)))
    assert (card.attendant_name, card.department_name) == ("Bruno Reis", "Atendimento")
    assert card.waiting_on is WaitingOn.ATTENDANT


def test_s3_19_s3_20_s3_22_when_it_suits_and_where_it_came_from(world):
    usual = world.desk.ask(GetTicket(ticket=world.open()))
    assert (usual.reserved_on, usual.best_time, usual.origin) == (None, BestTime.ANY, Origin.INTERNAL)
    day = date(2026, 12, 1)
    asked = world.desk.ask(GetTicket(ticket=world.open(reserved_on=day, best_time=BestTime.NIGHT)))
    assert (asked.reserved_on, asked.best_time) == (day, BestTime.NIGHT)
    typed = FieldChange(name="origin", seen="internal", wanted="hotsite")
    change = ChangeTicket(ticket=asked.id, changes=(typed,))
    assert refused(lambda: world.desk.run(change)) == ["ticket.field_unknown"]


def test_s3_04_protocols_follow_one_another_and_check(both):
    both.open()
    both.open()
    found = [row[0] for row in both.sql("SELECT protocol FROM tickets ORDER BY protocol")]
    assert [p[:11] for p in found] == ["20260000001", "20260000002"]


def test_s3_29_the_first_wins_and_the_second_learns_who_did(both):
    ticket = both.open()
    both.desk.run(TakeTicket(ticket=ticket))
    with pytest.raises(Conflict) as refusal:
        both.other.run(TakeTicket(ticket=ticket))
    assert refusal.value.code == "ticket.already_taken"
    assert refusal.value.facts["who"] == "Ana Prado"


def test_s3_25_a_reply_leaves_the_word_to_the_client(both):
    ticket = both.open()
    both.desk.run(WriteEntry(ticket=ticket, entry=new_id(), text="Olá", visibility=Visibility.CLIENT))
    ((pending, version),) = both.sql("SELECT pending_interaction, version FROM tickets")
    assert pending == "external"
    assert version == 1, "a comment never moves the ticket's version"


OWN = (
    "contact",
    "login",
    "contract",
    "subject_id",
    "attendant",
    "priority",
    "complementary_status",
    "reserved_on",
    "best_time",
    "address",
)
SAID = ("subject", "description", "department")


@pytest.fixture
def kept(world):
    """Two types: the entry stage of one hides every own field, that of the other locks them."""

    def brought(name, **how):
        first = staged.stage(
            name,
            StageKind.ENTRY,
            is_default_entry=True,
            flags=tuple(
                staged.flag(field, **how) for field in (*OWN, "subject", "description", "department")
            ),
        )
        end = staged.stage("Fim", StageKind.RESOLVED)
        return staged.bring(world, (first, end), (staged.way(first, end, "Fechar"),), name=name).type_id

    return {
        "stage.field_hidden": brought("Esconde", hidden_inside=True),
        "stage.field_read_only": brought("Trava", read_only=True),
    }


@pytest.fixture
def client(world):
    """A client with a contact, a contract and a login."""
    ids = {name: new_id() for name in ("client", "contact", "contract", "login")}
    run = world.desk.run
    values = ClientValues(legal_name="Mercado Sol")
    run(CreateClient(client=ids["client"], values=values, imported=True))
    run(
        SaveContact(
            contact=ids["contact"],
            client=ids["client"],
            values=ContactValues(name="Rita", email="rita@example.com"),
        )
    )
    run(
        CreateContract(
            contract=ids["contract"],
            client=ids["client"],
            values=ContractValues(plan="Fibra", starts_on=date(2026, 1, 1)),
        )
    )
    run(
        SaveLogin(
            login=ids["login"],
            client=ids["client"],
            values=LoginValues(login="mercado", contract_id=ids["contract"]),
        )
    )
    return ids


def _refused(world, **values):
    with pytest.raises(Invalid) as refusal:
        world.open(**values)
    return {(problem.code, problem.field) for problem in refusal.value.problems}


def test_s1_25_an_opening_gives_nothing_that_its_entry_stage_keeps(world, kept, client):
    subject, status = new_id(), new_id()
    world.desk.run(SaveSubject(subject=subject, name="Lentidão", default_priority=Priority.HIGH))
    world.desk.run(SaveComplementaryStatus(status=status, name="Peça a caminho"))
    given = {
        "kind": TicketKind.CLIENT,
        **client,
        "subject_id": subject,
        "attendant": world.desk.actor.staff_id,
        "priority": Priority.LOW,
        "complementary_status": status,
        "reserved_on": date(2026, 12, 1),
        "best_time": BestTime.MORNING,
        "address": AddressSnapshot(street="Rua do Sol"),
    }
    for code, type_id in kept.items():
        assert _refused(world, type_id=type_id, **given) == {(code, name) for name in OWN}
    assert world.sql("SELECT count(*) FROM tickets")[0][0] == 0
    world.open(**given)


def test_what_stands_there_anyway_counts_as_not_given(world, kept):
    """A form sends its untouched fields too; subject, description and department are always said."""
    for type_id in kept.values():
        world.open(
            type_id=type_id, priority=Priority.NORMAL, best_time=BestTime.ANY, address=AddressSnapshot()
        )
    assert _refused(world, type_id=type_id, address_origin=AddressOrigin.CLIENT) == {
        ("stage.field_read_only", "address")
    }


@pytest.mark.parametrize("demands", ["login", "contract"])
def test_s3_07_what_the_subject_demands_is_given_whatever_the_stage_keeps(world, client, demands):
    """The two rules would else keep a ticket of that subject from ever being opened."""
    flags = tuple(staged.flag(name, hidden_inside=True) for name in ("login", "contract"))
    first = staged.stage("Triagem", StageKind.ENTRY, is_default_entry=True, flags=flags)
    end = staged.stage("Fim", StageKind.RESOLVED)
    flow = staged.bring(world, (first, end), (staged.way(first, end, "Fechar"),))
    subject = new_id()
    world.desk.run(
        SaveSubject(
            subject=subject,
            name="Sinal",
            login_required=demands == "login",
            contract_required=demands == "contract",
        )
    )
    given = {
        "kind": TicketKind.CLIENT,
        "type_id": flow.type_id,
        "client": client["client"],
        "subject_id": subject,
        "contract": client["contract"],
        "login": client["login"],
    }
    if demands == "contract":
        assert _refused(world, **given) == {("stage.field_hidden", "login")}
        del given["login"]
    ticket = world.open(**given)
    assert staged.card(world, ticket).contract_id == client["contract"]


def test_the_contract_of_the_page_goes_with_the_ticket(world, kept, client):
    given = {"kind": TicketKind.CLIENT, "client": client["client"], "contract": client["contract"]}
    for code, type_id in kept.items():
        assert _refused(world, type_id=type_id, **given) == {(code, "contract")}
        ticket = world.open(type_id=type_id, from_contract=client["contract"], **given)
        assert staged.card(world, ticket).contract_id == client["contract"]
