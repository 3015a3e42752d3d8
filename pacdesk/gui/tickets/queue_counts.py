"""The counters of the views: asked one behind the other, at most once a burst of changes."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from pacdesk.gui.context import Context
from pacdesk.gui.tickets.queue_views import ViewKey, ViewTabs

REST = 300
"""ms in which further wishes join the first: an import must not count at every row, and yet be seen."""


class ViewCounts(QObject):
    """`counted(view, count)` fires for each view. Never more than one count is under way, so that pages
    of the list always find a reader that is free."""

    counted = Signal(object, int)

    def __init__(self, context: Context, views: ViewTabs, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._views = views
        self._left: list[ViewKey] = []
        self._wanted_again = False
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._start)
        context.desk_changed.connect(self._forget)

    def want(self) -> None:
        """Count soon."""
        if self._left:
            self._wanted_again = True
        elif not self._rest.isActive():
            self._rest.start()

    def at_once(self) -> None:
        """Count now: the list is new."""
        self._rest.stop()
        self._wanted_again = False
        self._start()

    def _forget(self) -> None:
        self._left, self._wanted_again = [], False

    def _start(self) -> None:
        self._left = list(self._views.keys())
        self._next()

    def _next(self) -> None:
        if self._left and self._context.desk is not None:
            from pacdesk.desk.tickets.commands import TicketCount  # not needed for the first paint

            view = self._left[0]
            question = TicketCount(filter=self._views.filter(view))
            self._context.ask(question, self, partial(self._came, view), self._failed, topic="counts")
        elif self._wanted_again:
            self._wanted_again = False
            self._rest.start()

    def _came(self, view: ViewKey, count: int) -> None:
        if self._left[:1] == [view]:
            del self._left[0]
            self.counted.emit(view, count)
            self._next()

    def _failed(self, error: BaseException) -> None:
        self._forget()
        self._context.tell(error)
