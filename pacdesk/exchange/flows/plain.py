"""A flow as plain tables and lists, the shape of our YAML file. What says nothing is left out."""

from typing import Any

from pacdesk.desk.workflow.naming import in_order, with_keys
from pacdesk.desk.workflow.rows import (
    ActionRow,
    CheckRow,
    ChoiceRow,
    Condition,
    Demand,
    FieldRow,
    FlagRow,
    Flow,
    Guard,
    MoveField,
    NoteRow,
    Responsible,
    StageKind,
    StageRow,
    TransitionRow,
    Trigger,
)

FORMAT = 1
FLAGS = ("hidden_inside", "hidden_online", "read_only", "required", "needed_before")
Plain = dict[str, Any]


def plain_of(flow: Flow, *, type_name: str, group_name: str, description: str = "") -> Plain:
    """The whole file: what it is, whose flow, then fields, stages, transitions and notes."""
    flow = in_order(with_keys(flow))
    keys = {stage.id: stage.key for stage in flow.stages}
    ways = [way for way in flow.transitions if {way.from_stage_id, way.to_stage_id} <= keys.keys()]
    return _said(
        {
            "pacdesk": "workflow",
            "format": FORMAT,
            "group": group_name,
            "type": type_name,
            "description": description,
            "fields": [_field(row) for row in flow.fields],
            "stages": [_stage(stage) for stage in flow.stages],
            "transitions": [_transition(way, keys[way.from_stage_id], keys[way.to_stage_id]) for way in ways],
            "notes": [_note(note) for note in flow.notes],
        }
    )


def _said(table: Plain) -> Plain:
    """Without what is empty: None, "", empty lists and tables."""
    return {name: value for name, value in table.items() if value not in (None, "", [], {})}


def _field(row: FieldRow) -> Plain:
    table = _said(
        {
            "key": row.key,
            "name": row.name,
            "kind": row.kind.value,
            "help": row.help,
            "section": row.section,
            "choices": _choices(row.choices),
            "minimum": row.minimum,
            "maximum": row.maximum,
        }
    )
    if row.default is not None:
        table["default"] = row.default
    return table


def _choices(choices: tuple[ChoiceRow, ...]) -> Any:
    """key: name, as people write it; a list where a draft has a key twice."""
    table = {choice.key: choice.name for choice in choices}
    if len(table) == len(choices):
        return table
    return [{"key": choice.key, "name": choice.name} for choice in choices]


def _stage(stage: StageRow) -> Plain:
    table = _said(
        {
            "key": stage.key,
            "name": stage.name,
            "kind": None if stage.kind is StageKind.MIDDLE else stage.kind.value,
            "phase": stage.phase,
            "tone": None if stage.tone == "info" else stage.tone or None,
            "expected_minutes": stage.expected_minutes,
            "description": stage.description,
            "responsible": None if stage.responsible is Responsible.KEEP else stage.responsible.value,
            "flags": _flags(stage.flags),
            "checklist": [_item(item) for item in stage.checklist],
            "on_entry": [_action(action) for action in stage.on_entry],
        }
    )
    if stage.tone == "":
        table["tone"] = ""
    if stage.is_default_entry:
        table["default_entry"] = True
    if not stage.clock_runs:
        table["clock_runs"] = False
    if stage.responsible_ref is not None:
        table["responsible_name"] = stage.responsible_ref.name
    if stage.x is not None or stage.y is not None:
        table["place"] = [stage.x, stage.y]
    return table


def _flags(flags: tuple[FlagRow, ...]) -> Plain:
    """Each flag with the fields that carry it."""
    return _said({name: [row.field for row in flags if getattr(row, name)] for name in FLAGS})


def _item(item: CheckRow) -> Plain:
    table: Plain = {"key": item.key, "text": item.text}
    return {**table, "required": True} if item.required else table


def _transition(way: TransitionRow, origin: str, target: str) -> Plain:
    table: Plain = {"key": way.key, "label": way.label, "from": origin, "to": target}
    table |= _said(
        {
            "who": [who.value for who in way.who],
            "reasons": [ref.name for ref in way.reasons],
            "fields": [_asked(row) for row in way.fields],
            "actions": [_action(action) for action in way.actions],
            "trigger": None if way.trigger is Trigger.PERSON else way.trigger.value,
            "after_minutes": way.after_minutes,
            "stimulus": way.stimulus,
        }
    )
    if way.guard is not None:
        table["guard"] = _guard(way.guard)
    for name in ("reason_required", "comment_required"):
        if getattr(way, name):
            table[name] = True
    return table


def _guard(guard: Guard) -> Plain:
    parts: list[Plain] = [_condition(condition) for condition in guard.conditions]
    parts += [_guard(group) for group in guard.groups]
    return {guard.mode.value: parts}


def _condition(condition: Condition) -> Plain:
    table: Plain = {"field": condition.field, "op": condition.op.value}
    return table if condition.value is None else {**table, "value": condition.value}


def _asked(row: MoveField) -> Any:
    return row.field if row.demand is Demand.SHOW else {row.field: row.demand.value}


def _action(action: ActionRow) -> Plain:
    table: Plain = {"do": action.kind.value} | _said({"field": action.field, "text": action.text})
    if action.value is not None:
        table["value"] = action.value
    if action.ref is not None:
        table["name"] = action.ref.name
    return table


def _note(note: NoteRow) -> Plain:
    return {"code": note.code, "place": note.place} | _said({"facts": dict(note.facts)})
