"""The stage engine's rules: which moves are open, what must be filled, shown, locked, and why not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.fields import filled
from pacdesk.desk.workflow.guards import asked_fields, depth_of, holds, met, unmet
from pacdesk.desk.workflow.rows import (
    CheckRow,
    ChoiceRow,
    Condition,
    Demand,
    FieldKind,
    FieldRow,
    FlagRow,
    Guard,
    Mode,
    MoveField,
    Op,
    Ref,
    Side,
    StageKind,
    Trigger,
    Who,
)
from pacdesk.desk.workflow.rules import (
    Case,
    Given,
    change_refusal,
    field_views,
    hidden_fields,
    missing_fields,
    move_of,
    move_problems,
    moves,
    required_fields,
    way_refusal,
)
from tests.desk.workflow.small_flows import flow_of, stage, way
from tests.flows import flows, guards

CAUSE = FieldRow(key="cause", name="Causa raiz", kind=FieldKind.TEXT)
VALUE = FieldRow(key="value", name="Valor", kind=FieldKind.MONEY)
AGREED = FieldRow(key="agreed", name="Aceite", kind=FieldKind.YES_NO)
FIELDS = (CAUSE, VALUE, AGREED)


def flags(**more) -> FlagRow:
    return FlagRow(**{"field": "cause", **more})


def line(*, leaving=(), entering=(), checklist=(), **way_facts):
    """A flow of three stages whose first transition has the facts given."""
    start = stage("start", StageKind.ENTRY, flags=tuple(leaving), checklist=tuple(checklist))
    work = stage("work", flags=tuple(entering))
    done = stage("done", StageKind.RESOLVED)
    first = way(start, work, "Iniciar", **way_facts)
    return flow_of((start, work, done), (first, way(work, done, "Concluir")), FIELDS), first


def codes(problems) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.field) for problem in problems]


def at_start(flow, **more) -> Case:
    return Case(stage_id=flow.stages[0].id, **more)


@pytest.mark.parametrize("value", [False, 0, "0", "Não", [0], {"cep": "", "street": "x"}])
def test_d9_no_and_nought_count_as_filled(value):
    assert filled(value)


@pytest.mark.parametrize("value", [None, "", "  ", [], [None, ""], {}, {"street": ""}])
def test_d9_blanks_do_not(value):
    assert not filled(value)


def test_s1_25_required_fields_hold_the_ticket_until_they_are_filled():
    flow, first = line(leaving=[flags(required=True)])
    assert codes(move_problems(flow, first, at_start(flow), Given())) == [("stage.field_required", "cause")]
    assert move_problems(flow, first, at_start(flow), Given(values={"cause": "Raio"})) == ()
    assert move_problems(flow, first, at_start(flow, values={"cause": "Raio"}), Given()) == ()
    assert required_fields(flow, flow.stages[0].id) == ("cause",)


def test_s1_25_emptying_a_required_field_on_the_way_is_refused():
    flow, first = line(leaving=[flags(required=True)])
    case = at_start(flow, values={"cause": "Raio"})
    assert codes(move_problems(flow, first, case, Given(values={"cause": ""}))) == [
        ("stage.field_required", "cause")
    ]


def test_s1_34_needed_from_the_stage_before_names_field_and_stage():
    flow, first = line(entering=[flags(needed_before=True)])
    (problem,) = move_problems(flow, first, at_start(flow), Given())
    assert (problem.code, problem.field) == ("stage.field_needed_before", "cause")
    assert (problem.facts["label"], problem.facts["stage"]) == ("Causa raiz", "Work")


def test_s1_33_the_two_hidings_are_independent():
    flow, _ = line(leaving=[flags(hidden_inside=True), flags(field="value", hidden_online=True)])
    start = flow.stages[0].id
    assert hidden_fields(flow, start, Side.INSIDE) == {"cause"}
    assert hidden_fields(flow, start, Side.ONLINE) == {"value"}
    shown = {view.name: view.hidden for view in field_views(flow, start, Side.INSIDE)}
    assert (shown["cause"], shown["value"], shown["subject"]) == (True, False, False)


def test_s1_34_read_only_is_shared_by_both_sides():
    flow, _ = line(leaving=[flags(read_only=True)])
    start = flow.stages[0].id
    found = {side: change_refusal(flow, start, "cause", side) for side in Side}
    assert {refusal.code for refusal in found.values()} == {"stage.field_read_only"}
    assert change_refusal(flow, start, "value", Side.INSIDE) is None
    assert change_refusal(flow, start, "nobody", Side.INSIDE).code == "ticket.field_unknown"


def test_s1_25_a_locked_field_may_be_given_only_where_the_transition_asks_for_it():
    flow, first = line(leaving=[flags(read_only=True)])
    brought = Given(values={"cause": "Raio"})
    assert codes(move_problems(flow, first, at_start(flow), brought)) == [("stage.field_read_only", "cause")]
    flow, first = line(leaving=[flags(read_only=True)], fields=(MoveField(field="cause"),))
    assert move_problems(flow, first, at_start(flow), brought) == ()


def test_s1_26_reason_and_comment_are_asked_as_the_flow_says():
    mistake, other = Ref("Engano", new_id()), new_id()
    flow, first = line(reason_required=True, comment_required=True, reasons=(mistake,))
    assert codes(move_problems(flow, first, at_start(flow), Given())) == [
        ("transition.reason_required", "reason"),
        ("transition.comment_required", "comment"),
    ]
    foreign = Given(reason=other, reason_name="Outro", comment="x")
    assert codes(move_problems(flow, first, at_start(flow), foreign)) == [
        ("transition.reason_not_offered", "reason")
    ]
    assert move_problems(flow, first, at_start(flow), Given(reason=mistake.id, comment="x")) == ()


def test_a_transition_may_demand_that_a_field_changes():
    flow, first = line(fields=(MoveField(field="cause", demand=Demand.CHANGE),))
    case = at_start(flow, values={"cause": "Raio"})
    assert codes(move_problems(flow, first, case, Given())) == [("stage.field_unchanged", "cause")]
    assert move_problems(flow, first, case, Given(values={"cause": "Vento"})) == ()


def test_an_item_that_is_not_ticked_holds_the_ticket():
    items = (CheckRow(key="report", text="Anexar laudo", required=True), CheckRow(key="date", text="Data"))
    flow, first = line(checklist=items)
    assert codes(move_problems(flow, first, at_start(flow), Given())) == [
        ("stage.item_unchecked", "checklist")
    ]
    assert move_problems(flow, first, at_start(flow, checked=frozenset({"report"})), Given()) == ()


@pytest.mark.parametrize(
    ("roles", "open_to_him"),
    [({Who.HOLDER}, True), ({Who.MANAGER, Who.DEPARTMENT}, True), ({Who.DEPARTMENT}, False), (set(), False)],
)
def test_who_may_use_a_transition(roles, open_to_him):
    flow, first = line(who=(Who.HOLDER, Who.MANAGER))
    move = move_of(flow, first, at_start(flow, roles=frozenset(roles)))
    assert move.is_open is open_to_him
    if not open_to_him:
        assert move.refusal.code == "transition.not_for_you"
        assert move.refusal.facts["who"] == ("holder", "manager")


def test_a_guard_says_which_of_its_conditions_is_not_met():
    dear = Condition("value", Op.MORE_THAN, "5000")
    flow, first = line(guard=Guard(Mode.ALL, (dear, Condition("agreed", Op.IS, value=True))))
    refusal = way_refusal(flow, first, at_start(flow, values={"value": "6000.00"}))
    assert refusal.code == "transition.guard_unmet"
    assert refusal.facts["conditions"] == (
        {"name": "agreed", "label": "Aceite", "op": "is", "values": (True,)},
    )
    assert way_refusal(flow, first, at_start(flow, values={"value": "6000", "agreed": True})) is None


def test_a_guard_over_a_field_that_the_move_asks_for_is_judged_when_it_is_made():
    asks = (MoveField(field="agreed", demand=Demand.FILL),)
    flow, first = line(guard=Guard(Mode.ALL, (Condition("agreed", Op.IS, value=True),)), fields=asks)
    assert move_of(flow, first, at_start(flow)).is_open
    refused = move_problems(flow, first, at_start(flow), Given(values={"agreed": False}))
    assert codes(refused) == [("transition.guard_unmet", "transition")]
    assert move_problems(flow, first, at_start(flow), Given(values={"agreed": True})) == ()


def told(problems) -> list[tuple[str, str | None, dict]]:
    return [(problem.code, problem.field, dict(problem.facts)) for problem in problems]


def test_s1_26_a_closed_way_says_why_in_its_own_words():
    flow, first = line(who=(Who.HOLDER,))
    refusals = {
        "transition.not_for_you": (at_start(flow), first, {"who": ("holder",)}),
        "ticket.closed": (at_start(flow, closed=True), first, {}),
        "transition.not_from_here": (Case(stage_id=flow.stages[1].id), first, {"stage": "Work"}),
        "transition.not_for_people": (
            at_start(flow),
            replace(first, trigger=Trigger.EVENT),
            {"trigger": "event"},
        ),
    }
    for code, (case, closed_way, facts) in refusals.items():
        refusal = way_refusal(flow, closed_way, case)
        assert (refusal.code, refusal.facts) == (code, {"transition": "Iniciar"} | facts)
        (problem,) = told(move_problems(flow, closed_way, case, Given()))
        assert problem == (code, "transition", {"transition": "Iniciar"} | facts)


def test_s1_26_everything_that_lacks_is_told_with_its_words():
    flow, first = line(
        leaving=[flags(required=True), flags(field="subject", required=True)],
        entering=[flags(needed_before=True), flags(field="value", needed_before=True)],
        checklist=[CheckRow(key="report", text="Anexar laudo", required=True)],
        fields=(MoveField(field="agreed", demand=Demand.CHANGE),),
        reason_required=True,
        comment_required=True,
    )
    case = at_start(flow, values={"agreed": False})
    assert told(move_problems(flow, first, case, Given())) == [
        ("stage.field_required", "subject", {"name": "subject", "label": "", "stage": "Start"}),
        ("stage.field_required", "cause", {"name": "cause", "label": "Causa raiz", "stage": "Start"}),
        ("stage.field_needed_before", "value", {"name": "value", "label": "Valor", "stage": "Work"}),
        ("stage.field_unchanged", "agreed", {"name": "agreed", "label": "Aceite"}),
        ("stage.item_unchecked", "checklist", {"item": "Anexar laudo"}),
        ("transition.reason_required", "reason", {"transition": "Iniciar"}),
        ("transition.comment_required", "comment", {"transition": "Iniciar"}),
    ]
    move = move_of(flow, first, case)
    assert (move.way, move.target, move.refusal) == (first, flow.stages[1], None)
    assert (move.missing, move.asks) == (("subject", "cause", "value"), ("agreed",))
    assert move.unchecked == ("Anexar laudo",)


def test_s1_26_a_reason_that_is_not_offered_is_named():
    flow, first = line(reasons=(Ref("Engano", new_id()),))
    foreign = Given(reason=new_id(), reason_name="Outro")
    assert told(move_problems(flow, first, at_start(flow), foreign)) == [
        ("transition.reason_not_offered", "reason", {"reason": "Outro"})
    ]
    assert move_problems(flow, first, at_start(flow), Given()) == ()


def test_s1_33_why_a_field_may_not_be_changed_is_told_with_field_and_stage():
    flow, first = line(leaving=[flags(hidden_online=True, read_only=True)])
    start = flow.stages[0].id
    facts = {"name": "cause", "label": "Causa raiz", "stage": "Start"}
    hidden, locked = (change_refusal(flow, start, "cause", side) for side in (Side.ONLINE, Side.INSIDE))
    assert (hidden.code, hidden.facts) == ("stage.field_hidden", facts)
    assert (locked.code, locked.facts) == ("stage.field_read_only", facts)
    assert change_refusal(flow, start, "nobody", Side.INSIDE).facts == {"name": "nobody"}
    given = Given(values={"cause": "Raio"})
    for side, refusal in ((Side.ONLINE, hidden), (Side.INSIDE, locked)):
        problems = told(move_problems(flow, first, at_start(flow, side=side), given))
        assert problems == [(refusal.code, "cause", facts)]


def test_s1_25_how_a_field_stands_in_a_stage():
    flow, _ = line(leaving=[flags(required=True), flags(field="subject", read_only=True)])
    shown = {view.name: view for view in field_views(flow, flow.stages[0].id, Side.INSIDE)}
    found = [(view.label, view.read_only, view.required) for view in (shown["cause"], shown["subject"])]
    assert found == [("Causa raiz", False, True), ("", True, False)]
    assert (shown["value"].label, shown["value"].hidden, shown["value"].read_only) == ("Valor", False, False)


def test_only_what_a_transition_demands_is_missing():
    fields = tuple(MoveField(field=name, demand=demand) for name, demand in
                   (("cause", Demand.SHOW), ("value", Demand.FILL), ("agreed", Demand.CHANGE)))  # fmt: skip
    flow, first = line(fields=fields)
    assert missing_fields(flow, first, {}) == ("value", "agreed")


def test_a_guard_over_a_field_that_must_be_filled_is_judged_when_it_is_made():
    guard = Guard(conditions=(Condition("cause", Op.IS, "Raio"),))
    flow, first = line(leaving=[flags(required=True)], guard=guard)
    assert move_of(flow, first, at_start(flow)).is_open
    (refused,) = told(move_problems(flow, first, at_start(flow), Given(values={"cause": "Vento"})))
    unmet_condition = {"name": "cause", "label": "Causa raiz", "op": "is", "values": ("Raio",)}
    facts = {"transition": "Iniciar", "conditions": (unmet_condition,)}
    assert refused == ("transition.guard_unmet", "transition", facts)


def test_a_guard_names_choices_and_own_fields_as_people_do():
    region = FieldRow(
        key="region",
        name="Região",
        kind=FieldKind.CHOICE,
        choices=(ChoiceRow(key="s", name="Sul"), ChoiceRow(key="n", name="Norte")),
    )
    guard = Guard(conditions=(Condition("region", Op.ONE_OF, ["s", "n", 5]), Condition("priority", Op.EMPTY)))
    flow, first = line(guard=guard)
    flow = replace(flow, fields=(*FIELDS, region))
    refusal = way_refusal(flow, first, at_start(flow, values={"priority": 2}))
    assert refusal.facts["conditions"] == (
        {"name": "region", "label": "Região", "op": "one_of", "values": ("Sul", "Norte", 5)},
        {"name": "priority", "label": "", "op": "empty", "values": ()},
    )


def test_what_happens_by_itself_is_not_offered_to_people():
    flow, first = line(trigger=Trigger.TIME, after_minutes=60)
    assert moves(flow, at_start(flow)) == ()
    assert way_refusal(flow, first, at_start(flow)).code == "transition.not_for_people"


def test_a_closed_ticket_and_another_stage_have_no_moves():
    flow, first = line()
    assert way_refusal(flow, first, at_start(flow, closed=True)).code == "ticket.closed"
    elsewhere = Case(stage_id=flow.stages[1].id)
    assert way_refusal(flow, first, elsewhere).code == "transition.not_from_here"
    assert [move.way.label for move in moves(flow, elsewhere)] == ["Concluir"]


@pytest.mark.parametrize(
    ("op", "value", "wanted", "answer"),
    [
        (Op.IS, "Sul", "sul", True),
        (Op.IS, "5.0", 5, True),
        (Op.IS, True, True, True),
        (Op.IS, True, 1, False),
        (Op.IS, None, "", True),
        (Op.IS_NOT, None, "x", True),
        (Op.IS, ["b", "a"], ["a", "b"], True),
        (Op.ONE_OF, "2", ["1", "2"], True),
        (Op.ONE_OF, None, ["1"], False),
        (Op.NOT_ONE_OF, "3", ["1", "2"], True),
        (Op.CONTAINS, "Fibra óptica", "ÓPTICA", True),
        (Op.CONTAINS, ["a", "b"], "b", True),
        (Op.STARTS_WITH, "Fibra", "fi", True),
        (Op.ENDS_WITH, "Fibra", "fi", False),
        (Op.MORE_THAN, "10", "9", True),
        (Op.LESS_THAN, "2026-02-01", "2026-10-01", True),
        (Op.AT_LEAST, "10", "10.00", True),
        (Op.AT_MOST, None, "10", False),
        (Op.FILLED, False, None, True),
        (Op.EMPTY, "", None, True),
        (Op.EMPTY, "x", None, False),
        (Op.IS, None, "None", False),
        (Op.IS, "x", "", False),
        (Op.IS, True, "True", False),
        (Op.IS, ["ab"], "ab", True),
        (Op.IS_NOT, "x", "X", False),
        (Op.NOT_ONE_OF, "2", ["1", "2"], False),
        (Op.NOT_ONE_OF, "2", None, True),
        (Op.CONTAINS, None, "on", False),
        (Op.CONTAINS, "x", "", False),
        (Op.CONTAINS, "Fibra", "br", True),
        (Op.CONTAINS, ["b"], "B", True),
        (Op.CONTAINS, ["ab"], "b", False),
        (Op.STARTS_WITH, ["a"], "a", False),
        (Op.MORE_THAN, "x", None, False),
        (Op.MORE_THAN, "abc", "10", True),
        (Op.MORE_THAN, "9", "9", False),
        (Op.LESS_THAN, "9", "9.0", False),
        (Op.LESS_THAN, "2026-12-01", "2026-10-01", False),
        (Op.AT_MOST, "9", "9.0", True),
        (Op.AT_MOST, "10", "9", False),
    ],
)
def test_conditions_compare_by_what_a_value_means(op, value, wanted, answer):
    assert holds(Condition("field", op, wanted), value) is answer


def test_groups_of_a_guard_are_joined_as_they_say():
    cause, agreed = Condition("cause", Op.FILLED), Condition("agreed", Op.IS, value=True)
    dear = Condition("value", Op.MORE_THAN, "100")
    nested = Guard(Mode.ALL, (cause,), (Guard(Mode.ANY, (agreed, dear)),))
    assert met(nested, {"cause": "Raio", "agreed": True})
    assert met(nested, {"cause": "Raio", "value": "101"})
    assert not met(nested, {"cause": "Raio"})
    assert not met(nested, {"agreed": True})
    assert unmet(nested, {}) == (cause, agreed, dear)
    assert unmet(nested, {"agreed": True}) == (cause,)
    either = replace(nested, mode=Mode.ANY)
    assert met(either, {"value": "101"})
    assert met(either, {"cause": "Raio"})
    assert not met(either, {})


@given(guard=guards(FIELDS, valid=True), values=st.fixed_dictionaries({}, optional={"cause": st.text()}))
def test_a_guard_is_met_exactly_when_nothing_of_it_is_unmet(guard, values):
    open_conditions = unmet(guard, values)
    assert met(guard, values) == (open_conditions == ())
    assert {condition.field for condition in open_conditions} <= asked_fields(guard)
    assert depth_of(guard) >= 1


@settings(max_examples=50)
@given(flow=flows(valid=True), filled_in=st.booleans())
def test_every_move_offered_leaves_from_here_and_is_refused_only_with_a_reason(flow, filled_in):
    case = Case(stage_id=flow.entry.id, values={"subject": "x"} if filled_in else {})
    for move in moves(flow, case):
        assert move.way.from_stage_id == flow.entry.id
        assert move.is_open or move.refusal.code.startswith(("transition.", "ticket."))
        problems = move_problems(flow, move.way, case, Given())
        if move.missing:
            assert problems
        if not problems:
            assert missing_fields(flow, move.way, case.values) == ()
            assert met(move.way.guard, case.values)
