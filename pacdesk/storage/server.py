"""Where a shared desk is and how it is reached: an address as the client library takes it, the connections
in use, and what stands in the way when nobody answers."""

import contextlib
import os
import re
import secrets
import selectors
import socket
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pacdesk.errors import DeskUnavailable, Forbidden, UserError

CONNECT_SECONDS: Final = 5
ASKED_AFTER: Final = 5.0
SYSTEM_ROOTS: Final = "system"
_ON_THIS_COMPUTER: Final = frozenset({"", "localhost", "127.0.0.1", "::1"})
_SETTINGS: Final[dict[str, str]] = {
    "connect_timeout": str(CONNECT_SECONDS),
    "keepalives_idle": "20",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
    "application_name": "pacdesk",
}
_SCRAM: Final = {"require_auth": "scram-sha-256", "channel_binding": "require"}
"""Who has the right certificate still never gets the password itself."""
SESSION: Final = (
    "SET TIME ZONE 'UTC';"
    # A laptop that fell asleep in the middle of a command must not keep others from the row it held.
    " SET idle_in_transaction_session_timeout = '60s';"
    " SET lock_timeout = '15s';"
    " SET statement_timeout = 0;"
    # Many small questions of many people: to compile them, or to start workers for them, takes longer than
    # answering them.
    " SET jit = off; SET max_parallel_workers_per_gather = 0;"
    " SET tcp_user_timeout = '30s';"
    " SET tcp_keepalives_idle = '20s'"
)
"""What every connection of ours sets first."""


def conninfo(address: str) -> dict[str, str]:
    """A `postgresql://` address, also one of several hosts, with the settings that it leaves open.

    Several hosts: the one that takes writes. TLS with the host's name checked and SCRAM bound to it, unless
    the server is on this computer or the address says otherwise. Raises DeskUnavailable `server.bad_address`.
    """
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    try:
        given = {name: str(value) for name, value in conninfo_to_dict(address).items() if value is not None}
    except psycopg.Error as error:
        raise DeskUnavailable("server.bad_address", detail=_first_line(error)) from error
    hosts = given.get("host", "").split(",")
    wanted = dict(_SETTINGS)
    if len(hosts) > 1:
        wanted["target_session_attrs"] = "read-write"
    if any(host not in _ON_THIS_COMPUTER and not host.startswith("/") for host in hosts):
        wanted["sslmode"] = "verify-full"
    whole = wanted | given
    if whole.get("sslmode") != "verify-full":
        return whole
    root = whole.get("sslrootcert") or own_authority() or SYSTEM_ROOTS
    return _SCRAM | whole | {"sslrootcert": _system_roots() if root == SYSTEM_ROOTS else root}


def own_authority() -> str:
    """The authorities that this person keeps where the client library looks by itself; empty without."""
    folder = os.environ.get("APPDATA")
    home = Path(folder) / "postgresql" if folder else Path.home() / ".postgresql"
    kept = home / "root.crt"
    return os.environ.get("PGSSLROOTCERT", "") or (str(kept) if kept.exists() else "")


def _system_roots() -> str:
    """The system's authorities by their file: the client library that comes with the driver looks for them
    in a place of its own, where nothing is."""
    import ssl

    return ssl.get_default_verify_paths().cafile or SYSTEM_ROOTS


def host_of(address: str) -> str:
    """What the server is called where it is told: its hosts, or `localhost`."""
    hosts = [host for host in conninfo(address).get("host", "").split(",") if host]
    return ", ".join("localhost" if host.startswith("/") else host for host in hosts) or "localhost"


def connect(settings: dict[str, str]) -> Any:
    """A connection of its own, outside the engine's, that commits each statement.

    Raises DeskUnavailable.
    """
    import psycopg

    try:
        connection = psycopg.connect(autocommit=True, **settings)  # type: ignore[arg-type]  # all are texts
    except psycopg.Error as error:
        raise explain(error) or error from error
    try:
        connection.execute(SESSION)
    except BaseException as error:
        connection.close()
        raise explain(error) or error from error
    return connection


def asks_for_password(engine: Any) -> bool:
    """Whether the server lets us in by a password."""
    with engine.connect() as connection:
        return bool(connection.connection.driver_connection.pgconn.used_password)


def fits(address: str) -> bool:
    """Whether the password in the address is the one that the server asks for: tried with a connection of
    its own, for `CONNECT_SECONDS` a host at most.

    Raises DeskUnavailable when the server does not say.
    """
    try:
        with contextlib.closing(connect(conninfo(address))) as connection:
            return bool(connection.pgconn.used_password)
    except DeskUnavailable as error:
        if error.code not in ("server.wrong_password", "server.role_full"):
            raise
        # That he is there too often is only told to who has given the right password.
        return error.code == "server.role_full"


def _first_line(error: BaseException) -> str:
    line = (str(error).strip().splitlines() or [""])[0].strip()
    return _PREFIX.sub("", line)


_PREFIX: Final = re.compile(r"^(connection failed: )?(connection to server .*? failed: )?(FATAL: +)?")
_WORDS: Final = (
    ("password authentication failed", "server.wrong_password"),
    ("no password supplied", "server.password_needed"),
    ("is not permitted to log in", "server.no_login"),
    ("authentication method requirement", "server.no_scram"),
    ("channel binding", "server.no_scram"),
    ("authentication failed", "server.refused"),
    ("no pg_hba.conf entry", "server.refused"),
    ("server certificate for", "server.other_host"),
    ("certificate verify failed", "server.certificate"),
    ("root certificate file", "server.no_authority"),
    ("could not read root certificate", "server.no_authority"),
    ("does not support ssl", "server.no_tls"),
    ("too many connections for role", "server.role_full"),
    ("too many", "server.full"),
    ("remaining connection slots", "server.full"),
    ("could not translate host name", "server.no_such_host"),
    ("failed to resolve host", "server.no_such_host"),
    ("name or service not known", "server.no_such_host"),
    ("session is read-only", "server.read_only"),
    ("permission denied for database", "server.not_let_in"),
    ("the database system is", "server.starting"),
)
_MISSING: Final = (("database", "server.no_database"), ("role", "server.wrong_password"))
_STATES: Final = {
    "28P01": "server.wrong_password",
    "28000": "server.refused",
    "53300": "server.full",
    "3D000": "server.no_database",
    "55P03": "server.busy",
    "57014": "server.busy",
}


def explain(error: BaseException) -> UserError | None:
    """What a user can be told about a server that does not answer or lets nobody in, with the fact
    `detail`; None for anything else."""
    if not type(error).__module__.startswith("psycopg"):
        return None
    told = str(error).lower()
    state = getattr(error, "sqlstate", None) or ""
    # The client library gives no code for a refusal before the session: only its words tell.
    before = not state or state.startswith(("28", "53"))
    code = next((code for words, code in _WORDS if before and words in told), _STATES.get(state, ""))
    if before and not code:
        code = next((code for kind, code in _MISSING if _is_missing(kind, told)), "")
    if state == "42501":
        return Forbidden("server.not_allowed", detail=_first_line(error))
    if not code and "timeout expired" in told:
        return DeskUnavailable("server.silent", seconds=CONNECT_SECONDS)
    if not code and not is_gone(error):
        return None
    return DeskUnavailable(code or "server.unreachable", detail=_first_line(error))


def _is_missing(kind: str, told: str) -> bool:
    return re.search(rf'{kind} ".*" does not exist', told) is not None


def is_gone(error: BaseException) -> bool:
    """Whether an error of the driver means that the connection is gone."""
    state = getattr(error, "sqlstate", None) or ""
    kind = type(error).__name__
    if state == "25P03":  # it waited too long in a transaction: the server let go of it
        return True
    named = kind in (
        "OperationalError",
        "ConnectionTimeout",
        "AdminShutdown",
        "CrashShutdown",
        "CannotConnectNow",
    )
    return named and (not state or state.startswith(("08", "57P")))


@dataclass
class Link:
    """What the engine of a shared desk and the line beside it know of each other."""

    settings: dict[str, str]
    host: str
    sender: str = field(default_factory=lambda: secrets.token_hex(8))
    """Signs our own pokes, so that we do not listen to ourselves."""
    down: UserError | None = None
    closing: bool = False
    era: int = 0
    """Raised when the server is lost: connections of an earlier era are not used any more."""
    last_used: float = field(default_factory=time.monotonic)
    _in_use: dict[int, Any] = field(default_factory=dict)
    _rested_from: dict[int, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def taken(self, connection: Any) -> float:
        """A thread works with a connection; answers for how many seconds nobody had."""
        with self._lock:
            self._in_use[id(connection)] = connection
            return time.monotonic() - self._rested_from.pop(id(connection), time.monotonic())

    def given_back(self, connection: Any, *_: object) -> None:
        """It is done with it."""
        with self._lock:
            self._in_use.pop(id(connection), None)
            self.last_used = self._rested_from[id(connection)] = time.monotonic()

    def gone(self, connection: Any, *_: object) -> None:
        """It is closed."""
        with self._lock:
            self._in_use.pop(id(connection), None)
            self._rested_from.pop(id(connection), None)

    @property
    def is_idle(self) -> bool:
        """Whether nobody works with a connection."""
        return not self._in_use

    def sever(self) -> None:
        """End what waits for an answer that will not come: each waiting thread is told so at once."""
        with self._lock:
            for connection in self._in_use.values():
                _shut(connection)


def is_alive(connection: Any, rested: float) -> bool:
    """Whether a connection out of the pool can still be used. A server that ended it has told so already;
    only after a longer rest is it worth a round trip to ask."""
    try:
        with selectors.DefaultSelector() as selector:
            selector.register(connection.pgconn.socket, selectors.EVENT_READ)
            if selector.select(0):
                return False
        if rested > ASKED_AFTER:
            connection.execute("SELECT 1")
            connection.rollback()
    except (driver_error(), ValueError, OSError):
        return False
    return True


def _shut(connection: Any) -> None:
    with contextlib.suppress(OSError, ValueError, AttributeError, driver_error()):
        line = socket.socket(fileno=connection.pgconn.socket)
        try:
            line.shutdown(socket.SHUT_RDWR)
        finally:
            line.detach()


def driver_error() -> type[Exception]:
    """What the driver raises, whatever happened."""
    import psycopg

    return psycopg.Error
