"""The plain tables of a ticket: its stages, its files, and every event as it was recorded."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.tickets.rows import AttachmentRow, EntryRow, TicketCard, VisitRow
from pacdesk.desk.values import Visibility
from pacdesk.desk.workflow.rows import Flow
from pacdesk.gui import icons, wording
from pacdesk.gui.rich_text import in_a_line
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.entry_layout import is_card
from pacdesk.gui.tickets.entry_words import icon_of, sentence_of
from pacdesk.gui.tickets.standing import business_of
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.workflow.flow_map import FlowMap

translate = QCoreApplication.translate
R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractTableModel, Generic[R]):
    """Rows of text, each with what it stands for and an icon for its first column."""

    def __init__(self, titles: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.titles = tuple(titles)
        self.rows: list[tuple[tuple[str, ...], R, str]] = []

    def set_titles(self, titles: Sequence[str]) -> None:
        self.titles = tuple(titles)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.titles) - 1)

    def show_rows(self, rows: Sequence[tuple[tuple[str, ...], R, str]]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        texts, _, icon = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return texts[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and icon:
            return icons.icon(icon, "text3")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.titles[index.column()]}: {texts[index.column()]}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class PlainTable(QWidget, Generic[R]):
    """A table with rows of one height; `wide` is the column that takes the room that is left.

    An empty table says so in a sentence instead.
    """

    def __init__(self, wide: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = QTableView(self)
        name, titles, icon, empty = self.words()
        self.table.setAccessibleName(name)
        self.model: _Rows[R] = _Rows(titles, self)
        self.table.setModel(self.model)
        set_look(self.table, "look", "plain")
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self._empty = EmptyState(self)
        self._empty.say(icon, empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addWidget(self._empty)
        self._widths: tuple[int, ...] = ()
        self.show_rows(())

    def words(self) -> tuple[str, tuple[str, ...], str, str]:
        """Its name, the titles of its columns, and icon and sentence of an empty one."""
        raise NotImplementedError

    def set_widths(self, widths: Sequence[int]) -> None:
        """Widths at 100 % in px, one a column."""
        self._widths = tuple(widths)
        self._fit()

    def show_rows(self, rows: Sequence[tuple[tuple[str, ...], R, str]]) -> None:
        """Show rows as (texts, what it is, icon)."""
        self.model.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def current(self) -> R | None:
        """What the current row stands for."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()][1] if index.isValid() else None

    def _fit(self) -> None:
        theme = current()
        self.table.setIconSize(QSize(theme.px("icon"), theme.px("icon")))
        self.table.verticalHeader().setDefaultSectionSize(theme.px("row"))
        for column, width in enumerate(self._widths):
            self.table.setColumnWidth(column, theme.scaled(width))

    def changeEvent(self, event: QEvent) -> None:
        """Another scale, another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            name, titles, icon, empty = self.words()
            self.table.setAccessibleName(name)
            self.model.set_titles(titles)
            self._empty.say(icon, empty)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_widths"):
            self._fit()


class VisitsTable(PlainTable[VisitRow]):
    """Every stay of a ticket in a stage, with its elapsed and its working time."""

    def words(self) -> tuple[str, tuple[str, ...], str, str]:
        titles = (
            self.tr("Stage"),
            self.tr("Entered"),
            self.tr("Left"),
            self.tr("Time"),
            self.tr("Working time"),
            self.tr("Attendant"),
            self.tr("Condition"),
            self.tr("Reason"),
        )
        return self.tr("Stages"), titles, "history", self.tr("No stage yet")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(7, parent)
        self.set_widths((168, 130, 130, 92, 132, 116, 150, 90))

    def show_visits(self, card: TicketCard, now: datetime, zone: tzinfo) -> None:
        """Every stay, in order; one that the flow has no way for says so."""
        rows = []
        for visit in card.visits:
            stage = visit.stage_name
            if visit.off_flow:
                stage = self.tr("{stage} (off the flow)").format(stage=stage)
            spent = (visit.left_at or card.closed_at or now) - visit.entered_at
            left = wording.exact(visit.left_at, zone) if visit.left_at else self.tr("is there")
            texts = (
                stage,
                wording.exact(visit.entered_at, zone),
                left,
                wording.duration(spent),
                self._working(card, visit, now),
                visit.attendant or words.NOTHING,
                visit.condition or words.NOTHING,
                visit.reason or words.NOTHING,
            )
            icon = "check" if visit.left_at else "git-commit-horizontal"
            if visit.off_flow:
                icon = "circle-alert"
            rows.append((texts, visit, icon))
        self.show_rows(rows)

    def _working(self, card: TicketCard, visit: VisitRow, now: datetime) -> str:
        stage = card.flow.find_stage(visit.stage_id)
        if stage is not None and stage.kind.is_final:
            return words.NOTHING
        spent = wording.duration(business_of(card, visit, now))
        if stage is None or not stage.expected_minutes:
            return spent
        expected = wording.duration(timedelta(minutes=stage.expected_minutes))
        return self.tr("{spent} of {expected}").format(spent=spent, expected=expected)


class StagesTab(QWidget):
    """Where the ticket is in its flow, and where it has been (S1.6, S1.30). `stage_wanted(key)` fires when
    a stage of the drawing is chosen."""

    stage_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.map = FlowMap(self)
        grows = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        grows.setHeightForWidth(True)
        self.map.setSizePolicy(grows)
        self.visits = VisitsTable(self)
        self.table = self.visits.table
        self.map.stage_chosen.connect(lambda stage: self.stage_wanted.emit(str(stage)))
        self._flow: Flow | None = None
        theme = current()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px("pad_s"), 0, 0)
        column.setSpacing(theme.px("pad_s"))
        column.addWidget(self.map)
        column.addWidget(self.visits, 1)

    def show_visits(self, card: TicketCard, now: datetime, zone: tzinfo) -> None:
        """The drawing is laid out once a version: each answer of the desk brings its flow anew."""
        if self._flow is None or self._flow.version_id != card.flow.version_id:
            self._flow = card.flow
        visited = {visit.stage_id for visit in card.visits if visit.stage_id is not None}
        self.map.show_flow(self._flow, card.stage_id, visited)
        self.visits.show_visits(card, now, zone)


class HistoryTab(PlainTable[EntryRow]):
    """Every event as it was recorded, those that were corrected or undone included."""

    def words(self) -> tuple[str, tuple[str, ...], str, str]:
        titles = (
            self.tr("No."),
            self.tr("Happened"),
            self.tr("Recorded"),
            self.tr("Who"),
            self.tr("What"),
            self.tr("Seen by"),
            self.tr("Log-in"),
        )
        return self.tr("History"), titles, "history", self.tr("Nothing has happened yet")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(4, parent)
        self.set_widths((64, 130, 130, 132, 200, 72, 84))

    def show_entries(self, entries: Sequence[EntryRow], zone: tzinfo) -> None:
        """All of them, in the order of the timeline."""
        self.show_rows([(self._texts(entry, zone), entry, icon_of(entry.kind)) for entry in entries])

    def _texts(self, entry: EntryRow, zone: tzinfo) -> tuple[str, ...]:
        what = sentence_of(entry)
        if is_card(entry) or entry.text:
            what = in_a_line(entry.text)[:300]
        if entry.undone_by is not None:
            what = self.tr("(undone) {text}").format(text=what)
        elif entry.corrected_by is not None:
            what = self.tr("(corrected later) {text}").format(text=what)
        internal = entry.visibility is Visibility.INTERNAL
        return (
            str(entry.number or words.NOTHING),
            wording.exact(entry.happened_at, zone),
            wording.exact(entry.recorded_at, zone),
            entry.on_behalf_of or entry.actor_label or words.NOTHING,
            what,
            self.tr("Team") if internal else self.tr("Client"),
            entry.recorded_by or words.NOTHING,
        )


class FilesTab(PlainTable[AttachmentRow]):
    """The files of the ticket: open, save, hide from the client."""

    opened = Signal(object)
    save_wanted = Signal(object)
    hide_wanted = Signal(object)

    def words(self) -> tuple[str, tuple[str, ...], str, str]:
        titles = (
            self.tr("File"),
            self.tr("Size"),
            self.tr("Added"),
            self.tr("By"),
            self.tr("Seen by"),
        )
        return self.tr("Files"), titles, "paperclip", self.tr("No files yet")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, parent)
        self.set_widths((260, 90, 136, 160, 90))
        self.table.doubleClicked.connect(self._open)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.installEventFilter(self)

    def show_files(self, files: Sequence[AttachmentRow], zone: tzinfo) -> None:
        """All of them, in the order they came."""
        self.show_rows([(self._texts(file, zone), file, _icon(file)) for file in files])

    def _texts(self, file: AttachmentRow, zone: tzinfo) -> tuple[str, ...]:
        internal = file.visibility is Visibility.INTERNAL
        return (
            file.name,
            wording.file_size(file.size),
            wording.exact(file.added_at, zone),
            file.added_by or words.NOTHING,
            self.tr("Team") if internal else self.tr("Client"),
        )

    def _open(self) -> None:
        file = self.current()
        if file is not None:
            self.opened.emit(file)

    def _show_menu(self, place: QPoint) -> None:
        file = self.current()
        if file is not None:
            menu = file_menu(file, self)
            menu.triggered.connect(self._chosen)
            menu.popup(self.table.viewport().mapToGlobal(place))

    def _chosen(self, action: QAction) -> None:
        file = self.current()
        signals = {"open": self.opened, "save": self.save_wanted, "hide": self.hide_wanted}
        if file is not None:
            signals[action.data()].emit(file)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Enter opens the current file."""
        enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.type() == QEvent.Type.KeyPress and self.current() is not None:
            self._open()
            return True
        return super().eventFilter(watched, event)


def file_menu(file: AttachmentRow, parent: QWidget) -> QMenu:
    """What can be done with a file; the actions carry open, save and hide."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(file.name)
    for key, text, icon in (
        ("open", translate("FilesTab", "Open here"), "eye"),
        ("save", translate("FilesTab", "Save as…"), "download"),
        ("hide", translate("FilesTab", "Hide from the client"), "eye-off"),
    ):
        action = menu.addAction(QIcon(icons.icon(icon)), text)
        action.setIconVisibleInMenu(True)
        action.setData(key)
        action.setEnabled(key != "hide" or file.visibility is Visibility.CLIENT)
    return menu


def _icon(file: AttachmentRow) -> str:
    return "image" if file.media_type.startswith("image/") else "file-text"


def files_of(entries: Sequence[EntryRow]) -> tuple[AttachmentRow, ...]:
    """Every file on a history, each once, in the order they came."""
    found: dict[UUID, AttachmentRow] = {}
    for entry in entries:
        for file in entry.attachments:
            found.setdefault(file.id, file)
    return tuple(sorted(found.values(), key=lambda file: file.added_at))
