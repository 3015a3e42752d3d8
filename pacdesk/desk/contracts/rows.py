"""Values of the contract form, and the plain rows that lists, cards and lookups show."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pacdesk.desk.lean import dataclass


class ContractStatus(StrEnum):
    """How the agreement itself stands."""

    DRAFT = "draft"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"
    CANCELLED = "cancelled"


class AccessStatus(StrEnum):
    """Whether the service runs: the codes of S4.1.

    The sources show CE without its meaning; it stands among the blocks because its letters do.
    """

    ACTIVE = "A"
    OFF = "D"
    BLOCKED_BY_HAND = "CM"
    BLOCKED_AUTOMATICALLY = "CA"
    BLOCKED_CE = "CE"
    OVERDUE = "FA"
    AWAITING_SIGNATURE = "AA"


class ContractState(StrEnum):
    """The one word that a list shows: made of both statuses and a running release."""

    DRAFT = "draft"
    AWAITING_SIGNATURE = "awaiting_signature"
    ACTIVE = "active"
    RELEASED = "released"
    OVERDUE = "overdue"
    BLOCKED = "blocked"
    SUSPENDED = "suspended"
    OFF = "off"
    ENDED = "ended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractValues:
    """The fields of the contract form. `monthly_cents` is in centavos; an empty number is drawn."""

    number: str = ""
    plan: str = ""
    status: ContractStatus = ContractStatus.ACTIVE
    access_status: AccessStatus = AccessStatus.ACTIVE
    starts_on: date | None = None
    ends_on: date | None = None
    monthly_cents: int = 0
    address_id: UUID | None = None
    note: str = ""
    external_code: str = ""


class ContractSort(StrEnum):
    """What a list of contracts can be sorted by; the value names the column of the table."""

    NUMBER = "number_key"
    CLIENT = "client_sort_key"


@dataclass(frozen=True, slots=True)
class ContractFilter:
    """What a list of contracts is cut to. `words` match anywhere in number, plan and client."""

    words: str = ""
    client_id: UUID | None = None
    status: ContractStatus | None = None


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract in a dock, a list or a lookup."""

    rowno: int
    id: UUID
    number: str
    plan: str
    client_id: UUID
    client_name: str
    status: ContractStatus
    access_status: AccessStatus
    state: ContractState
    starts_on: date | None
    ends_on: date | None
    monthly_cents: int


@dataclass(frozen=True, slots=True)
class ContractCard:
    """Everything that the page of a contract shows but for its tickets and logins, asked elsewhere."""

    id: UUID
    version: int
    values: ContractValues
    client_id: UUID
    client_name: str
    client_document: str
    state: ContractState
    address_line: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ContractChoice:
    """What a lookup of contracts offers; `only` is the one that may be chosen by itself (S3.8)."""

    rows: tuple[ContractRow, ...]
    only: UUID | None
