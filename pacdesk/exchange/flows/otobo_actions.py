"""What OTOBO's transitions do by themselves, as actions of a flow."""

import re
from collections.abc import Callable
from typing import Final

from pacdesk.desk.workflow.rows import ActionKind, ActionRow, Ref
from pacdesk.exchange.flows.model import Notes
from pacdesk.exchange.flows.otobo_fields import Fields
from pacdesk.exchange.flows.otobo_file import Action

USUAL_STATES: Final = {
    "1": "new",
    "2": "closed successful",
    "3": "closed unsuccessful",
    "4": "open",
    "5": "removed",
    "6": "pending reminder",
    "7": "pending auto close+",
    "8": "pending auto close-",
    "9": "merged",
}
"""The states that every installation begins with, by their numbers."""

_QUEUE_IN_NAME = re.compile(r"queue\s*(?:to|=|:)?\s+(\S.*)", re.IGNORECASE)
_FIELD_NAME = re.compile(r"(DynamicField_)?[A-Za-z][A-Za-z0-9_]{0,60}")
_PLACEHOLDER = re.compile(r"<(?:OTRS|OTOBO|ZNUNY)_\w+>")


class Actions:
    """Makes actions; what none can mean is noted."""

    def __init__(self, notes: Notes, fields: Fields) -> None:
        self._notes = notes
        self._fields = fields
        self._makers: dict[str, Callable[[Action, str], list[ActionRow]]] = {
            "TicketStateSet": self._state,
            "TicketQueueSet": self._queue,
            "DynamicFieldSet": self._dynamic,
            "TicketTypeSet": lambda action, place: self._set("Type", action, place, "Type", "TypeID"),
            "TicketTitleSet": lambda action, place: self._set("Title", action, place, "Title"),
            "TicketPrioritySet": lambda action, place: self._set(
                "Priority", action, place, "Priority", "PriorityID"
            ),
            "TicketServiceSet": lambda action, place: self._set("Service", action, place, "Service"),
            "TicketSLASet": lambda action, place: self._set("SLA", action, place, "SLA"),
            "ArticleSend": self._message,
            "TicketArticleCreate": self._article,
        }

    def of(self, action: Action, place: str) -> list[ActionRow]:
        """What an action of the file does here."""
        make = self._makers.get(action.module)
        if make is None:
            self._left_out(action, place)
            return []
        return make(action, place)

    def _left_out(self, action: Action, place: str) -> None:
        shown = [f"{name}={value[:60]}" for name, value in action.config.items()]
        self._notes.add(
            "otobo.action_left_out", place, action=action.name, module=action.module, config=shown
        )

    def _state(self, action: Action, place: str) -> list[ActionRow]:
        number = action.config.get("StateID", "")
        name = action.config.get("State") or USUAL_STATES.get(number, "")
        if not name:
            self._left_out(action, place)
            return []
        if not action.config.get("State"):
            self._notes.add("otobo.by_number", place, what="StateID", number=number, name=name)
        waits = action.config.get("PendingTimeDiff") or action.config.get("PendingTime")
        if waits:
            self._notes.add("otobo.pending_time", place, state=name, seconds=waits)
        return [ActionRow(kind=ActionKind.SET_STATUS, ref=Ref(name))]

    def _queue(self, action: Action, place: str) -> list[ActionRow]:
        name, number = action.config.get("Queue", ""), action.config.get("QueueID", "")
        if not name and number:
            told = _QUEUE_IN_NAME.search(action.name)
            name = told.group(1).strip() if told else f"Queue {number}"
            self._notes.add("otobo.by_number", place, what="QueueID", number=number, name=name)
        if not name:
            self._left_out(action, place)
            return []
        return [ActionRow(kind=ActionKind.SET_FIELD, field="department", ref=Ref(name))]

    def _dynamic(self, action: Action, place: str) -> list[ActionRow]:
        rows = []
        for name, value in action.config.items():
            if not _FIELD_NAME.fullmatch(name):
                self._notes.add("otobo.field_name_unusable", place, field=name, value=value)
            elif name != "UserID":
                row = self._fields.set_action(name, value, place)
                rows += [row] if row else []
                self._tell_placeholder(value, place)
        return rows

    def _set(self, field: str, action: Action, place: str, *names: str) -> list[ActionRow]:
        value = next((action.config[name] for name in names if action.config.get(name)), "")
        row = self._fields.set_action(field, value, place) if value else None
        if row is None:
            self._left_out(action, place)
            return []
        self._tell_placeholder(value, place)
        return [row]

    def _message(self, action: Action, place: str) -> list[ActionRow]:
        """A mail to somebody: here a message to the client in the discussion."""
        text = _words(action)
        if not text:
            self._left_out(action, place)
            return []
        self._notes.add("otobo.mail_as_message", place, to=action.config.get("To", ""))
        self._tell_placeholder(text, place)
        return [ActionRow(kind=ActionKind.SEND_MESSAGE, text=text)]

    def _article(self, action: Action, place: str) -> list[ActionRow]:
        """An entry that the client sees is a message; internal ones no action can write."""
        seen = action.config.get("IsVisibleForCustomer") == "1" or "external" in action.config.get(
            "ArticleType", ""
        )
        if not seen or not _words(action):
            self._left_out(action, place)
            return []
        self._tell_placeholder(_words(action), place)
        return [ActionRow(kind=ActionKind.SEND_MESSAGE, text=_words(action))]

    def _tell_placeholder(self, text: str, place: str) -> None:
        found = list(dict.fromkeys(_PLACEHOLDER.findall(text)))
        if found:
            self._notes.add("otobo.variables", place, variables=found)


def _words(action: Action) -> str:
    parts = (action.config.get("Subject", ""), action.config.get("Body", ""))
    return "\n\n".join(part for part in parts if part)
