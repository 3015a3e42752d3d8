"""What the rarer moves of a ticket refuse, and what a stage does by itself in the rarer cases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.company.commands import ListStaff, SaveDepartment, SaveStaffMember
from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    AdvanceTickets,
    AttachFiles,
    CancelTicket,
    DecideUnderstanding,
    EndReferral,
    ListReferrals,
    NewFile,
    ReferTicket,
    SaveCannedMessage,
    TakeTicket,
    TickItem,
    Timeline,
    WriteUnderstanding,
)
from pacdesk.desk.tickets.rules import EventKind, UnderstandingState, WaitingOn
from pacdesk.desk.values import Visibility, new_id
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    Demand,
    FieldKind,
    MoveField,
    Ref,
    Responsible,
    StageKind,
)
from pacdesk.errors import Conflict, Forbidden, NotFound
from tests.refusals import refused
from tests.some_file import CONTENT, SHA256
from tests.staged import bring, card, check, field, stage, wants, way
from tests.users import change_of

pytestmark = pytest.mark.brings(CONTENT)

ENTRY = {"kind": StageKind.ENTRY, "is_default_entry": True}
HANDED = (MoveField(field="department"), MoveField(field="attendant"))


def opened(world, *, entry=(), middle=(), custom=(), client=None, **move):
    """A ticket under a flow of three stages, and the call that makes its first move."""
    start, work = stage("Início", **ENTRY, **dict(entry)), stage("Meio", **dict(middle))
    done = stage("Fim", StageKind.RESOLVED)
    flow = bring(
        world,
        (start, work, done),
        (way(start, work, "Ir", **move), way(work, done, "Fim")),
        custom,
        name=f"Tipo {new_id()}",
    )
    first = flow.ways_out(flow.entry.id)[0].id
    ticket = world.open(type_id=flow.type_id) if client is None else client(world, type_id=flow.type_id)

    def go(**values):
        changes = wants(**values)
        world.desk.run(AdvanceTicket(ticket=ticket, transition=first, values=changes, at=world.clock()))
        return card(world, ticket)

    return ticket, go


def test_s1_05_an_understanding_has_words_a_client_and_one_decision(world, client_of):
    own, asked = world.open(), client_of(world)
    first = new_id()
    for ticket, text, code in ((asked, "  ", "understanding.empty"), (own, "x", "understanding.no_client")):
        writing = WriteUnderstanding(ticket=ticket, understanding=new_id(), text=text)
        assert refused(lambda writing=writing: world.desk.run(writing)) == [code]
    world.desk.run(WriteUnderstanding(ticket=asked, understanding=first, text="Trocar a fibra"))
    elsewhere = DecideUnderstanding(ticket=own, understanding=first, approved=True)
    assert refused(lambda: world.desk.run(elsewhere), NotFound) == ["row.not_found"]
    yes = DecideUnderstanding(ticket=asked, understanding=first, approved=True)
    world.desk.run(yes)
    no = replace(yes, id=new_id(), approved=False, justification="Não")
    assert refused(lambda: world.desk.run(no), Conflict) == ["understanding.decided_already"]
    (row,) = card(world, asked).understandings
    assert (row.state, row.decided_by) == (UnderstandingState.APPROVED, "Serra Azul")


def test_d20_who_cannot_be_referred_to_and_what_is_not_referred(world):
    bia = new_id()
    world.desk.run(CreateUser(user=new_id(), login="raiz", name="Raiz"))
    world.desk.run(CreateUser(user=bia, login="bia", name="Bia"))
    ticket = world.open()
    until = world.clock.now + timedelta(days=2)
    refer = ReferTicket(ticket=ticket, user=bia, until=until, at=world.clock())
    end = EndReferral(ticket=ticket, user=bia, at=world.clock())
    assert refused(lambda: world.desk.run(end)) == ["referral.none"]
    world.desk.run(refer)
    world.desk.run(replace(refer, id=new_id(), until=until + timedelta(days=1)))
    (row,) = world.desk.ask(ListReferrals(ticket=ticket))
    assert (row.user, row.until) == (bia, until + timedelta(days=1)), "once a person, the last day counts"
    only_him = replace(world.desk.actor.sight, referred=frozenset({ticket}))
    through_it = world.root.acting(replace(world.desk.actor, sight=only_him))
    assert refused(lambda: through_it.run(replace(end, id=new_id())), Forbidden) == ["access.right_missing"]
    world.desk.run(replace(end, id=new_id()))
    assert refused(lambda: world.desk.run(replace(end, id=new_id()))) == ["referral.none"]
    world.desk.run(change_of(world.desk, bia, active=False))
    assert refused(lambda: world.desk.run(replace(refer, id=new_id()))) == ["field.inactive"]
    world.desk.run(CancelTicket(ticket=ticket, reason="mistake"))
    assert refused(lambda: world.desk.run(replace(refer, id=new_id()))) == ["referral.closed"]
    assert world.desk.ask(ListReferrals(ticket=ticket)) == ()
    blind = replace(world.other.actor.sight, portfolios=frozenset())
    out_of_sight = world.root.acting(replace(world.other.actor, sight=blind))
    assert refused(lambda: out_of_sight.ask(ListReferrals(ticket=ticket)), NotFound) == ["row.not_found"]


def test_s1_26_a_move_hands_only_to_who_is_there_and_active(world):
    ticket, go = opened(world, fields=HANDED)
    field_work, away = new_id(), new_id()
    world.desk.run(SaveDepartment(department=field_work, name="Campo"))
    other = world.other.actor.staff_id
    assert refused(lambda: go(attendant="x")) == ["field.not_a_choice"]
    world.desk.run(SaveStaffMember(staff=away, name="Caio Luz", department=field_work, active=False))
    world.desk.run(SaveDepartment(department=field_work, version=1, name="Campo", active=False))
    assert refused(lambda: go(department=str(field_work), attendant=str(away))) == ["field.inactive"] * 2
    found = go(attendant=str(other))
    assert (found.attendant_id, found.department_id) == (other, world.department)
    assert ticket == found.id


def test_s1_29_a_stage_of_the_client_waits_for_him_and_one_of_nobody_keeps_who_holds_it(world, client_of):
    _, go = opened(world, middle={"responsible": Responsible.CLIENT}, client=client_of)
    assert go().waiting_on is WaitingOn.CLIENT
    _, go = opened(world, middle={"responsible": Responsible.CLIENT})
    assert go().waiting_on is WaitingOn.DEPARTMENT, "a ticket of the house has no client to wait for"


def test_a_role_is_the_one_person_who_has_it(world):
    role = {"responsible": Responsible.ROLE, "responsible_ref": Ref("Técnico")}
    ticket, go = opened(world, middle=role)
    world.desk.run(TakeTicket(ticket=ticket, at=world.clock()))
    assert go().attendant_id is None, "nobody has it: the queue waits"
    bruno = world.other.actor.staff_id
    (row,) = [one for one in world.desk.ask(ListStaff()) if one.id == bruno]
    named = SaveStaffMember(
        staff=bruno, version=row.version, name=row.name, department=world.department, job_title="Técnico"
    )
    world.desk.run(named)
    _, go = opened(world, middle=role)
    assert go().attendant_id == bruno


MEETING = field("meeting", FieldKind.TIME)
NOTED = field("noted")
DUE = field("due", FieldKind.DATE)


def test_a_stage_says_and_notes_what_its_flow_wants(world):
    message = new_id()
    world.desk.run(
        SaveCannedMessage(message=message, name="Olá", text="{atendente} vai", visibility=Visibility.INTERNAL)
    )
    does = (
        ActionRow(kind=ActionKind.SEND_MESSAGE, ref=Ref("Olá", message)),
        ActionRow(kind=ActionKind.SEND_MESSAGE, text="Estamos a caminho"),
        ActionRow(kind=ActionKind.SEND_MESSAGE, ref=Ref("Sumiu", new_id())),
        ActionRow(kind=ActionKind.SET_NOW, field="meeting"),
        ActionRow(kind=ActionKind.SET_NOW, field="noted"),
        ActionRow(kind=ActionKind.SET_NOW, field="due"),
    )
    ticket, go = opened(world, middle={"on_entry": does}, custom=(MEETING, NOTED, DUE))
    values = go().values
    assert (values["due"], values["meeting"]) == ("2026-11-20", values["noted"][-5:])
    assert values["noted"] == f"2026-11-20 {values['meeting']}"
    said = [
        (entry.visibility, entry.text)
        for entry in world.desk.ask(Timeline(ticket=ticket))
        if entry.kind in (EventKind.REPLY, EventKind.NOTE)
    ]
    assert said == [(Visibility.INTERNAL, "Ana Prado vai"), (Visibility.CLIENT, "Estamos a caminho")]


def test_s1_26_what_points_elsewhere_must_be_there_and_be_of_this_ticket(world, client_rows):
    whose, paper = field("whose", FieldKind.CLIENT), field("paper", FieldKind.FILE)
    asks = tuple(MoveField(field=name, demand=Demand.SHOW) for name in ("whose", "paper"))
    ticket, go = opened(world, custom=(whose, paper), fields=asks)
    other = world.open()
    mine, foreign = (
        NewFile(attachment=new_id(), sha256=SHA256, name=f"{n}.pdf", size=1, media_type="application/pdf")
        for n in range(2)
    )
    world.desk.run(AttachFiles(ticket=ticket, files=(mine,)))
    world.desk.run(AttachFiles(ticket=other, files=(foreign,)))
    assert refused(lambda: go(whose=str(new_id())), NotFound) == ["row.not_found"]
    assert refused(lambda: go(paper=[str(foreign.attachment)])) == ["value.not_an_id"]
    client = client_rows(world)["client"]
    found = go(whose=str(client), paper=[str(mine.attachment)])
    assert found.values == {"whose": str(client), "paper": [str(mine.attachment)]}
    (told,) = [e for e in world.desk.ask(Timeline(ticket=ticket)) if e.kind is EventKind.CHANGED]
    assert "Serra Azul" in str(told.payload)
    assert "0.pdf" in str(told.payload)


def test_s1_26_a_move_of_many_names_the_stage_that_lacks_it(world):
    ticket = world.open()
    (outcome,) = world.desk.run(AdvanceTickets(tickets=(ticket,), transition="Sumiu")).answer
    assert outcome.problems[0].code == "transition.not_from_here"


def test_an_item_of_another_stage_cannot_be_ticked(world):
    ticket, _ = opened(world, entry={"checklist": (check("laudo"),)})
    world.desk.run(TickItem(ticket=ticket, item="laudo"))
    assert refused(lambda: world.desk.run(TickItem(ticket=ticket, item="sumiu"))) == ["stage.item_unknown"]
