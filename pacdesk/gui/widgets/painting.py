"""Small painted things, shared by widgets and delegates: chips, avatars, bars, rings, text.

Pictures are kept by what they show and the theme's key; a bounded cache forgets everything at
once when it is full, which costs one repaint and no bookkeeping. Lengths are px at 1x.
"""

from collections.abc import Callable
from itertools import islice
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap, QStaticText

from pacdesk.desk.lean import dataclass
from pacdesk.gui import icons
from pacdesk.gui.theme import current

_MOST_PICTURES = 4000
_MOST_TEXTS = 1500
_TEXTS_AT_ONCE = 150
"""A screen of a list has some 300. So many of the oldest go at a time: all of them at once take 50 ms."""
LEVELS = ("low", "normal", "high", "critical")

_pictures: dict[tuple[object, ...], QPixmap] = {}
_chips: "dict[tuple[int, ChipLook], QSize]" = {}
_texts: "dict[tuple[object, ...], _Line]" = {}


def picture(
    key: tuple[object, ...], size: Callable[[], QSize], paint: Callable[[QPainter, QSize], None], dpr: float
) -> QPixmap:
    """The kept picture of `key`, or a new one: `paint` gets an antialiased painter and the size at 1x."""
    full = (current().key, dpr, *key)
    known = _pictures.get(full)
    if known is None:
        if len(_pictures) >= _MOST_PICTURES:
            _pictures.clear()
        box = size()
        known = QPixmap(round(box.width() * dpr), round(box.height() * dpr))
        known.setDevicePixelRatio(dpr)
        known.fill(Qt.GlobalColor.transparent)
        painter = QPainter(known)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, box)
        painter.end()
        _pictures[full] = known
    return known


@dataclass(frozen=True, slots=True)
class ChipLook:
    """What a chip shows. `dot` for stages, `icon` for events, neither for contract states.

    `edge` keeps the pill visible on a selected row; `outlined` is for facts that are no state
    (a portfolio), `small` for the second line of a two-line row.
    """

    text: str
    tone: str = "off"
    dot: bool = False
    icon: str | None = None
    edge: bool = False
    outlined: bool = False
    small: bool = False

    def type_size(self) -> str:
        """The step of the type scale its text is in."""
        return "micro" if self.small else "small"


def chip_height(look: ChipLook) -> int:
    """20 px, or 18 for the small one of two-line rows."""
    return current().px("chip") - (current().scaled(2) if look.small else 0)


def _chip_lead(look: ChipLook) -> int:
    theme = current()
    if look.icon is not None:
        return theme.scaled(13) + theme.scaled(4)
    return theme.scaled(6) + theme.scaled(5) if look.dot else 0


def chip_size(look: ChipLook) -> QSize:
    """How large the chip is when nothing squeezes it."""
    theme = current()
    key = (theme.key, look)
    known = _chips.get(key)
    if known is None:
        if len(_chips) >= _MOST_PICTURES:
            _chips.clear()
        text = QFontMetrics(theme.font(look.type_size(), "label")).horizontalAdvance(look.text)
        known = _chips[key] = QSize(text + _chip_lead(look) + 2 * theme.px("pad_s") + 2, chip_height(look))
    return known


def chip_pixmap(look: ChipLook, width: int, dpr: float) -> QPixmap:
    """A chip at most `width` wide; its text elides."""
    natural = chip_size(look)
    box = QSize(min(natural.width(), max(width, natural.height())), natural.height())
    return picture(("chip", look, box.width()), lambda: box, lambda p, s: _paint_chip(p, s, look), dpr)


def _paint_chip(painter: QPainter, size: QSize, look: ChipLook) -> None:
    theme = current()
    tone = theme.tone(look.tone)
    edged = look.edge or look.outlined or theme.high_contrast
    pill = QRectF(0, 0, size.width(), size.height())
    if edged:
        pill.adjust(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("line_strong" if look.outlined else tone.line), 1))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if look.outlined else theme.color(tone.soft))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    x = theme.px("pad_s") + 1
    ink = "text2" if look.outlined else tone.text
    if look.icon is not None:
        side = theme.scaled(13)
        dpr = painter.device().devicePixelRatioF()
        painter.drawPixmap(x, (size.height() - side) // 2, icons.pixmap(look.icon, ink, side, dpr))
    elif look.dot:
        side = theme.scaled(6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(tone.dot))
        painter.drawEllipse(QRectF(x, (size.height() - side) / 2, side, side))
    x += _chip_lead(look)
    font = theme.font(look.type_size(), "label")
    room = size.width() - x - theme.px("pad_s")
    shown = QFontMetrics(font).elidedText(look.text, Qt.TextElideMode.ElideRight, room + 2)
    painter.setFont(font)
    painter.setPen(theme.color(ink))
    painter.drawText(
        QRect(x, 0, room + 4, size.height()),
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
        shown,
    )


def initials(name: str, *, person: bool) -> str:
    """Two letters: first and last word of a person, first two words of a company."""
    words = [word for word in name.split() if word[:1].isalnum() and (len(word) > 2 or word[:1].isupper())]
    if not words:
        return name.strip()[:1].upper()
    if len(words) == 1:
        return words[0][:1].upper()
    return (words[0][0] + (words[-1] if person else words[1])[0]).upper()


def avatar_pixmap(name: str, size: int, dpr: float, *, person: bool) -> QPixmap:
    """Initials in a circle (person) or a rounded square (client); nobody is a dashed circle."""
    key = ("avatar", name, size, person)
    return picture(key, lambda: QSize(size, size), lambda p, _: _paint_avatar(p, name, size, person), dpr)


def _paint_avatar(painter: QPainter, name: str, size: int, person: bool) -> None:
    theme = current()
    if not name:
        pen = QPen(theme.color("control"), 1)
        pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.drawEllipse(QRectF(1, 1, size - 2, size - 2))
        return
    fill, ink = theme.avatar(name)
    painter.setPen(QPen(ink, 1) if theme.high_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    box = QRectF(0, 0, size, size)
    if person:
        painter.drawEllipse(box)
    else:
        painter.drawRoundedRect(box, theme.px("radius"), theme.px("radius"))
    font = theme.font("micro", "strong")
    font = type(font)(font)
    font.setPixelSize(max(round(size * 0.38), 8))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(name, person=person))


def priority_tone(level: str) -> str:
    """The colour family of a priority level (one of `LEVELS`)."""
    return current().meaning("priority", level)


def priority_pixmap(level: str, dpr: float) -> QPixmap:
    """One to four rising bars. Raises `ValueError` for a level that is not in `LEVELS`."""
    filled = LEVELS.index(level) + 1
    side = current().px("icon_s")
    key = ("bars", level)
    return picture(key, lambda: QSize(side + 2, side), lambda p, s: _paint_bars(p, s, filled, level), dpr)


def _paint_bars(painter: QPainter, size: QSize, filled: int, level: str) -> None:
    theme = current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    gap = theme.scaled(1)
    width = max((size.width() - 3 * gap) // 4, 2)
    on, off = theme.color(theme.tone(priority_tone(level)).dot), theme.color("line_strong")
    for bar in range(4):
        height = round(size.height() * (0.3 + 0.2 * bar))
        left = bar * (width + gap)
        painter.fillRect(left, size.height() - height - 1, width, height, on if bar < filled else off)


def ring(painter: QPainter, rect: QRect, radius: float, colour: str = "focus") -> None:
    """The focus ring: inside the edge, so that nothing moves when it comes or goes."""
    theme = current()
    width = theme.px("focus")
    inset = width / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


@dataclass(frozen=True, slots=True)
class _Line:
    """Text laid out on one line, elided; sizes in px."""

    laid: QStaticText
    font: QFont
    width: int
    height: float


def _line(text: str, width: int, size: str, weight: str, *, tabular: bool) -> _Line:
    theme = current()
    key = (theme.key, text, width, size, weight, tabular)
    known = _texts.get(key)
    if known is None:
        if len(_texts) >= _MOST_TEXTS:
            for old in list(islice(_texts, _TEXTS_AT_ONCE)):
                del _texts[old]
        font = theme.font(size, weight, tabular=tabular)
        one_line = text.replace("\n", " ")
        shown = QFontMetrics(font).elidedText(one_line, Qt.TextElideMode.ElideRight, width)
        laid = QStaticText(shown)
        laid.setTextFormat(Qt.TextFormat.PlainText)
        laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        laid.prepare(font=font)
        taken = laid.size()
        known = _texts[key] = _Line(laid, font, ceil(taken.width()), taken.height())
    return known


def static_text(
    text: str, width: int, size: str = "body", weight: str = "regular", *, tabular: bool = False
) -> tuple[QStaticText, int]:
    """Text laid out on one line of at most `width` px (elided), and its width in px."""
    line = _line(text, width, size, weight, tabular=tabular)
    return line.laid, line.width


def draw_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    colour: str,
    *,
    size: str = "body",
    weight: str = "regular",
    tabular: bool = False,
    right: bool = False,
) -> int:
    """Draw one line of text, centred in height, elided to `rect`; gives the width used in px."""
    if rect.width() <= 0 or not text:
        return 0
    line = _line(text, rect.width(), size, weight, tabular=tabular)
    painter.setFont(line.font)
    painter.setPen(current().ink(colour))
    left = rect.right() + 1 - line.width if right else rect.left()
    painter.drawStaticText(QPointF(left, rect.top() + (rect.height() - line.height) / 2), line.laid)
    return line.width


def forget() -> None:
    """Drop every kept picture and text; for the end of a test."""
    _pictures.clear()
    _chips.clear()
    _texts.clear()
