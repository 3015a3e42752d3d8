"""Words for what tells two versions of a flow apart: the property, and its value before and after."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication

from pacdesk.desk.workflow.differences import Change, Difference, Part
from pacdesk.desk.workflow.rows import (
    ActionRow,
    CheckRow,
    ChoiceRow,
    Demand,
    FieldRow,
    Flow,
    Guard,
    MoveField,
    Ref,
)
from pacdesk.gui.editing.custom_inputs import words_of
from pacdesk.gui.wording import duration
from pacdesk.gui.workflow import words
from pacdesk.gui.workflow.guard_words import guard_sentence
from pacdesk.gui.workflow.registers import Registers

translate = QCoreApplication.translate
NOTHING = "—"

CHANGE_ICONS = {
    Change.ADDED: ("plus", "ok_text"),
    Change.REMOVED: ("minus", "danger_text"),
    Change.RENAMED: ("pencil", "text2"),
    Change.CHANGED: ("pencil", "text2"),
    Change.MOVED: ("list-ordered", "text2"),
}
"""Icon and tone of each change; the word stands beside it."""


def change(value: Change) -> str:
    """How a part differs, in one word."""
    return {
        Change.ADDED: translate("Differences", "new"),
        Change.REMOVED: translate("Differences", "gone"),
        Change.RENAMED: translate("Differences", "renamed"),
        Change.CHANGED: translate("Differences", "changed"),
        Change.MOVED: translate("Differences", "elsewhere in the order"),
    }[value]


def part(value: Part) -> str:
    """The heading of a kind of parts."""
    return {
        Part.STAGE: translate("Differences", "Stages"),
        Part.TRANSITION: translate("Differences", "Transitions"),
        Part.FIELD: translate("Differences", "Custom fields"),
        Part.FLAG: translate("Differences", "Fields in the stage"),
    }[value]


def attribute(found: Difference, new: Flow, old: Flow) -> str:
    """Which property changed; of a flag the field and what the flag says."""
    if found.part is Part.FLAG:
        flow = new if new.field(found.field) is not None else old
        return f"{words.field_name(flow, found.field)} · {words.flag(found.attribute)}"
    if found.change is Change.RENAMED:
        return translate("Differences", "Name")
    if found.change is Change.MOVED:
        return translate("Differences", "Place in the order")
    return _attributes().get(found.attribute, found.attribute)


def _attributes() -> dict[str, str]:
    return {
        "key": translate("Differences", "Key"),
        "phase": translate("Differences", "Phase"),
        "kind": translate("Differences", "Kind"),
        "tone": translate("Differences", "Colour"),
        "is_default_entry": translate("Differences", "Default entry"),
        "expected_minutes": translate("Differences", "Expected duration"),
        "clock_runs": translate("Differences", "Clock runs"),
        "description": translate("Differences", "Description"),
        "responsible": translate("Differences", "Who is responsible"),
        "responsible_ref": translate("Differences", "Responsible by name"),
        "checklist": translate("Differences", "Checklist"),
        "on_entry": translate("Differences", "What happens on entering"),
        "from_stage_id": translate("Differences", "From stage"),
        "to_stage_id": translate("Differences", "To stage"),
        "who": translate("Differences", "Who may use it"),
        "guard": translate("Differences", "Possible when"),
        "reasons": translate("Differences", "Reasons"),
        "reason_required": translate("Differences", "Reason required"),
        "comment_required": translate("Differences", "Comment required"),
        "fields": translate("Differences", "Fields asked for"),
        "actions": translate("Differences", "What happens by itself"),
        "trigger": translate("Differences", "Set off by"),
        "after_minutes": translate("Differences", "After"),
        "stimulus": translate("Differences", "Shared name"),
        "help": translate("Differences", "Help"),
        "section": translate("Differences", "Section"),
        "choices": translate("Differences", "Choices"),
        "default": translate("Differences", "Default"),
        "minimum": translate("Differences", "At least"),
        "maximum": translate("Differences", "At most"),
    }


def value(found: Difference, plain: Any, flow: Flow, registers: Registers) -> str:
    """A value of the property as people read it, in its own version's words; a dash for nothing."""
    if isinstance(plain, bool):
        return translate("Differences", "yes") if plain else translate("Differences", "no")
    if plain is None or plain in ("", ()):
        return NOTHING
    if found.attribute in ("expected_minutes", "after_minutes"):
        return duration(timedelta(minutes=plain))
    if found.attribute == "guard" and isinstance(plain, Guard):
        return guard_sentence(flow, registers, plain)
    if found.attribute == "default":
        row = flow.field(found.key)
        return words_of(row, plain) if row is not None else str(plain)
    listed = _listed(found)
    if listed is not None:
        return words.word_of(listed(), plain)
    if isinstance(plain, tuple):
        return ", ".join(_item(one, flow, registers) for one in plain)
    return _item(plain, flow, registers)


def _listed(found: Difference) -> Callable[[], list[tuple[Any, str]]] | None:
    if found.attribute == "kind":
        return words.field_kinds if found.part is Part.FIELD else words.stage_kinds
    return {"responsible": words.responsibles, "trigger": words.triggers}.get(found.attribute)


def _item(one: Any, flow: Flow, registers: Registers) -> str:
    if isinstance(one, Ref | ChoiceRow):
        return one.name
    if isinstance(one, CheckRow):
        return f"{one.text} *" if one.required else one.text
    if isinstance(one, MoveField):
        return f"{words.field_name(flow, one.field)} {words.word_of(words.demands(), Demand(one.demand))}"
    if isinstance(one, ActionRow):
        return action(one, flow, registers)
    return words.word_of(words.whos(), one)


def action(one: ActionRow, flow: Flow, registers: Registers) -> str:
    """What happens by itself, with what it is done to."""
    said = words.word_of(words.action_kinds(), one.kind)
    about = one.text or (one.ref.name if one.ref else "")
    if one.field:
        row: FieldRow = registers.field_row(flow, one.field)
        about = row.name if one.value is None else f"{row.name} = {words_of(row, one.value)}"
    return f"{said}: {about}" if about else said
