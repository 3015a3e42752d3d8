"""Rows of registers that a flow names: between names, which travel in files, and ids, which belong to one
desk. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    Condition,
    Flow,
    Guard,
    Ref,
    Responsible,
    StageRow,
    TransitionRow,
)


class Register(StrEnum):
    """The registers whose rows a flow may name."""

    DEPARTMENT = "department"
    ATTENDANT = "attendant"
    REASON = "reason"
    STATUS = "complementary_status"
    MESSAGE = "message"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A row of a register, by its name."""

    register: Register
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedFlow:
    """A flow whose names have ids. `made`: rows that the desk lacked and now has; `unknown`: names that
    stay without a row (a person, a message's text)."""

    flow: Flow
    made: tuple[Named, ...] = ()
    unknown: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFlow:
    """What an import made."""

    type_id: UUID
    version_id: UUID
    type_is_new: bool
    made: tuple[Named, ...] = ()
    unknown: tuple[Named, ...] = ()


_OF_FIELD: Mapping[str, Register] = {
    "department": Register.DEPARTMENT,
    "attendant": Register.ATTENDANT,
    "complementary_status": Register.STATUS,
    "subject_id": Register.SUBJECT,
}
_OF_ACTION: Mapping[ActionKind, Register] = {
    ActionKind.SET_STATUS: Register.STATUS,
    ActionKind.SEND_MESSAGE: Register.MESSAGE,
}
_OF_RESPONSIBLE: Mapping[Responsible, Register] = {
    Responsible.DEPARTMENT: Register.DEPARTMENT,
    Responsible.ATTENDANT: Register.ATTENDANT,
}
_ByRef = Callable[[Register, Ref], Ref]
_ByValue = Callable[[Register, Any], Any]
_ByAction = Callable[[Register, ActionRow], ActionRow]


@dataclass(frozen=True, slots=True)
class _Change:
    """What becomes of references, of plain values in conditions, and of actions that set a field."""

    ref: _ByRef
    value: _ByValue
    action: _ByAction


def names_in(flow: Flow) -> tuple[Named, ...]:
    """Every row that the flow knows by name only, each once, in the flow's order."""
    found: dict[Named, None] = {}

    def ref(register: Register, one: Ref) -> Ref:
        if one.id is None and one.name.strip():
            found[Named(register, one.name)] = None
        return one

    def value(register: Register, one: Any) -> Any:
        if isinstance(one, str) and one.strip() and _id(one) is None:
            found[Named(register, one)] = None
        return one

    def action(register: Register, row: ActionRow) -> ActionRow:
        if row.ref is not None and row.value is None:
            ref(register, row.ref)
        return row

    _changed(flow, _Change(ref, value, action))
    return tuple(found)


def with_ids(flow: Flow, ids: Mapping[Named, UUID]) -> Flow:
    """The flow with the ids of the rows that it names; names that `ids` lacks stay as they are."""

    def ref(register: Register, one: Ref) -> Ref:
        return one if one.id is not None else replace(one, id=ids.get(Named(register, one.name)))

    def value(register: Register, one: Any) -> Any:
        found = ids.get(Named(register, one)) if isinstance(one, str) else None
        return one if found is None else str(found)

    def action(register: Register, row: ActionRow) -> ActionRow:
        if row.ref is None or row.value is not None:
            return row
        known = ref(register, row.ref)
        return row if known.id is None else replace(row, ref=known, value=str(known.id))

    return _changed(flow, _Change(ref, value, action))


def with_names(flow: Flow, names: Mapping[UUID, str]) -> Flow:
    """The flow as it can travel: rows by their present names, no ids in conditions and actions."""

    def ref(_: Register, one: Ref) -> Ref:
        return one if one.id is None else Ref(names.get(one.id, one.name))

    def value(_: Register, one: Any) -> Any:
        found = _id(one)
        return one if found is None else names.get(found, one)

    def action(_: Register, row: ActionRow) -> ActionRow:
        found = _id(row.value)
        if found is None or found not in names:
            return row
        return replace(row, value=None, ref=Ref(names[found]))

    return _changed(flow, _Change(ref, value, action))


def _id(value: Any) -> UUID | None:
    if isinstance(value, UUID):
        return value
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _changed(flow: Flow, change: _Change) -> Flow:
    return replace(
        flow,
        stages=tuple(_stage(stage, change) for stage in flow.stages),
        transitions=tuple(_way(way, change) for way in flow.transitions),
    )


def _stage(stage: StageRow, change: _Change) -> StageRow:
    register, ref = _OF_RESPONSIBLE.get(stage.responsible), stage.responsible_ref
    if register is not None and ref is not None:
        ref = change.ref(register, ref)
    return replace(stage, responsible_ref=ref, on_entry=tuple(_actions(stage.on_entry, change)))


def _way(way: TransitionRow, change: _Change) -> TransitionRow:
    return replace(
        way,
        guard=None if way.guard is None else _guard(way.guard, change),
        reasons=tuple(change.ref(Register.REASON, ref) for ref in way.reasons),
        actions=tuple(_actions(way.actions, change)),
    )


def _actions(actions: tuple[ActionRow, ...], change: _Change) -> Iterator[ActionRow]:
    for row in actions:
        register = _OF_ACTION.get(row.kind)
        if register is not None and row.ref is not None:
            yield replace(row, ref=change.ref(register, row.ref))
        elif row.kind is ActionKind.SET_FIELD and row.field in _OF_FIELD:
            yield change.action(_OF_FIELD[row.field], row)
        else:
            yield row


def _guard(guard: Guard, change: _Change) -> Guard:
    return replace(
        guard,
        conditions=tuple(_condition(condition, change) for condition in guard.conditions),
        groups=tuple(_guard(group, change) for group in guard.groups),
    )


def _condition(condition: Condition, change: _Change) -> Condition:
    register = _OF_FIELD.get(condition.field)
    if register is None:
        return condition
    value = condition.value
    if isinstance(value, list | tuple):
        return replace(condition, value=[change.value(register, one) for one in value])
    return replace(condition, value=change.value(register, value))
