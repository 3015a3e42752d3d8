"""Collecting Python's garbage only between two events of the window's own thread.

A collection may free Qt objects. Left to itself it runs wherever an allocation happens to come: on a thread
of the jobs, or in the middle of a paint that Qt called us for, and what it frees there may still be in use.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

PAUSE_MS: Final = 1_000
_THRESHOLDS: Final = (700, 10, 10)


class Garbage(QObject):
    """Collects from a timer, as often as Python itself would have, while it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation whose turn it is; a full one only after ten of the middle ones."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > _THRESHOLDS[generation]:
                gc.collect(generation)
                return
