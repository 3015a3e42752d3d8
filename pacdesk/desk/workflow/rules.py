"""The stage engine: which moves a person may make now, which fields must be filled, shown, locked for
whom, and why not. Pure; every door (form, bulk, import, command line, sync) asks here (d9)."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any
from uuid import UUID

from pacdesk.desk.access.rules import Refused
from pacdesk.desk.lean import dataclass
from pacdesk.desk.workflow.fields import OWN_FIELDS, filled
from pacdesk.desk.workflow.guards import asked_fields, met, unmet
from pacdesk.desk.workflow.rows import (
    Condition,
    Demand,
    FlagRow,
    Flow,
    Side,
    StageRow,
    TransitionRow,
    Trigger,
    Who,
)
from pacdesk.errors import UserError


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the engine needs to know of a ticket and of the person before it.

    `values`: every field by its name, plain. `roles`: what the person is to this ticket. `checked`: keys
    of the ticked items of the present stage's checklist.
    """

    stage_id: UUID
    values: Mapping[str, Any] = field(default_factory=dict)
    roles: frozenset[Who] = frozenset()
    side: Side = Side.INSIDE
    checked: frozenset[str] = frozenset()
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """How a field stands in a stage for one side. `label` is empty for a ticket's own field."""

    name: str
    label: str
    hidden: bool
    read_only: bool
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A transition as a person finds it now. `refusal`: why it is closed to him. `missing`: fields that
    must be filled before it; `asks`: fields it asks for; `unchecked`: texts of required items not ticked."""

    way: TransitionRow
    target: StageRow
    refusal: Refused | None
    missing: tuple[str, ...]
    asks: tuple[str, ...]
    unchecked: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether it may be chosen; what is missing may be filled on the way."""
        return self.refusal is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person brings to a move."""

    values: Mapping[str, Any] = field(default_factory=dict)
    reason: UUID | None = None
    reason_name: str = ""
    comment: str = ""


def label_of(flow: Flow, name: str) -> str:
    """What a custom field is called; empty for a ticket's own one, which the screens translate."""
    row = flow.field(name)
    return row.name if row else ""


def field_names(flow: Flow) -> tuple[str, ...]:
    """Every field a stage may speak of: the ticket's own, then the custom ones in their order."""
    return (*OWN_FIELDS, *(row.key for row in flow.fields))


def field_views(flow: Flow, stage_id: UUID, side: Side) -> tuple[FieldView, ...]:
    """How each field stands in a stage for one side (S1.25, S1.33, S1.34)."""
    flags = {row.field: row for row in flow.stage(stage_id).flags}
    views = []
    for name in field_names(flow):
        flag = flags.get(name, FlagRow(field=name))
        views.append(
            FieldView(
                name=name,
                label=label_of(flow, name),
                hidden=flag.hidden(side),
                read_only=flag.read_only,
                required=flag.required,
            )
        )
    return tuple(views)


def hidden_fields(flow: Flow, stage_id: UUID, side: Side) -> frozenset[str]:
    """The fields that side does not see in the stage (S1.33)."""
    return frozenset(row.field for row in flow.stage(stage_id).flags if row.hidden(side))


def change_refusal(flow: Flow, stage_id: UUID, name: str, side: Side) -> Refused | None:
    """Why a field may not be changed in a stage: `stage.field_hidden`, `stage.field_read_only`,
    `ticket.field_unknown`."""
    if name not in OWN_FIELDS and flow.field(name) is None:
        return Refused("ticket.field_unknown", {"name": name})
    stage = flow.stage(stage_id)
    flag = stage.flag(name)
    facts = {"name": name, "label": label_of(flow, name), "stage": stage.name}
    if flag.hidden(side):
        return Refused("stage.field_hidden", facts)
    if flag.read_only:
        return Refused("stage.field_read_only", facts)
    return None


def required_fields(flow: Flow, stage_id: UUID) -> tuple[str, ...]:
    """The fields that must be filled to leave a stage, in the order of the form."""
    demanded = {row.field for row in flow.stage(stage_id).flags if row.required}
    return tuple(name for name in field_names(flow) if name in demanded)


def missing_fields(flow: Flow, way: TransitionRow, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The empty fields that hold a move back: required in the stage it leaves, demanded by the
    transition, or needed before the stage it enters (S1.34)."""
    leaving, entering = flow.stage(way.from_stage_id), flow.stage(way.to_stage_id)
    demanded = {row.field for row in leaving.flags if row.required}
    demanded |= {row.field for row in entering.flags if row.needed_before}
    demanded |= {row.field for row in way.fields if row.demand is not Demand.SHOW}
    return tuple(name for name in field_names(flow) if name in demanded and not filled(values.get(name)))


def moves(flow: Flow, case: Case) -> tuple[Move, ...]:
    """Every transition that leaves the ticket's stage and that a person may see, each with its answer."""
    return tuple(
        move_of(flow, way, case) for way in flow.ways_out(case.stage_id) if way.trigger is Trigger.PERSON
    )


def move_of(flow: Flow, way: TransitionRow, case: Case) -> Move:
    """A transition as the person of the case finds it."""
    stage = flow.stage(way.from_stage_id)
    return Move(
        way=way,
        target=flow.stage(way.to_stage_id),
        refusal=way_refusal(flow, way, case),
        missing=missing_fields(flow, way, case.values),
        asks=tuple(row.field for row in way.fields),
        unchecked=unchecked_items(stage, case.checked),
    )


def unchecked_items(stage: StageRow, checked: frozenset[str]) -> tuple[str, ...]:
    """The texts of the required items that are not ticked."""
    return tuple(item.text for item in stage.checklist if item.required and item.key not in checked)


def way_refusal(flow: Flow, way: TransitionRow, case: Case) -> Refused | None:
    """Why a transition is closed to the person, whatever he would fill in: `ticket.closed`,
    `transition.not_from_here`, `transition.not_for_people`, `transition.not_for_you`,
    `transition.guard_unmet`.

    A guard that looks at a field which the transition asks for is judged when it is made.
    """
    facts: dict[str, Any] = {"transition": way.label}
    if way.from_stage_id != case.stage_id:
        return Refused("transition.not_from_here", facts | {"stage": flow.stage(case.stage_id).name})
    if case.closed:
        return Refused("ticket.closed", facts)
    if way.trigger is not Trigger.PERSON:
        return Refused("transition.not_for_people", facts | {"trigger": str(way.trigger)})
    if way.who and not set(way.who) & case.roles:
        return Refused("transition.not_for_you", facts | {"who": tuple(str(who) for who in way.who)})
    asked = {row.field for row in way.fields} | set(missing_fields(flow, way, case.values))
    if not asked_fields(way.guard) & asked and not met(way.guard, case.values):
        return guard_refusal(flow, way, case.values)
    return None


def guard_refusal(flow: Flow, way: TransitionRow, values: Mapping[str, Any]) -> Refused:
    """The refusal of an unmet guard, with each condition that is not met."""
    open_conditions = unmet(way.guard, values)
    return Refused(
        "transition.guard_unmet",
        {
            "transition": way.label,
            "conditions": tuple(_said(flow, condition) for condition in open_conditions),
        },
    )


def _said(flow: Flow, condition: Condition) -> dict[str, Any]:
    row = flow.field(condition.field)
    wanted = condition.value if isinstance(condition.value, list | tuple) else [condition.value]
    names = {choice.key: choice.name for choice in row.choices} if row else {}
    return {
        "name": condition.field,
        "label": row.name if row else "",
        "op": str(condition.op),
        "values": tuple(names.get(str(one), one) for one in wanted if one is not None),
    }


def move_problems(flow: Flow, way: TransitionRow, case: Case, given: Given) -> tuple[UserError, ...]:
    """Everything that keeps a move from being made with what was given, each beside its field (S1.26).

    `case.values` are the values before; `given.values` what is filled in on the way.
    """
    values = {**case.values, **given.values}
    refusal = way_refusal(flow, way, case)
    if refusal is not None:
        return (UserError(refusal.code, field="transition", **dict(refusal.facts)),)
    problems = _given_problems(flow, way, case, given)
    problems += _missing_problems(flow, way, values)
    problems += _changed_problems(flow, way, case.values, values)
    items = unchecked_items(flow.stage(way.from_stage_id), case.checked)
    problems += [UserError("stage.item_unchecked", field="checklist", item=item) for item in items]
    problems += _reason_problems(way, given)
    if not problems and not met(way.guard, values):
        refused = guard_refusal(flow, way, values)
        problems.append(UserError(refused.code, field="transition", **dict(refused.facts)))
    return tuple(problems)


def _given_problems(flow: Flow, way: TransitionRow, case: Case, given: Given) -> list[UserError]:
    """A field may be given on the way when the transition asks for it, or when it may be changed here.
    What is hidden from the client stays so, whatever is asked (S1.33)."""
    asked = {row.field for row in way.fields}
    yielding = {"stage.field_read_only"} | ({"stage.field_hidden"} if case.side is Side.INSIDE else set())
    problems = []
    for name in given.values:
        refusal = change_refusal(flow, case.stage_id, name, case.side)
        if refusal is not None and not (name in asked and refusal.code in yielding):
            problems.append(UserError(refusal.code, field=name, **dict(refusal.facts)))
    return problems


def _missing_problems(flow: Flow, way: TransitionRow, values: Mapping[str, Any]) -> list[UserError]:
    leaving, entering = flow.stage(way.from_stage_id), flow.stage(way.to_stage_id)
    problems = []
    for name in missing_fields(flow, way, values):
        needed = entering.flag(name).needed_before and not leaving.flag(name).required
        code = "stage.field_needed_before" if needed else "stage.field_required"
        stage = entering if needed else leaving
        problems.append(UserError(code, field=name, name=name, label=label_of(flow, name), stage=stage.name))
    return problems


def _changed_problems(
    flow: Flow, way: TransitionRow, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[UserError]:
    return [
        UserError("stage.field_unchanged", field=row.field, name=row.field, label=label_of(flow, row.field))
        for row in way.fields
        if row.demand is Demand.CHANGE
        and filled(after.get(row.field))
        and after.get(row.field) == before.get(row.field)
    ]


def _reason_problems(way: TransitionRow, given: Given) -> list[UserError]:
    problems = []
    offered = {ref.id for ref in way.reasons}
    if way.reason_required and given.reason is None:
        problems.append(UserError("transition.reason_required", field="reason", transition=way.label))
    elif given.reason is not None and offered and given.reason not in offered:
        problems.append(UserError("transition.reason_not_offered", field="reason", reason=given.reason_name))
    if way.comment_required and not given.comment.strip():
        problems.append(UserError("transition.comment_required", field="comment", transition=way.label))
    return problems
