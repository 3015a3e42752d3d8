"""A form for a record that is new, or that is there and is changed."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pacdesk.desk.values import Done, Question, from_plain, new_id, to_plain
from pacdesk.errors import Conflict
from pacdesk.gui.context import Context
from pacdesk.gui.editing.page import FormPage
from pacdesk.gui.editing.versions import show_clashes


def shown(values: Any) -> dict[str, Any]:
    """Values of a record as its form takes them, by name."""
    return {f.name: getattr(values, f.name) for f in fields(values)}


class CardFormPage(FormPage):
    """Knows what was seen of the record (`seen`, `version`), keeps that with the draft, and shows what
    somebody else made of it meanwhile beside what was typed.

    `record` is None for a new one, which then gets `new_id`; `blank` holds what a new one starts from.
    """

    def __init__(
        self, context: Context, target: Any, record: UUID | None, blank: Any, parent: QWidget | None = None
    ) -> None:
        self.record = record
        self.new_id = new_id()
        self.version = 0
        self.seen: Any = None
        self._blank = blank
        super().__init__(context, target, parent)

    # --- what a subclass gives --------------------------------------------------------------

    def card_question(self) -> Question[Any]:
        """Asks for the record's card, which has `version` and `values`."""
        raise NotImplementedError

    def page_target(self) -> Any:
        """Where to go once the record is saved."""
        raise NotImplementedError

    # --- what was seen ----------------------------------------------------------------------

    @property
    def record_id(self) -> UUID:
        """The record's id, also of one that is still to be made."""
        return self.record or self.new_id

    def title(self) -> str:
        return self.heading()

    def take(self, card: Any) -> None:
        """What the card holds is what the next save starts from."""
        self.version, self.seen = card.version, card.values

    def is_loading(self) -> bool:
        """Whether the record is still on its way."""
        return self.record is not None and self.seen is None

    def values(self) -> Any:
        """What is filled in, on top of what the form does not show."""
        base = self.seen or self._blank
        names = {f.name for f in fields(base)}
        return replace(base, **{name: value for name, value in self.form.values().items() if name in names})

    def draft_content(self) -> dict[str, Any]:
        seen = to_plain(self.seen) if self.seen is not None else None
        return {"fields": self.form.keep(), "seen": seen, "version": self.version}

    def restore(self, plain: Mapping[str, Any]) -> None:
        seen = plain.get("seen")
        if self.seen is not None and seen is not None:
            self.seen = from_plain(type(self._blank), seen)
            self.version = int(plain.get("version", self.version))
        super().restore(plain)

    # --- saving -----------------------------------------------------------------------------

    def finish(self, done: Done[Any], told: str) -> None:
        """The desk took it: say so with the way back, and show the record."""
        self.saved()
        self.context.toast(told, done.changes.change_set if done.changes.undoable else None)
        self.context.navigate(self.page_target())
        self.close_requested.emit()

    def conflict(self, error: Conflict) -> None:
        super().conflict(error)
        if error.code == "row.fields_changed" and self.record is not None:
            self.context.ask(
                self.card_question(), self, lambda card: self._rebase(card, error), topic="rebase"
            )

    def _rebase(self, card: Any, error: Conflict) -> None:
        """What we saw is now what stands there; what somebody else changed is shown beside ours."""
        mine = self.seen
        self.take(card)
        if mine is not None:
            show_clashes(self.form, shown(mine), shown(card.values), error)
        self._say_state()
