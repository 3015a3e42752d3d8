"""Words for what a flow is made of: the same in the inspector, the matrix, guards and problems."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from pacdesk.desk.workflow.fields import FACTS, OWN_FIELDS
from pacdesk.desk.workflow.rows import (
    ActionKind,
    Demand,
    FieldKind,
    Flow,
    Mode,
    Op,
    Responsible,
    StageKind,
    Trigger,
    Who,
)

translate = QCoreApplication.translate

KIND_ICONS: Mapping[FieldKind, str] = {
    FieldKind.TEXT: "text-cursor-input",
    FieldKind.LONG_TEXT: "align-left",
    FieldKind.NUMBER: "hash",
    FieldKind.MONEY: "banknote",
    FieldKind.DATE: "calendar",
    FieldKind.TIME: "clock",
    FieldKind.YES_NO: "toggle-left",
    FieldKind.CHOICE: "list",
    FieldKind.CHOICES: "list-checks",
    FieldKind.DOCUMENT: "id-card",
    FieldKind.CLIENT: "building-2",
    FieldKind.FILE: "paperclip",
}
FLAGS = ("required", "read_only", "hidden_inside", "hidden_online", "needed_before")
FLAG_ICONS = {
    "required": ("asterisk", "danger"),
    "read_only": ("pencil-off", "text2"),
    "hidden_inside": ("eye-off", "text2"),
    "hidden_online": ("globe-lock", "text2"),
    "needed_before": ("corner-down-right", "accent_text"),
}
"""Icon and tone of each of the five flags."""


def flag(name: str) -> str:
    """A flag in the legend."""
    return {
        "required": translate("Workflow", "required"),
        "read_only": translate("Workflow", "read-only"),
        "hidden_inside": translate("Workflow", "hidden from the team"),
        "hidden_online": translate("Workflow", "hidden in the portal"),
        "needed_before": translate("Workflow", "needed from the stage before"),
    }[name]


def flag_key(name: str) -> str:
    """The letter that switches a flag on and off."""
    return {
        "required": translate("Workflow", "R", "key for: required"),
        "read_only": translate("Workflow", "L", "key for: read-only"),
        "hidden_inside": translate("Workflow", "T", "key for: hidden from the team"),
        "hidden_online": translate("Workflow", "P", "key for: hidden in the portal"),
        "needed_before": translate("Workflow", "B", "key for: needed from the stage before"),
    }[name]


def own_fields() -> Mapping[str, str]:
    """A ticket's own fields, and the facts that guards may ask of."""
    return {
        "subject": translate("Workflow", "Title"),
        "description": translate("Workflow", "Description"),
        "subject_id": translate("Workflow", "Subject"),
        "contact": translate("Workflow", "Contact"),
        "login": translate("Workflow", "Access login"),
        "contract": translate("Workflow", "Contract"),
        "department": translate("Workflow", "Department"),
        "attendant": translate("Workflow", "Attendant"),
        "priority": translate("Workflow", "Priority"),
        "complementary_status": translate("Workflow", "Complementary status"),
        "reserved_on": translate("Workflow", "Reserved date"),
        "best_time": translate("Workflow", "Best time"),
        "address": translate("Workflow", "Address"),
        "understanding": translate("Workflow", "Understanding"),
        "waiting_on": translate("Workflow", "Whose turn it is"),
        "origin": translate("Workflow", "Origin"),
        "kind": translate("Workflow", "Kind of ticket"),
    }


def field_name(flow: Flow, name: str) -> str:
    """What a field is called: the custom one's own name, the ticket's own in the reader's language."""
    row = flow.field(name)
    if row is not None:
        return row.name.strip() or row.key
    return own_fields().get(name, name)


def kind_of(flow: Flow, name: str) -> FieldKind:
    """What a field holds; text for one that is gone."""
    row = flow.field(name)
    if row is not None:
        return row.kind
    return OWN_FIELDS.get(name) or FACTS.get(name) or FieldKind.TEXT


def field_kinds() -> list[tuple[Any, str]]:
    """The kinds of a custom field."""
    return [
        (FieldKind.TEXT, translate("Workflow", "Text")),
        (FieldKind.LONG_TEXT, translate("Workflow", "Long text")),
        (FieldKind.NUMBER, translate("Workflow", "Number")),
        (FieldKind.MONEY, translate("Workflow", "Money")),
        (FieldKind.DATE, translate("Workflow", "Date")),
        (FieldKind.TIME, translate("Workflow", "Time")),
        (FieldKind.YES_NO, translate("Workflow", "Yes or no")),
        (FieldKind.CHOICE, translate("Workflow", "One choice")),
        (FieldKind.CHOICES, translate("Workflow", "Several choices")),
        (FieldKind.DOCUMENT, translate("Workflow", "CPF or CNPJ")),
        (FieldKind.CLIENT, translate("Workflow", "Client")),
        (FieldKind.FILE, translate("Workflow", "File")),
    ]


def stage_kinds() -> list[tuple[Any, str]]:
    """What a stage may be."""
    return [
        (StageKind.ENTRY, translate("Workflow", "Entry")),
        (StageKind.MIDDLE, translate("Workflow", "Middle")),
        (StageKind.RESOLVED, translate("Workflow", "End: concluded")),
        (StageKind.CANCELLED, translate("Workflow", "End: cancelled")),
    ]


def responsibles() -> list[tuple[Any, str]]:
    """Who may be responsible in a stage."""
    return [
        (Responsible.KEEP, translate("Workflow", "Whoever has it")),
        (Responsible.DEPARTMENT, translate("Workflow", "Queue of a department")),
        (Responsible.ATTENDANT, translate("Workflow", "A certain attendant")),
        (Responsible.PREVIOUS, translate("Workflow", "The attendant before")),
        (Responsible.CLIENT, translate("Workflow", "Client")),
        (Responsible.TECHNICAL, translate("Workflow", "Client's technical responsible")),
        (Responsible.THIRD_PARTY, translate("Workflow", "A third party")),
        (Responsible.ROLE, translate("Workflow", "A role")),
    ]


def whos() -> list[tuple[Any, str]]:
    """Who may use a transition."""
    return [
        (Who.HOLDER, translate("Workflow", "Whoever has the ticket")),
        (Who.DEPARTMENT, translate("Workflow", "Its department")),
        (Who.MANAGER, translate("Workflow", "Managers")),
        (Who.ADMINISTRATOR, translate("Workflow", "Administrators")),
        (Who.CLIENT, translate("Workflow", "The client, in the portal")),
    ]


def triggers() -> list[tuple[Any, str]]:
    """What sets a transition off."""
    return [
        (Trigger.PERSON, translate("Workflow", "A person")),
        (Trigger.TIME, translate("Workflow", "Time gone by")),
        (Trigger.EVENT, translate("Workflow", "Something that happens elsewhere")),
    ]


def demands() -> list[tuple[Any, str]]:
    """What a transition asks of a field."""
    return [
        (Demand.SHOW, translate("Workflow", "is shown")),
        (Demand.FILL, translate("Workflow", "must be filled")),
        (Demand.CHANGE, translate("Workflow", "must be changed")),
    ]


def action_kinds() -> list[tuple[Any, str]]:
    """What may happen by itself."""
    return [
        (ActionKind.SET_FIELD, translate("Workflow", "Fill a field")),
        (ActionKind.SET_NOW, translate("Workflow", "Put the present moment into a field")),
        (ActionKind.CLEAR_FIELD, translate("Workflow", "Empty a field")),
        (ActionKind.SET_STATUS, translate("Workflow", "Set the complementary status")),
        (ActionKind.SEND_MESSAGE, translate("Workflow", "Send a message to the client")),
        (ActionKind.ASK_UNDERSTANDING, translate("Workflow", "Ask the client about the understanding")),
    ]


ACTION_ICONS = {
    ActionKind.SET_FIELD: "pencil",
    ActionKind.SET_NOW: "clock",
    ActionKind.CLEAR_FIELD: "x",
    ActionKind.SET_STATUS: "tag",
    ActionKind.SEND_MESSAGE: "mail",
    ActionKind.ASK_UNDERSTANDING: "message-circle",
}


def op(value: Op) -> str:
    """A comparison, between the field and its value."""
    return {
        Op.IS: translate("Workflow", "is"),
        Op.IS_NOT: translate("Workflow", "is not"),
        Op.ONE_OF: translate("Workflow", "is one of"),
        Op.NOT_ONE_OF: translate("Workflow", "is none of"),
        Op.FILLED: translate("Workflow", "is filled"),
        Op.EMPTY: translate("Workflow", "is empty"),
        Op.CONTAINS: translate("Workflow", "contains"),
        Op.STARTS_WITH: translate("Workflow", "starts with"),
        Op.ENDS_WITH: translate("Workflow", "ends with"),
        Op.MORE_THAN: translate("Workflow", "is more than"),
        Op.AT_LEAST: translate("Workflow", "is at least"),
        Op.LESS_THAN: translate("Workflow", "is less than"),
        Op.AT_MOST: translate("Workflow", "is at most"),
    }[value]


_ALWAYS = (Op.FILLED, Op.EMPTY)
_TEXTS = (Op.IS, Op.IS_NOT, Op.CONTAINS, Op.STARTS_WITH, Op.ENDS_WITH)
_ORDERED = (Op.IS, Op.IS_NOT, Op.MORE_THAN, Op.AT_LEAST, Op.LESS_THAN, Op.AT_MOST)
_CHOSEN = (Op.IS, Op.IS_NOT, Op.ONE_OF, Op.NOT_ONE_OF)


def ops_of(kind: FieldKind) -> tuple[Op, ...]:
    """The comparisons that make sense for a kind of field."""
    match kind:
        case FieldKind.NUMBER | FieldKind.MONEY | FieldKind.DATE | FieldKind.TIME:
            return (*_ORDERED, *_ALWAYS)
        case FieldKind.CHOICE:
            return (*_CHOSEN, *_ALWAYS)
        case FieldKind.CHOICES:
            return (Op.CONTAINS, *_ALWAYS)
        case FieldKind.YES_NO:
            return (Op.IS, *_ALWAYS)
        case FieldKind.FILE | FieldKind.LONG_TEXT | FieldKind.CLIENT:
            return (Op.CONTAINS, *_ALWAYS) if kind is FieldKind.LONG_TEXT else _ALWAYS
    return (*_TEXTS, *_ALWAYS)


def modes() -> list[tuple[Any, str]]:
    """How the parts of a guard are joined."""
    return [
        (Mode.ALL, translate("Workflow", "all of this is so")),
        (Mode.ANY, translate("Workflow", "any of this is so")),
    ]


def word_of(choices: list[tuple[Any, str]], value: Any) -> str:
    """The word for one value of a list of choices."""
    return next((text for key, text in choices if key == value), str(value))
