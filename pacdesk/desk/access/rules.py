"""Rights and log-in, as pure rules. Groups and scopes come with portfolios; the door is here."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import Actor, Sight, TicketScope
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
    PORTFOLIO_EDIT = "portfolio.edit"
    PORTFOLIO_ALL = "portfolio.all"
    PORTFOLIO_OUTSIDE = "portfolio.outside"
    PORTFOLIO_ASSIGN = "portfolio.assign"
    TICKET_REFER = "ticket.refer"
    SEE_AS = "see_as"
    PRIVACY_ATTEND = "privacy.attend"
    PRIVACY_ERASE = "privacy.erase"
    ONLINE_USE = "online.use"


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
    Right.PORTFOLIO_EDIT,
    Right.PORTFOLIO_ALL,
    Right.PORTFOLIO_OUTSIDE,
    Right.PORTFOLIO_ASSIGN,
    Right.TICKET_REFER,
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


PERSONAL_FIELDS = ("document", "email", "phone", "mobile", "address")
"""Fields of a client and his contacts that a group may cover or lock (S2.x)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A permission group (grupo de permissões): rights given and denied, which tickets, which types not,
    which personal fields covered or locked."""

    id: UUID
    version: int
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
class Granted:
    """What a person has of all his groups together."""

    rights: frozenset[str]
    scope: TicketScope
    blocked_types: frozenset[UUID]
    masked: frozenset[str]
    locked: frozenset[str]


_SCOPES = tuple(TicketScope)


def granted(groups: Iterable[GroupRow], own_rights: frozenset[str]) -> Granted:
    """Rights of any group and his own; what one group denies, blocks or covers, no other gives back
    (S1.23: deny wins). Of the scopes the widest counts."""
    groups = tuple(groups)
    given = own_rights.union(*(group.rights for group in groups))
    return Granted(
        rights=given.difference(*(group.denied for group in groups)),
        scope=min((group.scope for group in groups), key=_SCOPES.index, default=TicketScope.ALL),
        blocked_types=frozenset().union(*(group.blocked_types for group in groups)),
        masked=frozenset().union(*(group.masked for group in groups)),
        locked=frozenset().union(*(group.locked for group in groups)),
    )


class Sighted(Protocol):
    """A ticket, as far as seeing it asks."""

    @property
    def id(self) -> Any: ...
    @property
    def portfolio_id(self) -> Any: ...
    @property
    def type_id(self) -> Any: ...
    @property
    def department_id(self) -> Any: ...
    @property
    def attendant_id(self) -> Any: ...


def sees_ticket(sight: Sight, ticket: Sighted) -> bool:
    """Whether a person sees a ticket: of a type not blocked (deny wins), and in his portfolios and scope,
    or in a department that he manages (S2.12), or referred to him (D20)."""
    if ticket.type_id in sight.blocked_types:
        return False
    if ticket.department_id in sight.managed or ticket.id in sight.referred:
        return True
    return sees_portfolio(sight, ticket.portfolio_id) and _in_scope(sight, ticket)


def only_referred(sight: Sight, ticket: Sighted) -> bool:
    """Whether a ticket is seen through a referral only: then of its client no more than the name and the
    ticket's contact are (D20)."""
    if ticket.id not in sight.referred or ticket.department_id in sight.managed:
        return False
    return not (sees_portfolio(sight, ticket.portfolio_id) and _in_scope(sight, ticket))


def sees_portfolio(sight: Sight, portfolio: UUID) -> bool:
    """Whether rows of a portfolio are his to see (D6, D7)."""
    return sight.portfolios is None or portfolio in sight.portfolios


def _in_scope(sight: Sight, ticket: Sighted) -> bool:
    there, free = ticket.department_id in sight.departments, ticket.attendant_id is None
    own = ticket.attendant_id in sight.people
    return {
        TicketScope.ALL: True,
        TicketScope.DEPARTMENTS: there or own,
        TicketScope.OWN_AND_FREE: own or free,
        TicketScope.OWN_AND_FREE_THERE: own or (free and there),
        TicketScope.OWN: own,
    }[sight.scope]


@dataclass(frozen=True, slots=True)
class Because:
    """A rule that something comes from: `rule` is a word of `Explained`, `name` whose rule it is (the
    group, the portfolio, the person), the days from and until when it holds."""

    rule: str
    name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """One thing that somebody may do or see, or not, and why.

    `part` is `right`, `scope`, `portfolio`, `department`, `person`, `ticket`, `blocked_type`, `masked` or
    `locked`; `what` its stable name (of a right, a scope, a field), `name` what people call it (of a row).
    """

    part: str
    what: str
    name: str = ""
    allowed: bool = True
    because: tuple[Because, ...] = ()


def explained_rights(groups: Iterable[GroupRow], own: frozenset[str], *, admin: bool) -> list[Explained]:
    """Every right, given or not, with the groups that give or deny it (S2.12)."""
    groups = tuple(groups)
    found = []
    for right in map(str, Right):
        denies = [Because("denied", group.name) for group in groups if right in group.denied]
        gives = [Because("group", group.name) for group in groups if right in group.rights]
        if right in own:
            gives.insert(0, Because("own"))
        if admin:
            denies, gives = [], [Because("admin")]
        found.append(
            Explained(
                part="right",
                what=right,
                allowed=bool(gives) and not denies,
                because=tuple(denies or gives or [Because("nobody")]),
            )
        )
    return found


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
    groups: tuple[UUID, ...] = ()
    superior_id: UUID | None = None
    has_second_factor: bool = False


@dataclass(frozen=True, slots=True)
class SecondFactorRow:
    """The authenticator of a user, without its secret: since when, and how many recovery codes are left."""

    enrolled_at: datetime
    codes_left: int


@dataclass(frozen=True, slots=True)
class ServerLogIn:
    """A user's log-in at the server of a shared desk: whether there is such a role, and whether it may enter
    this desk."""

    login: str
    is_known: bool
    may_enter: bool


@dataclass(frozen=True, slots=True)
class ComputerRow:
    """A computer that a user logged in from; `is_new` until he has said that it was he."""

    id: UUID
    computer_id: UUID
    name: str
    first_at: datetime
    last_at: datetime
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class ReadRow:
    """Somebody looked: `kind` is reveal, see_as or another word of `reads`, `what` the name of whom it was
    about, if the asker may see him; `fields` are the personal fields revealed."""

    id: UUID
    at: datetime
    who: str
    kind: str
    what: str = ""
    fields: tuple[str, ...] = ()
