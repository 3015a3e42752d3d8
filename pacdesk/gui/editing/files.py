"""Files of a form: chosen, dropped or pasted; their bytes go to the desk at once, off the window's thread."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from pacdesk.desk.lean import dataclass
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.commands import NewFile
from pacdesk.desk.values import new_id
from pacdesk.errors import UserError
from pacdesk.gui import wording
from pacdesk.gui.context import Context
from pacdesk.gui.theme import current
from pacdesk.gui.tickets.pending_files import PendingFile, media_type, png_of, read_files
from pacdesk.gui.widgets.buttons import Button, IconButton, set_look
from pacdesk.gui.widgets.chips import Icon
from pacdesk.gui.widgets.notices import plain_label


@dataclass(frozen=True, slots=True)
class Added:
    """A file whose bytes are in the desk."""

    sha256: str
    name: str
    size: int
    media_type: str
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking files: those that are in the desk, and why the others are not."""

    files: tuple[Added, ...]
    refused: tuple[UserError, ...] = ()


def take_paths(desk: DeskPort, paths: Sequence[Path]) -> Taken:
    """Put files of this computer into the desk; blocks."""
    read = read_files(paths)
    return Taken(tuple(_put(desk, file) for file in read.files), read.refused)


def take_image(desk: DeskPort, image: QImage, name: str) -> Taken:
    """Put a picture into the desk as PNG; blocks."""
    return Taken((_put(desk, PendingFile(name, png_of(image), inline=True)),))


def _put(desk: DeskPort, file: PendingFile) -> Added:
    kind = media_type(file.name, file.content)
    return Added(desk.put_file(file.content), file.name, len(file.content), kind, file.inline)


class FileDrop(QWidget):
    """The files of a form, one line each, with a button to add more; files and pictures may be dropped,
    pasted with Ctrl+V while it has the focus, or handed over with `take`."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: Context | None = None
        self._files: list[Added] = []
        self._reading = 0
        self.setAcceptDrops(True)
        self._add = Button(kind="normal", icon="paperclip", small=True, parent=self)
        self._add.clicked.connect(self._choose)
        self._hint = plain_label(self, wrap=True)
        set_look(self._hint, "look", "second")
        top = QHBoxLayout()
        top.addWidget(self._add)
        top.addWidget(self._hint, 1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(current().scaled(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("grid"))
        column.addLayout(top)
        column.addLayout(self._rows)
        self.setFocusProxy(self._add)
        self._texts()

    def use(self, context: Context) -> None:
        """The desk that keeps the bytes."""
        self._context = context

    def _texts(self) -> None:
        self._add.setText(self.tr("Attach file…"))
        self._say()

    def _say(self) -> None:
        if self._reading:
            self._hint.setText(self.tr("Reading…"))
        else:
            self._hint.setText(self.tr("Or drop files and paste screenshots here. Up to 25 MB each."))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._texts()
            self._show()

    # --- the input ------------------------------------------------------------------------------

    def value(self) -> Any:
        return tuple(
            NewFile(
                attachment=new_id(),
                sha256=f.sha256,
                name=f.name,
                size=f.size,
                media_type=f.media_type,
                inline=f.inline,
            )
            for f in self._files
        )

    def set_value(self, value: Any) -> None:
        self._files = [Added(f.sha256, f.name, f.size, f.media_type, f.inline) for f in value or ()]
        self._show()

    def problem(self) -> UserError | None:
        return UserError("file.reading") if self._reading else None

    def keep(self) -> Any:
        return [[f.sha256, f.name, f.size, f.media_type, f.inline] for f in self._files]

    def restore(self, kept: Any) -> None:
        self._files = [Added(*entry) for entry in kept or () if len(entry) == 5]
        self._show()

    def set_locked(self, locked: bool, /) -> None:
        self.setEnabled(not locked)

    # --- adding ---------------------------------------------------------------------------------

    def take(self, data: QMimeData) -> bool:
        """Take dropped or pasted files or a picture; whether there was any."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.add_paths(paths)
            return True
        image = QImage(data.imageData()) if data.hasImage() else QImage()
        if image.isNull():
            return False
        self._add_image(image)
        return True

    def add_paths(self, paths: Iterable[Path]) -> None:
        """Add files of this computer."""
        context = self._context
        desk = context.desk if context is not None else None
        if context is None or desk is None:
            return
        wanted = tuple(paths)
        self._start()
        context.jobs.call(lambda: take_paths(desk, wanted), self, self._taken, self._failed)

    def _add_image(self, image: QImage) -> None:
        context = self._context
        desk = context.desk if context is not None else None
        if context is None or desk is None:
            return
        stamp = datetime.now(context.zone).strftime("%Y-%m-%d %H-%M-%S")
        name = self.tr("Screenshot {stamp}.png").format(stamp=stamp)
        self._start()
        context.jobs.call(lambda: take_image(desk, image, name), self, self._taken, self._failed)

    def _start(self) -> None:
        self._reading += 1
        self._say()
        self.edited.emit()

    def _taken(self, taken: Taken) -> None:
        self._reading -= 1
        self._files.extend(taken.files)
        self._show()
        self.edited.emit()
        if taken.refused and self._context is not None:
            self._context.tell(taken.refused[0])

    def _failed(self, error: BaseException) -> None:
        self._reading -= 1
        self._say()
        self.edited.emit()
        if self._context is not None:
            self._context.tell(error)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, names: list[str]) -> None:
        self.add_paths(Path(name) for name in names)

    def _remove(self) -> None:
        at = int(self.sender().property("at"))
        del self._files[at]
        self._show()
        self._add.setFocus()
        self.edited.emit()

    # --- showing --------------------------------------------------------------------------------

    def _show(self) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, file in enumerate(self._files):
            self._rows.addWidget(self._row(at, file))
        self._say()

    def _row(self, at: int, file: Added) -> QWidget:
        line = QWidget(self)
        name = plain_label(line)
        name.setText(file.name)
        name.setToolTip(file.name)
        size = plain_label(line)
        size.setText(wording.file_size(file.size))
        set_look(size, "look", "second")
        drop = IconButton("x", self.tr("Remove {name}").format(name=file.name), small=True, parent=line)
        drop.setProperty("at", at)
        drop.clicked.connect(self._remove)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().px("pad_s"))
        row.addWidget(Icon("image" if file.media_type.startswith("image/") else "file", "text2", parent=line))
        row.addWidget(name)
        row.addWidget(size)
        row.addWidget(drop)
        row.addStretch(1)
        return line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and self.take(QApplication.clipboard().mimeData()):
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.take(event.mimeData()):
            event.acceptProposedAction()
