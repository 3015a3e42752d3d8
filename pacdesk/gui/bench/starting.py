"""Notes when the starting window is painted, when its queue has rows, and when it has come to rest."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from pacdesk.gui.main_window import MainWindow

_LOOK = 10  # ms between two looks
_PATIENCE = 60


class Watch(QObject):
    """Tells once everything is there: its marks are ms from the start of the process."""

    def __init__(
        self, window: MainWindow, started: float, tell: Callable[[dict[str, float]], object]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._started = started
        self._tell = tell
        self.marks: dict[str, float] = {}
        self._rest = QTimer(self, interval=_LOOK)
        self._rest.timeout.connect(self._look)
        window.painted.connect(lambda: self._mark("painted"))
        window.furnished.connect(lambda: window.queue.model.loaded.connect(self._loaded))
        window.desk_came.connect(lambda _: self._rest.start())

    def _mark(self, name: str) -> None:
        self.marks.setdefault(name, (time.time() - self._started) * 1e3)

    def _loaded(self) -> None:
        # Behind the paint that the new rows have caused.
        self._window.queue.table.viewport().repaint()
        self._mark("rows")

    def _look(self) -> None:
        is_late = time.time() - self._started > _PATIENCE
        if is_late or ("rows" in self.marks and not self._window.context.jobs.busy()):
            self._mark("idle")
            self._rest.stop()
            self._tell(self.marks)
