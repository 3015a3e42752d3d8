"""Keeps what is being typed into a form, so that nothing is lost when its page or the program goes."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from pacdesk.gui.context import Context, KeptDraft

REST_MS = 1000
LONGEST_MS = 5000
FIELD = "form"


class FormDraft(QObject):
    """One form's draft: kept 1 s after the last change and each 5 s while changing (DESIGN section 4).

    `found(plain)` fires when there is an old one; `kept(at)` after each saving.
    """

    found = Signal(object, object)
    kept = Signal(object)

    def __init__(self, context: Context, name: str, content: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._name = name
        self._content = content
        self._waiting = False
        self._ended = False
        self._rest = _timer(self, REST_MS)
        self._longest = _timer(self, LONGEST_MS)
        self._rest.timeout.connect(self.save)
        self._longest.timeout.connect(self.save)

    def look(self) -> None:
        """Look for an old draft; `found` or nothing."""
        drafts, name = self._context.drafts, self._name
        if drafts is not None:
            self._context.jobs.call(lambda: drafts.load(name, FIELD), self, self._loaded, writes=True)

    def _loaded(self, kept: KeptDraft | None) -> None:
        if kept is None or self._waiting:
            return
        try:
            plain = json.loads(kept.text)
        except ValueError:
            return
        self.found.emit(plain, kept.kept_at)

    def touch(self) -> None:
        """Something changed."""
        self._waiting = True
        self._ended = False
        self._rest.start()
        if not self._longest.isActive():
            self._longest.start()

    def save(self) -> None:
        """Keep it now, if anything waits."""
        if not self._waiting or self._ended:
            return
        self._stop()
        drafts, name = self._context.drafts, self._name
        if drafts is None:
            return
        text = json.dumps(self._content(), ensure_ascii=False)
        self._context.jobs.call(
            lambda: drafts.save(name, FIELD, text), self, self._saved, self._failed, writes=True
        )

    def discard(self) -> None:
        """Forget it: it was saved as what it was to become, or is not wanted."""
        self._stop()
        self._ended = True
        drafts, name = self._context.drafts, self._name
        if drafts is not None:
            self._context.jobs.call(lambda: drafts.discard(name, FIELD), self, writes=True)

    def _stop(self) -> None:
        self._waiting = False
        self._rest.stop()
        self._longest.stop()

    def _saved(self, at: datetime) -> None:
        if not self._ended:
            self.kept.emit(at)

    def _failed(self, error: BaseException) -> None:
        self._context.tell(error)


def _timer(parent: QObject, milliseconds: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
