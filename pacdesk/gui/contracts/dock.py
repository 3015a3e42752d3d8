"""The dock with the contracts of the client that is chosen, or of all when nobody is."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from pacdesk.desk.contracts.rows import ContractFilter, ContractRow, ContractSort
from pacdesk.desk.values import Changes
from pacdesk.gui import icons, pages
from pacdesk.gui.clients.dock import ClientList
from pacdesk.gui.clients.words import CONTRACT_TONES, contract_states
from pacdesk.gui.context import Context, NewContract, NewTicket, OpenClientTab, OpenContractTab
from pacdesk.gui.models.keeping import PlaceKeeper
from pacdesk.gui.models.paged import Column, PagedModel, Source
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import IconButton, set_look
from pacdesk.gui.widgets.dock_title import DockTitleBar
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.widgets.two_line_delegate import TwoLines

_REST = 250
translate = QCoreApplication.translate


class ContractsDock(QDockWidget):
    """Contracts by number. `show_client` narrows them to a client's."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("contracts")
        self._context = context
        self._client: UUID | None = None
        self._name = ""
        columns: tuple[Column[ContractRow], ...] = (
            Column("number", lambda: self.tr("Number"), lambda row: row.number, ContractSort.NUMBER),
        )
        self.model: PagedModel[ContractRow] = PagedModel(context.jobs, columns, _sentence, self)
        self._bar = DockTitleBar(self)
        self._new = IconButton("plus", "", small=True, parent=self)
        self._bar.add_tool(self._new)
        body = QFrame(self)
        set_look(body, "look", "base")
        self._whose = plain_label(body)
        set_look(self._whose, "look", "second")
        self._whose.setContentsMargins(current().scaled(14), current().px("pad_s"), current().px("pad_s"), 0)
        self.list = ClientList("", self._lines, body)
        self.list.setModel(self.model)
        PlaceKeeper(self.list, self.model)
        self.empty = EmptyState(body)
        self._stack = QStackedWidget(body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("grid"))
        column.addWidget(self._whose)
        column.addWidget(self._stack, 1)
        self.setWidget(body)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.refresh)
        self._new.clicked.connect(self._make)
        self.list.opened.connect(self._open)
        self.list.menu_wanted.connect(self._menu)
        self.model.counted.connect(self._counted)
        self.empty.pressed.connect(self._make)
        context.changes.connect(self._changed)
        self.retranslate()

    def use_desk(self) -> None:
        """Show the contracts of the desk that is open now."""
        self.areas_came()
        self.show_client(None, "")

    def areas_came(self) -> None:
        """The form for a new contract can be reached, or not."""
        self._new.setVisible(pages.knows(NewContract))

    def show_client(self, client: UUID | None, name: str) -> None:
        """Narrow the list to a client's contracts; None: everybody's."""
        self._client, self._name = client, name
        self._whose.setText(name or self.tr("All clients"))
        self._reload()

    def refresh(self) -> None:
        """Ask the desk again; the cursor stays on its contract."""
        self.model.refresh()

    def _reload(self) -> None:
        desk = self._context.desk
        if desk is None:
            return
        from pacdesk.desk.contracts.commands import ContractCount, ContractPage  # not for the first paint

        wanted = ContractFilter(client_id=self._client)
        self.model.show_list(
            desk,
            Source(
                count=lambda: ContractCount(filter=wanted),
                page=lambda offset, limit, by, down: ContractPage(
                    filter=wanted, sort=ContractSort(by), descending=down, offset=offset, limit=limit
                ),
            ),
        )

    def current_row(self) -> ContractRow | None:
        """The contract that the cursor is on."""
        index = self.list.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def _changed(self, changes: Changes) -> None:
        if changes.tables & {"contracts", "clients"} and not self._rest.isActive():
            self._rest.start()

    def _counted(self, count: int) -> None:
        self._bar.set_count(count)
        self._stack.setCurrentWidget(self.list if count else self.empty)
        self._say_empty()

    def _say_empty(self) -> None:
        button = ("new", self.tr("New contract")) if pages.knows(NewContract) else None
        if self._client is not None:
            sentence = self.tr("No contracts yet")
            more = self.tr("{client} has none.").format(client=self._name)
        else:
            sentence, more = self.tr("No contracts yet"), self.tr("They belong to a client.")
        self.empty.say("file-text", sentence, more, button=button, button_icon="plus")

    def _make(self) -> None:
        self._context.navigate(NewContract(self._client))

    def _open(self) -> None:
        row = self.current_row()
        if row is not None:
            self._context.navigate(OpenContractTab(row.id))

    def _menu(self, at: QPoint) -> None:
        row = self.current_row()
        if row is None:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        go = self._context.navigate
        ways = (
            (OpenContractTab(row.id), "external-link", self.tr("Open")),
            (NewTicket(client_id=row.client_id, contract_id=row.id), "plus", self.tr("New ticket…")),
            (OpenClientTab(row.client_id), "building-2", self.tr("Open client")),
        )
        for target, icon, text in ways:
            if pages.knows(type(target)):
                menu.addAction(icons.icon(icon), text, lambda chosen=target: go(chosen))
        menu.addSeparator()
        copy = QGuiApplication.clipboard().setText
        menu.addAction(icons.icon("copy"), self.tr("Copy number"), lambda: copy(row.number))
        menu.popup(at)

    def _lines(self, row: ContractRow) -> TwoLines:
        second = row.number if self._client is not None else f"{row.number} · {row.client_name}"
        return TwoLines(
            row.plan or row.number,
            second,
            chip=contract_states()[row.state],
            chip_tone=CONTRACT_TONES[row.state],
        )

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.setWindowTitle(self.tr("Contracts"))
        self.list.setAccessibleName(self.tr("Contracts"))
        self._new.set_name(self.tr("New contract"))
        self._whose.setText(self._name or self.tr("All clients"))
        self._say_empty()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _sentence(row: ContractRow) -> str:
    state = contract_states()[row.state]
    return ", ".join(word for word in (row.plan, row.number, row.client_name, state) if word)
