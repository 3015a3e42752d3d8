"""Keeps what somebody is writing: 1 s after the last key, every 5 s while typing, and on leaving."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from pacdesk.errors import UserError
from pacdesk.gui.context import Context, DraftPort, KeptDraft

REST_MS = 1000
WHILE_TYPING_MS = 5000
Image = tuple[str, bytes]
FIELDS = ("reply", "note", "client_message")


class DraftKeeper(QObject):
    """Keeps one text with its pictures for an object; `field` says which kind of entry it will be.

    `read` answers (field, text, caret, images) as they are now. Images are written only when they
    changed. `kept` tells when, or None when there is nothing to keep any more.
    """

    kept = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        context: Context,
        object_name: str,
        read: Callable[[], tuple[str, str, int, tuple[Image, ...]]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._object = object_name
        self._read = read
        self._field = ""
        self._images: tuple[str, ...] = ()
        self._dirty = False
        self._rest = self._timer(REST_MS)
        self._typing = self._timer(WHILE_TYPING_MS)

    def _timer(self, after: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(self.keep)
        return timer

    def touched(self) -> None:
        """Something was typed or attached."""
        self._dirty = True
        self._rest.start()
        if not self._typing.isActive():
            self._typing.start()

    def keep(self) -> None:
        """Keep what is there now, if it changed since."""
        self._rest.stop()
        self._typing.stop()
        drafts = self._context.drafts
        if drafts is None or not self._dirty:
            return
        self._dirty = False
        field, text, caret, images = self._read()
        names = tuple(name for name, _ in images)
        same_images = bool(text) and names == self._images and field == self._field
        changed = None if same_images else images
        before, self._field, self._images = self._field, field, names
        work = partial(_keep, drafts, self._object, before, field, text, caret, changed)
        refused = partial(self._is_refused, before)
        self._context.jobs.call(work, self, self._is_kept, refused, topic="keep", writes=True)

    def _is_kept(self, at: datetime | None) -> None:
        self.kept.emit(at)

    def _is_refused(self, field_before: str, error: BaseException) -> None:
        """The next try keeps everything: of this one nothing is known to have been written."""
        self._dirty = True
        self._field, self._images = field_before, ()
        self.refused.emit(error)

    def load(self, then: Callable[[KeptDraft | None], object]) -> None:
        """Answer the latest draft of the object, in the background."""
        drafts = self._context.drafts
        if drafts is not None:
            self._context.jobs.call(partial(_latest, drafts, self._object), self, then)

    def restored(self, draft: KeptDraft) -> None:
        """The draft is what is written now: it need not be kept again."""
        self._field = draft.field
        self._images = tuple(name for name, _ in draft.images)

    def discard(self) -> None:
        """Forget the draft: it was sent, or is not wanted."""
        self._rest.stop()
        self._typing.stop()
        self._dirty = False
        self._images = ()
        drafts = self._context.drafts
        if drafts is not None:
            self._context.jobs.call(partial(_discard, drafts, self._object), self, writes=True)


def _keep(
    drafts: DraftPort,
    name: str,
    before: str,
    field: str,
    text: str,
    caret: int,
    images: tuple[Image, ...] | None,
) -> datetime | None:
    try:
        at = drafts.save(name, field, text, caret=caret, images=images)
    except UserError:
        if not images:
            raise
        at = drafts.save(name, field, text, caret=caret, images=())
    if before and before != field:
        drafts.discard(name, before)  # only now: had the newer one not been kept, this were all there is
    return at if text or images is None or images else None


def _latest(drafts: DraftPort, name: str) -> KeptDraft | None:
    found = [draft for draft in (drafts.load(name, field) for field in FIELDS) if draft is not None]
    return max(found, key=lambda draft: draft.kept_at, default=None)


def _discard(drafts: DraftPort, name: str) -> None:
    for field in FIELDS:
        drafts.discard(name, field)
