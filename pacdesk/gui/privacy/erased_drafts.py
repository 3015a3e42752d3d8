"""Drafts about who was erased go too: they are on this computer, out of the desk's reach."""

import re
from uuid import UUID

from PySide6.QtCore import QObject

from pacdesk.desk.port import DeskPort
from pacdesk.desk.privacy.commands import ErasedAmong
from pacdesk.desk.values import Changes
from pacdesk.gui.context import Context, DraftPort

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ErasedDrafts(QObject):
    """Looks when a desk opens, and whenever something was erased, here or by others."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        context.desk_changed.connect(self.forget)
        context.changes.connect(self._heard)

    def _heard(self, changes: Changes) -> None:
        if "erasures" in changes.tables:
            self.forget()

    def forget(self) -> None:
        """Forget this person's drafts about whoever was erased."""
        opened = self._context.open
        if opened is not None and not opened.seen_by:
            desk, drafts = opened.desk, opened.drafts
            self._context.jobs.call(lambda: forget_drafts(desk, drafts), self, topic="erased", writes=True)


def forget_drafts(desk: DeskPort, drafts: DraftPort) -> int:
    """Discard the drafts that name somebody erased, or a ticket of his. Answers how many."""
    about = {draft: frozenset(map(UUID, _ID.findall(draft.object_name))) for draft in drafts.list()}
    ids = tuple(sorted(frozenset().union(*about.values())))
    gone = desk.ask(ErasedAmong(ids=ids)) if ids else frozenset()
    found = [draft for draft, named in about.items() if named & gone]
    for draft in found:
        drafts.discard(draft.object_name, draft.field)
    return len(found)
