"""What a flow says of the ways of past tickets."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.workflow.replaying import Counting, PastCase, PastStep, Verdict, replay
from pacdesk.desk.workflow.rows import Condition, FieldKind, FieldRow, FlagRow, Guard, Op, StageKind
from tests.desk.workflow.small_flows import KEYS, flow_of, small_flows, stage, way

SERIAL = FieldRow(key="serial", name="Série", kind=FieldKind.TEXT)
ENTRY = stage("in", StageKind.ENTRY, flags=(FlagRow(field="serial", required=True),))
WORK, END = stage("work", name="Em obra"), stage("end", StageKind.RESOLVED)
FLOW = flow_of(
    [ENTRY, WORK, END],
    [
        way(ENTRY, WORK, "Iniciar"),
        way(
            WORK,
            END,
            "Concluir",
            guard=Guard(conditions=(Condition(field="serial", op=Op.STARTS_WITH, value="S"),)),
        ),
    ],
    [SERIAL],
)


def walked(*names, key="1", **values):
    return PastCase(key=key, steps=tuple(PastStep(stages=(name,)) for name in names), values=values)


def answers(case, flow=FLOW):
    (found,) = replay(flow, [case])
    return [(a.origin, a.target, a.verdict, a.missing, a.unmet) for a in found]


def test_each_step_is_judged_from_where_the_ticket_stood():
    assert answers(walked("in", "EM  OBRA", "end", serial="S-1")) == [
        ("", "In", Verdict.ENTRY, (), False),
        ("In", "Em obra", Verdict.LEGAL, (), False),
        ("Em obra", "End", Verdict.LEGAL, (), False),
    ]


def test_s1_30_a_beginning_elsewhere_is_told():
    assert answers(walked("work", "in")) == [
        ("", "Em obra", Verdict.NO_ENTRY, (), False),
        ("Em obra", "In", Verdict.OFF_FLOW, (), False),
    ]


def test_missing_fields_and_guards_stop_a_legal_move():
    found = answers(walked("in", "work", "end"))
    assert found[1] == ("In", "Em obra", Verdict.LEGAL, ("serial",), False)
    assert found[2] == ("Em obra", "End", Verdict.LEGAL, (), True)


def test_values_count_from_the_step_that_brings_them():
    steps = (
        PastStep(stages=("in",)),
        PastStep(stages=("work",), values={"serial": "S-2"}),
        PastStep(transition="concluir"),
    )
    assert answers(PastCase(key="1", steps=steps)) == [
        ("", "In", Verdict.ENTRY, (), False),
        ("In", "Em obra", Verdict.LEGAL, (), False),
        ("Em obra", "End", Verdict.LEGAL, (), False),
    ]


def test_a_stage_that_the_flow_lacks_is_off_flow_on_both_sides():
    assert answers(walked("in", "limbo", "work")) == [
        ("", "In", Verdict.ENTRY, (), False),
        ("In", "limbo", Verdict.OFF_FLOW, (), False),
        ("limbo", "Em obra", Verdict.OFF_FLOW, (), False),
    ]
    assert answers(PastCase(key="1", steps=(PastStep(stages=("in",)), PastStep(transition="Voar"))))[1][
        2
    ] == (Verdict.OFF_FLOW)


def test_the_first_name_that_the_flow_knows_counts():
    case = PastCase(key="1", steps=(PastStep(stages=("RESOLVED", "In")),))
    assert answers(case)[0][:3] == ("", "In", Verdict.ENTRY)


def test_the_report_names_an_example_of_all_that_stops():
    counting = Counting()
    for found in replay(
        FLOW, [walked("in", "work", key="A", serial="S"), walked("in", "end", key="B"), walked("in", key="C")]
    ):
        counting.add(found)
    report = counting.report()
    assert (report.tickets, report.stopped, report.entries, report.moves) == (3, 1, 3, 2)
    assert (report.legal, report.off_flow, report.no_entry) == (1, 1, 0)
    assert report.examples == (("In", "End", "B"),)
    assert [(p.origin, p.target, p.count, p.legal) for p in report.by_pair] == [
        ("In", "Em obra", 1, True),
        ("In", "End", 1, False),
    ]


@given(small_flows(), st.lists(st.lists(st.sampled_from([*KEYS, "z"]), max_size=6), max_size=6))
def test_the_numbers_of_a_report_add_up(flow, paths):
    cases = [walked(*path, key=str(n)) for n, path in enumerate(paths)]
    counting = Counting()
    for found in replay(flow, cases):
        counting.add(found)
    report = counting.report()
    assert report.tickets == len(paths)
    assert report.entries == sum(bool(path) for path in paths)
    assert report.entries + report.moves == sum(map(len, paths))
    assert report.legal + report.off_flow == report.moves == sum(p.count for p in report.by_pair)
    assert sum(p.count for p in report.by_pair if p.legal) == report.legal
    assert sum(p.count for p in report.beginnings) == report.entries
    names = {s.key: s for s in flow.stages} | {s.name.casefold(): s for s in flow.stages}
    edges = {(w.from_stage_id, w.to_stage_id) for w in flow.transitions}
    off = Counter(
        (names[a].id, names[b].id) not in edges if a in names and b in names else True
        for path in paths
        for a, b in pairwise(path)
    )
    assert report.off_flow == off[True]
