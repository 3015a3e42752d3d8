"""The queue as a board: the stages of one type side by side; a card goes only where a move leads."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pacdesk.desk.tickets.commands import AdvanceTicket, GetTicket
from pacdesk.desk.tickets.rows import TicketCard, TicketRow
from pacdesk.desk.tickets.rules import Verb
from pacdesk.desk.values import Changes, Done
from pacdesk.desk.workflow.rows import Flow, StageRow, TypeRow
from pacdesk.desk.workflow.rules import Move
from pacdesk.gui import pages
from pacdesk.gui.context import Context, OpenTicketTab, ShowBoard
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.advance_dialog import AdvanceDialog
from pacdesk.gui.tickets.board_column import BoardColumn
from pacdesk.gui.tickets.queue_stages import Known, flows_of, only_older
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.fields import FieldLabel
from pacdesk.gui.widgets.notices import MessageBar

_TABLES = frozenset({"tickets", "stages", "staff_members"})
_FLOW_TABLES = frozenset({"workflow_versions", "ticket_types"})
_AGAIN_AFTER = 250
_EDGE, _EDGE_STEP, _EDGE_EVERY = 48, 12, 16


def asks_nothing(move: Move) -> bool:
    """Whether a move can be made without asking anybody anything."""
    way = move.way
    demands = way.reason_required or way.comment_required or way.reasons
    return not (demands or move.missing or move.asks or move.unchecked)


class BoardPage(pages.Page):
    """Columns in the order of the flow. Dragging and Ctrl with an arrow make the same move: at once where
    nothing is asked, else in the dialog of advancing."""

    def __init__(self, context: Context, target: ShowBoard, parent: QWidget | None = None) -> None:
        super().__init__(context, target, parent)
        self.columns: list[BoardColumn] = []
        self._known: Known = ()
        self.type = QComboBox(self)
        self.type.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._label = FieldLabel("", parent=self)
        self._label.set_buddy(self.type)
        self.bar = MessageBar(parent=self)
        self._strip = QScrollArea(self)
        self._strip.setWidgetResizable(True)
        self._strip.setFrameShape(QFrame.Shape.NoFrame)
        self._strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme = current()
        head = QHBoxLayout()
        head.addWidget(self._label)
        head.addWidget(self.type)
        head.addStretch(1)
        column = QVBoxLayout(self)
        margin = theme.px("pad")
        column.setContentsMargins(margin, margin, margin, margin)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self._strip, 1)
        self._rest = QTimer(self, singleShot=True, interval=_AGAIN_AFTER)
        self._rest.timeout.connect(self._refresh)
        self.type.currentIndexChanged.connect(self._show_type)
        context.changes.connect(self._changed)
        self._fill_words()
        self._edge = QTimer(self, interval=_EDGE_EVERY)
        self._edge.timeout.connect(self._scroll_at_edge)
        self.load()

    def load(self) -> None:
        """Ask for the types and their flows."""
        desk = self.context.desk
        if desk is not None:
            self.context.jobs.call(lambda: flows_of(desk), self, self._got, self.context.tell, topic="types")

    def title(self) -> str:
        """What the tab is called."""
        return self.tr("Board")

    def icon_name(self) -> str:
        """Columns."""
        return "columns-3"

    def _fill_words(self) -> None:
        self._label.set_text(self.tr("Ticket t&ype"))
        self._strip.setAccessibleName(self.tr("Board"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_rest"):
            self._fill_words()
            self.title_changed.emit()

    # What is shown

    def _got(self, known: Known) -> None:
        if known == self._known:
            return
        before = self._chosen()
        wanted = self.target.type_id if before is None else before[0].id
        self._known = known
        self.type.blockSignals(True)  # noqa: FBT003  (Qt's own signature)
        self.type.clear()
        for row, _ in known:
            self.type.addItem(row.name, row.id)
        self.type.setCurrentIndex(next((n for n, (row, _) in enumerate(known) if row.id == wanted), 0))
        self.type.blockSignals(False)  # noqa: FBT003  (Qt's own signature)
        self._show_type()

    def _chosen(self) -> tuple[TypeRow, Flow] | None:
        place = self.type.currentIndex()
        return self._known[place] if 0 <= place < len(self._known) else None

    def _show_type(self) -> None:
        found = self._chosen()
        if found is None:
            return
        ground = QFrame(self._strip)
        set_look(ground, "look", "base")
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().px("pad_s"))
        self.columns = []
        self._strip.setWidget(ground)
        for stage in found[1].stages:
            self._add(BoardColumn(self.context, stage, ground), row)
        row.addStretch(0)
        desk, flow = self.context.desk, found[1]
        if desk is not None:
            then = partial(self._got_older, flow.version_id, row)
            self.context.jobs.call(
                lambda: only_older(desk, flow), self, then, self.context.tell, topic="older"
            )

    def _got_older(self, version: UUID, row: QHBoxLayout, stages: tuple[tuple[StageRow, int], ...]) -> None:
        """Stages of older versions that the present one has not, so that no open ticket is missing."""
        found = self._chosen()
        ground = self._strip.widget()
        if found is None or ground is None or found[1].version_id != version or ground.layout() is not row:
            return
        for stage, number in stages:
            self._add(BoardColumn(self.context, stage, ground, older=number), row)

    def _add(self, column: BoardColumn, row: QHBoxLayout) -> None:
        place = len(self.columns)
        self.columns.append(column)
        row.insertWidget(place, column, 1)
        cards = column.cards
        cards.taken.connect(self._grey)
        cards.let_go.connect(self._ungrey)
        cards.dropped.connect(partial(self._move_to, column))
        cards.opened.connect(self._open)
        cards.stepped.connect(partial(self._step, place))
        cards.left.connect(partial(self._go, place))
        column.load()

    def _changed(self, changes: Changes) -> None:
        if changes.tables & _FLOW_TABLES:
            self.load()
        if changes.tables & _TABLES and not self._rest.isActive():
            self._rest.start()

    def _refresh(self) -> None:
        for column in self.columns:
            column.model.refresh()

    def _open(self, row: TicketRow) -> None:
        self.context.navigate(OpenTicketTab(row.id))

    def _go(self, place: int, step: int) -> None:
        ahead = self.columns[place + 1 :] if step > 0 else self.columns[:place][::-1]
        column = next((one for one in ahead if not one.isHidden()), None)
        if column is not None:
            column.cards.setFocus(Qt.FocusReason.OtherFocusReason)
            self._strip.ensureWidgetVisible(column)

    # Moving

    def _grey(self, row: TicketRow) -> None:
        """While a card is held, columns that no open move leads to are grey, and say why."""
        self._edge.start()
        self.context.ask(GetTicket(ticket=row.id), self, self._show_targets, topic="held")

    def _show_targets(self, card: TicketCard) -> None:
        for column in self.columns:
            own = column.stage.key == card.flow.stage(card.stage_id).key
            column.close_to(None if own else self._why_not(card, column))

    def _scroll_at_edge(self) -> None:
        """A card that is held at the edge brings the columns beyond it."""
        view = self._strip.viewport()
        here = view.mapFromGlobal(QCursor.pos()).x()
        by = -_EDGE_STEP if here < _EDGE else _EDGE_STEP if here > view.width() - _EDGE else 0
        bar = self._strip.horizontalScrollBar()
        bar.setValue(bar.value() + by)

    def _ungrey(self) -> None:
        self._edge.stop()
        for column in self.columns:
            column.close_to(None)

    def _moves_to(self, card: TicketCard, column: BoardColumn) -> list[Move]:
        return [move for move in card.moves if move.target.key == column.stage.key]

    def _why_not(self, card: TicketCard, column: BoardColumn) -> str | None:
        now, zone = self.context.now(), self.context.zone
        refused = words.reason(card.may[Verb.ADVANCE], now, zone)
        ways = self._moves_to(card, column)
        if refused is not None or any(move.is_open for move in ways):
            return refused
        if not ways:
            stage = card.flow.stage(card.stage_id).name
            return self.tr("No move leads here from {stage}").format(stage=stage)
        return words.why_closed(ways[0], now, zone)

    def _step(self, place: int, row: TicketRow, step: int) -> None:
        self.context.ask(GetTicket(ticket=row.id), self, partial(self._step_on, place, step), topic="step")

    def _step_on(self, place: int, step: int, card: TicketCard) -> None:
        """To the next column in that direction to which an open move leads."""
        ahead = self.columns[place + 1 :] if step > 0 else self.columns[:place][::-1]
        target = next((column for column in ahead if self._why_not(card, column) is None), None)
        if target is not None:
            self._make(card, target)
        elif ahead:
            self.bar.tell("attention", self._why_not(card, ahead[0]) or "")
        else:
            self.bar.tell("attention", self.tr("There is no stage on that side"))

    def _move_to(self, column: BoardColumn, ticket: UUID) -> None:
        self.context.ask(GetTicket(ticket=ticket), self, partial(self._make_to, column), topic="drop")

    def _make_to(self, column: BoardColumn, card: TicketCard) -> None:
        self._make(card, column)

    def _make(self, card: TicketCard, column: BoardColumn) -> None:
        self.bar.hide()
        why = self._why_not(card, column)
        if why is not None:
            self.bar.tell("attention", f"{card.subject}: {why}")
            return
        ways = [move for move in self._moves_to(card, column) if move.is_open]
        if len(ways) == 1 and asks_nothing(ways[0]):
            command = AdvanceTicket(ticket=card.id, transition=ways[0].way.id)
            self.context.run(command, self, partial(self._made, column.stage.name), self.context.tell)
            return
        dialog = AdvanceDialog(self.context, card, ways[0].way.id, self.window())
        dialog.succeeded.connect(partial(self._made, column.stage.name))
        dialog.open()

    def _made(self, stage: str, done: Done[Any]) -> None:
        told = self.tr("Ticket is in “{stage}” now").format(stage=stage)
        self.context.toast(told, done.changes.change_set if done.changes.undoable else None)


pages.register(ShowBoard, BoardPage)
