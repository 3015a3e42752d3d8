"""A table model over a list of any length: it knows the count and asks for pages by position.

Old rows stay until new ones are there; a page that is missing is asked for once and painted when
it comes. Sorting and filtering happen in the question, never here.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from pacdesk.desk.port import DeskPort
from pacdesk.desk.values import Page, Question
from pacdesk.gui.jobs import Jobs
from pacdesk.gui.widgets.row_delegate import ROW_ROLE

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

PAGE = 128
KEPT_PAGES = 48


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its title, the text of a cell (for copying, export and screen readers), and the
    sort key that the question understands (None: not sortable)."""

    key: str
    title: Callable[[], str]
    text: Callable[[R], str]
    sort: str | None = None
    align_right: bool = False


@dataclass(frozen=True, slots=True)
class Source(Generic[R]):
    """How to ask for a list: its count, and a page (offset, limit, sort, descending).

    `survey` counts as well and lets the desk learn the places of an order on its way, so that far pages
    of it come at once; for lists that may be very long.
    """

    count: Callable[[], Question[int]]
    page: Callable[[int, int, str, bool], Question[Page[R]]]
    survey: Callable[[str], Question[int]] | None = None


class PagedModel(QAbstractTableModel, Generic[R]):
    """The one model behind every long list."""

    counted = Signal(int)
    loaded = Signal()
    """The first page after a change of list, sort or filter is there."""

    def __init__(
        self,
        jobs: Jobs,
        columns: Sequence[Column[R]],
        row_sentence: Callable[[R], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._desk: DeskPort | None = None
        self._source: Source[R] | None = None
        self.columns = tuple(columns)
        self._row_sentence = row_sentence
        self._count = 0
        self._pages: OrderedDict[int, tuple[R, ...]] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: set[int] = set()
        self._era = 0
        self._is_other_list = True
        self._sort = next((c.sort for c in self.columns if c.sort), "")
        self._descending = False

    def show_list(
        self, desk: DeskPort, source: Source[R], *, sort: str | None = None, descending: bool = False
    ) -> None:
        """Show another list. What was shown stays until the first page is there."""
        self._desk, self._source = desk, source
        self._is_other_list = True
        if sort is not None:
            self._sort, self._descending = sort, descending
        self.reload()

    def reload(self) -> None:
        """Ask again for the count and the first page, keeping what is shown meanwhile."""
        self._era += 1
        self._asked.clear()
        self._stale.clear()  # what is shown is of the old list: painting it again asks for nothing
        if self._desk is None or self._source is None:
            return
        era = self._era
        question = self._source.page(0, PAGE, self._sort, self._descending)
        self._jobs.ask(self._desk, question, self, lambda page: self._first(era, page), topic="first")

    def refresh(self) -> None:
        """Rows changed but the list did not: ask again for the pages that are looked at."""
        self._asked.clear()
        self._stale = set(self._pages)
        self._ask_count(self._era)
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self.columns) - 1))

    def _first(self, era: int, page: Page[R]) -> None:
        if era != self._era:
            return
        known = len(page.rows)
        self.beginResetModel()
        self._pages.clear()
        self._stale.clear()
        self._pages[0] = page.rows
        # A list grows to its count for nothing; shrinking by a million rows holds the window up.
        starts_small = known < PAGE or self._is_other_list
        self._count = known if starts_small else max(self._count, known)
        self._is_other_list = False
        self.endResetModel()
        self.loaded.emit()
        if known < PAGE:
            self.counted.emit(known)
        else:
            self._ask_count(era)

    def _ask_count(self, era: int) -> None:
        if self._desk is None or self._source is None:
            return
        source = self._source
        question = source.count() if source.survey is None else source.survey(self._sort)
        self._jobs.ask(self._desk, question, self, lambda count: self._recount(era, count), topic="count")

    def _recount(self, era: int, count: int) -> None:
        if era != self._era:
            return
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()
        self.counted.emit(count)

    def row_at(self, position: int) -> R | None:
        """The row at a position, asking for its page if it is not here or stale."""
        number, inside = divmod(position, PAGE)
        rows = self._pages.get(number)
        if rows is None or number in self._stale:
            self._ask_page(number)
        if rows is None or inside >= len(rows):
            return None
        self._pages.move_to_end(number)
        return rows[inside]

    def _ask_page(self, number: int) -> None:
        if number in self._asked or self._desk is None or self._source is None:
            return
        self._asked.add(number)
        era = self._era
        question = self._source.page(number * PAGE, PAGE, self._sort, self._descending)
        self._jobs.ask(self._desk, question, self, lambda page: self._arrived(era, number, page))

    def _arrived(self, era: int, number: int, page: Page[R]) -> None:
        if era != self._era:
            return
        self._asked.discard(number)
        self._stale.discard(number)
        self._pages[number] = page.rows
        self._pages.move_to_end(number)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        first, last = number * PAGE, min(number * PAGE + PAGE, self._count) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    @property
    def sorting(self) -> tuple[str, bool]:
        """(sort key, descending) as shown."""
        return self._sort, self._descending

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort in the database; a column without a sort key leaves the order as it is."""
        wanted = self.columns[column].sort if 0 <= column < len(self.columns) else None
        if wanted is None:
            return
        self._sort, self._descending = wanted, order is Qt.SortOrder.DescendingOrder
        self.reload()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """As many as the list has; rows themselves come by pages."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The columns given."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text and row of a cell; anything else is painted by the delegate."""
        if role not in _ROLES or not index.isValid():
            return None
        row = self.row_at(index.row())
        if role == ROW_ROLE or row is None:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._row_sentence(row)
        return self.columns[index.column()].text(row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column titles."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.align_right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, ROW_ROLE})
