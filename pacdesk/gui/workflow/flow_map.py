"""A small drawing of a flow, to see where a ticket is in it."""

from collections.abc import Collection
from uuid import UUID

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from pacdesk.desk.workflow.layout import NODE_HEIGHT, NODE_WIDTH, Point, bounds_of, forward_order, places_of
from pacdesk.desk.workflow.routes import nearest_to, routes_of
from pacdesk.desk.workflow.rows import Flow
from pacdesk.gui import icons
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets import painting
from pacdesk.gui.workflow.canvas_items import path_of
from pacdesk.gui.workflow.canvas_words import name_of

_LARGEST, _EDGE, _HIGHEST, _LOWEST = 0.6, 8, 180, 56
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class FlowMap(QWidget):
    """Stages as small boxes: the present one filled, those the ticket was in pale with a check. Under
    them the name of the one that the pointer or the keyboard is on, else of the present one.

    Arrows walk, Enter or a click fires `stage_chosen(UUID)`.
    """

    stage_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow: Flow | None = None
        self._current: UUID | None = None
        self._visited: frozenset[UUID] = frozenset()
        self._places: dict[UUID, Point] = {}
        self._lines: list[tuple[QPainterPath, bool]] = []
        self._body = QRectF()
        self._at: UUID | None = None
        self._pointed: UUID | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._speak()

    def show_flow(self, flow: Flow, current: UUID, visited: Collection[UUID]) -> None:
        """Draw a flow; `current` is where the ticket is, `visited` where it was."""
        if flow is not self._flow:
            self._flow = flow
            self._places = places_of(flow)
            left, top, right, bottom = bounds_of(self._places)
            self._body = QRectF(left, top, right - left, bottom - top)
        self._current = self._at = current
        self._visited = frozenset(visited)
        self._draw_lines(flow)
        self._speak()
        self.updateGeometry()
        self.update()

    def _draw_lines(self, flow: Flow) -> None:
        been = self._visited | {self._current}
        self._lines = []
        for key, route in routes_of(flow, self._places).items():
            way = flow.transition(key)
            gone = way is not None and way.from_stage_id in self._visited and way.to_stage_id in been
            path = path_of(route)
            self._lines.append((path, gone))
            self._body = self._body.united(path.boundingRect())
        self._lines.sort(key=lambda line: line[1])

    def sentence(self, stage_id: UUID | None) -> str:
        """A stage in words."""
        stage = self._flow.find_stage(stage_id) if self._flow else None
        if stage is None:
            return ""
        name = name_of(stage)
        if stage.id == self._current:
            return self.tr("{name}: the ticket is here").format(name=name)
        if stage.id in self._visited:
            return self.tr("{name}: the ticket was here").format(name=name)
        return name

    def _speak(self) -> None:
        self.setAccessibleName(self.tr("Where the ticket is in its flow"))
        self.setAccessibleDescription(self.sentence(self._at))

    def _caption_height(self) -> int:
        return current().type_px("small") + current().scaled(8)

    def _scale_for(self, width: int) -> float:
        edge = 2 * current().scaled(_EDGE)
        high = current().scaled(_HIGHEST)
        if self._body.isEmpty():
            return 1.0
        fit = min((width - edge) / self._body.width(), (high - edge) / self._body.height())
        return max(min(fit, _LARGEST * current().scale), 0.02)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        drawing = round(self._body.height() * self._scale_for(width)) + 2 * current().scaled(_EDGE)
        return max(drawing, current().scaled(_LOWEST)) + self._caption_height()

    def sizeHint(self) -> QSize:
        width = current().px("facts_panel")
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(120), self.heightForWidth(max(self.width(), current().scaled(120))))

    def _origin(self) -> tuple[float, QPointF]:
        """Scale, and where the scene's origin lies."""
        scale = self._scale_for(self.width())
        room = self.height() - self._caption_height()
        x = (self.width() - self._body.width() * scale) / 2 - self._body.x() * scale
        y = (room - self._body.height() * scale) / 2 - self._body.y() * scale
        return scale, QPointF(x, y)

    def box_of(self, stage: UUID) -> QRectF:
        """Where a stage is drawn. Raises KeyError for a foreign one."""
        scale, origin = self._origin()
        x, y = self._places[stage]
        return QRectF(origin.x() + x * scale, origin.y() + y * scale, NODE_WIDTH * scale, NODE_HEIGHT * scale)

    def _stage_at(self, point: QPointF) -> UUID | None:
        return next(
            (key for key in self._places if self.box_of(key).adjusted(-2, -2, 2, 2).contains(point)), None
        )

    def _point_at(self, stage: UUID | None) -> None:
        if stage != self._pointed:
            self._pointed = stage
            shape = Qt.CursorShape.PointingHandCursor if stage else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.sentence(self._stage_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._stage_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        stage = self._stage_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and stage is not None:
            self._go_to(stage)
            self.stage_chosen.emit(stage)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self._at in self._places:
            found = nearest_to(self._places, self._at, *_STEPS[key])
            self._go_to(found or self._at)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._flow is not None and self._flow.stages:
            order = sorted(forward_order(self._flow).items(), key=lambda item: item[1])
            self._go_to(order[0 if key == Qt.Key.Key_Home else -1][0])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at is not None:
            self.stage_chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def _go_to(self, stage: UUID) -> None:
        self._at = stage
        self._speak()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        elif is_restyle(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, origin = self._origin()
        painter.save()
        painter.translate(origin)
        painter.scale(scale, scale)
        for path, gone in self._lines:
            pen = QPen(theme.ink("accent" if gone else "line_strong"), 1.25)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawPath(path)
        painter.restore()
        for key in self._places:
            self._paint_stage(painter, key)
        self._paint_caption(painter)

    def _paint_stage(self, painter: QPainter, key: UUID) -> None:
        theme = current()
        stage = self._flow.find_stage(key) if self._flow else None
        if stage is None:
            return
        box = self.box_of(key)
        fill, edge, ink = "base", "line_strong", "text2"
        if key == self._current:
            fill, edge, ink = "accent", "accent", "on_accent"
        elif key in self._visited:
            fill, edge, ink = "accent_soft2", "accent", "accent_text"
        radius = min(box.height() / 5, theme.px("radius_s"))
        painter.setPen(QPen(theme.ink(edge), 1))
        painter.setBrush(theme.ink(fill))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_sign(painter, key, box, ink, name_of(stage))
        if self.hasFocus() and key == self._at:
            painting.ring(painter, box.adjusted(-3, -3, 3, 3).toRect(), radius + 3)

    def _paint_sign(self, painter: QPainter, key: UUID, box: QRectF, ink: str, name: str) -> None:
        """The name where there is room for one, else a check or a dot: never colour alone."""
        theme = current()
        if box.width() >= theme.scaled(70) and box.height() >= theme.scaled(18):
            room = box.toRect().adjusted(theme.scaled(5), 0, -theme.scaled(5), 0)
            weight = "strong" if key == self._current else "label"
            painting.draw_line(painter, room, name, ink, size="micro", weight=weight)
            return
        side = min(theme.scaled(11), int(box.height()) - 1)
        if key == self._current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.ink(ink))
            painter.drawEllipse(box.center(), side / 4, side / 4)
        elif key in self._visited and side >= 6:
            drawn = icons.pixmap("check", ink, side, self.devicePixelRatioF())
            painter.drawPixmap(box.center() - QPointF(side / 2, side / 2), drawn)

    def _paint_caption(self, painter: QPainter) -> None:
        shown = self._pointed or (self._at if self.hasFocus() else self._current)
        room = QRect(0, self.height() - self._caption_height(), self.width(), self._caption_height())
        inset = current().scaled(_EDGE)
        painting.draw_line(
            painter, room.adjusted(inset, 0, -inset, 0), self.sentence(shown), "text2", size="small"
        )
