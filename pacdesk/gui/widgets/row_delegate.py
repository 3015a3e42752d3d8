"""One delegate for all columns of a table whose rows are objects of our own.

The model answers `ROW_ROLE` with the row itself (never a dict or a list: those come back as new
copies at each call), or None while its page is not loaded. A column is described by a
`ColumnPaint`; text is laid out once, chips and avatars are drawn once and kept as pictures.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from pacdesk.gui.theme import Theme, current
from pacdesk.gui.widgets.columns import Brush, ColumnPaint

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class Unread(Protocol):
    """Tells whether a row has news that the reader has not seen."""

    def __call__(self, row: Any, /) -> bool: ...


@dataclass(slots=True)
class _Colours:
    key: int
    base: QColor
    hover: QColor
    chosen: QColor
    line: QColor
    accent: QColor
    focus: QColor


@dataclass(slots=True)
class _Frame:
    """What is the same for every cell of one paint, and each row as it was found."""

    theme: Theme
    colours: _Colours
    dpr: float
    first: int
    last: int
    ringed: int
    rows: dict[int, "_Found"]


@dataclass(slots=True)
class _Found:
    """A row of one paint: itself, whether it is selected (rows are, whole) and whether it is unread."""

    row: Any
    chosen: bool
    fresh: bool


class RowDelegate(QStyledItemDelegate):
    """Paints background, hairline, unread dot, selection edge, focus ring and every column."""

    def __init__(
        self,
        columns: Sequence[ColumnPaint],
        *,
        unread: Unread | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._unread = unread
        self.hovered = -1
        self._colours: _Colours | None = None
        self._frame: _Frame | None = None

    def _paints(self, theme: Theme) -> _Colours:
        known = self._colours
        if known is None or known.key != theme.key:
            names = ("base", "hover", "accent_soft", "line", "accent", "focus")
            known = self._colours = _Colours(theme.key, *(theme.color(name) for name in names))
        return known

    def begin(self, view: QTableView) -> None:
        """A view starts to paint its cells; `end` when it has."""
        self._frame = self._frame_of(view)

    def end(self) -> None:
        """The view has painted."""
        self._frame = None

    def _frame_of(self, view: QWidget | None) -> _Frame:
        theme = current()
        first, last, ringed, dpr = 0, len(self.columns) - 1, -1, 1.0
        if view is not None:
            dpr = view.devicePixelRatioF()
        if isinstance(view, QTableView):
            header = view.horizontalHeader()
            shown = [one for one in map(header.logicalIndex, range(header.count())) if view.columnWidth(one)]
            first, last = (shown[0], shown[-1]) if shown else (-1, -1)
        if isinstance(view, QAbstractItemView) and view.hasFocus():
            ringed = view.currentIndex().row()
        return _Frame(theme, self._paints(theme), dpr, first, last, ringed, {})

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        frame = self._frame or self._frame_of(option.widget)
        theme, colours = frame.theme, frame.colours
        rect: QRect = option.rect
        number, column = index.row(), index.column()
        found = frame.rows.get(number)
        if found is None:
            found = frame.rows[number] = self._found(option, index)
        row, chosen, fresh = found.row, found.chosen, found.fresh
        painter.fillRect(
            rect, colours.chosen if chosen else colours.hover if number == self.hovered else colours.base
        )
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours.line)
        first, last = column == frame.first, column == frame.last
        if row is not None and column < len(self.columns):
            lead = theme.px("icon_l") if first else theme.px("pad_s")
            inner = rect.adjusted(lead, 0, -theme.px("pad_s") if last else 0, 0)
            if first and fresh:
                self._dot(painter, rect, theme, colours)
            brush = Brush(painter, theme, chosen=chosen, strong=fresh, dpr=frame.dpr)
            self.columns[column].paint(brush, inner, row)
        if chosen and first:
            painter.fillRect(rect.left(), rect.top(), theme.scaled(3), rect.height(), colours.accent)
        if number == frame.ringed:
            self._ring(painter, rect, theme, colours, first=first, last=last)

    def _found(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> _Found:
        """Asked once a row: the binding makes an enumeration of the state at each look."""
        row = index.data(ROW_ROLE)
        fresh = row is not None and self._unread is not None and self._unread(row)
        return _Found(row, bool(option.state & QStyle.StateFlag.State_Selected), fresh)

    def _dot(self, painter: QPainter, rect: QRect, theme: Theme, colours: _Colours) -> None:
        side = theme.scaled(7)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent)
        left = rect.left() + theme.scaled(8)
        painter.drawEllipse(left, rect.top() + (rect.height() - side) // 2, side, side)
        painter.restore()

    def _ring(
        self, painter: QPainter, rect: QRect, theme: Theme, colours: _Colours, *, first: bool, last: bool
    ) -> None:
        width = theme.px("focus")
        painter.fillRect(rect.left(), rect.top(), rect.width(), width, colours.focus)
        painter.fillRect(rect.left(), rect.bottom() + 1 - width, rect.width(), width, colours.focus)
        if first:
            painter.fillRect(rect.left(), rect.top(), width, rect.height(), colours.focus)
        if last:
            painter.fillRect(rect.right() + 1 - width, rect.top(), width, rect.height(), colours.focus)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option, index
        return QSize(0, current().px("row"))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        row = index.data(ROW_ROLE)
        if event.type() == QEvent.Type.ToolTip and row is not None and index.column() < len(self.columns):
            shown = self.columns[index.column()].tooltip(row)
            QToolTip.showText(event.globalPos(), shown, view)
            return True
        return super().helpEvent(event, view, option, index)


class RowTable(QTableView):
    """A table set up for `RowDelegate`: whole rows, fixed height, hover of the row, no grid, Tab leaves it.

    `set_columns` gives it its delegate; sorting and filtering stay with the model.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows: RowDelegate | None = None
        self._height = "row"
        self._scale = current().scale
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self.entered.connect(self._entered)
        self._fit()

    def set_columns(
        self, columns: Sequence[ColumnPaint], *, unread: Callable[[Any], bool] | None = None
    ) -> None:
        """Describe every column of the model, in its logical order."""
        self._rows = RowDelegate(columns, unread=unread, parent=self)
        self.setItemDelegate(self._rows)

    def set_row_height(self, size: str) -> None:
        """`row`, `row_compact` or `row_comfort`."""
        self._height = size
        self._fit()

    def _fit(self) -> None:
        height = current().px(self._height)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(current().px("header"))

    def _entered(self, index: QModelIndex) -> None:
        self._hover(index.row())

    def _hover(self, row: int) -> None:
        if self._rows is None or self._rows.hovered == row:
            return
        before, self._rows.hovered = self._rows.hovered, row
        for number in (before, row):
            if number >= 0:
                top = self.rowViewportPosition(number)
                self.viewport().update(0, top, self.viewport().width(), self.rowHeight(number))

    def viewportEvent(self, event: QEvent) -> bool:
        leaves = event.type() == QEvent.Type.Leave
        if leaves or (event.type() == QEvent.Type.MouseMove and not self.indexAt(_at(event)).isValid()):
            self._hover(-1)
        return super().viewportEvent(event)

    def currentChanged(
        self,
        current_index: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current_index, previous)
        for index in (current_index, previous):
            if index.isValid():
                top = self.rowViewportPosition(index.row())
                self.viewport().update(0, top, self.viewport().width(), self.rowHeight(index.row()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._rows is None:
            super().paintEvent(event)
            return
        self._rows.begin(self)
        super().paintEvent(event)
        self._rows.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
            self._rescale_columns()

    def _rescale_columns(self) -> None:
        """Widths are px of the scale in force; a reader who enlarges the type wants them to follow."""
        ratio, self._scale = current().scale / self._scale, current().scale
        header = self.horizontalHeader()
        if ratio != 1.0:
            for column in range(header.count()):
                if not header.isSectionHidden(column):
                    header.resizeSection(column, round(header.sectionSize(column) * ratio))


def _at(event: QEvent) -> QPoint:
    position = getattr(event, "position", None)
    return position().toPoint() if position is not None else QPoint(-1, -1)
