"""The tickets of one client or contract: the queue's columns, newest first, all of them."""

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from pacdesk.desk.tickets.commands import TicketCount, TicketPage
from pacdesk.desk.tickets.rows import TicketFilter, TicketRow, TicketSort, TicketView
from pacdesk.desk.values import Changes
from pacdesk.gui.context import Context, NewTicket, OpenTicketTab
from pacdesk.gui.models.paged import PagedModel, Source
from pacdesk.gui.theme import current
from pacdesk.gui.tickets.queue_table import QueueTable
from pacdesk.gui.tickets.queue_words import QueueWords
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.notices import plain_label


class TicketList(QFrame):
    """The list (S3.1): Enter opens. *New ticket* stands in the head of the page, and here when empty."""

    def __init__(
        self,
        context: Context,
        *,
        client: UUID | None = None,
        contract: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_look(self, "look", "base")
        self.context = context
        self._client = client
        self._filter = TicketFilter(view=TicketView.ALL, client_id=client, contract_id=contract)
        self._new = NewTicket(client_id=client, contract_id=contract)
        self._words = QueueWords(context.zone, context.now(), context.people_at)
        self.model: PagedModel[TicketRow] = PagedModel(
            context.jobs, self._words.columns(), self._words.row_sentence, self
        )
        self.table = QueueTable(self.model, self)
        self.table.set_columns(self._words.paints(), unread=lambda row: bool(row.unread))
        self.table.setAccessibleName(self.tr("Tickets"))
        context.people_changed.connect(self.table.viewport().update)
        self.table.opened.connect(self._open)
        self.table.sorted_by.connect(self._sort)
        self._hide_client()
        self._count = plain_label(self)
        set_look(self._count, "look", "second")
        self.empty = EmptyState(self)
        self.empty.say(
            "inbox",
            self.tr("No ticket yet"),
            self.tr("What is asked for here shows in this list."),
            button=("new", self.tr("New ticket")),
            button_icon="plus",
        )
        self.empty.pressed.connect(self.start_new)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        margin = current().scaled(20)
        column.setContentsMargins(margin, current().px("pad_l"), margin, 0)
        column.addWidget(self._count)
        column.addWidget(self._stack, 1)
        self.model.counted.connect(self._counted)
        context.changes.connect(self._heard)
        self._show(TicketSort.NEWS, descending=True)

    def _hide_client(self) -> None:
        for at, column in enumerate(self.model.columns):
            if column.key == "client":
                self.table.setColumnHidden(at, True)  # noqa: FBT003  (Qt's own signature)

    def _show(self, sort: str, *, descending: bool) -> None:
        desk = self.context.desk
        if desk is None:
            return
        shown = self._filter
        source = Source(
            lambda: TicketCount(filter=shown),
            lambda offset, limit, by, down: TicketPage(
                filter=shown, sort=TicketSort(by), descending=down, offset=offset, limit=limit
            ),
        )
        self.model.show_list(desk, source, sort=sort, descending=descending)
        self.table.show_sorting()

    def _sort(self, sort: str, descending: bool) -> None:
        self._show(sort, descending=descending)

    def _open(self, row: Any) -> None:
        if isinstance(row, TicketRow):
            self.context.navigate(OpenTicketTab(row.id))

    def start_new(self) -> None:
        """Open a ticket from here: client (and contract) stand there, locked (S3.5)."""
        self.context.navigate(self._new)

    def _counted(self, count: int) -> None:
        self._stack.setCurrentIndex(0 if count else 1)
        self._count.setText(self.tr("%n ticket(s)", "", count))
        self._count.setVisible(count > 0)

    def _heard(self, changes: Changes) -> None:
        if "tickets" in changes.tables:
            self._words.now = self.context.now()
            self.model.refresh()
