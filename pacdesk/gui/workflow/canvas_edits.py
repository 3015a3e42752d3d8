"""What the canvas does to a flow: values in, values out."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.layout import Point, free_place
from pacdesk.desk.workflow.naming import in_order, key_for
from pacdesk.desk.workflow.rows import Flow, StageKind, StageRow, TransitionRow

PASTED_BESIDE = 32.0


@dataclass(frozen=True, slots=True)
class Copied:
    """Stages with the transitions between them, ready to be put into a flow."""

    stages: tuple[StageRow, ...] = ()
    transitions: tuple[TransitionRow, ...] = ()


def standing(flow: Flow, places: Mapping[UUID, Point]) -> Flow:
    """The flow with every stage where the drawing has it, so that an edit moves no other stage."""
    stages = tuple(
        replace(stage, x=places[stage.id][0], y=places[stage.id][1]) if stage.id in places else stage
        for stage in flow.stages
    )
    return replace(flow, stages=stages)


def unlike(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it when it is taken."""
    folded = {other.strip().casefold() for other in taken}
    found, n = name, 1
    while found.casefold() in folded:
        n += 1
        found = f"{name} {n}"
    return found


def with_stage(
    flow: Flow, name: str, place: Point, beside: StageRow | None, phase: str | None = None
) -> tuple[Flow, UUID]:
    """The flow with a new stage behind `beside`, of the same phase unless one is given. The first one is
    the entry."""
    first = not flow.stages
    made = StageRow(
        id=new_id(),
        name=unlike(name, [stage.name for stage in flow.stages]),
        kind=StageKind.ENTRY if first else StageKind.MIDDLE,
        key=key_for(name, {stage.key for stage in flow.stages}, "stage"),
        phase=phase if phase is not None else beside.phase if beside else "",
        is_default_entry=first,
        x=place[0],
        y=place[1],
    )
    stages = list(flow.stages)
    at = next((n for n, stage in enumerate(stages) if beside and stage.id == beside.id), len(stages) - 1)
    stages.insert(at + 1, made)
    return in_order(replace(flow, stages=tuple(stages))), made.id


def with_way(flow: Flow, origin: UUID, to: UUID, label: str) -> tuple[Flow, UUID]:
    """The flow with a new transition."""
    taken = [way.label for way in flow.ways_out(origin)]
    made = TransitionRow(
        id=new_id(),
        from_stage_id=origin,
        to_stage_id=to,
        label=unlike(label, taken),
        key=key_for(label, {way.key for way in flow.transitions}, "move"),
    )
    return replace(flow, transitions=(*flow.transitions, made)), made.id


def renamed_stage(flow: Flow, stage_id: UUID, name: str, *, anew: bool) -> Flow:
    """The flow with another name for a stage; one that was made just now gets its key from it too."""
    row = flow.stage(stage_id)
    taken = {stage.key for stage in flow.stages if stage.id != stage_id}
    changed = replace(row, name=name, key=key_for(name, taken, "stage") if anew else row.key)
    return replace(flow, stages=tuple(changed if old.id == stage_id else old for old in flow.stages))


def relabelled(flow: Flow, way_id: UUID, label: str, *, anew: bool) -> Flow:
    """The flow with another label for a transition."""
    taken = {way.key for way in flow.transitions if way.id != way_id}
    ways = tuple(
        replace(way, label=label, key=key_for(label, taken, "move") if anew else way.key)
        if way.id == way_id
        else way
        for way in flow.transitions
    )
    return replace(flow, transitions=ways)


def without(flow: Flow, stages: Collection[UUID], ways: Collection[UUID]) -> Flow:
    """The flow without some stages, what leads to and from them, and some transitions."""
    kept = tuple(
        way
        for way in flow.transitions
        if way.id not in ways and way.from_stage_id not in stages and way.to_stage_id not in stages
    )
    left = tuple(stage for stage in flow.stages if stage.id not in stages)
    return in_order(replace(flow, stages=left, transitions=kept))


def moved(flow: Flow, places: Mapping[UUID, Point], phases: Mapping[UUID, str]) -> Flow:
    """The flow with stages put elsewhere, and those that came into another phase's column changed."""
    stages = tuple(
        replace(stage, x=places[stage.id][0], y=places[stage.id][1], phase=phases.get(stage.id, stage.phase))
        if stage.id in places
        else stage
        for stage in flow.stages
    )
    return replace(flow, stages=stages)


def copied(flow: Flow, stages: Collection[UUID], places: Mapping[UUID, Point]) -> Copied:
    """Some stages with what leads from one of them to another."""
    flow = standing(flow, places)
    return Copied(
        tuple(stage for stage in flow.stages if stage.id in stages),
        tuple(way for way in flow.transitions if {way.from_stage_id, way.to_stage_id} <= set(stages)),
    )


def pasted(flow: Flow, what: Copied, places: Mapping[UUID, Point]) -> tuple[Flow, tuple[UUID, ...]]:
    """The flow with copies of stages: new ids, names and keys, a step beside where they were."""
    names, keys = [stage.name for stage in flow.stages], {stage.key for stage in flow.stages}
    taken, ids = list(places.values()), {stage.id: new_id() for stage in what.stages}
    made: list[StageRow] = []
    for stage in what.stages:
        name = unlike(stage.name, names)
        key = key_for(name, keys, "stage")
        x, y = free_place(((stage.x or 0.0) + PASTED_BESIDE, (stage.y or 0.0) + PASTED_BESIDE), taken)
        made.append(replace(stage, id=ids[stage.id], name=name, key=key, is_default_entry=False, x=x, y=y))
        names.append(name)
        keys.add(key)
        taken.append((x, y))
    used = {way.key for way in flow.transitions}
    ways: list[TransitionRow] = []
    for way in what.transitions:
        key = key_for(way.label, used, "move")
        used.add(key)
        origin, to = ids[way.from_stage_id], ids[way.to_stage_id]
        ways.append(replace(way, id=new_id(), key=key, from_stage_id=origin, to_stage_id=to))
    whole = replace(flow, stages=(*flow.stages, *made), transitions=(*flow.transitions, *ways))
    return in_order(whole), tuple(ids.values())
