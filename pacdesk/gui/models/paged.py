"""A table model over a list of any length: it knows the count and asks for pages by position.

Old rows stay until new ones are there; a page that is missing is asked for once and painted when
it comes. Sorting and filtering happen in the question, never here. Cursor and selection belong to
rows, not to positions: when a change moves a row they go with it, and when the row is no longer near
they are taken away, so that nobody acts on another row than the one he chose.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from pacdesk.desk.lean import dataclass
from pacdesk.desk.port import DeskPort
from pacdesk.desk.values import Page, Question
from pacdesk.gui.jobs import Jobs
from pacdesk.gui.widgets.row_delegate import ROW_ROLE

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

PAGE = 128
SHOWN = 48
"""Rows that a view shows at once, roughly: a page whose last ones show is asked for with the next one."""
KEPT_PAGES = 20
COUNT_AFTER = 10
"""ms from a list's first rows to the question how long it is: they are painted first."""
MOST_AT_ONCE = 8
"""Pages that a refresh asks for in one go: those that show, and those around the cursor."""


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
        *,
        identity: Callable[[R], object] = attrgetter("id"),
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._identity = identity
        self._desk: DeskPort | None = None
        self._source: Source[R] | None = None
        self.columns = tuple(columns)
        self._row_sentence = row_sentence
        self._count = 0
        self._pages: OrderedDict[int, Sequence[R]] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: set[int] = set()
        self._era = 0
        self._turn = 0
        self._loading = False
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

    def show_nothing(self) -> None:
        """An empty list that asks for nothing, such as for who may not see it."""
        self._desk = self._source = None
        self._era += 1
        self._loading = False
        self.beginResetModel()
        self._pages, self._count = OrderedDict(), 0
        self.endResetModel()
        self.counted.emit(0)

    def show_ahead(self, rows: Sequence[R], *, sort: str, descending: bool) -> None:
        """Show the first page of a list whose desk is still being opened; nothing is asked for it."""
        self._sort, self._descending = sort, descending
        self.beginResetModel()
        self._pages = OrderedDict({0: rows})
        self._count = len(rows)
        self.endResetModel()
        self.loaded.emit()

    def reload(self) -> None:
        """Ask again for the count and the first page, keeping what is shown meanwhile."""
        self._era += 1
        self._asked = {0}  # by this very question: what is painted meanwhile does not ask for it again
        self._stale.clear()  # what is shown is of the old list: painting it again asks for nothing
        if self._desk is None or self._source is None:
            return
        self._loading = True
        era = self._era
        question = self._source.page(0, PAGE, self._sort, self._descending)
        self._jobs.ask(self._desk, question, self, lambda page: self._first(era, page), topic="first")

    def refresh(self) -> None:
        """Rows changed but the list did not: ask again for what is looked at, in one go, so that a row
        which has moved is found again. An empty list is asked for from its start."""
        desk, source = self._desk, self._source
        if desk is None or source is None:
            return
        if not self._count or self._loading:
            self.reload()
            return
        self._turn += 1
        turn = (self._era, self._turn)
        wanted = self._looked_at()
        self._asked = set(wanted)
        self._stale = set(self._pages)
        questions = {
            number: source.page(number * PAGE, PAGE, self._sort, self._descending) for number in wanted
        }
        self._jobs.call(
            lambda: {number: desk.ask(question).rows for number, question in questions.items()},
            self,
            lambda pages: self._came_again(turn, pages),
            topic="again",
        )

    def _looked_at(self) -> list[int]:
        """The pages used last, and those around cursor and selection; the nearest first."""
        last = (self._count - 1) // PAGE
        kept = sorted({index.row() // PAGE for index in self.persistentIndexList()})[: MOST_AT_ONCE // 2]
        around = [number for page in kept for number in (page - 1, page + 1)]
        wanted = [*list(reversed(self._pages))[:2], *kept, *around]
        return list(dict.fromkeys(number for number in wanted if 0 <= number <= last))[:MOST_AT_ONCE]

    def _came_again(self, turn: tuple[int, int], pages: dict[int, Sequence[R]]) -> None:
        if turn == (self._era, self._turn):
            self._replace(pages)
            self._ask_count(self._era)
            if self._count:
                self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self.columns) - 1))

    def _first(self, era: int, page: Page[R]) -> None:
        if era != self._era:
            return
        self._loading = False
        known = len(page.rows)
        self.beginResetModel()
        self._pages.clear()
        self._stale.clear()
        self._pages[0] = page.rows
        self._asked.discard(0)
        # A list grows to its count for nothing; shrinking by a million rows holds the window up.
        starts_small = known < PAGE or self._is_other_list
        self._count = known if starts_small else max(self._count, known)
        self._is_other_list = False
        self.endResetModel()
        self.loaded.emit()
        if known < PAGE:
            self.counted.emit(known)
        else:
            QTimer.singleShot(COUNT_AFTER, self, lambda: self._ask_count(era))

    def _ask_count(self, era: int) -> None:
        if era != self._era or self._desk is None or self._source is None:
            return
        source = self._source
        question = source.count() if source.survey is None else source.survey(self._sort)
        self._jobs.ask(self._desk, question, self, lambda count: self._recount(era, count), topic="count")

    def _recount(self, era: int, count: int) -> None:
        if era != self._era:
            return
        self._resize(count)
        self.counted.emit(count)

    def _resize(self, count: int) -> None:
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    def row_at(self, position: int) -> R | None:
        """The row at a position, asking for its page if it is not here or stale."""
        number, inside = divmod(position, PAGE)
        rows = self._pages.get(number)
        if rows is None or number in self._stale:
            self._ask_pages(range(number, number + 1 + (inside > PAGE - SHOWN)))
        if rows is None or inside >= len(rows):
            return None
        self._pages.move_to_end(number)
        return rows[inside]

    def fetch(self, first: int, last: int) -> bool:
        """Ask for the rows `first` … `last` as far as they are missing; whether they are on their way."""
        numbers = range(first // PAGE, last // PAGE + 1)
        self._ask_pages(numbers)
        return any(number in self._asked for number in numbers)

    def _ask_pages(self, numbers: Iterable[int]) -> None:
        """Ask for those that are missing, in one go: each answer is painted once."""
        wanted = [number for number in numbers if self._is_missing(number)]
        desk, source = self._desk, self._source
        if not wanted or desk is None or source is None:
            return
        self._asked.update(wanted)
        turn = (self._era, self._turn)
        questions = {
            number: source.page(number * PAGE, PAGE, self._sort, self._descending) for number in wanted
        }
        self._jobs.call(
            lambda: {number: desk.ask(question).rows for number, question in questions.items()},
            self,
            lambda pages: self._arrived(turn, pages),
        )

    def _is_missing(self, number: int) -> bool:
        is_known = number in self._pages and number not in self._stale
        return not is_known and number not in self._asked and number * PAGE < self._count

    def _arrived(self, turn: tuple[int, int], pages: dict[int, Sequence[R]]) -> None:
        if turn != (self._era, self._turn):
            return
        self._replace(pages)
        first, last = min(pages) * PAGE, min(max(pages) * PAGE + PAGE, self._count) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _replace(self, pages: dict[int, Sequence[R]]) -> None:
        """Put pages in the place of what was known of them, and take cursor and selection along."""
        count = self._count_with(pages)
        if count > self._count:
            self._resize(count)
        moved = [number for number, rows in pages.items() if self._moves(number, rows)]
        if moved:
            self.layoutAboutToBeChanged.emit()
            before = {number: self._pages[number] for number in moved}
            self._put(pages)
            self._take_along(before)
            self.layoutChanged.emit()
        else:
            self._put(pages)
        if count < self._count:
            self._resize(count)

    def _count_with(self, pages: dict[int, Sequence[R]]) -> int:
        """What a page that is not full says of the length of the list."""
        ends = [number * PAGE + len(rows) for number, rows in pages.items() if _is_last(number, rows)]
        least = max((number * PAGE + len(rows) for number, rows in pages.items() if rows), default=0)
        return max(*ends, least) if ends else max(self._count, least)

    def _moves(self, number: int, rows: Sequence[R]) -> bool:
        known = self._pages.get(number)
        if known is None:
            return False
        name = self._identity
        return len(known) != len(rows) or any(name(a) != name(b) for a, b in zip(known, rows, strict=True))

    def _put(self, pages: dict[int, Sequence[R]]) -> None:
        for number, rows in pages.items():
            self._asked.discard(number)
            self._stale.discard(number)
            self._pages[number] = rows
            self._pages.move_to_end(number)
        if len(self._pages) > KEPT_PAGES:
            held = {index.row() // PAGE for index in self.persistentIndexList()}
            for number in [n for n in self._pages if n not in held][: len(self._pages) - KEPT_PAGES]:
                del self._pages[number]

    def _take_along(self, before: dict[int, Sequence[R]]) -> None:
        """Lead every index of the pages that were `before` to where its row is now, or to nowhere."""
        old, new = [], []
        places: dict[object, int] | None = None
        for index in self.persistentIndexList():
            number, inside = divmod(index.row(), PAGE)
            if number in before and inside < len(before[number]):
                places = self._places() if places is None else places
                place = places.get(self._identity(before[number][inside]))
                old.append(index)
                new.append(QModelIndex() if place is None else self.index(place, index.column()))
        self.changePersistentIndexList(old, new)

    def _places(self) -> dict[object, int]:
        """Where each row is that is known to be there now."""
        return {
            self._identity(row): number * PAGE + inside
            for number, rows in self._pages.items()
            if number not in self._stale
            for inside, row in enumerate(rows)
        }

    def position_of(self, name: object) -> int | None:
        """Where the row of that identity is, if it is among the pages that are known."""
        return self._places().get(name)

    def known_row(self, position: int) -> R | None:
        """The row at a position if it is here; nothing is asked."""
        number, inside = divmod(position, PAGE)
        rows = self._pages.get(number, ())
        return rows[inside] if inside < len(rows) else None

    def name_of(self, row: R) -> object:
        """What tells a row from every other, whatever its position."""
        return self._identity(row)

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


def _is_last(number: int, rows: Sequence[object]) -> bool:
    return 0 < len(rows) < PAGE or (number == 0 and not rows)


_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, ROW_ROLE})
