"""Ends the program in good order when the system asks for it: by a signal, or because the session ends."""

import signal
import socket
from collections.abc import Callable
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

_ASKING = ("SIGTERM", "SIGINT", "SIGHUP")


class Ending(QObject):
    """Nobody is asked anything: drafts are kept anyway. `keep` is called once, before the loop ends.

    Python handles a signal only when it has the interpreter, which Qt's loop does not give it: the signal's
    number comes through a socket, and that wakes the loop.
    """

    def __init__(self, app: QApplication, keep: Callable[[], Any]) -> None:
        super().__init__(app)
        self._app = app
        self._keep = keep
        self._ended = False
        self._here, self._there = socket.socketpair()
        for end in (self._here, self._there):
            end.setblocking(False)  # noqa: FBT003  (the library's own signature)
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._old_descriptor = signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        numbers = [getattr(signal, name) for name in _ASKING if hasattr(signal, name)]
        self._old = {number: signal.signal(number, self._asked) for number in numbers}
        app.commitDataRequest.connect(self._session_ends)

    def _woken(self) -> None:
        try:
            self._here.recv(64)
        except BlockingIOError:
            return

    def _asked(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._keep_once()
        self._app.quit()

    def _session_ends(self) -> None:
        self._keep_once()

    def _keep_once(self) -> None:
        if not self._ended:
            self._ended = True
            self._keep()

    def remove(self) -> None:
        """Give the signals back."""
        for number, handler in self._old.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_descriptor)
        self._notifier.setEnabled(False)
        self._here.close()
        self._there.close()
