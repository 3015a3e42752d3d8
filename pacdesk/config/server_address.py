"""The parts of a `postgresql://` address as people type them, and the password that belongs to one."""

import re
import urllib.parse
from dataclasses import dataclass
from typing import Final

from pacdesk.config.secrets import Found, SecretStore
from pacdesk.errors import Invalid

DEFAULT_PORT: Final = "5432"
VERIFY_FULL: Final = "verify-full"
TLS_MODES: Final = (VERIFY_FULL, "verify-ca", "require", "prefer", "disable")
"""From whole to none: `verify-full` alone knows that it talks to the right server."""
_HOST: Final = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[^\s:,@?#\[\]]+)(:(?P<port>\d*))?")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """An address in parts. `hosts`: names parted by commas, each may carry its own port (`db1, db2:5433`), or
    a folder of sockets; `port` is that of the others. `authority` is the path of a certificate in PEM form,
    empty for those that the system knows. `more` is what else the address said; it stays."""

    hosts: str = ""
    port: str = DEFAULT_PORT
    database: str = ""
    login: str = ""
    tls: str = VERIFY_FULL
    authority: str = ""
    more: tuple[tuple[str, str], ...] = ()

    def text(self) -> str:
        """The address in one piece, without a password.

        Raises Invalid `connection.host_needed`, `connection.bad_host`, `connection.bad_port`,
        `connection.database_needed`, `connection.login_needed`, `connection.bad_tls`.
        """
        for value, name in ((self.database, "database"), (self.login, "login")):
            if not value.strip():
                raise Invalid(f"connection.{name}_needed", field=name)
        if self.tls not in TLS_MODES:
            raise Invalid("connection.bad_tls", field="tls", tls=self.tls)
        places = _places(self.hosts, _port(self.port))
        sockets = [name for name, _ in places if name.startswith("/")]
        settings = dict(self.more)
        where = ",".join(f"{name}:{port}" for name, port in places)
        if sockets:
            where = ""
            settings |= {"host": ",".join(sockets), "port": places[0][1]}
        else:
            settings["sslmode"] = self.tls
            if self.authority.strip():
                settings["sslrootcert"] = self.authority.strip()
        query = urllib.parse.urlencode(settings, quote_via=urllib.parse.quote, safe="/")
        login, database = (urllib.parse.quote(part.strip(), safe="") for part in (self.login, self.database))
        return f"postgresql://{login}@{where}/{database}{'?' if query else ''}{query}"


def parts_of(address: str) -> ServerAddress:
    """The parts of an address; a password in it is left out."""
    parts = urllib.parse.urlsplit(address)
    login, _, where = parts.netloc.rpartition("@")
    settings = dict(_pairs(parts.query))
    hosts, port = _typed(where or settings.pop("host", ""), settings.pop("port", ""))
    for secret in ("password", "passfile", "sslpassword"):
        settings.pop(secret, None)
    return ServerAddress(
        hosts=hosts,
        port=port,
        database=settings.pop("dbname", urllib.parse.unquote(parts.path.removeprefix("/"))),
        login=settings.pop("user", urllib.parse.unquote(login.partition(":")[0])),
        tls=settings.pop("sslmode", VERIFY_FULL),
        authority=settings.pop("sslrootcert", ""),
        more=tuple(settings.items()),
    )


def with_password(address: str, password: str | None) -> str:
    """The address with a password, if one is given and the address names somebody."""
    parts = urllib.parse.urlsplit(address)
    login, at, host = parts.netloc.rpartition("@")
    if not password:
        return address
    if not at:
        named = "user" in urllib.parse.parse_qs(parts.query)
        return f"{address}&password={urllib.parse.quote(password, safe='')}" if named else address
    login = login.partition(":")[0]
    return parts._replace(netloc=f"{login}:{urllib.parse.quote(password, safe='')}@{host}").geturl()


def secret_name(address: str) -> str:
    """Under what name the keyring keeps the password of an address: that of a person at a server, whatever
    the desk."""
    parts = parts_of(address)
    try:
        places = ",".join(f"{name.casefold()}:{port}" for name, port in _places(parts.hosts, parts.port))
    except Invalid:
        places = parts.hosts
    return f"server {parts.login}@{places}"


def kept_password(store: SecretStore, address: str) -> str | None:
    """The password that the keyring keeps for an address. Blocks for a few seconds at most."""
    found = store.get(secret_name(address))
    return found.value.decode(errors="replace") if isinstance(found, Found) else None


def _pairs(query: str) -> list[tuple[str, str]]:
    # The client library knows no plus sign for a space.
    pieces = [piece.partition("=") for piece in query.split("&") if piece]
    return [(urllib.parse.unquote(name), urllib.parse.unquote(value)) for name, _, value in pieces]


def _port(text: str) -> str:
    port = text.strip() or DEFAULT_PORT
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise Invalid("connection.bad_port", field="port", port=text)
    return port


def _places(hosts: str, port: str) -> list[tuple[str, str]]:
    found = []
    for piece in (part.strip() for part in hosts.split(",")):
        if not piece:
            continue
        if piece.startswith("/"):
            found.append((piece, port))
            continue
        match = _HOST.fullmatch(piece)
        if match is None:
            raise Invalid("connection.bad_host", field="hosts", host=piece)
        found.append((match["name"], _port(match["port"] or port)))
    if not found:
        raise Invalid("connection.host_needed", field="hosts")
    return found


def _typed(where: str, ports: str) -> tuple[str, str]:
    """Hosts and the port that most have, as a person would type them."""
    given = ports.split(",")
    found = []
    for number, piece in enumerate(part for part in where.split(",") if part):
        match = None if piece.startswith("/") else _HOST.fullmatch(urllib.parse.unquote(piece))
        own = match["port"] if match is not None else ""
        name = match["name"] if match is not None else urllib.parse.unquote(piece)
        found.append((name, own or given[min(number, len(given) - 1)] or DEFAULT_PORT))
    usual = found[0][1] if found else (given[0] or DEFAULT_PORT)
    return ", ".join(name if port == usual else f"{name}:{port}" for name, port in found), usual
