"""Notes when the starting window is painted, when its queue has rows, and when it has come to rest."""

import time

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from pacdesk.gui.jobs import Jobs
from pacdesk.gui.main_window import MainWindow

_LOOK = 10  # ms between two looks
_PATIENCE = 60


class Watch(QObject):
    """Quits the application once everything is there. `marks` are ms from the start of the process."""

    def __init__(self, window: MainWindow, jobs: Jobs, started: float) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._started = started
        self.marks: dict[str, float] = {}
        window.painted.connect(lambda: self._mark("painted"))
        window.queue.model.loaded.connect(self._loaded)
        self._rest = QTimer(self, interval=_LOOK)
        self._rest.timeout.connect(self._look)

    def _mark(self, name: str) -> None:
        self.marks.setdefault(name, (time.time() - self._started) * 1e3)

    def _loaded(self) -> None:
        # Behind the paint that the new rows have caused.
        self._window.queue.table.viewport().repaint()
        self._mark("rows")
        self._rest.start()

    def _look(self) -> None:
        if not self._jobs.busy() or time.time() - self._started > _PATIENCE:
            self._mark("idle")
            QApplication.quit()
