"""Values of the forms about clients, and the plain rows that lists, cards and lookups show.

Every `*Values` class is both what a person typed and what is stored: `rules.clean_*` turns the
first into the second. Field names are those of the tables. Marks that end in `_ok` are set by the
rules, never by a form.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from pacdesk.desk.lean import dataclass


class RequesterKind(StrEnum):
    """Who can ask for service (S1.8)."""

    CLIENT = "client"
    PERSON = "person"
    STUDENT = "student"
    TEACHER = "teacher"
    PROSPECT = "prospect"


SOURCE_TABLES: Final[Mapping[str, RequesterKind]] = {
    "FCFO": RequesterKind.CLIENT,
    "PPESSOA": RequesterKind.PERSON,
    "SALUNO": RequesterKind.STUDENT,
    "SPROFESSOR": RequesterKind.TEACHER,
    "HPROSPECT": RequesterKind.PROSPECT,
}
"""The table named in an external reference tells the kind, where an import gives none (S1.8)."""


class PersonType(StrEnum):
    """A company has a CNPJ, a natural person a CPF."""

    COMPANY = "company"
    PERSON = "person"


class ClientStatus(StrEnum):
    """Ativo, Inativo, Bloqueado (S0.14)."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    BLOCKED = "blocked"


class TaxRegime(StrEnum):
    """Regime tributário (S0.14); `UNKNOWN` where nothing was said."""

    UNKNOWN = ""
    SIMPLES = "simples"
    MEI = "mei"
    PRESUMED_PROFIT = "presumed_profit"
    REAL_PROFIT = "real_profit"
    EXEMPT = "exempt"


class ContactKind(StrEnum):
    """What a contact answers for."""

    COMMERCIAL = "commercial"
    TECHNICAL = "technical"
    FINANCIAL = "financial"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientValues:
    """The fields of the client form (S0.14, S1.8, S1.11, S2.9).

    `registration_state` is the UF whose rule the state registration follows.
    """

    legal_name: str
    trade_name: str = ""
    kind: RequesterKind = RequesterKind.CLIENT
    person_type: PersonType = PersonType.COMPANY
    document: str = ""
    document_ok: bool = True
    state_registration: str = ""
    registration_state: str = ""
    city_registration: str = ""
    tax_regime: TaxRegime = TaxRegime.UNKNOWN
    status: ClientStatus = ClientStatus.ACTIVE
    email: str = ""
    phone: str = ""
    mobile: str = ""
    organization_id: UUID | None = None
    own_portfolio_id: UUID | None = None
    user_id: UUID | None = None
    external_table: str = ""
    external_code: str = ""
    under_sac: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationValues:
    """The fields of the organization form (D23, S2.9)."""

    name: str
    document: str = ""
    document_ok: bool = True
    own_portfolio_id: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactValues:
    """One contact of a client; the main one comes first (S1.14)."""

    name: str
    kind: ContactKind = ContactKind.COMMERCIAL
    job_title: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    is_main: bool = False
    user_id: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressValues:
    """One address of a client; degrees are decimal, both or none (S3.13)."""

    label: str = ""
    cep: str = ""
    cep_ok: bool = True
    street: str = ""
    number: str = ""
    complement: str = ""
    district: str = ""
    city: str = ""
    state: str = ""
    country: str = "Brasil"
    latitude: float | None = None
    longitude: float | None = None
    is_main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginValues:
    """One access login of a client (S3.6), with the contract and the address it serves."""

    login: str
    contract_id: UUID | None = None
    address_id: UUID | None = None
    active: bool = True
    note: str = ""


class ClientSort(StrEnum):
    """What a list of clients can be sorted by; the value names the column of the table."""

    NAME = "sort_key"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class ClientFilter:
    """What a list of clients is cut to. `words` match anywhere in names, document and telephones."""

    words: str = ""
    status: ClientStatus | None = None
    kind: RequesterKind | None = None
    organization_id: UUID | None = None
    portfolio_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client in a dock, a list or a lookup. `document` is bare: mask and format it to show it."""

    rowno: int
    id: UUID
    name: str
    legal_name: str
    kind: RequesterKind
    person_type: PersonType
    document: str
    document_ok: bool
    status: ClientStatus
    email: str
    phone: str
    mobile: str
    portfolio_name: str
    organization_name: str
    covered: bool = False


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact on a client's card."""

    id: UUID
    version: int
    values: ContactValues


@dataclass(frozen=True, slots=True)
class AddressRow:
    """An address on a client's card; `line` is the whole of it in one line."""

    id: UUID
    version: int
    values: AddressValues
    line: str


@dataclass(frozen=True, slots=True)
class LoginRow:
    """An access login on a card or in a lookup, with the number of its contract."""

    id: UUID
    version: int
    values: LoginValues
    contract_number: str


@dataclass(frozen=True, slots=True)
class PortfolioShown:
    """The portfolio that decides who sees a client; inherited: "herdada de …" (D7).

    `name` is empty for the one that stands for none.
    """

    id: UUID
    name: str
    inherited_from: str = ""


@dataclass(frozen=True, slots=True)
class ClientCard:
    """Everything that the page of a client shows but for contracts and tickets, asked elsewhere."""

    id: UUID
    version: int
    values: ClientValues
    name: str
    portfolio: PortfolioShown
    organization_name: str
    created_at: datetime
    contacts: tuple[ContactRow, ...]
    addresses: tuple[AddressRow, ...]
    logins: tuple[LoginRow, ...]
    covered: bool = False
    """Whether personal fields show stand-ins, which a reveal would open."""


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """An organization, for its list, its form and choices."""

    id: UUID
    version: int
    values: OrganizationValues
    portfolio_name: str
    clients: int


@dataclass(frozen=True, slots=True)
class PortfolioCounts:
    """How many clients, organizations and open tickets stand in a portfolio."""

    clients: int
    organizations: int
    open_tickets: int


@dataclass(frozen=True, slots=True)
class LoginChoice:
    """What a lookup of logins offers; `only` is the one that may be chosen by itself (S3.6)."""

    rows: tuple[LoginRow, ...]
    only: UUID | None
