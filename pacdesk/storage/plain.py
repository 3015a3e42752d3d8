"""From what a driver reads to values, without the database library: the first rows do not wait for it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, SafeUUID

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
