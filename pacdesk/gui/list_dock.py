"""What the docks of clients and of contracts share: a list under its title, its empty state, its menu."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QDockWidget, QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from pacdesk.desk.access.rules import Right, may
from pacdesk.desk.values import Changes
from pacdesk.gui import icons, pages
from pacdesk.gui.context import Context
from pacdesk.gui.models.keeping import PlaceKeeper
from pacdesk.gui.models.paged import Column, PagedModel
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import IconButton, set_look
from pacdesk.gui.widgets.dock_title import DockTitleBar
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.two_line_delegate import TwoLineList, TwoLines

R = TypeVar("R")
_REST: Final = 250


class RowList(TwoLineList):
    """Enter or a double click opens; the Menu key has the same menu as the right button."""

    opened = Signal()
    menu_wanted = Signal(QPoint)
    left_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_up.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        inside = self.visualRect(self.currentIndex()).bottomLeft() if keyboard else event.pos()
        self.menu_wanted.emit(self.viewport().mapToGlobal(inside))

    def mouseDoubleClickEvent(self, event: object) -> None:
        del event
        self.opened.emit()


class ListDock(QDockWidget, Generic[R]):
    """A dock with one list. Subclasses answer `open_row`, `make_new`, `show_menu`, `counted`,
    `retranslate`, and put what stands above the list into `above`; `target` is the form for a new row,
    `tables` are those whose changes make the list look again.
    """

    target: type[Any]
    tables: frozenset[str]

    def __init__(
        self,
        context: Context,
        name: str,
        new_icon: str,
        columns: tuple[Column[R], ...],
        sentence: Callable[[R], str],
        lines: Callable[[R], TwoLines],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._context = context
        self.model: PagedModel[R] = PagedModel(context.jobs, columns, sentence, self)
        self._bar = DockTitleBar(self)
        self._new = IconButton(new_icon, "", small=True, parent=self)
        self._bar.add_tool(self._new)
        self._body = QFrame(self)
        set_look(self._body, "look", "base")
        self.list = RowList("", lines, self._body)
        self.list.setModel(self.model)
        PlaceKeeper(self.list, self.model)
        self.empty = EmptyState(self._body)
        self._stack = QStackedWidget(self._body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.above = QVBoxLayout()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, current().px("pad_s"), 0, 0)
        column.setSpacing(current().px("grid"))
        column.addLayout(self.above)
        column.addWidget(self._stack, 1)
        self.setWidget(self._body)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.refresh)
        self._new.clicked.connect(self.make_new)
        self.list.opened.connect(self._open)
        self.list.menu_wanted.connect(self._menu)
        self.model.counted.connect(self._counted)
        context.changes.connect(self._changed)

    def areas_came(self) -> None:
        """The form for a new row can be reached, or not."""
        self._new.setVisible(pages.knows(self.target))

    def is_refused(self) -> bool:
        """Whether the person may not see such rows at all; then the dock says so and asks for nothing."""
        actor = self._context.actor
        return actor is not None and not may(actor, Right.CLIENT_SEE)

    def say_refused(self, sentence: str) -> None:
        """Instead of rows, why there are none."""
        self.empty.say("lock", sentence, self.tr("An administrator of the desk can grant the right."))

    def refresh(self) -> None:
        """Ask the desk again; the cursor stays on its row."""
        self.model.refresh()

    def current_row(self) -> R | None:
        """The row that the cursor is on."""
        index = self.list.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def open_row(self, row: R) -> None:
        """Go to the page of a row."""
        raise NotImplementedError

    def make_new(self) -> None:
        """Go to the form for a new row."""
        raise NotImplementedError

    def fill_menu(self, menu: QMenu, row: R) -> None:
        """The ways on from a row, and what of it can be copied."""
        raise NotImplementedError

    def counted(self, count: int) -> None:
        """So many rows are there now."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Words in the language in force."""
        raise NotImplementedError

    def add_ways(self, menu: QMenu, ways: Sequence[tuple[Any, str, str]]) -> None:
        """Rows of a menu that lead to (target, icon, text), those that can be reached."""
        for target, icon, text in ways:
            if pages.knows(type(target)):
                menu.addAction(icons.icon(icon), text, lambda chosen=target: self._context.navigate(chosen))
        menu.addSeparator()

    def _open(self) -> None:
        row = self.current_row()
        if row is not None:
            self.open_row(row)

    def _menu(self, at: QPoint) -> None:
        row = self.current_row()
        if row is None:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill_menu(menu, row)
        menu.popup(at)

    def _changed(self, changes: Changes) -> None:
        if changes.tables & self.tables and not self._rest.isActive():
            self._rest.start()

    def _counted(self, count: int) -> None:
        self._bar.set_count(count)
        self._stack.setCurrentWidget(self.list if count else self.empty)
        self.counted(count)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
