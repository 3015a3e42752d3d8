"""The dossier of one or many tickets as it will be saved and printed: the very same bytes."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.tickets.dossier import Audience
from pacdesk.errors import Cancelled, UserError
from pacdesk.gui import pages
from pacdesk.gui.clients.revealing import RevealButton
from pacdesk.gui.context import Context, ShowPreview
from pacdesk.gui.jobs import Progress
from pacdesk.gui.messages import sentence
from pacdesk.gui.reports.building import Document, Wanted, build_all, language_of, names_of
from pacdesk.gui.reports.pages_view import PagesView
from pacdesk.gui.reports.printing import print_documents
from pacdesk.gui.theme import current
from pacdesk.gui.tickets.attachments import write_file
from pacdesk.gui.widgets.buttons import Button, IconButton, refuse, set_look
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.widgets.switch import SegmentedSwitch
from pacdesk.gui.wording import number
from pacdesk.reports.preview import Preview


class PreviewPage(pages.Page):
    """Audience and annexes above, the pages below, the documents at the left when there are many."""

    built = Signal()

    follows_language = False

    def __init__(self, context: Context, target: ShowPreview, parent: QWidget | None = None) -> None:
        super().__init__(context, target, parent)
        self.documents: tuple[Document, ...] = ()
        self._progress: Progress | None = None
        self._make_parts()
        self._lay_out()
        self._connect()
        self.build()

    def key(self) -> str:
        """One tab for the same tickets."""
        return "ShowPreview:" + ",".join(str(ticket) for ticket in self.target.ticket_ids)

    def shown_again(self) -> None:
        """Show the client's copy, if that is what is wanted now."""
        if self.target.for_client and self.audience.key() != Audience.CLIENT:
            self.audience.choose(Audience.CLIENT)
            self.build()

    def title(self) -> str:
        """`Dossier 2026.0004812-6`, or how many."""
        if len(self.target.ticket_ids) > 1:
            return self.tr("%n dossier(s)", "", len(self.target.ticket_ids))
        if not self.documents:
            return self.tr("Dossier")
        protocol = self.documents[0].title.partition(" · ")[0]
        return self.tr("Dossier {protocol}").format(protocol=protocol)

    def icon_name(self) -> str:
        """Paper."""
        return "file-text"

    def may_close(self) -> bool:
        """A build that is under way is stopped."""
        if self._progress is not None:
            self._progress.cancel()
        return True

    def _make_parts(self) -> None:
        self.audience = SegmentedSwitch(self.tr("For whom"), self)
        self.audience.set_choices(
            (
                (Audience.CLIENT, self.tr("Client"), "eye"),
                (Audience.INTERNAL, self.tr("Internal"), "lock"),
                (Audience.AUDIT, self.tr("Audit"), "shield-check"),
            )
        )
        self.audience.choose(Audience.CLIENT if self.target.for_client else Audience.INTERNAL)
        self.annexes = QCheckBox(self.tr("With &attachments as pages"), self)
        self.reveal = RevealButton(self.context, self)
        self._count = plain_label(self)
        set_look(self._count, "look", "second")
        self._smaller = IconButton("zoom-out", self.tr("Smaller"), tone="text2", parent=self)
        self._larger = IconButton("zoom-in", self.tr("Larger"), tone="text2", parent=self)
        self.print = Button(self.tr("Print…"), icon="printer", parent=self)
        self.save = Button(self.tr("Save as PDF…"), icon="download", kind="primary", parent=self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Dossiers"))
        self.list.setVisible(len(self.target.ticket_ids) > 1)
        self.list.setMaximumWidth(current().px("dock_left"))
        self.view = PagesView(self.tr("Pages of the dossier"), self.context.jobs, self)
        self._state = EmptyState(self)
        self._state.pressed.connect(self.build)

    def _lay_out(self) -> None:
        theme = current()
        tools = QHBoxLayout()
        tools.setContentsMargins(theme.px("pad_l"), theme.px("pad_s"), theme.px("pad_l"), theme.px("pad_s"))
        tools.setSpacing(theme.px("pad_s"))
        tools.addWidget(self.audience)
        tools.addWidget(self.annexes)
        tools.addWidget(self.reveal)
        tools.addStretch(1)
        for part in (self._count, self._smaller, self._larger, self.print, self.save):
            tools.addWidget(part)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.list)
        below.addWidget(self.view, 1)
        below.addWidget(self._state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        self.audience.chosen.connect(self.build)
        self.annexes.toggled.connect(self.build)
        self.reveal.revealed.connect(self.build)
        self._smaller.clicked.connect(partial(self.view.zoom, -1))
        self._larger.clicked.connect(partial(self.view.zoom, 1))
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.list.currentRowChanged.connect(self._show_document)
        self.view.page_changed.connect(self._show_count)
        for keys, do in (("Ctrl+P", self._print), ("Ctrl+S", self._save)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    # Building

    def build(self) -> None:
        """Make the documents for the audience that is chosen; a build under way is stopped."""
        desk = self.context.desk
        if desk is None:
            return
        if self._progress is not None:
            self._progress.cancel()
        self._show_busy()
        wanted = Wanted(
            tickets=self.target.ticket_ids,
            audience=Audience(self.audience.key()),
            language=language_of(QLocale().name()),
            annexes=self.annexes.isChecked(),
        )
        title = self.tr("Making the dossier")
        self._progress = self.context.jobs.long(
            title,
            partial(build_all, desk, wanted),
            self,
            partial(self._built, wanted),
            partial(self._not_built, wanted),
        )

    def _show_busy(self) -> None:
        reason = self.tr("The dossier is being made")
        refuse(self.save, reason)
        refuse(self.print, reason)
        if not self.documents:
            self.view.hide()
            self._state.say("loader", self.tr("Making the dossier…"))
            self._state.show()

    def _is_current(self, wanted: Wanted) -> bool:
        return wanted.audience == self.audience.key() and wanted.annexes == self.annexes.isChecked()

    def _built(self, wanted: Wanted, documents: tuple[Document, ...]) -> None:
        if not self._is_current(wanted):
            return
        self._progress = None
        self.documents = documents
        refuse(self.save, None)
        refuse(self.print, None)
        self.save.setText(self.tr("Save as PDF…") if len(documents) == 1 else self.tr("Save all as PDF…"))
        self._state.hide()
        self.view.show()
        at = max(self.list.currentRow(), 0)
        self.list.blockSignals(True)  # noqa: FBT003  (Qt's own signature)
        self.list.clear()
        for document in documents:
            item = QListWidgetItem(document.title)
            item.setToolTip(document.title)
            self.list.addItem(item)
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)  # noqa: FBT003  (Qt's own signature)
        self._show_document(at)
        self.title_changed.emit()
        self.built.emit()

    def _not_built(self, wanted: Wanted, error: BaseException) -> None:
        if not self._is_current(wanted):
            return
        self._progress = None
        self.view.hide()
        self._state.show()
        again = ("again", self.tr("Make it again"))
        if isinstance(error, Cancelled):
            self._state.say("ban", self.tr("Stopped: no dossier was made"), button=again)
        elif isinstance(error, UserError):
            message = sentence(error)
            self._state.say("circle-alert", message.what, message.do, button=again)
        else:
            self._state.say("circle-alert", self.tr("No dossier was made"), button=again)
            self.context.tell(error)

    def _show_document(self, place: int) -> None:
        if 0 <= place < len(self.documents):
            self.reveal.offer(self.documents[place].covers)
            work = partial(Preview, self.documents[place].content)
            self.context.jobs.call(work, self, self.view.show_document, topic="document")

    def _show_count(self, page: int, count: int) -> None:
        self._count.setText(
            self.tr("Page {page} of {count}").format(page=number(page), count=number(count)) if count else ""
        )

    # Saving and printing

    def _save(self) -> None:
        if not self.documents or not self.save.isEnabled():
            return
        if len(self.documents) == 1:
            name = self.documents[0].name
            chosen, _ = QFileDialog.getSaveFileName(
                self, self.tr("Save as PDF"), name, self.tr("PDF (*.pdf)")
            )
            if chosen:
                self.save_to([Path(chosen)])
            return
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for the PDFs"))
        if folder:
            self.save_to([Path(folder) / name for name in names_of(self.documents)])

    def save_to(self, paths: Sequence[Path]) -> None:
        """Write each document, whole or not at all, in the background."""
        documents = self.documents
        told = self.tr("Saved as {name}").format(name=paths[0].name)
        if len(paths) > 1:
            told = self.tr("%n dossier(s) saved", "", len(paths))

        def work(progress: Progress) -> None:
            for place, (path, document) in enumerate(zip(paths, documents, strict=True)):
                progress.check()
                progress.report(place, len(paths))
                write_file(path, document.content)

        self.context.jobs.long(self.tr("Saving the dossiers"), work, self, lambda _: self.context.toast(told))

    def _print(self) -> None:
        if self.documents and self.print.isEnabled():
            print_documents(self.context, self, self.documents)


pages.register(ShowPreview, PreviewPage)
