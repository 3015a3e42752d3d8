"""Words for what a ticket is: the same in header, panel, forms and history."""

from datetime import date, datetime, tzinfo
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from pacdesk.desk.access.rules import Allowed, Answer
from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.tickets.rows import AddressSnapshot, TicketCard
from pacdesk.desk.tickets.rules import (
    BestTime,
    EventKind,
    Origin,
    PendingInteraction,
    Priority,
    Situation,
    Status,
    TicketKind,
    UnderstandingState,
    WaitingOn,
)
from pacdesk.desk.workflow.rules import Move
from pacdesk.errors import UserError
from pacdesk.gui import messages, wording
from pacdesk.gui.tickets.refusals import REFUSALS

translate = QCoreApplication.translate
LEVELS = {
    Priority.LOW: "low",
    Priority.NORMAL: "normal",
    Priority.HIGH: "high",
    Priority.CRITICAL: "critical",
}
EVENT_ICONS = {
    EventKind.OPENED: "inbox",
    EventKind.REPLY: "corner-up-left",
    EventKind.NOTE: "lock",
    EventKind.CLIENT_MESSAGE: "message-circle",
    EventKind.TAKEN: "hand",
    EventKind.HANDED_OVER: "corner-up-right",
    EventKind.STAGE_CHANGED: "arrow-right",
    EventKind.VERSION_CHANGED: "git-compare-arrows",
    EventKind.WAITING: "pause",
    EventKind.CHANGED: "pencil",
    EventKind.ATTACHED: "paperclip",
    EventKind.ATTACHMENT_HIDDEN: "eye-off",
    EventKind.CORRECTED: "pencil",
    EventKind.CHECKED: "square-check-big",
    EventKind.REFERRED: "user-plus",
    EventKind.REFERRAL_ENDED: "user",
    EventKind.UNDERSTANDING_ASKED: "circle-question-mark",
    EventKind.UNDERSTANDING_DECIDED: "user-check",
    EventKind.RESOLVED: "circle-check",
    EventKind.CANCELLED: "ban",
    EventKind.REOPENED: "rotate-ccw",
    EventKind.IMPORTED: "download",
    EventKind.UNDONE: "undo-2",
}
"""What a thing that happened looks like, in lists and in the history alike."""
NOTHING = "—"

messages.add(REFUSALS)


def priority(value: Priority) -> str:
    """`Critical`."""
    return {
        Priority.LOW: translate("Ticket", "Low"),
        Priority.NORMAL: translate("Ticket", "Normal"),
        Priority.HIGH: translate("Ticket", "High"),
        Priority.CRITICAL: translate("Ticket", "Critical"),
    }[value]


def status(value: Status) -> str:
    """`In progress`."""
    return {
        Status.NEW: translate("Ticket", "New"),
        Status.PENDING: translate("Ticket", "Pending"),
        Status.IN_PROGRESS: translate("Ticket", "In progress"),
        Status.RESOLVED: translate("Ticket", "Resolved"),
        Status.CANCELLED: translate("Ticket", "Cancelled"),
    }[value]


def situation(value: Situation) -> str:
    """The client's bucket (S1.7)."""
    return {
        Situation.PENDING: translate("Situation", "Pending"),
        Situation.IN_PROGRESS: translate("Situation", "Under way"),
        Situation.CONCLUDED: translate("Situation", "Concluded"),
        Situation.CANCELLED: translate("Situation", "Cancelled"),
    }[value]


def pending(value: PendingInteraction) -> str:
    """Who owes the other side a word, and which (S3.25)."""
    return {
        PendingInteraction.NONE: translate("Ticket", "None"),
        PendingInteraction.INTERNAL: translate("Ticket", "Internal: reply to the client"),
        PendingInteraction.EXTERNAL: translate("Ticket", "External: the client's answer"),
        PendingInteraction.BOTH: translate("Ticket", "Internal and external"),
    }[value]


def waiting(value: WaitingOn) -> str:
    """Whose turn it is (D3)."""
    return {
        WaitingOn.CLIENT: translate("Ticket", "the client"),
        WaitingOn.ATTENDANT: translate("Ticket", "the attendant"),
        WaitingOn.DEPARTMENT: translate("Ticket", "the department"),
        WaitingOn.THIRD_PARTY: translate("Ticket", "a third party"),
    }[value]


def best_time(value: BestTime) -> str:
    """The reserved part of the day (S3.20)."""
    return {
        BestTime.MORNING: translate("Ticket", "Morning"),
        BestTime.AFTERNOON: translate("Ticket", "Afternoon"),
        BestTime.NIGHT: translate("Ticket", "Night"),
        BestTime.ANY: translate("Ticket", "Any time"),
    }[value]


def origin(value: Origin) -> str:
    """Where it came from (S3.22)."""
    return {
        Origin.INTERNAL: translate("Ticket", "Internal"),
        Origin.CLIENT_ONLINE: translate("Ticket", "Client portal"),
        Origin.API: translate("Ticket", "Program (API)"),
        Origin.IMPORTED: translate("Ticket", "Imported"),
    }[value]


def kind(value: TicketKind) -> str:
    """For a client, or on the own structure (S3.2)."""
    return {
        TicketKind.CLIENT: translate("Ticket", "Client"),
        TicketKind.OWN_STRUCTURE: translate("Ticket", "Own structure"),
    }[value]


def understanding(value: UnderstandingState) -> str:
    """What the client made of a version (S1.5)."""
    return {
        UnderstandingState.WAITING: translate("Ticket", "Waiting for the client"),
        UnderstandingState.APPROVED: translate("Ticket", "Approved"),
        UnderstandingState.REJECTED: translate("Ticket", "Rejected"),
    }[value]


def cancel_reasons() -> tuple[tuple[str, str], ...]:
    """(code, words) of why a ticket is cancelled (S1.31)."""
    return (
        ("mistake", translate("Ticket", "Opened by mistake")),
        ("duplicate", translate("Ticket", "Duplicate of another ticket")),
        ("other", translate("Ticket", "Another reason")),
    )


def field(name: str) -> str:
    """A field of a ticket, by the name that changes and events know it by."""
    return {
        "contact": translate("Ticket", "Contact"),
        "login": translate("Ticket", "Login"),
        "contract": translate("Ticket", "Contract"),
        "subject_id": translate("Ticket", "Subject"),
        "subject": translate("Ticket", "Title"),
        "description": translate("Ticket", "Description"),
        "priority": translate("Ticket", "Priority"),
        "reserved_on": translate("Ticket", "Reserved date"),
        "best_time": translate("Ticket", "Best time"),
        "complementary_status": translate("Ticket", "Complementary status"),
        "address_origin": translate("Ticket", "Origin of the address"),
        "address": translate("Ticket", "Address"),
        "department": translate("Ticket", "Department"),
        "attendant": translate("Ticket", "Attendant"),
    }.get(name, name)


def address(value: AddressSnapshot) -> str:
    """An address on one line; empty when nothing of it is known."""
    street = ", ".join(part for part in (value.street, value.number, value.complement) if part)
    place = "/".join(part for part in (value.city, value.state) if part)
    return " · ".join(part for part in (street, value.district, place, value.cep) if part)


def shown_date(value: date | None) -> str:
    """A day without its time, or a dash."""
    if value is None:
        return NOTHING
    return QLocale().toString(QDate(value.year, value.month, value.day), translate("Wording", "MM/dd/yyyy"))


def link(card: TicketCard) -> str:
    """What *Copy link* copies: the protocol finds the ticket in every desk that has it."""
    return f"pacdesk:ticket/{show_protocol(card.protocol)}"


def reason(answer: Answer, now: datetime, zone: tzinfo) -> str | None:
    """Why a verb is refused, as it stands beside its button; None when it is not."""
    if isinstance(answer, Allowed):
        return None
    facts: dict[str, Any] = {name: _readable(value, now, zone) for name, value in answer.facts.items()}
    return messages.sentence(UserError(answer.code, **facts)).what.removesuffix(".")


def move(found: Move) -> str:
    """A move by its label and where it leads."""
    label, target = found.way.label, found.target.name
    return f"{label} → {target}" if label and target not in label else label or target


def why_closed(found: Move, now: datetime, zone: tzinfo) -> str | None:
    """Why a move is closed to the person; None when it is open."""
    return None if found.refusal is None else reason(found.refusal, now, zone)


def _readable(value: object, now: datetime, zone: tzinfo) -> object:
    if not isinstance(value, datetime):
        return value
    same_day = value.astimezone(zone).date() == now.astimezone(zone).date()
    return wording.clock(value, zone) if same_day else wording.when(value, now, zone)


def change(value: object) -> str:
    """A value of a changed field in words."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, Priority):
        return priority(value)
    if isinstance(value, BestTime):
        return best_time(value)
    if isinstance(value, AddressSnapshot):
        return address(value) or NOTHING
    if isinstance(value, date):
        return shown_date(value)
    return NOTHING if isinstance(value, UUID) else str(value)


def short_name(name: str) -> str:
    """`Marina R.`: the column is narrow, the whole name is in the tooltip."""
    names = name.split()
    return f"{names[0]} {names[-1][0]}." if len(names) > 1 else name
