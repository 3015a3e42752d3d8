"""Icons: Lucide drawings recoloured from the theme in force, rendered once a colour and size.

One meaning an icon: lock = internal, eye = seen by the client, hand = take, corner-up-right =
hand over, arrow-right = advance, clock-alert = due soon, circle-alert = late or refused,
pause = clock stopped, wrench = service order, briefcase = portfolio, building-2 = client.
"""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from pacdesk.config.paths import resources
from pacdesk.gui.theme.theme import current

_LIGHTER_FROM = 20  # px: from here on a stroke of 2 looks heavy
_MOST_KEPT = 2000
_rendered: dict[tuple[str, str, int, float], QPixmap] = {}


@cache
def names() -> frozenset[str]:
    """Every icon there is."""
    return frozenset(file.stem for file in (resources() / "icons" / "lucide").glob("*.svg"))


@cache
def _drawing(name: str) -> str:
    return (resources() / "icons" / "lucide" / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, tone: str = "text2", size: int = 16, dpr: float = 1.0) -> QPixmap:
    """A square picture of `size` px at 1x. `tone` is a colour of the theme or its family's text.

    The same object comes back while the cache keeps it. Raises `FileNotFoundError` for a name
    that is not in `names()`, `KeyError` for a tone that the tokens lack.
    """
    theme = current()
    key = (name, theme.colour_name(tone), size, dpr)
    known = _rendered.get(key)
    if known is None:
        if len(_rendered) >= _MOST_KEPT:
            _rendered.clear()
        known = _rendered[key] = _render(*key)
    return known


def _render(name: str, colour: str, size: int, dpr: float) -> QPixmap:
    drawing = _drawing(name).replace("currentColor", colour)
    if size >= _LIGHTER_FROM:
        drawing = drawing.replace('stroke-width="2"', 'stroke-width="1.75"')
    side = max(round(size * dpr), 1)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(dpr)
    return picture


class _Engine(QIconEngine):
    """Draws at the left of its box: a box wider than high gives the gap to a button's text."""

    def __init__(self, name: str, tone: str, checked_tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._checked_tone = checked_tone

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone, self._checked_tone)

    def key(self) -> str:
        return "pacdesk"

    def iconName(self) -> str:
        return self._name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        device = painter.device()
        dpr = device.devicePixelRatioF() if device is not None else 1.0
        top = rect.y() + (rect.height() - side) // 2
        painter.drawPixmap(QPoint(rect.x(), top), pixmap(self._name, self._colour(mode, state), side, dpr))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        side = min(size.width(), size.height())
        drawn = pixmap(self._name, self._colour(mode, state), side, scale)
        if size.width() == size.height():
            return drawn
        if size.isEmpty():
            return QPixmap()
        box = QPixmap(round(size.width() * scale), round(size.height() * scale))
        box.setDevicePixelRatio(scale)
        box.fill(Qt.GlobalColor.transparent)
        painter = QPainter(box)
        painter.drawPixmap(0, (size.height() - side) // 2, drawn)
        painter.end()
        return box

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        del mode, state
        return size

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return "disabled"
        return self._checked_tone if state == QIcon.State.On else self._tone


def icon(name: str, tone: str = "text2", *, checked_tone: str | None = None) -> QIcon:
    """An icon that follows the theme by itself and turns `disabled` with its button.

    Raises `FileNotFoundError` at once for a name that is not in `names()`.
    """
    _drawing(name)
    return QIcon(_Engine(name, tone, checked_tone or tone))


@cache
def program() -> QIcon:
    """The mark of the program: window, task bar, tray."""
    return QIcon(str(resources() / "icons" / "pacdesk.svg"))
