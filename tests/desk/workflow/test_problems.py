"""Everything that can be wrong with a flow: each with its code, its place, its weight and its facts."""

from dataclasses import replace

import pytest

from pacdesk.desk.workflow.guards import DEEPEST
from pacdesk.desk.workflow.problems import Severity, errors_of, problems_of
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    CheckRow,
    ChoiceRow,
    Condition,
    FieldKind,
    FieldRow,
    FlagRow,
    Guard,
    MoveField,
    Op,
    Ref,
    Responsible,
    StageKind,
    Trigger,
)
from tests.desk.workflow.small_flows import flow_of, stage, way

START = stage("start", StageKind.ENTRY)
WORK = stage("work")
DONE = stage("done", StageKind.RESOLVED)
BEGIN = way(START, WORK, "Iniciar")
END = way(WORK, DONE, "Concluir")
CAUSE = FieldRow(key="cause", name="Causa raiz", kind=FieldKind.TEXT)
REGION = FieldRow(
    key="region", name="Região", kind=FieldKind.CHOICE, choices=(ChoiceRow(key="s", name="Sul"),)
)
AREAS = replace(REGION, key="areas", name="Áreas", kind=FieldKind.CHOICES)
DAY = FieldRow(key="day", name="Dia", kind=FieldKind.DATE)
MONEY = FieldRow(key="value", name="Valor", kind=FieldKind.MONEY)
FIELDS = (CAUSE, REGION, AREAS, DAY, MONEY)
GOOD = flow_of((START, WORK, DONE), (BEGIN, END), FIELDS)


def staged(**more):
    """The flow with its middle stage changed."""
    return replace(GOOD, stages=(START, replace(WORK, **more), DONE))


def led(**more):
    """The flow with its first transition changed."""
    return replace(GOOD, transitions=(replace(BEGIN, **more), END))


def asking(name: str, op: Op, value=None):
    """The flow with a guard of one condition on its first transition."""
    return led(guard=Guard(conditions=(Condition(name, op, value),)))


def doing(kind: ActionKind, name: str, value=None):
    """The flow with an action on its first transition."""
    return led(actions=(ActionRow(kind=kind, field=name, value=value),))


def with_field(row: FieldRow):
    """The flow with one field more."""
    return replace(GOOD, fields=(*FIELDS, row))


def deep(levels: int) -> Guard:
    """A guard of so many groups within groups."""
    return Guard(groups=(deep(levels - 1),)) if levels > 1 else Guard()


def told(flow) -> list[tuple]:
    """What is said of a flow: code, place, and the name of the stage or transition it leads to."""
    names = {stage.id: stage.name for stage in flow.stages} | {way.id: way.label for way in flow.transitions}
    return [
        (p.code.removeprefix("flow."), p.place, names.get(p.stage or p.transition), p.field, dict(p.facts))
        for p in problems_of(flow)
    ]


def warnings_of(flow) -> list[str]:
    return [p.code.removeprefix("flow.") for p in problems_of(flow) if p.severity is Severity.WARNING]


OTHER = stage("other")
ROUND = (way(START, WORK, "Iniciar"), way(WORK, START, "Voltar"), way(START, DONE, "Concluir"))
TIMER = {"trigger": Trigger.TIME, "after_minutes": 60}
SPARE = FieldRow(key="spare", name="Extra", kind=FieldKind.TEXT)

ERRORS = [
    (flow_of(()), "empty", "", None, None, {}),
    (replace(GOOD, stages=(replace(START, is_default_entry=False), WORK, DONE)), "no_default_entry", "", None,
     None, {}),
    (staged(is_default_entry=True), "second_default_entry", "Work", "Work", None, {"first": "Start"}),
    (staged(name="  "), "stage_without_name", "  ", "  ", None, {}),
    (led(label=" "), "transition_without_label", " ", " ", None, {}),
    (led(trigger=Trigger.TIME), "timer_without_time", "Iniciar", "Iniciar", None, {}),
    (led(guard=deep(DEEPEST + 1)), "guard_too_deep", "Iniciar", "Iniciar", None, {"deepest": 8}),
    (asking("gone", Op.FILLED), "guard_on_missing_field", "Iniciar", "Iniciar", "gone", {"name": "gone"}),
    (asking("cause", Op.IS, " "), "condition_without_value", "Iniciar", "Iniciar", "cause",
     {"name": "cause"}),
    (asking("origin", Op.IS), "condition_without_value", "Iniciar", "Iniciar", "origin", {"name": "origin"}),
    (asking("region", Op.IS, "sul"), "condition_on_missing_choice", "Iniciar", "Iniciar", "region",
     {"name": "Região", "value": "sul"}),
    (staged(key="start"), "stage_key_twice", "Work", "Work", None, {"key": "start"}),
    (with_field(CAUSE), "field_key_twice", "Causa raiz", None, "cause", {"key": "cause"}),
    (replace(GOOD, stages=(START, DONE, WORK), transitions=(BEGIN,)), "stage_without_way_out", "Work", "Work",
     None, {}),
    (asking("areas", Op.ONE_OF, ["s", 5]), "condition_on_missing_choice", "Iniciar", "Iniciar", "areas",
     {"name": "Áreas", "value": "5"}),
    (led(fields=(MoveField(field="cause"), MoveField(field="gone"))), "asks_missing_field", "Iniciar",
     "Iniciar", "gone", {"name": "gone"}),
    (doing(ActionKind.SET_FIELD, "gone", "x"), "sets_missing_field", "Iniciar", "Iniciar", "gone",
     {"name": "gone"}),
    (doing(ActionKind.CLEAR_FIELD, "subject"), "action_value_unfit", "Iniciar", "Iniciar", "subject",
     {"name": "subject"}),
    (doing(ActionKind.SET_NOW, "value"), "action_value_unfit", "Iniciar", "Iniciar", "value",
     {"name": "Valor"}),
    (doing(ActionKind.SET_NOW, "priority"), "action_value_unfit", "Iniciar", "Iniciar", "priority",
     {"name": "priority"}),
    (doing(ActionKind.SET_FIELD, "value", "x"), "action_value_unfit", "Iniciar", "Iniciar", "value",
     {"name": "Valor"}),
    (doing(ActionKind.SET_FIELD, "priority", 9), "action_value_unfit", "Iniciar", "Iniciar", "priority",
     {"name": "priority"}),
    (staged(on_entry=(ActionRow(kind=ActionKind.SET_STATUS), ActionRow(kind=ActionKind.SET_NOW, field="x"))),
     "sets_missing_field", "Work", "Work", "x", {"name": "x"}),
    (staged(flags=(FlagRow(field="gone", required=True),)), "flag_on_missing_field", "Work", "Work", "gone",
     {"name": "gone"}),
    (staged(flags=(FlagRow(field="cause", required=True, hidden_inside=True),)), "hidden_and_required",
     "Work", "Work", "cause", {"name": "Causa raiz"}),
    (staged(flags=(FlagRow(field="cause", required=True, hidden_online=True),),
            responsible=Responsible.CLIENT), "hidden_and_required", "Work", "Work", "cause",
     {"name": "Causa raiz"}),
    (staged(responsible=Responsible.ATTENDANT), "responsible_not_named", "Work", "Work", None, {}),
    (staged(responsible=Responsible.DEPARTMENT), "responsible_not_named", "Work", "Work", None, {}),
    (staged(responsible=Responsible.ROLE), "responsible_not_named", "Work", "Work", None, {}),
    (staged(checklist=(CheckRow(key="a", text=" "),)), "item_without_text", "Work", "Work", None, {}),
    (staged(expected_minutes=0), "duration_not_positive", "Work", "Work", None, {}),
    (with_field(replace(SPARE, key="Bad Key")), "field_key_unusable", "Extra", None, "Bad Key",
     {"key": "Bad Key"}),
    (with_field(replace(SPARE, key="subject")), "field_key_unusable", "Extra", None, "subject",
     {"key": "subject"}),
    (with_field(replace(SPARE, key="origin")), "field_key_unusable", "Extra", None, "origin",
     {"key": "origin"}),
    (with_field(replace(SPARE, name=" ")), "field_without_name", " ", None, "spare", {}),
    (with_field(replace(SPARE, name="")), "field_without_name", "spare", None, "spare", {}),
    (with_field(replace(SPARE, kind=FieldKind.CHOICE)), "field_without_choices", "Extra", None, "spare", {}),
    (with_field(replace(SPARE, kind=FieldKind.CHOICES)), "field_without_choices", "Extra", None, "spare", {}),
    (with_field(replace(SPARE, default=5)), "field_default_unfit", "Extra", None, "spare", {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("flow", "found"),
    [(row[0], row[1:]) for row in ERRORS],
    ids=[f"{n}-{row[1]}" for n, row in enumerate(ERRORS)],
)
def test_s1_30_an_error_is_told_with_its_place(flow, found):
    assert found in told(flow)
    assert f"flow.{found[0]}" in [problem.code for problem in errors_of(flow)]


ALONE = [
    (GOOD, []),
    (staged(name="START "), ["stage_name_twice"] * 2),
    (staged(key="start"), ["stage_key_twice"] * 2),
    (with_field(CAUSE), ["field_key_twice"] * 2),
    (replace(GOOD, transitions=(way(START, OTHER, "Fora"), BEGIN, END)), ["transition_without_stage"]),
    (replace(GOOD, transitions=(way(OTHER, DONE, "Fora"), BEGIN, END)), ["transition_without_stage"]),
    (replace(GOOD, transitions=(*ROUND[::2], way(WORK, WORK, "Ficar"))),
     ["no_way_to_the_end", "transition_to_itself"]),
    (replace(GOOD, transitions=(BEGIN, replace(END, from_stage_id=START.id, label="INICIAR "))),
     ["stage_without_way_out", "label_twice", "label_twice"]),
    (replace(GOOD, transitions=(BEGIN, END, way(WORK, DONE, "Iniciar"))), []),
    (replace(GOOD, transitions=ROUND), []),
    (replace(GOOD, transitions=(way(START, DONE, "Concluir"), END)), ["stage_unreachable"]),
    (replace(GOOD, transitions=(BEGIN, replace(END, **TIMER))),
     ["nobody_can_leave", "not_set_off_by_people"]),
    (replace(GOOD, transitions=(BEGIN, END, way(WORK, DONE, "Prazo", **TIMER))), ["not_set_off_by_people"]),
    (replace(GOOD, stages=(START, WORK, replace(DONE, kind=StageKind.MIDDLE))),
     ["stage_without_way_out", "no_final_stage"]),
    (replace(GOOD, stages=(START, WORK, replace(DONE, kind=StageKind.CANCELLED))), []),
    (flow_of((replace(DONE, is_default_entry=True),)), ["entry_is_final"]),
    (flow_of((replace(DONE, is_default_entry=False),)), ["no_default_entry"]),
    (led(guard=deep(DEEPEST)), []),
    (led(guard=Guard()), []),
    (asking("origin", Op.IS, "internal"), []),
    (asking("subject", Op.EMPTY), []),
    (asking("region", Op.FILLED), []),
    (asking("region", Op.IS, "s"), []),
    (asking("areas", Op.ONE_OF, ("s",)), []),
    (asking("cause", Op.IS, "n"), []),
    (asking("agreed", Op.EMPTY), ["guard_on_missing_field"]),
    (led(fields=(MoveField(field="subject"), MoveField(field="cause"))), []),
    (doing(ActionKind.SET_STATUS, "gone"), []),
    (doing(ActionKind.ASK_UNDERSTANDING, ""), []),
    (doing(ActionKind.CLEAR_FIELD, "login"), []),
    (doing(ActionKind.CLEAR_FIELD, "cause"), []),
    (doing(ActionKind.SET_NOW, "day"), []),
    (doing(ActionKind.SET_NOW, "cause"), []),
    (doing(ActionKind.SET_NOW, "reserved_on"), []),
    (doing(ActionKind.SET_NOW, "description"), []),
    (doing(ActionKind.SET_FIELD, "value", "12.50"), []),
    (doing(ActionKind.SET_FIELD, "priority", 3), []),
    (staged(flags=(FlagRow(field="gone"), FlagRow(field="lost"))), ["flag_on_missing_field"] * 2),
    (staged(flags=(FlagRow(field="subject", required=True), FlagRow(field="cause", hidden_inside=True))), []),
    (staged(flags=(FlagRow(field="cause", required=True, hidden_online=True),)), []),
    (staged(flags=(FlagRow(field="cause", required=True, read_only=True),)), ["locked_and_required"]),
    (staged(flags=(FlagRow(field="cause", read_only=True),)), []),
    (replace(GOOD, stages=(START, WORK, replace(DONE, flags=(
        FlagRow(field="cause", required=True, hidden_inside=True, read_only=True),)))), []),
    (staged(responsible=Responsible.ROLE, responsible_ref=Ref("Nível 2")), []),
    (staged(responsible=Responsible.PREVIOUS), []),
    (staged(responsible=Responsible.TECHNICAL), ["technical_without_links"]),
    (staged(checklist=(CheckRow(key="a", text="Ligar"),)), []),
    (staged(expected_minutes=1), []),
    (staged(expected_minutes=-1), ["duration_not_positive"]),
    (with_field(replace(SPARE, default="Raio")), []),
]  # fmt: skip


@pytest.mark.parametrize(("flow", "found"), ALONE, ids=[str(n) for n in range(len(ALONE))])
def test_s1_30_nothing_else_is_told(flow, found):
    assert [code for code, *_ in told(flow)] == found


def test_s1_30_warnings_stand_last_and_keep_nothing_from_being_published():
    flow = replace(GOOD, transitions=(BEGIN, replace(END, **TIMER)))
    assert warnings_of(flow) == ["not_set_off_by_people"]
    assert [problem.code for problem in errors_of(flow)] == ["flow.nobody_can_leave"]
    (warning,) = [row for row in told(flow) if row[0] == "not_set_off_by_people"]
    assert warning == ("not_set_off_by_people", "Concluir", "Concluir", None, {"trigger": "time"})
    locked = staged(flags=(FlagRow(field="cause", required=True, read_only=True),))
    assert told(locked) == [("locked_and_required", "Work", "Work", "cause", {"name": "Causa raiz"})]
    for flow in (
        locked,
        staged(responsible=Responsible.TECHNICAL),
        replace(GOOD, transitions=(way(START, DONE, "Concluir"), END)),
        replace(GOOD, transitions=(BEGIN, END, way(WORK, WORK, "Ficar"))),
        replace(GOOD, transitions=(BEGIN, END, way(WORK, START, "Concluir"))),
    ):
        assert warnings_of(flow)
        assert errors_of(flow) == ()
