"""Drafts of one person in one desk, as the window wants them."""

from datetime import UTC, datetime

from pacdesk.gui.context import KeptDraft
from pacdesk.storage.drafts import Draft, Drafts, Place


class DeskDrafts:
    """Puts desk and person before every draft's place. Calls block."""

    def __init__(self, drafts: Drafts, desk: str, person: str) -> None:
        self._drafts = drafts
        self._desk = desk
        self._person = person

    def save(
        self,
        object_name: str,
        field: str,
        text: str,
        *,
        caret: int = 0,
        images: tuple[tuple[str, bytes], ...] | None = None,
    ) -> datetime:
        """Keep a text; answers when."""
        kept = self._drafts.save(self._place(object_name, field), text, caret=caret, images=images)
        return _moment(kept)

    def load(self, object_name: str, field: str) -> KeptDraft | None:
        """The draft of a field, or None."""
        found = self._drafts.load(self._place(object_name, field))
        return None if found is None else _kept(found)

    def list(self) -> tuple[KeptDraft, ...]:
        """All of the person's drafts in this desk, latest first."""
        return tuple(_kept(draft) for draft in self._drafts.list(self._desk, self._person))

    def discard(self, object_name: str, field: str) -> bool:
        """Forget a draft; whether there was one."""
        return self._drafts.discard(self._place(object_name, field))

    def _place(self, object_name: str, field: str) -> Place:
        return Place(self._desk, self._person, object_name, field)


def _kept(draft: Draft) -> KeptDraft:
    return KeptDraft(
        object_name=draft.place.object,
        field=draft.place.field,
        text=draft.text,
        caret=draft.caret,
        kept_at=_moment(draft.updated_at),
        images=draft.images,
    )


def _moment(micros: int) -> datetime:
    return datetime.fromtimestamp(micros / 1_000_000, UTC)
