"""Paints the entries of the discussion. Three kinds of card, told apart four ways each: surface,
edge, icon and words; the hatching of internal notes survives grey printing and colour blindness."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from pacdesk.desk.tickets.rows import AttachmentRow, EntryRow
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.desk.values import Visibility
from pacdesk.gui import icons
from pacdesk.gui.theme import current
from pacdesk.gui.tickets.entry_layout import Laid, file_label, header_height, is_card, paint_body
from pacdesk.gui.tickets.entry_words import icon_of, role_of
from pacdesk.gui.widgets import painting
from pacdesk.gui.wording import when

if TYPE_CHECKING:
    from pacdesk.gui.tickets.timeline import TimelineModel

translate = QCoreApplication.translate
_HATCH_WIDTH = 6
_HATCH_STEP = 5
_UNDONE_OPACITY = 0.55


class EntryPainter:
    """Paints one entry into its place in the timeline."""

    def __init__(self, model: "TimelineModel") -> None:
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, entry: EntryRow, laid: Laid) -> None:
        """A card, or one grey line."""
        painter.save()
        painter.translate(option.rect.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_thread(painter, laid)
        if entry.undone_by is not None:
            painter.setOpacity(_UNDONE_OPACITY)
        if is_card(entry):
            self._paint_card(painter, entry, laid)
        else:
            self._paint_line(painter, entry, laid)
        view = option.widget
        if option.state & QStyle.StateFlag.State_HasFocus and isinstance(view, QAbstractItemView):
            painting.ring(painter, laid.card if is_card(entry) else laid.body, current().px("radius"))
        painter.restore()

    def _paint_thread(self, painter: QPainter, laid: Laid) -> None:
        theme = current()
        x = theme.scaled(14)
        painter.setPen(QPen(theme.ink("line"), 1))
        painter.drawLine(x, 0, x, laid.height)

    def _paint_line(self, painter: QPainter, entry: EntryRow, laid: Laid) -> None:
        theme = current()
        dpr = painter.device().devicePixelRatioF()
        side = theme.px("icon_s")
        disc = QRectF(
            theme.scaled(4), (laid.height - theme.scaled(20)) / 2, theme.scaled(20), theme.scaled(20)
        )
        painter.setPen(QPen(theme.ink("line"), 1))
        painter.setBrush(theme.ink("base"))
        painter.drawEllipse(disc)
        spot = disc.center() - QPointF(side / 2, side / 2)
        painter.drawPixmap(spot, icons.pixmap(icon_of(entry.kind), "text3", side, dpr))
        clock = self._time(entry)
        measure = min(laid.body.width(), theme.px("timeline_measure"))
        line = QRect(laid.body.left(), 0, measure, laid.height)
        used = painting.draw_line(painter, line, clock, "text3", size="small", tabular=True, right=True)
        words = line.adjusted(0, 0, -used - theme.px("pad"), 0)
        painting.draw_line(painter, words, laid.text, "text2", size="small")

    def _paint_card(self, painter: QPainter, entry: EntryRow, laid: Laid) -> None:
        theme = current()
        dpr = painter.device().devicePixelRatioF()
        fill, edge, head = _surface(entry)
        shape = QPainterPath()
        box = QRectF(laid.card).adjusted(0.5, 0.5, -0.5, -0.5)
        shape.addRoundedRect(box, theme.px("radius"), theme.px("radius"))
        painter.fillPath(shape, theme.ink(fill))
        painter.save()
        painter.setClipPath(shape)
        if head is not None:
            painter.fillRect(
                QRect(laid.card.left(), laid.card.top(), laid.card.width(), header_height()), theme.ink(head)
            )
        if entry.visibility is Visibility.INTERNAL and entry.kind is not EventKind.CLIENT_MESSAGE:
            _hatch(painter, laid.card)
        painter.restore()
        painter.setPen(QPen(theme.ink(edge), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        face = painting.avatar_pixmap(_speaker(entry), theme.scaled(28), dpr, person=True)
        painter.drawPixmap(0, laid.card.top() + theme.scaled(2), face)
        self._paint_head(painter, entry, laid)
        paint_body(painter, laid)
        for rect, attachment in laid.images:
            self._paint_image(painter, rect, attachment)
        for rect, attachment in laid.files:
            _paint_file(painter, rect, attachment)

    def _paint_head(self, painter: QPainter, entry: EntryRow, laid: Laid) -> None:
        theme = current()
        dpr = painter.device().devicePixelRatioF()
        line = QRect(laid.body.left(), laid.card.top(), laid.body.width(), header_height())
        line.setRight(line.right() - self._paint_right(painter, entry, line, dpr))
        used = painting.draw_line(painter, line, _speaker(entry), "text", weight="strong")
        icon, words = role_of(entry)
        if self._model.is_corrected(entry):
            words = words + " · " + translate("Entry", "corrected")
        if entry.undone_by is not None:
            words = words + " · " + translate("Entry", "undone")
        tone = _role_tone(entry)
        line.setLeft(line.left() + used + theme.scaled(10))
        if line.width() <= theme.scaled(20):
            return
        side = theme.px("icon_s")
        top = line.top() + (line.height() - side) // 2
        painter.drawPixmap(line.left(), top, icons.pixmap(icon, tone, side, dpr))
        line.setLeft(line.left() + side + theme.scaled(5))
        painting.draw_line(painter, line, words, tone, size="small", weight="label")

    def _paint_right(self, painter: QPainter, entry: EntryRow, line: QRect, dpr: float) -> int:
        theme = current()
        used = painting.draw_line(
            painter, line, self._time(entry), "text3", size="small", tabular=True, right=True
        )
        if self._model.is_new(entry):
            look = painting.ChipLook(translate("Entry", "New"), "info", small=True)
            width = painting.chip_size(look).width()
            left = line.right() - used - theme.scaled(8) - width
            top = line.center().y() - painting.chip_height(look) // 2
            painter.drawPixmap(left, top, painting.chip_pixmap(look, width, dpr))
            used += width + theme.scaled(8)
        return used + theme.px("pad")

    def _paint_image(self, painter: QPainter, rect: QRect, attachment: AttachmentRow) -> None:
        theme = current()
        image = self._model.image_of(attachment)
        if image is None:
            painter.setPen(QPen(theme.ink("line"), 1))
            painter.setBrush(theme.ink("sunken"))
            painter.drawRoundedRect(rect, theme.px("radius_s"), theme.px("radius_s"))
            painting.draw_line(painter, rect.adjusted(8, 0, -8, 0), attachment.name, "text3", size="small")
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, image)

    def _time(self, entry: EntryRow) -> str:
        zone = self._model.zone
        return "" if zone is None else when(entry.happened_at, self._model.now(), zone)


def _speaker(entry: EntryRow) -> str:
    if entry.kind is EventKind.CLIENT_MESSAGE and entry.on_behalf_of:
        return entry.on_behalf_of
    return entry.actor_label or "—"


def _surface(entry: EntryRow) -> tuple[str, str, str | None]:
    """(fill, edge, fill of the first line) of a card."""
    if entry.kind in (EventKind.CLIENT_MESSAGE, EventKind.OPENED, EventKind.IMPORTED):
        return "base", "line_strong", None
    if entry.visibility is Visibility.INTERNAL:
        return "note", "note_line", None
    return "base", "info_line", "info_soft"


def _role_tone(entry: EntryRow) -> str:
    if entry.kind in (EventKind.CLIENT_MESSAGE, EventKind.OPENED, EventKind.IMPORTED):
        return "text2"
    return "note_text" if entry.visibility is Visibility.INTERNAL else "info_text"


def _hatch(painter: QPainter, card: QRect) -> None:
    theme = current()
    width, step = theme.scaled(_HATCH_WIDTH), theme.scaled(_HATCH_STEP)
    painter.save()
    painter.setClipRect(QRect(card.left(), card.top(), width, card.height()), Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(theme.ink("note_edge"), theme.scaled(2)))
    for y in range(card.top() - width, card.bottom() + width, step):
        painter.drawLine(QLineF(card.left(), y + width, card.left() + width, y))
    painter.restore()


def _paint_file(painter: QPainter, rect: QRect, attachment: AttachmentRow) -> None:
    theme = current()
    dpr = painter.device().devicePixelRatioF()
    painter.setPen(QPen(theme.ink("line_strong"), 1))
    painter.setBrush(theme.ink("base"))
    painter.drawRoundedRect(
        QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), theme.px("radius"), theme.px("radius")
    )
    side = theme.px("icon_s")
    icon = "image" if attachment.media_type.startswith("image/") else "file-text"
    top = rect.top() + (rect.height() - side) // 2
    painter.drawPixmap(rect.left() + theme.scaled(9), top, icons.pixmap(icon, "text2", side, dpr))
    words = rect.adjusted(theme.scaled(14) + side, 0, -theme.scaled(10), 0)
    painting.draw_line(painter, words, file_label(attachment), "text", size="small")
