"""Files of a ticket: pictures for the discussion, a look inside, and saving. Nothing is ever run."""

from collections import OrderedDict
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from pacdesk.config import atomic
from pacdesk.config.paths import safe_name
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.rows import AttachmentRow
from pacdesk.errors import UserError
from pacdesk.gui.context import Context
from pacdesk.gui.messages import sentence
from pacdesk.gui.reports.pages_view import PagesView
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, set_look
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.wording import file_size
from pacdesk.reports.preview import Preview

translate = QCoreApplication.translate
SHOWN_EDGE = 1600
"""Longest edge in px of a picture as it is kept for the discussion."""
PICTURES_KEPT = 60
TEXT_SHOWN = 1024 * 1024
MOST_PIXELS = 120_000_000
_TEXT_TYPES = ("text/", "application/json", "application/xml", "application/x-yaml", "message/rfc822")


class Pictures(QObject):
    """The pictures of a discussion: asked for when they are painted, there a moment later.

    `arrived(attachment id)` tells that one came. At most `PICTURES_KEPT` stay in memory.
    """

    arrived = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()

    def of(self, file: AttachmentRow) -> QImage | None:
        """The picture, or None while it is on its way or cannot be shown."""
        known = self._kept.get(file.sha256)
        if known is not None:
            self._kept.move_to_end(file.sha256)
            return known
        desk = self._context.desk
        if desk is not None and file.sha256 not in self._asked:
            self._asked.add(file.sha256)
            work = partial(_picture_of, desk, file.sha256)
            self._context.jobs.call(work, self, partial(self._came, file), self._stays_away)
        return None

    def _came(self, file: AttachmentRow, image: QImage | None) -> None:
        if image is None:
            return
        self._asked.discard(file.sha256)
        self._kept[file.sha256] = image
        while len(self._kept) > PICTURES_KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit(file.event_id or UUID(int=0))

    def _stays_away(self, error: BaseException) -> None:
        """A file whose content is gone keeps its place; opening it says why."""


def _picture_of(desk: DeskPort, sha256: str) -> QImage | None:
    return decode(desk.get_file(sha256), SHOWN_EDGE)


def decode(content: bytes, longest: int | None = None) -> QImage | None:
    """A picture of bytes, scaled down to `longest` px; None for what is no picture or absurdly large."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return None
    if longest is not None and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


class _Picture(QWidget):
    """A picture as large as its place allows."""

    def __init__(self, image: QImage, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = image
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return self._image.size().boundedTo(QSize(1000, 700))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), current().color("sunken"))
        room = self.size()
        fitted = self._image.size()
        if fitted.width() > room.width() or fitted.height() > room.height():
            fitted = fitted.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        left = (room.width() - fitted.width()) // 2
        top = (room.height() - fitted.height()) // 2
        painter.drawImage(self.rect().adjusted(left, top, -left, -top), self._image)


class AttachmentDialog(QDialog):
    """A look inside a file: pictures, PDF and text. Anything else can be saved, never run."""

    def __init__(self, context: Context, file: AttachmentRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._file = file
        self._content = b""
        self.setWindowTitle(file.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme = current()
        name = ElidedLabel(self, look="strong")
        name.show_text(file.name)
        facts = plain_label(self)
        facts.setText(f"{file_size(file.size)} · {file.media_type}")
        set_look(facts, "look", "second")
        self.save = Button(self.tr("Save as…"), icon="download", parent=self)
        self.save.setEnabled(False)
        self.save.clicked.connect(self._save)
        close = Button(self.tr("Close"), kind="ghost", parent=self)
        close.clicked.connect(self.accept)
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(facts)
        head.addWidget(self.save)
        head.addWidget(close)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*([theme.px("pad_l")] * 4))
        self._column.addLayout(head)
        self.shown: QWidget = EmptyState(self)
        self._column.addWidget(self.shown, 1)
        self.resize(theme.scaled(900), theme.scaled(680))
        desk = context.desk
        if desk is not None:
            work = partial(desk.get_file, file.sha256)
            context.jobs.call(work, self, self._came, self._is_missing)

    def _came(self, content: bytes) -> None:
        self._content = content
        self.save.setEnabled(True)
        self._put(self._view(content))

    def _put(self, widget: QWidget) -> None:
        self._column.replaceWidget(self.shown, widget)
        self.shown.hide()
        self.shown.deleteLater()
        self.shown = widget
        widget.show()

    def _view(self, content: bytes) -> QWidget:
        kind = self._file.media_type
        if kind.startswith("image/"):
            image = decode(content, 4000)
            if image is not None:
                return _Picture(image, self._file.name, self)
        if kind == "application/pdf" or content[:5] == b"%PDF-":
            return self._pdf(content)
        if kind.startswith(_TEXT_TYPES) and b"\0" not in content[:4096]:
            return self._text(content)
        return self._nothing()

    def _pdf(self, content: bytes) -> QWidget:
        view = PagesView(self._file.name, self._context.jobs, self)
        self._context.jobs.call(partial(Preview, content), self, view.show_document, self._no_pdf)
        return view

    def _no_pdf(self, error: BaseException) -> None:
        self._is_missing(error)

    def _text(self, content: bytes) -> QWidget:
        view = QPlainTextEdit(self)
        view.setReadOnly(True)
        view.setFont(current().code_font())
        view.setAccessibleName(self._file.name)
        text = _decoded(content[:TEXT_SHOWN])
        if len(content) > TEXT_SHOWN:
            text += "\n" + self.tr("… the rest is in the file; save it to read on.")
        view.setPlainText(text)
        return view

    def _nothing(self) -> QWidget:
        state = EmptyState(self)
        state.say(
            "file",
            self.tr("This kind of file is not shown here"),
            self.tr("Save it and open it with a program that you trust."),
            button=("save", self.tr("Save as…")),
        )
        state.pressed.connect(self._save)
        return state

    def _is_missing(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self._context.tell(error)
            return
        state = EmptyState(self)
        message = sentence(error)
        state.say("circle-alert", message.what, message.do)
        self._put(state)

    def _save(self) -> None:
        save_as(self._context, self, self._file.name, self._content)


def save_as(context: Context, owner: QWidget, name: str, content: bytes) -> None:
    """Ask where, and write bytes there in the background, whole or not at all."""
    wanted = safe_name(name)
    chosen, _ = QFileDialog.getSaveFileName(owner, translate("Files", "Save as"), wanted)
    if not chosen:
        return
    told = translate("Files", "Saved as {name}").format(name=Path(chosen).name)
    context.jobs.call(
        partial(write_file, Path(chosen), content), owner, lambda _: context.toast(told), context.tell
    )


def write_file(path: Path, content: bytes) -> None:
    """Write bytes whole or not at all. Raises UserError `file.not_written`."""
    try:
        atomic.write(path, content, mode=0o666)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError("file.not_written", path=str(path), reason=reason) from error


def save_attachment(context: Context, owner: QWidget, file: AttachmentRow) -> None:
    """Ask where to save a file of the desk, and save it there."""
    desk = context.desk
    if desk is None:
        return
    context.jobs.call(
        partial(desk.get_file, file.sha256),
        owner,
        partial(save_as, context, owner, file.name),
        context.tell,
    )


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
