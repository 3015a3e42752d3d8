"""What travels between a screen, a handler, an outbox and a test: commands, questions, answers.

All are frozen values. A command serialises to text and back (`to_json`, `from_json`), because in the
field it waits in an outbox and runs again on the server.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from hashlib import sha256
from typing import Any, Generic, TypeVar
from uuid import UUID

from uuid_utils.compat import uuid7

from pacdesk.desk.lean import dataclass
from pacdesk.errors import UserError

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""How far something is: steps done, and in all. May raise Cancelled."""


def new_id() -> UUID:
    """An id made where the row is born (UUIDv7)."""
    return uuid7()


def utc_now() -> datetime:
    """The time of the machine, in UTC. Rules never call this; commands carry their time."""
    return datetime.now(UTC)


def child_id(command: UUID, role: str, n: int) -> UUID:
    """The id of what is born in a command: the same whenever the command runs again (UUIDv8)."""
    digest = bytearray(sha256(f"{command}\n{role}\n{n}".encode()).digest()[:16])
    digest[6] = (digest[6] & 0x0F) | 0x80
    digest[8] = (digest[8] & 0x3F) | 0x80
    return UUID(bytes=bytes(digest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Generic[T]):
    """Something a person wants done; `T` is what its handler answers.

    `id` names it for ever (running it again gives the same rows); `at` is when the person did it.
    """

    id: UUID = field(default_factory=new_id)
    at: datetime = field(default_factory=utc_now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Generic[T]):
    """Something a screen wants to know; `T` is the answer: plain rows, already cut to what the
    asker may see."""


class Visibility(StrEnum):
    """Who sees an entry."""

    INTERNAL = "internal"
    CLIENT = "client"


class TicketScope(StrEnum):
    """Which tickets of his portfolios a person sees (S2.x), the widest first."""

    ALL = "all"
    DEPARTMENTS = "departments"
    OWN_AND_FREE = "own_and_free"
    OWN_AND_FREE_THERE = "own_and_free_there"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Sight:
    """What a person may see, as far as it does not depend on the single row (DESIGN section 5).

    `portfolios` None means every one. `departments` are his, `managed` those he manages (there neither
    portfolio nor scope cut him), `people` the staff members whose tickets count as his own: himself and
    those under him. `referred` tickets are open to him whatever their portfolio (D20). `masked` and
    `locked` are personal fields that he sees covered, and may not change.
    """

    portfolios: frozenset[UUID] | None = None
    blocked_types: frozenset[UUID] = frozenset()
    scope: TicketScope = TicketScope.ALL
    departments: frozenset[UUID] = frozenset()
    managed: frozenset[UUID] = frozenset()
    people: frozenset[UUID] = frozenset()
    referred: frozenset[UUID] = frozenset()
    masked: frozenset[str] = frozenset()
    locked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who runs a command or asks a question."""

    user_id: UUID | None
    login: str
    name: str
    staff_id: UUID | None = None
    department_id: UUID | None = None
    is_admin: bool = False
    rights: frozenset[str] = frozenset()
    sight: Sight = Sight()


@dataclass(frozen=True, slots=True)
class Changes:
    """Which rows a command touched: told to every screen. `ids` is None above a thousand of them."""

    tables: frozenset[str]
    ids: frozenset[UUID] | None
    label: str
    change_set: UUID | None = None
    undoable: bool = False
    initiator: object = None


@dataclass(frozen=True, slots=True)
class LineState:
    """How the line to a shared desk stands: `error` None means that all is well; else the seconds to the
    next try, 0 while it is being tried."""

    error: UserError | None = None
    retry_in: float = 0


@dataclass(frozen=True, slots=True, order=True)
class Present:
    """Somebody else who has a ticket before his eyes, or types in it."""

    name: str
    user: UUID
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The outcome of a command: its answer and what it changed."""

    answer: T
    changes: Changes


@dataclass(frozen=True, slots=True)
class Use:
    """Something that uses a row of a register: `kind` is a word of the glossary (type, transition,
    subject...), `name` what it is called; `count` how many, when they are too many for names."""

    kind: str
    name: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Rows `offset` … `offset + len(rows)` of a list."""

    offset: int
    rows: Sequence[T]


def to_plain(value: Any) -> Any:
    """A value as JSON can hold it. Raises TypeError for what no command may carry."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list | frozenset | set):
        plain = [to_plain(item) for item in value]
        return sorted(plain) if isinstance(value, frozenset | set) else plain
    if isinstance(value, Mapping):
        return {str(name): to_plain(item) for name, item in value.items()}
    raise TypeError(f"{type(value).__name__} cannot travel in a command")


def from_plain(kind: Any, plain: Any) -> Any:
    """The value of type `kind` that `to_plain` made `plain` of. Raises ValueError or TypeError."""
    origin = typing.get_origin(kind)
    if origin is not None:
        return _generic_from_plain(kind, origin, plain)
    if kind is Any or plain is None:
        return plain
    if isinstance(kind, TypeVar):
        return plain
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: from_plain(hints[name], item) for name, item in plain.items()})
    return _scalar_from_plain(kind, plain)


def _scalar_from_plain(kind: Any, plain: Any) -> Any:
    if issubclass(kind, datetime | date | time):
        return kind.fromisoformat(plain)
    if kind is bytes:
        return bytes.fromhex(plain)
    if kind in (bool, int, float, str):
        if not isinstance(plain, kind) and not (kind is float and isinstance(plain, int)):
            raise ValueError(f"{plain!r} is not {kind.__name__}")
        return plain
    return kind(plain)


def _generic_from_plain(kind: Any, origin: Any, plain: Any) -> Any:
    arguments = typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        if plain is None:
            return None
        (real,) = (a for a in arguments if a is not type(None))
        return from_plain(real, plain)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return tuple(from_plain(arguments[0], item) for item in plain)
        return tuple(from_plain(a, item) for a, item in zip(arguments, plain, strict=True))
    if origin is frozenset:
        return frozenset(from_plain(arguments[0], item) for item in plain)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {from_plain(arguments[0], k): from_plain(arguments[1], v) for k, v in plain.items()}
    return from_plain(origin, plain)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def command_kinds() -> Iterator[type[Command[Any]]]:
    """Every command class that has been imported."""
    waiting: list[type[Command[Any]]] = list(Command.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if "__slots__" in vars(kind):  # a class with slots is made anew; its first draft lingers
            yield kind
