"""The two tables that are measured: our queue as the window has it, and a bare `QTableView` over a model
that knows a count and reads a page when it is painted."""

from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QTableView

from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.commands import TicketCount, TicketPage
from pacdesk.desk.tickets.rows import TicketFilter, TicketRow, TicketSort, TicketView
from pacdesk.gui.models.paged import PagedModel, Source
from pacdesk.gui.tickets.queue_table import QueueTable

PAGE = 128
KEPT = 64
COLUMNS = 8
Index = QModelIndex | QPersistentModelIndex


class RawRows(Protocol):
    """A list read by hand."""

    def count(self, words: str, *, only_open: bool) -> int:
        """How many rows."""

    def page(
        self, key: str, offset: int, limit: int, words: str, *, down: bool, only_open: bool
    ) -> list[tuple[Any, ...]]:
        """Rows of a page."""


class RawModel(QAbstractTableModel):
    """Count and page window, read on the window's thread: nothing can show the rows with less."""

    def __init__(self, rows: RawRows) -> None:
        super().__init__()
        self._raw = rows
        self._pages: dict[int, list[tuple[Any, ...]]] = {}
        self._count = 0
        self._wanted: tuple[str, bool, str, bool] = ("", False, "", False)

    def show_list(self, key: str, *, down: bool = False, words: str = "", only_open: bool = False) -> None:
        """Another list."""
        self.beginResetModel()
        self._pages.clear()
        self._wanted = (key, down, words, only_open)
        self._count = self._raw.count(words, only_open=only_open)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        number, inside = divmod(index.row(), PAGE)
        page = self._pages.get(number)
        if page is None:
            if len(self._pages) > KEPT:
                self._pages.clear()
            page = self._pages[number] = self._read(number)
        return page[inside][index.column() + 1]

    def _read(self, number: int) -> list[tuple[Any, ...]]:
        key, down, words, only_open = self._wanted
        first = number * PAGE
        size = min(PAGE, self._count - first)
        if first <= self._count // 2:
            return self._raw.page(key, first, size, words, down=down, only_open=only_open)
        first = self._count - first - size
        return self._raw.page(key, first, size, words, down=not down, only_open=only_open)[::-1]


class RawTable(QTableView):
    """The floor's view."""

    filled = Signal()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        model = self.model()
        if model is not None and model.rowCount():
            self.filled.emit()


class OurTable(QueueTable):
    """The queue's table; says when every row that shows was painted with its content. While it is
    `waiting` for another list the old one is still shown, which does not count."""

    filled = Signal()
    waiting = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        last = self.rows.rowCount() - 1
        if last < 0 or self.waiting:
            return
        bottom = self.rowAt(self.viewport().height() - 1)
        shown = (self.rowAt(0), last if bottom < 0 else bottom)
        if all(self.rows.row_at(row) is not None for row in shown):
            self.filled.emit()


def show_ours(
    model: PagedModel[TicketRow],
    desk: DeskPort,
    sort: TicketSort,
    *,
    down: bool = False,
    words: str = "",
    only_open: bool = False,
) -> None:
    """Another list in our table."""
    wanted = TicketFilter(view=TicketView.OPEN if only_open else TicketView.ALL, words=words)
    source = Source(
        count=lambda: TicketCount(filter=wanted),
        page=lambda offset, limit, by, descending: TicketPage(
            filter=wanted, sort=TicketSort(by), descending=descending, offset=offset, limit=limit
        ),
        survey=lambda by: TicketCount(filter=wanted, sort=TicketSort(by)),
    )
    model.show_list(desk, source, sort=sort.value, descending=down)
