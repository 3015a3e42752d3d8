"""Flows from files come in whole or not at all, with the rows that they name."""

from dataclasses import replace
from uuid import UUID

import pytest

from pacdesk.desk.company.commands import ListDepartments
from pacdesk.desk.tickets.commands import ListComplementaryStatuses
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import (
    BringFlow,
    GetVersion,
    ImportFlow,
    ListGroups,
    ListReasons,
    ListTypes,
    ListVersions,
    ResolveFlow,
)
from pacdesk.desk.workflow.references import Named, Register, with_names
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    Condition,
    Flow,
    Guard,
    Mode,
    Op,
    Ref,
    Responsible,
    StageKind,
    StageRow,
    TransitionRow,
    VersionState,
)
from pacdesk.errors import Conflict, Forbidden, Invalid


def small_flow() -> Flow:
    """Two stages and a way that name a row of every register."""
    first, last = new_id(), new_id()
    guard = Guard(Mode.ALL, (Condition("department", Op.ONE_OF, ["Redes", "Campo"]),))
    way = TransitionRow(
        id=new_id(),
        from_stage_id=first,
        to_stage_id=last,
        label="Concluir",
        guard=guard,
        reasons=(Ref("Engano"),),
        actions=(
            ActionRow(kind=ActionKind.SET_STATUS, ref=Ref("Aguardando peça")),
            ActionRow(kind=ActionKind.SET_FIELD, field="department", ref=Ref("redes")),
            ActionRow(kind=ActionKind.SEND_MESSAGE, ref=Ref("Sem texto"), text="Olá"),
        ),
    )
    stages = (
        StageRow(
            id=first,
            name="Triagem",
            key="triage",
            kind=StageKind.ENTRY,
            is_default_entry=True,
            responsible=Responsible.DEPARTMENT,
            responsible_ref=Ref("Redes"),
        ),
        StageRow(id=last, name="Fim", key="end", kind=StageKind.RESOLVED),
    )
    return Flow(new_id(), new_id(), 1, stages, (way,))


def bring(flow: Flow, *, publish: bool = True) -> ImportFlow:
    return ImportFlow(group_name="Vindos", type_name="Reparo", flow=flow, publish=publish)


def test_names_become_rows_of_the_desk(both):
    done = both.desk.run(bring(small_flow())).answer
    departments = {row.name: row.id for row in both.desk.ask(ListDepartments())}
    statuses = {row.name: row.id for row in both.desk.ask(ListComplementaryStatuses())}
    reasons = {row.name: row.id for row in both.desk.ask(ListReasons())}
    card = both.desk.ask(GetVersion(version_id=done.version_id))
    (way,) = card.flow.transitions
    assert (card.group_name, card.type_name, card.row.state) == ("Vindos", "Reparo", VersionState.PUBLISHED)
    assert card.flow.entry.responsible_ref == Ref("Redes", departments["Redes"])
    assert way.reasons == (Ref("Engano", reasons["Engano"]),)
    assert way.actions[0].ref == Ref("Aguardando peça", statuses["Aguardando peça"])
    assert way.actions[1].value == str(departments["Redes"])
    assert way.guard is not None
    assert way.guard.conditions[0].value == [str(departments["Redes"]), str(departments["Campo"])]
    assert set(done.made) == {
        Named(Register.DEPARTMENT, "Redes"),
        Named(Register.DEPARTMENT, "Campo"),
        Named(Register.REASON, "Engano"),
        Named(Register.STATUS, "Aguardando peça"),
    }
    assert done.unknown == (Named(Register.MESSAGE, "Sem texto"),)


def test_the_second_time_nothing_is_made_and_the_type_gets_a_new_version(both):
    first = both.desk.run(bring(small_flow())).answer
    second = both.desk.run(bring(small_flow(), publish=False)).answer
    assert second.made == ()
    assert not second.type_is_new
    assert second.type_id == first.type_id
    states = [row.state for row in both.desk.ask(ListVersions(type_id=first.type_id))]
    assert states == [VersionState.DRAFT, VersionState.PUBLISHED]
    with pytest.raises(Conflict, match="draft_in_the_way"):
        both.desk.run(bring(small_flow()))


def test_what_cannot_be_published_leaves_nothing_behind(both):
    flow = small_flow()
    broken = replace(flow, stages=tuple(replace(stage, is_default_entry=True) for stage in flow.stages))
    groups, departments = both.desk.ask(ListGroups()), both.desk.ask(ListDepartments())
    with pytest.raises(Invalid, match="not_publishable"):
        both.desk.run(bring(broken))
    assert both.desk.ask(ListGroups()) == groups
    assert both.desk.ask(ListDepartments()) == departments
    assert "Reparo" not in {row.name for row in both.desk.ask(ListTypes())}


def test_a_flow_out_and_in_again_names_the_same_rows(both):
    done = both.desk.run(bring(small_flow())).answer
    flow = both.desk.ask(GetVersion(version_id=done.version_id)).flow
    names: dict[UUID, str] = {row.id: row.name for row in both.desk.ask(ListDepartments())}
    names |= {row.id: row.name for row in both.desk.ask(ListComplementaryStatuses())}
    names |= {row.id: row.name for row in both.desk.ask(ListReasons())}
    out = with_names(flow, names)
    assert not any(str(key) in repr(out.transitions[0].guard) for key in names)
    back = both.desk.run(ResolveFlow(flow=out)).answer
    assert back.made == ()
    assert back.flow.transitions[0].guard == flow.transitions[0].guard
    assert back.flow.transitions[0].reasons == flow.transitions[0].reasons


def test_only_who_edits_the_catalogue_may(world):
    somebody = world.as_attendant("Caio Lima", rights=frozenset())
    with pytest.raises(Forbidden):
        somebody.run(bring(small_flow()))
    with pytest.raises(Forbidden):
        somebody.run(ResolveFlow(flow=small_flow()))


def test_bring_flow_still_takes_a_flow_by_ids(world):
    group = world.desk.ask(ListGroups())[0][0]
    done = world.desk.run(BringFlow(type_id=new_id(), group=group, name="Direto", flow=small_flow()))
    assert world.desk.ask(GetVersion(version_id=done.answer)).type_name == "Direto"
