"""Keeps a draft saved while it is edited: on the desk a moment after each edit, and on this computer
whenever the desk would not take it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from pacdesk.desk.port import DeskPort
from pacdesk.desk.values import Done, from_plain, to_plain
from pacdesk.desk.workflow.commands import PublishDraft, SaveDraft
from pacdesk.desk.workflow.rows import Flow
from pacdesk.errors import Conflict
from pacdesk.gui.context import Context, DraftPort, KeptDraft
from pacdesk.gui.workflow.model import StudioModel

REST_MS = 1000
LONGEST_MS = 5000
FIELD = "flow"


@dataclass(slots=True)
class Seen:
    """The draft as its writer last saw it. Written on the writer's thread, where saves follow each
    other, so that each goes on from the one before even if nobody waits for its answer any more."""

    version_id: UUID
    row_version: int


def draft_name(version_id: UUID) -> str:
    """The name under which a flow is kept on this computer."""
    return f"flow:{version_id}"


def keep(drafts: DraftPort, version_id: UUID, flow: Flow) -> None:
    """Keep a flow on this computer; blocks."""
    drafts.save(draft_name(version_id), FIELD, json.dumps(to_plain(flow), ensure_ascii=False))


def kept_flow(kept: KeptDraft) -> Flow | None:
    """The flow that was kept; None if it cannot be read any more."""
    try:
        found = from_plain(Flow, json.loads(kept.text))
    except (ValueError, TypeError, KeyError):
        return None
    return found if isinstance(found, Flow) else None


def _save(desk: DeskPort, drafts: DraftPort | None, seen: Seen, flow: Flow, owner: QObject) -> Done[int]:
    command = SaveDraft(version_id=seen.version_id, row_version=seen.row_version, flow=flow)
    try:
        done = desk.run(command, initiator=owner)
    except BaseException:
        if drafts is not None:
            keep(drafts, seen.version_id, flow)
        raise
    seen.row_version = done.answer
    if drafts is not None:
        drafts.discard(draft_name(seen.version_id), FIELD)
    return done


def _publish(desk: DeskPort, seen: Seen, owner: QObject) -> Done[None]:
    command = PublishDraft(version_id=seen.version_id, row_version=seen.row_version)
    return desk.run(command, initiator=owner)


class DraftSaver(QObject):
    """Saves the model's flow 1 s after the last edit, each 5 s while edits go on, and when it is asked to."""

    saved = Signal()
    conflicted = Signal(object)
    failed = Signal(object)
    found = Signal(object)
    """A flow that could not be saved before, from this computer."""
    waiting_changed = Signal()

    def __init__(self, context: Context, model: StudioModel, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self._seen: Seen | None = None
        self._flow: Flow | None = None
        self._held = False
        self.under_way = 0
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._rest.timeout.connect(self.save)
        self._longest.timeout.connect(self.save)
        model.flow_changed.connect(self._changed)

    def begin(self, version_id: UUID, row_version: int) -> None:
        """Save into this draft from now on; what is shown now is what stands there."""
        self._seen = Seen(version_id, row_version)
        self._flow = self._model.flow
        self._held = False
        self._stop()
        drafts = self._context.drafts
        if drafts is not None:
            name = draft_name(version_id)
            self._context.jobs.call(
                lambda: drafts.load(name, FIELD), self, self._loaded, topic="kept", writes=True
            )

    def end(self) -> None:
        """Nothing is saved any more: a published version is shown."""
        self._seen = None
        self._stop()

    def go_on(self, row_version: int, *, theirs: Flow | None = None) -> None:
        """Whoever saved was seen: save over it, or go on from there (`theirs`)."""
        if self._seen is not None:
            self._seen.row_version = row_version
        self._held = False
        if theirs is not None:
            self._flow = theirs
            self._stop()
            self.forget()
        else:
            self.save()

    @property
    def dirty(self) -> bool:
        """Whether anything is not on the desk yet."""
        return self._seen is not None and self._model.flow != self._flow

    @property
    def row_version(self) -> int | None:
        """The draft's row version as last seen; None while nothing is saved."""
        return self._seen.row_version if self._seen is not None else None

    def _changed(self) -> None:
        if not self.dirty:
            return
        self._rest.start()
        if not self._longest.isActive():
            self._longest.start()
        self.waiting_changed.emit()

    def _stop(self) -> None:
        self._rest.stop()
        self._longest.stop()

    def save(self) -> None:
        """Save now, if anything waits. After a conflict nothing is sent until it is settled, but kept."""
        self._stop()
        desk, seen, drafts = self._context.desk, self._seen, self._context.drafts
        if desk is None or seen is None or not self.dirty:
            return
        flow = self._model.flow
        if self._held:
            if drafts is not None:
                self._context.jobs.call(lambda: keep(drafts, seen.version_id, flow), self, writes=True)
            return
        self._flow = flow
        self.under_way += 1
        work = partial(_save, desk, drafts, seen, flow, self)
        self._context.jobs.call(work, self, self._saved, self._failed, writes=True)
        self.waiting_changed.emit()

    @property
    def is_quiet(self) -> bool:
        """Whether nothing waits and nothing is under way."""
        return not self.dirty and not self.under_way

    def publish(
        self, then: Callable[[Done[None]], object], failed: Callable[[BaseException], object]
    ) -> None:
        """Save what waits, then publish the draft."""
        self.save()
        desk, seen = self._context.desk, self._seen
        if desk is not None and seen is not None:
            self._context.jobs.call(partial(_publish, desk, seen, self), self, then, failed, writes=True)

    def _saved(self, done: Done[int]) -> None:
        del done
        self.under_way -= 1
        self.saved.emit()
        self.waiting_changed.emit()

    def _failed(self, error: BaseException) -> None:
        self.under_way -= 1
        self._flow = None
        self._held = True
        if isinstance(error, Conflict):
            self.conflicted.emit(error)
        else:
            self.failed.emit(error)
        self.waiting_changed.emit()

    def retry(self) -> None:
        """Try once more to save, after the desk was gone."""
        self._held = False
        self.save()

    def _loaded(self, kept: KeptDraft | None) -> None:
        if kept is None or self._seen is None or kept.object_name != draft_name(self._seen.version_id):
            return
        flow = kept_flow(kept)
        if flow is None or flow == self._model.flow or self.dirty:
            return
        self.found.emit(flow)

    def forget(self) -> None:
        """What was kept on this computer is not wanted any more."""
        drafts, seen = self._context.drafts, self._seen
        if drafts is not None and seen is not None:
            name = draft_name(seen.version_id)
            self._context.jobs.call(lambda: drafts.discard(name, FIELD), self, writes=True)
