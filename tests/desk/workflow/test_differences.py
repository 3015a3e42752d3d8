"""What tells two versions apart, and which stage a stage becomes."""

from collections import Counter
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given

from pacdesk.desk.workflow.differences import Change, Part, differences
from pacdesk.desk.workflow.mapping import counterpart, leads_there, mapping_problems
from pacdesk.desk.workflow.rows import CheckRow, FieldKind, FieldRow, FlagRow, StageKind, Who
from pacdesk.desk.workflow.versions import with_new_ids
from tests.desk.workflow.small_flows import flow_of, small_flows, stage, way


def named(found):
    return [(d.part, d.change, d.key, d.attribute or d.field, d.before, d.after) for d in found]


def copy_of(flow, version=2):
    ids = with_new_ids(flow, lambda role, n: UUID(int=version * 1000 + n + (500 if role == "stage" else 0)))
    return replace(ids, version_id=UUID(int=version), number=version)


ENTRY, WORK, END = stage("in", StageKind.ENTRY), stage("work"), stage("end", StageKind.RESOLVED)
OLD = flow_of(
    [ENTRY, WORK, END],
    [way(ENTRY, WORK), way(WORK, END)],
    [FieldRow(key="serial", name="Série", kind=FieldKind.TEXT)],
)


def test_a_copy_with_ids_of_its_own_does_not_differ():
    assert differences(OLD, copy_of(OLD)) == ()


def test_stages_added_removed_renamed_and_changed():
    new = copy_of(OLD)
    renamed = replace(new.stages[1], name="Oficina", expected_minutes=60)
    added = stage("test", version=2)
    new = replace(new, stages=(new.stages[0], renamed, added), transitions=())
    found = [row for row in named(differences(OLD, new)) if row[0] is Part.STAGE]
    assert found == [
        (Part.STAGE, Change.RENAMED, "work", "", "Work", "Oficina"),
        (Part.STAGE, Change.CHANGED, "work", "expected_minutes", None, 60),
        (Part.STAGE, Change.ADDED, "test", "", None, None),
        (Part.STAGE, Change.REMOVED, "end", "", None, None),
    ]


def test_flags_are_told_by_stage_and_field():
    new = copy_of(OLD)
    flagged = replace(new.stages[0], flags=(FlagRow(field="subject", required=True, read_only=True),))
    new = replace(new, stages=(flagged, *new.stages[1:]))
    found = differences(OLD, new)
    assert {(d.part, d.key, d.field, d.attribute, d.before, d.after) for d in found} == {
        (Part.FLAG, "in", "subject", "required", False, True),
        (Part.FLAG, "in", "subject", "read_only", False, True),
    }
    back = differences(new, OLD)
    assert {(d.attribute, d.before, d.after) for d in back} == {
        ("required", True, False),
        ("read_only", True, False),
    }


def test_transitions_tell_where_they_lead_now():
    new = copy_of(OLD)
    turned = replace(new.transitions[0], to_stage_id=new.stages[2].id, who=(Who.HOLDER,), label="Encerrar")
    new = replace(new, transitions=(turned,))
    assert named(differences(OLD, new)) == [
        (Part.TRANSITION, Change.CHANGED, "in_work", "to_stage_id", "Work", "End"),
        (Part.TRANSITION, Change.RENAMED, "in_work", "", "in work", "Encerrar"),
        (Part.TRANSITION, Change.CHANGED, "in_work", "who", (), (Who.HOLDER,)),
        (Part.TRANSITION, Change.REMOVED, "work_end", "", None, None),
    ]


def test_fields_and_checklists():
    new = copy_of(OLD)
    new = replace(
        new,
        fields=(replace(OLD.fields[0], kind=FieldKind.NUMBER), FieldRow(key="x", name="X", kind="text")),
        stages=(replace(new.stages[0], checklist=(CheckRow(key="a", text="A"),)), *new.stages[1:]),
    )
    assert named(differences(OLD, new)) == [
        (Part.STAGE, Change.CHANGED, "in", "checklist", (), (CheckRow(key="a", text="A"),)),
        (Part.FIELD, Change.CHANGED, "serial", "kind", FieldKind.TEXT, FieldKind.NUMBER),
        (Part.FIELD, Change.ADDED, "x", "", None, None),
    ]


def test_only_what_left_its_place_is_told_as_moved():
    new = copy_of(OLD)
    new = replace(new, stages=(new.stages[2], new.stages[0], new.stages[1]))
    assert named(differences(OLD, new)) == [(Part.STAGE, Change.MOVED, "end", "", None, None)]


def which(difference):
    """The part, however the two versions name it."""
    return frozenset({difference.old_id, difference.new_id} - {None}) or difference.key


def test_what_was_made_anew_under_the_same_name_is_the_same_part():
    other = [replace(one, key=f"{one.key}_2") for one in copy_of(OLD).stages]
    other[1] = replace(other[1], name="  wORK ", expected_minutes=60)
    ways = [replace(one, key=f"{one.key}_2") for one in copy_of(OLD).transitions]
    new = replace(copy_of(OLD), stages=tuple(other), transitions=tuple(ways))
    found = differences(OLD, new)
    assert not [d for d in found if d.change in (Change.ADDED, Change.REMOVED, Change.MOVED)]
    assert {(d.key, d.attribute) for d in found if d.change is Change.CHANGED and d.attribute != "key"} == {
        ("work_2", "expected_minutes")
    }
    assert sum(d.attribute == "key" for d in found) == len(other) + len(ways)


@given(small_flows(), small_flows(version=2))
def test_what_is_added_one_way_is_removed_the_other(old, new):
    there, back = differences(old, new), differences(new, old)
    turned = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}
    said = Counter((d.part, turned.get(d.change, d.change), which(d), d.attribute, d.field) for d in there)
    heard = Counter((d.part, d.change, which(d), d.attribute, d.field) for d in back)
    moved = {key for key in (*said, *heard) if key[1] is Change.MOVED}
    assert {k: n for k, n in said.items() if k not in moved} == {
        k: n for k, n in heard.items() if k not in moved
    }
    assert len(old.stages) + sum(d.part is Part.STAGE and d.change is Change.ADDED for d in there) == len(
        new.stages
    ) + sum(d.part is Part.STAGE and d.change is Change.REMOVED for d in there)


def suggested_mapping(old, new):
    found = {stage.id: counterpart(stage, new) for stage in old.stages}
    return {stage: target.id if target else None for stage, target in found.items()}


@given(small_flows())
def test_nothing_differs_from_itself(flow):
    assert differences(flow, flow) == ()
    assert suggested_mapping(flow, flow) == {one.id: one.id for one in flow.stages}


def test_a_stage_becomes_the_one_of_its_key_else_of_its_name():
    old = flow_of([ENTRY, WORK, stage("wait", name="Espera")])
    new_in = stage("in", StageKind.ENTRY, version=2, name="Outra")
    new_wait = stage("pause", version=2, name=" espera ")
    new = flow_of([new_in, new_wait], version=2)
    assert suggested_mapping(old, new) == {
        ENTRY.id: new_in.id,
        WORK.id: None,
        old.stages[2].id: new_wait.id,
    }


@given(small_flows(), small_flows(version=2))
def test_a_suggested_stage_is_one_of_the_newer_version(old, new):
    suggested = suggested_mapping(old, new)
    assert suggested.keys() == {one.id for one in old.stages}
    known = {one.id for one in new.stages} | {None}
    assert set(suggested.values()) <= known
    codes = {p.field: p.code for p in mapping_problems(old, new, suggested)}
    for one in old.stages:
        target = suggested[one.id]
        if target is None:
            assert codes[str(one.id)] == "remap.stage_unmapped"
        elif str(one.id) in codes:
            assert codes[str(one.id)] == "remap.into_the_end"
            assert new.stage(target).kind.is_final
            assert not one.kind.is_final


def test_a_mapping_must_name_every_stage_that_has_tickets():
    new = copy_of(OLD)
    mapping = {ENTRY.id: new.stages[0].id, WORK.id: END.id, END.id: new.stages[2].id}
    (problem,) = mapping_problems(OLD, new, mapping)
    assert (problem.code, problem.facts["stage"]) == ("remap.target_unknown", "Work")
    assert mapping_problems(OLD, new, mapping, {ENTRY.id}) == ()
    (problem,) = mapping_problems(OLD, new, {}, {WORK.id})
    assert (problem.code, problem.field) == ("remap.stage_unmapped", str(WORK.id))
    (problem,) = mapping_problems(OLD, new, {WORK.id: new.stages[2].id}, {WORK.id})
    assert problem.code == "remap.into_the_end"


@pytest.mark.parametrize(
    ("other", "code"),
    [(OLD, "remap.same_version"), (replace(OLD, type_id=UUID(int=9)), "remap.other_type")],
)
def test_only_between_versions_of_one_type(other, code):
    assert [p.code for p in mapping_problems(OLD, other, {})] == [code]


def test_which_moves_the_newer_flow_allows():
    new = copy_of(OLD)
    entry, work, end = new.stages
    assert leads_there(new, ENTRY, entry)
    assert leads_there(new, ENTRY, work)
    assert not leads_there(new, ENTRY, end)
    assert not leads_there(flow_of([work], version=2), ENTRY, work)
