"""What data protection asks: which data is whose, how long it stays, and what stands in the way of erasing
it. Pure."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import Actor, TicketScope
from pacdesk.errors import Forbidden, UserError

SAC_YEARS: Final = 2
"""The record of a contact is kept so long after its demand was resolved (Decreto 11.034/2022, art. 12)."""


class PersonKind(StrEnum):
    """As what somebody is on the desk."""

    CLIENT = "client"
    ORGANIZATION = "organization"
    CONTACT = "contact"
    LOGIN = "login"
    STAFF = "staff"


class Place(StrEnum):
    """Where data of somebody is found."""

    RECORD = "record"
    CONTACTS = "contacts"
    ADDRESSES = "addresses"
    LOGINS = "logins"
    CONTRACTS = "contracts"
    TICKETS = "tickets"
    ENTRIES = "entries"
    FIELDS = "fields"
    UNDERSTANDINGS = "understandings"
    VISITS = "visits"
    FILES = "files"
    USER = "user"
    COMPUTERS = "computers"
    AUTHORED = "authored"
    REQUESTS = "requests"
    CHANGES = "changes"
    READS = "reads"
    MENTIONS = "mentions"


class RequestKind(StrEnum):
    """What the holder of the data may ask (LGPD art. 18; the history: Decreto 11.034/2022, art. 12)."""

    CONFIRM = "confirm"
    ACCESS = "access"
    CORRECT = "correct"
    ANONYMISE = "anonymise"
    PORT = "port"
    ERASE = "erase"
    SHARED = "shared"
    REVOKE = "revoke"
    HISTORY = "history"


class RequestState(StrEnum):
    """What became of a request."""

    OPEN = "open"
    ANSWERED = "answered"
    REFUSED = "refused"


DUE_DAYS: Final[Mapping[RequestKind, int]] = {RequestKind.CONFIRM: 0, RequestKind.HISTORY: 5}
FULL_ANSWER_DAYS: Final = 15


def due_on(kind: RequestKind, asked_on: date) -> date:
    """By when a request is to be answered: the simple confirmation at once, everything else within 15 days
    (LGPD art. 19), the history of a demand within 5 (Decreto 11.034/2022, art. 12). Calendar days."""
    return asked_on + timedelta(days=DUE_DAYS.get(kind, FULL_ANSWER_DAYS))


class RetentionKind(StrEnum):
    """Kinds of data that a rule says how long to keep."""

    TICKET_TEXTS = "ticket_texts"
    TICKET_FILES = "ticket_files"
    FORMER_CLIENTS = "former_clients"
    CHANGE_IMAGES = "change_images"
    READS = "reads"
    REQUESTS = "requests"


DEFAULT_DAYS: Final[Mapping[RetentionKind, int]] = {
    RetentionKind.TICKET_TEXTS: 5 * 365,
    RetentionKind.TICKET_FILES: 5 * 365,
    RetentionKind.FORMER_CLIENTS: 5 * 365,
    RetentionKind.CHANGE_IMAGES: 30,
    RetentionKind.READS: 2 * 365,
    RetentionKind.REQUESTS: 5 * 365,
}
"""Five years is the limitation of consumer claims (CDC art. 27); thirty days is how long undo reaches."""
LEAST_DAYS: Final[Mapping[RetentionKind, int]] = {
    RetentionKind.TICKET_TEXTS: 90,
    RetentionKind.TICKET_FILES: 90,
    RetentionKind.FORMER_CLIENTS: 90,
    RetentionKind.CHANGE_IMAGES: 30,
    RetentionKind.READS: 180,
    RetentionKind.REQUESTS: 180,
}
"""Recordings are kept 90 days (Decreto 11.034/2022, art. 12), and no rule cuts undo short."""
MOST_DAYS: Final = 36_500


def sac_until(closed_at: datetime) -> date:
    """Until which day a ticket under the SAC decree is kept: two years from its resolution."""
    day = closed_at.date()
    try:
        return day.replace(year=day.year + SAC_YEARS)
    except ValueError:  # the 29th of February
        return date(day.year + SAC_YEARS, 3, 1)


def pseudonym_of(drawn: UUID) -> str:
    """What somebody is called from now on: of a drawn number, never of his name, so nobody counts back."""
    digits = drawn.hex.upper()
    return f"Titular {digits[:4]}-{digits[-4:]}"


MENTIONS_KEPT: Final = "mentions_kept"
"""Among an erasing's counts: texts elsewhere that name the person and stay."""
ERASED_SUBJECT: Final = "[…]"
"""The subject of a ticket whose own one was erased, where no registered subject gives its name."""

_IMPERSONAL: Final = frozenset(
    {
        "activity",
        "attachment",
        "attendant",
        "before",
        "cancel_reason",
        "command",
        "condition",
        "corrects",
        "department",
        "done",
        "events",
        "from",
        "import",
        "item",
        "root",
        "stage",
        "state",
        "to",
        "version",
        "waiting_on",
    }
)
"""What an event says of its course alone."""


def is_personal(payload: Mapping[str, Any]) -> bool:
    """Whether an event may hold what somebody wrote: anything beside the bare course of the ticket."""
    return any(value not in ("", None, [], {}) for name, value in payload.items() if name not in _IMPERSONAL)


def sees_everything(actor: Actor) -> bool:
    """Whether nothing is cut from his sight: only then does he find all of a person."""
    sight = actor.sight
    return (
        sight.portfolios is None
        and not sight.blocked_types
        and not sight.masked
        and sight.scope is TicketScope.ALL
    )


def demand_everything(actor: Actor) -> None:
    """Raise Forbidden `privacy.sight_cut` unless he sees everything: half an answer is a wrong one."""
    if not sees_everything(actor):
        raise Forbidden("privacy.sight_cut", actor=actor.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody found: what he is called here, and the covered number that tells namesakes apart."""

    kind: PersonKind
    id: UUID
    name: str
    detail: str = ""
    of_client: str = ""
    erased: bool = False


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """How much of somebody is found in a place."""

    place: Place
    count: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A text elsewhere that names him: of which ticket, and the text's document. `kept`: no erasing takes it,
    for it is of a ticket on hold or in its time under the SAC decree, or of somebody else's record."""

    ticket: UUID | None
    protocol: str
    text: str
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """Everything about somebody by place, what stands in the way of erasing it, and who asked what."""

    person: PersonRow
    places: tuple[PlaceRow, ...]
    client: UUID | None = None
    obstacles: tuple[UserError, ...] = ()
    mentions: tuple[Mention, ...] = ()
    held: tuple["HoldRow", ...] = ()
    complete: bool = True


Plain = str | int | float | bool | datetime | date | None


@dataclass(frozen=True, slots=True)
class DataItem:
    """One row of somebody's data: stable names and values, those that are empty left out."""

    facts: tuple[tuple[str, Plain], ...]


@dataclass(frozen=True, slots=True)
class DataSection:
    """What is kept of somebody in one place."""

    place: Place
    items: tuple[DataItem, ...]


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of his: its name, and by what its bytes are found."""

    name: str
    sha256: str
    media_type: str
    size: int
    protocol: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonData:
    """Everything about somebody, to be handed over (LGPD art. 18 II, 19)."""

    person: PersonRow
    company: str
    zone: str
    made_at: datetime
    made_by: str
    sections: tuple[DataSection, ...]
    files: tuple[DataFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRow:
    """A legal hold: nothing of the client, or of the ticket, is erased while it stands."""

    id: UUID
    version: int
    client_id: UUID | None
    ticket_id: UUID | None
    name: str
    reason: str
    placed_at: datetime
    placed_by: str
    lifted_at: datetime | None = None
    lifted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """What somebody asked about his data, and what became of it."""

    id: UUID
    version: int
    kind: RequestKind
    state: RequestState
    person_kind: PersonKind | None
    person_id: UUID | None
    person_name: str
    asked_by: str
    channel: str
    details: str
    asked_on: date
    due_on: date
    answered_at: datetime | None
    answer: str
    noted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRow:
    """How long a kind of data stays. `version` 0: nobody has set it; the default stands, switched off."""

    kind: RetentionKind
    version: int = 0
    days: int
    basis: str = ""
    active: bool = False


@dataclass(frozen=True, slots=True)
class Doomed:
    """Something that a rule would take, and since when it rests."""

    name: str
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionLine:
    """What a rule would do now: how many it takes, the oldest of them, and how many it leaves because of a
    hold or of the SAC decree."""

    rule: RetentionRow
    count: int
    sample: tuple[Doomed, ...] = ()
    held: int = 0
    under_sac: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRow:
    """An erasing that was done: the pseudonym is all that is left of the name. `kind` is that of the person,
    or of the data that a rule took."""

    id: UUID
    at: datetime
    by: str
    kind: str
    person_kind: PersonKind | None
    person_id: UUID | None
    pseudonym: str
    reason: str
    counts: Mapping[str, int]
    left: int = 0
