"""The problems of the flow: each leads to its place, and some mend themselves with one press."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QCursor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.lean import dataclass
from pacdesk.desk.workflow.problems import Problem, Severity
from pacdesk.gui import icons
from pacdesk.gui.theme import current
from pacdesk.gui.widgets import painting
from pacdesk.gui.widgets.buttons import IconButton, set_look
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.workflow.model import StudioModel
from pacdesk.gui.workflow.problem_words import every_problem, fix_of, place_words, problem_words, target_of
from pacdesk.gui.workflow.registers import Registers

Index = QModelIndex | QPersistentModelIndex
_ROW = int(Qt.ItemDataRole.UserRole) + 1
_REST = 150  # ms without an edit before the list is made anew


@dataclass(frozen=True, slots=True)
class Line:
    """A problem as the list shows it."""

    problem: Problem
    text: str
    place: str
    verb: str


class ProblemsModel(QAbstractListModel):
    """The lines of the list."""

    lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show these."""
        found = tuple(lines)
        if found != self.lines:
            self.beginResetModel()
            self.lines = found
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == _ROW:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            mends = self.tr("Ctrl+Enter: {verb}").format(verb=line.verb) if line.verb else ""
            return ". ".join(part for part in (line.text, line.place, mends) if part)
        return line.text if role == Qt.ItemDataRole.ToolTipRole else None


class _LineDelegate(QStyledItemDelegate):
    """Sign, sentence, place and link."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(_ROW)
        if not isinstance(line, Line):
            return
        theme = current()
        box = option.rect.adjusted(theme.scaled(6), 2, -theme.scaled(6), -2)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.ink("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(box), theme.px("radius_s"), theme.px("radius_s"))
            painter.restore()
        bad = line.problem.severity is Severity.ERROR
        side = theme.px("icon")
        device = painter.device()
        dpr = device.devicePixelRatioF() if device is not None else 1.0
        sign = icons.pixmap("ban" if bad else "triangle-alert", "danger" if bad else "warn_text", side, dpr)
        painter.drawPixmap(box.left() + theme.scaled(10), box.top() + theme.scaled(9), sign)
        left = box.left() + theme.scaled(10) + side + theme.px("pad_s")
        room = box.right() - left - theme.px("pad_s")
        metrics = QFontMetrics(theme.font("body", "label"))
        top = QRect(left, box.top() + theme.scaled(7), room, metrics.height() * lines_of(line.text, room) + 2)
        told = metrics.elidedText(line.text, Qt.TextElideMode.ElideRight, room * 2 - theme.scaled(48))
        painter.setFont(theme.font("body", "label"))
        painter.setPen(theme.ink("text"))
        painter.drawText(
            top, int(Qt.TextFlag.TextWordWrap), told if lines_of(line.text, room) > 1 else line.text
        )
        link = link_box(option.rect, line.verb)
        below = QRect(left, link.top(), room, link.height())
        if line.verb:
            below.setRight(link.left() - theme.px("pad_s"))
            painting.draw_line(
                painter, link, line.verb, "accent_text", size="small", weight="label", right=True
            )
        tone = "danger_text" if bad else "warn_text"
        painting.draw_line(painter, below, line.place, tone, size="small")
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.ring(painter, box, theme.px("radius_s"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        line, view = index.data(_ROW), self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 200
        theme = current()
        if not isinstance(line, Line):
            return QSize(width, theme.scaled(56))
        room = width - theme.scaled(12) - theme.scaled(10) - theme.px("icon") - 2 * theme.px("pad_s")
        extra = QFontMetrics(theme.font("body", "label")).height() * (lines_of(line.text, room) - 1)
        return QSize(theme.scaled(120), theme.scaled(56) + extra)


def lines_of(text: str, room: int) -> int:
    """How many lines a sentence takes: one or two, the rest is in its tooltip."""
    return 1 if QFontMetrics(current().font("body", "label")).horizontalAdvance(text) <= room else 2


def link_box(row: QRect, verb: str) -> QRect:
    """Where the link of a row is."""
    theme = current()
    width = QFontMetrics(theme.font("small", "label")).horizontalAdvance(verb) + 2
    width = min(width, row.width() // 2)
    top = row.bottom() - theme.scaled(10) - theme.scaled(18)
    return QRect(row.right() - theme.scaled(16) - width, top, width, theme.scaled(18))


class ProblemsView(QListView):
    """Enter or a click leads to the place, Ctrl+Enter or the link mends."""

    led = Signal(object)
    mended = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problems = ProblemsModel(self)
        self.setModel(self.problems)
        self.setItemDelegate(_LineDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Problems"))

    def _line(self, index: QModelIndex) -> Line | None:
        line = index.data(_ROW) if index.isValid() else None
        return line if isinstance(line, Line) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self._line(self.currentIndex())
        if line is None or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if line.verb:
                self.mended.emit(line.problem)
        else:
            self.led.emit(line.problem)

    def _on_link(self, at: Any) -> Line | None:
        index = self.indexAt(at)
        line = self._line(index)
        hit = (
            line is not None and bool(line.verb) and link_box(self.visualRect(index), line.verb).contains(at)
        )
        return line if hit else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        on_link = self._on_link(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if on_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(QCursor(shape))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        link, line = self._on_link(at), self._line(self.indexAt(at))
        if link is not None:
            self.mended.emit(link.problem)
        elif line is not None:
            self.led.emit(line.problem)


class ProblemsPanel(QFrame):
    """Title with the count over the list. `place_wanted(problem)` after the place was chosen, for parts
    that show more of it."""

    place_wanted = Signal(object)
    counted = Signal(int, int)
    """How many errors, how many warnings."""

    def __init__(self, model: StudioModel, registers: Registers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "look", "base")
        self._model, self._registers = model, registers
        self.errors = 0
        title = plain_label(self)
        title.setText(self.tr("Problems"))
        set_look(title, "look", "strong")
        self.count = plain_label(self)
        set_look(self.count, "tone", "text2")
        again = IconButton("refresh-cw", self.tr("Look again"), small=True, parent=self)
        again.clicked.connect(self.refresh)
        self.view = ProblemsView(self)
        self.view.led.connect(self.lead)
        self.view.mended.connect(self.mend)
        self.none = plain_label(self, wrap=True)
        set_look(self.none, "look", "second")
        self.none.setText(self.tr("Nothing is wrong with this flow."))
        theme = current()
        head = QHBoxLayout()
        head.setContentsMargins(theme.px("pad_l"), theme.px("grid"), theme.px("pad_s"), theme.px("grid"))
        head.setSpacing(theme.px("pad_s"))
        head.addWidget(title)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        line = QFrame(self)
        set_look(line, "look", "line")
        column.addWidget(line)
        quiet = QHBoxLayout()
        quiet.setContentsMargins(theme.px("pad_l"), theme.px("pad_s"), theme.px("pad_l"), 0)
        quiet.addWidget(self.none, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(quiet)
        column.addWidget(self.view, 1)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.refresh)
        model.flow_changed.connect(self._rest.start)
        registers.changed.connect(self._rest.start)
        self.refresh()

    def refresh(self) -> None:
        """Look for problems now."""
        flow = self._model.flow
        held = self.view.currentIndex().row()
        found = every_problem(flow, self._registers)
        may = not self._model.read_only
        lines = []
        for problem in found:
            fix = fix_of(flow, problem) if may else None
            verb = fix.verb if fix is not None else ""
            lines.append(Line(problem, problem_words(flow, problem), place_words(problem), verb))
        self.view.problems.show_lines(lines)
        if 0 <= held < len(lines):
            self.view.setCurrentIndex(self.view.problems.index(held, 0))
        self.errors = sum(problem.severity is Severity.ERROR for problem in found)
        self.count.setText(str(len(found)) if found else "")
        self.none.setVisible(not found)
        self.view.setVisible(bool(found))
        self.counted.emit(self.errors, len(found) - self.errors)

    def problems(self) -> tuple[Problem, ...]:
        """What the list shows."""
        return tuple(line.problem for line in self.view.problems.lines)

    def lead(self, problem: object) -> None:
        """Choose what a problem is about."""
        if isinstance(problem, Problem):
            self._model.choose(target_of(problem))
            self.place_wanted.emit(problem)

    def mend(self, problem: object) -> None:
        """Do what mends a problem; undo takes it back."""
        if not isinstance(problem, Problem):
            return
        fix = fix_of(self._model.flow, problem)
        if fix is not None:
            self._model.edit(fix.verb, fix.flow)
            self.lead(problem)
            self.refresh()

    def go_to_first(self) -> None:
        """Lead to the first problem."""
        if self.view.problems.lines:
            self.view.setCurrentIndex(self.view.problems.index(0, 0))
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.lead(self.view.problems.lines[0].problem)
