"""A long job of one dialog or panel: its bar, and the *Cancel* that stops it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pacdesk.gui.jobs import Jobs, Progress
from pacdesk.gui.widgets.status import JobItem

T = TypeVar("T")


class OwnJob(JobItem):
    """At most one at a time. `told(done, total, phase)` is asked every 100 ms to show how far it is; whoever
    started it says `end` when its result or its error has come."""

    def __init__(self, jobs: Jobs, told: Callable[[int, int, str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs, self._told = jobs, told
        self._progress: Progress | None = None
        self.cancel_requested.connect(self.cancel)
        jobs.long_jobs_changed.connect(self._polled)

    def is_running(self) -> bool:
        """Whether it has been started and has not ended."""
        return self._progress is not None

    def start(
        self,
        title: str,
        work: Callable[[Progress], T],
        owner: QObject,
        then: Callable[[T], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """As `Jobs.long`."""
        self._progress = self._jobs.long(title, work, owner, then, failed)
        self._polled()

    def cancel(self) -> None:
        """Ask it to stop."""
        if self._progress is not None:
            self._progress.cancel()

    def end(self) -> None:
        self._progress = None
        super().end()

    def _polled(self) -> None:
        if self._progress is not None:
            self._told(*self._progress.state)
