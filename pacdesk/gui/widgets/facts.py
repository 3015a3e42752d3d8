"""Facts of one thing: the strip of five, and the narrow list of label and value."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from pacdesk.desk.lean import dataclass
from pacdesk.gui import icons
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets import painting


@dataclass(frozen=True, slots=True)
class Fact:
    """One cell. Only what is unusual has a `tone`; a tone has an `icon` or a `dot` beside its word."""

    label: str
    value: str
    tone: str | None = None
    icon: str | None = None
    dot: bool = False
    exact: str = ""


def _levelled(natural: Sequence[int], total: float) -> list[float]:
    """Widths that fill `total`: the short ones stay as they are, the long ones share what is left."""
    left, count = total, len(natural)
    for width in sorted(natural):
        if width * count > left:
            break
        left -= width
        count -= 1
    most = left / max(count, 1)
    return [min(width, most) for width in natural]


class FactsStrip(QWidget):
    """One strip of equal cells, label over value. Takes the focus so that it can be read out."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._facts: tuple[Fact, ...] = ()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """What a screen reader says before the facts."""
        self._name = name
        self.set_facts(self._facts)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show facts in this order."""
        self._facts = tuple(facts)
        spoken = "; ".join(f"{fact.label}: {fact.value}" for fact in self._facts)
        self.setAccessibleName(f"{self._name}. {spoken}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        widths = [self._natural(fact) for fact in self._facts]
        return QSize(max(sum(widths), current().scaled(400)), current().scaled(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(80) * max(len(self._facts), 1), current().scaled(44))

    def _natural(self, fact: Fact) -> int:
        theme = current()
        value = QFontMetrics(theme.font("body", "label")).horizontalAdvance(fact.value)
        label = QFontMetrics(theme.font("micro", "label")).horizontalAdvance(fact.label)
        return max(value + self._lead(fact), label) + 2 * theme.px("pad") + 2

    def _lead(self, fact: Fact) -> int:
        theme = current()
        if fact.icon is not None:
            return theme.px("icon_s") + theme.scaled(5)
        return theme.scaled(13) if fact.dot else 0

    def _cells(self) -> list[QRect]:
        """Equal cells while all fit; else what a long value lacks is taken from the short ones, and where
        that is not enough, the longest are cut."""
        total = self.width()
        natural = [self._natural(fact) for fact in self._facts]
        equal = total / max(len(natural), 1)
        if all(width <= equal for width in natural) or sum(natural) == 0:
            widths = [equal] * len(natural)
        elif sum(natural) <= total:
            widths = [width * total / sum(natural) for width in natural]
        else:
            widths = _levelled(natural, total)
        edges = [0.0]
        for width in widths:
            edges.append(edges[-1] + width)
        return [QRect(round(a), 0, round(b) - round(a), self.height()) for a, b in pairwise(edges)]

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for fact, cell in zip(self._facts, self._cells(), strict=True):
                if cell.contains(event.pos()):
                    QToolTip.showText(
                        event.globalPos(), fact.exact or f"{fact.label}: {fact.value}", self, cell
                    )
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
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px("radius")
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        for number, (fact, cell) in enumerate(zip(self._facts, self._cells(), strict=True)):
            if number:
                inset = theme.scaled(8)
                painter.fillRect(cell.x(), inset, 1, self.height() - 2 * inset, theme.color("line"))
            self._paint_cell(painter, fact, cell)
        if self.hasFocus():
            painting.ring(painter, self.rect(), radius)

    def _paint_cell(self, painter: QPainter, fact: Fact, cell: QRect) -> None:
        theme = current()
        inner = cell.adjusted(theme.px("pad"), theme.scaled(5), -theme.scaled(4), -theme.scaled(5))
        half = inner.height() // 2
        label = QRect(inner.x(), inner.y(), inner.width(), half)
        painting.draw_line(painter, label, fact.label, "text2", size="micro", weight="label")
        value = QRect(inner.x(), inner.y() + half, inner.width(), inner.height() - half)
        tone = theme.tone(fact.tone) if fact.tone else None
        ink = tone.text if tone else "text"
        if fact.icon is not None:
            side = theme.px("icon_s")
            drawn = icons.pixmap(fact.icon, tone.text if tone else "text2", side, self.devicePixelRatioF())
            painter.drawPixmap(value.x(), value.y() + (value.height() - side) // 2, drawn)
        elif fact.dot:
            side = theme.scaled(7)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(tone.dot if tone else "off"))
            painter.drawEllipse(QRectF(value.x(), value.center().y() - side / 2 + 1, side, side))
        value.setLeft(value.left() + self._lead(fact))
        painting.draw_line(painter, value, fact.value, ink, weight="label")
