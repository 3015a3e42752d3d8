"""The system's keyring behind a wall: typed answers, never plaintext, never a wait without end.

A locked keyring whose prompt nobody answers blocks its caller for ever (known upstream). Every
call therefore runs on a thread of its own and is left behind after `seconds`.
"""

import base64
import binascii
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

SERVICE: Final = "pacdesk"
PATIENCE_SECONDS: Final = 5.0
MAX_VALUE_BYTES: Final = 512  # the Windows Credential Locker holds 1,280 characters

_REFUSED_MODULES: Final = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
_CHAINER: Final = "keyring.backends.chainer"


@dataclass(frozen=True)
class Found:
    """The secret; its value is kept out of every repr and log."""

    value: bytes

    def __repr__(self) -> str:
        return "Found(...)"


@dataclass(frozen=True)
class Absent:
    """The keyring answered: there is no such secret (never stored, or the keyring was emptied)."""


@dataclass(frozen=True)
class Done:
    """Stored and read back the same, or deleted."""


@dataclass(frozen=True)
class Unavailable:
    """No keyring to use. `reason`: none, refused (plaintext or null), locked, damaged, error."""

    reason: str
    detail: str = ""


@dataclass(frozen=True)
class TimedOut:
    """The keyring did not answer within `seconds`; most often a prompt that nobody sees."""

    seconds: float


Backend = Any  # a keyring.backend.KeyringBackend; imported late, it costs as much as half of Qt
_Answer = Found | Absent | Done | Unavailable | TimedOut


class SecretStore:
    """Secrets of this person on this computer. Safe to call from any thread but the window's."""

    def __init__(
        self, backend: Callable[[], Backend] | None = None, *, seconds: float = PATIENCE_SECONDS
    ) -> None:
        self._backend = backend or _system_backend
        self._seconds = seconds
        self._lock = threading.Lock()
        self._stuck: threading.Thread | None = None

    def get(self, name: str) -> Found | Absent | Unavailable | TimedOut:
        """The secret `name`."""
        answer = self._bounded(lambda backend: _read(backend, name))
        if isinstance(answer, Done):
            raise TypeError("a reading answers with a secret or without")
        return answer

    def put(self, name: str, value: bytes) -> Done | Unavailable | TimedOut:
        """Store `value` (at most 512 bytes) and read it back. Raises ValueError if it is longer."""
        if len(value) > MAX_VALUE_BYTES:
            raise ValueError(f"a secret has at most {MAX_VALUE_BYTES} bytes")
        answer = self._bounded(lambda backend: _write(backend, name, value))
        return Unavailable("damaged", "not read back") if isinstance(answer, Found | Absent) else answer

    def delete(self, name: str) -> Done | Absent | Unavailable | TimedOut:
        """Remove the secret `name`."""
        answer = self._bounded(lambda backend: _remove(backend, name))
        if isinstance(answer, Found):
            raise TypeError("a removal answers without a secret")
        return answer

    def usable(self) -> Done | Unavailable | TimedOut:
        """Whether a keyring answers here: decides if a new desk is keyed by default."""
        answer = self.get("probe")
        return answer if isinstance(answer, Unavailable | TimedOut) else Done()

    def _bounded(self, work: Callable[[Backend], _Answer]) -> _Answer:
        with self._lock:
            if self._stuck is not None and self._stuck.is_alive():
                # Still waiting for the last one: another would only wait behind the same prompt.
                return TimedOut(self._seconds)
            answers: queue.SimpleQueue[_Answer] = queue.SimpleQueue()
            thread = threading.Thread(
                target=lambda: answers.put(_guarded(self._backend, work)), name="keyring", daemon=True
            )
            self._stuck = thread
            thread.start()
            try:
                answer = answers.get(timeout=self._seconds)
            except queue.Empty:
                return TimedOut(self._seconds)
            self._stuck = None
            return answer


def _system_backend() -> Backend:
    import keyring

    return keyring.get_keyring()


def _guarded(find: Callable[[], Backend], work: Callable[[Backend], _Answer]) -> _Answer:
    from keyring import errors

    try:
        backend = _acceptable(find())
        return Unavailable("refused") if backend is None else work(backend)
    except errors.NoKeyringError as error:
        return Unavailable("none", str(error))
    except (errors.KeyringLocked, errors.InitError) as error:
        return Unavailable("locked", str(error))
    except Exception as error:  # noqa: BLE001  (back-ends raise what their own libraries raise)
        return Unavailable("error", f"{type(error).__name__}: {error}")


def _acceptable(backend: Backend) -> Backend | None:
    """`backend`, or the first good one of a chain; None for fail, null and plaintext ones."""
    module = type(backend).__module__
    if module.startswith("keyring.backends.fail"):
        from keyring.errors import NoKeyringError

        raise NoKeyringError("no keyring on this system")
    if module.startswith(_CHAINER):
        links = [link for link in backend.backends if _is_safe(link)]
        return links[0] if links else None
    return backend if _is_safe(backend) else None


def _is_safe(backend: Backend) -> bool:
    kind = type(backend)
    return not kind.__module__.startswith(_REFUSED_MODULES) and "plaintext" not in kind.__name__.lower()


def _read(backend: Backend, name: str) -> Found | Absent | Unavailable:
    text = backend.get_password(SERVICE, name)
    if text is None:
        return Absent()
    try:
        return Found(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        return Unavailable("damaged")


def _write(backend: Backend, name: str, value: bytes) -> Done | Unavailable:
    backend.set_password(SERVICE, name, base64.b64encode(value).decode("ascii"))
    return Done() if _read(backend, name) == Found(value) else Unavailable("damaged", "not read back")


def _remove(backend: Backend, name: str) -> Done | Absent:
    if backend.get_password(SERVICE, name) is None:
        return Absent()
    backend.delete_password(SERVICE, name)
    return Done()
