"""A list with an inspector beside it: choose a row and change it, or make a new one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import Command, Done, new_id
from pacdesk.errors import Conflict, Invalid, UserError
from pacdesk.gui import messages
from pacdesk.gui.context import Context
from pacdesk.gui.editing.drafting import FormDraft
from pacdesk.gui.editing.form import Form
from pacdesk.gui.editing.lookup import folded
from pacdesk.gui.editing.pinned import pinned
from pacdesk.gui.editing.versions import show_clashes
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.fields import SearchBox
from pacdesk.gui.widgets.notices import MessageBar, plain_label
from pacdesk.gui.widgets.row_delegate import ROW_ROLE
from pacdesk.gui.widgets.two_line_delegate import TwoLineList, TwoLines

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Record:
    """One row: what its form shows (`values`), and what its line says."""

    id: UUID
    version: int
    values: Mapping[str, Any]
    lines: TwoLines
    row: Any = None


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a pane, already translated."""

    title: str
    new: str
    save: str
    empty: str
    empty_help: str = ""
    saved: str = ""


def _nothing(*given: Any) -> None:
    del given


def _no_problems(values: Mapping[str, Any]) -> Iterable[UserError]:
    del values
    return ()


def _nothing_covered(context: Context, record: Record | None) -> Iterable[str]:
    del context, record
    return ()


def _never_refused(context: Context) -> str | None:
    del context
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a pane edits. `ui` is the compiled form; `command` makes the command that saves
    (record or None, id, values); `void` the one that takes a record out, where there is one. `check` answers
    what must be mended before saving, `advise` what is odd and may stay."""

    name: str
    ui: Callable[[], Any]
    command: Callable[[Record | None, UUID, Mapping[str, Any]], Command[Any]]
    words: Callable[[], Words]
    required: Iterable[str] = ()
    blank: Mapping[str, Any] = field(default_factory=dict)
    prepare: Callable[[Any, Form], Any] = _nothing
    check: Callable[[Mapping[str, Any]], Iterable[UserError]] = _no_problems
    advise: Callable[[Mapping[str, Any]], Iterable[UserError]] = _no_problems
    shown: Callable[[Any, Form, Record | None], Any] = _nothing
    void: Callable[[Record], Command[Any]] | None = None
    refused: Callable[[Context], str | None] = _never_refused
    may_create: bool = True
    covered: Callable[[Context, Record | None], Iterable[str]] = _nothing_covered


class RecordModel(QAbstractListModel):
    """The records that a filter leaves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.records: tuple[Record, ...] = ()

    def show(self, records: Sequence[Record]) -> None:
        """Show these."""
        self.beginResetModel()
        self.records = tuple(records)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.records)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.records):
            return None
        record = self.records[index.row()]
        if role == ROW_ROLE:
            return record
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            lines = record.lines
            return ", ".join(word for word in (lines.name, lines.second, lines.chip) if word)
        return None


class RecordsPane(QWidget):
    """List, filter and *New* at the left, the form of what is chosen at the right.

    `show_records` gives it the rows; whoever owns it asks for them, and again when `stale` fires.
    """

    stale = Signal()
    """A record was saved or taken out."""

    def __init__(self, context: Context, kind: Kind, owner: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.kind = kind
        self._owner = owner
        self._all: tuple[Record, ...] = ()
        self._record: Record | None = None
        self._new_id = new_id()
        self._busy = False
        self._wanted: UUID | None = None
        self._conflict: Conflict | None = None
        self._build()
        self._texts()
        self._say_state()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        theme = current()
        self._search = SearchBox("", parent=self)
        self._search.wanted.connect(self._filter)
        self.new_button = Button(icon="plus", parent=self)
        self.new_button.clicked.connect(self.start_new)
        self.model = RecordModel(self)
        self.list = TwoLineList("", _lines, self)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self._search.left_down.connect(self.list.setFocus)
        self.setFocusProxy(self._search)
        top = QHBoxLayout()
        self._name = ElidedLabel(self, look="lead")
        top.addWidget(self._name, 1)
        top.addWidget(self.new_button)
        left = self._left = QFrame(self)
        set_look(left, "look", "base")
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.px("pad"), theme.px("pad"), theme.px("pad"), 0)
        column.addLayout(top)
        column.addWidget(self._search)
        column.addWidget(self.list, 1)
        self.empty = EmptyState(self)
        self.empty.pressed.connect(self.start_new)
        ground = QFrame(self)
        set_look(ground, "look", "base")
        QVBoxLayout(ground).addWidget(self.empty)
        self._right = QStackedWidget(self)
        self._right.addWidget(ground)
        self._right.addWidget(self._build_form())
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(self._right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setChildrenCollapsible(False)
        left.setMinimumWidth(theme.scaled(260))
        self._right.setMinimumWidth(theme.scaled(320))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)
        keys = (("Ctrl+S", self.try_save), ("Esc", self._leave_form), ("Ctrl+Shift+N", self.start_new))
        for combination, act in keys:
            shortcut = QShortcut(QKeySequence(combination), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _build_form(self) -> QWidget:
        theme = current()
        body = QWidget()
        self.ui: Any = self.kind.ui()
        self.ui.setupUi(body)
        self.form = Form(body, self.ui, self)
        self.kind.prepare(self.ui, self.form)
        self.form.set_checker(lambda: self.kind.check(self.form.values()))
        self.form.set_adviser(lambda: self.kind.advise(self.form.values()))
        self.form.set_required(self.kind.required)
        self.form.changed.connect(self._changed)
        self.form.checked.connect(self._say_state)
        self._title = plain_label(self, wrap=True)
        set_look(self._title, "look", "lead")
        self.notice = MessageBar(parent=self)
        self.notice.pressed.connect(self._discard)
        self.save_button = Button(kind="primary", icon="check", parent=self)
        self.save_button.clicked.connect(self.try_save)
        self.discard_button = Button(kind="ghost", parent=self)
        self.discard_button.clicked.connect(self._discard)
        self.void_button = Button(kind="danger", parent=self)
        self.void_button.clicked.connect(self._void)
        self.extra = QVBoxLayout()
        buttons = QHBoxLayout()
        buttons.addWidget(self.void_button)
        buttons.addStretch(1)
        buttons.addWidget(self.discard_button)
        buttons.addWidget(self.save_button)
        inner = QFrame()
        set_look(inner, "look", "base")
        column = self._column = QVBoxLayout(inner)
        margin = theme.scaled(20)
        column.setContentsMargins(margin, theme.px("pad_l"), margin, theme.px("pad_l"))
        column.setSpacing(theme.px("pad_l"))
        for widget in (self._title, self.notice, body):
            column.addWidget(widget)
        column.addLayout(self.extra)
        column.addStretch(1)
        self.draft = self._new_draft("new")
        return pinned(inner, buttons, margin, self)

    def _new_draft(self, what: str) -> FormDraft:
        draft = FormDraft(self.context, f"{self.kind.name}:{self._owner}:{what}", self._kept, self)
        draft.found.connect(self._found)
        return draft

    def _kept(self) -> dict[str, Any]:
        return {"fields": self.form.keep(), "version": self._record.version if self._record else 0}

    def _make_room(self) -> None:
        """The list is as wide as its name and the button beside it, within reason."""
        theme = current()
        self._name.ensurePolished()
        wanted = self._name.sizeHint().width() + self.new_button.sizeHint().width() + 5 * theme.px("pad")
        self._left.setMinimumWidth(min(max(wanted, theme.scaled(260)), theme.scaled(430)))

    def _texts(self) -> None:
        words = self.kind.words()
        self.list.setAccessibleName(words.title)
        self._name.show_text(words.title)
        self._search.set_name(self.tr("Filter {what}").format(what=words.title.lower()))
        self.new_button.setText(words.new)
        self.new_button.setToolTip("Ctrl+Shift+N")
        self._make_room()
        self.save_button.setText(words.save)
        self.save_button.setToolTip("Ctrl+S")
        self.discard_button.setText(self.tr("Discard changes"))
        self.void_button.setText(self.tr("Delete"))
        self.new_button.setVisible(self.kind.may_create)
        self._say_empty()
        self._say_title()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "form"):
            self.kind.prepare(self.ui, self.form)
            self._texts()

    # --- rows -------------------------------------------------------------------------------

    def show_records(self, records: Sequence[Record]) -> None:
        """Show these rows; what is being typed stays."""
        self._all = tuple(records)
        self._filter(self._search.text())
        self._say_empty()
        if self._conflict is not None:
            self._rebase(self._conflict)
        elif self._record is not None and not self.form.dirty():
            fresh = next((r for r in self._all if r.id == self._record.id), None)
            self._show(fresh)

    def records(self) -> tuple[Record, ...]:
        """All rows, unfiltered."""
        return self._all

    def choose(self, record_id: UUID) -> None:
        """Put a row into the inspector."""
        for at, record in enumerate(self.model.records):
            if record.id == record_id:
                self.list.setCurrentIndex(self.model.index(at))

    def _filter(self, typed: str) -> None:
        wanted = folded(typed).split()
        kept = self._wanted or (self._record.id if self._record is not None else None)
        self._wanted = None
        left = [r for r in self._all if all(w in folded(f"{r.lines.name} {r.lines.second}") for w in wanted)]
        self.list.selectionModel().blockSignals(True)  # noqa: FBT003  (Qt's own signature)
        self.model.show(left)
        self.list.selectionModel().blockSignals(False)  # noqa: FBT003
        if kept is not None:
            self.choose(kept)

    def _current_changed(self, index: QModelIndex) -> None:
        record = index.data(ROW_ROLE)
        if isinstance(record, Record) and (self._record is None or record.id != self._record.id):
            self.draft.save()
            self._show(record)
            self.draft = self._new_draft(str(record.id))
            self.draft.look()

    def start_new(self) -> None:
        """An empty form; a draft of one that was begun comes back."""
        if not self.kind.may_create:
            return
        self.draft.save()
        self.list.selectionModel().blockSignals(True)  # noqa: FBT003
        self.list.selectionModel().clear()
        self.list.selectionModel().blockSignals(False)  # noqa: FBT003
        self._new_id = new_id()
        self._show(None)
        self._right.setCurrentIndex(1)
        self.draft = self._new_draft("new")
        self.draft.look()
        first = next(iter(self.form.inputs), "")
        self.form.go_to(first)

    def _show(self, record: Record | None) -> None:
        self._record = record
        self._conflict = None
        self.notice.hide()
        self.form.fill(record.values if record is not None else self.kind.blank)
        self.kind.shown(self.ui, self.form, record)
        why = self.tr("Your permission group does not show or change this")
        self.form.set_covered(self.kind.covered(self.context, record), why)
        self.form.settle()
        self.form.check()
        self._right.setCurrentIndex(1)
        self._say_title()

    def _say_title(self) -> None:
        words = self.kind.words()
        self._title.setText(self._record.lines.name if self._record is not None else words.new)
        self.void_button.setVisible(self.kind.void is not None and self._record is not None)
        self._say_state()

    def _say_empty(self) -> None:
        words = self.kind.words()
        if self._all:
            self.empty.say("list", self.tr("Choose one of the list"), self.tr("It shows here."))
            return
        button = ("new", words.new) if self.kind.may_create else None
        self.empty.say("inbox", words.empty, words.empty_help, button=button, button_icon="plus")

    # --- changing ---------------------------------------------------------------------------

    def _changed(self) -> None:
        self.draft.touch()
        self._say_state()

    def _say_state(self) -> None:
        if not hasattr(self, "draft"):
            return
        refused = self.kind.refused(self.context)
        wrong = [self.form.name_of(name) for name, one in self.form.fields.items() if one.complaint()]
        reason = refused
        if reason is None and wrong:
            reason = self.tr("To mend: {fields}").format(fields=", ".join(wrong))
        if reason is None and self._record is not None and not self.form.dirty():
            reason = self.tr("Nothing was changed")
        refuse(self.save_button, reason)
        refuse(self.new_button, refused)
        self.discard_button.setVisible(self.form.dirty())

    def try_save(self) -> None:
        """Check everything, then save."""
        if self._busy or self._right.currentIndex() == 0 or self.kind.refused(self.context) is not None:
            return
        if self._record is not None and not self.form.dirty():
            return
        if self.form.complain_all():
            return
        self._busy = True
        record_id = self._record.id if self._record is not None else self._new_id
        command = self.kind.command(self._record, record_id, self.form.values())
        self.context.run(command, self, lambda done: self._saved(done, record_id), self._failed)

    def _saved(self, done: Done[Any], record_id: UUID) -> None:
        self._busy = False
        self.form.settle()
        self.draft.discard()
        self._wanted = record_id
        if self._record is None:
            self._record = Record(record_id, 1, self.form.values(), TwoLines(""))
        undo = done.changes.change_set if done.changes.undoable else None
        self.context.toast(self.kind.words().saved or self.tr("Saved"), undo)
        self.stale.emit()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        if isinstance(error, Conflict) and self._record is not None:
            self._conflict = error
            message = messages.sentence(error)
            self.notice.tell("attention", message.what, message.do)
            self.stale.emit()
            return
        problems: tuple[UserError, ...] = ()
        if isinstance(error, UserError):
            problems = (error,)
        if isinstance(error, Invalid) and error.problems:
            problems = error.problems
        rest = self.form.tell(problems)
        if rest:
            message = messages.sentence(rest[0])
            self.notice.tell("problem", message.what, message.do)
        elif not problems:
            self.context.tell(error)

    def _rebase(self, error: Conflict) -> None:
        """Somebody else saved first: his values beside ours, and the next save builds on his."""
        self._conflict = None
        record = self._record
        fresh = next((r for r in self._all if record is not None and r.id == record.id), None)
        if fresh is None or record is None:
            return
        show_clashes(self.form, record.values, fresh.values, error)
        self._record = fresh
        self._say_state()

    def _void(self) -> None:
        if self._record is not None and self.kind.void is not None:
            self.context.run(self.kind.void(self._record), self, self._voided, self._failed)

    def _voided(self, done: Done[Any]) -> None:
        undo = done.changes.change_set if done.changes.undoable else None
        name = self._record.lines.name if self._record is not None else ""
        self.context.toast(self.tr("{name} was deleted").format(name=name), undo)
        self.draft.discard()
        self._record = None
        self._right.setCurrentIndex(0)
        self.stale.emit()

    def _discard(self) -> None:
        self.draft.discard()
        record = self._record
        if record is None:
            self._right.setCurrentIndex(0)
        self.form.fill(record.values if record is not None else self.kind.blank)
        self.kind.shown(self.ui, self.form, record)
        self.form.settle()
        self.notice.hide()
        self._say_state()

    def _leave_form(self) -> None:
        """Back to the list; what was typed stays in the draft."""
        self.draft.save()
        self.list.setFocus()

    def _found(self, plain: object, at: object) -> None:
        del at
        if isinstance(plain, Mapping) and self.sender() in (None, self.draft):
            self.form.restore(plain.get("fields", {}))
            if self.form.dirty():
                self.notice.tell(
                    "info",
                    self.tr("What you typed is back."),
                    buttons=(("discard", self.tr("Discard draft")),),
                )
            self._say_state()

    def keep_draft(self) -> None:
        """The page is about to go."""
        self.draft.save()


def _lines(record: Any) -> TwoLines:
    lines: TwoLines = record.lines
    return lines
