"""The company's logo: chosen from a file, shown as documents show it, and taken away again."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QMimeDatabase, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pacdesk.desk.company.commands import SetLogo
from pacdesk.errors import UserError
from pacdesk.gui.context import Context
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.wording import file_size

LIMIT = 2 * 1000 * 1000
HEIGHT = 72
"""Of the picture as it is shown, in px at 100 %."""
"""Most bytes of a logo: it is printed on every page."""


class LogoBox(QWidget):
    """Acts at once, like every setting; undo takes it back."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._title = QLabel(self.tr("Logo"), self)
        set_look(self._title, "look", "label")
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.choose = Button(self.tr("Choose logo…"), icon="image", parent=self)
        self.remove = Button(self.tr("Remove logo"), kind="ghost", parent=self)
        self.choose.clicked.connect(self._choose)
        self.remove.clicked.connect(self._remove)
        buttons = QHBoxLayout()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("pad_s"))
        column.addWidget(self._title)
        column.addWidget(self._picture)
        column.addLayout(buttons)
        self.show_image(None)

    def show_logo(self, sha256: str | None, refused: str | None) -> None:
        """Show the logo kept under `sha256`; `refused` says why it may not be changed."""
        refuse(self.choose, refused)
        refuse(self.remove, refused)
        desk = self._context.desk
        if sha256 is None or desk is None:
            self.show_image(None)
            return
        self._context.jobs.call(
            lambda: QImage.fromData(desk.get_file(sha256)), self, self.show_image, topic="logo"
        )

    def show_image(self, image: QImage | None) -> None:
        """Show a picture, or that there is none."""
        there = image is not None and not image.isNull()
        self.remove.setVisible(there)
        if image is None or not there:
            self._picture.clear()
            self._picture.setText(self.tr("Documents are printed without a logo."))
            return
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image).scaledToHeight(
            round(current().scaled(HEIGHT) * ratio), Qt.TransformationMode.SmoothTransformation
        )
        pixmap.setDevicePixelRatio(ratio)
        self._picture.setPixmap(pixmap)
        self._picture.setAccessibleName(self.tr("The company's logo"))

    def _choose(self) -> None:
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose logo"), "", kinds)
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Keep a file as the logo."""
        desk = self._context.desk
        if desk is None:
            return

        def keep() -> SetLogo:
            content = read_logo(path)
            kind = QMimeDatabase().mimeTypeForData(content).name()
            return SetLogo(sha256=desk.put_file(content), name=path.name, size=len(content), media_type=kind)

        self._context.jobs.call(keep, self, self._set, self._context.tell, writes=True)

    def _set(self, command: SetLogo) -> None:
        self._context.run(command, self, lambda done: self._saved(done.changes.change_set))

    def _remove(self) -> None:
        self._context.run(SetLogo(sha256=None), self, lambda done: self._saved(done.changes.change_set))

    def _saved(self, change_set: UUID | None) -> None:
        self._context.toast(self.tr("The logo was changed"), change_set)
        self.changed.emit()


def read_logo(path: Path) -> bytes:
    """The bytes of a picture. Raises UserError `file.unreadable`, `file.too_large`, `company.logo_kind`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError("file.unreadable", name=path.name, reason=error.strerror or "") from error
    if len(content) > LIMIT:
        raise UserError(
            "file.too_large", name=path.name, size=file_size(len(content)), limit=file_size(LIMIT)
        )
    if QImage.fromData(content).isNull():
        raise UserError("company.logo_kind", name=path.name)
    return content
