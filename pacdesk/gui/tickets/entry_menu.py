"""What can be done with one entry of the discussion: copy, correct for five minutes, its files."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from pacdesk.desk.tickets.commands import CorrectEntry
from pacdesk.desk.tickets.rows import AttachmentRow, EntryRow
from pacdesk.desk.tickets.rules import CORRECTION_TIME, SPOKEN
from pacdesk.desk.values import Done, Visibility, new_id
from pacdesk.errors import UserError
from pacdesk.gui import icons
from pacdesk.gui.context import Context
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.tickets.attachments import AttachmentDialog, save_attachment
from pacdesk.gui.tickets.files import hide_file
from pacdesk.gui.tickets.timeline import TimelineModel
from pacdesk.gui.widgets.dialog import VerbDialog
from pacdesk.gui.widgets.fields import FormField


class CorrectDialog(VerbDialog):
    """Another text for one's own entry (D18): the first one stays in the history."""

    def __init__(
        self, context: Context, ticket: UUID, entry: EntryRow, text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Correct the entry"), self.tr("Correct"), width=520, parent=parent)
        self._context = context
        self._ticket = ticket
        self._corrects = entry.id
        self._new = new_id()
        self.text = QPlainTextEdit(text, self)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(current().scaled(160))
        told = self.tr("The first text stays in the history; the entry is marked as corrected.")
        self.field = FormField(self.tr("&Text"), self.text, required=True, help_line=told, parent=self)
        self.body.addWidget(self.field, 1)

    def submit(self) -> None:
        """Run the command; a refusal keeps the dialog open."""
        self.field.clear()
        self.verb.setEnabled(False)
        command = CorrectEntry(
            ticket=self._ticket, entry=self._new, corrects=self._corrects, text=self.text.toPlainText()
        )
        self._context.run(command, self, self._corrected, self._refused)

    def _corrected(self, done: Done[int]) -> None:
        undo = done.changes.change_set if done.changes.undoable else None
        self._context.toast(self.tr("Entry corrected"), undo)
        self.accept()

    def _refused(self, error: BaseException) -> None:
        self.verb.setEnabled(True)
        if isinstance(error, UserError):
            self.field.complain(sentence(error).text())
        else:
            self._context.tell(error)


class EntryMenu(QObject):
    """Makes the context menu of an entry when it is wanted."""

    def __init__(self, context: Context, ticket: UUID, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._ticket = ticket
        self._page = page
        self._acts: dict[QAction, Callable[[], Any]] = {}

    def show_for(self, entry: EntryRow, model: TimelineModel, place: QPoint) -> QMenu:
        """Open the menu of an entry at a place of the screen."""
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.setToolTipsVisible(True)
        self._acts = {}
        text = model.text_of(entry)
        self._add(menu, self.tr("Copy text"), "copy", partial(_copy, text))
        if entry.kind in SPOKEN:
            correct = self._add(
                menu, self.tr("Correct…"), "pencil", partial(self._correct, model.latest(entry), text)
            )
            reason = self._no_correction(entry)
            correct.setEnabled(reason is None)
            if reason is not None:
                correct.setText(f"{correct.text()}\t{reason}")
        for file in entry.attachments:
            self._add_file(menu.addMenu(icons.icon("paperclip"), file.name.replace("&", "&&")), file)
        menu.triggered.connect(self._chosen)
        menu.popup(place)
        return menu

    def _add_file(self, menu: QMenu, file: AttachmentRow) -> None:
        page, context = self._page, self._context
        self._add(menu, self.tr("Open here"), "eye", partial(self._open, file))
        self._add(menu, self.tr("Save as…"), "download", partial(save_attachment, context, page, file))
        hide = self._add(
            menu,
            self.tr("Hide from the client"),
            "eye-off",
            partial(hide_file, context, page, self._ticket, file),
        )
        hide.setEnabled(file.visibility is Visibility.CLIENT)

    def _open(self, file: AttachmentRow) -> None:
        AttachmentDialog(self._context, file, self._page.window()).open()

    def _add(self, menu: QMenu, text: str, icon: str, act: Callable[[], Any]) -> QAction:
        action = menu.addAction(icons.icon(icon), text)
        action.setIconVisibleInMenu(True)
        self._acts[action] = act
        return action

    def _chosen(self, action: QAction) -> None:
        act = self._acts.get(action)
        if act is not None:
            act()

    def _no_correction(self, entry: EntryRow) -> str | None:
        """Why an entry cannot be corrected by who is at the desk; the desk has the last word."""
        actor = self._context.actor
        if actor is None or entry.actor_id != actor.user_id or entry.actor_label != actor.name:
            return sentence(UserError("entry.not_yours")).what.removesuffix(".")
        if self._context.now() - entry.recorded_at > CORRECTION_TIME:
            minutes = int(CORRECTION_TIME.total_seconds() // 60)
            return sentence(UserError("entry.too_late", minutes=minutes)).what.removesuffix(".")
        if entry.undone_by is not None:
            return sentence(UserError("entry.undone")).what.removesuffix(".")
        return None

    def _correct(self, entry: EntryRow, text: str) -> None:
        CorrectDialog(self._context, self._ticket, entry, text, self._page.window()).open()


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
