"""The rows that questions about tickets answer with: plain, immutable, ready to show."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pacdesk.desk.access.rules import Answer
from pacdesk.desk.company.calendar import Calendar
from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets.rules import (
    AddressOrigin,
    BestTime,
    EventKind,
    Origin,
    PendingInteraction,
    Priority,
    Situation,
    Status,
    TicketKind,
    UnderstandingState,
    Verb,
    WaitingOn,
)
from pacdesk.desk.values import Visibility
from pacdesk.desk.workflow.rows import Flow
from pacdesk.desk.workflow.rules import Move
from pacdesk.errors import UserError


class TicketSort(StrEnum):
    """The columns a list of tickets can be sorted by; the value names the column of the table."""

    PROTOCOL = "protocol"
    SUBJECT = "subject_key"
    CLIENT = "client_sort_key"
    STAGE = "stage_position"
    PRIORITY = "priority"
    ATTENDANT = "attendant_sort_key"
    DUE = "due_at"
    NEWS = "last_event_at"
    OPENED = "opened_at"


class TicketView(StrEnum):
    """The built-in views of the queue."""

    OPEN = "open"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    WAITING_CLIENT = "waiting_client"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """What a list of tickets is cut to. `words` match like the search does, by prefix. A stage is one of
    a type's present version, and stands for those of the same key in its older ones."""

    view: TicketView = TicketView.OPEN
    words: str = ""
    client_id: UUID | None = None
    contract_id: UUID | None = None
    department_id: UUID | None = None
    attendant_id: UUID | None = None
    status: frozenset[Status] = frozenset()
    type_id: UUID | None = None
    stage_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket in a list. `rowno` is its place-holder in pages, local to this database."""

    rowno: int
    id: UUID
    protocol: str
    external_number: str | None
    subject: str
    client_id: UUID | None
    client_name: str
    stage_name: str
    stage_tone: str
    priority: Priority
    attendant_id: UUID | None
    attendant_name: str
    status: Status
    waiting_on: WaitingOn
    pending_interaction: PendingInteraction
    due_at: datetime | None
    opened_at: datetime
    closed_at: datetime | None
    last_event_at: datetime
    news: EventKind
    unread: bool


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One event of a ticket's history, as the timeline shows it.

    `payload` holds what its kind needs: `text` for what somebody wrote, `from`/`to` for moves,
    `fields` for changes, `activity`/`attributes` for what was imported. `corrected_by` and
    `undone_by` name the later event; `number` is None until the desk that records has given one.
    """

    id: UUID
    number: int | None
    kind: EventKind
    visibility: Visibility
    actor_id: UUID | None
    actor_label: str
    on_behalf_of: str
    happened_at: datetime
    recorded_at: datetime
    recorded_by: str
    payload: Mapping[str, Any]
    attachments: tuple["AttachmentRow", ...]
    corrected_by: UUID | None = None
    undone_by: UUID | None = None
    erased: bool = False
    """Whether what it held was erased at the wish of its data subject, or by a rule of retention."""

    @property
    def text(self) -> str:
        """What somebody wrote, Markdown."""
        return str(self.payload.get("text", ""))


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file on a ticket; `sha256` is what the desk's file store knows it by."""

    id: UUID
    event_id: UUID | None
    file_id: UUID
    name: str
    media_type: str
    size: int
    visibility: Visibility
    inline: bool
    added_at: datetime
    added_by: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A stay in a stage (S1.30). `business_minutes` is None while it lasts, and of a stay that was
    imported."""

    stage_id: UUID | None
    stage_name: str
    entered_at: datetime
    left_at: datetime | None
    attendant: str
    condition: str
    reason: str
    off_flow: bool
    business_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class AddressSnapshot:
    """The address a ticket was opened with (S3.12): a copy, whatever happens to its origin."""

    cep: str = ""
    street: str = ""
    number: str = ""
    complement: str = ""
    district: str = ""
    city: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class UnderstandingRow:
    """A version of what was understood (S1.29), the newest last."""

    id: UUID
    number: int
    text: str
    author: str
    written_at: datetime
    state: UnderstandingState
    decided_at: datetime | None
    decided_by: str
    justification: str


@dataclass(frozen=True, slots=True)
class TickRow:
    """An item of a stage's checklist that somebody ticked, or took the tick off again."""

    stage_key: str
    item: str
    done: bool
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class TicketCard:
    """Everything the ticket page shows but the history; `may` answers each verb for the asker;
    `checked` are the ticked items of the present stage, `ticks` those of every stage."""

    id: UUID
    version: int
    protocol: str
    short_id: str
    external_number: str | None
    kind: TicketKind
    client_id: UUID | None
    client_name: str
    client_document: str
    client_phone: str
    client_email: str
    portfolio_name: str
    contact_id: UUID | None
    contact_name: str
    login_id: UUID | None
    login: str
    contract_id: UUID | None
    contract_number: str
    contract_plan: str
    contract_status: str
    contract_access: str
    type_id: UUID
    type_name: str
    group_name: str
    flow: Flow
    stage_id: UUID
    stage_since: datetime
    subject_id: UUID | None
    subject: str
    description: str
    department_id: UUID
    department_name: str
    attendant_id: UUID | None
    attendant_name: str
    taken_at: datetime | None
    priority: Priority
    reserved_on: date | None
    best_time: BestTime
    origin: Origin
    status: Status
    situation: Situation
    waiting_on: WaitingOn
    complementary_status_id: UUID | None
    complementary_status: str
    pending_interaction: PendingInteraction
    address_origin: AddressOrigin
    address: AddressSnapshot
    latitude: float | None
    longitude: float | None
    opened_at: datetime
    opened_by: str
    due_at: datetime | None
    closed_at: datetime | None
    cancel_reason: str
    source: str | None
    event_count: int
    seen_number: int
    visits: tuple[VisitRow, ...]
    calendar: Calendar
    may: Mapping[Verb, Answer]
    values: Mapping[str, Any]
    value_names: Mapping[str, str]
    checked: frozenset[str]
    ticks: tuple[TickRow, ...]
    moves: tuple[Move, ...]
    understandings: tuple[UnderstandingRow, ...]
    covered: bool = False
    """Whether personal fields of the client show stand-ins, which a reveal would open."""
    only_referred: bool = False
    """Seen through a referral only: of the client there are the name and the contact (D20)."""


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """Somebody to whom a ticket is open outside its portfolio, until when, and by whom."""

    user: UUID
    name: str
    until: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Advanced:
    """The outcome of one ticket of many: moved, or why not."""

    ticket: UUID
    code: str = ""
    problems: tuple[UserError, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A subject with its obligations and defaults (S3.9)."""

    id: UUID
    version: int
    name: str
    purpose: str
    applies_to: str
    active: bool
    tone: str
    login_required: bool
    contract_required: bool
    address_origin: AddressOrigin | None
    default_type_id: UUID | None
    default_department_id: UUID | None
    default_priority: Priority | None
    default_message: str
    goal_hours: int | None


@dataclass(frozen=True, slots=True)
class CannedRow:
    """A canned message (S3.23)."""

    id: UUID
    version: int
    name: str
    text: str
    visibility: Visibility
    for_opening: bool
    active: bool


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row of a plain catalogue."""

    id: UUID
    version: int
    name: str
    tone: str
    active: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One find of the full search, newest first; `doc_id` is what `SearchAll.before` goes on from."""

    kind: str
    ref: UUID
    ticket_id: UUID | None
    title: str
    snippet: str
    happened_at: datetime
    doc_id: int = 0
