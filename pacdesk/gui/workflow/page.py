"""The studio: the workflow of one ticket type, drawn, edited, checked, compared, played and published."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from pacdesk.desk.access.rules import Right, may
from pacdesk.desk.tickets.flow_questions import CountOpenTickets, VersionUse
from pacdesk.desk.values import Changes, Done
from pacdesk.desk.workflow.commands import DiscardDraft, EditDraft, GetVersion, ListVersions
from pacdesk.desk.workflow.rows import Flow, VersionCard, VersionRow, VersionState
from pacdesk.errors import UserError
from pacdesk.gui import messages, pages, wording
from pacdesk.gui.context import Context, OpenStudio
from pacdesk.gui.pages import Page
from pacdesk.gui.widgets.buttons import refuse
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.notices import MessageBar
from pacdesk.gui.workflow.design_view import DesignView
from pacdesk.gui.workflow.differences_view import DifferencesView
from pacdesk.gui.workflow.model import StudioModel
from pacdesk.gui.workflow.move_tickets import MoveTicketsDialog
from pacdesk.gui.workflow.page_files import FlowFiles
from pacdesk.gui.workflow.page_head import DESIGN, DIFFERENCES, StudioHead
from pacdesk.gui.workflow.parts import way_of
from pacdesk.gui.workflow.registers import Registers
from pacdesk.gui.workflow.saving import DraftSaver
from pacdesk.gui.workflow.simulator import SimulatorView


class StudioPage(Page):
    """One a ticket type. A draft is saved while it is edited; a published version is only read until
    *Edit* makes the draft of the next one."""

    follows_language = False

    def __init__(self, context: Context, target: OpenStudio, parent: QWidget | None = None) -> None:
        super().__init__(context, target, parent)
        self.setAutoFillBackground(True)
        self.card: VersionCard | None = None
        self.versions: tuple[VersionRow, ...] = ()
        self.in_use: Mapping[UUID, int] = {}
        self.model: StudioModel | None = None
        self._wanted: UUID | None = target.version_id
        self._views: dict[str, QWidget] = {}
        self.notice = MessageBar(parent=self)
        self.notice.pressed.connect(self._notice_pressed)
        self.head = StudioHead(self)
        self.head.hide()
        self.empty = EmptyState(self)
        self.empty.pressed.connect(self._empty_pressed)
        self.empty.hide()
        self._body = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.empty, 1)
        column.addWidget(self._body, 1)
        context.changes.connect(self._heard)
        self.load()

    # --- the tab ----------------------------------------------------------------------------

    def title(self) -> str:
        name = self.card.type_name if self.card is not None else ""
        return self.tr("Flow: {type}").format(type=name) if name else self.tr("Flow")

    def icon_name(self) -> str:
        return "workflow"

    def shown_again(self) -> None:
        wanted = self.target.version_id
        if wanted is not None and (self.card is None or self.card.row.id != wanted):
            self.open_version(wanted)

    def may_close(self) -> bool:
        """What waits goes to the desk, or stays on this computer: nothing has to be asked."""
        if self.model is not None:
            self.design.keep_layout()
            self.saver.save()
        return True

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Begin in the drawing."""
        if self.model is not None:
            self.design.canvas.setFocus(reason)
        else:
            super().setFocus(reason)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the versions, then for the one to show."""
        question = ListVersions(type_id=self.target.type_id)
        self.context.ask(question, self, self._listed, self._not_there, topic="versions")
        self._count()

    def _count(self) -> None:
        question = CountOpenTickets(type_id=self.target.type_id)
        self.context.ask(question, self, self._in_use, topic="in use")

    def _in_use(self, found: tuple[VersionUse, ...]) -> None:
        self.in_use = {use.version_id: use.tickets for use in found}
        self._say()

    def _listed(self, versions: tuple[VersionRow, ...]) -> None:
        self.versions = versions
        shown = self.card.row.id if self.card is not None else None
        known = {row.id for row in versions}
        if self._wanted is not None and self._wanted in known:
            self.open_version(self._wanted)
        elif shown is None or shown not in known:
            draft = next((row for row in versions if row.state is VersionState.DRAFT), None)
            chosen = draft or next((row for row in versions if row.is_current), None)
            if chosen is None and versions:
                chosen = versions[0]
            if chosen is None:
                self._say_none()
            else:
                self.open_version(chosen.id)
        else:
            self._say()

    def _say_none(self) -> None:
        self.empty.say("workflow", self.tr("This type has no flow yet"), "")
        self.empty.show()
        self._body.hide()

    def _not_there(self, error: BaseException) -> None:
        message = messages.sentence(error)
        self.empty.say(
            "workflow", message.what.removesuffix("."), message.do, button=("again", self.tr("Try again"))
        )
        self.empty.show()
        self._body.hide()

    def _empty_pressed(self, key: str) -> None:
        del key
        self.load()

    def open_version(self, version_id: UUID) -> None:
        """Show a version; what waits to be saved is saved before."""
        self._wanted = version_id
        if self.model is not None:
            self.saver.save()
        self.context.ask(
            GetVersion(version_id=version_id), self, self._opened, self._not_there, topic="version"
        )

    def _opened(self, card: VersionCard) -> None:
        self.card = card
        self._wanted = None
        self.empty.hide()
        self._body.show()
        if self.model is None:
            self._build(card)
        self._show(card)
        if self.hasFocus():
            self.setFocus()
        self.title_changed.emit()

    def _show(self, card: VersionCard) -> None:
        model = self.model
        if model is None:
            return
        draft = card.row.state is VersionState.DRAFT
        self.saver.end()
        model.read_only = not (draft and self._may_edit())
        model.replace_from_desk(card.flow)
        if not model.read_only:
            self.saver.begin(card.row.id, card.row.row_version)
        self.notice.hide()
        self.design.refresh()
        self.design.canvas.fit_readable()
        self._say()

    def _may_edit(self) -> bool:
        actor = self.context.actor
        return actor is None or bool(may(actor, Right.CATALOGUE_EDIT))

    # --- building ---------------------------------------------------------------------------

    def _build(self, card: VersionCard) -> None:
        self.model = model = StudioModel(card.flow, read_only=True, parent=self)
        self.registers = Registers(self.context, self)
        self.saver = DraftSaver(self.context, model, self)
        self.files = FlowFiles(self.context, self, model)
        self.design = DesignView(self.context, model, self.registers, self)
        self._views[DESIGN] = self.design
        self._body.addWidget(self.design)
        self.registers.load()
        self._wire(model)
        self.head.show()

    def _wire(self, model: StudioModel) -> None:
        head = self.head
        head.switch.chosen.connect(self.show_view)
        head.undo.clicked.connect(model.undo)
        head.redo.clicked.connect(model.redo)
        head.problems.clicked.connect(self._to_problems)
        head.edit.clicked.connect(self.edit)
        head.publish.clicked.connect(self.ask_to_publish)
        head.more.clicked.connect(self._open_menu)
        model.flow_changed.connect(self._say)
        model.chosen_changed.connect(self._place_chosen)
        self.design.problems.counted.connect(self._counted)
        self.saver.conflicted.connect(self._conflicted)
        self.saver.failed.connect(self._not_saved)
        self.saver.found.connect(self._found)
        self.saver.saved.connect(self._saved)
        for keys, act in (("Ctrl+S", self.saver.save), ("Ctrl+E", self.edit)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _place_chosen(self) -> None:
        """A difference led to its place: that is on the drawing."""
        if self.head.switch.key() == DIFFERENCES:
            self.head.switch.choose(DESIGN)

    def show_view(self, name: str) -> None:
        """Design, differences or simulator."""
        model = self.model
        if model is None:
            return
        if name not in self._views:
            made = DifferencesView if name == DIFFERENCES else SimulatorView
            self._views[name] = made(self.context, model, self)
            self._body.addWidget(self._views[name])
        self._body.setCurrentWidget(self._views[name])

    # --- what the head says -----------------------------------------------------------------

    def _say(self) -> None:
        card, model = self.card, self.model
        if card is None or model is None:
            return
        self.head.say_version(
            card, self.versions, self.in_use.get(card.row.id, 0), self.context.now(), self.context.zone
        )
        self.head.say_steps(model)
        self._counted(self.design.problems.errors, 0)

    def _counted(self, errors: int, warnings: int) -> None:
        del warnings
        self.head.say_errors(errors, draft=self.is_draft, may_edit=self._may_edit())

    @property
    def is_draft(self) -> bool:
        """Whether a draft is shown."""
        return self.card is not None and self.card.row.state is VersionState.DRAFT

    def _to_problems(self) -> None:
        self.head.switch.choose(DESIGN)
        self.design.problems.go_to_first()

    # --- versions ---------------------------------------------------------------------------

    def edit(self) -> None:
        """Go on with the draft, or make one of the published version."""
        model = self.model
        if model is None or not model.read_only or not self._may_edit():
            return
        if self.head.edit.hasFocus():  # the button goes away
            self.design.canvas.setFocus()
        self.context.run(EditDraft(type_id=self.target.type_id), self, self._draft_made)

    def _draft_made(self, done: Done[UUID]) -> None:
        self._wanted = done.answer
        self.load()

    def ask_to_publish(self) -> None:
        """Say what publishing means before it is done: it cannot be undone."""
        if self.card is None or not self.head.publish.isEnabled():
            return
        self.notice.tell(
            "info",
            self.tr("Publish version {number}?").format(number=self.card.row.number),
            self.tr("New tickets enter it; those on their way stay on theirs. This is final."),
            buttons=(("publish", self.tr("Publish version")), ("cancel", self.tr("Not yet"))),
        )
        self.notice.take_focus()

    def publish(self) -> None:
        """Publish the draft, with what was edited last."""
        refuse(self.head.publish, self.tr("Publishing…"))
        self.saver.publish(self._published, self._not_published)

    def _published(self, done: Done[None]) -> None:
        del done
        number = self.card.row.number if self.card is not None else 0
        self.saver.end()
        self.context.toast(self.tr("Version {number} was published").format(number=number))
        self._wanted = self.card.row.id if self.card is not None else None
        self.load()

    def _not_published(self, error: BaseException) -> None:
        self._say()
        self._tell(error)

    def discard(self) -> None:
        """Throw the draft away; undo brings it back."""
        if self.card is None or self.card.row.state is not VersionState.DRAFT:
            return
        self.saver.save()
        self.saver.end()
        self.context.run(DiscardDraft(version_id=self.card.row.id), self, self._discarded)

    def _discarded(self, done: Done[None]) -> None:
        self.context.toast(self.tr("The draft was discarded"), done.changes.change_set)
        self.card = None
        self.load()

    def _heard(self, changes: Changes) -> None:
        """Somebody saved, published, or undid: the list of versions may be another one."""
        if self.model is None or "workflow_versions" not in changes.tables:
            return
        self._count()
        if changes.initiator is self.saver or changes.initiator is self:
            return
        self.context.ask(ListVersions(type_id=self.target.type_id), self, self._relisted, topic="versions")

    def _relisted(self, versions: tuple[VersionRow, ...]) -> None:
        self.versions = versions
        card, seen = self.card, self.saver.row_version
        now = next((row for row in versions if card is not None and row.id == card.row.id), None)
        if card is None or now is None or now.state is not card.row.state:
            if self.saver.dirty:
                self.saver.save()  # what is not on the desk is refused, and kept on this computer
            self.card = None
            self._listed(versions)
        elif seen is not None and now.row_version > seen and self.saver.is_quiet:
            self.open_version(now.id)
        else:
            self._say()

    # --- saving -----------------------------------------------------------------------------

    def _saved(self) -> None:
        if self.notice.property("about") == "saving":
            self.notice.hide()

    def _conflicted(self, error: object) -> None:
        facts = error.facts if isinstance(error, UserError) else {}
        told = self.tr("Somebody else saved this draft meanwhile.")
        if facts.get("who") and isinstance(facts.get("at"), datetime):
            when = wording.when(facts["at"], self.context.now(), self.context.zone)
            told = self.tr("{who} saved this draft meanwhile ({when}).").format(who=facts["who"], when=when)
        self.notice.setProperty("about", "conflict")
        self.notice.tell(
            "attention",
            told,
            self.tr("Both are kept: choose which goes on. Undo brings the other one back."),
            buttons=(("mine", self.tr("Keep mine")), ("theirs", self.tr("Take theirs"))),
        )

    def _not_saved(self, error: object) -> None:
        message = messages.sentence(error) if isinstance(error, BaseException) else None
        self.notice.setProperty("about", "saving")
        self.notice.tell(
            "problem",
            self.tr("The draft is not on the desk yet."),
            (message.what + " " if message else "") + self.tr("What you drew is kept on this computer."),
            buttons=(("retry", self.tr("Save again")),),
        )

    def _found(self, flow: Flow) -> None:
        model = self.model
        if model is None or model.read_only or self.card is None or flow.version_id != self.card.row.id:
            return
        model.edit(self.tr("Bring back what was kept"), flow)
        self.notice.setProperty("about", "kept")
        self.notice.tell(
            "info",
            self.tr("What you drew is back."),
            self.tr("It had not reached the desk the last time."),
            buttons=(("discard", self.tr("Discard it")),),
        )

    def _notice_pressed(self, key: str) -> None:
        self.notice.hide()
        if key == "publish":
            self.publish()
        elif key == "retry":
            self.saver.retry()
        elif key == "discard" and self.model is not None:
            self.model.undo()
            self.saver.forget()
        elif key in ("mine", "theirs") and self.card is not None:
            self.context.ask(
                GetVersion(version_id=self.card.row.id),
                self,
                partial(self._settle, key),
                self._tell,
                topic="settle",
            )

    def _settle(self, key: str, card: VersionCard) -> None:
        model = self.model
        if model is None:
            return
        if key == "theirs":
            self.saver.go_on(card.row.row_version, theirs=card.flow)
            model.edit(self.tr("Take over what somebody else saved"), card.flow)
        else:
            self.saver.go_on(card.row.row_version)

    def _tell(self, error: BaseException) -> None:
        message = messages.sentence(error)
        self.notice.setProperty("about", "error")
        self.notice.tell("problem", message.what, message.do.replace("\n", " "))

    # --- menu and keys ----------------------------------------------------------------------

    def _open_menu(self) -> None:
        self.menu().popup(self.head.more.mapToGlobal(self.head.more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Versions, files, and the end of a draft."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        versions = menu.addMenu(self.tr("Versions"))
        for row in self.versions:
            tickets = self.in_use.get(row.id, 0)
            words = self.head.version_words(row, tickets, self.context.now(), self.context.zone)
            action = versions.addAction(words, self._version_chosen)
            action.setData(str(row.id))
            action.setCheckable(True)
            action.setChecked(self.card is not None and row.id == self.card.row.id)
        menu.addSeparator()
        self.files.add_to(menu)
        menu.addSeparator()
        move = menu.addAction(self.tr("Move tickets to this version…"), self.move_tickets)
        move.setEnabled(not self.is_draft and self._may_edit())
        menu.addAction(self.tr("Discard draft"), self.discard).setEnabled(self.is_draft and self._may_edit())
        return menu

    def move_tickets(self) -> None:
        """Take open tickets of older versions to the one shown."""
        if self.card is not None and not self.is_draft:
            MoveTicketsDialog(self.context, self.card.row.id, parent=self).open()

    def _version_chosen(self) -> None:
        data: Any = getattr(self.sender(), "data", lambda: None)()
        if isinstance(data, str):
            self.open_version(UUID(data))

    def event(self, event: QEvent) -> bool:
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and self.model is not None and way_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = way_of(event)
        if way is not None and self.model is not None:
            way(self.model)
        else:
            super().keyPressEvent(event)


pages.register(OpenStudio, StudioPage)
