"""The dock with the clients: search, list, and the ways on from a client."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, QModelIndex, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from pacdesk.desk.clients.brazil import format_document
from pacdesk.desk.clients.commands import RevealClient
from pacdesk.desk.clients.rows import ClientFilter, ClientRow, ClientSort, ClientStatus
from pacdesk.gui import icons, pages
from pacdesk.gui.clients.portfolios import AssignDialog, assign, ids_at, needs_assigning
from pacdesk.gui.context import Context, EditClient, NewClient, NewContract, NewTicket, OpenClientTab
from pacdesk.gui.list_dock import ListDock
from pacdesk.gui.models.paged import Column, Source
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.fields import SearchBox
from pacdesk.gui.widgets.two_line_delegate import TwoLines


class ClientsDock(ListDock[ClientRow]):
    """The clients, by name. `chosen(id, name)` fires when another one is selected (None: nobody)."""

    chosen = Signal(object, str)
    target = NewClient
    tables = frozenset({"clients", "organizations", "portfolios"})

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._words = ""
        self._chosen: UUID | None = None
        columns: tuple[Column[ClientRow], ...] = (
            Column("name", lambda: self.tr("Name"), lambda row: row.name, ClientSort.NAME),
        )
        super().__init__(context, "clients", "user-plus", columns, _sentence, _lines, parent)
        self.list.setModelColumn(0)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.search = SearchBox("", parent=self._body)
        pad = current().scaled(10)
        self.above.setContentsMargins(pad, 0, pad, 0)
        self.above.addWidget(self.search)
        self.search.wanted.connect(self._searched)
        self.search.left_down.connect(self._into_list)
        self.list.left_up.connect(self.search.setFocus)
        self.list.selectionModel().currentChanged.connect(self._selected)
        self.empty.pressed.connect(self._empty_pressed)
        self.retranslate()

    def use_desk(self) -> None:
        """Show the clients of the desk that is open now."""
        self.areas_came()
        self._reload()

    def _reload(self) -> None:
        desk = self._context.desk
        if desk is None:
            return
        if self.is_refused():
            self.model.show_nothing()
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

    def _searched(self, words: str) -> None:
        self._words = words.strip()
        self._reload()

    def _into_list(self) -> None:
        self.list.setFocus()
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))

    def counted(self, count: int) -> None:
        """Nobody is chosen where nobody is left."""
        if count == 0:
            self._say_empty()
            self._choose(None, "")

    def _say_empty(self) -> None:
        if self.is_refused():
            self.say_refused(self.tr("Your user does not see clients"))
        elif self._words:
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
            self.make_new()
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

    def make_new(self) -> None:
        """Go to the form for a new client."""
        self._context.navigate(NewClient())

    def open_row(self, row: ClientRow) -> None:
        """Go to the page of a client."""
        self._context.navigate(OpenClientTab(row.id))

    def fill_menu(self, menu: QMenu, row: ClientRow) -> None:
        """The ways on from a client."""
        ways = (
            (OpenClientTab(row.id), "external-link", self.tr("Open")),
            (EditClient(row.id), "pencil", self.tr("Change…")),
            (NewTicket(client_id=row.id), "plus", self.tr("New ticket…")),
            (NewContract(row.id), "file-text", self.tr("New contract…")),
        )
        self.add_ways(menu, ways)
        self._add_assigning(menu)
        copy = QGuiApplication.clipboard().setText
        menu.addAction(icons.icon("copy"), self.tr("Copy name"), lambda: copy(row.name))
        if row.covered:
            menu.addAction(icons.icon("eye"), self.tr("Reveal"), lambda: self._reveal(row))
        elif row.document:
            menu.addAction(self.tr("Copy document"), lambda: copy(format_document(row.document)))

    def _reveal(self, row: ClientRow) -> None:
        self._context.run(RevealClient(client=row.id), self, lambda _: self.refresh())

    def _add_assigning(self, menu: QMenu) -> None:
        set_portfolio = menu.addAction(icons.icon("briefcase"), self.tr("Set portfolio…"), self.set_portfolio)
        reason = needs_assigning(self._context)
        set_portfolio.setEnabled(reason is None)
        set_portfolio.setToolTip(reason or "")
        menu.setToolTipsVisible(True)
        menu.addSeparator()

    def set_portfolio(self) -> None:
        """Put the clients that are selected into a portfolio, one by one (S2.9)."""
        selected = self.list.selectionModel().selectedRows()
        if not selected:
            return
        rows = [self.model.row_at(index.row()) for index in selected]
        known = [row for row in rows if row is not None]
        whole = len(known) < len(rows)
        named = known[0].name if len(rows) == 1 else self.tr("%n client(s)", "", len(rows))
        desk, wanted = self._context.desk, ClientFilter(words=self._words)
        if desk is None:
            return
        places = {index.row() for index in selected}
        dialog = AssignDialog(self._context, named, self)
        dialog.chosen.connect(
            lambda portfolio: assign(
                self._context,
                self,
                lambda: ids_at(desk, wanted, places) if whole else [row.id for row in known],
                portfolio,
            )
        )
        dialog.open()

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.setWindowTitle(self.tr("Clients"))
        self.list.setAccessibleName(self.tr("Clients"))
        self.search.set_name(self.tr("Name, document or telephone"))
        self._new.set_name(self.tr("New client"), "Ctrl+Shift+N")
        self._say_empty()


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
