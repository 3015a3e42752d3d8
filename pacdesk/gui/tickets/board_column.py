"""One column of the board: the tickets of a stage, by pages, as cards that can be dragged."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.tickets.commands import TicketCount, TicketPage
from pacdesk.desk.tickets.rows import TicketFilter, TicketRow, TicketSort, TicketView
from pacdesk.desk.workflow.rows import StageRow
from pacdesk.gui.context import Context
from pacdesk.gui.models.paged import Column, PagedModel, Source
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.words import short_name
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.chips import Badge, Chip
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.widgets.two_line_delegate import TwoLineList, TwoLines

MIME = "application/x-pacdesk-ticket"
NARROWEST, WIDEST = 232, 380
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def lines_of(row: TicketRow) -> TwoLines:
    """Subject over protocol and client, who has it beside."""
    second = " · ".join(part for part in (show_protocol(row.protocol), row.client_name) if part)
    return TwoLines(row.subject, second, chip=short_name(row.attendant_name) if row.attendant_name else "")


class CardModel(PagedModel[TicketRow]):
    """Rows that can be dragged."""

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """As of any list; what is there can be taken along."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags


class CardList(TwoLineList):
    """Cards of one stage. `taken(row)`: one is being dragged; `let_go`: not any more; `dropped(id)`: one
    was dropped here; `opened(row)`; `stepped(row, ±1)`: Ctrl with an arrow; `left(±1)`: an arrow alone."""

    taken = Signal(object)
    let_go = Signal()
    dropped = Signal(object)
    opened = Signal(object)
    stepped = Signal(object, int)
    left = Signal(int)

    def __init__(self, name: str, rows: PagedModel[TicketRow], parent: QWidget) -> None:
        super().__init__(name, lines_of, parent)
        self.rows = rows
        self.setModel(rows)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.doubleClicked.connect(self._open)

    def row(self) -> TicketRow | None:
        """The current card."""
        index = self.currentIndex()
        return self.rows.row_at(index.row()) if index.isValid() else None

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index.row())
        if row is not None:
            self.opened.emit(row)

    def startDrag(self, supported: Qt.DropAction) -> None:
        """The card goes along as the ticket's id."""
        del supported
        row = self.row()
        if row is None:
            return
        self.taken.emit(row)
        data = QMimeData()
        data.setData(MIME, QByteArray(row.id.bytes))
        drag = QDrag(self)
        drag.setMimeData(data)
        room = self.visualRect(self.currentIndex())
        drag.setPixmap(self.viewport().grab(room))
        drag.setHotSpot(self.viewport().mapFromGlobal(QCursor.pos()) - room.topLeft())
        drag.exec(Qt.DropAction.MoveAction)
        self.let_go.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only cards of this board, and not into their own column."""
        self._judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """As on entering."""
        self._judge(event)

    def _judge(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(MIME) and event.source() is not self and self.isEnabled():
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """A card from another column."""
        self._judge(event)
        if event.isAccepted():
            self.dropped.emit(UUID(bytes=bytes(event.mimeData().data(MIME).data())))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is always a card to act on."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with left and right moves the card, without it goes to the next column; Enter opens."""
        step = _STEPS.get(Qt.Key(event.key()))
        row = self.row()
        if step is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if row is not None:
                self.stepped.emit(row, step)
        elif step is not None:
            self.left.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)


class BoardColumn(QFrame):
    """A stage: its name, how many there are in the asker's sight, and its cards. One that only an `older`
    version has is there as long as tickets stand in it."""

    def __init__(
        self, context: Context, stage: StageRow, parent: QWidget, *, older: int | None = None
    ) -> None:
        super().__init__(parent)
        self.stage = stage
        self.older = older
        self._context = context
        set_look(self, "look", "panel")
        self.model = CardModel(
            context.jobs, (Column("subject", str, _subject, sort=TicketSort.DUE),), self._sentence, self
        )
        self.cards = CardList(stage.name, self.model, self)
        self._badge = Badge(0, parent=self)
        self.why = plain_label(self, wrap=True)
        set_look(self.why, "look", "second")
        self.why.hide()
        head = QHBoxLayout()
        head.addWidget(Chip(stage.name, stage.tone, dot=True, parent=self))
        if older is not None:
            head.addWidget(self._from_older(older))
        head.addStretch(1)
        head.addWidget(self._badge)
        theme = current()
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme.px("pad_s")] * 4))
        column.setSpacing(theme.px("grid"))
        column.addLayout(head)
        column.addWidget(self.why)
        column.addWidget(self.cards, 1)
        self.setMinimumWidth(theme.scaled(NARROWEST))
        self.setMaximumWidth(theme.scaled(WIDEST))
        self.setVisible(older is None)
        self.model.counted.connect(self._counted)

    def _from_older(self, number: int) -> QWidget:
        told = plain_label(self)
        told.setText(self.tr("version {number}").format(number=number))
        told.setToolTip(self.tr("Only an older version has this stage"))
        set_look(told, "look", "second")
        return told

    def _sentence(self, row: TicketRow) -> str:
        told = self.tr("{subject}, {protocol}, stage {stage}, {priority}")
        return told.format(
            subject=row.subject,
            protocol=show_protocol(row.protocol),
            stage=self.stage.name,
            priority=words.priority(row.priority),
        )

    def load(self) -> None:
        """Ask for the first page; the others come when they are looked at."""
        desk = self._context.desk
        if desk is None:
            return
        view = TicketView.ALL if self.stage.kind.is_final else TicketView.OPEN
        wanted = TicketFilter(view=view, stage_id=self.stage.id)
        sort: Callable[[str], TicketSort] = TicketSort
        source: Source[TicketRow] = Source(
            count=lambda: TicketCount(filter=wanted),
            page=lambda offset, limit, by, down: TicketPage(
                filter=wanted, sort=sort(by), descending=down, offset=offset, limit=limit
            ),
        )
        self.model.show_list(desk, source, sort=TicketSort.DUE)

    def _counted(self, count: int) -> None:
        self._badge.set_count(count)
        self.setVisible(self.older is None or count > 0)
        told = self.tr("{stage}, tickets: {count}").format(stage=self.stage.name, count=count)
        self.cards.setAccessibleName(told)

    def close_to(self, why: str | None) -> None:
        """Grey for the card that is being moved, with the reason; None opens it again."""
        self.cards.setEnabled(why is None)
        set_look(self.cards, "look", None if why is None else "shut")
        self.why.setText(why or "")
        self.why.setVisible(bool(why))


def _subject(row: TicketRow) -> str:
    return row.subject
