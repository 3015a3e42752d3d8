"""Seeing the desk with the eyes of another user: a bar says so, and leads back."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from pacdesk.desk.values import utc_now
from pacdesk.gui.context import KeptDraft, OpenDesk, SeeAsUser

if TYPE_CHECKING:
    from pacdesk.desk.port import DeskPort
    from pacdesk.gui.main_window import MainWindow

END = "end-see-as"
"""The bar's button."""


class NoDrafts:
    """Who only looks writes nothing, and finds nobody's texts."""

    def save(
        self,
        object_name: str,
        field: str,
        text: str,
        *,
        caret: int = 0,
        images: tuple[tuple[str, bytes], ...] | None = None,
    ) -> datetime:
        """Keeps nothing."""
        del object_name, field, text, caret, images
        return utc_now()

    def load(self, object_name: str, field: str) -> KeptDraft | None:
        """Nothing is there."""
        del object_name, field
        return None

    def list(self) -> tuple[KeptDraft, ...]:
        """Nothing is there."""
        return ()

    def discard(self, object_name: str, field: str) -> bool:
        """Nothing was there."""
        del object_name, field
        return False


class SeeingAs(QObject):
    """Keeps one's own desk while another one's view of it is shown."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._own: OpenDesk | None = None
        window.context.navigated.connect(self._asked)
        window.top.bar.pressed.connect(self._pressed)
        window.desk_left.connect(self._forget)

    def _asked(self, target: Any) -> None:
        if isinstance(target, SeeAsUser):
            window = self._window
            window.context.jobs.call(
                lambda: window.doors.see_as(target.user_id),
                self,
                self._show,
                window.context.tell,
                writes=True,
            )

    def _show(self, seen: "DeskPort") -> None:
        opened = self._window.context.open
        if opened is None:
            return
        own = self._own or opened
        self._own = own
        self._window.use_desk(replace(own, desk=seen, drafts=NoDrafts(), seen_by=own.desk.actor.name))

    def _pressed(self, key: str) -> None:
        if key == END:
            self.end()

    def end(self) -> None:
        """Be oneself again."""
        own, self._own = self._own, None
        opened = self._window.context.open
        if own is not None and opened is not None:
            self._window.top.bar.hide()
            self._window.use_desk(replace(own, unlocks_by=opened.unlocks_by))

    def _forget(self) -> None:
        self._own = None

    def tell(self) -> bool:
        """Say on top whose eyes these are; whether they are another one's."""
        opened = self._window.context.open
        if opened is None or not opened.seen_by:
            return False
        self._window.top.bar.tell(
            "attention",
            self.tr("You are seeing as {name}.").format(name=opened.desk.actor.name),
            self.tr("To read only: nothing is written. It was recorded that you looked."),
            buttons=((END, self.tr("Be yourself again")),),
            icon="eye",
        )
        return True
