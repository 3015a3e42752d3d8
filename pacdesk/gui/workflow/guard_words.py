"""A guard as a sentence of plain language."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from pacdesk.desk.workflow.fields import filled
from pacdesk.desk.workflow.guards import NEED_A_LIST, NEED_NO_VALUE
from pacdesk.desk.workflow.rows import Condition, Flow, Guard, Mode
from pacdesk.gui.editing.custom_inputs import words_of
from pacdesk.gui.workflow import words
from pacdesk.gui.workflow.registers import Registers

translate = QCoreApplication.translate


def guard_sentence(flow: Flow, registers: Registers, guard: Guard | None) -> str:
    """`Amount is more than 5.000 and (Cause is Fibre or Urgent is yes)`; what it means to have none."""
    if guard is None or not (guard.conditions or guard.groups):
        return translate("GuardEditor", "Always possible.")
    said = _group(flow, registers, guard, inner=False)
    return said if said.endswith("…") else said + "."


def _group(flow: Flow, registers: Registers, guard: Guard, *, inner: bool) -> str:
    parts = [_condition(flow, registers, condition) for condition in guard.conditions]
    parts += [
        _group(flow, registers, group, inner=True)
        for group in guard.groups
        if group.conditions or group.groups
    ]
    joined = (
        translate("GuardEditor", " and ") if guard.mode is Mode.ALL else translate("GuardEditor", " or ")
    ).join(parts)
    return f"({joined})" if inner and len(parts) > 1 else joined


def _condition(flow: Flow, registers: Registers, condition: Condition) -> str:
    name = words.field_name(flow, condition.field)
    said = f"{name} {words.op(condition.op)}"
    if condition.op in NEED_NO_VALUE:
        return said
    return f"{said} {value_words(flow, registers, condition)}"


def value_words(flow: Flow, registers: Registers, condition: Condition) -> str:
    """The value of a condition as people read it; an ellipsis while it is missing."""
    row = registers.field_row(flow, condition.field)
    value: Any = condition.value
    if not filled(value):
        return "…"
    if condition.op in NEED_A_LIST or isinstance(value, list | tuple):
        each = value if isinstance(value, list | tuple) else [value]
        return ", ".join(words_of(row, one) for one in each)
    return words_of(row, value)
