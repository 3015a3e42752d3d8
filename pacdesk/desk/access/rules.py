"""Rights and log-in, as pure rules. Groups and scopes come with portfolios; the door is here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from pacdesk.desk.values import Actor
from pacdesk.errors import Forbidden


class Right(StrEnum):
    """What can be allowed to a user. The names are stable: they are stored."""

    CLIENT_SEE = "client.see"
    CLIENT_EDIT = "client.edit"
    CONTRACT_EDIT = "contract.edit"
    TICKET_OPEN = "ticket.open"
    TICKET_WORK = "ticket.work"
    TICKET_CANCEL = "ticket.cancel"
    TICKET_REOPEN = "ticket.reopen"
    CATALOGUE_EDIT = "catalogue.edit"
    USERS_EDIT = "users.edit"
    PARAMETERS_EDIT = "parameters.edit"
    IMPORT_HISTORY = "import.history"
    IMPORT_DATA = "import.data"
    EXPORT = "export"
    AUDIT_SEE = "audit.see"


ATTENDANT_RIGHTS = frozenset(
    {
        Right.CLIENT_SEE,
        Right.CLIENT_EDIT,
        Right.CONTRACT_EDIT,
        Right.TICKET_OPEN,
        Right.TICKET_WORK,
        Right.EXPORT,
    }
)
MANAGER_RIGHTS = ATTENDANT_RIGHTS | {
    Right.TICKET_CANCEL,
    Right.TICKET_REOPEN,
    Right.CATALOGUE_EDIT,
    Right.IMPORT_DATA,
    Right.AUDIT_SEE,
}


def may(actor: Actor, right: Right) -> bool:
    """Whether the actor holds the right; an administrator holds all."""
    return actor.is_admin or right in actor.rights


def demand(actor: Actor, right: Right) -> None:
    """Raise Forbidden `access.right_missing` unless the actor holds the right."""
    if not may(actor, right):
        raise Forbidden("access.right_missing", right=str(right), actor=actor.name)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Refused:
    """No, and why: the code and facts of the sentence that greys the button and stops the handler."""

    code: str
    facts: Mapping[str, Any]

    def __bool__(self) -> bool:
        return False


Answer = Allowed | Refused


FREE_TRIES = 4
LONGEST_WAIT = timedelta(minutes=15)


def wait_after(failures: int) -> timedelta:
    """How long log-in is refused after so many failures in a row: 0, then 30 s doubling to 15 min
    (S1.10: five tries, then a growing delay)."""
    if failures <= FREE_TRIES:
        return timedelta(0)
    doublings = min(failures - FREE_TRIES - 1, 10)
    return min(timedelta(seconds=30 << doublings), LONGEST_WAIT)


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user as lists and forms show him."""

    id: UUID
    version: int
    login: str
    name: str
    has_password: bool
    is_admin: bool
    rights: frozenset[str]
    active: bool
    staff_id: UUID | None
    last_login_at: datetime | None
