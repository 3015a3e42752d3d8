"""The tab with the fields of a ticket: its own and the custom ones, as its stage lets them be.

Each change says what was seen before it. A field that somebody else has changed meanwhile shows both
values, and the person chooses. What is not saved yet is kept as a draft.
"""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.company.rules import show_short_id
from pacdesk.desk.tickets.commands import ChangeTicket
from pacdesk.desk.tickets.rows import TicketCard
from pacdesk.desk.tickets.rules import Verb
from pacdesk.desk.values import Done, to_plain
from pacdesk.desk.workflow.rows import Side
from pacdesk.desk.workflow.rules import field_views
from pacdesk.errors import Conflict, UserError
from pacdesk.gui import wording
from pacdesk.gui.context import Context
from pacdesk.gui.editing.drafting import FormDraft
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.ticket_fields import TicketFields
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import MessageBar, plain_label


class DataTab(QScrollArea):
    """`changed` fires when the desk has taken the changes."""

    changed = Signal(object)
    reload_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._card: TicketCard | None = None
        self._conflict = ""
        self._theirs: Any = None
        self._mine: dict[str, Any] = {}
        self._mine_shown = ""
        self._draft: FormDraft | None = None
        self._showing = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inner = QFrame(self)
        set_look(inner, "look", "base")
        self.setWidget(inner)
        self._lay_out(inner)
        self._fill_words()
        self.all.edited.connect(self._edited)
        QShortcut(QKeySequence.StandardKey.Save, self, self.submit).setContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    @property
    def fields(self) -> dict[str, FormField]:
        """The ticket's own fields by their names."""
        return self.all.own.fields

    @property
    def title(self) -> QLineEdit:
        """The editor of the ticket's title."""
        editor = self.fields["subject"].editor
        assert isinstance(editor, QLineEdit)  # noqa: S101  (made so by OwnFields)
        return editor

    @property
    def text(self) -> QPlainTextEdit:
        """The editor of the ticket's description."""
        editor = self.fields["description"].editor
        assert isinstance(editor, QPlainTextEdit)  # noqa: S101  (made so by OwnFields)
        return editor

    def _lay_out(self, inner: QWidget) -> None:
        theme = current()
        self.bar = MessageBar(parent=inner)
        self.bar.pressed.connect(self._choose)
        self.save = Button(icon="save", parent=inner)
        self.save.clicked.connect(self.submit)
        self.discard = Button(kind="ghost", parent=inner)
        self.discard.clicked.connect(self._discard)
        head = QHBoxLayout()
        self._told = plain_label(inner, wrap=True)
        set_look(self._told, "look", "second")
        head.addWidget(self._told, 1)
        head.addWidget(self.discard)
        head.addWidget(self.save)
        self.all = TicketFields(self._context, parent=inner)
        whole = QVBoxLayout(inner)
        margin = theme.px("pad_l")
        whole.setContentsMargins(0, theme.px("pad"), margin, margin)
        whole.setSpacing(theme.px("pad"))
        whole.addLayout(head)
        whole.addWidget(self.bar)
        whole.addWidget(self.all)
        whole.addStretch(1)

    def _fill_words(self) -> None:
        self.setAccessibleName(self.tr("Fields of the ticket"))
        self.save.setText(self.tr("Save changes"))
        self.discard.setText(self.tr("Discard changes"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "save"):
            self._fill_words()

    # Showing

    def show_card(self, card: TicketCard) -> None:
        """Show a ticket. What the person has changed and not saved stays."""
        self._showing = True
        self.all.show_card(card, field_views(card.flow, card.stage_id, Side.INSIDE))
        self._showing = False
        self._card = card
        reason = words.reason(card.may[Verb.CHANGE], self._context.now(), self._context.zone)
        self.all.set_locked(reason)
        for button in (self.save, self.discard):
            refuse(button, reason)
        told = self.tr("ID {id} · {kind} · {type} · opened by {who} on {when}")
        self._told.setText(
            reason
            or told.format(
                id=show_short_id(card.short_id),
                kind=words.kind(card.kind),
                type=card.type_name,
                who=card.opened_by or words.NOTHING,
                when=wording.exact(card.opened_at, self._context.zone),
            )
        )
        if self._draft is None:
            self._draft = FormDraft(self._context, f"ticket-fields:{card.id}", self.all.keep, self)
            self._draft.found.connect(self._restore)
            self._draft.look()

    def _edited(self) -> None:
        if not self._showing and self._draft is not None and self.all.changes():
            self._draft.touch()

    def _restore(self, kept: Any, at: datetime) -> None:
        if isinstance(kept, dict) and self.save.isEnabled() and self.all.restore(kept):
            when = wording.when(at, self._context.now(), self._context.zone)
            self.bar.tell(
                "info",
                self.tr("What you had written here is back ({when})").format(when=when),
                buttons=(("drop", self.tr("Discard draft")),),
            )

    def keep_draft(self) -> None:
        """Keep what is written, such as when the tab goes."""
        if self._draft is not None:
            self._draft.save()

    def hideEvent(self, event: QHideEvent) -> None:
        """Somebody looks at another tab."""
        super().hideEvent(event)
        self.keep_draft()

    def _discard(self) -> None:
        self._showing = True
        self.all.discard()
        self._showing = False
        self.bar.hide()
        self._forget_draft()

    def _forget_draft(self) -> None:
        if self._draft is not None:
            self._draft.discard()

    # Saving

    def submit(self) -> None:
        """Save what was changed."""
        card = self._card
        if card is None or not self.save.isEnabled():
            return
        self.bar.hide()
        self.all.clear_complaints()
        if not self.all.changes():
            self._context.toast(self.tr("Nothing was changed"))
            return
        wrong = self.all.wrong()
        if wrong:
            self._complain(wrong)
            return
        self.save.setEnabled(False)
        files = self.all.files_to_attach()
        if files is None:
            self._change()
        else:
            self._context.run(files, self, self._attached, self._refused)

    def _attached(self, done: Done[None]) -> None:
        del done
        self.all.note_attached()
        self._change()

    def _change(self) -> None:
        if self._card is not None:
            wanted = ChangeTicket(ticket=self._card.id, changes=self.all.field_changes())
            self._context.run(wanted, self, self._saved, self._refused)

    def _saved(self, done: Done[None]) -> None:
        self.save.setEnabled(True)
        self.all.settle()
        self._forget_draft()
        self._context.toast(
            self.tr("Changes saved"), done.changes.change_set if done.changes.undoable else None
        )
        self.changed.emit(done)

    def _refused(self, error: BaseException) -> None:
        self.save.setEnabled(True)
        if isinstance(error, Conflict) and error.code == "ticket.field_changed":
            self._show_conflict(error)
            return
        if not isinstance(error, UserError):
            self._context.tell(error)
            return
        self._complain(list(getattr(error, "problems", ()) or (error,)))

    def _complain(self, problems: list[UserError]) -> None:
        rest = self.all.complain(problems)
        if rest:
            message = sentence(rest[0])
            self.bar.tell("problem", message.what, message.do)

    def _show_conflict(self, error: Conflict) -> None:
        name = self._conflict = error.field or ""
        who = str(error.facts["who"]) or self.tr("Somebody")
        theirs, yours = self.all.both_values(error)
        self._mine_shown = yours
        told = self.tr("{who} changed “{field}” meanwhile").format(who=who, field=self.all.label(name))
        at = error.facts.get("when")
        if at is not None:
            told += f" ({wording.when(at, self._context.now(), self._context.zone)})"
        self.bar.tell(
            "attention",
            told,
            self.tr("Theirs: {theirs}\nYours: {yours}").format(theirs=theirs, yours=yours),
            buttons=(("mine", self.tr("Keep mine")), ("theirs", self.tr("Take theirs"))),
        )
        self._theirs = error.facts["theirs_value"]

    def _choose(self, key: str) -> None:
        """Mine: what they wrote is what I have seen now. Theirs: the field shows what it is, and mine stays
        on offer."""
        self.bar.hide()
        if key == "drop":
            self._discard()
        elif key == "mine":
            self.all.keep_mine(self._conflict, self._theirs)
            self.submit()
        elif key == "back":
            self.all.restore(self._mine)
        else:
            kept = self.all.keep().get(self._conflict)
            self._mine = {} if kept is None else {self._conflict: kept | {"seen": to_plain(self._theirs)}}
            self.all.take_theirs(self._conflict, self._theirs)
            if self._mine:
                yours = self.tr("Yours was: {yours}").format(yours=self._mine_shown)
                self.bar.tell("info", yours, buttons=(("back", self.tr("Put mine back")),))
            self.reload_wanted.emit()
