"""Commands and questions about users and log-in."""

from dataclasses import dataclass
from uuid import UUID

from pacdesk.desk.access.rules import UserRow
from pacdesk.desk.values import Command, Question


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUser(Command[None]):
    """Change a user; `version` is the one seen."""

    user: UUID
    version: int
    login: str
    name: str
    is_admin: bool
    rights: frozenset[str]
    staff: UUID | None
    active: bool


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
