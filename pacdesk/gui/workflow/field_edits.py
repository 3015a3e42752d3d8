"""What the studio does to the custom fields of a flow and to their flags: values in, values out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from pacdesk.desk.workflow.fields import FACTS, OWN_FIELDS
from pacdesk.desk.workflow.naming import key_for
from pacdesk.desk.workflow.rows import ActionRow, FieldKind, FieldRow, FlagRow, Flow, Guard, StageRow

_WITH_CHOICES = (FieldKind.CHOICE, FieldKind.CHOICES)


def with_field(flow: Flow, name: str, kind: FieldKind = FieldKind.TEXT) -> tuple[Flow, str]:
    """The flow with one more custom field at the end, and its key."""
    key = key_for(name, taken_keys(flow), "field")
    row = FieldRow(key=key, name=name, kind=kind, section=flow.fields[-1].section if flow.fields else "")
    return replace(flow, fields=(*flow.fields, row)), key


def taken_keys(flow: Flow) -> set[str]:
    """Keys that a new field may not have."""
    return {row.key for row in flow.fields} | set(OWN_FIELDS) | set(FACTS)


def of_kind(row: FieldRow, kind: FieldKind) -> FieldRow:
    """The field with another kind: what does not fit it goes."""
    keeps = kind in _WITH_CHOICES and row.kind in _WITH_CHOICES
    return replace(
        row,
        kind=kind,
        choices=row.choices if keeps else (),
        default=None,
        minimum=None,
        maximum=None,
    )


def moved_field(flow: Flow, key: str, by: int) -> Flow:
    """The flow with a custom field some places later (or earlier)."""
    rows = list(flow.fields)
    at = next((n for n, row in enumerate(rows) if row.key == key), None)
    if at is None or not 0 <= at + by < len(rows):
        return flow
    rows.insert(at + by, rows.pop(at))
    return replace(flow, fields=tuple(rows))


def without_field(flow: Flow, key: str) -> Flow:
    """The flow without a custom field: its flags, and what transitions ask and set of it, go with it. A
    guard that looks at it stays, and is a problem: nobody can say for its maker what it meant without."""
    return replace(
        flow,
        fields=tuple(row for row in flow.fields if row.key != key),
        stages=tuple(
            replace(
                stage,
                flags=tuple(flag for flag in stage.flags if flag.field != key),
                on_entry=_acts_without(stage.on_entry, key),
            )
            for stage in flow.stages
        ),
        transitions=tuple(
            replace(
                way,
                fields=tuple(row for row in way.fields if row.field != key),
                actions=_acts_without(way.actions, key),
            )
            for way in flow.transitions
        ),
    )


def _acts_without(actions: tuple[ActionRow, ...], key: str) -> tuple[ActionRow, ...]:
    return tuple(action for action in actions if action.field != key)


def rekeyed(flow: Flow, old: str, new: str) -> Flow:
    """The flow with another key for a custom field, wherever it is named."""
    if new == old or new in taken_keys(flow):
        return flow

    def acts(actions: tuple[ActionRow, ...]) -> tuple[ActionRow, ...]:
        return tuple(replace(one, field=new) if one.field == old else one for one in actions)

    return replace(
        flow,
        fields=tuple(replace(row, key=new) if row.key == old else row for row in flow.fields),
        stages=tuple(
            replace(
                stage,
                flags=tuple(replace(flag, field=new) if flag.field == old else flag for flag in stage.flags),
                on_entry=acts(stage.on_entry),
            )
            for stage in flow.stages
        ),
        transitions=tuple(
            replace(
                way,
                fields=tuple(replace(row, field=new) if row.field == old else row for row in way.fields),
                actions=acts(way.actions),
                guard=_guard_rekeyed(way.guard, old, new),
            )
            for way in flow.transitions
        ),
    )


def _guard_rekeyed(guard: Guard | None, old: str, new: str) -> Guard | None:
    if guard is None:
        return None
    groups = (_guard_rekeyed(group, old, new) for group in guard.groups)
    return replace(
        guard,
        conditions=tuple(replace(one, field=new) if one.field == old else one for one in guard.conditions),
        groups=tuple(group for group in groups if group is not None),
    )


def with_flags(flow: Flow, changes: Mapping[tuple[UUID, str], Mapping[str, Any]]) -> Flow:
    """The flow with the flags of some (stage, field) places changed."""
    of_stage: dict[UUID, dict[str, Mapping[str, Any]]] = {}
    for (stage_id, field), change in changes.items():
        of_stage.setdefault(stage_id, {})[field] = change
    stages = tuple(
        _changed_stage(stage, of_stage[stage.id]) if stage.id in of_stage else stage for stage in flow.stages
    )
    return replace(flow, stages=stages)


def _changed_stage(stage: StageRow, changes: Mapping[str, Mapping[str, Any]]) -> StageRow:
    made = {name: replace(stage.flag(name), **dict(change)) for name, change in changes.items()}
    kept = [made.pop(flag.field, flag) for flag in stage.flags]
    rows = (*kept, *made.values())
    return replace(stage, flags=tuple(flag for flag in rows if not flag.is_blank))


def flags_as(flag: FlagRow) -> dict[str, bool]:
    """A place's five flags by name, to be put elsewhere."""
    return {
        "hidden_inside": flag.hidden_inside,
        "hidden_online": flag.hidden_online,
        "read_only": flag.read_only,
        "required": flag.required,
        "needed_before": flag.needed_before,
    }
