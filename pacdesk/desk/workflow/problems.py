"""What is wrong with a flow, each with its place: the studio's list, and what keeps a draft from being
published. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.workflow.fields import (
    FACTS,
    KEY,
    NEVER_EMPTY,
    OWN_FIELDS,
    checked,
    filled,
    own_value_fits,
)
from pacdesk.desk.workflow.guards import DEEPEST, NEED_NO_VALUE, depth_of, every_condition
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    FieldKind,
    FieldRow,
    Flow,
    Responsible,
    Side,
    StageRow,
    TransitionRow,
    Trigger,
)


class Severity(StrEnum):
    """An error keeps a draft from being published; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong, with its place: a stage, a transition, a field, or the flow as a whole. `facts`
    fill the sentence of the code; `place` is the name of what it is about."""

    code: str
    severity: Severity = Severity.ERROR
    stage: UUID | None = None
    transition: UUID | None = None
    field: str | None = None
    place: str = ""
    facts: tuple[tuple[str, Any], ...] = ()


def problems_of(flow: Flow) -> tuple[Problem, ...]:
    """Everything wrong with a flow: errors first, each group in the flow's own order."""
    found = [
        *_entry_problems(flow),
        *_name_problems(flow),
        *_way_problems(flow),
        *_reach_problems(flow),
        *_flag_problems(flow),
        *_field_problems(flow),
    ]
    return tuple(sorted(found, key=lambda problem: problem.severity is Severity.WARNING))


def errors_of(flow: Flow) -> tuple[Problem, ...]:
    """What keeps the flow from being published."""
    return tuple(p for p in problems_of(flow) if p.severity is Severity.ERROR)


def _of_stage(
    code: str, stage: StageRow, severity: Severity = Severity.ERROR, field: str | None = None, **facts: Any
) -> Problem:
    return Problem(
        code=code,
        severity=severity,
        stage=stage.id,
        field=field,
        place=stage.name,
        facts=tuple(facts.items()),
    )


def _of_way(
    code: str, way: TransitionRow, severity: Severity = Severity.ERROR, field: str | None = None, **facts: Any
) -> Problem:
    return Problem(
        code=code,
        severity=severity,
        transition=way.id,
        field=field,
        place=way.label,
        facts=tuple(facts.items()),
    )


def _of_field(code: str, row: FieldRow, **facts: Any) -> Problem:
    return Problem(code=code, field=row.key, place=row.name or row.key, facts=tuple(facts.items()))


def _entry_problems(flow: Flow) -> Iterator[Problem]:
    """Exactly one default entry (S1.30)."""
    if not flow.stages:
        yield Problem(code="flow.empty")
        return
    entries = [stage for stage in flow.stages if stage.is_default_entry]
    if not entries:
        yield Problem(code="flow.no_default_entry")
    for stage in entries[1:]:
        yield _of_stage("flow.second_default_entry", stage, first=entries[0].name)
    for stage in entries:
        if stage.kind.is_final:
            yield _of_stage("flow.entry_is_final", stage)


def _name_problems(flow: Flow) -> Iterator[Problem]:
    for stage in flow.stages:
        if not stage.name.strip():
            yield _of_stage("flow.stage_without_name", stage)
    names = Counter(stage.name.strip().casefold() for stage in flow.stages)
    for stage in flow.stages:
        if stage.name.strip() and names[stage.name.strip().casefold()] > 1:
            yield _of_stage("flow.stage_name_twice", stage)
    keys = Counter(stage.key for stage in flow.stages)
    for stage in flow.stages:
        if keys[stage.key] > 1:
            yield _of_stage("flow.stage_key_twice", stage, key=stage.key)
    for way in flow.transitions:
        if not way.label.strip():
            yield _of_way("flow.transition_without_label", way)


def _way_problems(flow: Flow) -> Iterator[Problem]:
    ids = {stage.id for stage in flow.stages}
    twins = Counter((way.from_stage_id, way.label.strip().casefold()) for way in flow.transitions)
    for way in flow.transitions:
        if not {way.from_stage_id, way.to_stage_id} <= ids:
            yield _of_way("flow.transition_without_stage", way)
        elif way.from_stage_id == way.to_stage_id:
            yield _of_way("flow.transition_to_itself", way, Severity.WARNING)
        if twins[(way.from_stage_id, way.label.strip().casefold())] > 1:
            yield _of_way("flow.label_twice", way, Severity.WARNING)
        if way.trigger is Trigger.TIME and not way.after_minutes:
            yield _of_way("flow.timer_without_time", way)
        if way.trigger is not Trigger.PERSON:
            yield _of_way("flow.not_set_off_by_people", way, Severity.WARNING, trigger=str(way.trigger))
        yield from _guard_problems(flow, way)
        yield from _named_fields(flow, way)


def _guard_problems(flow: Flow, way: TransitionRow) -> Iterator[Problem]:
    if way.guard is None:
        return
    if depth_of(way.guard) > DEEPEST:
        yield _of_way("flow.guard_too_deep", way, deepest=DEEPEST)
    for condition in every_condition(way.guard):
        if not _known(flow, condition.field) and condition.field not in FACTS:
            yield _of_way("flow.guard_on_missing_field", way, field=condition.field, name=condition.field)
        elif condition.op not in NEED_NO_VALUE and not filled(condition.value):
            yield _of_way("flow.condition_without_value", way, field=condition.field, name=condition.field)
        else:
            yield from _choice_problem(flow, way, condition.field, condition.value)


def _choice_problem(flow: Flow, way: TransitionRow, name: str, value: Any) -> Iterator[Problem]:
    row = flow.field(name)
    if row is None or row.kind not in (FieldKind.CHOICE, FieldKind.CHOICES) or value is None:
        return
    keys = {choice.key for choice in row.choices}
    for one in value if isinstance(value, list | tuple) else [value]:
        if one not in keys:
            yield _of_way("flow.condition_on_missing_choice", way, field=name, name=row.name, value=str(one))


def _named_fields(flow: Flow, way: TransitionRow) -> Iterator[Problem]:
    for row in way.fields:
        if not _known(flow, row.field):
            yield _of_way("flow.asks_missing_field", way, field=row.field, name=row.field)
    for code, field in _action_faults(flow, way.actions):
        yield _of_way(code, way, field=field, name=_called(flow, field))


def _action_faults(flow: Flow, actions: Iterable[ActionRow]) -> Iterator[tuple[str, str]]:
    """The code and the field of each action that could not be done."""
    for action in actions:
        if action.kind not in (ActionKind.SET_FIELD, ActionKind.SET_NOW, ActionKind.CLEAR_FIELD):
            continue
        if not _known(flow, action.field):
            yield "flow.sets_missing_field", action.field
        elif not _can_be_done(flow, action):
            yield "flow.action_value_unfit", action.field


def _can_be_done(flow: Flow, action: ActionRow) -> bool:
    row = flow.field(action.field)
    if action.kind is ActionKind.CLEAR_FIELD:
        return action.field not in NEVER_EMPTY
    if action.kind is ActionKind.SET_NOW:
        return (row.kind if row else OWN_FIELDS[action.field]) in _MOMENTS
    if row is None:
        return own_value_fits(action.field, action.value)
    return checked(row, action.value)[1] is None


_MOMENTS = frozenset({FieldKind.DATE, FieldKind.TIME, FieldKind.TEXT, FieldKind.LONG_TEXT})


def _known(flow: Flow, name: str) -> bool:
    return name in OWN_FIELDS or flow.field(name) is not None


def _reach_problems(flow: Flow) -> Iterator[Problem]:
    reached = _closure({stage.id for stage in flow.entries}, _edges(flow))
    ends = {stage.id for stage in flow.stages if stage.kind.is_final}
    ending = _closure(ends, ((to, origin) for origin, to in _edges(flow)))
    for stage in flow.stages:
        if stage.id not in reached and flow.entries:
            yield _of_stage("flow.stage_unreachable", stage, Severity.WARNING)
        if stage.kind.is_final:
            continue
        if not flow.ways_out(stage.id):
            yield _of_stage("flow.stage_without_way_out", stage)
        elif not any(way.trigger is Trigger.PERSON for way in flow.ways_out(stage.id)):
            yield _of_stage("flow.nobody_can_leave", stage)
        elif ends and stage.id not in ending:
            yield _of_stage("flow.no_way_to_the_end", stage)
    if flow.stages and not ends:
        yield Problem(code="flow.no_final_stage")


def _edges(flow: Flow) -> list[tuple[UUID, UUID]]:
    return [(way.from_stage_id, way.to_stage_id) for way in flow.transitions]


def _closure(start: set[UUID], edges: Iterable[tuple[UUID, UUID]]) -> set[UUID]:
    following: dict[UUID, list[UUID]] = {}
    for origin, to in edges:
        following.setdefault(origin, []).append(to)
    reached, waiting = set(start), list(start)
    while waiting:
        for nearby in following.get(waiting.pop(), ()):
            if nearby not in reached:
                reached.add(nearby)
                waiting.append(nearby)
    return reached


def _flag_problems(flow: Flow) -> Iterator[Problem]:
    for stage in flow.stages:
        for flag in stage.flags:
            field, name = flag.field, _called(flow, flag.field)
            if not _known(flow, flag.field):
                yield _of_stage("flow.flag_on_missing_field", stage, field=field, name=name)
                continue
            if flag.required and not stage.kind.is_final:
                hidden = flag.hidden(Side.INSIDE), flag.hidden(Side.ONLINE)
                if hidden[0] or (hidden[1] and stage.responsible is Responsible.CLIENT):
                    yield _of_stage("flow.hidden_and_required", stage, field=field, name=name)
                if flag.read_only:
                    yield _of_stage(
                        "flow.locked_and_required", stage, Severity.WARNING, field=field, name=name
                    )
        yield from _stage_parts(flow, stage)


def _called(flow: Flow, name: str) -> str:
    row = flow.field(name)
    return row.name if row else name


def _stage_parts(flow: Flow, stage: StageRow) -> Iterator[Problem]:
    named = {Responsible.ATTENDANT, Responsible.DEPARTMENT, Responsible.ROLE}
    if stage.responsible in named and stage.responsible_ref is None:
        yield _of_stage("flow.responsible_not_named", stage)
    if stage.responsible is Responsible.TECHNICAL:
        yield _of_stage("flow.technical_without_links", stage, Severity.WARNING)
    for code, field in _action_faults(flow, stage.on_entry):
        yield _of_stage(code, stage, field=field, name=_called(flow, field))
    for item in stage.checklist:
        if not item.text.strip():
            yield _of_stage("flow.item_without_text", stage)
    if stage.expected_minutes is not None and stage.expected_minutes <= 0:
        yield _of_stage("flow.duration_not_positive", stage)


def _field_problems(flow: Flow) -> Iterator[Problem]:
    keys = Counter(row.key for row in flow.fields)
    for row in flow.fields:
        if not KEY.fullmatch(row.key) or row.key in OWN_FIELDS or row.key in FACTS:
            yield _of_field("flow.field_key_unusable", row, key=row.key)
        if keys[row.key] > 1:
            yield _of_field("flow.field_key_twice", row, key=row.key)
        if not row.name.strip():
            yield _of_field("flow.field_without_name", row)
        if row.kind in (FieldKind.CHOICE, FieldKind.CHOICES) and not row.choices:
            yield _of_field("flow.field_without_choices", row)
        if row.default is not None and checked(row, row.default)[1] is not None:
            yield _of_field("flow.field_default_unfit", row)
