"""Groups, types, flows and hand-over reasons, on both engines."""

from uuid import UUID

import pytest

from pacdesk.desk.values import Sight, new_id
from pacdesk.desk.workflow.commands import (
    ChangeType,
    CreateType,
    GetFlow,
    ListGroups,
    ListReasons,
    ListTypes,
    SaveGroup,
    SaveReason,
    StagePlan,
    WayPlan,
)
from pacdesk.desk.workflow.queries import current_flow
from pacdesk.desk.workflow.rows import StageKind
from pacdesk.desk.workflow.tables import TicketType
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound
from pacdesk.storage.unit_of_work import read, write


def flow(world, type_id):
    from pacdesk.desk.tx import Asking

    with read(world.root.engine) as session:
        return current_flow(Asking(session, world.root.actor, world.clock()), type_id)


def group(world):
    return world.desk.ask(ListGroups())[0][0]


def test_s1_30_a_new_type_has_the_usual_three_stages(both):
    made = flow(both, both.type_id)
    assert [s.kind for s in made.stages] == [StageKind.ENTRY, StageKind.MIDDLE, StageKind.RESOLVED]
    assert made.entry is made.stages[0]
    assert made.final(StageKind.RESOLVED) is made.stages[2]
    assert made.final(StageKind.CANCELLED) is None
    assert [w.label for w in made.ways_out(made.stages[1].id)] == ["Devolver à triagem", "Concluir"]
    assert made.stage(made.stages[1].id) is made.stages[1]
    assert both.desk.ask(GetFlow(version_id=made.version_id)) == made
    assert [kind.is_final for kind in StageKind] == [False, False, True, True]


@pytest.mark.parametrize("entries", [(), (0, 1)])
def test_s1_30_exactly_one_default_entry(both, entries):
    stages = tuple(StagePlan(name=str(n), kind="entry", is_default_entry=n in entries) for n in range(2))
    with pytest.raises(Invalid) as refusal:
        both.desk.run(CreateType(type_id=new_id(), group=group(both), name="T", stages=stages))
    assert refusal.value.code == "flow.one_default_entry"
    assert (refusal.value.field, refusal.value.facts) == ("stages", {"found": len(entries)})


def test_s1_30_a_flow_as_it_was_planned(both):
    made = new_id()
    stages = (
        StagePlan(name="Fila", kind="entry", is_default_entry=True, phase="A", expected_minutes=5),
        StagePlan(name="Fim", kind="cancelled", tone="bad"),
    )
    ways = (WayPlan(origin=0, target=1, label="Encerrar", reason_required=True, comment_required=True),)
    both.desk.run(CreateType(type_id=made, group=group(both), name=" Novo ", stages=stages, ways=ways))
    found = flow(both, made)
    first, last = found.stages
    assert (first.name, first.phase, first.expected_minutes, first.position) == ("Fila", "A", 5, 0)
    assert (last.kind, last.tone, last.position) == (StageKind.CANCELLED, "bad", 1)
    (way,) = found.transitions
    assert (way.from_stage_id, way.to_stage_id, way.label) == (first.id, last.id, "Encerrar")
    assert way.reason_required
    assert way.comment_required
    assert found.number == 1


def test_s1_24_a_type_belongs_to_a_group(both):
    with pytest.raises(NotFound):
        both.desk.run(CreateType(type_id=new_id(), group=new_id(), name="T"))
    with pytest.raises(Invalid) as refusal:
        both.desk.run(CreateType(type_id=new_id(), group=group(both), name=" "))
    assert (refusal.value.code, refusal.value.field) == ("name.empty", "name")
    with pytest.raises(Forbidden):
        both.other.run(CreateType(type_id=new_id(), group=group(both), name="T"))


def test_s1_24_types_in_the_order_of_their_groups(both):
    other = new_id()
    both.desk.run(SaveGroup(group=other, name="Antes", position=-1))
    made = new_id()
    both.desk.run(CreateType(type_id=made, group=other, name="Zelo", description="d"))
    rows = both.desk.ask(ListTypes())
    assert [(r.group_name, r.name) for r in rows] == [("Antes", "Zelo"), ("Suporte", "Atendimento geral")]
    change = {"type_id": made, "version": 1, "description": "", "active": False}
    for name, group_id, error in ((" ", other, Invalid), ("T", new_id(), NotFound)):
        with pytest.raises(error):
            both.desk.run(ChangeType(name=name, group=group_id, **change))
    with pytest.raises(Forbidden):
        both.other.run(ChangeType(name="T", group=other, **change))
    both.desk.run(ChangeType(name=" T ", group=group(both), **change))
    assert [r.id for r in both.desk.ask(ListTypes())] == [both.type_id]
    assert {r.name for r in both.desk.ask(ListTypes(only_active=False))} == {"T", "Atendimento geral"}
    with pytest.raises(Conflict):
        both.desk.run(ChangeType(name="U", group=other, **change))


def test_s1_23_blocked_types_are_not_offered(both):
    actor = both.desk.actor
    from dataclasses import replace

    blocked = both.root.acting(replace(actor, sight=Sight(blocked_types=frozenset({both.type_id}))))
    assert blocked.ask(ListTypes()) == ()


def test_a_type_without_a_published_flow_is_said(both):
    with write(both.root.engine) as unit:
        unit.session.get(TicketType, both.type_id).current_version_id = None
        unit.session.commit()
    with pytest.raises(NotFound) as refusal:
        flow(both, both.type_id)
    assert refusal.value.code == "flow.none_published"
    with pytest.raises(NotFound):
        both.desk.ask(GetFlow(version_id=UUID(int=1)))


def test_groups_and_reasons_have_names_of_their_own(both):
    made = new_id()
    both.desk.run(SaveReason(reason=made, name=" Férias "))
    for command, code in (
        (SaveReason(reason=new_id(), name="ferias"), "name.taken"),
        (SaveReason(reason=new_id(), name=""), "name.empty"),
        (SaveGroup(group=new_id(), name="suporte"), "name.taken"),
    ):
        with pytest.raises(Invalid) as refusal:
            both.desk.run(command)
        assert refusal.value.code == code
        with pytest.raises(Forbidden):
            both.other.run(command)
    both.desk.run(SaveReason(reason=made, version=1, name="Férias", active=False))
    assert both.desk.ask(ListReasons()) == ()
    assert [r.name for r in both.desk.ask(ListReasons(only_active=False))] == ["Férias"]
    with pytest.raises(Invalid, match=r"row\.in_use"):
        both.desk.run(SaveGroup(group=group(both), version=1, name="Apoio", active=False))
    (kind,) = both.desk.ask(ListTypes())
    both.desk.run(
        ChangeType(
            type_id=kind.id, version=kind.version, group=group(both), name="T", description="", active=False
        )
    )
    both.desk.run(SaveGroup(group=group(both), version=1, name="Apoio", active=False))
    assert both.desk.ask(ListTypes()) == ()
