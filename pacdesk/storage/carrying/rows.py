"""Which tables a desk has, and their rows as they travel."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final, Protocol

from sqlalchemy import Boolean, Column, Connection, Date, Double, Integer, String, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import BigInteger

from pacdesk.storage.schema import Base
from pacdesk.storage.types import Json, SortKey, Uid, UtcTime

BATCH: Final = 2000
"""Rows that are held at a time."""

Row = tuple[Any, ...]


class Kind(Enum):
    """What a column holds, and so how it travels."""

    UID = auto()
    TIME = auto()
    DATE = auto()
    FLAG = auto()
    INTEGER = auto()
    LONG = auto()
    REAL = auto()
    TEXT = auto()


# A flag is an Integer to nobody, but a BigInteger is one.
_KINDS: Final = (
    (Uid, Kind.UID),
    (UtcTime, Kind.TIME),
    (Date, Kind.DATE),
    (Boolean, Kind.FLAG),
    (BigInteger, Kind.LONG),
    (Integer, Kind.INTEGER),
    (Double, Kind.REAL),
    (String, Kind.TEXT),
    (SortKey, Kind.TEXT),
    (Json, Kind.TEXT),
)


@dataclass(frozen=True, slots=True)
class Carried:
    """A table on its way: the columns that travel, what each holds, and the order of the rows.

    `without` is a condition on rows that stay behind, in the SQL that both engines know.
    """

    name: str
    columns: tuple[str, ...]
    kinds: tuple[Kind, ...]
    order: str
    without: str = ""

    @property
    def where(self) -> str:
        """The condition of the rows that travel, with its WHERE."""
        return f" WHERE NOT ({self.without})" if self.without else ""


def tables(without: Mapping[str, str] | None = None) -> tuple[Carried, ...]:
    """Every mapped table, parents first. `without` has conditions on rows that stay behind, by table."""
    return tuple(
        _carried(table, (without or {}).get(table.name, "")) for table in Base.metadata.sorted_tables
    )


def _carried(table: Table, without: str) -> Carried:
    columns = [column for column in table.columns if column.name != "rowno"]
    order = "rowno" if "rowno" in table.columns else ", ".join(c.name for c in table.primary_key)
    names = tuple(column.name for column in columns)
    return Carried(table.name, names, tuple(_kind_of(column) for column in columns), order, without)


def _kind_of(column: Column[Any]) -> Kind:
    for of, kind in _KINDS:
        if isinstance(column.type, of):
            return kind
    raise TypeError(f"no way is known to carry {column}")


class Target(Protocol):
    """Where rows go."""

    def take(self, table: Carried, batches: Iterator[Sequence[Row]]) -> None:
        """Write the rows of one table. Raises Invalid `move.text_unfit`, DeskUnavailable."""


def counts(connection: Connection, wanted: Sequence[Carried]) -> dict[str, int]:
    """How many rows of each table travel."""
    found = {}
    for table in wanted:
        statement = f"SELECT count(*) FROM {_quoted(table.name)}{table.where}"
        found[table.name] = int(connection.exec_driver_sql(statement).scalar_one())
    return found


def read(connection: Connection, table: Carried) -> Generator[list[Row]]:
    """The rows of a table in batches, within the connection's transaction. To be closed."""
    on_postgres = connection.dialect.name == "postgresql"
    shown = _SHOWN if on_postgres else {}
    parts = [
        shown.get(kind, "{}").format(_quoted(name))
        for name, kind in zip(table.columns, table.kinds, strict=True)
    ]
    wanted = f"SELECT {', '.join(parts)} FROM {_quoted(table.name)}{table.where} ORDER BY {table.order}"
    driver: Any = connection.connection.driver_connection
    with mapped(connection):
        # A named cursor is the server's: a plain one would fetch the whole table at once.
        cursor = driver.cursor(name="carrying") if on_postgres else driver.cursor()
        with closing(cursor):
            if on_postgres:
                cursor.execute(wanted, binary=True)
            else:
                cursor.execute(wanted)
            while batch := cursor.fetchmany(BATCH):
                yield batch


@contextmanager
def mapped(connection: Connection) -> Iterator[None]:
    """What the driver raises past SQLAlchemy, as SQLAlchemy would raise it, for `told`."""
    kinds = connection.dialect.loaded_dbapi.Error
    try:
        yield
    except kinds as error:
        raise DBAPIError.instance(None, None, error, kinds, dialect=connection.dialect) from error


# Since PostgreSQL 14 `extract` answers an exact number.
_SHOWN: Final = {
    Kind.UID: "uuid_send({})",
    Kind.TIME: "(extract(epoch FROM {}) * 1000000)::bigint",
    Kind.DATE: "to_char({}, 'YYYY-MM-DD')",
    Kind.FLAG: "{}::int",
}


def counted(batches: Iterator[list[Row]], tell: Callable[[int], None]) -> Iterator[list[Row]]:
    """The same batches; `tell` gets the size of each when it is asked for, and may raise Cancelled."""
    for batch in batches:
        tell(len(batch))
        yield batch


def _quoted(name: str) -> str:
    return f'"{name}"'
