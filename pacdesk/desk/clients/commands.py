"""Commands and questions about clients, organizations, contacts, addresses and access logins.

A command that changes a row carries the version seen and the values seen (`before`): fields that
only one side has changed are put together, a field that both have changed is a Conflict.
"""

from dataclasses import field
from uuid import UUID

from pacdesk.desk.clients.rows import (
    AddressValues,
    ClientCard,
    ClientFilter,
    ClientRow,
    ClientSort,
    ClientValues,
    ContactValues,
    LoginChoice,
    LoginValues,
    OrganizationRow,
    OrganizationValues,
    PortfolioCounts,
)
from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import Command, Page, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateClient(Command[UUID]):
    """Make a client with what hangs on it. `imported` marks bad numbers instead of refusing them.

    Another client with the same CNPJ or CPF is a Conflict `client.duplicate` unless
    `accept_duplicate` says that the person has seen it.
    """

    client: UUID
    values: ClientValues
    contacts: tuple[ContactValues, ...] = ()
    addresses: tuple[AddressValues, ...] = ()
    logins: tuple[LoginValues, ...] = ()
    accept_duplicate: bool = False
    imported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeClient(Command[None]):
    """Change a client's own fields. What was bad before and is left as it is stays marked."""

    client: UUID
    version: int
    before: ClientValues
    values: ClientValues
    accept_duplicate: bool = False
    imported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidClient(Command[None]):
    """Take a client that was made by mistake out of everything; refused while anything refers to it."""

    client: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateOrganization(Command[UUID]):
    """Make an organization (D23)."""

    organization: UUID
    values: OrganizationValues
    imported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOrganization(Command[tuple[UUID, ...]]):
    """Change an organization; answers the clients whose portfolio must follow (D7), each by its own
    `FollowOrganization`."""

    organization: UUID
    version: int
    before: OrganizationValues
    values: OrganizationValues


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowOrganization(Command[None]):
    """Give one client the portfolio that its organization has now (D7); `together` as in
    `AssignPortfolio`."""

    client: UUID
    together: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidOrganization(Command[None]):
    """Take an organization out of lists; refused while it has clients."""

    organization: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealClient(Command[ClientCard]):
    """Look at the personal fields of a client that are covered; it is recorded who looked at what."""

    client: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignPortfolio(Command[tuple[UUID, ...]]):
    """Put one client or one organization into a portfolio, None for no own one (S2.9, S2.14); answers the
    clients of the organization that must follow, each by its own `FollowOrganization` (D7). `together` is one
    id for all that are given at once: they are taken back as one."""

    client: UUID | None = None
    organization: UUID | None = None
    portfolio: UUID | None = None
    together: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletePortfolio(Command[None]):
    """Take a portfolio out; its clients and organizations go to `move_to`, or have none (S2.16)."""

    portfolio: UUID
    version: int
    move_to: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveContact(Command[UUID]):
    """Make a contact (`version` 0, no `before`) or change one; `imported` as in `CreateClient`."""

    contact: UUID
    client: UUID
    version: int = 0
    before: ContactValues | None = None
    values: ContactValues
    imported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidContact(Command[None]):
    """Take a contact out; refused while a ticket names it (S1.12)."""

    contact: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAddress(Command[UUID]):
    """Make an address (`version` 0, no `before`) or change one; `imported` as in `CreateClient`."""

    address: UUID
    client: UUID
    version: int = 0
    before: AddressValues | None = None
    values: AddressValues
    imported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidAddress(Command[None]):
    """Take an address out; refused while a login or a contract is there."""

    address: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveLogin(Command[UUID]):
    """Make an access login (`version` 0, no `before`) or change one."""

    login: UUID
    client: UUID
    version: int = 0
    before: LoginValues | None = None
    values: LoginValues


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidLogin(Command[None]):
    """Take an access login out; refused while a ticket names it."""

    login: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPage(Question[Page[ClientRow]]):
    """Rows `offset` … `offset + limit` of a list of clients."""

    filter: ClientFilter = field(default_factory=ClientFilter)
    sort: ClientSort = ClientSort.NAME
    descending: bool = False
    offset: int = 0
    limit: int = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCount(Question[int]):
    """How many clients a list has."""

    filter: ClientFilter = field(default_factory=ClientFilter)


@dataclass(frozen=True, slots=True, kw_only=True)
class GetClient(Question[ClientCard]):
    """One client, whole but for contracts and tickets. Raises NotFound."""

    client: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpClients(Question[tuple[ClientRow, ...]]):
    """Clients to choose from while somebody types, by name; inactive prospects are left out (S1.8)."""

    words: str = ""
    limit: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpLogins(Question[LoginChoice]):
    """Active logins of one client to choose from (S3.6), those of `contract` only when it is given."""

    client: UUID
    contract: UUID | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindDuplicates(Question[tuple[ClientRow, ...]]):
    """Clients that share a CNPJ or CPF, typed with or without mask; `other_than` is left out."""

    document: str
    other_than: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindClient(Question[UUID | None]):
    """The client of an external reference, for imports (S1.8)."""

    external_table: str
    external_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioUse(Question[PortfolioCounts]):
    """What the deletion of a portfolio would touch (S2.15)."""

    portfolio: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOrganizations(Question[tuple[OrganizationRow, ...]]):
    """Organizations by name, cut to what was typed."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GetOrganization(Question[OrganizationRow]):
    """One organization. Raises NotFound."""

    organization: UUID
