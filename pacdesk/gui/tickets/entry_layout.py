"""Where everything stands in one entry of the discussion, measured once per entry and width."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from uuid import UUID

from PySide6.QtCore import QRect, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFontMetrics,
    QImage,
    QPainter,
    QPalette,
    QStaticText,
    QTextDocument,
    QTextOption,
)

from pacdesk.desk.tickets.rows import AttachmentRow, EntryRow
from pacdesk.desk.tickets.rules import SPOKEN, EventKind
from pacdesk.gui import rich_text
from pacdesk.gui.theme import current
from pacdesk.gui.wording import file_size

_KEPT = 1500
_WRAPPED = QTextOption()
_WRAPPED.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
_TELLING = frozenset({EventKind.OPENED, EventKind.IMPORTED, EventKind.UNDERSTANDING_ASKED})
"""Events that are a card when they carry a text of somebody's."""
IMAGE_HEIGHT = 220
"""Most pixels (at 100 %) that an inline image takes in height before it is opened."""


@dataclass(slots=True)
class Laid:
    """An entry laid out for a width. Rectangles are relative to the entry's own top left."""

    height: int
    card: QRect
    body: QRect
    document: QTextDocument | QStaticText | None
    text: str
    files: list[tuple[QRect, AttachmentRow]] = field(default_factory=list)
    images: list[tuple[QRect, AttachmentRow]] = field(default_factory=list)


class EntryLayouts:
    """Measures entries and remembers the result. Texts without Markdown take a quick way."""

    def __init__(self, image_of: Callable[[AttachmentRow], QImage | None]) -> None:
        self._image_of = image_of
        self._kept: OrderedDict[tuple[UUID, int, int, str], Laid] = OrderedDict()

    def forget(self, entry: UUID | None = None) -> None:
        """Drop what is remembered: of one entry (its images came), or everything."""
        if entry is None:
            self._kept.clear()
            return
        for key in [key for key in self._kept if key[0] == entry]:
            del self._kept[key]

    def of(self, entry: EntryRow, width: int, text: str) -> Laid:
        """The layout of an entry whose shown text is `text`, for a width in px."""
        key = (entry.id, width, current().key, text)
        known = self._kept.get(key)
        if known is None:
            known = self._measure_card(entry, width, text) if is_card(entry) else _measure_line(width, text)
            self._kept[key] = known
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return known

    def _measure_card(self, entry: EntryRow, width: int, text: str) -> Laid:
        theme = current()
        left = theme.px("timeline_gutter")
        card_width = max(min(width - left - theme.px("pad"), theme.px("timeline_measure")), theme.scaled(200))
        pad, gap = theme.scaled(14), theme.px("grid")
        inner = card_width - 2 * pad
        top = gap + header_height()
        body_height, document = _body(text, inner)
        body = QRect(left + pad, top + (gap if document is not None else 0), inner, body_height)
        end = body.bottom() + 1
        laid = Laid(height=0, card=QRect(), body=body, document=document, text=text)
        end = self._place_images(entry, laid, QRect(left + pad, end, inner, 0))
        end = _place_files(entry, laid, QRect(left + pad, end, inner, 0))
        laid.card = QRect(left, gap, card_width, end + theme.scaled(10) - gap)
        laid.height = laid.card.bottom() + 1 + theme.scaled(6)
        return laid

    def _place_images(self, entry: EntryRow, laid: Laid, room: QRect) -> int:
        theme = current()
        end = room.top()
        for attachment in entry.attachments:
            if not attachment.inline:
                continue
            image = self._image_of(attachment)
            box = QSizeF(theme.scaled(IMAGE_HEIGHT) * 1.5, theme.scaled(IMAGE_HEIGHT))
            size = (
                box
                if image is None
                else QSizeF(image.size()).scaled(
                    min(room.width(), image.width()),
                    min(box.height(), image.height()),
                    Qt.AspectRatioMode.KeepAspectRatio,
                )
            )
            rect = QRect(room.left(), end + theme.scaled(6), round(size.width()), round(size.height()))
            laid.images.append((rect, attachment))
            end = rect.bottom() + 1
        return end


def is_card(entry: EntryRow) -> bool:
    """Whether an entry is a card of the discussion; anything else is one grey line."""
    return not entry.erased and (entry.kind in SPOKEN or bool(entry.text and entry.kind in _TELLING))


def header_height() -> int:
    """Height of a card's first line in px."""
    return current().scaled(30)


def _measure_line(width: int, text: str) -> Laid:
    theme = current()
    left = theme.px("timeline_gutter")
    height = theme.px("row")
    body = QRect(left, 0, max(width - left - theme.px("pad"), 1), height)
    return Laid(height=height, card=QRect(), body=body, document=None, text=text)


def _plain_text(text: str, width: int) -> QStaticText:
    """Text that breaks between words, and within one only when it is longer than the line."""
    laid = QStaticText(text)
    laid.setTextFormat(Qt.TextFormat.PlainText)
    laid.setTextOption(_WRAPPED)
    laid.setTextWidth(width)
    laid.prepare(font=current().font("body"))
    return laid


def _body(text: str, width: int) -> tuple[int, QTextDocument | QStaticText | None]:
    if not text:
        return 0, None
    if rich_text.is_plain(text):
        laid = _plain_text(text, width)
        return ceil(laid.size().height()), laid
    document = new_document(text)
    if document.isEmpty():
        return 0, None
    document.setTextWidth(width)
    return round(document.size().height()), document


def new_document(text: str) -> QTextDocument:
    """A sanitised document in the theme's type; it can load nothing."""
    theme = current()
    document = rich_text.DeafDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(theme.font("body"))
    document.setDefaultStyleSheet(
        f"a {{ color: {theme.colour_name('accent_text')}; }}"
        f"code, pre {{ font-family: 'JetBrains Mono'; }}"
        f"blockquote {{ color: {theme.colour_name('text2')}; }}"
    )
    document.setHtml(rich_text.to_html(text))
    return document


def paint_body(painter: QPainter, laid: Laid) -> None:
    """Paint an entry's text where it was measured."""
    theme = current()
    if laid.document is None:
        return
    if isinstance(laid.document, QStaticText):
        painter.setFont(theme.font("body"))
        painter.setPen(theme.ink("text"))
        painter.drawStaticText(laid.body.topLeft(), laid.document)
        return
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, theme.color("text"))
    context.palette = palette
    painter.save()
    painter.translate(laid.body.topLeft())
    laid.document.documentLayout().draw(painter, context)
    painter.restore()


def file_label(attachment: AttachmentRow) -> str:
    """`onu-chapeco.jpg  412 kB`."""
    return f"{attachment.name}  {file_size(attachment.size)}"


def _place_files(entry: EntryRow, laid: Laid, room: QRect) -> int:
    theme = current()
    metrics = QFontMetrics(theme.font("small"))
    height, gap = theme.px("control_s"), theme.scaled(6)
    left, top, end = room.left(), room.top() + theme.scaled(8), room.top()
    for attachment in entry.attachments:
        if attachment.inline:
            continue
        wanted = metrics.horizontalAdvance(file_label(attachment)) + theme.scaled(42)
        width = min(wanted, room.width())
        if left + width > room.right() + 1 and left > room.left():
            left, top = room.left(), top + height + gap
        rect = QRect(left, top, width, height)
        laid.files.append((rect, attachment))
        left, end = rect.right() + 1 + gap, rect.bottom() + 1
    return end
