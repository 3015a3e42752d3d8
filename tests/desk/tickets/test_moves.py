"""Handing over, moving along the flow, concluding, cancelling and opening again, on both engines."""

import pytest

from pacdesk.desk.company.commands import SaveDepartment, SaveStaffMember
from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    CancelTicket,
    FieldChange,
    GetTicket,
    HandOver,
    ReopenTicket,
    TakeTicket,
    TicketCount,
    Timeline,
    WaitFor,
    WriteEntry,
)
from pacdesk.desk.tickets.rules import PendingInteraction, Situation, Status, WaitingOn
from pacdesk.desk.values import Visibility, new_id
from pacdesk.desk.workflow.commands import CreateType, ListGroups, SaveReason, StagePlan, WayPlan
from pacdesk.desk.workflow.rows import MoveField, StageKind
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound
from tests import staged


def card_of(world, ticket):
    """The ticket as its page shows it."""
    return world.desk.ask(GetTicket(ticket=ticket))


def way(world, ticket, label):
    """The transition called so."""
    flow = card_of(world, ticket).flow
    return next(one for one in flow.transitions if one.label == label).id


def advance(world, ticket, label, **more):
    """Move a ticket."""
    at = world.clock()
    world.desk.run(AdvanceTicket(ticket=ticket, transition=way(world, ticket, label), at=at, **more))


def kinds(world, ticket):
    """The kinds of its events in the order of their numbers."""
    entries = sorted(world.desk.ask(Timeline(ticket=ticket)), key=lambda entry: entry.number)
    return [str(entry.kind) for entry in entries]


def refused(world, command):
    """The problems of a refusal, as field and code."""
    with pytest.raises(Invalid) as refusal:
        world.desk.run(command)
    return {(problem.field, problem.code) for problem in refusal.value.problems} or refusal.value.code


def test_s3_31_a_ticket_handed_over_waits_to_be_taken_again(both):
    ticket, bruno = both.open(), both.other.actor.staff_id
    both.desk.run(TakeTicket(ticket=ticket))
    both.desk.run(
        HandOver(ticket=ticket, department=both.department, attendant=bruno, comment="Rota do Bruno")
    )
    card = card_of(both, ticket)
    assert (card.attendant_id, card.taken_at, card.status) == (bruno, None, Status.NEW)
    entry = both.desk.ask(Timeline(ticket=ticket))[-1]
    assert entry.visibility is Visibility.INTERNAL
    assert entry.payload["to"] == "Atendimento · Bruno Reis"
    assert entry.payload["from"] == "Atendimento · Ana Prado"
    both.other.run(TakeTicket(ticket=ticket))
    assert card_of(both, ticket).status is Status.IN_PROGRESS


def test_a_hand_over_says_everything_that_is_wrong_with_it(both):
    ticket, elsewhere, person = both.open(), new_id(), new_id()
    both.desk.run(SaveDepartment(department=elsewhere, name="Campo", active=False))
    both.desk.run(SaveStaffMember(staff=person, name="Caio", department=both.department, active=False))
    problems = refused(both, HandOver(ticket=ticket, department=elsewhere, attendant=person))
    assert problems == {
        ("department", "field.inactive"),
        ("attendant", "field.inactive"),
        ("reason", "handover.reason_required"),
    }
    stays = refused(both, HandOver(ticket=ticket, department=both.department, comment="x"))
    assert stays == {("department", "handover.nothing_changes")}
    assert kinds(both, ticket) == ["opened"]


def test_s3_16_s3_17_who_is_in_use_may_be_given_any_departments_ticket_whichever_way(both):
    field_work, bruno, away = new_id(), both.other.actor.staff_id, new_id()
    both.desk.run(SaveDepartment(department=field_work, name="Campo"))
    both.desk.run(SaveStaffMember(staff=away, name="Caio", department=field_work, active=False))
    start = staged.stage("Novo", StageKind.ENTRY, is_default_entry=True)
    end = staged.stage("Fim", StageKind.RESOLVED)
    asked = (MoveField(field="department"), MoveField(field="attendant"))
    flow = staged.bring(both, (start, end), (staged.way(start, end, "Dar", fields=asked),))
    handed, assigned = both.open(), both.open(type_id=flow.type_id)

    def assign(person):
        changes = (
            FieldChange(name="department", seen=str(both.department), wanted=str(field_work)),
            FieldChange(name="attendant", seen=None, wanted=str(person)),
        )
        advance(both, assigned, "Dar", values=changes)
        return assigned

    def hand(person):
        both.desk.run(HandOver(ticket=handed, department=field_work, attendant=person, comment="Rota"))
        return handed

    for give_to in (lambda person: both.open(department=field_work, attendant=person), hand, assign):
        with pytest.raises(Invalid) as refusal:
            give_to(away)
        assert {(one.field, one.code) for one in refusal.value.problems} == {("attendant", "field.inactive")}
        card = card_of(both, give_to(bruno))
        assert (card.department_id, card.attendant_id) == (field_work, bruno)


def test_an_own_structure_ticket_follows_its_departments_portfolio(both):
    from sqlalchemy import text

    from pacdesk.desk.portfolios.tables import Portfolio
    from pacdesk.storage.unit_of_work import write

    portfolio, department, reason = new_id(), new_id(), new_id()
    with write(both.root.engine) as unit:
        unit.session.add(Portfolio(id=portfolio, name="Rede", name_key="rede"))
        unit.session.commit()
    both.desk.run(SaveDepartment(department=department, name="Rede"))
    with both.root.engine.begin() as connection:
        ours = portfolio if both.root.engine.dialect.name == "postgresql" else portfolio.bytes
        connection.execute(text("UPDATE departments SET portfolio_id = :p WHERE name = 'Rede'"), {"p": ours})
    both.desk.run(SaveReason(reason=reason, name="Fibra"))
    ticket = both.open()
    both.desk.run(HandOver(ticket=ticket, department=department, reason=reason))
    for table in ("tickets", "ticket_events", "stage_visits", "ticket_heads", "search_docs"):
        found = {
            bytes(r[0]) if isinstance(r[0], bytes) else r[0]
            for r in both.sql(f"SELECT portfolio_id FROM {table}")
        }
        assert found == {ours}, table
    assert card_of(both, ticket).portfolio_name == "Rede"
    assert both.desk.ask(Timeline(ticket=ticket))[-1].payload["reason"] == "Fibra"


def test_s1_26_a_ticket_moves_only_through_transitions_of_its_stage(both):
    ticket = both.open()
    advance(both, ticket, "Iniciar atendimento")
    with pytest.raises(Conflict) as refusal:
        advance(both, ticket, "Iniciar atendimento")
    assert refusal.value.code == "ticket.stage_moved"
    assert refusal.value.facts["stage"] == "Atendimento"
    with pytest.raises(NotFound):
        both.desk.run(AdvanceTicket(ticket=ticket, transition=new_id()))
    visits = card_of(both, ticket).visits
    assert [(v.stage_name, v.left_at is None) for v in visits] == [("Triagem", False), ("Atendimento", True)]
    assert visits[1].condition == "Iniciar atendimento"


def test_a_transition_demands_its_reason_and_its_comment(both):
    ticket, reason = both.open(), new_id()
    both.desk.run(SaveReason(reason=reason, name="Faltou dado"))
    way_out = way(both, ticket, "Concluir na triagem")
    assert refused(both, AdvanceTicket(ticket=ticket, transition=way_out, comment=" ")) == {
        ("comment", "transition.comment_required")
    }
    advance(both, ticket, "Iniciar atendimento")
    back = way(both, ticket, "Devolver à triagem")
    assert refused(both, AdvanceTicket(ticket=ticket, transition=back)) == {
        ("reason", "transition.reason_required")
    }
    advance(both, ticket, "Devolver à triagem", reason=reason, comment="Sem CEP")
    assert card_of(both, ticket).visits[-1].reason == "Faltou dado"
    assert kinds(both, ticket) == ["opened", "stage_changed", "note", "stage_changed"]


def test_s1_07_a_final_stage_concludes_the_ticket(both):
    ticket = both.open()
    both.desk.run(
        WriteEntry(ticket=ticket, entry=new_id(), text="?", visibility=Visibility.CLIENT, from_client=True)
    )
    assert card_of(both, ticket).pending_interaction is PendingInteraction.INTERNAL
    said = {"comment": "Resolvido pelo telefone", "comment_visibility": Visibility.CLIENT}
    advance(both, ticket, "Concluir na triagem", **said)
    card = card_of(both, ticket)
    assert (card.status, card.situation) == (Status.RESOLVED, Situation.CONCLUDED)
    assert card.pending_interaction is PendingInteraction.NONE
    assert card.closed_at is not None
    assert kinds(both, ticket) == ["opened", "client_message", "reply", "resolved"]
    assert both.desk.ask(TicketCount()) == 0


def test_d10_s1_21_s1_22_a_closed_ticket_is_read_only_for_everybody(both):
    cancelled, ticket = both.open(), both.open()
    both.desk.run(CancelTicket(ticket=cancelled, reason="mistake"))
    assert {str(verb) for verb, answer in card_of(both, cancelled).may.items() if answer} == {"reopen"}
    advance(both, ticket, "Concluir na triagem", comment="x")
    refusals = card_of(both, ticket).may
    assert {str(verb) for verb, answer in refusals.items() if answer} == {"reopen"}
    with pytest.raises(Forbidden) as refusal:
        both.desk.run(WriteEntry(ticket=ticket, entry=new_id(), text="x", visibility=Visibility.INTERNAL))
    assert (refusal.value.code, refusal.value.facts["status"]) == ("ticket.closed", "resolved")


def test_d10_reopening_needs_its_right_and_a_reason_and_goes_back(both):
    ticket = both.open()
    with pytest.raises(Forbidden) as refusal:
        both.desk.run(ReopenTicket(ticket=ticket, reason="x"))
    assert refusal.value.code == "ticket.not_closed"
    advance(both, ticket, "Iniciar atendimento")
    advance(both, ticket, "Concluir")
    with pytest.raises(Forbidden) as refusal:
        both.other.run(ReopenTicket(ticket=ticket, reason="Voltou"))
    assert refusal.value.facts["right"] == "ticket.reopen"
    assert refused(both, ReopenTicket(ticket=ticket, reason=" ")) == "reopen.reason_required"
    both.desk.run(ReopenTicket(ticket=ticket, reason="Voltou a falhar"))
    card = card_of(both, ticket)
    assert card.visits[-1].stage_name == "Atendimento"
    assert (card.closed_at, card.status, card.situation) == (None, Status.NEW, Situation.PENDING)
    assert kinds(both, ticket)[-1] == "reopened"
    assert both.sql("SELECT reopened_count FROM tickets") == [(1,)]


def test_d21_who_may_cancel(both):
    ticket = both.open()
    with pytest.raises(Forbidden) as refusal:
        both.other.run(CancelTicket(ticket=ticket, reason="mistake"))
    assert refusal.value.facts["right"] == "ticket.cancel"
    both.other.run(TakeTicket(ticket=ticket))
    both.other.run(WriteEntry(ticket=ticket, entry=new_id(), text="Olá", visibility=Visibility.CLIENT))
    with pytest.raises(Forbidden) as refusal:
        both.other.run(CancelTicket(ticket=ticket, reason="mistake"))
    assert refusal.value.code == "ticket.cancel_answered"
    mine = both.open()
    both.other.run(TakeTicket(ticket=mine))
    both.other.run(CancelTicket(ticket=mine, reason="duplicate"))
    assert card_of(both, mine).status is Status.CANCELLED


def test_s1_31_cancelling_names_its_reason(both):
    ticket = both.open()
    assert refused(both, CancelTicket(ticket=ticket, reason="whim")) == "cancel.reason_unknown"
    assert refused(both, CancelTicket(ticket=ticket, reason="other")) == "cancel.comment_required"
    both.desk.run(CancelTicket(ticket=ticket, reason="other", comment="Pedido retirado"))
    card = card_of(both, ticket)
    assert (card.cancel_reason, card.situation) == ("other", Situation.CANCELLED)
    assert [visit.left_at is None for visit in card.visits] == [False]
    both.desk.run(ReopenTicket(ticket=ticket, reason="Engano"))
    card = card_of(both, ticket)
    assert (card.cancel_reason, card.status, card.visits[-1].stage_name) == ("", Status.NEW, "Triagem")


def test_a_flow_with_a_stage_for_it_cancels_there(both):
    kind, group = new_id(), both.desk.ask(ListGroups())[0][0]
    stages = (
        StagePlan(name="Início", kind="entry", is_default_entry=True),
        StagePlan(name="Fora", kind="cancelled"),
    )
    ways = (WayPlan(origin=0, target=1, label="Desistir"),)
    both.desk.run(CreateType(type_id=kind, group=group, name="Curto", stages=stages, ways=ways))
    ticket, second = both.open(type_id=kind), both.open(type_id=kind)
    both.desk.run(CancelTicket(ticket=ticket, reason="mistake"))
    assert card_of(both, ticket).visits[-1].stage_name == "Fora"
    with pytest.raises(Forbidden):
        both.other.run(AdvanceTicket(ticket=second, transition=way(both, second, "Desistir")))
    advance(both, second, "Desistir")
    assert card_of(both, second).status is Status.CANCELLED
    assert kinds(both, second)[-1] == "cancelled"


def test_d03_waiting_says_whose_turn_it_is(both):
    ticket = both.open()
    wait = {"ticket": ticket}
    assert refused(both, WaitFor(**wait, waiting_on=WaitingOn.DEPARTMENT)) == "waiting.unchanged"
    assert refused(both, WaitFor(**wait, waiting_on=WaitingOn.CLIENT)) == "waiting.no_client"
    assert refused(both, WaitFor(**wait, waiting_on=WaitingOn.ATTENDANT)) == "waiting.no_attendant"
    both.desk.run(WaitFor(**wait, waiting_on=WaitingOn.THIRD_PARTY, comment="Operadora"))
    assert card_of(both, ticket).status is Status.PENDING
    both.desk.run(TakeTicket(ticket=ticket))
    assert card_of(both, ticket).waiting_on is WaitingOn.ATTENDANT
    assert refused(both, WaitFor(**wait, waiting_on=WaitingOn.DEPARTMENT)) == "waiting.has_attendant"
    assert kinds(both, ticket) == ["opened", "note", "waiting", "taken"]


def test_d03_the_clients_answer_gives_the_turn_back(both, client_of):
    ticket = client_of(both)
    both.desk.run(TakeTicket(ticket=ticket))
    both.desk.run(WaitFor(ticket=ticket, waiting_on=WaitingOn.CLIENT))
    card = card_of(both, ticket)
    assert (card.status, card.pending_interaction) == (Status.PENDING, PendingInteraction.EXTERNAL)
    said = WriteEntry(
        ticket=ticket, entry=new_id(), text="Voltou", visibility=Visibility.CLIENT, from_client=True
    )
    both.desk.run(said)
    card = card_of(both, ticket)
    assert (card.status, card.waiting_on) == (Status.IN_PROGRESS, WaitingOn.ATTENDANT)
    assert card.pending_interaction is PendingInteraction.INTERNAL
    assert both.desk.ask(Timeline(ticket=ticket))[-1].on_behalf_of == "Serra Azul"


def test_nobody_works_a_ticket_without_the_right(both):
    ticket = both.open()
    reader = both.as_attendant("Lia Luz", rights=frozenset())
    for command in (
        TakeTicket(ticket=ticket),
        HandOver(ticket=ticket, department=both.department, comment="x"),
        AdvanceTicket(ticket=ticket, transition=way(both, ticket, "Iniciar atendimento")),
        WaitFor(ticket=ticket, waiting_on=WaitingOn.THIRD_PARTY),
        CancelTicket(ticket=ticket, reason="mistake"),
    ):
        with pytest.raises(Forbidden) as refusal:
            reader.run(command)
        assert refusal.value.facts["right"] == "ticket.work"
    assert kinds(both, ticket) == ["opened"]
