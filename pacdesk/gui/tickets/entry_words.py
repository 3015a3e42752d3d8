"""Sentences and icons for what happened to a ticket."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from pacdesk.desk.tickets.rows import EntryRow
from pacdesk.desk.tickets.rules import EventKind, UnderstandingState, WaitingOn
from pacdesk.desk.values import Visibility
from pacdesk.gui.tickets import words

translate = QCoreApplication.translate
SHORT_VALUE = 40
"""Letters up to which a custom field's new value stands in the line of its change."""


def icon_of(kind: EventKind) -> str:
    """The icon of a line of the history."""
    return words.EVENT_ICONS[kind]


def role_of(entry: EntryRow) -> tuple[str, str]:
    """(icon, words) that tell the three kinds of card apart."""
    if entry.kind is EventKind.CLIENT_MESSAGE:
        if entry.actor_label and entry.on_behalf_of and entry.actor_label != entry.on_behalf_of:
            told = translate("Entry", "Client · written down by {who}")
            return "building-2", told.format(who=entry.actor_label)
        return "building-2", translate("Entry", "Client")
    if entry.visibility is Visibility.INTERNAL:
        return "lock", translate("Entry", "Internal note · only the team sees it")
    if entry.kind is EventKind.OPENED:
        return "inbox", translate("Entry", "Opened the ticket")
    if entry.kind is EventKind.IMPORTED:
        return "download", translate("Entry", "Imported from another system")
    if entry.kind is EventKind.UNDERSTANDING_ASKED:
        told = translate("Entry", "Understanding, version {version} · for the client to approve")
        return "circle-question-mark", told.format(version=entry.payload.get("version", ""))
    return "eye", translate("Entry", "Reply · visible to the client")


def sentence_of(entry: EntryRow) -> str:
    """One line for an event that nobody wrote as text."""
    if entry.erased:
        who = entry.on_behalf_of or entry.actor_label or translate("Entry", "Somebody")
        return translate("Entry", "{who}: erased (LGPD)").format(who=who)
    template = _template(entry)
    facts = _Facts(entry.payload)
    facts["who"] = entry.actor_label or translate("Entry", "Somebody")
    facts["client"] = entry.on_behalf_of or translate("Entry", "The client")
    line = template.format_map(facts) if template else str(entry.kind)
    extras = [facts[name] for name in ("reason", "cancel_reason", "text") if entry.payload.get(name)]
    if entry.undone_by is not None:
        extras.append(translate("Entry", "undone"))
    return " · ".join([line, *extras])


def _template(entry: EntryRow) -> str:
    if entry.kind is EventKind.CHECKED and not entry.payload.get("done", True):
        return translate("Entry", "{who} took the tick off “{item}”")
    if entry.kind is EventKind.UNDERSTANDING_DECIDED:
        return _decided(entry)
    if entry.kind is EventKind.CHANGED and entry.payload.get("by"):
        return translate("Entry", "“{by}” changed {fields}")
    if entry.kind is EventKind.STAGE_CHANGED and not entry.payload.get("condition"):
        return translate("Entry", "{who} moved it: {from} → {to}")
    return _templates().get(entry.kind, "")


def _decided(entry: EntryRow) -> str:
    if entry.payload.get("state") == UnderstandingState.APPROVED:
        return translate("Entry", "{client} approved version {version}, noted by {who}")
    return translate("Entry", "{client} rejected version {version}, noted by {who}")


def _templates() -> dict[EventKind, str]:
    return {
        EventKind.OPENED: translate("Entry", "{who} opened the ticket"),
        EventKind.TAKEN: translate("Entry", "{who} took the ticket"),
        EventKind.HANDED_OVER: translate("Entry", "{who} handed over to {to}"),
        EventKind.STAGE_CHANGED: translate("Entry", "{who} moved it: {from} → {to}, condition “{condition}”"),
        EventKind.VERSION_CHANGED: translate(
            "Entry", "{who} moved it to version {to_version} of the flow: {from} → {to}"
        ),
        EventKind.WAITING: translate("Entry", "{who} said whose turn it is: {waiting_on}"),
        EventKind.CHANGED: translate("Entry", "{who} changed {fields}"),
        EventKind.ATTACHED: translate("Entry", "{who} attached {files}"),
        EventKind.ATTACHMENT_HIDDEN: translate("Entry", "{who} hid {file} from the client"),
        EventKind.CORRECTED: translate("Entry", "{who} corrected an entry"),
        EventKind.CHECKED: translate("Entry", "{who} ticked “{item}”"),
        EventKind.REFERRED: translate("Entry", "{who} referred the ticket to {user}, outside the portfolio"),
        EventKind.REFERRAL_ENDED: translate("Entry", "{who} ended the referral to {user}"),
        EventKind.UNDERSTANDING_ASKED: translate("Entry", "{who} asks for approval, version {version}"),
        EventKind.RESOLVED: translate("Entry", "{who} concluded the ticket"),
        EventKind.CANCELLED: translate("Entry", "{who} cancelled the ticket"),
        EventKind.REOPENED: translate("Entry", "{who} reopened the ticket"),
        EventKind.IMPORTED: translate("Entry", "{activity} · {who}"),
        EventKind.UNDONE: translate("Entry", "{who} undid an entry"),
    }


class _Facts(dict[str, Any]):
    """What a sentence needs; a fact that an old entry lacks is a dash, never a failure."""

    def __init__(self, payload: Any) -> None:
        super().__init__({name: _plain(name, value) for name, value in dict(payload).items()})

    def __missing__(self, key: str) -> str:
        return "—"


def _changed(key: str, change: Any) -> str:
    """A changed field: a custom one brings its own name, and its value where that is short."""
    if not isinstance(change, dict) or "label" not in change:
        return words.field(key)
    told = words.change(change.get("to"))
    return f"{change['label']}: {told}" if len(told) <= SHORT_VALUE else str(change["label"])


def _plain(name: str, value: Any) -> str:
    """A fact in words: codes of the desk become what people call them."""
    if name == "waiting_on" and value in list(WaitingOn):
        return words.waiting(WaitingOn(value))
    if name == "cancel_reason":
        return dict(words.cancel_reasons()).get(str(value), str(value))
    if isinstance(value, dict):
        return ", ".join(_changed(str(key), one) for key, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_plain("", item) for item in value)
    return " ".join(str(value).split())
