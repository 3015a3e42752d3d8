"""Column types that mean the same on SQLite and on PostgreSQL (DESIGN section 3)."""

import json
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import TIMESTAMP, BigInteger, Dialect, Integer, LargeBinary, Text, Uuid
from sqlalchemy.types import TypeDecorator, TypeEngine

from pacdesk.storage.plain import EPOCH, to_instant, to_uuid

__all__ = [
    "EPOCH",
    "Json",
    "RowNo",
    "SortKey",
    "Uid",
    "UtcTime",
    "canonical",
    "fold",
    "from_micros",
    "to_instant",
    "to_micros",
    "to_uuid",
]

RowNo = BigInteger().with_variant(Integer, "sqlite")
"""A page position. On SQLite it must be INTEGER, or it is not the rowid."""

MICROSECOND = timedelta(microseconds=1)


class Uid(TypeDecorator[UUID]):
    """A UUID: 16 bytes on SQLite (plain `Uuid` would store 32 letters), uuid on PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Pick the native type where there is one."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Uuid(as_uuid=True))
        return dialect.type_descriptor(LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """UUID to what the driver stores."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """What the driver read to UUID."""
        return to_uuid(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None] | None:
        """The same without the layers between: a page of a list has hundreds of ids."""
        return None if dialect.name == "postgresql" else to_uuid


class UtcTime(TypeDecorator[datetime]):
    """An instant: integer microseconds on SQLite, timestamptz on PostgreSQL. Refuses naive values."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Pick the native type where there is one."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Instant to what the driver stores; ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value if dialect.name == "postgresql" else to_micros(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """What the driver read to an instant in UTC."""
        return to_instant(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """The same without the layers between."""
        return to_instant


class Json(TypeDecorator[Any]):
    """A value kept as canonical JSON text: the same bytes on both engines, so it can be hashed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Value to canonical text."""
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Text to value."""
        return None if value is None else json.loads(value)


class SortKey(TypeDecorator[str]):
    """A folded name, compared by bytes on both engines."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """On PostgreSQL the order must not depend on the server's locale."""
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(Text(collation=collation))


def canonical(value: Any) -> str:
    """JSON text with sorted keys and no spare blanks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def to_micros(value: datetime) -> int:
    """Microseconds since 1970 of an aware time, exact (no floating point)."""
    return (value - EPOCH) // MICROSECOND


def from_micros(value: int) -> datetime:
    """The UTC time `value` microseconds after 1970."""
    return EPOCH + timedelta(microseconds=value)


def fold(text: str) -> str:
    """Lower case without accents and with single blanks: the one folding for sorting and matching."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.casefold().split())
