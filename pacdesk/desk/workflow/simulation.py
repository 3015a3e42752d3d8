"""Playing a ticket through a flow by hand, before the flow goes live. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.workflow.fields import checked
from pacdesk.desk.workflow.guards import met
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    Flow,
    Responsible,
    Side,
    StageRow,
    TransitionRow,
    Trigger,
    Who,
)
from pacdesk.desk.workflow.rules import (
    Case,
    Given,
    Move,
    change_refusal,
    guard_refusal,
    move_problems,
    moves,
)
from pacdesk.errors import Forbidden, Invalid

NOW = "now"
"""The value of a field that an action would fill with the time; a game has no clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStep:
    """One step of a game: from where to where, by which transition, with which values, and what happened
    by itself. The first step has no `origin`."""

    origin: str
    target: str
    label: str
    values: Mapping[str, Any] = field(default_factory=dict)
    comment: str = ""
    reason: str = ""
    done: tuple[ActionRow, ...] = ()
    by_itself: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """A ticket being played by hand. A value: taking a step back is keeping the one before."""

    stage_id: UUID
    values: Mapping[str, Any] = field(default_factory=dict)
    checked: frozenset[str] = frozenset()
    roles: frozenset[Who] = frozenset()
    side: Side = Side.INSIDE
    closed: bool = False
    whose_turn: Responsible = Responsible.KEEP
    trace: tuple[TraceStep, ...] = ()

    @property
    def case(self) -> Case:
        """The ticket as the engine asks for it."""
        return Case(
            stage_id=self.stage_id,
            values=self.values,
            roles=self.roles,
            side=self.side,
            checked=self.checked,
            closed=self.closed,
        )


def begin(
    flow: Flow,
    *,
    entry: UUID | None = None,
    values: Mapping[str, Any] = MappingProxyType({}),
    roles: frozenset[Who] = frozenset(),
    side: Side = Side.INSIDE,
) -> Game:
    """A new ticket in an entry of the flow (S1.30), with its fields' own values. Raises Invalid
    `flow.no_default_entry`, `simulation.not_an_entry`."""
    if not flow.entries:
        raise Invalid("flow.no_default_entry")
    stage = flow.entries[0] if entry is None else flow.stage(entry)
    if stage not in flow.entries:
        raise Invalid("simulation.not_an_entry", stage=stage.name)
    defaults = {row.key: row.default for row in flow.fields if row.default is not None}
    game = Game(stage_id=stage.id, values={**defaults, **values}, roles=roles, side=side)
    return _entered(game, stage, TraceStep(origin="", target=stage.name, label=""), ())


def open_moves(flow: Flow, game: Game) -> tuple[Move, ...]:
    """The moves that people have from here, each with its refusal and what it lacks."""
    return moves(flow, game.case)


def moves_by_itself(flow: Flow, game: Game) -> tuple[TransitionRow, ...]:
    """The transitions from here that time or another event sets off."""
    return tuple(way for way in flow.ways_out(game.stage_id) if way.trigger is not Trigger.PERSON)


def fill(flow: Flow, game: Game, name: str, value: Any) -> Game:
    """The game with a field filled in. Raises Forbidden as `change_refusal`, Invalid as `checked`."""
    refusal = change_refusal(flow, game.stage_id, name, game.side)
    if refusal is not None:
        raise Forbidden(refusal.code, **dict(refusal.facts))
    row = flow.field(name)
    if row is not None:
        value, problem = checked(row, value)
        if problem is not None:
            raise Invalid(problems=(problem,))
    return replace(game, values={**game.values, name: value})


def tick(game: Game, item: str, *, done: bool = True) -> Game:
    """The game with an item of the checklist ticked, or unticked."""
    return replace(game, checked=game.checked | {item} if done else game.checked - {item})


def step(flow: Flow, game: Game, transition: UUID, given: Given | None = None) -> Game:
    """The game after a move. Raises Invalid `transition.incomplete` with everything that keeps it from
    being made."""
    given = given or Given()
    way = next(way for way in flow.transitions if way.id == transition)
    problems = move_problems(flow, way, game.case, given)
    if problems:
        raise Invalid("transition.incomplete", problems=problems)
    return _gone(flow, replace(game, values={**game.values, **given.values}), way, given, by_itself=False)


def fire(flow: Flow, game: Game, transition: UUID) -> Game:
    """The game after a transition that time or another event set off. Raises Invalid
    `transition.guard_unmet`."""
    way = next(way for way in flow.ways_out(game.stage_id) if way.id == transition)
    if not met(way.guard, game.values):
        refused = guard_refusal(flow, way, game.values)
        raise Invalid(refused.code, **dict(refused.facts))
    return _gone(flow, game, way, Given(), by_itself=True)


def _gone(flow: Flow, game: Game, way: TransitionRow, given: Given, *, by_itself: bool) -> Game:
    origin, target = flow.stage(way.from_stage_id), flow.stage(way.to_stage_id)
    told = TraceStep(
        origin=origin.name,
        target=target.name,
        label=way.label,
        values=dict(given.values),
        comment=given.comment.strip(),
        reason=given.reason_name,
        by_itself=by_itself,
    )
    return _entered(game, target, told, way.actions)


def _entered(game: Game, stage: StageRow, told: TraceStep, actions: tuple[ActionRow, ...]) -> Game:
    done = (*actions, *stage.on_entry)
    turn = game.whose_turn if stage.responsible is Responsible.KEEP else stage.responsible
    return replace(
        game,
        stage_id=stage.id,
        values=after_actions(game.values, done),
        checked=frozenset(),
        closed=stage.kind.is_final,
        whose_turn=turn,
        trace=(*game.trace, replace(told, done=done)),
    )


def after_actions(values: Mapping[str, Any], actions: Iterable[ActionRow]) -> dict[str, Any]:
    """The values after what happens by itself; a message changes none."""
    after = dict(values)
    for action in actions:
        if action.kind is ActionKind.SET_FIELD:
            after[action.field] = action.value
        elif action.kind is ActionKind.SET_NOW:
            after[action.field] = NOW
        elif action.kind is ActionKind.CLEAR_FIELD:
            after.pop(action.field, None)
        elif action.kind is ActionKind.SET_STATUS:
            after["complementary_status"] = action.ref.name if action.ref else None
        elif action.kind is ActionKind.ASK_UNDERSTANDING:
            after["understanding"] = "waiting"
    return after
