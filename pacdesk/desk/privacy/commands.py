"""Commands and questions about data protection."""

from datetime import date, datetime
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.privacy.rules import (
    ErasureRow,
    HoldRow,
    PersonCard,
    PersonData,
    PersonKind,
    PersonRow,
    RequestKind,
    RequestRow,
    RetentionKind,
    RetentionLine,
    RetentionRow,
)
from pacdesk.desk.values import Command, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class FindPeople(Question[tuple[PersonRow, ...]]):
    """Clients, organizations, contacts, access logins and staff whose name, CPF or CNPJ, telephone, e-mail or
    log-in has what was typed; at most `limit` of each."""

    typed: str
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class GetPerson(Question[PersonCard]):
    """Everything about somebody, by place, counted."""

    kind: PersonKind
    person: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPerson(Command[PersonData]):
    """Everything about somebody, whole; noted among what was read. A command, because of the note."""

    kind: PersonKind
    person: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasePerson(Command[ErasureRow]):
    """Erase somebody by pseudonym: protocols, times and sums stay. Cannot be taken back.

    `typed` is his name as it stands, typed in to confirm. `mentions`: texts elsewhere that name him go too.
    `request`: the request that this answers.
    """

    kind: PersonKind
    person: UUID
    typed: str
    reason: str
    mentions: bool = False
    request: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseAgain(Command[None]):
    """An erasing that a backup undid, done again by the desk itself. `kind` as in `ErasureRow`."""

    erasure: UUID
    erased_at: datetime
    kind: str
    person: UUID | None
    pseudonym: str
    mentions: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListErasures(Question[tuple[ErasureRow, ...]]):
    """What was erased, newest first."""

    limit: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedAmong(Question[frozenset[UUID]]):
    """Which of these people and tickets were erased: what is kept of them elsewhere is to go."""

    ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHold(Command[UUID]):
    """Keep a client, or a ticket, from being erased; exactly one of the two."""

    hold: UUID
    client: UUID | None = None
    ticket: UUID | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftHold(Command[None]):
    """End a legal hold."""

    hold: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHolds(Question[tuple[HoldRow, ...]]):
    """Legal holds, newest first; those that were lifted only when asked for."""

    lifted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveRequest(Command[UUID]):
    """Note what somebody asked (`version` 0), or change the note. `due_on` None: by the law's days."""

    request: UUID
    version: int = 0
    kind: RequestKind
    person_kind: PersonKind | None = None
    person: UUID | None = None
    person_name: str
    asked_by: str = ""
    channel: str = ""
    details: str = ""
    asked_on: date
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRequest(Command[None]):
    """Say that a request was answered, or refused and why (LGPD art. 18 par. 4)."""

    request: UUID
    version: int
    answer: str
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRequests(Question[tuple[RequestRow, ...]]):
    """Requests of data subjects: the open ones by their due day, then the answered ones, newest first."""

    only_open: bool = False
    person: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveRetention(Command[None]):
    """Say how long a kind of data stays."""

    kind: RetentionKind
    version: int = 0
    days: int
    basis: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRetention(Question[tuple[RetentionRow, ...]]):
    """A rule for each kind of data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRetention(Question[tuple[RetentionLine, ...]]):
    """What the rules would take now, those switched off included: nothing is changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrub(Command[None]):
    """Overwrite in the desk's own file what was erased: for who stops a rule between two batches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRetention(Command[ErasureRow]):
    """Apply the rule of one kind of data, a batch at a time: to be run again while the answer's `left` is
    not 0. Cannot be taken back."""

    kind: RetentionKind
