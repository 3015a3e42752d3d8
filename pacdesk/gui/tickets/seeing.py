"""Notes how far a person has read a ticket, once the discussion was before his eyes for a moment."""

from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from pacdesk.desk.tickets.commands import MarkSeen
from pacdesk.desk.tickets.rows import TicketCard
from pacdesk.errors import UserError
from pacdesk.gui.context import Context
from pacdesk.gui.tickets.timeline import Timeline

SEEN_AFTER_MS = 1500


class Reading(Protocol):
    """The page of a ticket, as far as reading it goes."""

    context: Context
    ticket: UUID
    card: TicketCard | None
    timeline: Timeline

    @property
    def is_read(self) -> bool:
        """Whether somebody has the discussion before his eyes."""

    def window(self) -> QWidget:
        """The window that it is in."""


class Seeing(QObject):
    """`start` at each arrival of something to read."""

    def __init__(self, page: Reading, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEEN_AFTER_MS)
        self._timer.timeout.connect(self.mark)

    def start(self) -> None:
        """Count from now, if somebody is looking."""
        if self._page.is_read:
            self._timer.start()

    def mark(self) -> None:
        """Everything that is there was read."""
        page = self._page
        numbers = [entry.number for entry in page.timeline.entries.entries if entry.number is not None]
        if page.card is None or not numbers or max(numbers) <= page.card.seen_number:
            return
        if page.is_read and page.window().isActiveWindow():
            command = MarkSeen(ticket=page.ticket, number=max(numbers))
            page.context.run(command, self, None, self._not_seen)

    def _not_seen(self, error: BaseException) -> None:
        """Whether something was read is no reason to disturb its reader."""
        if not isinstance(error, UserError):
            self._page.context.tell(error)
