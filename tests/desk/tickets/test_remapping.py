"""Moving open tickets to another version of their flow, on both engines."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from pacdesk.desk.tickets import remapping
from pacdesk.desk.tickets.commands import AdvanceTicket, GetTicket, Timeline
from pacdesk.desk.tickets.flow_questions import CountOpenTickets, ListTypesInUse, MoveTickets, PlanMove
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import EditDraft, GetCurrentFlow, GetVersion, PublishDraft, SaveDraft
from pacdesk.desk.workflow.rows import FieldKind, FieldRow, FlagRow, StageKind, StageRow, TransitionRow
from pacdesk.errors import Forbidden, Invalid
from pacdesk.storage import unit_of_work
from tests.desk.undoing import differences, state_of


def publish(world, change):
    """Publish another version of the world's type; answers the older and the newer flow."""
    old = world.desk.ask(GetCurrentFlow(type_id=world.type_id))
    draft = world.desk.run(EditDraft(type_id=world.type_id)).answer
    card = world.desk.ask(GetVersion(version_id=draft))
    row_version = world.desk.run(
        SaveDraft(version_id=draft, row_version=card.row.row_version, flow=change(card.flow))
    ).answer
    world.desk.run(PublishDraft(version_id=draft, row_version=row_version, at=world.clock()))
    return old, world.desk.ask(GetCurrentFlow(type_id=world.type_id))


def with_a_bench(flow):
    """The usual flow with a stage more between work and end, and a field it demands."""
    triage, work, end = flow.stages
    bench = StageRow(
        id=new_id(), name="Bancada", kind=StageKind.MIDDLE, flags=(FlagRow(field="serial", required=True),)
    )
    ways = (
        *flow.transitions,
        TransitionRow(id=new_id(), from_stage_id=work.id, to_stage_id=bench.id, label="Levar à bancada"),
        TransitionRow(id=new_id(), from_stage_id=bench.id, to_stage_id=end.id, label="Entregar"),
    )
    return replace(
        flow,
        stages=(triage, work, bench, end),
        transitions=ways,
        fields=(FieldRow(key="serial", name="Série", kind=FieldKind.TEXT),),
    )


def advance(world, ticket, label):
    card = world.desk.ask(GetTicket(ticket=ticket))
    way = next(way for way in card.flow.transitions if way.label == label)
    world.desk.run(AdvanceTicket(ticket=ticket, transition=way.id, at=world.clock()))


def plan(world, new, **more):
    return world.desk.ask(PlanMove(to_version=new.version_id, **more))


def suggested(plan_):
    return tuple((row.stage_id, row.target) for row in plan_.rows)


def test_the_plan_counts_stages_suggestions_and_what_lacks(both):
    for _ in range(2):
        both.open()
    advance(both, both.open(), "Iniciar atendimento")
    advance(both, both.open(), "Iniciar atendimento")
    closed = both.open()
    advance(both, closed, "Iniciar atendimento")
    advance(both, closed, "Concluir")
    old, new = publish(both, with_a_bench)
    triage, work = new.stages[0], new.stages[1]
    found = plan(both, new)
    assert [(r.stage, r.number, r.tickets, r.suggested, r.target, r.leads_there) for r in found.rows] == [
        ("Triagem", 1, 2, triage.id, triage.id, True),
        ("Atendimento", 1, 2, work.id, work.id, True),
    ]
    assert (found.tickets, found.published, found.undoable, found.number) == (4, True, True, 2)
    bench = new.stages[2]
    told = plan(both, new, from_version=old.version_id, mapping=((old.stages[0].id, bench.id),))
    assert [(r.target, r.leads_there) for r in told.rows] == [(bench.id, False), (work.id, True)]
    assert [(lack.field, lack.label, lack.tickets) for lack in told.rows[0].lacks] == [("serial", "Série", 2)]
    assert told.rows[1].lacks == ()


def test_open_tickets_are_counted_by_version_and_type(both):
    both.open()
    closed = both.open()
    advance(both, closed, "Iniciar atendimento")
    advance(both, closed, "Concluir")
    old, new = publish(both, with_a_bench)
    both.open()
    advance(both, both.open(), "Iniciar atendimento")
    found = {use.version_id: use.tickets for use in both.desk.ask(CountOpenTickets(type_id=both.type_id))}
    assert found == {old.version_id: 1, new.version_id: 2}
    assert both.desk.ask(CountOpenTickets(type_id=new_id())) == ()
    assert [(row.id, tickets) for row, tickets in both.desk.ask(ListTypesInUse())] == [(both.type_id, 3)]


def test_tickets_move_with_a_visit_an_event_and_their_values(both):
    first, second = both.open(), both.open()
    advance(both, second, "Iniciar atendimento")
    since = both.desk.ask(GetTicket(ticket=second)).stage_since
    old, new = publish(both, with_a_bench)
    bench, work = new.stages[2], new.stages[1]
    mapping = ((old.stages[0].id, bench.id), (old.stages[1].id, work.id))
    moved = both.desk.run(
        MoveTickets(to_version=new.version_id, mapping=mapping, reason="nova bancada", at=both.clock())
    )
    assert moved.answer == 2
    assert plan(both, new).rows == ()
    card = both.desk.ask(GetTicket(ticket=first))
    assert (card.flow.version_id, card.stage_id) == (new.version_id, bench.id)
    assert both.desk.ask(GetTicket(ticket=second)).stage_since == since
    event = both.desk.ask(Timeline(ticket=first))[-1]
    assert (event.kind, event.payload) == (
        EventKind.VERSION_CHANGED,
        {"from": "Triagem", "to": "Bancada", "from_version": 1, "to_version": 2, "reason": "nova bancada"},
    )
    visits = both.sql(
        "select stage_label, reason, off_flow, left_at is null from stage_visits"
        " order by entered_at, stage_label"
    )
    assert [tuple(v) for v in visits][-2:] == [
        ("Atendimento", "v1 → v2 · nova bancada", False, True),
        ("Bancada", "v1 → v2 · nova bancada", True, True),
    ]
    assert sum(v[3] for v in visits) == 2


def test_undo_puts_every_ticket_back(both):
    tickets = [both.open() for _ in range(3)]
    old, new = publish(both, with_a_bench)
    before = state_of(both.root)
    done = both.desk.run(
        MoveTickets(to_version=new.version_id, mapping=suggested(plan(both, new)), at=both.clock())
    )
    assert done.changes.undoable
    outcome = both.desk.run(Undo(change_set=done.changes.change_set, at=both.clock())).answer
    assert outcome.moved == ()
    assert differences(before, state_of(both.root)) == ""
    assert both.desk.ask(GetTicket(ticket=tickets[0])).flow.version_id == old.version_id


def test_undo_leaves_what_was_closed_since(both):
    kept, back = both.open(), both.open()
    _, new = publish(both, with_a_bench)
    done = both.desk.run(
        MoveTickets(to_version=new.version_id, mapping=suggested(plan(both, new)), at=both.clock())
    )
    advance(both, kept, "Iniciar atendimento")
    advance(both, kept, "Concluir")
    outcome = both.desk.run(Undo(change_set=done.changes.change_set, at=both.clock())).answer
    assert [row.row_id for row in outcome.moved] == [kept]
    assert both.desk.ask(GetTicket(ticket=kept)).flow.version_id == new.version_id
    assert both.desk.ask(GetTicket(ticket=back)).flow.version_id != new.version_id


def test_a_stage_with_tickets_must_go_somewhere(both):
    both.open()
    old, new = publish(both, with_a_bench)
    for mapping, code in [
        ((), "remap.stage_unmapped"),
        (((old.stages[0].id, old.stages[1].id),), "remap.target_unknown"),
        (((old.stages[0].id, new.stages[3].id),), "remap.into_the_end"),
    ]:
        with pytest.raises(Invalid) as refusal:
            both.desk.run(MoveTickets(to_version=new.version_id, mapping=mapping))
        assert refusal.value.code == "remap.refused"
        (problem,) = refusal.value.problems
        assert (problem.code, problem.facts["stage"], problem.facts["version"]) == (code, "Triagem", 1)
    assert plan(both, new).tickets == 1


def test_only_to_a_published_version_and_by_who_may(both):
    both.open()
    draft = both.desk.run(EditDraft(type_id=both.type_id)).answer
    assert not both.desk.ask(PlanMove(to_version=draft)).published
    with pytest.raises(Invalid, match=r"remap\.not_published"):
        both.desk.run(MoveTickets(to_version=draft, mapping=()))
    with pytest.raises(Forbidden):
        both.other.run(MoveTickets(to_version=draft, mapping=()))
    with pytest.raises(Invalid) as refusal:
        both.desk.ask(PlanMove(to_version=draft, from_version=draft))
    assert [p.code for p in refusal.value.problems] == ["remap.same_version"]


def test_in_steps_the_oldest_go_first(world, monkeypatch):
    tickets = [world.open() for _ in range(5)]
    _, new = publish(world, with_a_bench)
    mapping = suggested(plan(world, new))
    monkeypatch.setattr(remapping, "CHUNK", 2)
    assert (
        world.desk.run(
            MoveTickets(to_version=new.version_id, mapping=mapping, most=3, at=world.clock())
        ).answer
        == 3
    )
    at = [world.desk.ask(GetTicket(ticket=t)).flow.number for t in tickets]
    assert at == [2, 2, 2, 1, 1]
    assert (
        world.desk.run(MoveTickets(to_version=new.version_id, mapping=mapping, at=world.clock())).answer == 2
    )


def test_above_the_limit_it_cannot_be_taken_back(world, monkeypatch):
    for _ in range(3):
        world.open()
    _, new = publish(world, with_a_bench)
    monkeypatch.setattr(unit_of_work, "IMAGE_LIMIT", 11)
    monkeypatch.setattr(remapping, "AT_ONCE", 2)
    found = plan(world, new)
    assert (found.tickets, found.undoable) == (3, False)
    done = world.desk.run(MoveTickets(to_version=new.version_id, mapping=suggested(found), at=world.clock()))
    with pytest.raises(Forbidden, match=r"undo\.too_big"):
        world.desk.run(Undo(change_set=done.changes.change_set))
    assert (
        world.sql(
            "select count(*) from change_rows where after is not null and change_set_id = :i",
            i=done.changes.change_set.bytes,
        )[0][0]
        == 0
    )


def test_an_undo_of_many_tickets_reads_and_writes_them_together(world):
    """About as many statements as rows that change; one by one it was twenty a ticket."""
    for _ in range(20):
        world.open()
    _, new = publish(world, with_a_bench)
    before = state_of(world.root)
    done = world.desk.run(MoveTickets(to_version=new.version_id, mapping=suggested(plan(world, new))))
    statements = []
    event.listen(world.root.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    outcome = world.desk.run(Undo(change_set=done.changes.change_set)).answer
    assert (outcome.reverted, outcome.moved) == (80, ())
    assert len(statements) < 20 * 4 + 60
    assert differences(before, state_of(world.root)) == ""
