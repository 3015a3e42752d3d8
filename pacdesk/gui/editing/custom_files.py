"""The input of a custom field that holds files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QSizePolicy, QWidget

from pacdesk.desk.tickets.commands import NewFile
from pacdesk.desk.values import new_id
from pacdesk.errors import UserError
from pacdesk.gui.context import Context
from pacdesk.gui.editing.files import Taken, take_paths
from pacdesk.gui.theme import current


class FilesField(QPushButton):
    """Files by their ids: one button that says what is there; its menu adds and takes away."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: Context | None = None
        self._ids: list[str] = []
        self._names: dict[str, str] = {}
        self._new: dict[str, NewFile] = {}
        self._reading = False
        self.setAcceptDrops(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open_menu)
        self._show()

    def use(self, context: Context | None) -> None:
        """The desk that keeps the bytes."""
        self._context = context

    def name_files(self, names: dict[str, str]) -> None:
        """What the files are called, by id."""
        self._names |= names
        self._show()

    def value(self) -> Any:
        return list(self._ids) or None

    def set_value(self, value: Any) -> None:
        self._ids = [value] if isinstance(value, str) else [str(one) for one in value or ()]
        self._show()

    def new_files(self) -> tuple[NewFile, ...]:
        """Those that were added here: to be attached to the ticket before the value is set."""
        return tuple(self._new[one] for one in self._ids if one in self._new)

    def problem(self) -> UserError | None:
        return UserError("file.reading") if self._reading else None

    def set_locked(self, locked: bool, /) -> None:
        self.setEnabled(not locked)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Put files of this computer into the desk, then here."""
        context = self._context
        desk = context.desk if context is not None else None
        if context is None or desk is None or not paths:
            return
        self._reading = True
        self._show()
        context.jobs.call(lambda: take_paths(desk, paths), self, self._taken, self._failed)

    def _taken(self, taken: Taken) -> None:
        self._reading = False
        for file in taken.files:
            made = NewFile(
                attachment=new_id(),
                sha256=file.sha256,
                name=file.name,
                size=file.size,
                media_type=file.media_type,
            )
            key = str(made.attachment)
            self._new[key], self._names[key] = made, file.name
            self._ids.append(key)
        self._show()
        self.edited.emit()
        if taken.refused and self._context is not None:
            self._context.tell(taken.refused[0])

    def _failed(self, error: BaseException) -> None:
        self._reading = False
        self._show()
        if self._context is not None:
            self._context.tell(error)

    def _show(self) -> None:
        names = [self._names.get(one, self.tr("file")) for one in self._ids]
        if self._reading:
            self.setText(self.tr("Reading…"))
        else:
            self.setText(", ".join(names) if names else self.tr("Attach file…"))
        self.setToolTip("\n".join(names))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Attach file…"), self._choose)
        for key in self._ids:
            name = self._names.get(key, self.tr("file"))
            action = menu.addAction(self.tr("Remove {name}").format(name=name), self._remove)
            action.setData(key)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, names: list[str]) -> None:
        self.add_paths([Path(name) for name in names])

    def _remove(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.take_out(str(sender.data()))

    def take_out(self, key: str) -> None:
        """Take a file away."""
        if key in self._ids:
            self._ids.remove(key)
            self._show()
            self.edited.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.add_paths(paths)

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(60), super().minimumSizeHint().height())


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
