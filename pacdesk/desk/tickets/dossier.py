"""Everything that a ticket dossier shows, as plain rows: no SQL, no Qt, no PDF (C6).

The query that fills these rows gives codes where a word depends on the reader's language
(`status`, `situation`, `Fact.label`, `Entry.event`): `reports/labels.py` has the words. A code
that it does not know is printed as it stands, so custom field names are simply given as labels.
All times are aware; they are printed in `Dossier.zone`.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from pacdesk.desk.lean import dataclass

DEFAULT_ZONE: Final = ZoneInfo("America/Sao_Paulo")

Loader = Callable[[], bytes]
"""Gives the bytes of a file when the page that needs them is made; called on the building thread."""


class Audience(StrEnum):
    """For whom a copy is made: what is hidden and what is masked follows from it."""

    CLIENT = "cliente"
    INTERNAL = "interno"
    AUDIT = "auditoria"


class Language(StrEnum):
    PORTUGUESE = "pt-BR"
    ENGLISH = "en"


class EntryKind(StrEnum):
    CLIENT = "client"
    REPLY = "reply"
    NOTE = "note"
    EVENT = "event"


class Visibility(StrEnum):
    INTERNAL = "internal"
    CLIENT = "client"


class FactKind(StrEnum):
    """What kind of value a fact is: decides how it is masked and written."""

    PLAIN = "plain"
    CODE = "code"
    """A word of the label table (`status.resolved`), put into the document's language."""
    CPF = "cpf"
    PHONE = "phone"
    EMAIL = "email"


class Verdict(StrEnum):
    MET = "met"
    LATE = "late"
    RUNNING = "running"
    PAUSED = "paused"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Company:
    """Head of the page. `lines` are document, address and phone; `logo` is a PNG or JPEG."""

    name: str
    lines: tuple[str, ...] = ()
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled value. `label` is a code (`client.legal_name`) or a finished word."""

    label: str
    value: str
    kind: FactKind = FactKind.PLAIN
    internal: bool = False


@dataclass(frozen=True, slots=True)
class StageVisit:
    """One stay in a stage. `seconds` is the time spent, `business_minutes` that of it in working hours
    (None: not counted), `expected_minutes` what the flow allows; `left_at` is None while it lasts."""

    name: str
    entered_at: datetime
    left_at: datetime | None = None
    seconds: int = 0
    attendant: str = ""
    condition: str = ""
    reason: str = ""
    final: bool = False
    off_flow: bool = False
    business_minutes: int | None = None
    expected_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the ticket. `load` is None when only its name is left (erased or not here)."""

    name: str
    size: int
    media_type: str = ""
    visibility: Visibility = Visibility.INTERNAL
    author: str = ""
    happened_at: datetime | None = None
    sha256: str = ""
    load: Loader | None = None


@dataclass(frozen=True, slots=True)
class InlineImage:
    """A picture that the text names by `ref`, as in `![alt](ref)`. Unnamed ones follow the text."""

    ref: str
    name: str
    load: Loader


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the discussion, or one event of the history (kind EVENT).

    `text` is Markdown, or plain text when `plain`; an event may have `event` (a code such as
    `taken`) with `facts` instead. `struck` marks one that was corrected, hidden or undone by
    entry `struck_by`: it is printed, marked, for audiences that may see it (never `cliente`).
    """

    number: int | None
    kind: EntryKind
    visibility: Visibility
    author: str
    happened_at: datetime
    text: str = ""
    role: str = ""
    plain: bool = False
    event: str = ""
    facts: tuple[Fact, ...] = ()
    images: tuple[InlineImage, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    struck: bool = False
    struck_by: int | None = None
    hash: str = ""
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    began_at: datetime
    ended_at: datetime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One line of the ledger. `name` is a code or a word; `over_minutes` is lateness (LATE) or what is
    left (RUNNING, PAUSED), counted on the same clock as `agreed_minutes`."""

    name: str
    agreed_minutes: int
    business: bool
    due_at: datetime | None
    done_at: datetime | None
    verdict: Verdict
    over_minutes: int = 0
    pauses: tuple[Pause, ...] = ()
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """A temporary release of a contract's access (liberação temporária)."""

    contract: str
    began_at: datetime
    ends_at: datetime | None = None
    login: str = ""
    reason: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class ServiceOrder:
    """A service order. `checklist` has (what, done) pairs; `facts` hold the rest."""

    number: str
    title: str
    status: str
    facts: tuple[Fact, ...] = ()
    text: str = ""
    checklist: tuple[tuple[str, bool], ...] = ()
    images: tuple[InlineImage, ...] = ()
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Understanding:
    """A version of what was understood. `state` is a code of the label table (`understanding.approved`)."""

    number: int
    text: str
    state: str
    author: str
    written_at: datetime
    decided_by: str = ""
    decided_at: datetime | None = None
    justification: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """An item of a stage's checklist; `at` is None while nobody has ticked it."""

    stage: str
    what: str
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TicketHead:
    """The ticket itself: protocol as shown (D8) and the five facts (D2)."""

    protocol: str
    subject: str
    status: str
    situation: str
    stage: str
    complementary: str = ""
    pending: str = "none"


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier, before its audience's cut (`reports/audience.py` makes it, whoever filled the rows)."""

    company: Company
    ticket: TicketHead
    audience: Audience
    issued_at: datetime
    issued_by: str
    language: Language = Language.PORTUGUESE
    zone: ZoneInfo = DEFAULT_ZONE
    client: tuple[Fact, ...] = ()
    contract: tuple[Fact, ...] = ()
    fields: tuple[Fact, ...] = ()
    stages: tuple[StageVisit, ...] = ()
    understandings: tuple[Understanding, ...] = ()
    checks: tuple[Check, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    entries: tuple[Entry, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    releases: tuple[Release, ...] = ()
    orders: tuple[ServiceOrder, ...] = ()
    covers: UUID | None = None
    """The client whose personal data are covered here, for who makes it; None when nothing is."""
    integrity: str = ""
    events_verified: int | None = None
    """How many events the hash chain was checked over; None when it was not checked."""
