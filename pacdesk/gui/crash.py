"""What happens to errors that nobody expected: they are logged without personal data, told, survived.

Nothing is ever sent anywhere. A run that did not end by itself is told at the next start.
"""

import contextlib
import faulthandler
import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from PySide6.QtCore import (
    QLockFile,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from pacdesk.config.redacting import redacted
from pacdesk.errors import Cancelled

LOG_FILE = "pacdesk.log"
FAULT_FILE = "fault.log"
_LOCK_FILE = "running.lock"
_LOG_BYTES = 1024 * 1024
_LOG_FILES = 5

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

log = logging.getLogger("pacdesk")


class _Redacting(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def start_log(folder: Path, level: str = "info") -> logging.Handler:
    """Log to `folder`, five files of 1 MB by turns. Raises OSError."""
    import logging.handlers  # brings the whole network along

    handler = logging.handlers.RotatingFileHandler(
        folder / LOG_FILE, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES - 1, encoding="utf-8", delay=True
    )
    handler.setFormatter(_Redacting("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(getattr(logging, level.upper(), logging.INFO))
    return handler


def error_id() -> str:
    """What a person can read out and the log can be searched for."""
    return os.urandom(4).hex()


class CrashKeeper(QObject):
    """Owns the hooks of the process. `met` brings an unexpected error to the window's thread."""

    met = Signal(object)

    def __init__(self, log_folder: Path, state_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_folder = log_folder
        self._lock = QLockFile(str(state_folder / _LOCK_FILE))
        self._lock.setStaleLockTime(0)
        self._faults: IO[str] | None = None
        self._level = "info"
        self._handler: logging.Handler | None = None
        self._before: tuple[Any, Any, Any] | None = None
        self.ended_badly = False
        """Whether the last run of this profile did not end by itself."""

    def install(self, level: str = "info") -> None:
        """Take the hooks. Raises nothing: a log that cannot be written must not keep the window shut."""
        self._level = level
        left_behind = Path(self._lock.fileName()).exists()
        self.ended_badly = self._lock.tryLock(0) and left_behind
        with contextlib.suppress(OSError):
            self._faults = (self._log_folder / FAULT_FILE).open("a", encoding="utf-8")
            faulthandler.enable(self._faults)
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        sys.unraisablehook = self._unraisable
        qInstallMessageHandler(_qt_message)

    def open_log(self, tell: Callable[[BaseException], Any] | None = None) -> None:
        """Log from now on, and tell of what is met; an error that comes before does so too."""
        if tell is not None:
            self.met.connect(tell, Qt.ConnectionType.QueuedConnection)
        if self._handler is None:
            try:
                self._handler = start_log(self._log_folder, self._level)
            except OSError:
                log.debug("no log can be written", exc_info=True)

    def ends_in_order(self) -> None:
        """Whatever comes now, the next start must not speak of a crash."""
        self._lock.unlock()

    def remove(self) -> None:
        """Give the hooks back: the run ended by itself."""
        if self._before is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
            self._before = None
        qInstallMessageHandler(None)
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
        self._lock.unlock()

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, Cancelled):
            return
        self.open_log()
        log.error("uncaught", exc_info=(kind, error, trace))
        self.met.emit(error)

    def _uncaught_in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            self._uncaught(told.exc_type, told.exc_value, told.exc_traceback)

    def _unraisable(self, told: "sys.UnraisableHookArgs") -> None:
        if told.exc_value is not None:
            self.open_log()
            log.error(
                "unraisable %s", told.err_msg, exc_info=(told.exc_type, told.exc_value, told.exc_traceback)
            )


def details(error: BaseException) -> str:
    """The trace of an error without personal data, for the fold and for *Copy*."""
    return redacted("".join(traceback.format_exception(error)))


def _qt_message(kind: QtMsgType, place: QMessageLogContext, text: str) -> None:
    logging.getLogger(f"qt.{place.category or 'default'}").log(_LEVELS.get(kind, logging.INFO), "%s", text)
