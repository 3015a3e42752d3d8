"""Sentences and icons for what happened to a ticket."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from pacdesk.desk.tickets.rows import EntryRow
from pacdesk.desk.tickets.rules import EventKind, WaitingOn
from pacdesk.desk.values import Visibility
from pacdesk.gui.tickets import words

_ICONS = {
    EventKind.OPENED: "inbox",
    EventKind.TAKEN: "user-check",
    EventKind.HANDED_OVER: "corner-up-right",
    EventKind.STAGE_CHANGED: "arrow-right",
    EventKind.WAITING: "pause",
    EventKind.CHANGED: "pencil",
    EventKind.ATTACHED: "paperclip",
    EventKind.ATTACHMENT_HIDDEN: "eye-off",
    EventKind.CORRECTED: "pencil",
    EventKind.RESOLVED: "circle-check",
    EventKind.CANCELLED: "ban",
    EventKind.REOPENED: "rotate-ccw",
    EventKind.IMPORTED: "download",
    EventKind.UNDONE: "undo-2",
}


def icon_of(kind: EventKind) -> str:
    """The icon of a line of the history."""
    return _ICONS.get(kind, "circle-dot")


def role_of(entry: EntryRow) -> tuple[str, str]:
    """(icon, words) that tell the three kinds of card apart."""
    if entry.kind is EventKind.CLIENT_MESSAGE:
        who = entry.on_behalf_of
        words = QCoreApplication.translate("Entry", "Client")
        return "building-2", f"{words} · {who}" if who else words
    if entry.visibility is Visibility.INTERNAL:
        return "lock", QCoreApplication.translate("Entry", "Internal note · only the team sees it")
    if entry.kind is EventKind.OPENED:
        return "inbox", QCoreApplication.translate("Entry", "Opened the ticket")
    if entry.kind is EventKind.IMPORTED:
        return "download", QCoreApplication.translate("Entry", "Imported from another system")
    return "eye", QCoreApplication.translate("Entry", "Reply · visible to the client")


def sentence_of(entry: EntryRow) -> str:
    """One line for an event that nobody wrote as text."""
    template = _templates().get(entry.kind)
    facts = _Facts(entry.payload)
    facts["who"] = entry.actor_label or QCoreApplication.translate("Entry", "Somebody")
    line = template.format_map(facts) if template else str(entry.kind)
    extras = [facts[name] for name in ("reason", "cancel_reason", "text") if entry.payload.get(name)]
    if entry.undone_by is not None:
        extras.append(QCoreApplication.translate("Entry", "undone"))
    return " · ".join([line, *extras])


def _templates() -> dict[EventKind, str]:
    say = QCoreApplication.translate
    return {
        EventKind.OPENED: say("Entry", "{who} opened the ticket"),
        EventKind.TAKEN: say("Entry", "{who} took the ticket"),
        EventKind.HANDED_OVER: say("Entry", "{who} handed over to {to}"),
        EventKind.STAGE_CHANGED: say("Entry", "{who} moved it: {from} → {to}, condition “{condition}”"),
        EventKind.WAITING: say("Entry", "{who} said whose turn it is: {waiting_on}"),
        EventKind.CHANGED: say("Entry", "{who} changed {fields}"),
        EventKind.ATTACHED: say("Entry", "{who} attached {files}"),
        EventKind.ATTACHMENT_HIDDEN: say("Entry", "{who} hid {file} from the client"),
        EventKind.CORRECTED: say("Entry", "{who} corrected an entry"),
        EventKind.RESOLVED: say("Entry", "{who} concluded the ticket"),
        EventKind.CANCELLED: say("Entry", "{who} cancelled the ticket"),
        EventKind.REOPENED: say("Entry", "{who} reopened the ticket"),
        EventKind.IMPORTED: say("Entry", "{activity} · {who}"),
        EventKind.UNDONE: say("Entry", "{who} undid an entry"),
    }


class _Facts(dict[str, Any]):
    """What a sentence needs; a fact that an old entry lacks is a dash, never a failure."""

    def __init__(self, payload: Any) -> None:
        super().__init__({name: _plain(name, value) for name, value in dict(payload).items()})

    def __missing__(self, key: str) -> str:
        return "—"


def _plain(name: str, value: Any) -> str:
    """A fact in words: codes of the desk become what people call them."""
    if name == "waiting_on" and value in list(WaitingOn):
        return words.waiting(WaitingOn(value))
    if name == "cancel_reason":
        return dict(words.cancel_reasons()).get(str(value), str(value))
    if isinstance(value, dict):
        return ", ".join(words.field(str(key)) for key in value)
    if isinstance(value, list | tuple):
        return ", ".join(_plain("", item) for item in value)
    return " ".join(str(value).split())
