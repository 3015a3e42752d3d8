"""Who else has a ticket before his eyes, or types in it: as a chip, and told to the others of oneself."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from pacdesk.desk.values import Present
from pacdesk.gui import wording
from pacdesk.gui.context import Context
from pacdesk.gui.tickets.words import short_name
from pacdesk.gui.widgets.chips import Chip
from pacdesk.gui.widgets.notices import announce

if TYPE_CHECKING:
    from pacdesk.gui.tickets.composer import Composer

TYPING_MS = 8000
"""How long after the last key somebody still counts as typing."""
translate = QCoreApplication.translate


def icon_of(people: Sequence[Present]) -> str:
    """A pencil when anybody types, else an eye; empty for nobody."""
    if not people:
        return ""
    return "pencil" if any(one.typing for one in people) else "eye"


def words_of(people: Sequence[Present], *, short: bool = False) -> str:
    """`Ana Prado is writing`, `Ana Prado is here +2`, or with `Ana P.`; empty for nobody."""
    if not people:
        return ""
    first = next((one for one in people if one.typing), people[0])
    told = (
        translate("Presence", "{name} is writing")
        if first.typing
        else translate("Presence", "{name} is here")
    )
    more = f" +{wording.number(len(people) - 1)}" if len(people) > 1 else ""
    return told.format(name=short_name(first.name) if short else first.name) + more


class PresenceChip(Chip):
    """Hidden while nobody else is there; every name is in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._people: tuple[Present, ...] = ()
        self.hide()

    def show_people(self, people: tuple[Present, ...]) -> None:
        """Show who is there now."""
        came = {one.user for one in people} - {one.user for one in self._people}
        self._people = people
        self._say()
        if came and self.isVisible():
            announce(self, self.text())

    def _say(self) -> None:
        text, icon = words_of(self._people, short=True), icon_of(self._people)
        self.show_state(text, "info" if icon == "pencil" else "off", icon=icon or None)
        self.setToolTip("\n".join(words_of([one]) for one in self._people))
        self.setAccessibleName(self.toolTip().replace("\n", ", "))
        self.setVisible(bool(self._people))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()


class Looked(Protocol):
    """The page of a ticket, as far as being there goes."""

    context: Context
    ticket: UUID
    composer: "Composer"


class Here(QObject):
    """Tells the others while a page is shown, and while somebody types in its composer."""

    def __init__(self, looked: Looked, page: QWidget, shows: Callable[[tuple[Present, ...]], object]) -> None:
        super().__init__(page)
        self._looked = looked
        self._shows = shows
        self._shown = False
        self._pause = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._pause.timeout.connect(self._say)
        page.installEventFilter(self)
        looked.composer.editor.textChanged.connect(self._typed)
        looked.context.people_changed.connect(self._show)
        looked.context.desk_changed.connect(self._say)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._shown = event.type() == QEvent.Type.Show
            self._say()
            self._show()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        was, on = self._pause.isActive(), not self._looked.composer.is_empty()
        if on:
            self._pause.start()
        else:
            self._pause.stop()
        if was != on:
            self._say()

    def _say(self) -> None:
        typing = self._pause.isActive() if self._shown else None
        self._looked.context.be_at(self._looked.ticket, typing=typing)

    def _show(self) -> None:
        self._shows(self._looked.context.people_at(self._looked.ticket))
