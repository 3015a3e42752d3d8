"""Commands and questions about tickets."""

from collections.abc import Sequence
from dataclasses import field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets.dossier import Audience, Dossier, Language
from pacdesk.desk.tickets.rows import (
    AddressSnapshot,
    Advanced,
    CannedRow,
    EntryRow,
    Hit,
    NamedRow,
    ReferralRow,
    SubjectRow,
    TicketCard,
    TicketFilter,
    TicketRow,
    TicketSort,
)
from pacdesk.desk.tickets.rules import AddressOrigin, BestTime, Priority, TicketKind, WaitingOn
from pacdesk.desk.values import Command, Page, Question, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file that a person adds; its bytes are already in the desk's file store under `sha256`."""

    attachment: UUID
    sha256: str
    name: str
    size: int
    media_type: str
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field: what the person saw, and what he wants."""

    name: str
    seen: Any
    wanted: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What opening a ticket answers: what is told to the client."""

    ticket: UUID
    protocol: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTicket(Command[Opened]):
    """Open a ticket (S3.1–S3.28). `type_id` None takes the subject's; `address` counts when manual;
    `values` are custom fields, each `seen` None. `from_contract`: the contract on whose page it is opened.

    What the entry stage hides or locks may not be given here (S1.25, S1.33, S1.34), but for subject,
    description and department, which an opening always says, login and contract where the subject demands
    them (S3.7), and the contract of the page: that one tells where the ticket comes from, it is no answer
    typed into a field. A value that stands there anyway counts as not given. What the entry stage requires
    is demanded when the ticket leaves it, as in every stage.
    """

    ticket: UUID
    kind: TicketKind = TicketKind.CLIENT
    client: UUID | None = None
    contact: UUID | None = None
    login: UUID | None = None
    contract: UUID | None = None
    from_contract: UUID | None = None
    type_id: UUID | None = None
    entry_stage: UUID | None = None
    subject_id: UUID | None = None
    subject: str = ""
    description: str = ""
    department: UUID | None = None
    attendant: UUID | None = None
    priority: Priority | None = None
    reserved_on: date | None = None
    best_time: BestTime = BestTime.ANY
    address_origin: AddressOrigin = AddressOrigin.MANUAL
    address: AddressSnapshot = field(default_factory=AddressSnapshot)
    complementary_status: UUID | None = None
    message: str = ""
    message_visibility: Visibility = Visibility.CLIENT
    files: tuple[NewFile, ...] = ()
    values: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeTicket(Command[None]):
    """Take a ticket (assumir, S3.29): the first wins, the second learns who did."""

    ticket: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteEntry(Command[int]):
    """Write to the discussion; answers the entry's number. `from_client` is what the client said,
    written down by an attendant (D19: on behalf of)."""

    ticket: UUID
    entry: UUID
    text: str
    visibility: Visibility
    from_client: bool = False
    files: tuple[NewFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectEntry(Command[int]):
    """Correct one's own entry within five minutes (D18): a new event that names the old one."""

    ticket: UUID
    entry: UUID
    corrects: UUID
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFiles(Command[None]):
    """Attach files to a ticket."""

    ticket: UUID
    files: tuple[NewFile, ...]
    visibility: Visibility = Visibility.INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class HideAttachment(Command[None]):
    """Hide an attachment from the client, kept in the audit (S1.28)."""

    ticket: UUID
    attachment: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command[None]):
    """Hand a ticket to a department, or to a person of it, with a reason (repassar)."""

    ticket: UUID
    department: UUID
    attendant: UUID | None = None
    reason: UUID | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceTicket(Command[None]):
    """Move a ticket through a transition of its flow (S1.26). A final stage concludes it. `values` are
    fields filled in on the way."""

    ticket: UUID
    transition: UUID
    reason: UUID | None = None
    comment: str = ""
    comment_visibility: Visibility = Visibility.INTERNAL
    values: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceTickets(Command[tuple[Advanced, ...]]):
    """Move many tickets by the transition that has this key or label in the flow of each.

    One of the `values` goes to the tickets that have its field and have it empty, and to those whose move
    demands that it changes; what stands in the others stays, so `seen` says nothing here. Into whose hands
    the tickets go is only for moves that ask it.
    """

    tickets: tuple[UUID, ...]
    transition: str
    reason: UUID | None = None
    comment: str = ""
    comment_visibility: Visibility = Visibility.INTERNAL
    values: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TickItem(Command[None]):
    """Tick an item of the present stage's checklist, or take the tick away."""

    ticket: UUID
    item: str
    done: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferTicket(Command[None]):
    """Open one ticket to a user outside its portfolio, until then at the latest (D20)."""

    ticket: UUID
    user: UUID
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EndReferral(Command[None]):
    """Close it to him again."""

    ticket: UUID
    user: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReferrals(Question[tuple[ReferralRow, ...]]):
    """To whom a ticket is open now outside its portfolio. Raises NotFound."""

    ticket: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteUnderstanding(Command[int]):
    """Write what was understood, for the client to decide (S1.29); answers its version's number."""

    ticket: UUID
    understanding: UUID
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideUnderstanding(Command[None]):
    """Note that the client approved or rejected it (S1.5); rejecting demands why."""

    ticket: UUID
    understanding: UUID
    approved: bool
    justification: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitFor(Command[None]):
    """Say whose turn it is (D3): the client's, a third party's, or the attendant's again."""

    ticket: UUID
    waiting_on: WaitingOn
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTicket(Command[None]):
    """Cancel a ticket: `reason` is mistake, duplicate or other (S1.31, D21)."""

    ticket: UUID
    reason: str
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenTicket(Command[None]):
    """Open a concluded or cancelled ticket again, with a reason (D10)."""

    ticket: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTicket(Command[None]):
    """Change fields of a ticket. A field that moved since it was seen is a Conflict with both values.

    Fields: contact, login, contract, subject_id, subject, description, priority, reserved_on,
    best_time, complementary_status, address_origin, address, and the keys of custom ones.
    """

    ticket: UUID
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSeen(Command[None]):
    """Note up to which event the person has read."""

    ticket: UUID
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSubject(Command[UUID]):
    """Make a subject (`version` 0) or change one (S3.9)."""

    subject: UUID
    version: int = 0
    name: str
    purpose: str = "ticket"
    applies_to: str = "both"
    active: bool = True
    tone: str = "off"
    login_required: bool = False
    contract_required: bool = False
    address_origin: AddressOrigin | None = None
    default_type: UUID | None = None
    default_department: UUID | None = None
    default_priority: Priority | None = None
    default_message: str = ""
    goal_hours: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteRecord(Command[None]):
    """Take a row that nothing uses out of a register: `table` is departments, staff_members,
    ticket_groups, ticket_types, handover_reasons, subjects, canned_messages or complementary_statuses."""

    table: str
    row: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveCannedMessage(Command[UUID]):
    """Make a canned message (`version` 0) or change one (S3.23)."""

    message: UUID
    version: int = 0
    name: str
    text: str
    visibility: Visibility = Visibility.CLIENT
    for_opening: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveComplementaryStatus(Command[UUID]):
    """Make a complementary status (`version` 0) or change one (S3.27)."""

    status: UUID
    version: int = 0
    name: str
    tone: str = "off"
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPage(Question[Page[TicketRow]]):
    """Rows `offset` … `offset + limit` of a list of tickets."""

    filter: TicketFilter = field(default_factory=TicketFilter)
    sort: TicketSort = TicketSort.DUE
    descending: bool = False
    offset: int = 0
    limit: int = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCount(Question[int]):
    """How many tickets a list has. With a `sort` the count learns the places of that order on its way,
    so that a jump to any page of it is fast from then on."""

    filter: TicketFilter = field(default_factory=TicketFilter)
    sort: TicketSort | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GetTicket(Question[TicketCard]):
    """One ticket, whole but for its history."""

    ticket: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class FindTicket(Question[UUID | None]):
    """The ticket with that protocol, external number or short ID, as somebody typed it."""

    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Question[tuple[EntryRow, ...]]):
    """A ticket's history in order of (time, sequence) (D12); `after` a number for what is new."""

    ticket: UUID
    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAll(Question[Sequence[Hit]]):
    """Search tickets, discussion, clients and contracts: newest first, words by prefix."""

    words: str
    kinds: frozenset[str] = frozenset()
    limit: int = 50
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSubjects(Question[tuple[SubjectRow, ...]]):
    """Subjects by name."""

    only_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCannedMessages(Question[tuple[CannedRow, ...]]):
    """Canned messages by name."""

    only_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ListComplementaryStatuses(Question[tuple[NamedRow, ...]]):
    """Complementary statuses by name."""

    only_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GetDossier(Question[Dossier]):
    """Everything that a ticket's dossier shows, cut to its audience; files load when they are drawn."""

    ticket: UUID
    audience: Audience = Audience.INTERNAL
    language: Language = Language.PORTUGUESE
