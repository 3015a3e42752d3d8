"""The steps at a list of tickets, each from the wish to the painted rows, in milliseconds."""

import os
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QTableView

from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.rows import TicketRow, TicketSort
from pacdesk.gui.bench.tables import OurTable, RawModel, RawRows, RawTable, show_ours
from pacdesk.gui.garbage import Garbage
from pacdesk.gui.jobs import Jobs
from pacdesk.gui.models.paged import PagedModel
from pacdesk.gui.theme import ThemeManager
from pacdesk.gui.tickets.queue_words import QueueWords

SIZE = (1200, 900)
JUMPS = 50
PATIENCE = 60_000
REST = 30
"""ms in which a list that has grown to its count is painted once more: not in the next step's time."""
NEEDLE = "certificado"
STATM = Path("/proc/self/statm")


class _List(Protocol):
    """One of the two lists: shows what is asked; `settled` runs the events until all is known of it."""

    table: QTableView

    def show(self, sort: TicketSort, *, down: bool, words: str, only_open: bool) -> None: ...

    def settle(self) -> None: ...

    def rest(self) -> None: ...

    def count(self) -> int: ...


def measure_floor(rows: RawRows) -> dict[str, float]:
    """The steps on the bare table."""
    app = QApplication(["bench"])
    return _measure(app, lambda: _Floor(rows))


def measure_ours(desk: DeskPort) -> dict[str, float]:
    """The steps on the queue's table, over an open desk with somebody at it."""
    app = QApplication(["bench"])
    ThemeManager(app).apply()
    Garbage(app)
    jobs = Jobs()
    try:
        return _measure(app, lambda: _Ours(desk, jobs))
    finally:
        jobs.close()


class _Floor:
    def __init__(self, rows: RawRows) -> None:
        self._model = RawModel(rows)
        self.table = RawTable()
        self.table.verticalHeader().setDefaultSectionSize(24)
        self.table.setModel(self._model)

    def show(self, sort: TicketSort, *, down: bool, words: str, only_open: bool) -> None:
        """Another list."""
        self._model.show_list(sort.value, down=down, words=words, only_open=only_open)

    def settle(self) -> None:
        """Nothing to wait for."""

    def rest(self) -> None:
        """Nor to paint."""

    def count(self) -> int:
        """Always known."""
        return self._model.rowCount()


class _Ours:
    def __init__(self, desk: DeskPort, jobs: Jobs) -> None:
        words = QueueWords(UTC, datetime.now(UTC))
        self._desk = desk
        self._counted = -1
        self._model: PagedModel[TicketRow] = PagedModel(jobs, words.columns(), words.row_sentence)
        self._model.counted.connect(self._note)
        self.table = OurTable(self._model)
        self.table.set_columns(words.paints(), unread=lambda row: row.unread)
        self._model.loaded.connect(self._loaded)

    def _loaded(self) -> None:
        self.table.waiting = False

    def _note(self, count: int) -> None:
        self._counted = count

    def show(self, sort: TicketSort, *, down: bool, words: str, only_open: bool) -> None:
        """Another list."""
        self._counted = -1
        self.table.waiting = True
        show_ours(self._model, self._desk, sort, down=down, words=words, only_open=only_open)

    def settle(self) -> None:
        """Wait for the count, without stealing time from the thread that counts."""
        if self._counted < 0:
            loop = QEventLoop()
            self._model.counted.connect(loop.quit)
            QTimer.singleShot(PATIENCE, loop, loop.quit)
            loop.exec()
            self._model.counted.disconnect(loop.quit)

    def rest(self) -> None:
        """Paint what the count has brought."""
        loop = QEventLoop()
        QTimer.singleShot(REST, loop, loop.quit)
        loop.exec()

    def count(self) -> int:
        """-1 while it is being counted."""
        return self._counted


def _measure(app: QApplication, make: Callable[[], Any]) -> dict[str, float]:
    shown: _List = make()
    table = shown.table
    table.resize(*SIZE)
    table.show()
    table.viewport().update()  # the binding makes a class's parts at its first use: not what is measured
    app.processEvents()
    empty = _resident()

    def step(sort: TicketSort, *, down: bool = False, words: str = "", only_open: bool = False) -> float:
        return _painted(table, lambda: shown.show(sort, down=down, words=words, only_open=only_open))

    found = {"first": step(TicketSort.NEWS, down=True)}
    found["memory_first"] = _resident() - empty
    shown.settle()
    shown.rest()
    found["end"] = _painted(table, table.scrollToBottom)
    count = shown.count()
    chance = random.Random(2)  # noqa: S311  (places to jump to)
    places = [chance.randrange(count) for _ in range(JUMPS)]
    jumps = sorted(_painted(table, partial(_jump, table, place)) for place in places)
    found["jump_p50"], found["jump_p95"] = statistics.median(jumps), jumps[int(JUMPS * 0.95)]
    _painted(table, table.scrollToTop)
    shown.rest()
    for name, sort in (("sort", TicketSort.SUBJECT), ("sort_client", TicketSort.CLIENT)):
        found[name] = step(sort)
        shown.settle()
        shown.rest()
    found["filter_rows"] = step(TicketSort.NEWS, down=True, words=NEEDLE)
    before = time.perf_counter()
    shown.settle()
    found["filter"] = found["filter_rows"] + (time.perf_counter() - before) * 1e3
    shown.rest()
    found["open_list"] = step(TicketSort.NEWS, down=True, only_open=True)
    shown.settle()
    found["memory_end"] = _resident() - empty
    return found


def _jump(table: QTableView, place: int) -> None:
    table.scrollTo(table.model().index(place, 0), QTableView.ScrollHint.PositionAtTop)


def _painted(table: Any, act: Callable[[], object]) -> float:
    """From the wish to the end of the paint that showed it whole, ms."""
    loop = QEventLoop()
    table.filled.connect(loop.quit)
    QTimer.singleShot(PATIENCE, loop, loop.quit)
    start = time.perf_counter()
    act()
    if not getattr(table, "waiting", False):  # a list that is on its way paints itself when it is there
        table.viewport().update()
    loop.exec()
    took = (time.perf_counter() - start) * 1e3
    table.filled.disconnect(loop.quit)
    return took


def _resident() -> float:
    """Resident memory in MB; 0 where the system does not tell it as Linux does."""
    if not STATM.exists():
        return 0.0
    return int(STATM.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
