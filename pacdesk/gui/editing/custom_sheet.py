"""What the form of custom fields stands on: the places of its fields, their paint, their inputs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from pacdesk.desk.workflow.fields import checked, filled
from pacdesk.desk.workflow.rows import FieldRow
from pacdesk.errors import UserError
from pacdesk.gui import icons
from pacdesk.gui.context import Context
from pacdesk.gui.editing.custom_inputs import height_of, is_wide, make_input, words_of
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets import painting
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.notices import announce

FIRST = 8
"""Inputs that are made before the first paint."""
SLICE = 24
"""Inputs that are made in one go afterwards; a key typed meanwhile waits no longer than that."""
COLUMN = 260
"""Least width in px at 100 % of a column of fields."""
MOST_COLUMNS = 3
_IGNORED = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


@dataclass(slots=True)
class Slot:
    """A field of the form, with or without its input yet."""

    row: FieldRow
    read_only: bool = False
    required: bool = False
    hidden: bool = False
    filtered: bool = False
    given: Any = None
    complaint: str = ""
    touched: bool = False
    input: Any = None
    box: QRect = field(default_factory=QRect)
    """Label, input and the line below."""
    edit: QRect = field(default_factory=QRect)

    @property
    def shown(self) -> bool:
        """Whether it can be seen."""
        return not (self.hidden or self.filtered)

    def value(self) -> Any:
        """The plain value that stands there."""
        return self.given if self.input is None else self.input.value()

    def line(self) -> str:
        """What stands below: the complaint, else the help."""
        return self.complaint or self.row.help


def trouble_of(slot: Slot, *, demand: bool) -> UserError | None:
    """What is the matter with a field's value; `demand`: also that it is required and empty."""
    if slot.hidden or slot.read_only:
        return None
    row = slot.row
    own = slot.input.problem() if slot.input is not None else None
    if own is not None:
        return UserError(own.code, field=row.key, **{"label": row.name, **own.facts})
    value = slot.value()
    wrong = checked(row, value)[1]
    if wrong is None and demand and slot.required and not filled(value):
        return UserError("field.required", field=row.key)
    return wrong


class Sheet(QWidget):
    """Lays fields out in columns and paints what is not an input."""

    edited = Signal(str)
    left = Signal(str)
    finished = Signal()

    def __init__(self, before: QWidget, context: Context | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._before = before
        self._context = context
        self.slots: dict[str, Slot] = {}
        self.locked = False
        self._headings: list[tuple[QRect, str]] = []
        self._started = False
        self._laid_for = 0
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._build_slice)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def clear(self) -> None:
        """Forget every field."""
        self._next.stop()
        for slot in self.slots.values():
            if slot.input is not None:
                slot.input.hide()
                slot.input.deleteLater()
        self.slots = {}
        self._started = False

    def start(self) -> None:
        """Make the first inputs; the others follow the first paint."""
        self.lay_out()
        shown = [slot for slot in self.slots.values() if slot.shown]
        for slot in shown[:FIRST]:
            self.build(slot)
        self.update()

    # --- inputs -----------------------------------------------------------------------------

    def build(self, slot: Slot) -> None:
        """Make a field's input, in its place among the stops of Tab."""
        if slot.input is not None:
            return
        slot.input = made = make_input(slot.row, self._context, self)
        made.setGeometry(slot.edit)
        if slot.given is not None:
            made.set_value(slot.given)
        made.edited.connect(self._edited)
        made.installEventFilter(self)
        self.dress(slot)
        self._link(slot)
        made.setVisible(slot.shown)

    def _link(self, slot: Slot) -> None:
        """Tab goes from field to field in the form's order, whatever was made first."""
        before: QWidget = self._before
        for other in self.slots.values():
            if other is slot:
                break
            before = other.input or before
        QWidget.setTabOrder(before, slot.input)

    def _build_slice(self) -> None:
        waiting = [slot for slot in self.slots.values() if slot.input is None]
        for slot in waiting[:SLICE]:
            self.build(slot)
        if len(waiting) <= SLICE:
            self._next.stop()
            self.finished.emit()

    def build_all(self) -> None:
        """Make what is missing now."""
        self._started = True
        while any(slot.input is None for slot in self.slots.values()):
            self._build_slice()

    def dress(self, slot: Slot) -> None:
        """Name, lock and description of a field's input."""
        if slot.input is None:
            return
        name = slot.row.name
        if slot.required:
            name = self.tr("{field} (required)").format(field=name)
        slot.input.setAccessibleName(name)
        slot.input.set_locked(slot.read_only or self.locked)
        slot.input.setAccessibleDescription(slot.line())
        slot.input.setToolTip(self.tr("Read-only in this stage") if slot.read_only else "")

    def mark(self, slot: Slot) -> None:
        """The red edge of a field that complains."""
        if slot.input is None:
            return
        set_look(slot.input, "complaint", True if slot.complaint else None)
        slot.input.setAccessibleDescription(slot.line())
        if slot.complaint:
            announce(slot.input, slot.complaint)

    def _slot_of(self, widget: object) -> Slot | None:
        return next((slot for slot in self.slots.values() if slot.input is widget), None)

    def _edited(self) -> None:
        slot = self._slot_of(self.sender())
        if slot is None:
            return
        slot.touched = True
        if slot.complaint:
            slot.complaint = ""
            self.mark(slot)
            self.lay_out()
        self.edited.emit(slot.row.key)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            slot = self._slot_of(watched)
            if slot is not None:
                self.reveal(slot)
        elif kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            slot = self._slot_of(watched)
            if slot is not None and slot.touched and event.reason() not in _IGNORED:
                self._check(slot)
                self.left.emit(slot.row.key)
        return super().eventFilter(watched, event)

    def _check(self, slot: Slot) -> None:
        trouble = trouble_of(slot, demand=False)
        told = sentence(trouble).text() if trouble is not None else ""
        if told != slot.complaint:
            slot.complaint = told
            self.mark(slot)
            self.lay_out()

    def reveal(self, slot: Slot) -> None:
        """Scroll a field into sight, its label and complaint with it."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        content = parent.widget() if isinstance(parent, QScrollArea) else None
        if isinstance(parent, QScrollArea) and content is not None:
            top = self.mapTo(content, slot.box.topLeft())
            bottom = self.mapTo(content, slot.box.bottomLeft())
            parent.ensureVisible(top.x(), bottom.y(), 0, current().px("pad_s"))
            parent.ensureVisible(top.x(), top.y(), 0, current().px("pad_s"))

    # --- places -----------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Give every field its place; the sheet is as high as that needs."""
        theme = current()
        self._laid_for = self.width()
        width = max(self._laid_for, theme.scaled(120))
        gap = theme.px("pad_l")
        columns = max(1, min(MOST_COLUMNS, (width + gap) // (theme.scaled(COLUMN) + gap)))
        cell = (width - gap * (columns - 1)) // columns
        metrics = QFontMetrics(theme.font("small"))
        self._headings = []
        y = 0
        for heading, slots in self._sections():
            if heading:
                y += theme.px("pad_s") if y else 0
                self._headings.append((QRect(0, y, width, theme.px("row")), heading))
                y += theme.px("row")
            y = self._place(slots, y, columns, cell, metrics)
        for slot in self.slots.values():
            if slot.input is not None:
                slot.input.setGeometry(slot.edit)
                if slot.input.isVisibleTo(self) is not slot.shown:
                    slot.input.setVisible(slot.shown)
        self.setFixedHeight(max(y, 1))
        self.update()

    def _sections(self) -> Iterable[tuple[str, list[Slot]]]:
        found: dict[str, list[Slot]] = {"": []}
        for slot in self.slots.values():
            if slot.shown:
                found.setdefault(slot.row.section, []).append(slot)
        return ((heading, slots) for heading, slots in found.items() if slots)

    def _place(self, slots: list[Slot], y: int, columns: int, cell: int, metrics: QFontMetrics) -> int:
        theme = current()
        gap, label = theme.px("pad_l"), theme.scaled(20)
        column = deepest = 0
        for slot in slots:
            wide = is_wide(slot.row.kind) and columns > 1
            if column == columns or (wide and column):
                y, column, deepest = y + deepest, 0, 0
            width = cell * columns + gap * (columns - 1) if wide else cell
            high = height_of(slot.row)
            below = self._below(slot, width, metrics)
            x = column * (cell + gap)
            slot.edit = QRect(x, y + label, width, high)
            slot.box = QRect(x, y, width, label + high + below)
            deepest = max(deepest, slot.box.height() + theme.px("pad"))
            column = columns if wide else column + 1
        return y + deepest

    def _below(self, slot: Slot, width: int, metrics: QFontMetrics) -> int:
        line = slot.line()
        if not line:
            return 0
        lead = current().scaled(19) if slot.complaint else 0
        box = QRect(0, 0, max(width - lead, 40), 10_000)
        return metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), line).height() + current().scaled(5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != self._laid_for:
            self.lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_restyle(event) and self.slots:
            self.lay_out()

    def sizeHint(self) -> QSize:
        return QSize(current().scaled(480), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(180), self.minimumHeight())

    # --- paint ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = event.rect()
        for box, heading in self._headings:
            if box.intersects(seen):
                self._paint_heading(painter, box, heading)
        for slot in self.slots.values():
            if slot.shown and slot.box.intersects(seen):
                self._paint_slot(painter, slot)
        if not self._started:
            self._started = True
            self._next.start()

    def _paint_heading(self, painter: QPainter, box: QRect, heading: str) -> None:
        theme = current()
        painter.fillRect(box.x(), box.bottom() - theme.scaled(5), box.width(), 1, theme.color("line"))
        words = box.adjusted(0, 0, 0, -theme.scaled(8))
        painting.draw_line(painter, words, heading, "text", weight="strong")

    def _paint_slot(self, painter: QPainter, slot: Slot) -> None:
        theme = current()
        label = QRect(slot.box.x(), slot.box.y(), slot.box.width() - theme.scaled(12), theme.scaled(16))
        locked = slot.read_only or self.locked
        if locked:
            label.setWidth(label.width() - theme.px("icon_s"))
        used = painting.draw_line(painter, label, slot.row.name, "text2", size="small", weight="label")
        after = label.x() + used + theme.scaled(3)
        if slot.required:
            star = QRect(after, label.y(), theme.scaled(12), label.height())
            painting.draw_line(painter, star, "*", "danger_text", size="small", weight="label")
            after += theme.scaled(10)
        if locked:
            side = theme.scaled(12)
            lock = icons.pixmap("lock", "text3", side, self.devicePixelRatioF())
            painter.drawPixmap(after + theme.scaled(1), label.y() + (label.height() - side) // 2, lock)
        if slot.input is None:
            self._paint_sketch(painter, slot)
        if slot.line():
            self._paint_below(painter, slot)

    def _paint_sketch(self, painter: QPainter, slot: Slot) -> None:
        """The field as it will look when its input is made."""
        theme = current()
        painter.setPen(QPen(theme.color("sunken" if slot.read_only else "control"), 1))
        painter.setBrush(theme.color("sunken" if slot.read_only else "base"))
        radius = theme.px("radius")
        painter.drawRoundedRect(QRectF(slot.edit).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        inner = slot.edit.adjusted(theme.px("pad_s") + 1, 0, -theme.px("pad_s"), 0)
        inner.setHeight(min(inner.height(), theme.px("control")))
        painting.draw_line(painter, inner, words_of(slot.row, slot.given), "text")

    def _paint_below(self, painter: QPainter, slot: Slot) -> None:
        theme = current()
        line = QRect(slot.edit.x(), slot.edit.bottom() + theme.px("grid") + 1, slot.edit.width(), 10_000)
        ink = "text3"
        if slot.complaint:
            ink = "danger_text"
            side = theme.px("icon_s")
            sign = icons.pixmap("circle-alert", ink, side, self.devicePixelRatioF())
            painter.drawPixmap(line.x(), line.y(), sign)
            line.adjust(side + theme.scaled(5), 0, 0, 0)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color(ink))
        painter.drawText(line, int(Qt.TextFlag.TextWordWrap), slot.line())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            slot = next((s for s in self.slots.values() if s.shown and s.box.contains(event.pos())), None)
            told = f"{slot.row.name}\n{slot.row.help}".strip() if slot is not None else ""
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A label leads to its field."""
        for slot in self.slots.values():
            if slot.shown and slot.box.contains(event.position().toPoint()):
                self.build(slot)
                slot.input.setFocus(Qt.FocusReason.MouseFocusReason)
                return
        super().mousePressEvent(event)
