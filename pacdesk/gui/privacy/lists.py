"""A list with buttons over it: how the LGPD centre shows requests, holds and what was erased."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pacdesk.desk.access.rules import Right
from pacdesk.desk.privacy.commands import LiftHold, ListErasures, ListHolds, ListRequests
from pacdesk.desk.privacy.rules import (
    MENTIONS_KEPT,
    ErasureRow,
    HoldRow,
    RequestRow,
    RequestState,
    RetentionKind,
)
from pacdesk.desk.values import Changes, Done, Question
from pacdesk.gui import wording
from pacdesk.gui.admin.words import lacking
from pacdesk.gui.context import Context
from pacdesk.gui.editing.records import Record, RecordModel
from pacdesk.gui.editing.typed import DateInput
from pacdesk.gui.privacy import words
from pacdesk.gui.privacy.dialogs import AnswerDialog, HoldDialog, RequestDialog
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.row_delegate import ROW_ROLE
from pacdesk.gui.widgets.two_line_delegate import TwoLineList, TwoLines


def day_words(day: date) -> str:
    """A day as the language writes it."""
    pattern = DateInput.pattern().replace("dd", "%d").replace("MM", "%m").replace("yyyy", "%Y")
    return day.strftime(pattern)


class ListPane(QWidget):
    """Asks `question`, shows a line a row, and hands what is chosen to its buttons."""

    def __init__(
        self,
        context: Context,
        name: str,
        question: Callable[[], Question[Any]],
        tables: Iterable[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._question = question
        self._tables = frozenset(tables)
        self.model = RecordModel(self)
        self.list = TwoLineList(name, lambda record: record.lines, self)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.empty = EmptyState(self)
        self.empty.pressed.connect(lambda _: self.start())
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        self.head = QHBoxLayout()
        self.head.setSpacing(current().px("pad_s"))
        box = QFrame(self)
        set_look(box, "look", "base")
        column = QVBoxLayout(box)
        pad = current().px("pad")
        column.setContentsMargins(pad, pad, pad, 0)
        column.setSpacing(current().px("pad_s"))
        column.addLayout(self.head)
        column.addWidget(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)
        context.changes.connect(self._heard)

    def load(self) -> None:
        """Ask for the rows."""
        self.context.ask(self._question(), self, self._loaded, topic=type(self).__name__)

    def _heard(self, changes: Changes) -> None:
        if changes.tables & self._tables:
            self.load()

    def _loaded(self, rows: Iterable[Any]) -> None:
        before = self.chosen()
        self.model.show([Record(row.id, 0, {}, self.line(row), row) for row in rows])
        for at, record in enumerate(self.model.records):
            if before is not None and record.id == before.id:
                self.list.setCurrentIndex(self.model.index(at))
        self._stack.setCurrentIndex(1 if self.model.records else 0)
        self.settle()

    def chosen(self) -> Any:
        """The row that is chosen, or None."""
        record = self.list.currentIndex().data(ROW_ROLE)
        return record.row if isinstance(record, Record) else None

    def _moved(self, index: QModelIndex) -> None:
        del index
        self.settle()

    def line(self, row: Any) -> TwoLines:
        """What a row says."""
        raise NotImplementedError

    def settle(self) -> None:
        """Grey the buttons that do not fit what is chosen."""

    def start(self) -> None:
        """What the empty list offers."""


class RequestsPane(ListPane):
    """Who asked what, when, until when, and what was answered."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "", ListRequests, {"subject_requests"}, parent)
        self.list.setAccessibleName(self.tr("Requests of data subjects"))
        self.new = Button(self.tr("Note a request"), kind="primary", icon="plus", parent=self)
        self.change = Button(self.tr("Change"), icon="pencil", parent=self)
        self.answer = Button(self.tr("Answer"), icon="check", parent=self)
        self.new.clicked.connect(self.start)
        self.change.clicked.connect(self._change)
        self.answer.clicked.connect(self._answer)
        for button in (self.new, self.change, self.answer):
            self.head.addWidget(button)
        self.head.addStretch(1)
        self.empty.say(
            "inbox",
            self.tr("Nobody has asked yet"),
            self.tr("A request is due in 15 days, the history of a demand in 5."),
            button=("new", self.tr("Note a request")),
            button_icon="plus",
        )
        self.settle()

    def line(self, row: RequestRow) -> TwoLines:
        today = self.context.now().astimezone(self.context.zone).date()
        asked = self.tr("asked on {day}").format(day=day_words(row.asked_on))
        chip, tone = words.state(row.state), "off"
        if row.state is RequestState.OPEN:
            late = row.due_on < today
            chip = (self.tr("late since {day}") if late else self.tr("due {day}")).format(
                day=day_words(row.due_on)
            )
            tone = "danger" if late else "info"
        second = [words.request(row.kind), asked, row.asked_by, row.answer]
        return TwoLines(row.person_name, " · ".join(one for one in second if one), chip=chip, chip_tone=tone)

    def settle(self) -> None:
        refused = lacking(self.context, Right.PRIVACY_ATTEND)
        refuse(self.new, refused)
        row = self.chosen()
        reason = refused
        if reason is None and row is None:
            reason = self.tr("Choose a request")
        elif reason is None and row.state is not RequestState.OPEN:
            reason = self.tr("The request is closed")
        refuse(self.change, reason)
        refuse(self.answer, reason)

    def start(self) -> None:
        RequestDialog(self.context, parent=self.window()).open()

    def _change(self) -> None:
        RequestDialog(self.context, row=self.chosen(), parent=self.window()).open()

    def _answer(self) -> None:
        AnswerDialog(self.context, self.chosen(), self.window()).open()


class HoldsPane(ListPane):
    """What nobody may erase, and why."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "", lambda: ListHolds(lifted=True), {"legal_holds"}, parent)
        self.list.setAccessibleName(self.tr("Legal holds"))
        self.new = Button(self.tr("Hold a ticket"), icon="plus", parent=self)
        self.lift = Button(self.tr("Lift hold"), parent=self)
        self.new.clicked.connect(self.start)
        self.lift.clicked.connect(self._lift)
        self.head.addWidget(self.new)
        self.head.addWidget(self.lift)
        self.head.addStretch(1)
        self.empty.say(
            "lock",
            self.tr("Nothing is held"),
            self.tr("A client is held from the person's card, a ticket by its protocol."),
            button=("new", self.tr("Hold a ticket")),
            button_icon="plus",
        )
        self.settle()

    def line(self, row: HoldRow) -> TwoLines:
        placed = self.tr("since {day}, by {who}").format(
            day=day_words(row.placed_at.astimezone(self.context.zone).date()), who=row.placed_by
        )
        held = row.lifted_at is None
        chip = self.tr("held") if held else self.tr("lifted")
        return TwoLines(row.name, f"{row.reason} · {placed}", chip=chip, chip_tone="warn" if held else "off")

    def settle(self) -> None:
        refused = lacking(self.context, Right.PRIVACY_ATTEND)
        refuse(self.new, refused)
        row = self.chosen()
        reason = refused
        if reason is None and row is None:
            reason = self.tr("Choose a hold")
        elif reason is None and row.lifted_at is not None:
            reason = self.tr("The hold is lifted")
        refuse(self.lift, reason)

    def start(self) -> None:
        HoldDialog(self.context, parent=self.window()).open()

    def _lift(self) -> None:
        row = self.chosen()
        self.context.run(LiftHold(hold=row.id, version=row.version), self, self._lifted)

    def _lifted(self, done: Done[Any]) -> None:
        self.context.toast(self.tr("Hold lifted"), done.changes.change_set)


class ErasuresPane(ListPane):
    """What was erased: the pseudonym, when, by whom and why."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "", ListErasures, {"erasures"}, parent)
        self.list.setAccessibleName(self.tr("What was erased"))
        self.empty.say("history", self.tr("Nothing was erased yet"))

    def line(self, row: ErasureRow) -> TwoLines:
        if row.person_kind is not None:
            name, chip = row.pseudonym, words.person(row.person_kind)
        elif row.kind in set(map(str, RetentionKind)):
            name, chip = words.retention(RetentionKind(row.kind))[0], self.tr("by rule")
        else:
            name, chip = row.kind, ""
        when = wording.when(row.at, self.context.now(), self.context.zone)
        kept = row.counts.get(MENTIONS_KEPT, 0)
        parts = (when, row.by, row.reason, words.mentions_left(kept) if kept else "")
        return TwoLines(name, " · ".join(part for part in parts if part), chip=chip, chip_tone="off")
