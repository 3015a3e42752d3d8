"""Walks an imported flow from its entry to an end, by what the engine allows and nothing else."""

from collections import deque
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID

from pacdesk.desk.workflow.fields import OWN_FIELDS, filled
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    Demand,
    FieldKind,
    Flow,
    Mode,
    Op,
    StageRow,
    TransitionRow,
    Trigger,
    Who,
)
from pacdesk.desk.workflow.rules import Case, Given, change_refusal, move_of, move_problems

AN_ID = str(UUID(int=77))
DOCUMENT = "11222333000181"


@dataclass(frozen=True)
class Step:
    """A move that was made."""

    origin: str
    label: str
    target: str


def some_value(flow: Flow, name: str, unlike: Any = None) -> Any:
    """A value that a field takes."""
    row = flow.field(name)
    kind = row.kind if row else OWN_FIELDS[name]
    if row and row.choices:
        keys = [choice.key for choice in row.choices if choice.key != unlike]
        found = (keys or [row.choices[0].key])[0]
        return [found] if kind is FieldKind.CHOICES else found
    return {
        FieldKind.NUMBER: "8" if unlike == "7" else "7",
        FieldKind.MONEY: "7.50",
        FieldKind.DATE: "2026-11-22",
        FieldKind.TIME: "10:00",
        FieldKind.YES_NO: True,
        FieldKind.DOCUMENT: DOCUMENT,
        FieldKind.CLIENT: AN_ID,
        FieldKind.FILE: [AN_ID],
    }.get(kind, "outro" if unlike == "algo" else "algo")


def wanted(flow: Flow, way: TransitionRow) -> dict[str, Any]:
    """Values that meet a way's guard, as far as a person would choose them."""
    found: dict[str, Any] = {}
    parts = [way.guard] if way.guard else []
    while parts:
        guard = parts.pop()
        any_one = guard.mode is Mode.ANY
        for condition in guard.conditions[: 1 if any_one else None]:
            value = condition.value[0] if condition.op is Op.ONE_OF else condition.value
            if condition.op in (Op.IS, Op.ONE_OF, Op.CONTAINS, Op.STARTS_WITH, Op.ENDS_WITH):
                found.setdefault(condition.field, value)
            elif condition.op in (Op.FILLED, Op.IS_NOT, Op.NOT_ONE_OF):
                found.setdefault(condition.field, some_value(flow, condition.field, value))
        if not (any_one and guard.conditions):
            parts.extend(guard.groups[: 1 if any_one else None])
    return found


def made(flow: Flow, way: TransitionRow, case: Case) -> Case | None:
    """The case after a move, filling what is missing, asked and wanted; None when the engine refuses."""
    move = move_of(flow, way, case)
    if move.refusal is not None and move.refusal.code != "transition.guard_unmet":
        return None
    values = dict(case.values)
    given: dict[str, Any] = {}
    asked = {row.field: row.demand for row in way.fields}
    for name, value in wanted(flow, way).items():
        if name in asked or change_refusal(flow, case.stage_id, name, case.side) is None:
            given[name] = value
    for name in [*move.missing, *asked]:
        if name in given or (filled(values.get(name)) and asked.get(name) is not Demand.CHANGE):
            continue
        given[name] = some_value(flow, name, values.get(name))
    stage = flow.stage(case.stage_id)
    ticked = replace(case, checked=frozenset(item.key for item in stage.checklist))
    reason = next((ref.id or UUID(int=5) for ref in way.reasons), UUID(int=5))
    gift = Given(values=given, reason=reason if way.reason_required else None, comment="porque sim")
    direct = {n: v for n, v in given.items() if change_refusal(flow, case.stage_id, n, case.side) is None}
    ticked = replace(ticked, values={**values, **{n: v for n, v in direct.items() if n not in asked}})
    if move_problems(flow, way, ticked, gift):
        return None
    after = acted(flow, {**values, **given}, (*way.actions, *flow.stage(way.to_stage_id).on_entry))
    return Case(stage_id=way.to_stage_id, values=after, roles=case.roles, side=case.side)


def acted(flow: Flow, values: dict[str, Any], actions: tuple[ActionRow, ...]) -> dict[str, Any]:
    """The values after actions."""
    for action in actions:
        if action.kind is ActionKind.SET_FIELD:
            values[action.field] = action.value
        elif action.kind is ActionKind.SET_NOW:
            values[action.field] = some_value(flow, action.field)
        elif action.kind is ActionKind.CLEAR_FIELD:
            values[action.field] = None
    return values


def start(flow: Flow) -> Case:
    """A new ticket in the default entry, before somebody who may do everything."""
    defaults = {row.key: row.default for row in flow.fields if row.default is not None}
    return Case(stage_id=flow.entry.id, values=defaults, roles=frozenset(Who))


def play(flow: Flow) -> tuple[Step, ...]:
    """The shortest way from the entry to a final stage. Raises AssertionError when there is none."""
    reached, path, _ = _walk(flow)
    ends = [stage for stage in flow.stages if stage.kind.is_final and stage.id in reached]
    assert ends, f"no end reached; reached {[s.name for s in flow.stages if s.id in reached]}"
    return min((_steps(flow, path, end) for end in ends), key=len)


def ways_to_the_ends(flow: Flow) -> list[tuple[tuple[TransitionRow, ...], tuple[Step, ...]]]:
    """The shortest way to each final stage that people reach, as transitions and as steps."""
    reached, path, _ = _walk(flow)
    ends = [stage for stage in flow.stages if stage.kind.is_final and stage.id in reached]
    found = []
    for end in ends:
        at, ways = end.id, []
        while at in path:
            at, way = path[at]
            ways.append(way)
        found.append((tuple(reversed(ways)), _steps(flow, path, end)))
    return found


def reachable(flow: Flow) -> frozenset[UUID]:
    """The stages that people reach by legal moves."""
    return frozenset(_walk(flow).reached)


def usable(flow: Flow) -> frozenset[UUID]:
    """The transitions that people can make, coming from the entry."""
    return frozenset(_walk(flow).used)


class _Walked(NamedTuple):
    reached: dict[UUID, Case]
    path: dict[UUID, tuple[UUID, TransitionRow]]
    used: set[UUID]


def _walk(flow: Flow) -> _Walked:
    first = start(flow)
    walked = _Walked({first.stage_id: first}, {}, set())
    reached, path, used = walked
    waiting = deque([first.stage_id])
    while waiting:
        origin = waiting.popleft()
        for way in flow.ways_out(origin):
            if way.trigger is not Trigger.PERSON:
                continue
            after = made(flow, way, reached[origin])
            if after is None:
                continue
            used.add(way.id)
            if way.to_stage_id not in reached:
                reached[way.to_stage_id] = after
                path[way.to_stage_id] = (origin, way)
                waiting.append(way.to_stage_id)
    return walked


def _steps(flow: Flow, path: dict[UUID, Any], end: StageRow) -> tuple[Step, ...]:
    steps: list[Step] = []
    at = end.id
    while at in path:
        origin, way = path[at]
        steps.append(Step(flow.stage(origin).name, way.label, flow.stage(at).name))
        at = origin
    return tuple(reversed(steps))
