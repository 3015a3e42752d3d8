"""Files that somebody adds to what he writes: read in the background, shown as chips, then kept."""

from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeDatabase, Qt, Signal
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pacdesk.config.paths import safe_name
from pacdesk.desk.lean import dataclass
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.commands import NewFile
from pacdesk.desk.values import new_id
from pacdesk.errors import UserError
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button
from pacdesk.gui.wording import file_size

LIMIT = 25 * 1000 * 1000
"""Most bytes of one file (S1.4)."""


@dataclass(frozen=True, slots=True)
class PendingFile:
    """A file that is not sent yet. `inline` images are shown in the text's place."""

    name: str
    content: bytes
    inline: bool = False
    id: UUID = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading files: those that may go, and why the others may not."""

    files: tuple[PendingFile, ...]
    refused: tuple[UserError, ...]


def read_files(paths: Sequence[Path]) -> Read:
    """Read files from disk, off the window's thread. A file over the limit is never read."""
    files, refused = [], []
    for path in paths:
        try:
            files.append(_read(path))
        except UserError as error:
            refused.append(error)
    return Read(tuple(files), tuple(refused))


def _read(path: Path) -> PendingFile:
    if path.is_dir():
        raise UserError("file.folder", name=path.name)
    try:
        size = path.stat().st_size
        if size > LIMIT:
            raise UserError("file.too_large", name=path.name, size=file_size(size), limit=file_size(LIMIT))
        with path.open("rb") as file:
            content = file.read(LIMIT + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError("file.unreadable", name=path.name, reason=reason) from error
    check_size(path.name, len(content))
    return PendingFile(safe_name(path.name), content, inline=media_type(path.name, content) in _INLINE)


_INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def check_size(name: str, size: int) -> None:
    """Raise UserError `file.empty` or `file.too_large` for what may not be attached."""
    if size == 0:
        raise UserError("file.empty", name=name)
    if size > LIMIT:
        raise UserError("file.too_large", name=name, size=file_size(size), limit=file_size(LIMIT))


def png_of(image: QImage) -> bytes:
    """A picture from the clipboard as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def media_type(name: str, content: bytes) -> str:
    """What a file is, by its content first."""
    return str(QMimeDatabase().mimeTypeForFileNameAndData(name, content[:4096]).name())


def keep_all(desk: DeskPort, files: Sequence[PendingFile]) -> tuple[NewFile, ...]:
    """Put files into the desk's file store, off the window's thread."""
    return tuple(
        NewFile(
            attachment=file.id,
            sha256=desk.put_file(file.content),
            name=file.name,
            size=len(file.content),
            media_type=media_type(file.name, file.content),
            inline=file.inline,
        )
        for file in files
    )


class PendingChips(QWidget):
    """The files that will go with the text; each can be taken out again. `changed` tells of it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: list[PendingFile] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(current().scaled(6))
        self._row.addStretch(1)
        self.hide()

    @property
    def files(self) -> tuple[PendingFile, ...]:
        """The files in the order they came."""
        return tuple(self._files)

    def add(self, file: PendingFile) -> None:
        """One more."""
        self.set_files((*self._files, file))
        self.changed.emit()

    def set_files(self, files: Sequence[PendingFile]) -> None:
        """Exactly these; tells nobody."""
        self._files = list(files)
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, file in enumerate(self._files):
            chip = Button(
                f"{_short(file.name)}  {file_size(len(file.content))}", icon="x", small=True, parent=self
            )
            chip.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            chip.setProperty("file", str(file.id))
            remove = self.tr("Remove {name}").format(name=file.name)
            chip.setAccessibleName(remove)
            chip.setToolTip(remove)
            chip.clicked.connect(self._remove)
            self._row.insertWidget(number, chip)
        self.setVisible(bool(self._files))

    def _remove(self) -> None:
        sender = self.sender()
        if sender is not None:
            gone = sender.property("file")
            self.set_files([file for file in self._files if str(file.id) != gone])
            self.changed.emit()


def _short(name: str) -> str:
    return name if len(name) <= 32 else f"{name[:20]}…{name[-10:]}"
