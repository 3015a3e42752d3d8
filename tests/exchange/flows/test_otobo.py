"""Processes of OTOBO and Znuny: dialogs, conditions, actions, and what leads nowhere."""

from collections import Counter
from pathlib import Path

import pytest

from pacdesk.desk.workflow.guards import met
from pacdesk.desk.workflow.references import Named, Register, names_in
from pacdesk.desk.workflow.rows import (
    ActionKind,
    Condition,
    Demand,
    FieldKind,
    Guard,
    Mode,
    Op,
    StageKind,
    Who,
)
from pacdesk.exchange.flows.detect import flow_of_bytes, read_flow
from pacdesk.exchange.flows.guard_parts import NotExpressible, exactly_one, joined, pattern
from tests.exchange.flows.playing import play, reachable

FILE = Path(__file__).parent / "files" / "process.yml"


@pytest.fixture(scope="module")
def read():
    return read_flow(FILE)


def codes(read):
    return Counter(note.code for note in read.notes)


def way(read, label):
    return next(w for w in read.flow.transitions if w.label == label)


def stage(read, name):
    return next(s for s in read.flow.stages if s.name == name)


def test_counts_are_those_of_the_file(read):
    found = {row.what: (row.in_file, row.in_flow, row.reported) for row in read.counts}
    assert found == {
        "activities": (5, 5, 0),
        "transitions": (7, 6, 1),
        "ways": (7, 6, 1),
        "dialogs": (3, 3, 0),
        "flags": (10, 9, 1),
    }


def test_activities_are_stages_with_their_places(read):
    assert [s.name for s in read.flow.stages] == [
        "Request", "Decide", "Other process", "Request refused", "Escalated",
    ]  # fmt: skip
    assert read.flow.entry.name == "Request"
    assert [s.name for s in read.flow.stages if s.x is not None] == ["Request"]
    assert stage(read, "Other process").kind is StageKind.RESOLVED
    assert stage(read, "Request refused").kind is StageKind.CANCELLED
    assert read.flow.entry.description == "What is asked?"


def test_what_a_dialog_sets_by_itself_becomes_actions_of_the_way_it_fires(read):
    refused = way(read, "refused")
    assert refused.guard is None
    assert [(a.kind, a.field, a.value) for a in refused.actions] == [
        (ActionKind.SET_FIELD, "step", "refused")
    ]
    assert refused.comment_required
    approved = way(read, "approved")
    assert approved.actions[0].value == "no"
    assert approved.actions[1].kind is ActionKind.SET_STATUS
    assert approved.who == (Who.HOLDER,)


def test_the_words_no_and_yes_stay_words(read):
    assert way(read, "approved").actions[0].value == "no"


def test_conditions_joined_by_or_over_one_field_are_said_as_one(read):
    guard = way(read, "approved").guard
    assert guard == Guard(Mode.ALL, (Condition("priority", Op.ONE_OF, [1, 2]),))


def test_fields_are_required_shown_hidden_or_read_only_by_their_dialogs(read):
    entry, decide, end = stage(read, "Request"), stage(read, "Decide"), stage(read, "Other process")
    assert entry.flag("item").required
    assert not entry.flag("item").hidden_online
    assert entry.flag("contact").required
    assert entry.flag("description").required
    assert entry.flag("step").hidden_inside
    assert decide.flag("cost").hidden_online
    assert not decide.flag("cost").required
    assert [(f.field, f.demand) for f in way(read, "approved").fields] == [("cost", Demand.FILL)]
    assert decide.flag("item").read_only
    assert not decide.flag("item").hidden_online
    assert end.flag("cost").read_only


def test_a_placeholder_is_noted_and_open_to_the_team(read):
    places = {note.place for note in read.notes if note.code == "otobo.placeholder"}
    assert places == {"Decide › escalation needed", "Escalated › escalation done"}
    assert stage(read, "Decide").flag("asdf").read_only is False
    assert codes(read)["otobo.module_condition"] == 1
    assert way(read, "escalation done").guard is None


def test_broken_references_are_noted(read):
    found = codes(read)
    for code in ("flow.target_unknown", "otobo.action_missing", "otobo.dialog_missing"):
        assert found[code] == 1
    assert found["otobo.transition_idle"] == 1
    assert found["otobo.field_name_unusable"] == 1


def test_a_stage_that_stands_for_another_process_is_noted(read):
    assert "Other process" in {n.place for n in read.notes if n.code == "otobo.ends_elsewhere"}


def test_actions(read):
    asked = way(read, "asked")
    assert Named(Register.DEPARTMENT, "Purchases") in names_in(read.flow)
    assert [a.kind for a in asked.actions] == [
        ActionKind.SET_FIELD,
        ActionKind.SET_FIELD,
        ActionKind.SET_STATUS,
    ]
    kinds = {a.kind: a for a in way(read, "approved").actions}
    assert kinds[ActionKind.SEND_MESSAGE].text == "Bought\n\nIt comes."
    assert kinds[ActionKind.CLEAR_FIELD].field == "item"
    assert codes(read)["otobo.action_left_out"] == 1
    assert codes(read)["otobo.pending_time"] == 1


def test_choices_are_those_that_the_file_compares(read):
    (step,) = [row for row in read.flow.fields if row.key == "step"]
    assert step.kind is FieldKind.CHOICE
    assert {choice.key for choice in step.choices} == {"no", "refused", "asked", "bought"}


def test_it_can_be_played_to_its_end(read):
    assert play(read.flow)
    assert len(reachable(read.flow)) == 5


def test_xor_means_one_and_no_other():
    a, b, c = (Condition(name, Op.IS, "x") for name in "abc")
    guard = exactly_one([a, b, c])
    for n in range(8):
        values = {name: "x" for k, name in enumerate("abc") if n >> k & 1}
        assert met(guard, values) == (len(values) == 1)
    with pytest.raises(NotExpressible):
        exactly_one([Condition("a", Op.CONTAINS, "x"), b])


def test_settled_parts_settle_what_they_are_joined_in():
    a = Condition("a", Op.IS, "x")
    assert joined(Mode.ANY, [a, True]) is True
    assert joined(Mode.ALL, [a, False]) is False
    assert joined(Mode.ALL, [a, True, a]) == a
    assert joined(Mode.ANY, []) is False


@pytest.mark.parametrize(
    ("expression", "op", "value"),
    [
        (".+", Op.FILLED, None),
        ("^$", Op.EMPTY, None),
        ("^new$", Op.IS, "new"),
        ("^(new|open)$", Op.ONE_OF, ["new", "open"]),
        ("^ab", Op.STARTS_WITH, "ab"),
        ("ab$", Op.ENDS_WITH, "ab"),
        ("a\\.b", Op.CONTAINS, "a.b"),
    ],
)
def test_regular_expressions_that_say_no_more_than_a_condition(expression, op, value):
    assert pattern("f", expression) == Condition("f", op, value)


@pytest.mark.parametrize("expression", ["a.b", "[ab]", "a{2}", "^a|b$", "(a)(b)", "a||b", "\\d+"])
def test_other_regular_expressions_cannot_be_said(expression):
    with pytest.raises(NotExpressible):
        pattern("f", expression)


@pytest.mark.parametrize(
    "text",
    [
        "Process: {}\nActivities: {A: {}}\n",
        "Process: []\nActivities: {A: {Name: [1]}, B: x}\n",
        "Process: {Config: {Path: {A: {T: {}}}}}\nActivities: {A: {Name: ~}}\nTransitions: 3\n",
        (
            "Process: {Config: {Path: {A: {T: {ActivityEntityID: A}}}}}\nActivities: {A: {}}\n"
            "Transitions: {T: {Config: {Condition: {'1': x, '2': {Fields: {f: y}}}}}}\n"
        ),
    ],
)
def test_half_empty_processes_are_read_as_far_as_they_go(text):
    assert flow_of_bytes(text.encode(), "x.yml").flow.stages
