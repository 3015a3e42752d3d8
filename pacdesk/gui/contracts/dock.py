"""The dock with the contracts of the client that is chosen, or of all when nobody is."""

from uuid import UUID

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from pacdesk.desk.contracts.rows import ContractFilter, ContractRow, ContractSort
from pacdesk.gui import icons, pages
from pacdesk.gui.clients.words import CONTRACT_TONES, contract_states
from pacdesk.gui.context import Context, NewContract, NewTicket, OpenClientTab, OpenContractTab
from pacdesk.gui.list_dock import ListDock
from pacdesk.gui.models.paged import Column, Source
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.widgets.two_line_delegate import TwoLines


class ContractsDock(ListDock[ContractRow]):
    """Contracts by number. `show_client` narrows them to a client's."""

    target = NewContract
    tables = frozenset({"contracts", "clients"})

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._client: UUID | None = None
        self._name = ""
        columns: tuple[Column[ContractRow], ...] = (
            Column("number", lambda: self.tr("Number"), lambda row: row.number, ContractSort.NUMBER),
        )
        super().__init__(context, "contracts", "plus", columns, _sentence, self._lines, parent)
        self._whose = plain_label(self._body)
        set_look(self._whose, "look", "second")
        self._whose.setContentsMargins(current().scaled(14), 0, current().px("pad_s"), 0)
        self.above.addWidget(self._whose)
        self.empty.pressed.connect(self.make_new)
        self.retranslate()

    def use_desk(self) -> None:
        """Show the contracts of the desk that is open now."""
        self.areas_came()
        self.show_client(None, "")

    def show_client(self, client: UUID | None, name: str) -> None:
        """Narrow the list to a client's contracts; None: everybody's."""
        self._client, self._name = client, name
        self._whose.setText(name or self.tr("All clients"))
        self._reload()

    def _reload(self) -> None:
        desk = self._context.desk
        if desk is None:
            return
        if self.is_refused():
            self.model.show_nothing()
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

    def counted(self, count: int) -> None:
        """Say whose list is empty."""
        del count
        self._say_empty()

    def _say_empty(self) -> None:
        if self.is_refused():
            self.say_refused(self.tr("Your user does not see contracts"))
            return
        button = ("new", self.tr("New contract")) if pages.knows(NewContract) else None
        if self._client is not None:
            sentence = self.tr("No contracts yet")
            more = self.tr("{client} has none.").format(client=self._name)
        else:
            sentence, more = self.tr("No contracts yet"), self.tr("They belong to a client.")
        self.empty.say("file-text", sentence, more, button=button, button_icon="plus")

    def make_new(self) -> None:
        """Go to the form for a new contract of this client."""
        self._context.navigate(NewContract(self._client))

    def open_row(self, row: ContractRow) -> None:
        """Go to the page of a contract."""
        self._context.navigate(OpenContractTab(row.id))

    def fill_menu(self, menu: QMenu, row: ContractRow) -> None:
        """The ways on from a contract."""
        ways = (
            (OpenContractTab(row.id), "external-link", self.tr("Open")),
            (NewTicket(client_id=row.client_id, contract_id=row.id), "plus", self.tr("New ticket…")),
            (OpenClientTab(row.client_id), "building-2", self.tr("Open client")),
        )
        self.add_ways(menu, ways)
        copy = QGuiApplication.clipboard().setText
        menu.addAction(icons.icon("copy"), self.tr("Copy number"), lambda: copy(row.number))

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


def _sentence(row: ContractRow) -> str:
    state = contract_states()[row.state]
    return ", ".join(word for word in (row.plan, row.number, row.client_name, state) if word)
