"""What a ticket is and what may be done with it. Pure: no SQL, no Qt, no clock."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from hashlib import sha256
from uuid import UUID

from pacdesk.desk.access.rules import Allowed, Answer, Refused, Right
from pacdesk.desk.access.rules import may as has_right
from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import Actor
from pacdesk.desk.workflow.rows import StageKind
from pacdesk.errors import Invalid, UserError


class Status(StrEnum):
    """Derived, never typed in (D2, S3.26)."""

    NEW = "new"
    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"


class Situation(StrEnum):
    """The client's four buckets (S1.7)."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    CONCLUDED = "concluded"
    CANCELLED = "cancelled"


class WaitingOn(StrEnum):
    """Whose turn it is (D3)."""

    CLIENT = "client"
    ATTENDANT = "attendant"
    DEPARTMENT = "department"
    THIRD_PARTY = "third_party"


class PendingInteraction(StrEnum):
    """Who owes the other side a word (S3.25)."""

    NONE = "none"
    INTERNAL = "internal"
    EXTERNAL = "external"
    BOTH = "both"


class Priority(IntEnum):
    """S3.18."""

    LOW = 1
    NORMAL = 2
    HIGH = 3
    CRITICAL = 4


class BestTime(StrEnum):
    """The reserved part of the day (S3.20)."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    NIGHT = "night"
    ANY = "any"


class Origin(StrEnum):
    """Where a ticket came from; automatic (S3.22)."""

    INTERNAL = "internal"
    CLIENT_ONLINE = "client_online"
    API = "api"
    IMPORTED = "imported"


class TicketKind(StrEnum):
    """For a client, or on the company's own structure (S3.2)."""

    CLIENT = "client"
    OWN_STRUCTURE = "own_structure"


class AddressOrigin(StrEnum):
    """Where the address is copied from (S3.11)."""

    MANUAL = "manual"
    CLIENT = "client"
    LOGIN = "login"
    CONTRACT = "contract"


class EventKind(StrEnum):
    """The kinds of event in a ticket's history."""

    OPENED = "opened"
    REPLY = "reply"
    NOTE = "note"
    CLIENT_MESSAGE = "client_message"
    TAKEN = "taken"
    HANDED_OVER = "handed_over"
    STAGE_CHANGED = "stage_changed"
    VERSION_CHANGED = "version_changed"
    WAITING = "waiting"
    CHANGED = "changed"
    ATTACHED = "attached"
    ATTACHMENT_HIDDEN = "attachment_hidden"
    CORRECTED = "corrected"
    CHECKED = "checked"
    REFERRED = "referred"
    REFERRAL_ENDED = "referral_ended"
    UNDERSTANDING_ASKED = "understanding_asked"
    UNDERSTANDING_DECIDED = "understanding_decided"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    IMPORTED = "imported"
    UNDONE = "undone"


SPOKEN = frozenset({EventKind.REPLY, EventKind.NOTE, EventKind.CLIENT_MESSAGE})
"""Entries of the discussion; everything else is one line of the timeline."""


class UnderstandingState(StrEnum):
    """What the client made of an understanding (S1.5)."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"


class Verb(StrEnum):
    """What somebody may want to do with a ticket."""

    TAKE = "take"
    REPLY = "reply"
    NOTE = "note"
    HAND_OVER = "hand_over"
    ADVANCE = "advance"
    WAIT = "wait"
    CHANGE = "change"
    ATTACH = "attach"
    RESOLVE = "resolve"
    CANCEL = "cancel"
    REOPEN = "reopen"


_VARIABLE = re.compile(r"\{(cliente|protocolo|atendente|contrato|data)\}", re.IGNORECASE)
CORRECTION_TIME = timedelta(minutes=5)
DEFAULT_PRIORITY = Priority.NORMAL


def status_of(stage: StageKind, *, taken: bool, waiting_on: WaitingOn, cancelled: bool = False) -> Status:
    """The status that follows from where the ticket is (S3.26, D2). `cancelled`: a flow without a stage
    for it leaves a cancelled ticket where it stood."""
    if cancelled or stage is StageKind.CANCELLED:
        return Status.CANCELLED
    if stage is StageKind.RESOLVED:
        return Status.RESOLVED
    if waiting_on in (WaitingOn.CLIENT, WaitingOn.THIRD_PARTY):
        return Status.PENDING
    return Status.IN_PROGRESS if taken else Status.NEW


def situation_of(status: Status) -> Situation:
    """The client's bucket of a status (S1.7)."""
    return {
        Status.NEW: Situation.PENDING,
        Status.PENDING: Situation.PENDING,
        Status.IN_PROGRESS: Situation.IN_PROGRESS,
        Status.RESOLVED: Situation.CONCLUDED,
        Status.CANCELLED: Situation.CANCELLED,
    }[status]


def pending_after(
    now: PendingInteraction, kind: EventKind, waiting_on: WaitingOn | None = None
) -> PendingInteraction:
    """Who owes a word after an entry (S3.25): our reply leaves it to the client, his to us; so does
    waiting for the client (D3)."""
    if kind is EventKind.REPLY or waiting_on is WaitingOn.CLIENT:
        return PendingInteraction.EXTERNAL
    if kind is EventKind.CLIENT_MESSAGE:
        return PendingInteraction.INTERNAL
    if kind in (EventKind.RESOLVED, EventKind.CANCELLED):
        return PendingInteraction.NONE
    return now


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """What the rules need to know of a ticket. `attendant_kept`: why its stage lets nobody change the
    attendant by hand (S1.25, S1.34)."""

    ticket_id: UUID
    status: Status
    stage_kind: StageKind
    attendant_id: UUID | None
    attendant_name: str
    taken_at: datetime | None
    answered: bool = False
    attendant_kept: Refused | None = None


_RIGHT_OF = {
    Verb.CANCEL: Right.TICKET_CANCEL,
    Verb.REOPEN: Right.TICKET_REOPEN,
}


def may(actor: Actor, facts: TicketFacts, verb: Verb) -> Answer:
    """Whether the actor may do that with the ticket now, and if not, why not (DESIGN section 5)."""
    closed = facts.status in (Status.RESOLVED, Status.CANCELLED)
    if verb is Verb.REOPEN:
        return _may_reopen(actor, closed=closed)
    if closed:
        return Refused("ticket.closed", {"status": str(facts.status)})
    if not has_right(actor, Right.TICKET_WORK):
        return Refused("access.right_missing", {"right": str(Right.TICKET_WORK)})
    if verb is Verb.CANCEL:
        return _may_cancel(actor, facts)
    if verb is Verb.TAKE:
        return _may_take(actor, facts)
    return Allowed()


def _may_reopen(actor: Actor, *, closed: bool) -> Answer:
    if not closed:
        return Refused("ticket.not_closed", {})
    if not has_right(actor, Right.TICKET_REOPEN):
        return Refused("access.right_missing", {"right": str(Right.TICKET_REOPEN)})
    return Allowed()


def _may_cancel(actor: Actor, facts: TicketFacts) -> Answer:
    if has_right(actor, Right.TICKET_CANCEL):
        return Allowed()
    mine = actor.staff_id is not None and facts.attendant_id == actor.staff_id
    if mine and not facts.answered:
        return Allowed()
    if mine:
        return Refused("ticket.cancel_answered", {"right": str(Right.TICKET_CANCEL)})
    return Refused("access.right_missing", {"right": str(Right.TICKET_CANCEL)})


def _may_take(actor: Actor, facts: TicketFacts) -> Answer:
    if actor.staff_id is None:
        return Refused("ticket.take_needs_staff", {"user": actor.name})
    if facts.attendant_id == actor.staff_id and facts.taken_at is not None:
        return Refused("ticket.already_yours", {"since": facts.taken_at})
    if facts.attendant_id is not None and facts.taken_at is not None:
        return Refused("ticket.already_taken", {"who": facts.attendant_name, "since": facts.taken_at})
    if facts.attendant_kept is not None and facts.attendant_id != actor.staff_id:
        return facts.attendant_kept
    return Allowed()


@dataclass(frozen=True, slots=True)
class SubjectRules:
    """The obligations of a subject (S3.7, S3.9)."""

    name: str
    login_required: bool = False
    contract_required: bool = False


@dataclass(frozen=True, slots=True)
class OpeningFacts:
    """What is filled in on a ticket that is about to be opened."""

    kind: TicketKind
    client_id: UUID | None
    login_id: UUID | None
    contract_id: UUID | None
    subject: str
    description: str
    has_department: bool
    has_type: bool
    subject_rules: SubjectRules | None = None


def opening_problems(facts: OpeningFacts) -> tuple[UserError, ...]:
    """Every field that keeps a ticket from being opened (S3.2, S3.7, S1.24), each beside its field."""
    problems = []
    if facts.kind is TicketKind.CLIENT and facts.client_id is None:
        problems.append(UserError("field.required", field="client"))
    if not facts.has_type:
        problems.append(UserError("field.required", field="type"))
    if not facts.subject.strip():
        problems.append(UserError("field.required", field="subject"))
    if not facts.has_department:
        problems.append(UserError("field.required", field="department"))
    if not facts.description.strip():
        problems.append(UserError("field.required", field="description"))
    return (*problems, *_subject_problems(facts))


def _subject_problems(facts: OpeningFacts) -> list[UserError]:
    rules = facts.subject_rules
    if rules is None or facts.kind is TicketKind.OWN_STRUCTURE:
        return []
    problems = []
    if rules.login_required and facts.login_id is None:
        problems.append(UserError("ticket.login_required", field="login", subject=rules.name))
    if (rules.login_required or rules.contract_required) and facts.contract_id is None:
        problems.append(UserError("ticket.contract_required", field="contract", subject=rules.name))
    return problems


def demanded_at_opening(rules: SubjectRules | None) -> frozenset[str]:
    """What a subject demands of a client's ticket, whatever its entry stage hides or locks (S3.7)."""
    if rules is None or not (rules.login_required or rules.contract_required):
        return frozenset()
    return frozenset({"login", "contract"} if rules.login_required else {"contract"})


class CancelReason(StrEnum):
    """Why a ticket is cancelled (S1.31)."""

    MISTAKE = "mistake"
    DUPLICATE = "duplicate"
    OTHER = "other"


MAXIMUM_FILE = 25 * 1024 * 1024
"""25 MB each (DESIGN section 3)."""


def check_file(name: str, size: int) -> None:
    """Raise Invalid `attachment.too_big` or `attachment.no_name`."""
    if not clean_name(name):
        raise Invalid("attachment.no_name", field="files")
    if size > MAXIMUM_FILE:
        raise Invalid("attachment.too_big", field="files", name=name, size=size, limit=MAXIMUM_FILE)


def clean_name(name: str) -> str:
    """A file's name without folders and control characters: it is shown, and saved under later."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip().strip(".")[:200]


SUBJECT_PURPOSES = ("ticket", "order", "both")
SUBJECT_APPLIES_TO = ("client", "own_structure", "both")
LONGEST_GOAL_HOURS = 24 * 366


def subject_problems(purpose: str, applies_to: str, goal_hours: int | None) -> tuple[UserError, ...]:
    """What is wrong with a subject's choices (S3.9)."""
    problems = []
    if purpose not in SUBJECT_PURPOSES:
        problems.append(UserError("field.not_a_choice", field="purpose", value=purpose))
    if applies_to not in SUBJECT_APPLIES_TO:
        problems.append(UserError("field.not_a_choice", field="applies_to", value=applies_to))
    if goal_hours is not None and not 1 <= goal_hours <= LONGEST_GOAL_HOURS:
        problems.append(
            UserError("field.out_of_range", field="goal_hours", lowest=1, highest=LONGEST_GOAL_HOURS)
        )
    return tuple(problems)


def handover_problems(
    *,
    has_reason: bool,
    stays: bool,
) -> tuple[UserError, ...]:
    """What keeps a ticket from being handed over; a comment counts as a reason. To whom it may go is the
    same as for one that is opened: `common.resting`."""
    problems = []
    if stays:
        problems.append(UserError("handover.nothing_changes", field="department"))
    if not has_reason:
        problems.append(UserError("handover.reason_required", field="reason"))
    return tuple(problems)


def waiting_problem(
    now: WaitingOn, wanted: WaitingOn, *, has_client: bool, has_attendant: bool
) -> str | None:
    """Why it cannot become somebody's turn (D3), as a code; None when it can."""
    if now is wanted:
        return "waiting.unchanged"
    if wanted is WaitingOn.CLIENT and not has_client:
        return "waiting.no_client"
    if wanted is WaitingOn.ATTENDANT and not has_attendant:
        return "waiting.no_attendant"
    if wanted is WaitingOn.DEPARTMENT and has_attendant:
        return "waiting.has_attendant"
    return None


def check_correction(author: UUID | None, login: str, actor: Actor, written: datetime, now: datetime) -> None:
    """Raise Invalid unless the actor wrote the entry within the last five minutes (D18, S1.3). On a desk
    without users nobody has an id: there the log-in tells."""
    if (author, login) != (actor.user_id, actor.login):
        raise Invalid("entry.not_yours")
    if now - written > CORRECTION_TIME:
        raise Invalid("entry.too_late", minutes=int(CORRECTION_TIME.total_seconds() // 60))


def commitment_of(salt: str, payload: str) -> str:
    """SHA-256 of salt and payload, in hex: what the chain holds instead of the text itself."""
    return sha256((salt + payload).encode()).hexdigest()


def chain_hash(
    previous: str,
    ticket: UUID,
    number: int,
    kind: str,
    recorded_by: str,
    recorded_micros: int,
    commitment: str,
) -> str:
    """The hash of an event: its facts, joined by newlines, behind its predecessor's (DESIGN section 3)."""
    parts = (previous, str(ticket), str(number), kind, recorded_by, str(recorded_micros), commitment)
    return sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Standing:
    """Which events a later one corrected, and which were taken back: event to the later event."""

    corrected_by: Mapping[UUID, UUID]
    undone_by: Mapping[UUID, UUID]


def standing_of(naming: Iterable[tuple[UUID, EventKind, tuple[UUID, ...]]]) -> Standing:
    """What `corrected` and `undone` events (id, kind, what they name; in order of number) leave.

    An undo that was itself undone takes nothing back any more, so redo brings the entry back; neither
    does a correction that was undone.
    """
    undone: dict[UUID, UUID] = {}
    events = list(naming)
    for event, kind, named in reversed(events):
        if kind is EventKind.UNDONE and event not in undone:
            for target in named:
                undone.setdefault(target, event)
    corrected = {
        target: event
        for event, kind, named in events
        if kind is EventKind.CORRECTED and event not in undone
        for target in named
    }
    return Standing(corrected_by=corrected, undone_by=undone)


EXCERPT_BEFORE = 40
EXCERPT_LENGTH = 160


def excerpt(text: str, words: Iterable[str]) -> str:
    """The part of a text around the first of the (folded) words, on one line."""
    flat = " ".join(text.split())
    folded = "".join(_folded(letter) for letter in flat)
    places = [place for place in (folded.find(word) for word in words) if place >= 0]
    start = max(min(places, default=0) - EXCERPT_BEFORE, 0)
    if start:
        start = flat.rfind(" ", 0, start + 1) + 1
    stop = start + EXCERPT_LENGTH
    return ("…" if start else "") + flat[start:stop].strip() + ("…" if stop < len(flat) else "")


def _folded(letter: str) -> str:
    """One letter for one letter, so that places in the folded text are places in the text."""
    if letter.isascii():
        return letter.lower()
    return unicodedata.normalize("NFKD", letter)[0].casefold()[0]


def fill_variables(text: str, values: Mapping[str, str]) -> str:
    """A canned message with its variables `{cliente}`, `{protocolo}`, `{atendente}`, `{contrato}` and
    `{data}` filled in (S3.23); a variable without a value, and any other brace, stays as it is."""
    return _VARIABLE.sub(lambda found: values.get(found[1].lower()) or found[0], text)
