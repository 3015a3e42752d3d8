"""One writer a desk (DESIGN 4): a lock of the operating system on `<desk>.lock`.

The system drops it with its process, however that ends; the file stays, and what it says is who
holds it now or held it last. Readers need no lock.
"""

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from pacdesk.errors import DeskHeld, DeskUnavailable

_POLL_SECONDS: Final = 0.1
# Windows locks are mandatory: a byte far behind the text leaves the text readable.
_LOCK_OFFSET: Final = 1 << 30


@dataclass(frozen=True)
class Holder:
    """Who holds a desk: log-in name, computer, process, and since when (ISO, UTC)."""

    who: str
    host: str
    pid: int
    since: str


def lock_path(desk: Path) -> Path:
    """Where a desk's lock stands: `<desk>.lock`."""
    return desk.with_name(desk.name + ".lock")


class WriterLock:
    """The right to write a desk. `with WriterLock(desk).acquire(wait=5):`"""

    def __init__(self, desk: Path) -> None:
        self.desk = desk
        self._file: IO[bytes] | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._file is not None

    def acquire(
        self, *, wait: float = 0.0, who: str | None = None, cancelled: Callable[[], bool] | None = None
    ) -> Self:
        """Take the lock, trying for up to `wait` seconds.

        Raises DeskHeld `desk.held` (facts `path`, `who`, `host`, `pid`, `since`); DeskUnavailable
        `desk.missing_folder`, `desk.read_only` or `desk.no_permission` when no lock can be made.
        """
        if self._file is not None:
            return self
        file = _open(lock_path(self.desk))
        try:
            self._take(file, time.monotonic() + wait, cancelled or (lambda: False))
            _sign(file, who or _login())
        except BaseException:
            file.close()
            raise
        self._file = file
        return self

    def release(self) -> None:
        """Give it back; nothing happens if it is not held."""
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):
                file.truncate(0)
            _unlock(file)
            file.close()

    def _take(self, file: IO[bytes], deadline: float, cancelled: Callable[[], bool]) -> None:
        while not _try_lock(file):
            if time.monotonic() >= deadline or cancelled():
                raise _held(self.desk)
            time.sleep(_POLL_SECONDS)

    def __enter__(self) -> Self:
        return self.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def holder(desk: Path) -> Holder | None:
    """Who holds the desk now, or None. A holder that has not signed yet has empty facts."""
    path = lock_path(desk)
    if not path.exists():
        return None
    try:
        with path.open("rb") as file:
            if _try_lock(file, shared=True):
                _unlock(file)
                return None
    except OSError:
        return None
    return _read(path) or Holder("", "", 0, "")


def _held(desk: Path) -> DeskHeld:
    facts = _read(lock_path(desk)) or Holder("", "", 0, "")
    return DeskHeld("desk.held", path=str(desk), **asdict(facts))


def _open(path: Path) -> IO[bytes]:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except FileNotFoundError:
        raise DeskUnavailable("desk.missing_folder", path=str(path.parent)) from None
    except OSError as error:
        code = "desk.no_permission" if isinstance(error, PermissionError) else "desk.read_only"
        raise DeskUnavailable(code, path=str(path), detail=str(error)) from error
    return os.fdopen(descriptor, "r+b", buffering=0)


def _sign(file: IO[bytes], who: str) -> None:
    import socket  # who only looks needs no network

    facts = Holder(who, socket.gethostname(), os.getpid(), datetime.now(UTC).isoformat(timespec="seconds"))
    # A full disk must not keep anyone from the lock: the facts are a courtesy.
    with contextlib.suppress(OSError):
        file.seek(0)
        file.truncate(0)
        file.write(json.dumps(asdict(facts)).encode())


def _read(path: Path) -> Holder | None:
    try:
        raw = json.loads(path.read_bytes())
        return Holder(str(raw["who"]), str(raw["host"]), int(raw["pid"]), str(raw["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes], *, shared: bool = False) -> bool:  # noqa: ARG001  (Windows knows no shared one)
        file.seek(_LOCK_OFFSET)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        file.seek(_LOCK_OFFSET)
        with contextlib.suppress(OSError):
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[bytes], *, shared: bool = False) -> bool:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(file.fileno(), kind | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
