"""iTop's lifecycles: what becomes of states, stimuli, inherited flags, stopwatches and verbs."""

import json
from collections import Counter
from pathlib import Path

import pytest

from pacdesk.desk.workflow.problems import errors_of
from pacdesk.desk.workflow.rows import ActionKind, Demand, FieldKind, FlagRow, StageKind, Trigger
from pacdesk.errors import Invalid
from pacdesk.exchange.flows.detect import flow_of_bytes, read_flow
from tests.exchange.flows.playing import play, reachable

FILE = Path(__file__).parent / "files" / "lifecycle.xml"


@pytest.fixture(scope="module")
def read():
    return read_flow(FILE)


def counts(read):
    return {row.what: (row.in_file, row.in_flow, row.reported) for row in read.counts}


def codes(read):
    return Counter(note.code for note in read.notes)


def stage(read, key):
    found = read.flow.stage_by_key(key)
    assert found is not None
    return found


def way(read, label, origin):
    start = stage(read, origin).id
    return next(w for w in read.flow.transitions if w.label == label and w.from_stage_id == start)


def test_counts_are_those_of_the_file(read):
    assert counts(read) == {
        "states": (6, 6, 0),
        "transitions": (9, 8, 1),
        "flags": (12, 11, 1),
        "transition_flags": (2, 2, 0),
        "stimuli": (7, 6, 1),
        "stopwatches": (1, 0, 1),
    }


def test_the_class_with_most_transitions_is_brought_and_the_other_named(read):
    assert read.type_name == "Repair Order"
    (note,) = [note for note in read.notes if note.code == "itop.other_class"]
    assert note.place == "Small"


def test_states_are_entry_middle_and_ends(read):
    kinds = {s.key: s.kind for s in read.flow.stages}
    assert kinds == {
        "new": StageKind.ENTRY,
        "late": StageKind.MIDDLE,
        "work": StageKind.MIDDLE,
        "wait": StageKind.MIDDLE,
        "done": StageKind.RESOLVED,
        "refused": StageKind.CANCELLED,
    }
    assert read.flow.entry.key == "new"


def test_flags_are_inherited_and_a_states_own_word_is_the_only_one(read):
    hidden = FlagRow(field="wait_reason", hidden_inside=True, hidden_online=True)
    assert stage(read, "new").flag("wait_reason") == hidden
    assert stage(read, "late").flag("wait_reason").is_blank
    assert stage(read, "late").flag("attendant").hidden_inside
    assert stage(read, "work").flag("wait_reason") == hidden
    assert stage(read, "work").flag("attendant") == FlagRow(field="attendant", read_only=True, required=True)
    assert stage(read, "wait").flag("attendant").read_only
    assert stage(read, "new").flag("subject").required


def test_what_a_state_prompts_is_asked_on_the_way_in(read):
    assert [(f.field, f.demand) for f in way(read, "Take", "new").fields] == [("attendant", Demand.FILL)]
    assert [(f.field, f.demand) for f in way(read, "Wait", "work").fields] == [("wait_reason", Demand.FILL)]
    asked = {f.field: f.demand for f in way(read, "Swap", "work").fields}
    assert asked == {"attendant": Demand.CHANGE, "site_id": Demand.SHOW}


def test_stimuli_stand_apart_from_their_transitions(read):
    takes = [w for w in read.flow.transitions if w.stimulus == "ev_take"]
    assert len(takes) == 3
    assert all(w.trigger is Trigger.PERSON for w in takes)
    assert way(read, "Late", "new").trigger is Trigger.EVENT
    assert codes(read)["itop.internal_stimulus"] == 1
    assert codes(read)["itop.stimulus_idle"] == 1


def test_clocks_run_where_a_stopwatch_with_a_goal_runs(read):
    assert {s.key for s in read.flow.stages if s.clock_runs} == {"new", "work"}
    found = codes(read)
    assert (found["itop.stopwatch"], found["itop.threshold"], found["itop.threshold_mark"]) == (1, 1, 1)


def test_verbs_become_actions_or_notes(read):
    (action,) = way(read, "Take", "new").actions
    assert (action.kind, action.field) == (ActionKind.SET_NOW, "began_on")
    (note,) = [note for note in read.notes if note.code == "itop.action_left_out"]
    assert (note.place, dict(note.facts)["verb"]) == ("New › Take", "ResolveChildTickets")


def test_fields_have_the_kinds_of_their_attributes(read):
    kinds = {row.key: row.kind for row in read.flow.fields}
    assert kinds["cause"] is FieldKind.CHOICE
    assert kinds["wait_reason"] is FieldKind.LONG_TEXT
    assert kinds["began_on"] is FieldKind.DATE
    assert kinds["site_id"] is FieldKind.TEXT


def test_broken_references_are_noted_with_their_place(read):
    places = {note.code: note.place for note in read.notes}
    assert places["flow.target_unknown"] == "Work › Wait"
    assert places["itop.inherits_broken"] == "Done"
    assert places["itop.flag_unknown"] == "Done"


def test_it_can_be_played_to_its_end(read):
    assert not errors_of(read.flow)
    assert play(read.flow)
    assert {read.flow.stage(key).key for key in reachable(read.flow)} == {
        "new", "work", "wait", "done", "refused",
    }  # fmt: skip


def lifecycle_json(**more):
    def state(name, *ways, flags=None, inherits=None):
        rows = [{"stimulus": s, "target": t, "flags": {}, "actions": []} for s, t in ways]
        return {"id": name, "inherit_flags_from": inherits, "flags": flags or {}, "transitions": rows}

    plain = {
        "class": "Thing",
        "stimuli": [{"id": "ev_go", "type": "StimulusUserAction"}],
        "states": [state("a", ("ev_go", "b"), flags={"team_id": ["must_prompt"]}), state("b", inherits="b")],
    }
    return json.dumps(plain | more).encode()


def test_json_says_the_same_as_xml():
    read = flow_of_bytes(lifecycle_json(), "x.json")
    assert (read.kind, len(read.flow.stages), len(read.flow.transitions)) == ("itop", 2, 1)
    assert counts(read)["flags"] == (1, 1, 0)
    assert codes(read)["itop.inherits_broken"] == 1
    assert read.flow.entry.name == "A"


@pytest.mark.parametrize(
    "more",
    [
        {"states": [{"id": "a"}]},
        {"states": [{"id": "a", "flags": [], "transitions": {}}], "stimuli": 3, "stopwatches": [1]},
        {"states": [{"id": None, "transitions": [{"target": None}], "flags": {"x": "y"}}]},
    ],
)
def test_odd_shapes_of_json_are_read_as_far_as_they_go(more):
    assert flow_of_bytes(lifecycle_json(**more), "x.json").flow.stages


def test_a_class_without_states_is_refused():
    with pytest.raises(Invalid, match="no_stages"):
        flow_of_bytes(lifecycle_json(states=[]), "x.json")
    with pytest.raises(Invalid, match="no_stages"):
        flow_of_bytes(b"<itop_design><lifecycle/></itop_design>", "x.xml")


def test_a_file_that_only_changes_a_model_says_so():
    states = (
        '<state id="a" _delta="must_exist"><transitions><transition id="1"><stimulus>ev_go</stimulus>'
        "<target>b</target></transition></transitions></state>"
        '<state id="b" _delta="delete"/><state id="b" _delta="define"/>'
    )
    text = f'<class id="X"><lifecycle><stimuli/><states>{states}</states></lifecycle></class>'
    read = flow_of_bytes(text.encode(), "x")
    assert [way.stimulus for way in read.flow.transitions] == ["ev_go"]
    found = codes(read)
    assert found["itop.delta"] == found["itop.deleted"] == found["itop.stimulus_unknown"] == 1
