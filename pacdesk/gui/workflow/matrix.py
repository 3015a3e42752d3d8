"""Fields × stages with their five flags, edited with the mouse or wholly by keyboard (S1.33, S1.34)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from pacdesk.gui import icons
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets import painting
from pacdesk.gui.widgets.buttons import IconButton, set_look
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.workflow import canvas_words, words
from pacdesk.gui.workflow.field_edits import flags_as, moved_field, with_flags, without_field
from pacdesk.gui.workflow.matrix_model import FlagsModel
from pacdesk.gui.workflow.matrix_paint import (
    LEAST_COLUMN,
    MOST_COLUMN,
    FieldHeader,
    FlagsDelegate,
    Legend,
    StageHeader,
)
from pacdesk.gui.workflow.model import Chosen, StudioModel

Changes = Mapping[tuple[UUID, str], Mapping[str, Any]]
_DELETES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class FlagsView(QTableView):
    """The table. Letters switch flags for every chosen cell, Space opens the menu, Ctrl+D fills down,
    Ctrl+R fills right, Delete empties; Enter leads to the field, or to the stage."""

    def __init__(self, model: StudioModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = model
        self.flags = FlagsModel(model, self)
        self.setModel(self.flags)
        self._paint = FlagsDelegate(self.flags, self)
        self.setItemDelegate(self._paint)
        self.across = StageHeader(self.flags, self)
        self.down = FieldHeader(self.flags, self)
        self.setHorizontalHeader(self.across)
        self.setVerticalHeader(self.down)
        self.across.sectionClicked.connect(self._choose_stage)
        self.down.sectionClicked.connect(self._choose_field)
        for header in (self.across, self.down):
            header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.down.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.down.customContextMenuRequested.connect(self._field_menu_at)
        self.across.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.across.customContextMenuRequested.connect(self._stage_menu_at)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Flags of fields by stage"))
        self.corner = _Corner(self)
        self._fit()

    # --- following --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Take in the flow as it is now; the current cell stays the current one."""
        place = self._place()
        moved = self.flags.refresh()
        if moved:
            self._fit()
            self._go_to(place)
        self.mark()

    def mark(self) -> None:
        """Tint the chosen stage's column and the chosen field's name."""
        chosen = self._studio.chosen
        way = self._studio.flow.transition(chosen.transition) if chosen.transition else None
        stage = chosen.stage or (way.from_stage_id if way else None)
        column = self.flags.stages.index(stage) if stage in self.flags.stages else -1
        row = self.flags.fields.index(chosen.field) if chosen.field in self.flags.fields else -1
        if (column, row) != (self.across.tinted, self.down.chosen):
            self.across.tinted = self._paint.tinted = column
            self.down.chosen = row
            if column >= 0 and chosen.stage is not None:
                self.scrollTo(self.flags.index(max(self.currentIndex().row(), 0), column))
            if row >= 0:
                self.scrollTo(self.flags.index(row, max(self.currentIndex().column(), 0)))
        for part in (self.viewport(), self.across.viewport(), self.down.viewport()):
            part.update()

    def _place(self) -> tuple[UUID, str] | None:
        index = self.currentIndex()
        return self.flags.place(index) if index.isValid() else None

    def _go_to(self, place: tuple[UUID, str] | None) -> None:
        if place is not None and place[0] in self.flags.stages and place[1] in self.flags.fields:
            self.show_place(*place)

    def show_place(self, stage: UUID, field: str) -> None:
        """Make one cell the only chosen one, whatever keys are held, and bring it into sight."""
        if stage in self.flags.stages and field in self.flags.fields:
            index = self.flags.index(self.flags.fields.index(field), self.flags.stages.index(stage))
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, only)
            self.scrollTo(index)

    def _fit(self) -> None:
        theme = current()
        self.across.setFixedHeight(theme.px("header"))
        self.down.setFixedWidth(self.down.sizeHint().width())
        self.down.setDefaultSectionSize(theme.px("row"))
        count = max(len(self.flags.stages), 1)
        room = self.viewport().width() // count
        width = min(max(room, theme.scaled(LEAST_COLUMN)), theme.scaled(MOST_COLUMN))
        self.across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.across.setDefaultSectionSize(width)
        self.corner.place(self.down.width(), self.across.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_restyle(event) and hasattr(self, "corner"):
            self._fit()

    # --- cells ------------------------------------------------------------------------------

    def chosen_cells(self) -> list[QModelIndex]:
        """The chosen cells; the current one if none is."""
        found = self.selectedIndexes()
        if not found and self.currentIndex().isValid():
            found = [self.currentIndex()]
        return found

    def toggle(self, flag: str) -> None:
        """Switch a flag on for every chosen cell, or off where all of them have it."""
        cells = self.chosen_cells()
        rows = [self.flags.flags_at(index.row(), index.column()) for index in cells]
        on = not all(getattr(row, flag) for row in rows)
        step = self.tr("Switch on: {flag}") if on else self.tr("Switch off: {flag}")
        self._edit(step.format(flag=words.flag(flag)), {self.flags.place(i): {flag: on} for i in cells})

    def empty(self) -> None:
        """Take every flag out of the chosen cells."""
        none = dict.fromkeys(words.FLAGS, False)
        self._edit(self.tr("Empty cells"), {self.flags.place(i): none for i in self.chosen_cells()})

    def fill(self, *, down: bool) -> None:
        """Put what the first chosen cell of each column (or row) says into the others; a single cell
        takes what the one before it says."""
        lines: dict[int, list[int]] = {}
        for index in self.chosen_cells():
            line, at = (index.column(), index.row()) if down else (index.row(), index.column())
            lines.setdefault(line, []).append(at)
        changes: dict[tuple[UUID, str], Mapping[str, Any]] = {}
        for line, places in lines.items():
            first = min(places) if len(places) > 1 else min(places) - 1
            if first < 0:
                continue
            source = flags_as(self.flags.flags_at(*((first, line) if down else (line, first))))
            for at in places:
                row, column = (at, line) if down else (line, at)
                changes[self.flags.stages[column], self.flags.fields[row]] = source
        self._edit(self.tr("Fill down") if down else self.tr("Fill right"), changes)

    def copy_stage(self, source: UUID, target: UUID) -> None:
        """Put every flag of one stage into another."""
        stage = self._studio.flow.stage(source)
        changes = {(target, name): flags_as(stage.flag(name)) for name in self.flags.fields}
        step = self.tr("Copy flags of {stage}").format(stage=canvas_words.name_of(stage))
        self._edit(step, changes)

    def _edit(self, step: str, changes: Changes) -> None:
        if changes and not self._studio.read_only:
            self._studio.edit(step, with_flags(self._studio.flow, changes))

    # --- keys and menus ---------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and self._act_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def _act_of(self, event: QKeyEvent) -> tuple[str, str] | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier:
            return {Qt.Key.Key_D: ("fill", "down"), Qt.Key.Key_R: ("fill", "right")}.get(Qt.Key(event.key()))
        if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return None
        for name in words.FLAGS:
            if event.text().upper() == words.flag_key(name):
                return "toggle", name
        if event.key() in _DELETES:
            return "empty", ""
        if event.key() == Qt.Key.Key_Space:
            return "menu", ""
        return ("enter", "") if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
            return
        what, which = act
        if what == "toggle":
            self.toggle(which)
        elif what == "fill":
            self.fill(down=which == "down")
        elif what == "empty":
            self.empty()
        elif what == "menu":
            self.open_menu(self.visualRect(self.currentIndex()).bottomLeft())
        else:
            self._enter()

    def _enter(self) -> None:
        place = self._place()
        if place is None:
            return
        stage, field = place
        custom = self._studio.flow.field(field) is not None
        self._studio.choose(Chosen(field=field) if custom else Chosen(stage=stage))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.open_menu(event.position().toPoint())
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.pos())

    def open_menu(self, at: QPoint) -> None:
        """The menu of the chosen cells."""
        if self.chosen_cells():
            self.menu().popup(self.viewport().mapToGlobal(at))

    def menu(self) -> QMenu:
        """What can be done with the chosen cells."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cells = [self.flags.flags_at(i.row(), i.column()) for i in self.chosen_cells()]
        locked = self._studio.read_only
        for name in words.FLAGS:
            icon, tone = words.FLAG_ICONS[name]
            action = menu.addAction(icons.icon(icon, tone), f"{words.flag(name)}\t{words.flag_key(name)}")
            action.setCheckable(True)
            action.setChecked(bool(cells) and all(getattr(cell, name) for cell in cells))
            action.setData(name)
            action.setEnabled(not locked)
            action.triggered.connect(self._menu_toggled)
        menu.addSeparator()
        for text, act in (
            (self.tr("Fill down") + "\tCtrl+D", self._fill_down),
            (self.tr("Fill right") + "\tCtrl+R", self._fill_right),
            (self.tr("No rule") + "\tDel", self.empty),
        ):
            menu.addAction(text, act).setEnabled(not locked)
        self._add_copy_menu(menu, locked=locked)
        return menu

    def _add_copy_menu(self, menu: QMenu, *, locked: bool) -> None:
        target = self.target_stage()
        if target is None:
            return
        name = canvas_words.name_of(self._studio.flow.stage(target))
        copy = menu.addMenu(self.tr("Copy into {stage} all of").format(stage=name))
        copy.setEnabled(not locked)
        for stage in self._studio.flow.stages:
            if stage.id != target:
                action = copy.addAction(canvas_words.name_of(stage), self._menu_copied)
                action.setData((stage.id, target))

    def target_stage(self) -> UUID | None:
        """The stage that a column is copied into: the current cell's, else the chosen one."""
        place = self._place()
        if place is not None:
            return place[0]
        return self._studio.chosen.stage

    def _data_of_sender(self) -> Any:
        return getattr(self.sender(), "data", lambda: None)()

    def _menu_toggled(self) -> None:
        self.toggle(str(self._data_of_sender()))

    def _menu_copied(self) -> None:
        source, target = self._data_of_sender()
        self.copy_stage(source, target)

    def _fill_down(self) -> None:
        self.fill(down=True)

    def _fill_right(self) -> None:
        self.fill(down=False)

    # --- headers ----------------------------------------------------------------------------

    def _choose_stage(self, column: int) -> None:
        self._studio.choose(Chosen(stage=self.flags.stages[column]))

    def _choose_field(self, row: int) -> None:
        field = self.flags.fields[row]
        if self._studio.flow.field(field) is not None:
            self._studio.choose(Chosen(field=field))
        selection = self.selectionModel()
        current_column = max(self.currentIndex().column(), 0)
        index = self.flags.index(row, current_column)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _stage_menu_at(self, at: QPoint) -> None:
        column = self.across.logicalIndexAt(at)
        if column < 0 or not self.flags.fields:
            return
        self.setCurrentIndex(self.flags.index(max(self.currentIndex().row(), 0), column))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_copy_menu(menu, locked=self._studio.read_only)
        menu.popup(self.across.mapToGlobal(at))

    def _field_menu_at(self, at: QPoint) -> None:
        row = self.down.logicalIndexAt(at)
        if row >= 0:
            self._choose_field(row)
            self.field_menu(self.flags.fields[row]).popup(self.down.mapToGlobal(at))

    def field_menu(self, key: str) -> QMenu:
        """What can be done with a field."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        own = self._studio.flow.field(key) is None
        for text, what in (
            (self.tr("Change field"), "change"),
            (self.tr("Earlier in the form"), "earlier"),
            (self.tr("Later in the form"), "later"),
            (self.tr("Delete field"), "delete"),
        ):
            action = menu.addAction(text, self._field_act)
            action.setData((key, what))
            action.setEnabled(not own and (what == "change" or not self._studio.read_only))
        return menu

    def _field_act(self) -> None:
        key, what = self._data_of_sender()
        self.do_with_field(key, what)

    def do_with_field(self, key: str, what: str) -> None:
        """Change, move or delete a custom field."""
        flow = self._studio.flow
        if what == "change":
            self._studio.choose(Chosen(field=key))
        elif what == "delete":
            self._studio.edit(self.tr("Delete field"), without_field(flow, key))
        else:
            by = -1 if what == "earlier" else 1
            self._studio.edit(self.tr("Move field"), moved_field(flow, key, by))


class _Corner(QWidget):
    """The name of the first column, over the corner of both headers, with what can be done."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.add = IconButton("plus", self.tr("New field"), small=True, parent=self)
        self.more = IconButton("ellipsis", self.tr("More for the chosen cells"), small=True, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, current().px("grid"), 0)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(self.add)
        row.addWidget(self.more)

    def place(self, width: int, height: int) -> None:
        """Cover the corner."""
        self.setGeometry(0, 0, width, height)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("line"))
        room = self.rect().adjusted(theme.px("pad_l"), 0, 0, 0)
        painting.draw_line(painter, room, self.tr("Field"), "text2", size="small", weight="label")


class MatrixPanel(QFrame):
    """Title, legend and tools over the table."""

    field_wanted = Signal()
    """A new field is wanted."""

    def __init__(self, model: StudioModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "look", "base")
        self._model = model
        self.view = FlagsView(model, self)
        title = plain_label(self)
        title.setText(self.tr("Fields by stage"))
        set_look(title, "look", "strong")
        self.legend = Legend(self)
        self.add, self.more = self.view.corner.add, self.view.corner.more
        self.add.clicked.connect(self.field_wanted)
        self.more.clicked.connect(self._more)
        theme = current()
        head = QHBoxLayout()
        head.setContentsMargins(theme.px("pad_l"), theme.px("pad_s"), theme.px("pad"), theme.px("pad_s"))
        head.setSpacing(theme.px("pad_s"))
        head.addWidget(title)
        head.addWidget(self.legend, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        line = QFrame(self)
        set_look(line, "look", "line")
        column.addWidget(line)
        column.addWidget(self.view, 1)
        model.flow_changed.connect(self.refresh)
        model.chosen_changed.connect(self.view.mark)
        self.refresh()

    def refresh(self) -> None:
        """Show what the flow says now."""
        self.add.setVisible(not self._model.read_only)
        self.view.refresh()

    def _more(self) -> None:
        if not self.view.currentIndex().isValid() and self.view.flags.rowCount() and self.view.flags.stages:
            self.view.setCurrentIndex(self.view.flags.index(0, 0))
        if self.view.chosen_cells():
            self.view.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
