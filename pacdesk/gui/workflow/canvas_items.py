"""What the canvas is made of: stages, transitions, phases. Lengths are px at 100 %; the view scales."""

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from pacdesk.desk.workflow.differences import Change
from pacdesk.desk.workflow.layout import NODE_HEIGHT, NODE_WIDTH, PhaseBox, Point
from pacdesk.desk.workflow.problems import Severity
from pacdesk.desk.workflow.routes import LABEL_LINE, LABEL_PAD, Route
from pacdesk.desk.workflow.rows import StageRow, TransitionRow, Trigger
from pacdesk.gui import icons
from pacdesk.gui.theme import current, tokens
from pacdesk.gui.workflow import canvas_words

PORT = 5.0
NEAR_PORT = 12.0
_EDGE = 12.0
_RADIUS = 8.0
_ENLARGED = 1.7
"""How much larger names and labels are at most, seen from afar."""
_FAR = QRect(14, 4, int(NODE_WIDTH) - 20, int(NODE_HEIGHT) - 8)
_SMALL = 0.62
"""Under this zoom a stage shows its name only, larger, and only labels that have room are shown."""
_BADGE_AFAR = 1.4
_READABLE = 0.85
"""Words that carry the drawing are not drawn smaller than at this zoom, as long as there is room."""

CHANGE_TONES = {Change.ADDED: "ok", Change.REMOVED: "danger"}
"""Of a stage or transition that differs from another version; any other change is amber."""
CHANGE_ICONS = {Change.ADDED: "plus", Change.REMOVED: "minus"}


def _change_tone(change: Change) -> str:
    return CHANGE_TONES.get(change, "warn")


@lru_cache(maxsize=64)
def font(size: str, weight: str, factor: float = 1.0) -> QFont:
    """The interface font in the scene's own px."""
    made = QFont(tokens().families["ui"])
    made.setPixelSize(round(tokens().type[size] * factor))
    made.setWeight(QFont.Weight(tokens().weight[weight]))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=4096)
def _elided(text: str, size: str, weight: str, room: int) -> tuple[str, int]:
    metrics = QFontMetrics(font(size, weight))
    shown = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room)
    return shown, metrics.horizontalAdvance(shown)


@lru_cache(maxsize=2048)
def _fitting(text: str, factor: float) -> tuple[str, float]:
    """A name and how large it can be to fit into its box in two or three lines; cut off at worst."""
    for size in (factor, *(step for step in (1.5, 1.3, 1.1) if step < factor)):
        metrics = QFontMetrics(font("body", "strong", size))
        box = metrics.boundingRect(_FAR, Qt.TextFlag.TextWordWrap, text)
        if box.height() <= _FAR.height() and box.width() <= _FAR.width():
            return text, size
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, 2 * _FAR.width() - 40), size


def far_factor(zoom: float) -> float:
    """How much larger than drawn to scale words are; 1 when they are near enough to be read."""
    return min(max(round(_READABLE / zoom, 1), 1.0), _ENLARGED)


def is_far(zoom: float) -> bool:
    """Whether there is no room for everything."""
    return zoom < _SMALL


def _scale(painter: QPainter) -> float:
    return abs(painter.worldTransform().m11()) or 1.0


def _zoom(painter: QPainter) -> float:
    return _scale(painter) / current().scale


def draw_icon(painter: QPainter, x: float, y: float, name: str, tone: str, side: int) -> None:
    """An icon, sharp at any zoom."""
    device = painter.device()
    dpr = (device.devicePixelRatioF() if device is not None else 1.0) * _scale(painter)
    painter.drawPixmap(QPointF(x, y), icons.pixmap(name, tone, side, ceil(dpr * 4) / 4))


class PhaseItem(QGraphicsItem):
    """The quiet column of a phase with its title."""

    def __init__(self, box: PhaseBox) -> None:
        super().__init__()
        self.box = box
        self.setZValue(0)

    def set_box(self, box: PhaseBox) -> None:
        """Another extent."""
        if box != self.box:
            self.prepareGeometryChange()
            self.box = box
            self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self.box.x, self.box.y, self.box.width, self.box.height).adjusted(-1, -1, 1, 1)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        theme = current()
        area = self.boundingRect().adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(theme.ink("line"), 1))
        painter.setBrush(theme.ink("panel"))
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        if _zoom(painter) < _SMALL:
            painter.setFont(font("lead", "strong", min(_SMALL / _zoom(painter), 2.2)))
        else:
            painter.setFont(font("small", "strong"))
        painter.setPen(theme.ink("text2"))
        room = QRectF(area.x() + 14, area.y() + 8, area.width() - 28, 30)
        shown = painter.fontMetrics().elidedText(
            self.box.name, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(
            room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip, shown
        )


class StageItem(QGraphicsItem):
    """A stage: kind, name, who, how long; its problems at the upper left."""

    def __init__(self, stage: StageRow) -> None:
        super().__init__()
        self.stage = stage
        self.severity: Severity | None = None
        self.picked = False
        self.current = False
        self.ports = False
        self.aimed = False
        self.change: Change | None = None
        self.setZValue(3)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def set_stage(self, stage: StageRow) -> None:
        """What it shows."""
        if stage is not self.stage:
            self.stage = stage
            self.update()

    def mark(
        self,
        *,
        severity: Severity | None,
        picked: bool,
        ports: bool,
        aimed: bool,
        now: bool,
    ) -> None:
        """How it stands out."""
        state = (severity, picked, ports, aimed, now)
        if state != (self.severity, self.picked, self.ports, self.aimed, self.current):
            self.severity, self.picked, self.ports, self.aimed, self.current = state
            self.setZValue(4 if picked else 3)
            self.update()

    def set_change(self, change: Change | None) -> None:
        """How it differs from another version; None draws it as it is."""
        if change is not self.change:
            self.change = change
            self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(-13, -13, NODE_WIDTH + 26, NODE_HEIGHT + 26)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(QRectF(0, 0, NODE_WIDTH, NODE_HEIGHT))
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_box(painter)
        if _zoom(painter) < _SMALL:
            self._paint_far(painter)
        else:
            self._paint_near(painter)
        if self.change is not None:
            _change_badge(painter, QPointF(2, 2), self.change)
        elif self.severity is not None:
            error = self.severity is Severity.ERROR
            _badge(
                painter, QPointF(2, 2), "danger" if error else "warn", "ban" if error else "triangle-alert"
            )
        if self.ports:
            self._paint_ports(painter)

    def _paint_box(self, painter: QPainter) -> None:
        theme = current()
        box = QRectF(0, 0, NODE_WIDTH, NODE_HEIGHT)
        if not theme.dark and not theme.high_contrast:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(20, 30, 50, 18))
            painter.drawRoundedRect(box.translated(0, 1.5), _RADIUS, _RADIUS)
        edge, width = "line_strong", 1.0
        if self.severity is Severity.ERROR:
            edge, width = "danger", 1.25
        if self.change is not None:
            edge, width = _change_tone(self.change), 1.5
        if self.picked or self.aimed:
            edge, width = "focus", 2.0
        pen = QPen(theme.ink(edge), width)
        gone = self.change is Change.REMOVED
        if self.aimed or (gone and not self.picked):
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(theme.ink("window" if gone else "raised"))
        half = width / 2
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), _RADIUS, _RADIUS)
        if self.current:
            painter.setPen(QPen(theme.ink("focus"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2.5, -2.5, 2.5, 2.5), _RADIUS + 2, _RADIUS + 2)

    def _paint_near(self, painter: QPainter) -> None:
        theme, stage = current(), self.stage
        name, tone = canvas_words.KIND_ICONS[stage.kind]
        draw_icon(painter, _EDGE, 12, name, tone, 16)
        left = _EDGE + 22
        self._line(
            painter,
            QRectF(left, 9, NODE_WIDTH - left - 8, 22),
            canvas_words.name_of(stage),
            "body",
            "strong",
            "text" if stage.name.strip() else "text3",
        )
        draw_icon(painter, _EDGE + 1, 37, canvas_words.who_icon(stage), "text3", 14)
        time = canvas_words.how_long(stage)
        wide = 0.0
        painter.setPen(theme.ink("text2"))
        if time:
            shown, advance = _elided(time, "small", "regular", 64)
            wide = advance + 8.0
            painter.setFont(font("small", "regular"))
            painter.drawText(
                QRectF(NODE_WIDTH - _EDGE - advance, 34, advance + 2, 20),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                shown,
            )
        room = QRectF(left, 34, NODE_WIDTH - left - _EDGE - wide + 2, 20)
        self._line(painter, room, canvas_words.who(stage), "small", "regular", "text2")

    def _line(self, painter: QPainter, room: QRectF, text: str, size: str, weight: str, ink: str) -> None:
        shown, _ = _elided(text, size, weight, int(room.width()))
        painter.setFont(font(size, weight))
        painter.setPen(current().ink(ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, shown)

    def _paint_far(self, painter: QPainter) -> None:
        """Far away only the name is left, as large as the box allows."""
        theme = current()
        tone = theme.tone(canvas_words.KIND_ICONS[self.stage.kind][1]).dot
        if self.stage.kind.is_final or self.stage.is_default_entry:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.ink(tone))
            painter.drawRoundedRect(QRectF(5, 8, 5, NODE_HEIGHT - 16), 2.5, 2.5)
        text, factor = _fitting(canvas_words.name_of(self.stage), far_factor(_zoom(painter)))
        painter.setFont(font("body", "strong", factor))
        painter.setPen(theme.ink("text"))
        painter.drawText(_FAR, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, text)

    def _paint_ports(self, painter: QPainter) -> None:
        theme = current()
        painter.setPen(QPen(theme.ink("focus"), 2))
        painter.setBrush(theme.ink("base"))
        for x in (0.0, NODE_WIDTH):
            painter.drawEllipse(QPointF(x, NODE_HEIGHT / 2), PORT, PORT)


def _badge(painter: QPainter, at: QPointF, tone: str, icon: str) -> None:
    """A round mark, larger from afar."""
    theme = current()
    factor = _BADGE_AFAR if is_far(_zoom(painter)) else 1.0
    painter.save()
    painter.translate(at)
    painter.scale(factor, factor)
    painter.setPen(QPen(theme.ink("window"), 1.5))
    painter.setBrush(theme.ink(tone))
    painter.drawEllipse(QPointF(), 9, 9)
    draw_icon(painter, -6, -7 if icon == "triangle-alert" else -6, icon, "base", 12)
    painter.restore()


def _change_badge(painter: QPainter, at: QPointF, change: Change) -> None:
    _badge(painter, at, _change_tone(change), CHANGE_ICONS.get(change, "pencil"))


class WayItem(QGraphicsItem):
    """A transition's line with its arrow; the label is an item of its own, over the other lines."""

    def __init__(self, way: TransitionRow, route: Route) -> None:
        super().__init__()
        self.way = way
        self.route = route
        self.path = path_of(route)
        self.warm = False
        self.picked = False
        self.change: Change | None = None
        self.setZValue(1)

    def set_way(self, way: TransitionRow, route: Route) -> bool:
        """What it shows; whether anything changed."""
        if way is self.way and route == self.route:
            return False
        self.prepareGeometryChange()
        self.way, self.route = way, route
        self.path = path_of(route)
        self.update()
        return True

    def mark(self, *, warm: bool, picked: bool) -> None:
        """`warm`: of the chosen stage; `picked`: chosen itself."""
        if (warm, picked) != (self.warm, self.picked):
            self.warm, self.picked = warm, picked
            self.setZValue(2 if picked else 1.5 if warm else 1)
            self.update()

    def set_change(self, change: Change | None) -> None:
        """How it differs from another version."""
        if change is not self.change:
            self.change = change
            self.update()

    def boundingRect(self) -> QRectF:
        return self.path.boundingRect().adjusted(-8, -8, 8, 8)

    def shape(self) -> QPainterPath:
        stroker = QPainterPathStroker()
        stroker.setWidth(11)
        return stroker.createStroke(self.path)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        theme = current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = "accent" if self.picked or (self.warm and self.change is None) else "control"
        if self.change is not None and not self.picked:
            tone = _change_tone(self.change)
        ink = theme.ink(tone)
        pen = QPen(ink, 2.5 if self.picked else 1.5)
        if self.change is Change.REMOVED:
            pen.setDashPattern([2, 3])
        elif self.way.trigger is not Trigger.PERSON:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPath(arrow(self.route))


class LabelItem(QGraphicsItem):
    """A transition's label in its pill."""

    def __init__(self, way: TransitionRow, route: Route) -> None:
        super().__init__()
        self.way = way
        self.route = route
        self.warm = False
        self.picked = False
        self.change: Change | None = None
        self._box = QRectF()
        self._factor = 1.0
        self._fits = True
        self.setZValue(2.5)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self._measure()

    def set_way(self, way: TransitionRow, route: Route) -> None:
        """What it shows."""
        self.prepareGeometryChange()
        self.way, self.route = way, route
        self._measure()
        self.update()

    def mark(self, *, warm: bool, picked: bool) -> None:
        """`warm`: of the chosen stage; `picked`: chosen itself."""
        if (warm, picked) != (self.warm, self.picked):
            self.warm, self.picked = warm, picked
            self.setZValue(2.9 if picked else 2.7 if warm else 2.5)
            self.update()

    def set_change(self, change: Change | None) -> None:
        """How its transition differs from another version."""
        if change is not self.change:
            self.prepareGeometryChange()
            self.change = change
            self.update()

    def _measure(self) -> None:
        wide = max((_elided(line, "micro", "label", 400)[1] for line in self.route.lines), default=-12)
        width, height = wide + 2 * LABEL_PAD, len(self.route.lines) * LABEL_LINE + 5.0
        self._box = QRectF(-width / 2, -height / 2, width, height)
        self.lie(self.route.label, 1.0)

    def lie(self, at: Point | None, factor: float) -> None:
        """Where it lies, drawn larger by a factor; None: it has no room and is not shown."""
        x, y = at or self.route.label
        self.setPos(x, y)
        if (at is not None, factor) != (self._fits, self._factor):
            self.prepareGeometryChange()
            self._fits, self._factor = at is not None, factor
            self.update()

    def boundingRect(self) -> QRectF:
        wide, high = self._box.width() * self._factor, self._box.height() * self._factor
        edge = 22 if self.change is not None else 2
        return QRectF(-wide / 2, -high / 2, wide, high).adjusted(-edge, -2, 2, 2)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        wide, high = self._box.width() * self._factor, self._box.height() * self._factor
        path.addRect(QRectF(-wide / 2, -high / 2, wide, high) if self._fits else QRectF())
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.change is not None:
            left = self._box.left() * self._factor - 9 if self._fits else 0
            _change_badge(painter, QPointF(left, 0), self.change)
        if not self.route.lines or not self._fits:
            return
        theme = current()
        painter.scale(self._factor, self._factor)
        painter.setPen(QPen(theme.ink("focus"), 2) if self.picked else Qt.PenStyle.NoPen)
        painter.setBrush(theme.ink("sunken" if not theme.dark else "window"))
        painter.drawRoundedRect(self._box, 4, 4)
        painter.setFont(font("micro", "label"))
        tone = "text2" if self.change is None else f"{_change_tone(self.change)}_text"
        painter.setPen(theme.ink("accent_text" if self.picked else tone))
        top = self._box.top() + 2.5
        for number, line in enumerate(self.route.lines):
            room = QRectF(self._box.left(), top + number * LABEL_LINE, self._box.width(), LABEL_LINE)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, line)


def path_of(route: Route) -> QPainterPath:
    """The line without its tip."""
    path = QPainterPath(QPointF(*route.start))
    for first, second, end in route.curves:
        path.cubicTo(QPointF(*first), QPointF(*second), QPointF(*end))
    return path


def arrow(route: Route) -> QPainterPath:
    """The tip of a line."""
    (x, y), (dx, dy) = route.end, route.heading
    path = QPainterPath(QPointF(x, y))
    path.lineTo(x - 9 * dx - 4.5 * dy, y - 9 * dy + 4.5 * dx)
    path.lineTo(x - 9 * dx + 4.5 * dy, y - 9 * dy - 4.5 * dx)
    path.closeSubpath()
    return path
