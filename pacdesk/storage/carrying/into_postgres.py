"""Filling a shared desk in one transaction of its owner, by COPY.

What stands on the tables (row security even for the owner, triggers, indexes) is lifted inside the
transaction and put back as it was: until it commits nobody else sees any of it.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, text

from pacdesk.errors import Invalid
from pacdesk.storage.carrying.rows import Carried, Kind, Row, mapped
from pacdesk.storage.files import chunks

_INDEXING: Final = "search_docs_indexed"
"""The one trigger that stays: it makes what the search looks in."""

_HEADER: Final = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_TRAILER: Final = b"\xff\xff"
_NULL: Final = b"\xff\xff\xff\xff"
_EPOCH_2000: Final = 946_684_800_000_000  # microseconds from 1970 to what PostgreSQL counts from
_DAY_2000: Final = date(2000, 1, 1).toordinal()
_FIELDS: Final = struct.Struct("!h").pack
_LENGTH: Final = struct.Struct("!i").pack
_INTEGER: Final = struct.Struct("!ii").pack
_LONG: Final = struct.Struct("!iq").pack
_REAL: Final = struct.Struct("!id").pack
_FLAGS: Final = (b"\0\0\0\1\0", b"\0\0\0\1\1")
_UID_LENGTH: Final = _LENGTH(16)


def _text(value: Any) -> bytes:
    raw = str(value).encode()
    if b"\0" in raw:
        raise ValueError("PostgreSQL keeps no zero character")
    return _LENGTH(len(raw)) + raw


_PACKED: Final[dict[Kind, Callable[[Any], bytes]]] = {
    Kind.UID: lambda value: _UID_LENGTH + value,
    Kind.TIME: lambda value: _LONG(8, value - _EPOCH_2000),
    Kind.DATE: lambda value: _INTEGER(4, date.fromisoformat(value).toordinal() - _DAY_2000),
    Kind.FLAG: lambda value: _FLAGS[bool(value)],
    Kind.INTEGER: lambda value: _INTEGER(4, value),
    Kind.LONG: lambda value: _LONG(8, value),
    Kind.REAL: lambda value: _REAL(8, value),
    Kind.TEXT: _text,
}


class IntoPostgres:
    """Takes the rows of a desk within the transaction of `connection`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, table: Carried, batches: Iterator[Sequence[Row]]) -> None:
        """Write the rows of one table. Raises Invalid `move.text_unfit` (facts `table`, `column`, `row`)."""
        names = ", ".join(f'"{name}"' for name in table.columns)
        statement = f'COPY "{table.name}" ({names}) FROM STDIN (FORMAT binary)'
        with copying(self._connection, statement) as write:
            packing = tuple(_PACKED[kind] for kind in table.kinds)
            for batch in batches:
                write(b"".join(_packed(table, packing, row) for row in batch))

    def put_file(self, content: bytes) -> None:
        """Keep the bytes of a file, once."""
        digest = sha256(content).hexdigest()
        statement = text("INSERT INTO file_chunks (sha256, n, bytes) VALUES (:d, :n, :b)")
        for n, chunk in enumerate(chunks(content)):
            self._connection.execute(statement, {"d": digest, "n": n, "b": chunk})


@contextmanager
def copying(connection: Connection, statement: str) -> Iterator[Callable[[bytes], object]]:
    """A binary COPY; what the driver raises comes as SQLAlchemy would raise it, for `told`."""
    driver: Any = connection.connection.driver_connection
    with mapped(connection), driver.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(_HEADER)
        yield copy.write
        copy.write(_TRAILER)


def _packed(table: Carried, packing: Sequence[Callable[[Any], bytes]], row: Row) -> bytes:
    parts = [_FIELDS(len(row))]
    for pack, value in zip(packing, row, strict=True):
        if value is None:
            parts.append(_NULL)
            continue
        try:
            parts.append(pack(value))
        except (ValueError, TypeError, struct.error) as error:
            column = table.columns[len(parts) - 1]
            if table.name != "search_docs" or column != "text":
                raise Invalid(
                    "move.text_unfit", table=table.name, column=column, row=_name_of(row)
                ) from error
            parts.append(_text(value.replace("\0", " ")))  # the index takes either for no letter
    return b"".join(parts)


def _name_of(row: Row) -> str:
    return row[0].hex() if isinstance(row[0], bytes) else str(row[0])


@contextmanager
def filling(connection: Connection, names: Sequence[str]) -> Iterator[IntoPostgres]:
    """Within the connection's transaction: empty the tables `names`, lift what stands on them, hand out the
    place to fill, and put all of it back."""
    for setting in ("maintenance_work_mem = '128MB'", "statement_timeout = 0"):
        connection.exec_driver_sql(f"SET LOCAL {setting}")
    put_back = [*_lift_rows(connection, names), *_lift_triggers(connection, names)]
    listed = ", ".join(f'"{name}"' for name in names)
    connection.exec_driver_sql(f"TRUNCATE {listed} RESTART IDENTITY")
    put_back += _lift_indexes(connection, names)
    yield IntoPostgres(connection)
    for statement in put_back:
        connection.exec_driver_sql(statement)


def _lift_rows(connection: Connection, names: Sequence[str]) -> list[str]:
    """COPY is refused where row security holds for the owner too."""
    forced = connection.scalars(
        text(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relforcerowsecurity AND relname = ANY(:names)"
        ),
        {"names": list(names)},
    ).all()
    for name in forced:
        connection.exec_driver_sql(f'ALTER TABLE "{name}" NO FORCE ROW LEVEL SECURITY')
    return [f'ALTER TABLE "{name}" FORCE ROW LEVEL SECURITY' for name in forced]


_ENABLED: Final = {"O": "ENABLE", "A": "ENABLE ALWAYS", "R": "ENABLE REPLICA"}


def _lift_triggers(connection: Connection, names: Sequence[str]) -> list[str]:
    found = connection.execute(
        text(
            "SELECT c.relname, t.tgname, t.tgenabled::text FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgenabled <> 'D'"
            " AND t.tgname <> :kept AND c.relname = ANY(:names)"
        ),
        {"names": list(names), "kept": _INDEXING},
    ).all()
    for table, trigger, _ in found:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" DISABLE TRIGGER "{trigger}"')
    return [f'ALTER TABLE "{table}" {_ENABLED[how]} TRIGGER "{trigger}"' for table, trigger, how in found]


def _lift_indexes(connection: Connection, names: Sequence[str]) -> list[str]:
    """Indexes that carry no constraint: made at the end each takes one sort instead of a walk a row."""
    found = connection.execute(
        text(
            "SELECT x.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i"
            " JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY(:names)"
            " AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)"
        ),
        {"names": list(names)},
    ).all()
    for name, _ in found:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    return [definition for _, definition in found]
