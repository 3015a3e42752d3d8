"""Commands and questions about users and log-in."""

from dataclasses import field
from uuid import UUID

from pacdesk.desk.access.rules import (
    ComputerRow,
    Explained,
    GroupRow,
    ReadRow,
    SecondFactorRow,
    ServerLogIn,
    UserRow,
)
from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import Command, Question, TicketScope


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateUser(Command[UUID]):
    """Make a user. `password_hash` is made at the edge, so that no command carries a password."""

    user: UUID
    login: str
    name: str
    password_hash: str | None = None
    is_admin: bool = False
    rights: frozenset[str] = frozenset()
    staff: UUID | None = None
    groups: tuple[UUID, ...] = ()
    superior: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUser(Command[None]):
    """Change a user; `version` is the one seen. `groups` None leaves his groups as they are."""

    user: UUID
    version: int
    login: str
    name: str
    is_admin: bool
    rights: frozenset[str]
    staff: UUID | None
    active: bool
    groups: tuple[UUID, ...] | None = None
    superior: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePermissionGroup(Command[UUID]):
    """Make a permission group (`version` 0) or change one (S2.12). One group at most is the default: new
    users are put into it."""

    group: UUID
    version: int = 0
    name: str
    rights: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    scope: TicketScope = TicketScope.DEPARTMENTS
    blocked_types: frozenset[UUID] = frozenset()
    masked: frozenset[str] = frozenset()
    locked: frozenset[str] = frozenset()
    is_default: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletePermissionGroup(Command[None]):
    """Take a permission group out; refused while users are in it."""

    group: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPermissionGroups(Question[tuple[GroupRow, ...]]):
    """Permission groups by name."""

    only_active: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeAs(Command[None]):
    """Note that the actor is about to see the desk as another user does. To look at it, use `seen_as`."""

    user: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainUser(Question[tuple[Explained, ...]]):
    """What a user may do and see, each with the rule that it comes from."""

    user: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPasswordHash(Command[None]):
    """Set or clear (None) a user's password."""

    user: UUID
    password_hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLogin(Command[None]):
    """Note that somebody logged in, or failed to."""

    user: UUID
    worked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListUsers(Question[tuple[UserRow, ...]]):
    """Every user, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolSecondFactor(Command[None]):
    """Have one's own log-in ask for an authenticator's code. `code` shows that it knows the secret;
    `recovery` are the hashes of the recovery codes (`totp.recovery_hash`)."""

    secret: str = field(repr=False)
    code: str = field(repr=False)
    recovery: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassSecondFactor(Command[bool]):
    """Try a code, or a recovery code, at one's log-in; answers whether it was right."""

    user: UUID
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DropSecondFactor(Command[None]):
    """Ask for no code any more: one's own with a code, that of another as who changes users."""

    user: UUID
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSecondFactor(Question[SecondFactorRow | None]):
    """The authenticator of a user, if he has one."""

    user: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class FitsSecondFactor(Question[bool]):
    """Whether a code of one's own would open now; it is not used up: for who only reads and cannot write
    that down."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenServerLogIn(Command[str | None]):
    """Let a user of a shared desk in at its server; answers the password, to be shown once. None when he has
    one there from another desk."""

    user: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewServerLogIn(Command[str]):
    """Give a user another password at the server; answers it, to be shown once."""

    user: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseServerLogIn(Command[None]):
    """Let a user in at the server no more, and put him out if he is in."""

    user: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AskServerLogIn(Question[ServerLogIn | None]):
    """Whether a user may log in at the server; None on a desk that is on none."""

    user: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteComputer(Command[None]):
    """Note from which computer one has just logged in; `computer` is its random id, `name` what it calls
    itself."""

    computer: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowComputer(Command[None]):
    """Say of a computer that it was oneself who logged in there."""

    row: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ListComputers(Question[tuple[ComputerRow, ...]]):
    """The computers that a user logged in from, the latest first."""

    user: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReads(Question[tuple[ReadRow, ...]]):
    """Who looked at what is worth noting, the latest first."""

    limit: int = 200
