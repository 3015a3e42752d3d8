"""The dock with the clients: search, list, and the ways on from a client."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDockWidget, QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from pacdesk.desk.clients.brazil import format_document
from pacdesk.desk.clients.rows import ClientFilter, ClientRow, ClientSort, ClientStatus
from pacdesk.desk.values import Changes
from pacdesk.gui import icons, pages
from pacdesk.gui.context import Context, EditClient, NewClient, NewContract, NewTicket, OpenClientTab
from pacdesk.gui.models.keeping import PlaceKeeper
from pacdesk.gui.models.paged import Column, PagedModel, Source
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import IconButton, set_look
from pacdesk.gui.widgets.dock_title import DockTitleBar
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.fields import SearchBox
from pacdesk.gui.widgets.two_line_delegate import TwoLineList, TwoLines

_REST = 250


class ClientList(TwoLineList):
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


class ClientsDock(QDockWidget):
    """The clients, by name. `chosen(id, name)` fires when another one is selected (None: nobody)."""

    chosen = Signal(object, str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("clients")
        self._context = context
        self._words = ""
        self._chosen: UUID | None = None
        columns: tuple[Column[ClientRow], ...] = (
            Column("name", lambda: self.tr("Name"), lambda row: row.name, ClientSort.NAME),
        )
        self.model: PagedModel[ClientRow] = PagedModel(context.jobs, columns, _sentence, self)
        self._bar = DockTitleBar(self)
        self._new = IconButton("user-plus", "", small=True, parent=self)
        self._bar.add_tool(self._new)
        body = QFrame(self)
        set_look(body, "look", "base")
        self.search = SearchBox("", parent=body)
        self.list = ClientList("", _lines, body)
        self.list.setModel(self.model)
        self.list.setModelColumn(0)
        PlaceKeeper(self.list, self.model)
        self.empty = EmptyState(body)
        self._stack = QStackedWidget(body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(body)
        pad = current().scaled(10)
        column.setContentsMargins(0, current().px("pad_s"), 0, 0)
        column.setSpacing(current().px("grid"))
        inset = QVBoxLayout()
        inset.setContentsMargins(pad, 0, pad, 0)
        inset.addWidget(self.search)
        column.addLayout(inset)
        column.addWidget(self._stack, 1)
        self.setWidget(body)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self._rest.timeout.connect(self._refresh)
        self._new.clicked.connect(self._make_client)
        self.search.wanted.connect(self._searched)
        self.search.left_down.connect(self._into_list)
        self.list.left_up.connect(self.search.setFocus)
        self.list.opened.connect(self._open)
        self.list.menu_wanted.connect(self._menu)
        self.list.selectionModel().currentChanged.connect(self._selected)
        self.model.counted.connect(self._counted)
        self.empty.pressed.connect(self._empty_pressed)
        self._context.changes.connect(self._changed)

    def use_desk(self) -> None:
        """Show the clients of the desk that is open now."""
        self.areas_came()
        self._reload()

    def areas_came(self) -> None:
        """The form for a new client can be reached, or not."""
        self._new.setVisible(pages.knows(NewClient))

    def refresh(self) -> None:
        """Ask the desk again; the cursor stays on its client."""
        self._refresh()

    def current_row(self) -> ClientRow | None:
        """The client that the cursor is on."""
        index = self.list.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def _reload(self) -> None:
        desk = self._context.desk
        if desk is None:
            return
        from pacdesk.desk.clients.commands import ClientCount, ClientPage  # not needed for the first paint

        wanted = ClientFilter(words=self._words)
        self.model.show_list(
            desk,
            Source(
                count=lambda: ClientCount(filter=wanted),
                page=lambda offset, limit, by, down: ClientPage(
                    filter=wanted, sort=ClientSort(by), descending=down, offset=offset, limit=limit
                ),
            ),
        )

    def _refresh(self) -> None:
        self.model.refresh()

    def _changed(self, changes: Changes) -> None:
        if changes.tables & {"clients", "organizations", "portfolios"} and not self._rest.isActive():
            self._rest.start()

    def _searched(self, words: str) -> None:
        self._words = words.strip()
        self._reload()

    def _into_list(self) -> None:
        self.list.setFocus()
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))

    def _counted(self, count: int) -> None:
        self._bar.set_count(count)
        self._stack.setCurrentWidget(self.list if count else self.empty)
        if count == 0:
            self._say_empty()
            self._choose(None, "")

    def _say_empty(self) -> None:
        if self._words:
            self.empty.say(
                "search",
                self.tr("No client has “{words}”").format(words=self._words),
                self.tr("Names, documents and telephones are searched."),
                button=("clear", self.tr("Clear search")),
            )
        else:
            self.empty.say(
                "building-2",
                self.tr("No clients yet"),
                self.tr("Write down the first one, or import what you have."),
                button=("new", self.tr("New client")) if pages.knows(NewClient) else None,
                button_icon="user-plus",
            )

    def _empty_pressed(self, key: str) -> None:
        if key == "new":
            self._make_client()
        else:
            self.search.clear()
            self._searched("")

    def _selected(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row()) if index.isValid() else None
        self._choose(row.id if row else None, row.name if row else "")

    def _choose(self, client: UUID | None, name: str) -> None:
        if client != self._chosen:
            self._chosen = client
            self.chosen.emit(client, name)

    def _make_client(self) -> None:
        self._context.navigate(NewClient())

    def _open(self) -> None:
        row = self.current_row()
        if row is not None:
            self._context.navigate(OpenClientTab(row.id))

    def _menu(self, at: QPoint) -> None:
        row = self.current_row()
        if row is None:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        go = self._context.navigate
        ways = (
            (OpenClientTab(row.id), "external-link", self.tr("Open")),
            (EditClient(row.id), "pencil", self.tr("Change…")),
            (NewTicket(client_id=row.id), "plus", self.tr("New ticket…")),
            (NewContract(row.id), "file-text", self.tr("New contract…")),
        )
        for target, icon, text in ways:
            if pages.knows(type(target)):
                menu.addAction(icons.icon(icon), text, lambda chosen=target: go(chosen))
        menu.addSeparator()
        copy = QGuiApplication.clipboard().setText
        menu.addAction(icons.icon("copy"), self.tr("Copy name"), lambda: copy(row.name))
        if row.document:
            menu.addAction(self.tr("Copy document"), lambda: copy(format_document(row.document)))
        menu.popup(at)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.setWindowTitle(self.tr("Clients"))
        self.list.setAccessibleName(self.tr("Clients"))
        self.search.set_name(self.tr("Name, document or telephone"))
        self._new.set_name(self.tr("New client"), "Ctrl+Shift+N")
        self._say_empty()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _lines(row: ClientRow) -> TwoLines:
    chip, tone = row.portfolio_name, None
    if row.status is not ClientStatus.ACTIVE:
        chip = status_word(row.status)
        tone = "danger" if row.status is ClientStatus.BLOCKED else "off"
    document = format_document(row.document)
    return TwoLines(row.name, document, avatar=row.name, chip=chip, chip_tone=tone, chip_yields=tone is None)


def status_word(status: ClientStatus) -> str:
    """The state of a client in a word."""
    return {
        ClientStatus.ACTIVE: QCoreApplication.translate("ClientsDock", "Active"),
        ClientStatus.INACTIVE: QCoreApplication.translate("ClientsDock", "Inactive"),
        ClientStatus.BLOCKED: QCoreApplication.translate("ClientsDock", "Blocked"),
    }[status]


def _sentence(row: ClientRow) -> str:
    lines = _lines(row)
    return ", ".join(word for word in (lines.name, lines.second, lines.chip) if word)
