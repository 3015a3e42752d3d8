"""The table of the queue: sorting by its header, choosing columns, keys and copying."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from pacdesk.desk.tickets.rows import TicketRow, TicketSort
from pacdesk.gui.models.keeping import PlaceKeeper
from pacdesk.gui.models.paged import PagedModel
from pacdesk.gui.theme import current, tokens
from pacdesk.gui.widgets.row_delegate import RowTable

MOST_COPIED = 1000
_HIDDEN_AT_FIRST = frozenset({"opened", "status", "external"})
_EXTRA_WIDTHS = {"opened": 110, "status": 100, "external": 120}
_LEAST_SUBJECT, _LEAST_CLIENT = 128, 100
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
_MOVES = {*_STEPS, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


class QueueTable(RowTable):
    """Enter or a double click opens, A takes, J and K move; the first click on a header sorts upwards,
    the second downwards, the third goes back to the order of the view."""

    opened = Signal(object)
    take_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    help_wanted = Signal()
    sorted_by = Signal(str, bool)

    def __init__(self, model: PagedModel[TicketRow], parent: QWidget | None = None) -> None:
        self.rows = model
        self._scale = current().scale
        super().__init__("", parent)
        self.setModel(model)
        PlaceKeeper(self, model)
        self._place = 0
        self._given = 0
        self.was_touched = False
        """Whether the cursor is where a person has put it, and not only where a new list begins."""
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(current().scaled(48))
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)
        header.sectionClicked.connect(self._clicked_header)
        self.doubleClicked.connect(self._open_index)
        self.start_layout()

    def start_layout(self) -> None:
        """Widths, order and hidden columns as they are at first."""
        header = self.horizontalHeader()
        self._given = 0
        for number, column in enumerate(self.rows.columns):
            header.moveSection(header.visualIndex(number), number)
            self.setColumnHidden(number, column.key in _HIDDEN_AT_FIRST)
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
            width = tokens().queue_columns.get(column.key, _EXTRA_WIDTHS.get(column.key, 120))
            if width:
                header.resizeSection(number, current().scaled(width))
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self._fit_subject()
        self.show_sorting()

    def _fit_subject(self) -> None:
        """The subject takes what is left, but never less than can be read: first the client's name gives
        way, then the table scrolls."""
        header = self.horizontalHeader()
        self.give_back()
        subject, client = self._place_of("subject"), self._place_of("client")
        others = sum(header.sectionSize(n) for n in range(header.count()) if n != subject)
        least = current().scaled(_LEAST_SUBJECT)
        lack = least - (self.viewport().width() - others)
        spare = header.sectionSize(client) - current().scaled(_LEAST_CLIENT)
        if lack > 0 and spare > 0:
            self._given = min(lack, spare)
            header.resizeSection(client, header.sectionSize(client) - self._given)
            others -= self._given
        if self.viewport().width() - others >= least:
            header.setSectionResizeMode(subject, QHeaderView.ResizeMode.Stretch)
        else:
            header.setSectionResizeMode(subject, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(subject, least)

    def give_back(self) -> None:
        """The client's column as wide as it was before the subject took of it."""
        client = self._place_of("client")
        if self._given and not self.isColumnHidden(client):
            header = self.horizontalHeader()
            header.resizeSection(client, header.sectionSize(client) + self._given)
        self._given = 0

    def _place_of(self, key: str) -> int:
        return next(n for n, column in enumerate(self.rows.columns) if column.key == key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_subject()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        scale = current().scale
        if event.type() == QEvent.Type.StyleChange and scale != self._scale:
            self._scale = scale
            self.start_layout()

    def show_sorting(self) -> None:
        """Put the arrow where the list is sorted."""
        sort, descending = self.rows.sorting
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        place = next((n for n, column in enumerate(self.rows.columns) if column.sort == sort), -1)
        self.horizontalHeader().setSortIndicator(place, order)

    def _clicked_header(self, section: int) -> None:
        wanted = self.rows.columns[section].sort
        if wanted is None:
            self.show_sorting()
            return
        sort, descending = self.rows.sorting
        if sort != wanted:
            self.sorted_by.emit(wanted, False)  # noqa: FBT003  (a signal has no keywords)
        elif not descending:
            self.sorted_by.emit(wanted, True)  # noqa: FBT003
        else:
            self.sorted_by.emit(TicketSort.DUE, False)  # noqa: FBT003

    def column_menu(self, parent: QWidget) -> QMenu:
        """Which columns show, and back to the start."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, column in enumerate(self.rows.columns):
            action = QAction(column.title(), menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.setData(number)
            action.setEnabled(column.key != "subject")
            action.toggled.connect(self._show_column)
            menu.addAction(action)
        menu.addSeparator()
        reset = menu.addAction(self.tr("Columns as at first"))
        reset.triggered.connect(self.start_layout)
        return menu

    def _show_column(self, shown: bool) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.setColumnHidden(int(sender.data()), not shown)

    def _header_menu(self, at: QPoint) -> None:
        self.column_menu(self).popup(self.horizontalHeader().mapToGlobal(at))

    def current_row(self) -> TicketRow | None:
        """The row that the cursor is on."""
        index = self.currentIndex()
        return self.rows.row_at(index.row()) if index.isValid() else None

    def chosen_rows(self) -> list[TicketRow]:
        """The selected rows that are loaded, at most a thousand, from the selection's ranges."""
        found: list[TicketRow] = []
        for piece in self.selectionModel().selection().toList():
            for position in range(piece.top(), min(piece.bottom() + 1, piece.top() + MOST_COPIED)):
                row = self.rows.row_at(position)
                if row is not None and len(found) < MOST_COPIED:
                    found.append(row)
        return found

    def copy_rows(self) -> None:
        """The selected rows as text, shown columns only, for a sheet or a mail."""
        header = self.horizontalHeader()
        shown = [
            self.rows.columns[number]
            for number in (header.logicalIndex(place) for place in range(header.count()))
            if not self.isColumnHidden(number)
        ]
        lines = ["\t".join(" ".join(c.text(row).split()) for c in shown) for row in self.chosen_rows()]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def go_to(self, position: int) -> None:
        """Put cursor and selection on a row."""
        if 0 <= position < self.rows.rowCount():
            index = self.rows.index(position, 0)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    def go_to_start(self) -> None:
        """The cursor of a new list."""
        self.go_to(0)
        self.was_touched = False

    def go_to_ticket(self, ticket: object) -> bool:
        """Put cursor and selection on a ticket, if it is among the rows that are here."""
        place = self.rows.position_of(ticket)
        if place is not None:
            self.go_to(place)
        return place is not None

    def currentChanged(
        self, now: QModelIndex | QPersistentModelIndex, before: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(now, before)
        if now.isValid():
            self._place = now.row()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.was_touched = True
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.was_touched = True
        row = self.current_row()
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif plain and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if row is not None:
                self.opened.emit(row)
        elif plain and key in _MOVES and not self.currentIndex().isValid():
            # The ticket under the cursor has left the list: go on from where it was.
            self.go_to(min(self._place, self.rows.rowCount() - 1))
        elif plain and key in _STEPS:
            self.go_to(self.currentIndex().row() + _STEPS[key])
        elif plain and key == Qt.Key.Key_A and row is not None:
            self.take_wanted.emit(row)
        elif event.text() == "?":
            self.help_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(rect.bottomLeft())
        else:
            at = event.globalPos()
        row = self.current_row()
        if row is not None:
            self.menu_wanted.emit(row, at)

    def _open_index(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index.row())
        if row is not None:
            self.opened.emit(row)
