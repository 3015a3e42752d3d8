"""The history of a ticket: cards of the discussion and grey lines of what happened, newest last.

Everything is painted; the entry under the caret becomes a read-only editor, so that its text can
be selected and copied. Heights are measured once, so five hundred entries open at once.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pacdesk.desk.tickets.rows import AttachmentRow, EntryRow
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.desk.values import Visibility
from pacdesk.gui import rich_text
from pacdesk.gui.theme import current
from pacdesk.gui.tickets.entry_layout import EntryLayouts, Laid, is_card
from pacdesk.gui.tickets.entry_paint import EntryPainter
from pacdesk.gui.tickets.entry_words import role_of, sentence_of
from pacdesk.gui.tickets.keys import LETTERS
from pacdesk.gui.widgets.row_delegate import ROW_ROLE
from pacdesk.gui.wording import exact, when

Index = QModelIndex | QPersistentModelIndex


class Shown(StrEnum):
    """What the timeline is cut to."""

    ALL = "all"
    CLIENT = "client"
    INTERNAL = "internal"


class TimelineModel(QAbstractListModel):
    """The entries of one ticket, corrected texts merged into the entry they correct."""

    def __init__(
        self, image_of: Callable[[AttachmentRow], QImage | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.image_of = image_of
        self._entries: tuple[EntryRow, ...] = ()
        self._shown: list[EntryRow] = []
        self._corrections: dict[UUID, EntryRow] = {}
        self._filter = Shown.ALL
        self.seen_number = 0
        self.reader: UUID | None = None
        self.now: Callable[[], datetime] = datetime.now
        self.zone: tzinfo | None = None

    def set_entries(self, entries: Sequence[EntryRow], seen_number: int) -> None:
        """Show another history; `seen_number` is the last entry its reader has seen."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self.seen_number = seen_number
        by_id = {entry.id: entry for entry in self._entries}
        self._corrections = {
            entry.id: by_id[entry.corrected_by]
            for entry in self._entries
            if entry.corrected_by is not None and entry.corrected_by in by_id
        }
        self._cut()
        self.endResetModel()

    def add_entries(self, entries: Sequence[EntryRow]) -> None:
        """New entries at the end; what is on screen stays where it is."""
        known = {entry.id for entry in self._entries}
        fresh = [entry for entry in entries if entry.id not in known]
        if not fresh:
            return
        self._entries = (*self._entries, *fresh)
        wanted = [entry for entry in fresh if self._wants(entry)]
        if wanted:
            first = len(self._shown)
            self.beginInsertRows(QModelIndex(), first, first + len(wanted) - 1)
            self._shown.extend(wanted)
            self.endInsertRows()

    def set_filter(self, shown: Shown) -> None:
        """Cut to everything, to what the client sees, or to what is internal."""
        self.beginResetModel()
        self._filter = shown
        self._cut()
        self.endResetModel()

    def _cut(self) -> None:
        self._shown = [entry for entry in self._entries if self._wants(entry)]

    def _wants(self, entry: EntryRow) -> bool:
        if entry.kind is EventKind.CORRECTED:
            return False
        if self._filter is Shown.ALL:
            return True
        return (entry.visibility is Visibility.CLIENT) == (self._filter is Shown.CLIENT)

    @property
    def entries(self) -> tuple[EntryRow, ...]:
        """Every entry, whatever is shown."""
        return self._entries

    def has(self, entry: UUID) -> bool:
        """Whether an entry is part of the history as it is known here."""
        return any(known.id == entry for known in self._entries)

    def cards(self) -> int:
        """How many entries of the discussion there are, whatever is shown."""
        return sum(1 for entry in self._entries if is_card(entry))

    def position_of(self, entry: UUID) -> int | None:
        """Where an entry is shown, if it is; a correction stands where what it corrects does."""
        corrected = next((e.id for e in self._entries if e.corrected_by == entry), entry)
        return next((n for n, shown in enumerate(self._shown) if shown.id == corrected), None)

    def first_unread(self) -> int | None:
        """The position of the first card that its reader has not seen."""
        return next((n for n, entry in enumerate(self._shown) if self.is_new(entry)), None)

    def is_new(self, entry: EntryRow) -> bool:
        """Whether the reader has not seen that card yet."""
        if self.reader is not None and entry.actor_id == self.reader:
            return False
        return is_card(entry) and entry.number is not None and entry.number > self.seen_number

    def entry_at(self, position: int) -> EntryRow:
        """The entry at a shown position."""
        return self._shown[position]

    def text_of(self, entry: EntryRow) -> str:
        """What is painted of an entry: its text as corrected, or its sentence."""
        if not is_card(entry):
            return sentence_of(entry)
        return self.latest(entry).text

    def latest(self, entry: EntryRow) -> EntryRow:
        """The last correction of an entry, or the entry itself."""
        while entry.id in self._corrections:
            entry = self._corrections[entry.id]
        return entry

    def is_corrected(self, entry: EntryRow) -> bool:
        """Whether a later entry corrects it."""
        return entry.id in self._corrections

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """As many as are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The entry itself, its text, and its sentence for a screen reader."""
        if not index.isValid():
            return None
        entry = self._shown[index.row()]
        if role == ROW_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text_of(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(entry)
        if role == Qt.ItemDataRole.ToolTipRole and self.zone is not None:
            return exact(entry.happened_at, self.zone)
        return None

    def _spoken(self, entry: EntryRow) -> str:
        text = self.text_of(entry)
        if not is_card(entry):
            return text
        at = when(entry.happened_at, self.now(), self.zone) if self.zone else ""
        return f"{entry.actor_label}, {role_of(entry)[1]}, {at}: {text}"


class EntryDelegate(QStyledItemDelegate):
    """Measures and paints entries; opens one as a read-only editor."""

    def __init__(self, model: TimelineModel, layouts: EntryLayouts, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.layouts = layouts
        self._painter = EntryPainter(model)

    def laid(self, index: Index, width: int) -> Laid:
        """Where everything of an entry stands."""
        entry = self._model.entry_at(index.row())
        return self.layouts.of(entry, width, self._model.text_of(entry))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its text at the view's width."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        return QSize(0, self.laid(index, width).height)

    def paint(self, painter: Any, option: QStyleOptionViewItem, index: Index) -> None:
        """A card or a line."""
        entry = self._model.entry_at(index.row())
        self._painter.paint(painter, option, entry, self.laid(index, option.rect.width()))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A browser over the text, so that a part of it can be selected."""
        del option
        entry = self._model.entry_at(index.row())
        browser = rich_text.SafeBrowser(self.tr("Text of the entry"), parent)
        browser.setFrameShape(rich_text.SafeBrowser.Shape.NoFrame)
        browser.document().setDocumentMargin(0)
        browser.setFont(current().font("body"))
        browser.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        browser.setHtml(rich_text.to_html(self._model.text_of(entry)))
        browser.setAutoFillBackground(False)
        browser.viewport().setAutoFillBackground(False)
        return browser

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Set once, at its making."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """The text is never changed here."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Exactly over the painted text."""
        laid = self.laid(index, option.rect.width())
        editor.setGeometry(laid.body.translated(option.rect.topLeft()))


class Timeline(QListView):
    """The view. Enter opens the entry's text for selecting; Ctrl+C copies it whole.

    `act_wanted` fires for the letters of `keys.LETTERS`.
    """

    attachment_opened = Signal(object)
    act_wanted = Signal(str)
    entry_menu_wanted = Signal(object, QPoint)

    def __init__(
        self, name: str, image_of: Callable[[AttachmentRow], QImage | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.entries = TimelineModel(image_of, self)
        self._delegate = EntryDelegate(self.entries, EntryLayouts(image_of), self)
        self.setModel(self.entries)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed | QListView.EditTrigger.DoubleClicked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._want_menu)
        self.setMouseTracking(True)

    def show_entries(self, entries: Sequence[EntryRow], seen_number: int) -> None:
        """Show a history, from its first unread entry or at its end."""
        self.entries.set_entries(entries, seen_number)
        self.go_to_news()

    def add_entries(self, entries: Sequence[EntryRow]) -> None:
        """New entries at the end; who reads the end goes on seeing it, others are not moved."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - bar.singleStep()
        place = bar.value()
        self.entries.add_entries(entries)
        self.executeDelayedItemsLayout()
        if at_end:
            self.scrollToBottom()
        else:
            bar.setValue(place)

    def go_to_entry(self, entry: UUID) -> None:
        """Jump to an entry and make it the current one."""
        place = self.entries.position_of(entry)
        if place is not None:
            self.setCurrentIndex(self.entries.index(place))
            self.scrollTo(self.entries.index(place), QListView.ScrollHint.PositionAtTop)

    def go_to_news(self) -> None:
        """Jump to the first unread entry, or to the end."""
        unread = self.entries.first_unread()
        last = self.entries.rowCount() - 1
        if unread is not None:
            self.scrollTo(self.entries.index(unread), QListView.ScrollHint.PositionAtTop)
        elif last >= 0:
            self.scrollTo(self.entries.index(last), QListView.ScrollHint.PositionAtBottom)

    def image_arrived(self, entry: UUID) -> None:
        """The pictures of an entry are here: measure it anew."""
        self._delegate.layouts.forget(entry)
        self.scheduleDelayedItemsLayout()

    def _want_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            index = self.currentIndex()
        if index.isValid():
            entry = self.entries.entry_at(index.row())
            self.entry_menu_wanted.emit(entry, self.viewport().mapToGlobal(place))

    def _attachment_at(self, place: QPoint) -> AttachmentRow | None:
        index = self.indexAt(place)
        if not index.isValid():
            return None
        box = self.visualRect(index)
        laid = self._delegate.laid(index, box.width())
        inside = place - box.topLeft()
        return next((file for rect, file in (*laid.files, *laid.images) if rect.contains(inside)), None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a file opens it."""
        super().mouseReleaseEvent(event)
        found = self._attachment_at(event.position().toPoint())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self.attachment_opened.emit(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be opened."""
        super().mouseMoveEvent(event)
        over = self._attachment_at(event.position().toPoint())
        shape = Qt.CursorShape.ArrowCursor if over is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter selects within the entry, Ctrl+C copies it, Space opens its first file."""
        wanted = LETTERS.get(Qt.Key(event.key()))
        if wanted is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.act_wanted.emit(wanted)
            return
        index = self.currentIndex()
        if index.isValid():
            entry = self.entries.entry_at(index.row())
            if event.matches(QKeySequence.StandardKey.Copy):
                QGuiApplication.clipboard().setText(self.entries.text_of(entry))
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_card(entry):
                self.edit(index)
                return
            if event.key() == Qt.Key.Key_Space and entry.attachments:
                self.attachment_opened.emit(entry.attachments[0])
                return
        super().keyPressEvent(event)

    def edit(self, index: Any, *rest: Any) -> Any:
        """Only cards have a text to select in."""
        if index.isValid() and not is_card(self.entries.entry_at(index.row())):
            return False if rest else None
        return super().edit(index, *rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other heights."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, scale or language: measure anew."""
        super().changeEvent(event)
        changed = (QEvent.Type.StyleChange, QEvent.Type.LanguageChange, QEvent.Type.PaletteChange)
        if event.type() in changed and hasattr(self, "_delegate"):
            self._delegate.layouts.forget()
            self.scheduleDelayedItemsLayout()
