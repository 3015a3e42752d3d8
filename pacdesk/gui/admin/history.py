"""What was changed, newest first, each with *Undo* or the reason why it cannot be undone; and who looked at
what is worth noting."""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pacdesk.desk.access.commands import ListReads
from pacdesk.desk.access.rules import Allowed, ReadRow, Right, may
from pacdesk.desk.undo.commands import ListChangeSets
from pacdesk.desk.undo.rules import UndoRow
from pacdesk.desk.values import Changes
from pacdesk.errors import Forbidden
from pacdesk.gui import messages, pages, wording
from pacdesk.gui.admin import access_words
from pacdesk.gui.admin.command_words import command_words
from pacdesk.gui.context import Context, ShowHistory
from pacdesk.gui.editing.records import Record, RecordModel
from pacdesk.gui.pages import Page
from pacdesk.gui.taking_back import TakingBack
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.widgets.row_delegate import ROW_ROLE
from pacdesk.gui.widgets.switch import SegmentedSwitch
from pacdesk.gui.widgets.two_line_delegate import TwoLineList, TwoLines


class HistoryPage(Page):
    """The list of change sets. Nothing is deleted by *Undo*; undoing an undo does it again."""

    follows_language = False

    def __init__(self, context: Context, target: Any, parent: QWidget | None = None) -> None:
        super().__init__(context, target, parent)
        self._title = plain_label(self)
        set_look(self._title, "look", "title")
        self._reason = plain_label(self, wrap=True)
        set_look(self._reason, "look", "second")
        self.whose = SegmentedSwitch(self.tr("Whose changes"), self)
        self.whose.set_choices(
            [
                ("mine", self.tr("Mine"), None),
                ("all", self.tr("Everybody's"), None),
                ("reads", self.tr("Looked at"), "eye"),
            ]
        )
        actor = context.actor
        self.whose.setVisible(actor is not None and may(actor, Right.AUDIT_SEE))
        self.whose.chosen.connect(self._whose_chosen)
        self.undo_button = Button(self.tr("Undo"), icon="undo-2", parent=self)
        self.undo_button.clicked.connect(self.undo)
        self.model = RecordModel(self)
        self.list = TwoLineList(self.tr("Changes"), lambda record: record.lines, self)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self._lay_out()
        self._title.setText(self.title())
        self._taking_back = TakingBack(context, self)
        context.changes.connect(self._heard)
        self._say(None)
        self.load()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(current().px("pad"))
        self._reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._title)
        head.addWidget(self.whose)
        head.addWidget(self._reason, 1)
        head.addWidget(self.undo_button)
        box = QFrame(self)
        set_look(box, "look", "base")
        column = QVBoxLayout(box)
        margin = current().scaled(16)
        column.setContentsMargins(margin, margin, margin, 0)
        column.setSpacing(current().px("pad_s"))
        column.addLayout(head)
        column.addWidget(self.list, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Begin in the list."""
        self.list.setFocus(reason)

    def title(self) -> str:
        return self.tr("History of changes")

    def icon_name(self) -> str:
        return "history"

    def load(self) -> None:
        """Ask for the changes, or for who looked at what."""
        if self.whose.key() == "reads":
            self.context.ask(ListReads(), self, self._reads_loaded, topic="changes")
            return
        question = ListChangeSets(mine=self.whose.key() != "all")
        self.context.ask(question, self, self._loaded, topic="changes")

    def _whose_chosen(self, key: str) -> None:
        del key
        self.load()

    def _heard(self, changes: Changes) -> None:
        del changes
        self.load()

    def _loaded(self, rows: tuple[UndoRow, ...]) -> None:
        before = self.current()
        self.model.show([Record(row.id, 0, {}, self._lines(row), row) for row in rows])
        for at, row in enumerate(rows):
            if before is not None and row.id == before.id:
                self.list.setCurrentIndex(self.model.index(at))
        self._say(self.current())

    def _reads_loaded(self, rows: tuple[ReadRow, ...]) -> None:
        self.model.show([Record(row.id, 0, {}, self._read_lines(row), row) for row in rows])
        self._say(None)

    def _read_lines(self, row: ReadRow) -> TwoLines:
        what = row.what or self.tr("somebody out of your sight")
        told = {
            "reveal": self.tr("Covered data of {name} revealed"),
            "see_as": self.tr("Desk seen as {name}"),
            "privacy_export": self.tr("Personal data of {name} exported"),
        }.get(row.kind, "{kind}: {name}")
        when = wording.when(row.at, self.context.now(), self.context.zone)
        fields = ", ".join(access_words.field_name(name) for name in row.fields)
        second = " · ".join(part for part in (when, row.who, fields) if part)
        return TwoLines(told.format(name=what, kind=row.kind), second)

    def _lines(self, row: UndoRow) -> TwoLines:
        told = command_words(row.command)
        if row.is_undo:
            told = self.tr("Undone: {what}").format(what=told)
        elif row.is_redo:
            told = self.tr("Done again: {what}").format(what=told)
        if row.together > 1:
            told = self.tr("{what}, {n} at once").format(what=told, n=wording.number(row.together))
        when = wording.when(row.at, self.context.now(), self.context.zone)
        return TwoLines(
            told,
            f"{when} · {row.actor_label}",
            chip=self.tr("undone") if row.undone else "",
            chip_tone="off",
        )

    def current(self) -> UndoRow | None:
        """The change that is chosen."""
        return self._change_at(self.list.currentIndex())

    def _change_at(self, index: QModelIndex) -> UndoRow | None:
        record = index.data(ROW_ROLE)
        return record.row if isinstance(record, Record) and isinstance(record.row, UndoRow) else None

    def _current_changed(self, index: QModelIndex) -> None:
        self._say(self._change_at(index))

    def _say(self, row: UndoRow | None) -> None:
        reading = self.whose.key() == "reads"
        looked = self.tr("Who looked is kept; there is nothing to undo")
        reason: str | None = looked if reading else self.tr("Choose a change")
        if row is not None:
            reason = None
            if not isinstance(row.may, Allowed):
                reason = messages.sentence(Forbidden(row.may.code, **dict(row.may.facts))).text()
        self._reason.setText(reason or "")
        refuse(self.undo_button, reason)

    def undo(self) -> None:
        """Take the chosen change back, with all that was given together with it."""
        row = self.current()
        if row is not None and isinstance(row.may, Allowed):
            self._taking_back.undo(row.id)


pages.register(ShowHistory, HistoryPage)
