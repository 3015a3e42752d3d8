"""Background work: the window's thread never waits for a database, a file or a network.

One writer keeps commands in order, three readers answer questions, one long runner does imports,
exports and documents. Results come back through one queued signal to the window's thread, and are
dropped when their owner is gone or has asked something newer since.
"""

import itertools
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from pacdesk.desk.port import DeskPort
from pacdesk.desk.values import Command, Done, Question
from pacdesk.errors import Cancelled

T = TypeVar("T")

READERS = 3
POLL_MS = 100
SWITCH_SECONDS = 0.001
"""A thread that computes gives way to the window this soon; Python's own 5 ms are felt in a jump."""


class Progress:
    """Handed to a long job: it reports here and asks whether to stop. The window polls it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: tuple[int, int, str] = (0, 0, "")
        self._cancelled = threading.Event()

    def report(self, done: int, total: int, text: str = "") -> None:
        """How far the job is; `total` 0 when it cannot know."""
        with self._lock:
            self._state = (done, total, text)

    def check(self) -> None:
        """Raise Cancelled if the user asked to stop. To be called between items."""
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the job to stop."""
        self._cancelled.set()

    @property
    def state(self) -> tuple[int, int, str]:
        """(done, total, text) as last reported."""
        with self._lock:
            return self._state


@dataclass(slots=True)
class Running:
    """A long job that is under way."""

    number: int
    title: str
    progress: Progress


@dataclass(slots=True)
class _Outcome:
    number: int
    result: Any = None
    error: BaseException | None = None


@dataclass(slots=True)
class _Waiting:
    owner: QObject
    then: Callable[[Any], Any] | None
    failed: Callable[[BaseException], Any] | None
    topic: str
    number: int


class Jobs(QObject):
    """Runs work off the window's thread. Call its methods on the window's thread only."""

    unhandled = Signal(object)
    """An error that no `failed` took: shown by `gui/errors.py`."""
    long_jobs_changed = Signal()
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_SECONDS)
        self._numbers = itertools.count(1)
        self._writer: Executor = ThreadPoolExecutor(1, thread_name_prefix="pacdesk-writer")
        self._readers: Executor = ThreadPoolExecutor(READERS, thread_name_prefix="pacdesk-reader")
        self._long: Executor = ThreadPoolExecutor(1, thread_name_prefix="pacdesk-long")
        self._waiting: dict[int, _Waiting] = {}
        self._newest: dict[tuple[int, str], int] = {}
        self.long_jobs: dict[int, Running] = {}
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self.long_jobs_changed)

    def ask(
        self,
        desk: DeskPort,
        question: Question[T],
        owner: QObject,
        then: Callable[[T], Any],
        failed: Callable[[BaseException], Any] | None = None,
        *,
        topic: str = "",
    ) -> None:
        """Answer a question in the background. With a `topic`, a newer question of the same owner
        and topic makes this one's answer stale, and it is dropped."""
        self._start(self._readers, lambda: desk.ask(question), owner, then, failed, topic)

    def run(
        self,
        desk: DeskPort,
        command: Command[T],
        owner: QObject,
        then: Callable[[Done[T]], Any] | None = None,
        failed: Callable[[BaseException], Any] | None = None,
    ) -> None:
        """Do a command in the background; commands keep their order."""
        self._start(self._writer, lambda: desk.run(command, initiator=owner), owner, then, failed, "")

    def call(
        self,
        work: Callable[[], T],
        owner: QObject,
        then: Callable[[T], Any] | None = None,
        failed: Callable[[BaseException], Any] | None = None,
        *,
        topic: str = "",
        writes: bool = False,
    ) -> None:
        """Run any short work off the window's thread (`writes`: in the order of the commands)."""
        self._start(self._writer if writes else self._readers, work, owner, then, failed, topic)

    def long(
        self,
        title: str,
        work: Callable[[Progress], T],
        owner: QObject,
        then: Callable[[T], Any] | None = None,
        failed: Callable[[BaseException], Any] | None = None,
    ) -> Progress:
        """Run long work with progress and cancel; shown in the status bar."""
        progress = Progress()
        number = self._start(self._long, lambda: work(progress), owner, then, failed, "")
        if number:
            self.long_jobs[number] = Running(number, title, progress)
            self._poll.start()
            self.long_jobs_changed.emit()
        return progress

    def _start(
        self,
        executor: Executor,
        work: Callable[[], Any],
        owner: QObject,
        then: Callable[[Any], Any] | None,
        failed: Callable[[BaseException], Any] | None,
        topic: str,
    ) -> int:
        if self._closed:
            return 0
        number = next(self._numbers)
        if topic:
            self._newest[(id(owner), topic)] = number
        self._waiting[number] = _Waiting(owner, then, failed, topic, number)
        executor.submit(self._work, number, work)
        return number

    def _work(self, number: int, work: Callable[[], Any]) -> None:
        try:
            outcome = _Outcome(number, result=work())
        except BaseException as error:  # noqa: BLE001  (carried to the window's thread, never lost)
            outcome = _Outcome(number, error=error)
        if not self._closed:
            self._arrived.emit(outcome)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        waiting = self._waiting.pop(outcome.number, None)
        if waiting is None:
            return  # closed while the outcome was on its way
        if self.long_jobs.pop(outcome.number, None) is not None:
            if not self.long_jobs:
                self._poll.stop()
            self.long_jobs_changed.emit()
        stale = self._is_stale(waiting)
        if not stale:
            self._newest.pop((id(waiting.owner), waiting.topic), None)
        if stale or not isValid(waiting.owner):
            return
        if outcome.error is None:
            if waiting.then is not None:
                waiting.then(outcome.result)
        elif waiting.failed is not None:
            waiting.failed(outcome.error)
        elif not isinstance(outcome.error, Cancelled):
            self.unhandled.emit(outcome.error)

    def _is_stale(self, waiting: _Waiting) -> bool:
        if not waiting.topic:
            return False
        return self._newest.get((id(waiting.owner), waiting.topic)) != waiting.number

    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._waiting)

    def close(self) -> None:
        """Refuse new work, cancel long jobs, and wait for what is being written."""
        for running in self.long_jobs.values():
            running.progress.cancel()
        self._poll.stop()
        self._writer.shutdown(wait=True)
        self._closed = True
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._long.shutdown(wait=True, cancel_futures=True)
        self._waiting.clear()
