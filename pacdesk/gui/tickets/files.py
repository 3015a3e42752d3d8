"""Attaching files to a ticket without a word to them, and hiding one from the client (S1.28)."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from pacdesk.desk.tickets.commands import AttachFiles, HideAttachment, NewFile
from pacdesk.desk.tickets.rows import AttachmentRow
from pacdesk.desk.values import Done, Visibility
from pacdesk.errors import UserError
from pacdesk.gui.context import Context
from pacdesk.gui.messages import sentence
from pacdesk.gui.tickets.pending_files import PendingChips, Read, keep_all, read_files
from pacdesk.gui.widgets.buttons import Button
from pacdesk.gui.widgets.dialog import VerbDialog

translate = QCoreApplication.translate


class AttachDialog(VerbDialog):
    """Choose or drop files, and say whether the client sees them."""

    succeeded = Signal(object)

    def __init__(self, context: Context, ticket: UUID, parent: QWidget | None = None) -> None:
        told = self.tr("Drop files here or choose them; 25 MB each at most.")
        super().__init__(self.tr("Attach files"), self.tr("Attach"), told=told, parent=parent)
        self._context = context
        self._ticket = ticket
        self.setAcceptDrops(True)
        self.chips = PendingChips(self)
        choose = Button(self.tr("Choose files…"), icon="paperclip", parent=self)
        choose.clicked.connect(self._choose)
        self.seen = QCheckBox(self.tr("The client &sees them"), self)
        self.body.addWidget(self.chips)
        self.body.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.seen)
        self.body.addStretch(1)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Attach files"))
        if chosen:
            self.add_paths([Path(name) for name in chosen])

    def add_paths(self, paths: list[Path]) -> None:
        """Read files in the background; what may not be attached is told."""
        self._context.jobs.call(partial(read_files, tuple(paths)), self, self._add_read)

    def _add_read(self, read: Read) -> None:
        for file in read.files:
            self.chips.add(file)
        if read.refused:
            self._refused(read.refused[0])

    def submit(self) -> None:
        """Keep the files and hang them on the ticket."""
        desk = self._context.desk
        if desk is None or not self.verb.isEnabled():
            return
        if not self.chips.files:
            self._refused(UserError("attachment.none"))
            return
        self.verb.setEnabled(False)
        work = partial(keep_all, desk, self.chips.files)
        self._context.jobs.call(work, self, self._attach, self._refused, writes=True)

    def _attach(self, files: tuple[NewFile, ...]) -> None:
        visibility = Visibility.CLIENT if self.seen.isChecked() else Visibility.INTERNAL
        command = AttachFiles(ticket=self._ticket, files=files, visibility=visibility)
        self._context.run(command, self, self._attached, self._refused)

    def _attached(self, done: Done[None]) -> None:
        self.succeeded.emit(done)
        self.accept()

    def _refused(self, error: BaseException) -> None:
        self.verb.setEnabled(True)
        if not isinstance(error, UserError):
            self._context.tell(error)
            return
        message = sentence(error)
        self.bar.tell("problem", message.what, message.do)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them."""
        self.add_paths([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])


def hide_file(context: Context, owner: QWidget, ticket: UUID, file: AttachmentRow) -> None:
    """Hide a file from the client; it stays for the team and in the history."""
    told = translate("Files", "The client does not see {name} any more").format(name=file.name)

    def done(done: Done[None]) -> None:
        context.toast(told, done.changes.change_set if done.changes.undoable else None)

    context.run(HideAttachment(ticket=ticket, attachment=file.id), owner, done)
