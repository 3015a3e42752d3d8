"""The way of a ticket through its stages, as arrows."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from pacdesk.desk.lean import dataclass
from pacdesk.gui import icons
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets import painting

MOST_SHOWN = 7
_AROUND = 2
_STAND_IN, _READABLE = 44, 104  # px at 100 %


class Place(StrEnum):
    """Where a stage stands for this ticket."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class PathStage:
    """One arrow. `time` is the words under it: spent, `30 min of 2 h`, or expected."""

    key: str
    name: str
    place: Place
    time: str = ""
    hidden: int = 0


def collapse(stages: Sequence[PathStage], around: int = _AROUND) -> tuple[PathStage, ...]:
    """At most a handful of arrows: the first, `around` on each side of the current, the last, `+n` between.

    Up to seven stages stay as they are, fewer if fewer are kept around the current one. A stand-in has
    the key `""` and its `hidden` count.
    """
    if len(stages) <= MOST_SHOWN - 2 * (_AROUND - around):
        return tuple(stages)
    here = next((n for n, stage in enumerate(stages) if stage.place is Place.CURRENT), 0)
    keep = {0, len(stages) - 1, *range(max(here - around, 0), min(here + around + 1, len(stages)))}
    shown: list[PathStage] = []
    for number, stage in enumerate(stages):
        if number in keep:
            shown.append(stage)
        elif shown and shown[-1].hidden:
            shown[-1] = replace(
                shown[-1], hidden=shown[-1].hidden + 1, name=f"+{shown[-1].hidden + 1}", time=""
            )
        else:
            shown.append(PathStage("", "+1", stage.place, hidden=1))
    return tuple(shown)


class StagePath(QWidget):
    """Arrows: done pale with a check, current solid, ahead grey; the words under them if wanted.

    Left and Right walk along the arrows, Enter or a click fires `activated(key)`.
    """

    activated = Signal(str)

    def __init__(self, name: str, *, with_times: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._with_times = with_times
        self._whole: tuple[PathStage, ...] = ()
        self._stages: tuple[PathStage, ...] = ()
        self._at = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """What a screen reader says before the stages."""
        self._name = name
        self._speak()

    def show_times(self, *, shown: bool) -> None:
        """Show or leave out the words under the arrows."""
        if shown != self._with_times:
            self._with_times = shown
            self.updateGeometry()
            self.update()

    def set_stages(self, stages: Sequence[PathStage]) -> None:
        """Show stages in their order; more than seven, or than the width has room for, are collapsed."""
        self._whole = tuple(stages)
        self._stages = self._fitting()
        places = [stage.place for stage in self._stages]
        self._at = places.index(Place.CURRENT) if Place.CURRENT in places else 0
        self._speak()
        self.update()

    def _fitting(self) -> tuple[PathStage, ...]:
        for around in range(_AROUND, 0, -1):
            shown = collapse(self._whole, around)
            stand_ins = sum(1 for stage in shown if stage.hidden)
            room = self.width() - stand_ins * current().scaled(_STAND_IN)
            if room >= (len(shown) - stand_ins) * current().scaled(_READABLE):
                return shown
        return collapse(self._whole, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting() != self._stages:
            self.set_stages(self._whole)

    def shown(self) -> tuple[PathStage, ...]:
        """The arrows as they are shown."""
        return self._stages

    def sentence(self, stage: PathStage) -> str:
        """One arrow in words."""
        if stage.hidden:
            return self.tr("%n more stage(s)", "", stage.hidden)
        words = {
            Place.DONE: self.tr("{name}: done, {time}"),
            Place.CURRENT: self.tr("{name}: current, {time}"),
            Place.AHEAD: self.tr("{name}: ahead, {time}"),
        }
        return words[stage.place].format(name=stage.name, time=stage.time).removesuffix(", ")

    def _speak(self) -> None:
        whole = "; ".join(self.sentence(stage) for stage in self._stages)
        self.setAccessibleName(f"{self._name}. {whole}")
        if self._stages:
            self.setAccessibleDescription(self.sentence(self._stages[self._at]))

    def _arrow_height(self) -> int:
        return current().scaled(26)

    def sizeHint(self) -> QSize:
        times = (
            QFontMetrics(current().font("small")).height() + current().scaled(4) if self._with_times else 0
        )
        return QSize(current().scaled(110) * max(len(self._stages), 1), self._arrow_height() + times)

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(48) * max(len(collapse(self._whole, 0)), 1), self.sizeHint().height())

    def _boxes(self) -> list[QRect]:
        small = current().scaled(_STAND_IN)
        hidden = sum(1 for stage in self._stages if stage.hidden)
        full = max(len(self._stages) - hidden, 1)
        share = (self.width() - hidden * small) / full
        boxes: list[QRect] = []
        left = 0.0
        for stage in self._stages:
            width = small if stage.hidden else share
            boxes.append(QRect(round(left), 0, round(left + width) - round(left), self._arrow_height()))
            left += width
        return boxes

    def _stage_at(self, x: int) -> int | None:
        return next((n for n, box in enumerate(self._boxes()) if box.left() <= x <= box.right()), None)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._stage_at(event.pos().x())
            if at is not None:
                QToolTip.showText(event.globalPos(), self.sentence(self._stages[at]), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps and self._stages:
            self._at = min(max(self._at + steps[key], 0), len(self._stages) - 1)
            self._speak()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._stages:
            self._activate(self._at)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._stage_at(event.position().toPoint().x())
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self._activate(at)

    def _activate(self, at: int) -> None:
        if self._stages[at].key:
            self.activated.emit(self._stages[at].key)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        elif is_restyle(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self._boxes()
        for number, (stage, box) in enumerate(zip(self._stages, boxes, strict=True)):
            ringed = self.hasFocus() and number == self._at
            self._paint_arrow(
                painter, stage, box, first=number == 0, last=number == len(boxes) - 1, ringed=ringed
            )
            self._paint_time(painter, stage, box)

    def _paint_arrow(
        self, painter: QPainter, stage: PathStage, box: QRect, *, first: bool, last: bool, ringed: bool
    ) -> None:
        theme = current()
        fills = {Place.DONE: "accent_soft2", Place.CURRENT: "accent", Place.AHEAD: "press"}
        inks = {Place.DONE: "accent_text", Place.CURRENT: "on_accent", Place.AHEAD: "text2"}
        tip, gap = theme.scaled(9), theme.scaled(3)
        left = box.left() + (0 if first else gap)
        right = box.left() + box.width() + (0 if last else tip)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(fills[stage.place]))
        painter.drawPolygon(_arrow(left, right, box.height(), 0 if first else tip, 0 if last else tip))
        ink = inks[stage.place]
        words = QRect(left + (theme.scaled(10) if first else tip + theme.scaled(9)), 0, 0, box.height())
        words.setRight(right - tip - theme.scaled(4))
        if stage.place is Place.DONE and not stage.hidden and words.width() > theme.scaled(40):
            side = theme.px("icon_s")
            drawn = icons.pixmap("check", ink, side, self.devicePixelRatioF())
            painter.drawPixmap(words.x(), (box.height() - side) // 2, drawn)
            words.setLeft(words.left() + side + theme.scaled(5))
        weight = "strong" if stage.place is Place.CURRENT else "label"
        painting.draw_line(painter, words, stage.name, ink, size="small", weight=weight)
        if ringed:
            inner = box.adjusted(
                theme.scaled(4) + (0 if first else tip), theme.scaled(3), -theme.scaled(4), 0
            )
            inner.setBottom(box.height() - theme.scaled(4))
            colour = "on_accent" if stage.place is Place.CURRENT else "focus"
            painting.ring(painter, inner, theme.px("radius_s"), colour)

    def _paint_time(self, painter: QPainter, stage: PathStage, box: QRect) -> None:
        if not self._with_times or not stage.time:
            return
        theme = current()
        left = box.left() + theme.scaled(10)
        line = QRect(left, box.height() + theme.scaled(4), box.right() - left, self.height() - box.height())
        line.setBottom(self.height())
        here = stage.place is Place.CURRENT
        weight = "label" if here else "regular"
        painting.draw_line(
            painter, line, stage.time, "text" if here else "text3", size="small", weight=weight, tabular=True
        )


def _arrow(left: float, right: float, height: float, notch: float, tip: float) -> QPolygonF:
    points = [(left, 0.0), (right - tip, 0.0), (right, height / 2), (right - tip, height), (left, height)]
    if notch:
        points.append((left + notch, height / 2))
    return QPolygonF([QPointF(x, y) for x, y in points])
