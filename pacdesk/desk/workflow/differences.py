"""What tells two versions of a flow apart, by the keys of their parts, then by their names. Pure."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.workflow.rows import FieldRow, Flow, StageRow, TransitionRow

P = TypeVar("P", StageRow, TransitionRow, FieldRow)
W = TypeVar("W", StageRow, TransitionRow)
K = TypeVar("K", bound=Hashable)
Ids = tuple[UUID | None, UUID | None]
NO_IDS: Ids = (None, None)


class Part(StrEnum):
    """What a difference is about."""

    STAGE = "stage"
    TRANSITION = "transition"
    FIELD = "field"
    FLAG = "flag"


class Change(StrEnum):
    """How a part differs."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"
    MOVED = "moved"
    """It stands elsewhere in the order of its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference. `key` is the part's (of a flag: the stage's); `name` what it is called in the newer
    flow, or was called in the older one when it is gone. `attribute` says which property changed, from
    `before` to `after`: plain values of the row, of the ends of a transition the names of the stages.
    `field` names the field of a flag; `old_id` and `new_id` are ids of stages and transitions.
    """

    part: Part
    change: Change
    key: str
    name: str
    attribute: str = ""
    before: Any = None
    after: Any = None
    field: str = ""
    old_id: UUID | None = None
    new_id: UUID | None = None


STAGE_ATTRIBUTES = (
    "phase", "kind", "tone", "is_default_entry", "expected_minutes", "clock_runs", "description",
    "responsible", "responsible_ref", "checklist", "on_entry",
)  # fmt: skip
"""Where a stage stands on the canvas is no difference: it changes nothing for a ticket."""
TRANSITION_ATTRIBUTES = (
    "who", "guard", "reasons", "reason_required", "comment_required", "fields", "actions", "trigger",
    "after_minutes", "stimulus",
)  # fmt: skip
FIELD_ATTRIBUTES = ("kind", "help", "section", "choices", "default", "minimum", "maximum")
FLAG_ATTRIBUTES = ("hidden_inside", "hidden_online", "read_only", "required", "needed_before")


def differences(old: Flow, new: Flow) -> tuple[Difference, ...]:
    """Everything that tells two flows apart: stages with their flags, transitions, custom fields, each in
    the order of the newer flow, what is gone at the end of its kind."""
    stages = same_stages(old, new)
    ways = same_transitions(old, new, stages)
    return (*_of_stages(old, new, stages), *_of_transitions(old, new, stages, ways), *_of_fields(old, new))


def same_stages(old: Flow, new: Flow) -> dict[UUID, StageRow]:
    """For stages of the newer flow the one of the older that they were: same key, else same name."""
    return _paired(old.stages, new.stages, lambda stage: _plain(stage.name), lambda stage: _plain(stage.name))


def same_transitions(old: Flow, new: Flow, stages: Mapping[UUID, StageRow]) -> dict[UUID, TransitionRow]:
    """The same for transitions: same key, else same label between the same stages."""

    def now(way: TransitionRow) -> Hashable:
        ends = [stages.get(key) for key in (way.from_stage_id, way.to_stage_id)]
        return (_plain(way.label), *(end.id if end else None for end in ends))

    def before(way: TransitionRow) -> Hashable:
        return (_plain(way.label), way.from_stage_id, way.to_stage_id)

    return _paired(old.transitions, new.transitions, before, now)


def _paired(
    old: Sequence[W], new: Sequence[W], before: Callable[[W], Hashable], now: Callable[[W], Hashable]
) -> dict[UUID, W]:
    by_key = {row.key: row for row in old}
    found = {row.id: by_key[row.key] for row in new if row.key in by_key}
    taken = {row.id for row in found.values()}
    left: dict[Hashable, list[W]] = {}
    for row in old:
        if row.id not in taken:
            left.setdefault(before(row), []).append(row)
    for row in new:
        alike = left.get(now(row))
        if row.id not in found and alike:
            found[row.id] = alike.pop(0)
    return found


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _of_stages(old: Flow, new: Flow, pairs: Mapping[UUID, StageRow]) -> Iterator[Difference]:
    moved = _moved_rows(old.stages, new.stages, pairs)
    for stage in new.stages:
        was = pairs.get(stage.id)
        if was is None:
            yield _whole(Part.STAGE, Change.ADDED, stage.key, stage.name, ids=(None, stage.id))
            continue
        ids = (was.id, stage.id)
        yield from _between(Part.STAGE, was, stage, (was.name, stage.name), ("key", *STAGE_ATTRIBUTES), ids)
        if stage.id in moved:
            yield _whole(Part.STAGE, Change.MOVED, stage.key, stage.name, ids=ids)
        yield from _of_flags(was, stage)
    kept = {was.id for was in pairs.values()}
    for stage in old.stages:
        if stage.id not in kept:
            yield _whole(Part.STAGE, Change.REMOVED, stage.key, stage.name, ids=(stage.id, None))


def _of_flags(was: StageRow, stage: StageRow) -> Iterator[Difference]:
    names = [flag.field for flag in was.flags]
    names += [flag.field for flag in stage.flags if flag.field not in names]
    for name in names:
        before, after = was.flag(name), stage.flag(name)
        for attribute in FLAG_ATTRIBUTES:
            if getattr(before, attribute) != getattr(after, attribute):
                yield Difference(
                    part=Part.FLAG,
                    change=Change.CHANGED,
                    key=stage.key,
                    name=stage.name,
                    attribute=attribute,
                    before=getattr(before, attribute),
                    after=getattr(after, attribute),
                    field=name,
                    old_id=was.id,
                    new_id=stage.id,
                )


def _of_transitions(
    old: Flow, new: Flow, stages: Mapping[UUID, StageRow], pairs: Mapping[UUID, TransitionRow]
) -> Iterator[Difference]:
    moved = _moved_rows(old.transitions, new.transitions, pairs)
    for way in new.transitions:
        was = pairs.get(way.id)
        if was is None:
            yield _whole(Part.TRANSITION, Change.ADDED, way.key, way.label, ids=(None, way.id))
            continue
        ids = (was.id, way.id)
        names = (was.label, way.label)
        yield from _ends(old, new, was, way, stages)
        yield from _between(Part.TRANSITION, was, way, names, ("key", *TRANSITION_ATTRIBUTES), ids)
        if way.id in moved:
            yield _whole(Part.TRANSITION, Change.MOVED, way.key, way.label, ids=ids)
    kept = {was.id for was in pairs.values()}
    for way in old.transitions:
        if way.id not in kept:
            yield _whole(Part.TRANSITION, Change.REMOVED, way.key, way.label, ids=(way.id, None))


def _ends(
    old: Flow, new: Flow, was: TransitionRow, way: TransitionRow, stages: Mapping[UUID, StageRow]
) -> Iterator[Difference]:
    for attribute in ("from_stage_id", "to_stage_id"):
        before, after = old.stage(getattr(was, attribute)), new.stage(getattr(way, attribute))
        same = stages.get(after.id)
        if same is None or same.id != before.id:
            yield Difference(
                part=Part.TRANSITION,
                change=Change.CHANGED,
                key=way.key,
                name=way.label,
                attribute=attribute,
                before=before.name,
                after=after.name,
                old_id=was.id,
                new_id=way.id,
            )


def _of_fields(old: Flow, new: Flow) -> Iterator[Difference]:
    before = {row.key: row for row in old.fields}
    moved = _moved([row.key for row in old.fields], [row.key for row in new.fields])
    for row in new.fields:
        was = before.get(row.key)
        if was is None:
            yield _whole(Part.FIELD, Change.ADDED, row.key, row.name)
            continue
        yield from _between(Part.FIELD, was, row, (was.name, row.name), FIELD_ATTRIBUTES, NO_IDS)
        if row.key in moved:
            yield _whole(Part.FIELD, Change.MOVED, row.key, row.name)
    after = {row.key for row in new.fields}
    for row in old.fields:
        if row.key not in after:
            yield _whole(Part.FIELD, Change.REMOVED, row.key, row.name)


def _whole(part: Part, change: Change, key: str, name: str, ids: Ids = NO_IDS) -> Difference:
    return Difference(part=part, change=change, key=key, name=name, old_id=ids[0], new_id=ids[1])


def _between(
    part: Part,
    was: P,
    now: P,
    names: tuple[str, str],
    attributes: Sequence[str],
    ids: Ids,
) -> Iterator[Difference]:
    if names[0] != names[1]:
        yield Difference(
            part=part,
            change=Change.RENAMED,
            key=now.key,
            name=names[1],
            before=names[0],
            after=names[1],
            old_id=ids[0],
            new_id=ids[1],
        )
    for attribute in attributes:
        before, after = getattr(was, attribute), getattr(now, attribute)
        if before != after:
            yield Difference(
                part=part,
                change=Change.CHANGED,
                key=now.key,
                name=names[1],
                attribute=attribute,
                before=before,
                after=after,
                old_id=ids[0],
                new_id=ids[1],
            )


def _moved_rows(old: Sequence[W], new: Sequence[W], pairs: Mapping[UUID, W]) -> frozenset[UUID]:
    now = {was.id: key for key, was in pairs.items()}
    return _moved([now[row.id] for row in old if row.id in now], [row.id for row in new])


def _moved(before: Sequence[K], after: Sequence[K]) -> frozenset[K]:
    """The fewest parts that must have moved: those outside a longest run that kept its order."""
    old = {key: place for place, key in enumerate(before)}
    shared = [key for key in after if key in old]
    if [key for key in before if key in set(shared)] == shared:
        return frozenset()
    longest: list[int] = []
    previous: list[int] = []
    for n, key in enumerate(shared):
        best = max((m for m in range(n) if old[shared[m]] < old[key]), key=longest.__getitem__, default=-1)
        previous.append(best)
        longest.append(1 + (longest[best] if best >= 0 else 0))
    at, kept = max(range(len(shared)), key=longest.__getitem__), set()
    while at >= 0:
        kept.add(shared[at])
        at = previous[at]
    return frozenset(key for key in shared if key not in kept)
