"""Advancing many tickets at once: one condition for all, what it demands of those that lack it, and which of
them stayed and why."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.tickets.commands import AdvanceTickets
from pacdesk.desk.tickets.rows import Advanced, TicketRow
from pacdesk.desk.values import Done, Visibility
from pacdesk.desk.workflow.commands import ListReasons
from pacdesk.desk.workflow.rows import ReasonRow
from pacdesk.errors import UserError
from pacdesk.gui.context import Context
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.tickets.advance_dialog import MOST_HEIGHT
from pacdesk.gui.tickets.bulk_fields import MOST_ASKED, BulkFields, BulkWay, ways_of
from pacdesk.gui.tickets.hands import Choice, choices
from pacdesk.gui.widgets.buttons import refuse, set_look
from pacdesk.gui.widgets.dialog import VerbDialog
from pacdesk.gui.widgets.fields import FormField


class BulkAdvanceDialog(VerbDialog):
    """`advanced(Done)` fires when some of them moved. Those that stayed are listed with why."""

    advanced = Signal(object)

    def __init__(self, context: Context, rows: Sequence[TicketRow], parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Advance the chosen tickets"),
            self.tr("Advance"),
            heading=self.tr("{count} tickets chosen").format(count=len(rows)),
            width=520,
            parent=parent,
        )
        self._context = context
        self._rows = {row.id: row for row in rows}
        self._ways: Mapping[str, BulkWay] = {}
        self.demanded: BulkFields | None = None
        self.condition, self.reason = QComboBox(self), QComboBox(self)
        self.comment = QPlainTextEdit(self)
        self.comment.setTabChangesFocus(True)
        self.comment.setFixedHeight(current().scaled(84))
        self.seen = QCheckBox(self.tr("The clients &see the comment"), self)
        self.refused = QListWidget(self)
        self.refused.setWordWrap(True)
        set_look(self.refused, "look", "field")
        self.refused.setAccessibleName(self.tr("Tickets that stayed, and why"))
        self.refused.hide()
        self._lay_out()
        self._ask()
        self.condition.activated.connect(self._show_demands)

    def _lay_out(self) -> None:
        self._condition = FormField(self.tr("&Condition"), self.condition, required=True, parent=self)
        self._reason = FormField(self.tr("&Reason"), self.reason, parent=self)
        self._comment = FormField(self.tr("Co&mment"), self.comment, parent=self)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        self._area.hide()
        for part in (self._condition, self._area, self._reason, self._comment, self.seen):
            self.body.addWidget(part)
        self.body.addWidget(self.refused, 1)
        self.body.addStretch(1)

    def _ask(self) -> None:
        refuse(self.verb, self.tr("Looking up the moves"))
        desk = self._context.desk
        if desk is not None:
            ids = list(self._rows)
            self._context.jobs.call(lambda: ways_of(desk, ids), self, self._got_ways, self._context.tell)
        self._context.ask(ListReasons(), self, self._got_reasons)

    def _got_ways(self, ways: Mapping[str, BulkWay]) -> None:
        asked = min(len(self._rows), MOST_ASKED)
        chosen = self.condition.currentData()
        self._ways = ways
        self.condition.clear()
        for label, way in ways.items():
            told = self.tr("{label} · {count} of {all}").format(label=label, count=len(way.asked), all=asked)
            self.condition.addItem(told, label)
        self.condition.setCurrentIndex(max(self.condition.findData(chosen), 0))
        self._show_demands()
        refuse(self.verb, None if ways else self.tr("None of them has an open move"))
        self.condition.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_demands(self) -> None:
        """What the chosen condition demands of those that lack it."""
        way = self._ways.get(self.condition.currentData())
        self.demanded = None
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()
        self._area.setVisible(way is not None and bool(way.lacking))
        if way is None:
            return
        reason, comment = way.demands
        self._reason.label.set_required(reason)
        self._comment.label.set_required(comment)
        if way.lacking:
            self.demanded = BulkFields(self._context, way, self)
            self._area.setWidget(self.demanded)
            if self.demanded.fields is not None:
                self.demanded.fields.edited.connect(self._fit_area)
            self._fit_area()

    def _fit_area(self) -> None:
        if self.demanded is not None:
            high = self.demanded.sizeHint().height() + 2
            self._area.setFixedHeight(min(high, current().scaled(MOST_HEIGHT)))

    def _got_reasons(self, rows: tuple[ReasonRow, ...]) -> None:
        none: list[Choice] = [(self.tr("No reason"), None)]
        choices(self.reason, none + [(row.name, row.id) for row in rows])

    def submit(self) -> None:
        """Move those that may; the others are told."""
        label = self.condition.currentData()
        if label is None or not self.verb.isEnabled():
            return
        if self.demanded is not None and self.demanded.problems():
            return
        self.bar.hide()
        self.verb.setEnabled(False)
        command = AdvanceTickets(
            tickets=tuple(self._rows),
            transition=label,
            reason=self.reason.currentData(),
            comment=self.comment.toPlainText(),
            comment_visibility=Visibility.CLIENT if self.seen.isChecked() else Visibility.INTERNAL,
            values=self.demanded.values() if self.demanded is not None else (),
        )
        self._context.run(command, self, self._done, self._failed)

    def _done(self, done: Done[tuple[Advanced, ...]]) -> None:
        stayed = [outcome for outcome in done.answer if outcome.code]
        moved = len(done.answer) - len(stayed)
        if moved:
            self.advanced.emit(done)
            told = self.tr("Advanced: {count} of {all}").format(count=moved, all=len(done.answer))
            self._context.toast(told, done.changes.change_set if done.changes.undoable else None)
        if not stayed:
            self.accept()
            return
        self._show_stayed(stayed, moved)

    def _show_stayed(self, stayed: Sequence[Advanced], moved: int) -> None:
        """Only those that stayed are tried again."""
        self.verb.setEnabled(True)
        self.refused.clear()
        for outcome in stayed:
            row = self._rows[outcome.ticket]
            why = " ".join(sentence(problem).what for problem in outcome.problems)
            self.refused.addItem(f"{show_protocol(row.protocol)} · {row.subject}\n{why}")
        self.refused.show()
        self._rows = {outcome.ticket: self._rows[outcome.ticket] for outcome in stayed}
        self.bar.tell(
            "attention",
            self.tr("{moved} moved, {stayed} stayed").format(moved=moved, stayed=len(stayed)),
            self.tr("Below stands why each one stayed."),
        )
        self.back.setText(self.tr("Close"))

    def _failed(self, error: BaseException) -> None:
        self.verb.setEnabled(True)
        if not isinstance(error, UserError):
            self._context.tell(error)
            return
        message = sentence(error)
        self.bar.tell("problem", message.what, message.do)
