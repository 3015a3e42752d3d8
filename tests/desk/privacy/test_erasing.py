"""Erasing a data subject (LGPD art. 18 VI): nothing of him is found, everything that counts stays."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from pacdesk.desk.access.rules import Right
from pacdesk.desk.checks.checking import check
from pacdesk.desk.clients.commands import (
    CreateClient,
    CreateOrganization,
    GetClient,
    GetOrganization,
    SaveContact,
)
from pacdesk.desk.clients.rows import ClientValues, ContactValues, OrganizationValues
from pacdesk.desk.privacy import erasing
from pacdesk.desk.privacy.commands import (
    AnswerRequest,
    ErasePerson,
    ExportPerson,
    FindPeople,
    GetPerson,
    LiftHold,
    ListErasures,
    ListHolds,
    ListRequests,
    PlaceHold,
    SaveRequest,
)
from pacdesk.desk.privacy.rules import MENTIONS_KEPT, PersonKind, Place, RequestKind, RequestState
from pacdesk.desk.tickets.commands import (
    CancelTicket,
    GetDossier,
    GetTicket,
    OpenTicket,
    SearchAll,
    Timeline,
    WriteEntry,
)
from pacdesk.desk.tickets.dossier import Audience, Language
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.undo.commands import ListChangeSets, Undo
from pacdesk.desk.values import Sight, Visibility, new_id
from pacdesk.errors import Cancelled, Conflict, Forbidden, Invalid
from pacdesk.storage.schema import NO_PORTFOLIO, Base
from tests.desk.privacy.holder import CPF, NAME, TRACES, settle

RIGHTS = frozenset(map(str, (Right.PRIVACY_ATTEND, Right.PRIVACY_ERASE)))


def erase(desk, kind, person, name=NAME, **more):
    return desk.run(
        ErasePerson(kind=kind, person=person, typed=name, reason="Pedido do titular", **more)
    ).answer


def everywhere(world) -> str:
    """Every value of every table, as text."""
    found = []
    with world.root.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            for row in connection.execute(table.select()):
                found.append(repr(tuple(row)))
        if world.root.engine.dialect.name == "postgresql":
            found += [
                repr(bytes(row[0])) for row in connection.execute(text("SELECT bytes FROM file_chunks"))
            ]
            found += [str(row[0]) for row in connection.execute(text("SELECT tsv FROM search_docs"))]
    return "\n".join(found).lower()


def traces(said: str) -> list[str]:
    return [trace for trace in TRACES if trace in said]


def test_everything_of_a_client_is_found_counted_and_exported(both):
    holder = settle(both.desk, both)
    for typed in ("zeferina", "529.982.247-25", CPF, "11 98765-0042", "zeferina@exemplo"):
        assert holder.client in {row.id for row in both.desk.ask(FindPeople(typed=typed))}, typed
    kinds = {row.kind for row in both.desk.ask(FindPeople(typed="quaresma"))}
    assert kinds == {PersonKind.CLIENT, PersonKind.CONTACT}
    assert {row.id for row in both.desk.ask(FindPeople(typed="zeferina.q"))} >= {holder.login}
    card = both.desk.ask(GetPerson(kind=PersonKind.CLIENT, person=holder.client))
    counts = {row.place: row.count for row in card.places}
    assert counts[Place.TICKETS] == counts[Place.FILES] == counts[Place.UNDERSTANDINGS] == 1
    assert counts[Place.ENTRIES] >= 7
    assert card.obstacles == ()
    data = both.desk.run(ExportPerson(kind=PersonKind.CLIENT, person=holder.client)).answer
    said = repr(data).lower()
    for words in (
        "sou a zeferina",
        "zeferina primeira",
        "zeferina segunda",
        "rua zefirosa",
        "diz zeferina",
        CPF,
    ):
        assert words in said, words
    assert [file.name for file in data.files] == ["zeferina.txt"]
    reads = both.sql("SELECT kind, actor_label FROM reads")
    assert [tuple(row) for row in reads] == [("privacy_export", "Ana Prado")]


def test_nothing_of_an_erased_client_is_left_and_all_that_counts_is(both):
    holder = settle(both.desk, both)
    before = both.desk.ask(GetTicket(ticket=holder.ticket))
    events = both.sql("SELECT number, kind, recorded_at, hash FROM ticket_events ORDER BY number")
    done = erase(both.desk, PersonKind.CLIENT, holder.client)
    assert traces(everywhere(both)) == []
    assert done.pseudonym.startswith("Titular ")
    after = both.desk.ask(GetTicket(ticket=holder.ticket))
    assert (after.protocol, after.opened_at, after.closed_at) == (
        before.protocol,
        before.opened_at,
        before.closed_at,
    )
    assert after.client_name == done.pseudonym
    assert both.sql("SELECT number, kind, recorded_at, hash FROM ticket_events ORDER BY number") == events
    assert [tuple(row) for row in both.sql("SELECT monthly_cents FROM contracts")] == [(9990,)]
    assert check(both.root, writer=both.root).problems == 0
    assert both.desk.ask(FindPeople(typed="zeferina")) == ()
    (found,) = both.desk.ask(SearchAll(words=before.protocol, limit=5))
    assert found.ref == holder.ticket
    assert both.desk.ask(Timeline(ticket=holder.ticket))
    assert both.desk.ask(GetClient(client=holder.client)).values.legal_name == done.pseudonym
    (kept,) = both.desk.ask(ListErasures())
    assert (kept.pseudonym, kept.reason) == (done.pseudonym, "Pedido do titular")


def test_nobody_takes_an_erasing_back_nor_a_change_from_before_it(both):
    holder = settle(both.desk, both)
    done = both.desk.run(
        ErasePerson(kind=PersonKind.CLIENT, person=holder.client, typed=NAME, reason="Pedido")
    )
    assert not done.changes.undoable
    for row in both.desk.ask(ListChangeSets()):
        with pytest.raises((Conflict, Forbidden)):
            both.desk.run(Undo(change_set=row.id))
    assert traces(everywhere(both)) == []
    with pytest.raises(Forbidden) as refusal:
        erase(both.desk, PersonKind.CLIENT, holder.client, done.answer.pseudonym)
    assert refusal.value.code == "privacy.erased_already"


def test_a_local_file_holds_no_byte_of_it(world, desk_path):
    settle(world.desk, world)
    (row,) = world.desk.ask(FindPeople(typed=CPF))
    erase(world.desk, PersonKind.CLIENT, row.id)
    parts = [path for path in desk_path.parent.iterdir() if path.name.startswith(desk_path.name)]
    assert {path.suffix for path in parts} >= {".pacdesk", ".files"}
    for path in parts:
        assert traces(path.read_bytes().decode("latin-1").lower()) == [], path.name


@pytest.mark.parametrize("what", ["typed", "reason"])
def test_an_erasing_asks_for_the_name_and_the_reason(world, what):
    holder = settle(world.desk, world)
    values = {"typed": NAME, "reason": "Pedido"} | {what: " "}
    with pytest.raises(Invalid) as refusal:
        world.desk.run(ErasePerson(kind=PersonKind.CLIENT, person=holder.client, **values))
    assert [one.field for one in refusal.value.problems] == [what]


def refused(desk, holder, kind=PersonKind.CLIENT, person=None, name=NAME):
    card = desk.ask(GetPerson(kind=kind, person=person or holder.client))
    with pytest.raises(Forbidden) as refusal:
        erase(desk, kind, person or holder.client, name)
    assert refusal.value.code in {one.code for one in card.obstacles}
    return refusal.value


def test_an_open_ticket_stands_in_the_way(world):
    assert refused(world.desk, settle(world.desk, world, close=False)).code == "privacy.open_tickets"


def test_the_sac_decree_keeps_a_record_two_years(world):
    holder = settle(world.desk, world, under_sac=True)
    closed = world.desk.ask(GetTicket(ticket=holder.ticket)).closed_at
    assert refused(world.desk, holder).facts["until"] == closed.date().replace(year=closed.year + 2)
    world.clock.pass_by(days=2 * 365 - 1)
    assert refused(world.desk, holder).code == "privacy.sac"
    world.clock.pass_by(days=9)
    erase(world.desk, PersonKind.CLIENT, holder.client)


@pytest.mark.parametrize("what", ["client", "ticket"])
def test_a_legal_hold_keeps_all_of_it_until_it_is_lifted(both, what):
    holder = settle(both.desk, both)
    hold = both.desk.run(
        PlaceHold(hold=new_id(), reason="Processo 123", **{what: getattr(holder, what)})
    ).answer
    assert refused(both.desk, holder).facts["reason"] == "Processo 123"
    (row,) = both.desk.ask(ListHolds())
    assert row.id == hold
    both.desk.run(LiftHold(hold=hold, version=row.version))
    with pytest.raises(Invalid):
        both.desk.run(LiftHold(hold=hold, version=row.version + 1))
    assert both.desk.ask(ListHolds()) == ()
    erase(both.desk, PersonKind.CLIENT, holder.client)


def test_an_organization_is_found_exported_and_erased(both):
    organization, client = new_id(), new_id()
    values = OrganizationValues(name="Zeferina Quaresma ME", document=CPF, note="Tia Zeferina")
    both.desk.run(CreateOrganization(organization=organization, values=values, imported=True))
    theirs = ClientValues(legal_name="Filial", organization_id=organization)
    both.desk.run(CreateClient(client=client, values=theirs, imported=True))
    for typed in ("zeferina", "529.982.247-25"):
        (row,) = both.desk.ask(FindPeople(typed=typed))
        assert (row.kind, row.id) == (PersonKind.ORGANIZATION, organization)
    data = both.desk.run(ExportPerson(kind=PersonKind.ORGANIZATION, person=organization)).answer
    assert dict(data.sections[0].items[0].facts)["note"] == "Tia Zeferina"
    hold = both.desk.run(PlaceHold(hold=new_id(), client=client, reason="Processo")).answer
    with pytest.raises(Forbidden) as refusal:
        erase(both.desk, PersonKind.ORGANIZATION, organization, "Zeferina Quaresma ME")
    assert refusal.value.code == "privacy.held"
    both.desk.run(LiftHold(hold=hold, version=1))
    both.open("Vizinho de Zeferina Quaresma ME")
    done = erase(both.desk, PersonKind.ORGANIZATION, organization, "Zeferina Quaresma ME", mentions=True)
    assert traces(everywhere(both)) == []
    assert both.desk.ask(GetOrganization(organization=organization)).values.name == done.pseudonym
    assert both.desk.ask(GetClient(client=client)).values.organization_id == organization
    assert check(both.root, writer=both.root).problems == 0


def test_a_contact_goes_alone(both):
    holder = settle(both.desk, both)
    name = "Irmã Quaresma"
    done = erase(both.desk, PersonKind.CONTACT, holder.contact, name)
    said = everywhere(both)
    assert "irmã quaresma" not in said
    assert "quaresma@exemplo" not in said
    assert NAME.lower() in said
    (contact,) = both.desk.ask(GetClient(client=holder.client)).contacts
    assert contact.values.name == done.pseudonym
    assert check(both.root, writer=both.root).problems == 0


def test_texts_elsewhere_that_name_him_are_listed_and_go_when_asked(both):
    holder = settle(both.desk, both)
    other = both.open("Vizinho de ZEFERINA QUARESMA")
    entry = WriteEntry(
        ticket=other, entry=new_id(), text="Falei com Zeferína Quaresma hoje", visibility=Visibility.INTERNAL
    )
    both.desk.run(entry)
    card = both.desk.ask(GetPerson(kind=PersonKind.CLIENT, person=holder.client))
    assert {mention.ticket for mention in card.mentions} == {other}
    assert len(card.mentions) == 2
    erase(both.desk, PersonKind.CLIENT, holder.client, mentions=True)
    assert traces(everywhere(both)) == []
    assert check(both.root, writer=both.root).problems == 0


def test_mentions_in_tickets_on_hold_or_in_the_time_of_the_decree_stay(both):
    holder = settle(both.desk, both)
    held, client = both.open("Vizinho de Zeferina Quaresma"), new_id()
    both.desk.run(PlaceHold(hold=new_id(), ticket=held, reason="Processo"))
    values = ClientValues(legal_name="Vizinho", under_sac=True)
    both.desk.run(CreateClient(client=client, values=values, imported=True))
    under_sac = both.open("Prima de Zeferina Quaresma", kind=TicketKind.CLIENT, client=client)
    both.desk.run(CancelTicket(ticket=under_sac, reason="other", comment="Engano"))
    values = ClientValues(legal_name="Outra", note="Amiga de Zeferina Quaresma")
    both.desk.run(CreateClient(client=new_id(), values=values, imported=True))
    card = both.desk.ask(GetPerson(kind=PersonKind.CLIENT, person=holder.client))
    assert [mention.kept for mention in card.mentions] == [True] * 3
    done = erase(both.desk, PersonKind.CLIENT, holder.client, mentions=True)
    assert done.counts[MENTIONS_KEPT] == 3
    said = everywhere(both)
    assert "vizinho de zeferina quaresma" in said
    assert "prima de zeferina quaresma" in said


def test_mentions_stay_unless_asked(world):
    holder = settle(world.desk, world)
    world.open("Vizinho de Zeferina Quaresma")
    (mention,) = world.desk.ask(GetPerson(kind=PersonKind.CLIENT, person=holder.client)).mentions
    assert not mention.kept
    done = erase(world.desk, PersonKind.CLIENT, holder.client)
    assert done.counts[MENTIONS_KEPT] == 1
    assert "vizinho de zeferina quaresma" in everywhere(world)


@pytest.mark.parametrize("kind", [PersonKind.CLIENT, PersonKind.CONTACT, PersonKind.LOGIN])
def test_an_erasing_says_how_far_it_is_and_stopped_erases_nothing(world, monkeypatch, kind):
    holder = settle(world.desk, world)
    person, typed = {
        PersonKind.CLIENT: (holder.client, NAME),
        PersonKind.CONTACT: (holder.contact, "Irmã Quaresma"),
        PersonKind.LOGIN: (holder.login, "zeferina.q"),
    }[kind]
    for n in range(3):
        world.open(f"Vizinho {n} de {typed} (zeferina@exemplo.com.br)")
    monkeypatch.setattr(erasing, "STEP", 1)
    wanted = ErasePerson(kind=kind, person=person, typed=typed, reason="Pedido", mentions=True)
    told = []

    def stop_at_the_end(done, total):
        told.append((done, total))
        if told[0] != (done, total) and done == total:
            raise Cancelled

    before = everywhere(world)
    with pytest.raises(Cancelled):
        world.desk.run(wanted, progress=stop_at_the_end)
    assert everywhere(world) == before
    assert world.desk.ask(ListErasures()) == ()
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] > 1 or kind is PersonKind.LOGIN
    world.desk.run(wanted, progress=lambda *_: None)
    assert check(world.root, writer=world.root).problems == 0


@pytest.mark.unwalled("has an active user for everybody who works there")
def test_a_staff_member_goes_from_all_he_signed_but_for_his_log_in(both):
    davi = both.as_attendant("Davi Lemos", rights=frozenset(map(str, Right)))
    holder = settle(davi, both)
    done = erase(both.desk, PersonKind.STAFF, davi.actor.staff_id, "Davi Lemos")
    assert "davi lemos" not in everywhere(both)
    labels = {row[0] for row in both.sql("SELECT actor_label FROM ticket_events")}
    assert done.pseudonym in labels
    assert check(both.root, writer=both.root).problems == 0
    assert both.desk.ask(GetTicket(ticket=holder.ticket)).attendant_name in ("", done.pseudonym)


@pytest.mark.unwalled("shows nobody what is not his to see")
def test_who_lacks_the_right_or_the_sight_does_none_of_it(both):
    holder = settle(both.desk, both)
    for command in (
        ErasePerson(kind=PersonKind.CLIENT, person=holder.client, typed=NAME, reason="x"),
        ExportPerson(kind=PersonKind.CLIENT, person=holder.client),
        PlaceHold(hold=new_id(), client=holder.client, reason="x"),
    ):
        with pytest.raises(Forbidden):
            both.other.run(command)
    carla = both.as_attendant("Carla Dias", rights=RIGHTS)
    cut = replace(carla.actor, sight=Sight(portfolios=frozenset({NO_PORTFOLIO})))
    with pytest.raises(Forbidden) as refusal:
        erase(both.root.acting(cut), PersonKind.CLIENT, holder.client)
    assert refusal.value.code == "privacy.sight_cut"
    erase(carla, PersonKind.CLIENT, holder.client)


def test_a_request_is_noted_due_and_answered_by_the_erasing(both):
    holder = settle(both.desk, both)
    today = both.clock().date()
    request = both.desk.run(
        SaveRequest(
            request=new_id(),
            kind=RequestKind.ERASE,
            person_kind=PersonKind.CLIENT,
            person=holder.client,
            person_name=NAME,
            asked_by=NAME,
            channel="zeferina@exemplo.com.br",
            details="Apaguem tudo de Zeferina",
            asked_on=today,
        )
    ).answer
    (row,) = both.desk.ask(ListRequests(only_open=True))
    assert row.due_on == today + timedelta(days=15)
    done = erase(both.desk, PersonKind.CLIENT, holder.client, request=request)
    (row,) = both.desk.ask(ListRequests())
    assert (row.state, row.person_name) == (RequestState.ANSWERED, done.pseudonym)
    assert traces(everywhere(both)) == []
    with pytest.raises(Forbidden):
        both.desk.run(AnswerRequest(request=request, version=row.version, answer="De novo"))


def test_a_client_erased_can_be_served_anew(both):
    holder = settle(both.desk, both)
    erase(both.desk, PersonKind.CLIENT, holder.client)
    both.desk.run(
        SaveContact(
            client=holder.client,
            contact=new_id(),
            before=None,
            values=ContactValues(name="Outra", email="a@exemplo.com.br"),
        )
    )
    both.desk.run(
        OpenTicket(
            ticket=new_id(), kind=TicketKind.CLIENT, client=holder.client, type_id=both.type_id,
            department=both.department, subject="Novo", description="Novo",
        )
    )  # fmt: skip
    dossier = GetDossier(ticket=holder.ticket, audience=Audience.AUDIT, language=Language.PORTUGUESE)
    assert both.desk.ask(dossier).events_verified
