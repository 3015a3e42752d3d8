"""How the matrix looks: glyphs in cells, headers that stay, the legend above."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from pacdesk.desk.workflow.problems import Severity
from pacdesk.gui import icons
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets import painting
from pacdesk.gui.workflow import words
from pacdesk.gui.workflow.matrix_model import FlagsModel

GLYPH = 15
FIELD_COLUMN = 190
LEAST_COLUMN = 78
MOST_COLUMN = 130


class FlagsDelegate(QStyledItemDelegate):
    """A cell: its glyphs, a dot for no rule, a box where two rules fight."""

    def __init__(self, model: FlagsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.tinted = -1
        """The column of the chosen stage."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = current()
        rect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        fill = "accent_soft2" if chosen else "accent_soft" if index.column() == self.tinted else "base"
        painter.fillRect(rect, theme.ink(fill))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.ink("line"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.ink("line"))
        row, column = index.row(), index.column()
        fight = self._model.fight_at(row, column)
        if fight is not None:
            self._paint_fight(painter, rect, fight)
        flag = self._model.flags_at(row, column)
        set_flags = [name for name in words.FLAGS if getattr(flag, name)]
        if not set_flags:
            self._paint_dot(painter, rect)
        else:
            self._paint_glyphs(painter, rect, set_flags)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.ring(painter, rect.adjusted(0, 0, -1, -1), theme.px("radius_s"))

    def _paint_glyphs(self, painter: QPainter, rect: QRect, set_flags: list[str]) -> None:
        theme = current()
        device = painter.device()
        dpr = device.devicePixelRatioF() if device is not None else 1.0
        side, gap = theme.scaled(GLYPH), theme.scaled(6)
        count = len(set_flags)
        side = min(side, max((rect.width() - theme.scaled(8) - gap * (count - 1)) // count, 9))
        width = side * count + gap * (count - 1)
        x = rect.left() + (rect.width() - width) // 2
        top = rect.top() + (rect.height() - side) // 2
        for name in set_flags:
            icon, tone = words.FLAG_ICONS[name]
            painter.drawPixmap(x, top, icons.pixmap(icon, tone, side, dpr))
            x += side + gap

    def _paint_dot(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().ink("control"))
        side = current().scaled(3)
        dot = QRectF(0, 0, side, side)
        dot.moveCenter(QRectF(rect).center())
        painter.setOpacity(0.7)
        painter.drawEllipse(dot)
        painter.restore()

    def _paint_fight(self, painter: QPainter, rect: QRect, fight: Severity) -> None:
        theme = current()
        tone = theme.tone("danger" if fight is Severity.ERROR else "warn")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.ink(tone.dot), 1.5))
        painter.setBrush(theme.ink(tone.soft))
        box = QRectF(rect).adjusted(theme.scaled(6), 2.5, -theme.scaled(6) - 1, -3.5)
        painter.drawRoundedRect(box, theme.px("radius_s"), theme.px("radius_s"))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option, index
        return QSize(current().scaled(LEAST_COLUMN), current().px("row"))


class StageHeader(QHeaderView):
    """The names of the stages; the chosen one's in blue on a tint."""

    def __init__(self, model: FlagsModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._flags = model
        self.tinted = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(current().scaled(48))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = current()
        chosen = section == self.tinted
        painter.save()
        painter.fillRect(rect, theme.ink("accent_soft" if chosen else "panel"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.ink("line"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.ink("line"))
        text = str(self._flags.headerData(section, Qt.Orientation.Horizontal) or "")
        weight = "strong" if chosen else "label"
        room = rect.adjusted(theme.px("grid"), 0, -theme.px("grid"), 0)
        laid, width = painting.static_text(text, room.width(), "small", weight)
        del laid
        centred = room.adjusted(max((room.width() - width) // 2, 0), 0, 0, 0)
        ink = "accent_text" if chosen else "text2"
        painting.draw_line(painter, centred, text, ink, size="small", weight=weight)
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().px("header"))


class FieldHeader(QHeaderView):
    """The names of the fields, with the icon of their kind."""

    def __init__(self, model: FlagsModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._flags = model
        self.chosen = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(current().px("row"))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = current()
        painter.save()
        chosen = section == self.chosen
        painter.fillRect(rect, theme.ink("accent_soft" if chosen else "base"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.ink("line"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.ink("line"))
        side, left = theme.px("icon_s"), theme.px("pad_l")
        icon = self._flags.icon_at(section)
        drawn = icons.pixmap(icon, "text3", side, self.devicePixelRatioF())
        painter.drawPixmap(rect.left() + left, rect.top() + (rect.height() - side) // 2, drawn)
        room = rect.adjusted(left + side + theme.px("pad_s"), 0, -theme.px("grid"), 0)
        painting.draw_line(painter, room, self._flags.name_at(section), "text")
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(current().scaled(FIELD_COLUMN), super().sizeHint().height())

    def sectionSizeFromContents(self, section: int) -> QSize:
        del section
        return QSize(current().scaled(FIELD_COLUMN), current().px("row"))


class Legend(QWidget):
    """The glyphs with their words, and the key of each; as much of it as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            ", ".join(f"{words.flag_key(name)}: {words.flag(name)}" for name in words.FLAGS)
        )

    def _parts(self) -> list[tuple[str, str]]:
        """(flag, words) as fits: words and keys, words alone, keys alone."""
        ways = (
            [(name, f"{words.flag(name)} ({words.flag_key(name)})") for name in words.FLAGS],
            [(name, words.flag(name)) for name in words.FLAGS],
            [(name, words.flag_key(name)) for name in words.FLAGS],
        )
        return next((way for way in ways if self._width(way) <= self.width()), ways[-1])

    def _width(self, parts: list[tuple[str, str]]) -> int:
        theme = current()
        metrics = QFontMetrics(theme.font("small"))
        each = theme.px("icon_s") + theme.scaled(5)
        texts = sum(metrics.horizontalAdvance(text) + each for _, text in parts)
        return texts + theme.scaled(12) * (len(parts) - 1)

    def sizeHint(self) -> QSize:
        return QSize(self._width([(n, words.flag(n)) for n in words.FLAGS]), current().scaled(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(120), current().scaled(20))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.accessibleName().replace(", ", "\n"), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_restyle(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        parts = self._parts()
        x = max(self.width() - self._width(parts), 0)
        side = theme.px("icon_s")
        metrics = QFontMetrics(theme.font("small"))
        for name, text in parts:
            icon, tone = words.FLAG_ICONS[name]
            drawn = icons.pixmap(icon, tone, side, self.devicePixelRatioF())
            painter.drawPixmap(x, (self.height() - side) // 2, drawn)
            x += side + theme.scaled(5)
            width = metrics.horizontalAdvance(text)
            painting.draw_line(painter, QRect(x, 0, width + 2, self.height()), text, "text2", size="small")
            x += width + theme.scaled(12)
