"""The bar that says that a shared desk's server is not there, and when it is tried again.

Nothing stops meanwhile: what is shown stays, what is typed is kept. It goes by itself.
"""

import math
import time

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QWidget

from pacdesk.desk.values import LineState
from pacdesk.errors import UserError
from pacdesk.gui.context import Context
from pacdesk.gui.messages import sentence
from pacdesk.gui.widgets.notices import MessageBar

_BY_THE_LINE = frozenset({"server.unreachable", "server.silent"})
_GRACE = 1500
"""ms in which the line may notice by itself what a question already met."""


class LineBar(MessageBar):
    """Shown while there is no connection."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(whole_window=True, parent=parent)
        self._context = context
        self._state = LineState()
        self._try_at = 0.0
        self._losses = 0
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count_down)
        self.pressed.connect(self._try_now)
        context.line_changed.connect(self.show_state)
        context.desk_changed.connect(self._desk_changed)

    def takes(self, error: BaseException) -> bool:
        """Whether the bar tells of an error, so that nothing else has to."""
        opened = self._context.open
        if not isinstance(error, UserError) or error.code not in _BY_THE_LINE:
            return False
        if opened is None or opened.line is None:
            return False
        if opened.line.state.error is None:
            losses = self._losses
            QTimer.singleShot(_GRACE, self, lambda: self._settle(error, losses))
        return True

    def _settle(self, error: UserError, losses: int) -> None:
        """The line stood all the time: one connection was lost, and nothing else will tell."""
        if losses == self._losses and self._state.error is None:
            self._context.tell(UserError("server.once", **error.facts))

    def show_state(self, state: LineState) -> None:
        """How the line stands now."""
        was_lost, self._state = self._state.error is not None, state
        if state.error is None:
            self._second.stop()
            self.hide()
            if was_lost:
                self._context.toast(self.tr("Connected again"))
            return
        self._try_at = time.monotonic() + state.retry_in
        if was_lost:
            self._count_down()
        else:
            self._losses += 1
            self._tell_lost()
        self._second.start()

    def _tell_lost(self) -> None:
        opened = self._context.open
        host = opened.line.host if opened is not None and opened.line is not None else ""
        bold = self.tr("No connection to {server}.").format(server=host)
        self.tell("attention", bold, self._plain_words(), buttons=(("now", self.tr("Try now")),))

    def _plain_words(self) -> str:
        seconds = math.ceil(self._try_at - time.monotonic())
        when = self.tr("Trying again in {seconds} s.").format(seconds=seconds)
        if seconds <= 0:
            when = self.tr("Trying now…")
        error = self._state.error
        if error is not None and error.code not in _BY_THE_LINE:
            return f"{sentence(error).what} {when}"
        return when + " " + self.tr("What you type is kept.")

    def _count_down(self) -> None:
        self.reword(self._plain_words())

    def _try_now(self, _: str) -> None:
        opened = self._context.open
        if opened is not None and opened.line is not None:
            opened.line.try_now()

    def _desk_changed(self) -> None:
        opened = self._context.open
        state = LineState() if opened is None or opened.line is None else opened.line.state
        self._state = LineState()
        self.hide()
        self.show_state(state)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._state.error is not None:
            self._tell_lost()
