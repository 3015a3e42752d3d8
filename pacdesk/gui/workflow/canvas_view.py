"""A view that zooms, pans and paints the dotted grid; what stands on it is not its business."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from pacdesk.desk.workflow.layout import STEP
from pacdesk.gui.theme import current

SMALLEST, LARGEST = 0.15, 3.0
_STEPS = (0.15, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 2.5, 3.0)
_MARGIN = 16
_SEEN = 120.0


class ZoomView(QGraphicsView):
    """Zoom 1.0 is 100 % of the interface's scale. While it `follows`, nobody has zoomed or moved it by hand
    and it may be fitted anew when its room changes."""

    zoomed = Signal()

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._zoom = 1.0
        self.follows = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._rescale()

    @property
    def zoom(self) -> float:
        """How large things are drawn; 1.0 is 100 %."""
        return self._zoom

    def set_zoom(self, zoom: float, *, at_middle: bool = True) -> None:
        """Zoom, kept within bounds, about the middle or the pointer."""
        zoom = min(max(zoom, SMALLEST), LARGEST)
        if zoom == self._zoom:
            return
        self._zoom = zoom
        anchor = QGraphicsView.ViewportAnchor
        self.setTransformationAnchor(anchor.AnchorViewCenter if at_middle else anchor.AnchorUnderMouse)
        self._rescale()
        self.zoomed.emit()

    def zoom_in(self) -> None:
        """The next larger step."""
        self.follows = False
        self.set_zoom(next((step for step in _STEPS if step > self._zoom + 0.004), LARGEST))

    def zoom_out(self) -> None:
        """The next smaller step."""
        self.follows = False
        self.set_zoom(next((step for step in reversed(_STEPS) if step < self._zoom - 0.004), SMALLEST))

    def actual_size(self) -> None:
        """100 %."""
        self.follows = False
        self.set_zoom(1.0)

    def show_whole(self, box: QRectF, *, largest: float = 1.0, corner: QSize | None = None) -> None:
        """All of a box in sight, never larger than `largest`, its upper left corner where reading begins;
        the lower left `corner` stays free: the box goes above it, or beside it where that shows more."""
        if box.isEmpty():
            return
        room = self.viewport().rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        kept = corner or QSize(0, 0)
        above = min(room.width() / box.width(), (room.height() - kept.height()) / box.height())
        beside = min((room.width() - kept.width()) / box.width(), room.height() / box.height())
        self.set_zoom(min(max(above, beside) / current().scale, largest))
        self.show_corner(box.topLeft())
        if beside > above:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - kept.width())

    def show_corner(self, corner: QPointF) -> None:
        """Put a point of the scene near the upper left corner."""
        at = self.mapFromScene(corner) - QPoint(_MARGIN, _MARGIN)
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + at.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + at.y())

    def pan(self, by: QPoint) -> None:
        """Move what is seen."""
        self.follows = False
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - by.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - by.y())

    def _rescale(self) -> None:
        factor = self._zoom * current().scale
        self.make_room()
        self.resetTransform()
        self.scale(factor, factor)

    def body(self) -> QRectF:
        """The room that the things on the scene take."""
        return self.scene().itemsBoundingRect()

    def make_room(self) -> None:
        """Let the view go as far as a corner of the drawing is still in sight."""
        factor = self._zoom * current().scale
        wide = max(self.viewport().width() / factor - _SEEN, _SEEN)
        high = max(self.viewport().height() / factor - _SEEN, _SEEN)
        self.setSceneRect(self.body().adjusted(-wide, -high, wide, high))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.follows = False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * 1.0015 ** event.angleDelta().y(), at_middle=False)
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not event.angleDelta().x():
            self.pan(QPoint(event.angleDelta().y() // 2, 0))
            event.accept()
        else:
            super().wheelEvent(event)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        theme = current()
        area = painter.transform().mapRect(QRectF(rect)).toAlignedRect().adjusted(-1, -1, 1, 1)
        painter.save()
        painter.resetTransform()
        painter.fillRect(area, theme.ink("window"))
        side = STEP * self.transform().m11()
        if side >= 10:
            painter.setBrushOrigin(self.mapFromScene(0, 0))
            painter.fillRect(area, QBrush(_dots(round(side))))
        painter.restore()


_tiles: dict[tuple[int, int], QPixmap] = {}


def _dots(side: int) -> QPixmap:
    key = (side, current().key)
    tile = _tiles.get(key)
    if tile is None:
        if len(_tiles) > 40:
            _tiles.clear()
        tile = _tiles[key] = QPixmap(side, side)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.fillRect(0, 0, 1, 1, current().color("line_strong"))
        painter.end()
    return tile
