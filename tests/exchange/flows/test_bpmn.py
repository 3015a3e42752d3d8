"""BPMN: gateways, lanes, events, parallel work, and what leads nowhere."""

from collections import Counter
from pathlib import Path

import pytest

from pacdesk.desk.workflow.problems import errors_of
from pacdesk.desk.workflow.references import Named, Register, names_in
from pacdesk.desk.workflow.rows import ActionKind, FieldKind, Responsible, StageKind, Trigger
from pacdesk.errors import Invalid
from pacdesk.exchange.flows.bpmn import minutes_of, time_of
from pacdesk.exchange.flows.bpmn_file import Node
from pacdesk.exchange.flows.detect import flow_of_bytes, read_flow
from tests.exchange.flows.playing import play, reachable

FILE = Path(__file__).parent / "files" / "process.bpmn"


@pytest.fixture(scope="module")
def read():
    return read_flow(FILE)


def codes(read):
    return Counter(note.code for note in read.notes)


def stage(read, name):
    return next(s for s in read.flow.stages if s.name == name)


def ends(read):
    names = {s.id: s.name for s in read.flow.stages}
    return {(names[w.from_stage_id], w.label, names[w.to_stage_id]) for w in read.flow.transitions}


def process(*elements, flows=()):
    """A small process: elements as `kind id`, flows as `from to`."""
    rows = [f'<{e.split()[0]} id="{e.split()[1]}" name="{e.split()[1]}"/>' for e in elements]
    rows += [
        f'<sequenceFlow id="f{n}" sourceRef="{f.split()[0]}" targetRef="{f.split()[1]}"/>'
        for n, f in enumerate(flows)
    ]
    text = "".join(rows)
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">'
        f'<process id="p" name="P">{text}</process></definitions>'
    ).encode()


def test_counts_are_those_of_the_file(read):
    found = {row.what: (row.in_file, row.in_flow, row.reported) for row in read.counts}
    assert found == {
        "activities": (6, 5, 1),
        "gateways": (4, 4, 0),
        "start_events": (1, 1, 0),
        "end_events": (2, 2, 0),
        "other_events": (5, 4, 1),
        "sequence_flows": (18, 16, 2),
    }


def test_ways_run_through_gateways_and_bear_their_answers(read):
    assert ends(read) == {
        ("Look at it", "Worth it? Yes", "Fix"),
        ("Look at it", "Worth it? No", "Order refused"),
        ("Fix", "Clean", "Clean"),
        ("Fix", "Too slow", "Parts arrived / One day"),
        ("Clean", "Test ride", "Test ride"),
        ("Parts arrived / One day", "Parts arrived", "Fix"),
        ("Parts arrived / One day", "One day", "Order refused"),
        ("Test ride", "Bill", "Bill"),
        ("Bill", "Ready", "Ready"),
    }


def test_start_events_are_entries_and_end_events_ends(read):
    assert read.flow.entry.name == "Look at it"
    assert stage(read, "Ready").kind is StageKind.RESOLVED
    assert stage(read, "Order refused").kind is StageKind.CANCELLED
    assert (read.type_name, read.description) == ("Bicycle repair", "How a bicycle is repaired.")


def test_lanes_are_phases_and_departments(read):
    fix = stage(read, "Fix")
    assert (fix.phase, fix.responsible) == ("Bench", Responsible.DEPARTMENT)
    assert set(names_in(read.flow)) == {
        Named(Register.DEPARTMENT, "Counter"),
        Named(Register.DEPARTMENT, "Bench"),
    }
    assert stage(read, "Ready").responsible is Responsible.KEEP


def test_parallel_work_is_put_in_a_row_and_said(read):
    (note,) = [note for note in read.notes if note.code == "bpmn.parallel_in_a_row"]
    assert dict(note.facts)["branches"] == "Fix, Clean"


def test_timers_set_off_and_other_events_are_for_people(read):
    ways = {w.label: w for w in read.flow.transitions}
    assert (ways["Too slow"].trigger, ways["Too slow"].after_minutes) == (Trigger.TIME, 26 * 60)
    assert ways["One day"].after_minutes == 24 * 60
    assert (ways["Parts arrived"].trigger, ways["Parts arrived"].stimulus) == (
        Trigger.PERSON,
        "Parts arrived",
    )
    assert ways["Test ride"].actions[0].kind is ActionKind.SEND_MESSAGE


def test_sub_processes_become_a_checklist(read):
    assert [item.text for item in stage(read, "Test ride").checklist] == ["Ride", "Brake"]
    assert [item.text for item in stage(read, "Bill").checklist] == ["Print"]
    assert codes(read)["bpmn.loop"] == 1


def test_generated_forms_become_fields(read):
    (row,) = read.flow.fields
    assert (row.key, row.kind, [c.name for c in row.choices]) == (
        "colour", FieldKind.CHOICE, ["Red", "Blue"],
    )  # fmt: skip
    assert stage(read, "Look at it").flag("colour").required


def test_texts_and_places_are_kept(read):
    look = stage(read, "Look at it")
    assert look.description == "Mind the bell."
    assert [s.name for s in read.flow.stages if s.x is not None] == ["Look at it"]


def test_what_leads_nowhere_is_noted(read):
    places = {note.code: note.place for note in read.notes}
    assert places["bpmn.flow_broken"] == "f16"
    assert places["bpmn.attached_to_nothing"] == "lost"
    assert {n.place for n in read.notes if n.code == "bpmn.loose_node"} == {"lost", "Nobody comes here"}
    found = codes(read)
    for code in ("bpmn.empty_pool", "bpmn.message_flows", "bpmn.other_process", "bpmn.data"):
        assert found[code] == 1


def test_it_can_be_played_to_its_end(read):
    assert not errors_of(read.flow)
    assert play(read.flow)
    assert len(reachable(read.flow)) == len(read.flow.stages) - 1


def test_nested_parallel_work_is_put_in_a_row_too():
    read = flow_of_bytes(
        process(
            "startEvent s", "parallelGateway f1", "parallelGateway f2", "task a", "task b", "task c",
            "parallelGateway j2", "parallelGateway j1", "task d", "endEvent e",
            flows=("s f1", "f1 a", "f1 f2", "f2 b", "f2 c", "b j2", "c j2", "j2 j1", "a j1", "j1 d", "d e"),
        ),
        "x",
    )  # fmt: skip
    assert [step.target for step in play(read.flow)] == ["b", "c", "d", "e"]
    assert codes(read)["bpmn.parallel_in_a_row"] == 2


def test_parallel_work_that_never_meets_is_a_choice_that_leads_to_the_end():
    read = flow_of_bytes(
        process(
            "startEvent s", "parallelGateway f", "task talk", "task hear", "task bake", "endEvent e",
            flows=("s f", "f talk", "f bake", "talk hear", "hear talk", "bake e"),
        ),
        "x",
    )  # fmt: skip
    assert codes(read)["bpmn.parallel_as_choice"] == 1
    assert not errors_of(read.flow)
    assert len(reachable(read.flow)) == len(read.flow.stages)


def test_without_start_and_end_both_are_made():
    read = flow_of_bytes(process("task a", "task b", flows=("a b",)), "x")
    assert read.flow.entry.name == "a"
    assert [step.target for step in play(read.flow)] == ["b", "End"]
    assert codes(read)["bpmn.implicit_end"] == codes(read)["flow.entry_guessed"] == 1


def test_a_tangle_of_gateways_ends():
    gates = [f"exclusiveGateway g{n}" for n in range(30)]
    flows = [f"g{a} g{b}" for a in range(30) for b in range(30) if a != b]
    read = flow_of_bytes(
        process("startEvent s", "task a", *gates, "endEvent e", flows=("s a", "a g0", "g29 e", *flows)), "x"
    )
    assert codes(read)["bpmn.too_many_ways"]


def test_several_starts_are_several_entries():
    read = flow_of_bytes(
        process("startEvent s", "startEvent r", "task a", "task b", "endEvent e",
                flows=("s a", "r b", "a e", "b e")), "x",
    )  # fmt: skip
    assert [s.name for s in read.flow.entries] == ["a", "b"]
    assert codes(read)["bpmn.several_starts"] == 1


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("PT2H", 120), ("P1D", 1440), ("PT30S", 1), ("P2W", 20160), ("R3/PT1H", None), ("", None), ("P", None)],
)
def test_durations(text, minutes):
    assert minutes_of(text) == minutes


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        ("7 days", 10080),
        ("60 minutes", 60),
        ("24h", 1440),
        ("2 semanas", 20160),
        ("0 h", None),
        ("soon", None),
    ],
)
def test_a_timer_without_a_time_is_known_by_its_name(name, minutes):
    assert time_of(Node(id="t", kind="intermediateCatchEvent", name=name, definition="timer")) == minutes


def test_a_file_without_process_is_refused():
    with pytest.raises(Invalid, match="no_stages"):
        flow_of_bytes(b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "x")
