"""Trying a shared desk's server step by step: is its name known, does it answer, whose certificate is it,
does it let us in, and is its release safe.

Name, network and certificate are tried by ourselves, host by host, because the client library tells of all
three in one sentence. Each is bounded in time.
"""

import contextlib
import queue
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pacdesk.config.steps import Outcome, Step, StepName
from pacdesk.errors import DeskUnavailable, UserError
from pacdesk.storage import server
from pacdesk.storage.engines import refuse_old_server

PATIENCE: Final = float(server.CONNECT_SECONDS)
"""Seconds for a name, a host, a handshake: each."""
SOON: Final = timedelta(days=14)
"""A certificate that ends within this time is worth a word."""
_DEFAULT_PORT: Final = "5432"
_TLS_REQUEST: Final = struct.pack("!ii", 8, 80877103)
_EXPIRED, _TOO_EARLY, _OTHER_NAME, _OTHER_ADDRESS = 10, 9, 62, 64
_Found = tuple[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Host:
    """One host of an address: the name that its certificate must bear, and where it is."""

    name: str
    address: str
    port: int

    @property
    def is_here(self) -> bool:
        """Whether it is a socket of this computer, which has neither name nor certificate."""
        return not self.address or self.address.startswith("/")


def hosts_of(settings: dict[str, str]) -> tuple[Host, ...]:
    """The hosts of an address, one port for all or one each, as the client library takes them.

    Raises DeskUnavailable `server.bad_address`.
    """
    names = settings.get("host", "").split(",")
    places = settings.get("hostaddr", "").split(",")
    ports = [port or _DEFAULT_PORT for port in settings.get("port", "").split(",")]
    count = max(len(names), len(places))
    if len(ports) not in (1, count):
        raise DeskUnavailable("server.bad_address", detail=settings.get("port", ""))
    found = []
    for n in range(count):
        name = names[n] if n < len(names) else ""
        place = places[n] if n < len(places) else ""
        port = ports[n if len(ports) > 1 else 0]
        if not port.isdigit():
            raise DeskUnavailable("server.bad_address", detail=port)
        found.append(Host(name or place, place or name, int(port)))
    return tuple(found)


Tell = Callable[[Step], object]


def probe(settings: dict[str, str], tell: Tell) -> bool:
    """Try all but the schema; each step is told as it ends. Whether the next step may be tried."""
    trial = _Trial(settings, tell)
    steps = (trial.find, trial.reach, trial.secure)
    try:
        return all(step() for step in steps) and trial.enter()
    finally:
        trial.close()


def certificate_fault(settings: dict[str, str]) -> UserError | None:
    """Why the certificate of a server was refused, which the client library does not tell; None when it is
    not refused now."""
    faults: list[UserError | None] = []

    def tell(step: Step) -> None:
        if step.name is StepName.TLS:
            faults.append(step.error)

    trial = _Trial(settings, tell)
    try:
        _ = trial.find() and trial.reach() and trial.secure()
    finally:
        trial.close()
    return faults[0] if faults else None


class _Trial:
    """One go through the steps; hosts that failed one are not tried in the next."""

    def __init__(self, settings: dict[str, str], tell: Tell) -> None:
        self._settings = settings
        self._tell = tell
        self._left = list(hosts_of(settings))
        self._places: dict[Host, list[Any]] = {}
        self._lines: dict[Host, socket.socket] = {}

    def close(self) -> None:
        for line in self._lines.values():
            line.close()

    def find(self) -> bool:
        if all(host.is_here for host in self._left):
            return self._skip(StepName.NAME, "name.here")
        return self._each(StepName.NAME, self._find_one)

    def _find_one(self, host: Host) -> _Found:
        if host.is_here:
            return "name.here", {}
        self._places[host] = found = _resolved(host)
        return "name.found", {"addresses": ", ".join(dict.fromkeys(str(place[4][0]) for place in found))}

    def reach(self) -> bool:
        if all(host.is_here for host in self._left):
            return self._skip(StepName.REACH, "reach.here")
        return self._each(StepName.REACH, self._reach_one)

    def _reach_one(self, host: Host) -> _Found:
        if not host.is_here:
            began = time.monotonic()
            self._lines[host] = _reached(host, self._places[host])
            return "reach.open", {"port": host.port, "ms": round((time.monotonic() - began) * 1000)}
        return "reach.here", {}

    def secure(self) -> bool:
        mode = self._settings.get("sslmode", "prefer")
        if not self._lines:
            return self._skip(StepName.TLS, "tls.here")
        if mode == "disable":
            self._tell(Step(StepName.TLS, Outcome.WARNED, "tls.off"))
            return True
        return self._each(StepName.TLS, lambda host: self._secure_one(host, mode))

    def _secure_one(self, host: Host, mode: str) -> _Found:
        line = self._lines.pop(host, None)
        if line is None:
            return "tls.here", {}
        with line:
            if not _offers_tls(line, host):
                if mode in ("allow", "prefer"):
                    return "tls.off", {}
                raise DeskUnavailable("server.no_tls", host=host.name)
            with _secured(line, host, _context(self._settings, mode)) as inner:
                facts: dict[str, object] = {"version": inner.version() or ""}
                certificate = inner.getpeercert() or {}
        if mode not in ("verify-full", "verify-ca"):
            return "tls.unverified", facts
        facts["until"] = _until(certificate)
        ends_soon = facts["until"] is not None and _until(certificate) - datetime.now(UTC) < SOON
        return "tls.ends_soon" if ends_soon else "tls.verified", facts

    def enter(self) -> bool:
        """Log in, and look at the release."""
        try:
            connection = server.connect(self._settings)
        except UserError as error:
            return self._failed(StepName.LOG_IN, error)
        try:
            login, host = connection.info.user, connection.info.host
            self._tell(Step(StepName.LOG_IN, Outcome.OK, "log_in.in", {"login": login, "host": _shown(host)}))
            number = connection.info.server_version
            release = connection.info.parameter_status("server_version") or str(number)
        finally:
            connection.close()
        try:
            refuse_old_server(number)
        except UserError as error:
            return self._failed(StepName.VERSION, error)
        self._tell(Step(StepName.VERSION, Outcome.OK, "version.safe", {"release": release.split()[0]}))
        return True

    # -- telling

    def _skip(self, name: StepName, code: str) -> bool:
        self._tell(Step(name, Outcome.SKIPPED, code))
        return True

    def _failed(self, name: StepName, error: UserError) -> bool:
        self._tell(Step(name, Outcome.FAILED, error.code, error.facts, error))
        return False

    def _each(self, name: StepName, attempt: Callable[[Host], _Found]) -> bool:
        found: list[_Found] = []
        failed: list[tuple[Host, UserError]] = []
        for host in tuple(self._left):
            try:
                found.append(attempt(host))
            except UserError as error:
                failed.append((host, error))
                self._left.remove(host)
        if not found:
            return self._failed(name, failed[0][1])
        code, facts = min(found, key=lambda one: one[0] not in _DOUBTFUL)
        if failed:
            missing = ", ".join(host.name for host, _ in failed)
            self._tell(Step(name, Outcome.WARNED, "some", {**facts, "hosts": missing}, failed[0][1]))
        else:
            self._tell(Step(name, Outcome.WARNED if code in _DOUBTFUL else Outcome.OK, code, facts))
        return True


_DOUBTFUL: Final = frozenset({"tls.off", "tls.unverified", "tls.ends_soon"})


def _shown(host: str) -> str:
    return "localhost" if not host or host.startswith("/") else host


def _resolved(host: Host) -> list[Any]:
    """Where a name is. A resolver that does not answer cannot be stopped: it is left behind."""
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def look() -> None:
        try:
            answers.put(socket.getaddrinfo(host.address, host.port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=look, name="name", daemon=True).start()
    try:
        found = answers.get(timeout=PATIENCE)
    except queue.Empty:
        raise DeskUnavailable("server.name_silent", host=host.name, seconds=round(PATIENCE)) from None
    if isinstance(found, Exception):
        raise DeskUnavailable("server.no_such_host", detail=host.name) from found
    return list(found)


def _reached(host: Host, places: list[Any]) -> socket.socket:
    end = time.monotonic() + PATIENCE
    told = ""
    for family, kind, protocol, _, place in places:
        left = end - time.monotonic()
        if left <= 0:
            break
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(left)
            line.connect(place)
        except OSError as error:
            line.close()
            if isinstance(error, ConnectionRefusedError):
                told = "refused"
        else:
            line.settimeout(PATIENCE)
            return line
    code = "server.port_closed" if told else "server.host_silent"
    raise DeskUnavailable(code, host=host.name, port=host.port, seconds=round(PATIENCE))


def _offers_tls(line: socket.socket, host: Host) -> bool:
    try:
        line.sendall(_TLS_REQUEST)
        answer = line.recv(1)
    except TimeoutError as error:
        raise _silent() from error
    except OSError as error:
        raise DeskUnavailable("server.no_postgres", host=host.name, port=host.port) from error
    if answer not in (b"S", b"N"):
        raise DeskUnavailable("server.no_postgres", host=host.name, port=host.port)
    return answer == b"S"


def _silent() -> DeskUnavailable:
    return DeskUnavailable("server.silent", seconds=round(PATIENCE))


def _context(settings: dict[str, str], mode: str) -> ssl.SSLContext:
    """As the client library will check it. Raises DeskUnavailable `server.no_authority`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = mode == "verify-full"
    if mode not in ("verify-full", "verify-ca"):
        context.verify_mode = ssl.CERT_NONE
        return context
    root = settings.get("sslrootcert") or server.own_authority()
    try:
        if root == server.SYSTEM_ROOTS:
            context.load_default_certs()
        else:
            context.load_verify_locations(cafile=root or None)
    except (OSError, TypeError) as error:
        raise DeskUnavailable("server.no_authority", detail=root) from error
    return context


@contextlib.contextmanager
def _secured(line: socket.socket, host: Host, context: ssl.SSLContext) -> Any:
    try:
        inner = context.wrap_socket(line, server_hostname=host.name)
    except ssl.SSLCertVerificationError as error:
        raise _refused(error, host) from error
    except TimeoutError as error:
        raise _silent() from error
    except OSError as error:
        raise DeskUnavailable("server.no_handshake", host=host.name, detail=str(error)) from error
    with inner:
        yield inner


def _refused(error: ssl.SSLCertVerificationError, host: Host) -> UserError:
    if error.verify_code == _EXPIRED:
        return DeskUnavailable("server.certificate_expired", host=host.name)
    if error.verify_code == _TOO_EARLY:
        return DeskUnavailable("server.certificate_early", host=host.name)
    if error.verify_code in (_OTHER_NAME, _OTHER_ADDRESS):
        return DeskUnavailable("server.other_host", detail=host.name)
    return DeskUnavailable("server.certificate", detail=error.verify_message)


def _until(certificate: Any) -> Any:
    ends = certificate.get("notAfter")
    return None if ends is None else datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC)
