"""Saved connections: desks by name. Never a password; those are in the keyring."""

import re
import tomllib
import urllib.parse
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pacdesk.config import atomic, paths
from pacdesk.config.settings import Problem, keep_aside
from pacdesk.errors import Invalid, NotFound

FILE_NAME: Final = "connections.toml"
SQLITE: Final = "sqlite"
POSTGRES: Final = "postgres"
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_SECRET_PARAMETERS: Final = frozenset({"password", "passfile", "sslpassword", "passwd", "pwd"})


@dataclass(frozen=True)
class Connection:
    """A desk by name. `address` is a path or a `postgresql://` address; `colour` is `#rrggbb` or empty.

    `last_used` is ISO in UTC, or empty if never.
    """

    name: str
    kind: str
    address: str
    colour: str = ""
    last_used: str = ""


def default_path() -> Path:
    """Where the connections of this person are."""
    return paths.config_dir() / FILE_NAME


def kind_of(address: str) -> str:
    """`postgres` for a `postgresql://` or `postgres://` address, else `sqlite`."""
    return POSTGRES if address.lower().startswith(("postgresql://", "postgres://")) else SQLITE


def without_password(address: str) -> str:
    """A PostgreSQL address with its password and other secrets left out; a path as it is."""
    if kind_of(address) == SQLITE:
        return address
    parts = urllib.parse.urlsplit(address)
    login, at, host = parts.netloc.rpartition("@")
    pairs = [piece for piece in parts.query.split("&") if piece]
    query = [pair for pair in pairs if _name_in(pair) not in _SECRET_PARAMETERS]
    if not login.partition(":")[2] and len(query) == len(pairs):
        # Put together again, an address without a host would lose its slashes.
        return address
    return parts._replace(netloc=login.partition(":")[0] + at + host, query="&".join(query)).geturl()


def _name_in(pair: str) -> str:
    return urllib.parse.unquote(pair.partition("=")[0]).lower()


def checked(connection: Connection) -> Connection:
    """The connection as it may be kept, its password dropped.

    Raises Invalid `connection.name_needed`, `connection.address_needed`, `connection.bad_kind`,
    `connection.bad_colour`.
    """
    name = " ".join(connection.name.split())
    if not name:
        raise Invalid("connection.name_needed", field="name")
    if not connection.address.strip():
        raise Invalid("connection.address_needed", field="address")
    if connection.kind not in (SQLITE, POSTGRES) or kind_of(connection.address) != connection.kind:
        raise Invalid("connection.bad_kind", field="kind", kind=connection.kind)
    if connection.colour and not _COLOUR.fullmatch(connection.colour):
        raise Invalid("connection.bad_colour", field="colour", colour=connection.colour)
    return replace(connection, name=name, address=without_password(connection.address.strip()))


def load(path: Path) -> tuple[tuple[Connection, ...], tuple[Problem, ...]]:
    """The saved connections, latest used first, and what to tell about the file. Raises nothing."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("connection", [])
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        return (), (Problem("settings.unreadable", (("detail", str(error)),)),)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return (), (keep_aside(path, "connections.damaged"),)
    found, problems = [], []
    for entry in entries if isinstance(entries, list) else []:
        connection = _of_entry(entry)
        if connection is None:
            problems.append(Problem("connections.bad_entry", (("value", str(entry)[:100]),)))
        else:
            found.append(connection)
    return tuple(sorted(found, key=lambda c: c.last_used, reverse=True)), tuple(problems)


def save(path: Path, connections: tuple[Connection, ...]) -> None:
    """Write them all. Raises Invalid of `checked`, `connection.name_taken`; OSError."""
    import tomlkit

    kept = [checked(connection) for connection in connections]
    names = [connection.name.casefold() for connection in kept]
    for connection in kept:
        if names.count(connection.name.casefold()) > 1:
            raise Invalid("connection.name_taken", field="name", name=connection.name)
    document = tomlkit.document()
    tables = tomlkit.aot()
    for connection in kept:
        table = tomlkit.table()
        table.update({name: value for name, value in asdict(connection).items() if value})
        tables.append(table)
    document["connection"] = tables
    atomic.write(path, tomlkit.dumps(document).encode())


def named(connections: tuple[Connection, ...], name: str) -> Connection:
    """The connection of that name, whatever its case. Raises NotFound `connection.unknown`."""
    for connection in connections:
        if connection.name.casefold() == " ".join(name.split()).casefold():
            return connection
    raise NotFound("connection.unknown", name=name)


def used(connection: Connection, now: datetime | None = None) -> Connection:
    """The connection, used now."""
    return replace(connection, last_used=(now or datetime.now(UTC)).astimezone(UTC).isoformat())


def _of_entry(entry: Any) -> Connection | None:
    try:
        allowed = {name: entry[name] for name in Connection.__dataclass_fields__ if name in entry}
        if not all(isinstance(value, str) for value in allowed.values()):
            return None
        return checked(Connection(**allowed))
    except (TypeError, KeyError, Invalid, ValueError):
        return None
