"""Commands and questions about contracts. Versions and `before` as in the commands about clients."""

from dataclasses import field
from uuid import UUID

from pacdesk.desk.contracts.rows import (
    ContractCard,
    ContractChoice,
    ContractFilter,
    ContractRow,
    ContractSort,
    ContractValues,
)
from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import Command, Page, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateContract(Command[str]):
    """Make a contract of a client; answers its number, drawn if none was given."""

    contract: UUID
    client: UUID
    values: ContractValues
    imported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeContract(Command[None]):
    """Change a contract; it stays with its client."""

    contract: UUID
    version: int
    before: ContractValues
    values: ContractValues


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidContract(Command[None]):
    """Take a contract that was made by mistake out; refused while a ticket or a login names it."""

    contract: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractPage(Question[Page[ContractRow]]):
    """Rows `offset` … `offset + limit` of a list of contracts."""

    filter: ContractFilter = field(default_factory=ContractFilter)
    sort: ContractSort = ContractSort.NUMBER
    descending: bool = False
    offset: int = 0
    limit: int = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractCount(Question[int]):
    """How many contracts a list has."""

    filter: ContractFilter = field(default_factory=ContractFilter)


@dataclass(frozen=True, slots=True, kw_only=True)
class GetContract(Question[ContractCard]):
    """One contract. Raises NotFound."""

    contract: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpContracts(Question[ContractChoice]):
    """Contracts of one client to choose from, with their states (S3.8)."""

    client: UUID
    words: str = ""
