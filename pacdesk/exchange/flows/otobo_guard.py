"""Conditions of OTOBO's transitions as guards, seen from the dialog that a person sends with the move."""

import re
from collections.abc import Callable
from typing import Final

from pacdesk.desk.workflow.rows import Condition, Mode, Op
from pacdesk.exchange.flows.guard_parts import NotExpressible, Part, exactly_one, joined, pattern
from pacdesk.exchange.flows.model import Notes
from pacdesk.exchange.flows.otobo_file import Condition as FileCondition
from pacdesk.exchange.flows.otobo_file import Dialog, Match, Path

OWN: Final = {
    "Title": "subject",
    "CustomerID": "contact",
    "CustomerUserID": "contact",
    "CustomerUser": "contact",
    "CustomerUserLogin": "contact",
    "Queue": "department",
    "QueueID": "department",
    "Owner": "attendant",
    "OwnerID": "attendant",
    "Responsible": "attendant",
    "ResponsibleID": "attendant",
    "Priority": "priority",
    "PriorityID": "priority",
}
"""Attributes of its tickets that are own fields of ours."""

STATUS: Final = frozenset({"State", "StateID", "StateType"})
LOCK: Final = frozenset({"Lock", "LockID"})
KNOWN: Final = frozenset({*OWN, *STATUS, *LOCK, "Type", "TypeID", "Service", "ServiceID", "SLA", "SLAID"})
_TWINS: Final = {name: name.removesuffix("ID") for name in KNOWN if name.endswith("ID")} | {
    "CustomerID": "CustomerID"
}
_DIGIT = re.compile(r"\s*([1-5])\b")


def bare(name: str) -> str:
    """`DynamicField_X` and `X` are one field; so are `PriorityID` and `Priority`."""
    name = name.removeprefix("DynamicField_")
    return _TWINS.get(name, name)


def priority_of(value: str) -> int | None:
    """Its five levels on our four: very low and low, normal, high, very high."""
    found = _DIGIT.match(value)
    return max(1, int(found.group(1)) - 1) if found else None


def standing(path: Path, dialog: Dialog | None) -> bool | None:
    """Whether a transition's conditions are met by what a dialog sets: True, False, or None when that
    depends on more."""
    groups = []
    for condition in path.conditions:
        answers = [_settled(match, dialog) for match in condition.matches]
        groups.append(_linked(condition.linking, answers))
    return _linked(path.linking, groups)


def _linked(linking: str, answers: list[bool | None]) -> bool | None:
    if linking == "xor":
        if None in answers:
            return None
        return answers.count(True) == 1
    settles = linking == "or"
    if settles in answers:
        return settles
    return None if None in answers or not answers else not settles


def _settled(match: Match, dialog: Dialog | None) -> bool | None:
    sets = {bare(name): value for name, value in dialog.sets.items()} if dialog else {}
    value = sets.get(bare(match.field))
    if value is None or match.kind == "Module":
        return None
    if bare(match.field) == "Priority":
        return priority_of(value) == priority_of(match.value)
    if match.kind == "String":
        return value == match.value
    try:
        return len(match.value) < 200 and re.search(match.value, value) is not None
    except re.error:
        return None


class Guards:
    """Makes guards; `field_of` gives the name under which the flow knows a field."""

    def __init__(self, notes: Notes, field_of: Callable[[str, str], str]) -> None:
        self._notes = notes
        self._field_of = field_of

    def of(self, path: Path, dialog: Dialog | None, place: str) -> Part:
        """What remains to be met once the dialog has set its fields."""
        groups = [self._group(condition, dialog, place) for condition in path.conditions]
        return self._join(path.linking, groups, place)

    def _group(self, condition: FileCondition, dialog: Dialog | None, place: str) -> Part:
        parts = [self._part(match, dialog, place) for match in condition.matches]
        return self._join(condition.linking, parts, place)

    def _join(self, linking: str, parts: list[Part], place: str) -> Part:
        if linking == "xor":
            try:
                return exactly_one(parts)
            except NotExpressible:
                self._notes.add("otobo.xor_as_or", place)
        if linking not in ("and", "or", "xor"):
            self._notes.add("otobo.linking_unknown", place, linking=linking)
        return joined(Mode.ANY if linking in ("or", "xor") else Mode.ALL, parts) if parts else True

    def _part(self, match: Match, dialog: Dialog | None, place: str) -> Part:
        settled = _settled(match, dialog)
        if settled is not None:
            return settled
        facts = {"field": match.field, "value": match.value}
        if match.kind == "Module":
            self._notes.add("otobo.module_condition", place, **facts)
            return True
        name = bare(match.field)
        if name in STATUS or name in LOCK:
            code = "otobo.state_condition" if name in STATUS else "otobo.lock_condition"
            self._notes.add(code, place, **facts)
            return True
        try:
            return self._compared(match, self._field_of(match.field, place), place)
        except NotExpressible:
            self._notes.add("otobo.condition_left_out", place, kind=match.kind, **facts)
            return True

    def _compared(self, match: Match, field: str, place: str) -> Part:
        if match.kind not in ("String", "Regexp"):
            raise NotExpressible(match.kind)
        if field in ("contact", "attendant") or match.field == "QueueID":
            # people and numbered queues are rows that only the other program knows
            if match.kind == "Regexp" and pattern(field, match.value) == Condition(field, Op.FILLED):
                return Condition(field, Op.FILLED)
            raise NotExpressible(match.field)
        if field == "priority":
            level = priority_of(match.value)
            if level is None:
                raise NotExpressible(match.value)
            return Condition(field, Op.IS, level)
        if match.kind == "Regexp":
            return pattern(field, match.value)
        return Condition(field, Op.IS, match.value) if match.value else Condition(field, Op.EMPTY)
