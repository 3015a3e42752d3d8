"""Tickets under a flow with fields, guards, checklists and actions; on SQLite and on PostgreSQL."""

from dataclasses import replace
from uuid import UUID

import pytest

from pacdesk.desk.company.commands import SaveDepartment
from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    AdvanceTickets,
    CancelTicket,
    ChangeTicket,
    DecideUnderstanding,
    FieldChange,
    GetTicket,
    HandOver,
    ReopenTicket,
    TakeTicket,
    TickItem,
    Timeline,
    WriteUnderstanding,
)
from pacdesk.desk.tickets.rules import EventKind, Status, UnderstandingState, Verb, WaitingOn
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import (
    BringFlow,
    EditDraft,
    GetVersion,
    ListGroups,
    PublishDraft,
    SaveDraft,
)
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    CheckRow,
    ChoiceRow,
    Condition,
    Demand,
    FieldKind,
    FieldRow,
    FlagRow,
    Flow,
    Guard,
    MoveField,
    Op,
    Ref,
    Responsible,
    StageKind,
    Who,
)
from pacdesk.errors import Conflict, Forbidden, NotFound
from tests.desk.workflow.small_flows import flow_of, stage, way
from tests.refusals import refused

CAUSE = FieldRow(key="cause", name="Causa raiz", kind=FieldKind.TEXT)
VALUE = FieldRow(key="value", name="Valor", kind=FieldKind.MONEY)
REGION = FieldRow(
    key="region",
    name="Região",
    kind=FieldKind.CHOICE,
    default="s",
    choices=(ChoiceRow(key="s", name="Sul"), ChoiceRow(key="n", name="Norte")),
)
SEEN = FieldRow(key="seen", name="Visto em", kind=FieldKind.DATE)


def usual_flow() -> Flow:
    """Open → diagnosis → approval → done, with a bit of everything."""
    start = stage(
        "start",
        StageKind.ENTRY,
        flags=(FlagRow(field="cause", hidden_inside=True), FlagRow(field="subject", read_only=True)),
    )
    work = stage(
        "work",
        flags=(FlagRow(field="cause", required=True), FlagRow(field="department", read_only=True)),
        checklist=(CheckRow(key="report", text="Anexar laudo", required=True),),
        on_entry=(ActionRow(kind=ActionKind.SET_NOW, field="seen"),),
    )
    approval = stage(
        "approval", responsible=Responsible.CLIENT, flags=(FlagRow(field="value", needed_before=True),)
    )
    done, gone = stage("done", StageKind.RESOLVED), stage("gone", StageKind.CANCELLED)
    dear = Guard(conditions=(Condition("value", Op.MORE_THAN, "5000"),))
    return flow_of(
        (start, work, approval, done, gone),
        (
            way(start, work, "Iniciar"),
            way(work, approval, "Acima de cinco mil", guard=dear),
            way(work, done, "Concluir", who=(Who.HOLDER, Who.ADMINISTRATOR)),
            way(
                approval,
                work,
                "Reprovado",
                comment_required=True,
                actions=(ActionRow(kind=ActionKind.CLEAR_FIELD, field="value"),),
            ),
            way(approval, done, "Aprovado"),
        ),
        (CAUSE, VALUE, REGION, SEEN),
    )


@pytest.fixture
def staged(both):
    """A world whose type has the flow above."""
    both.type_id = new_id()
    bring(both, both.type_id, usual_flow())
    return both


def bring(world, type_id: UUID, flow: Flow, name: str = "Suporte em campo") -> UUID:
    group = world.desk.ask(ListGroups())[0][0]
    return world.desk.run(BringFlow(type_id=type_id, group=group, name=name, flow=flow, publish=True)).answer


def card(world, ticket, desk=None):
    return (desk or world.desk).ask(GetTicket(ticket=ticket))


def advance(world, ticket, label, desk=None, values=(), **more) -> None:
    found = card(world, ticket)
    move = next(w for w in found.flow.ways_out(found.stage_id) if w.label == label)
    changes = tuple(FieldChange(name=n, seen=found.values.get(n), wanted=v) for n, v in values)
    (desk or world.desk).run(
        AdvanceTicket(ticket=ticket, transition=move.id, values=changes, at=world.clock(), **more)
    )


def change(world, ticket, name, wanted, seen=None) -> None:
    world.desk.run(
        ChangeTicket(
            ticket=ticket, changes=(FieldChange(name=name, seen=seen, wanted=wanted),), at=world.clock()
        )
    )


def stage_name(world, ticket) -> str:
    found = card(world, ticket)
    return found.flow.stage(found.stage_id).name


def in_work(world) -> UUID:
    ticket = world.open()
    advance(world, ticket, "Iniciar")
    return ticket


def test_defaults_and_given_values_stand_on_a_new_ticket(staged):
    given = (FieldChange(name="value", seen=None, wanted="12.5"),)
    ticket = staged.open(values=given)
    assert card(staged, ticket).values == {"region": "s", "value": "12.50"}


def test_a_field_that_the_entry_hides_cannot_be_given(staged):
    given = (FieldChange(name="cause", seen=None, wanted="Raio"),)
    assert refused(lambda: staged.open(values=given)) == ["stage.field_hidden"]


def test_s1_25_a_locked_field_cannot_be_changed_by_any_command(staged):
    ticket = staged.open()
    assert refused(lambda: change(staged, ticket, "subject", "Outro", "Sem conexão")) == [
        "stage.field_read_only"
    ]
    advance(staged, ticket, "Iniciar")
    field = new_id()
    staged.desk.run(SaveDepartment(department=field, name="Campo"))
    over = HandOver(ticket=ticket, department=field, comment="x", at=staged.clock())
    assert refused(lambda: staged.desk.run(over)) == ["stage.field_read_only"]
    assert card(staged, ticket).department_id == staged.department


def test_s1_25_a_stage_is_not_left_with_a_required_field_empty_or_an_item_open(staged):
    ticket = in_work(staged)
    assert refused(lambda: advance(staged, ticket, "Concluir")) == [
        "stage.field_required",
        "stage.item_unchecked",
    ]
    staged.desk.run(TickItem(ticket=ticket, item="report", at=staged.clock()))
    advance(staged, ticket, "Concluir", values=[("cause", "Raio")])
    found = card(staged, ticket)
    assert (found.status, found.values["cause"]) == (Status.RESOLVED, "Raio")


def test_what_is_given_on_the_way_is_refused_as_a_whole(staged):
    ticket = in_work(staged)
    staged.desk.run(TickItem(ticket=ticket, item="report", at=staged.clock()))
    assert refused(lambda: advance(staged, ticket, "Concluir", values=[("value", "muito")])) == [
        "value.not_money"
    ]
    assert "value" not in card(staged, ticket).values
    assert stage_name(staged, ticket) == "Work"


def test_entering_a_stage_does_its_actions_and_hands_to_its_responsible(staged):
    ticket = in_work(staged)
    assert card(staged, ticket).values["seen"] == "2026-11-20"
    staged.desk.run(TickItem(ticket=ticket, item="report", at=staged.clock()))
    advance(staged, ticket, "Acima de cinco mil", values=[("cause", "Raio"), ("value", "6000")])
    found = card(staged, ticket)
    assert found.waiting_on is WaitingOn.DEPARTMENT  # own structure: there is no client to wait for
    advance(staged, ticket, "Reprovado", comment="Caro demais")
    found = card(staged, ticket)
    assert "value" not in found.values
    last = [e for e in staged.desk.ask(Timeline(ticket=ticket)) if e.kind is EventKind.CHANGED][-1]
    assert last.payload["by"] == "Work" or last.payload["by"] == "Reprovado"


def test_s1_34_needed_before_is_asked_before_the_stage_is_entered(staged):
    type_id = new_id()
    flow = usual_flow()
    free = replace(flow.transitions[1], guard=None)
    ways = (flow.transitions[0], free, *flow.transitions[2:])
    bring(staged, type_id, replace(flow, transitions=ways), "Outro")
    ticket = staged.open(type_id=type_id)
    advance(staged, ticket, "Iniciar")
    staged.desk.run(TickItem(ticket=ticket, item="report", at=staged.clock()))
    codes = refused(lambda: advance(staged, ticket, "Acima de cinco mil", values=[("cause", "Raio")]))
    assert codes == ["stage.field_needed_before"]


def test_a_guard_that_is_not_met_is_refused_with_its_conditions(staged):
    ticket = in_work(staged)
    change(staged, ticket, "cause", "Raio")
    change(staged, ticket, "value", "10")
    assert refused(lambda: advance(staged, ticket, "Acima de cinco mil"), Forbidden) == [
        "transition.guard_unmet"
    ]
    (move,) = [m for m in card(staged, ticket).moves if m.way.label == "Acima de cinco mil"]
    assert move.refusal.facts["conditions"][0]["label"] == "Valor"


def test_who_may_use_a_transition_is_asked_of_the_person(staged):
    ticket = in_work(staged)
    staged.desk.run(TickItem(ticket=ticket, item="report", at=staged.clock()))
    change(staged, ticket, "cause", "Raio")
    assert refused(lambda: advance(staged, ticket, "Concluir", staged.other), Forbidden) == [
        "transition.not_for_you"
    ]
    staged.other.run(TakeTicket(ticket=ticket, at=staged.clock()))
    advance(staged, ticket, "Concluir", staged.other)
    assert stage_name(staged, ticket) == "Done"


def test_two_people_change_two_fields_and_a_clash_shows_both_values(staged):
    ticket = in_work(staged)
    change(staged, ticket, "cause", "Raio")
    change(staged, ticket, "region", "n", "s")
    with pytest.raises(Conflict) as caught:
        change(staged, ticket, "region", "s", None)
    assert (caught.value.facts["theirs"], caught.value.facts["yours"]) == ("Norte", "Sul")


def test_bulk_moves_those_that_may_and_says_why_the_others_stay(staged):
    ready, empty = in_work(staged), in_work(staged)
    staged.desk.run(TickItem(ticket=ready, item="report", at=staged.clock()))
    change(staged, ready, "cause", "Raio")
    done = staged.desk.run(AdvanceTickets(tickets=(ready, empty), transition="Concluir", at=staged.clock()))
    first, second = done.answer
    assert (first.ticket, first.code) == (ready, "")
    assert [problem.code for problem in second.problems] == ["stage.field_required", "stage.item_unchecked"]
    assert (stage_name(staged, ready), stage_name(staged, empty)) == ("Done", "Work")
    staged.desk.run(Undo(change_set=done.changes.change_set, at=staged.clock()))
    assert stage_name(staged, ready) == "Work"


def test_d12_cancelling_without_a_way_is_kept_and_marked(staged):
    ticket = in_work(staged)
    staged.desk.run(CancelTicket(ticket=ticket, reason="mistake", at=staged.clock()))
    found = card(staged, ticket)
    assert (found.status, found.visits[-1].off_flow) == (Status.CANCELLED, True)
    staged.desk.run(ReopenTicket(ticket=ticket, reason="Era verdade", at=staged.clock()))
    assert card(staged, ticket).visits[-1].off_flow


def test_undo_takes_values_back(staged):
    ticket = in_work(staged)
    change(staged, ticket, "value", "10")
    wanted = FieldChange(name="value", seen="10.00", wanted="20")
    done = staged.desk.run(ChangeTicket(ticket=ticket, changes=(wanted,), at=staged.clock()))
    staged.desk.run(Undo(change_set=done.changes.change_set, at=staged.clock()))
    assert card(staged, ticket).values["value"] == "10.00"


def test_s1_29_understandings_have_versions_and_a_decision_with_its_reason(staged, client_of):
    ticket = client_of(staged)
    first, second = new_id(), new_id()
    staged.desk.run(WriteUnderstanding(ticket=ticket, understanding=first, text="Trocar a fibra"))
    assert card(staged, ticket).waiting_on is WaitingOn.CLIENT
    no = DecideUnderstanding(ticket=ticket, understanding=first, approved=False, at=staged.clock())
    assert refused(lambda: staged.desk.run(no)) == ["understanding.reason_required"]
    staged.desk.run(replace(no, id=new_id(), justification="É o roteador"))
    found = card(staged, ticket)
    assert found.waiting_on is WaitingOn.DEPARTMENT
    staged.desk.run(WriteUnderstanding(ticket=ticket, understanding=second, text="Trocar o roteador"))
    late = DecideUnderstanding(ticket=ticket, understanding=first, approved=True)
    assert refused(lambda: staged.desk.run(late), Conflict) == ["understanding.superseded"]
    staged.desk.run(DecideUnderstanding(ticket=ticket, understanding=second, approved=True))
    states = [row.state for row in card(staged, ticket).understandings]
    assert states == [UnderstandingState.REJECTED, UnderstandingState.APPROVED]


def test_edits_of_a_draft_never_change_a_running_ticket(staged):
    ticket = in_work(staged)
    before = card(staged, ticket)
    draft = staged.desk.run(EditDraft(type_id=staged.type_id)).answer
    version = staged.desk.ask(GetVersion(version_id=draft))
    fewer = replace(version.flow, transitions=version.flow.transitions[:1], fields=())
    row = staged.desk.run(SaveDraft(version_id=draft, row_version=version.row.row_version, flow=fewer)).answer
    after = card(staged, ticket)
    assert (after.moves, after.flow, after.values) == (before.moves, before.flow, before.values)
    publish = PublishDraft(version_id=draft, row_version=row)
    assert "flow.stage_without_way_out" in refused(lambda: staged.desk.run(publish))
    fixed = replace(version.flow, fields=(*version.flow.fields, replace(CAUSE, key="more", name="Mais")))
    row = staged.desk.run(SaveDraft(version_id=draft, row_version=row, flow=fixed)).answer
    staged.desk.run(PublishDraft(version_id=draft, row_version=row))
    assert card(staged, ticket).flow == before.flow
    newer = staged.open()
    assert card(staged, newer).flow.field("more") is not None
    frozen = SaveDraft(version_id=draft, row_version=row + 1, flow=fewer)
    assert refused(lambda: staged.desk.run(frozen)) == ["flow.frozen"]


def test_a_previous_attendant_gets_the_ticket_back(staged):
    type_id = new_id()
    start = stage("start", StageKind.ENTRY)
    field = stage("field", responsible=Responsible.DEPARTMENT, responsible_ref=Ref("Campo", new_id()))
    back, done = stage("back", responsible=Responsible.PREVIOUS), stage("done", StageKind.RESOLVED)
    staged.desk.run(SaveDepartment(department=field.responsible_ref.id, name="Campo"))
    ways = (way(start, field, "Enviar"), way(field, back, "Voltar"), way(back, done, "Fim"))
    bring(staged, type_id, flow_of((start, field, back, done), ways), "Ida e volta")
    ticket = staged.open(type_id=type_id)
    staged.desk.run(TakeTicket(ticket=ticket, at=staged.clock()))
    holder = card(staged, ticket).attendant_id
    advance(staged, ticket, "Enviar")
    found = card(staged, ticket)
    assert (found.department_name, found.attendant_id) == ("Campo", None)
    advance(staged, ticket, "Voltar")
    assert card(staged, ticket).attendant_id == holder


def test_a_move_may_ask_for_a_hidden_field_and_for_whom_it_goes_to(staged):
    type_id = new_id()
    hidden = (FlagRow(field="cause", hidden_inside=True), FlagRow(field="attendant", read_only=True))
    start, work = stage("start", StageKind.ENTRY, flags=hidden), stage("work")
    done = stage("done", StageKind.RESOLVED)
    asks = (MoveField(field="cause", demand=Demand.FILL), MoveField(field="attendant", demand=Demand.FILL))
    ways = (way(start, work, "Atribuir", fields=asks), way(work, done, "Fim"))
    bring(staged, type_id, flow_of((start, work, done), ways, (CAUSE,)), "Atribuído")
    ticket = staged.open(type_id=type_id)
    taking = TakeTicket(ticket=ticket, at=staged.clock())
    assert refused(lambda: staged.desk.run(taking), Forbidden) == ["stage.field_read_only"]
    assert card(staged, ticket).may[Verb.TAKE].code == "stage.field_read_only"
    assert refused(lambda: advance(staged, ticket, "Atribuir")) == [
        "stage.field_required",
        "stage.field_required",
    ]
    other = staged.other.actor.staff_id
    stranger = [("cause", "Raio"), ("attendant", str(new_id()))]
    with pytest.raises(NotFound):
        advance(staged, ticket, "Atribuir", values=stranger)
    advance(staged, ticket, "Atribuir", values=[("cause", "Raio"), ("attendant", str(other))])
    found = card(staged, ticket)
    assert (found.attendant_id, found.values["cause"]) == (other, "Raio")
