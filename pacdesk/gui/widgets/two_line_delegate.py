"""Two lines a row for the client and contract docks: square, name, second line, chip at the right."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from pacdesk.desk.lean import dataclass
from pacdesk.gui.theme import current
from pacdesk.gui.widgets import painting
from pacdesk.gui.widgets.row_delegate import ROW_ROLE

_LEAST_CHIP = 40


@dataclass(frozen=True, slots=True)
class TwoLines:
    """What one row shows. `avatar` empty: no square, such as for contracts. `chip_tone` None: outlined.

    `chip_yields`: where both do not fit, the chip is cut and not the second line.
    """

    name: str
    second: str = ""
    avatar: str = ""
    chip: str = ""
    chip_tone: str | None = None
    chip_yields: bool = False


class TwoLineDelegate(QStyledItemDelegate):
    """Paints what `lines(row)` says of the object that the model gives for `ROW_ROLE`."""

    def __init__(self, lines: Callable[[Any], TwoLines], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = current()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = option.rect.adjusted(theme.scaled(6), 1, -theme.scaled(6), -1)
        if chosen or hovered:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(box), theme.px("radius"), theme.px("radius"))
            painter.restore()
        row = index.data(ROW_ROLE)
        if row is not None:
            self._paint_lines(painter, box, self._lines(row), chosen=chosen)
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index:
            painting.ring(painter, box, theme.px("radius"))

    def _paint_lines(self, painter: QPainter, box: QRect, lines: TwoLines, *, chosen: bool) -> None:
        theme = current()
        dpr = painter.device().devicePixelRatioF()
        inner = box.adjusted(theme.scaled(6), theme.scaled(4), -theme.scaled(8), -theme.scaled(4))
        if lines.avatar:
            side = theme.px("avatar")
            face = painting.avatar_pixmap(lines.avatar, side, dpr, person=False)
            painter.drawPixmap(inner.left(), inner.top() + (inner.height() - side) // 2, face)
            inner.setLeft(inner.left() + side + theme.scaled(8))
        else:
            inner.setLeft(inner.left() + theme.scaled(2))
        if not lines.second and not lines.chip:
            painting.draw_line(painter, inner, lines.name, "text", weight="label")
            return
        half = inner.height() // 2
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        lower = QRect(inner.left(), inner.top() + half, inner.width(), inner.height() - half)
        painting.draw_line(painter, upper, lines.name, "text", weight="label")
        if lines.chip:
            lower = self._paint_chip(painter, lower, lines, dpr=dpr, chosen=chosen)
        painting.draw_line(painter, lower, lines.second, "text3", size="small", tabular=True)

    def _paint_chip(
        self, painter: QPainter, line: QRect, lines: TwoLines, *, dpr: float, chosen: bool
    ) -> QRect:
        theme = current()
        tone = lines.chip_tone
        look = painting.ChipLook(lines.chip, tone or "off", outlined=tone is None, edge=chosen, small=True)
        room = line.width() * 6 // 10
        if lines.chip_yields:
            _, second = painting.static_text(lines.second, line.width(), "small", tabular=True)
            room = max(line.width() - second - theme.scaled(6) - 2, theme.scaled(_LEAST_CHIP))
        width = min(painting.chip_size(look).width(), room)
        chip = painting.chip_pixmap(look, width, dpr)
        shown = round(chip.width() / dpr)
        top = line.center().y() - painting.chip_height(look) // 2 + 1
        painter.drawPixmap(line.right() + 1 - shown, top, chip)
        return line.adjusted(0, 0, -shown - theme.scaled(6), 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option, index
        return QSize(0, current().px("row_two_lines"))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        row = index.data(ROW_ROLE)
        if event.type() == QEvent.Type.ToolTip and row is not None:
            lines = self._lines(row)
            words = (lines.name, lines.second, lines.chip)
            QToolTip.showText(event.globalPos(), "\n".join(word for word in words if word), view)
            return True
        return super().helpEvent(event, view, option, index)


class TwoLineList(QListView):
    """A list set up for `TwoLineDelegate`: uniform rows, hover, its own ground."""

    def __init__(self, name: str, lines: Callable[[Any], TwoLines], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(TwoLineDelegate(lines, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
