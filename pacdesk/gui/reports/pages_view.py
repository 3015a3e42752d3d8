"""The pages of a PDF below one another. Only what is in sight is rendered, in the background."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from pacdesk.gui.jobs import Jobs
from pacdesk.gui.theme import current
from pacdesk.gui.widgets import painting
from pacdesk.reports.preview import PageImage, Preview

GAP = 12
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
KEPT = 12
POINTS_PER_INCH = 72.0
SCREEN_DPI = 96.0


def image_of(page: PageImage) -> QImage:
    """The page's pixels as a picture of their own."""
    return QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB888).copy()


class PagesView(QAbstractScrollArea):
    """Shows a document; `page_changed(page, pages)` tells which page is on top, from 1.

    The view owns the document and closes it. Ctrl+wheel, Ctrl+Plus and Ctrl+Minus zoom.
    """

    page_changed = Signal(int, int)
    zoomed = Signal(int)
    """In per cent."""

    def __init__(self, name: str, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._jobs = jobs
        self._document: Preview | None = None
        self._held: list[Preview] = []
        self.destroyed.connect(partial(_let_go, self._held))
        self._zoom = 1.0
        self._fits = True
        self._places: list[QRect] = []
        self._images: dict[int, tuple[float, QImage]] = {}
        self._asked: set[tuple[int, float]] = set()
        self._page = 0
        self.setAccessibleName(name)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._moved)

    def show_document(self, document: Preview | None) -> None:
        """Show another document, from its first page."""
        old, self._document = self._document, document
        self._held[:] = [] if document is None else [document]
        if old is not None:
            self._jobs.call(old.close, self)
        self._images.clear()
        self._asked.clear()
        self._page = 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._moved()
        if document is not None:
            self._jobs.call(partial(document.text, 0), self, self._speak, topic="text")

    def _speak(self, text: str) -> None:
        self.setAccessibleDescription(" ".join(text.split()))

    @property
    def pages(self) -> int:
        """How many pages."""
        return self._document.pages if self._document is not None else 0

    def zoom(self, step: int) -> None:
        """One step larger or smaller; 0 fits the width."""
        self._fits = step == 0
        if step:
            smaller = [zoom for zoom in ZOOMS if zoom < self._zoom - 0.01]
            larger = [zoom for zoom in ZOOMS if zoom > self._zoom + 0.01]
            self._zoom = (larger or [ZOOMS[-1]])[0] if step > 0 else (smaller or [ZOOMS[0]])[-1]
        self._lay_out()
        self.viewport().update()

    def _scale(self) -> float:
        """Pixels at 1x a point."""
        return self._zoom * SCREEN_DPI / POINTS_PER_INCH

    def _lay_out(self) -> None:
        self._places = []
        sizes = self._document.sizes if self._document is not None else ()
        room = self.viewport().width() - 2 * GAP
        if self._fits and sizes:
            widest = max(width for width, _ in sizes)
            self._zoom = min(max(room / widest * POINTS_PER_INCH / SCREEN_DPI, 0.3), 1.5)
        top, widest_px = GAP, 0
        for width, height in sizes:
            size = QSize(round(width * self._scale()), round(height * self._scale()))
            left = max((self.viewport().width() - size.width()) // 2, GAP)
            self._places.append(QRect(QPoint(left, top), size))
            top += size.height() + GAP
            widest_px = max(widest_px, size.width() + 2 * GAP)
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setRange(0, max(top - self.viewport().height(), 0))
        self.horizontalScrollBar().setPageStep(self.viewport().width())
        self.horizontalScrollBar().setRange(0, max(widest_px - self.viewport().width(), 0))
        self.zoomed.emit(round(self._zoom * 100))

    def _moved(self) -> None:
        top = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = next((n for n, place in enumerate(self._places) if place.bottom() >= top), 0)
        self._page = page
        self.page_changed.emit(page + 1 if self.pages else 0, self.pages)
        self.viewport().update()

    def go_to(self, page: int) -> None:
        """Page `page`, from 1, at the top."""
        if 0 < page <= len(self._places):
            self.verticalScrollBar().setValue(self._places[page - 1].top() - GAP)

    def _render(self, page: int) -> None:
        scale = self._scale() * self.devicePixelRatioF()
        document = self._document
        if document is None or (page, scale) in self._asked:
            return
        self._asked.add((page, scale))
        work: Callable[[], QImage] = partial(_rendered, document, page, scale)
        self._jobs.call(
            work, self, partial(self._rendered, document, page, scale), partial(self._not_rendered, document)
        )

    def _rendered(self, document: Preview, page: int, scale: float, image: QImage) -> None:
        self._asked.discard((page, scale))
        if document is not self._document:
            return
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._images[page] = (scale, image)
        for far in sorted(self._images, key=lambda n: abs(n - self._page))[KEPT:]:
            del self._images[far]
        self.viewport().update()

    def _not_rendered(self, document: Preview, error: BaseException) -> None:
        """A document that was closed meanwhile cannot be rendered, and need not be."""
        if document is self._document:
            self._jobs.unhandled.emit(error)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper where a page is still being rendered, an older picture of it where there is one."""
        del event
        theme = current()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), theme.color("chrome"))
        shift = QPoint(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        wanted = self._scale() * self.devicePixelRatioF()
        for page, place in enumerate(self._places):
            shown = place.translated(shift)
            if not shown.intersects(self.viewport().rect()):
                continue
            painter.fillRect(shown, Qt.GlobalColor.white)
            known = self._images.get(page)
            if known is not None:
                painter.drawImage(shown, known[1])
            if known is None or known[0] != wanted:
                self._render(page)
        if self.hasFocus():
            painting.ring(painter, self.viewport().rect(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: fit again, at the same place of the document."""
        super().resizeEvent(event)
        bar = self.verticalScrollBar()
        part = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._lay_out()
        bar.setValue(round(part * bar.maximum()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pages, ends and zoom by key."""
        bar = self.verticalScrollBar()
        moves = {
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_Space: bar.value() + bar.pageStep(),
        }
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
            if key in steps:
                self.zoom(steps[key])
                return
        elif key in moves:
            bar.setValue(moves[key])
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.viewport().update()


def _let_go(held: list[Preview]) -> None:
    for document in held:
        document.close()


def _rendered(document: Preview, page: int, scale: float) -> QImage:
    return image_of(document.render(page, scale))
