"""A draft with something wrong is never published: every problem is told with its place, and what was in
force before stays."""

from dataclasses import replace

import pytest

from pacdesk.desk.tickets.commands import GetTicket
from pacdesk.desk.workflow.commands import EditDraft, GetVersion, PublishDraft, SaveDraft
from pacdesk.desk.workflow.rows import Condition, FlagRow, Guard, Op, StageKind
from pacdesk.errors import Invalid


def _first(flow, **more):
    return replace(flow, stages=(replace(flow.stages[0], **more), *flow.stages[1:]))


def _guarded(flow):
    guard = Guard(conditions=(Condition("sumiu", Op.FILLED),))
    return replace(flow, transitions=(replace(flow.transitions[0], guard=guard), *flow.transitions[1:]))


def _flagged(flow):
    return _first(flow, flags=(FlagRow(field="contact", required=True, hidden_inside=True),))


BROKEN = {
    "flow.no_default_entry": (lambda flow: _first(flow, is_default_entry=False), ""),
    "flow.second_default_entry": (
        lambda flow: replace(flow, stages=tuple(replace(s, is_default_entry=True) for s in flow.stages)),
        "Atendimento",
    ),
    "flow.stage_without_way_out": (
        lambda flow: replace(
            flow,
            transitions=tuple(w for w in flow.transitions if w.from_stage_id != flow.stages[1].id),
        ),
        "Atendimento",
    ),
    "flow.hidden_and_required": (_flagged, "Triagem"),
    "flow.guard_on_missing_field": (_guarded, "Iniciar atendimento"),
    "flow.no_final_stage": (
        lambda flow: replace(flow, stages=tuple(replace(s, kind=_open(s)) for s in flow.stages)),
        "",
    ),
}


def _open(stage):
    return StageKind.MIDDLE if stage.kind.is_final else stage.kind


@pytest.fixture
def draft(world):
    return world.desk.run(EditDraft(type_id=world.type_id)).answer


def test_s1_30_what_is_wrong_keeps_a_draft_from_being_published(world, draft):
    fine = world.desk.ask(GetVersion(version_id=draft))
    row_version = fine.row.row_version
    for code, (broken, place) in BROKEN.items():
        row_version = world.desk.run(
            SaveDraft(version_id=draft, row_version=row_version, flow=broken(fine.flow))
        ).answer
        with pytest.raises(Invalid, match="not_publishable") as refusal:
            world.desk.run(PublishDraft(version_id=draft, row_version=row_version))
        assert (code, place) in {(p.code, p.facts["place"]) for p in refusal.value.problems}
        card = world.desk.ask(GetTicket(ticket=world.open()))
        assert card.flow.number == 1
    row_version = world.desk.run(SaveDraft(version_id=draft, row_version=row_version, flow=fine.flow)).answer
    world.desk.run(PublishDraft(version_id=draft, row_version=row_version))
    assert world.desk.ask(GetTicket(ticket=world.open())).flow.number == 2
