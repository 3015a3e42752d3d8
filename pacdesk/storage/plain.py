"""From what a driver reads to values, without the database library: the first rows do not wait for it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, overload
from uuid import UUID, SafeUUID

T = TypeVar("T")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_uuid(value: Any) -> UUID | None:
    """16 bytes to a UUID; an own short way, because `UUID(bytes=…)` weighs seven arguments first."""
    if value is None or isinstance(value, UUID):
        return value
    made: UUID = _new_uuid(UUID)
    _set(made, "int", int.from_bytes(value))
    _set(made, "is_safe", SafeUUID.unknown)
    return made


_new_uuid: Any = object.__new__
_set = object.__setattr__


def to_instant(value: Any) -> datetime | None:
    """What the driver read to an instant in UTC."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return EPOCH + timedelta(0, 0, value)


class Made(Sequence[T]):
    """Rows that are made of what a driver read (tuples) when they are looked at: of a page only what shows
    ever is."""

    __slots__ = ("_make", "_rows")

    def __init__(self, rows: list[Any], make: Callable[[Any], T]) -> None:
        self._rows = rows
        self._make = make

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...

    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        if isinstance(place, slice):
            return Made(self._rows[place], self._make)
        row = self._rows[place]
        if type(row) is tuple:
            row = self._rows[place] = self._make(row)
        made: T = row
        return made
