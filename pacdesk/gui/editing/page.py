"""A page with one form: title, what is missing, Discard and Save, a draft behind it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from pacdesk.errors import Conflict, Invalid, UserError
from pacdesk.gui import messages, wording
from pacdesk.gui.context import Context
from pacdesk.gui.editing.drafting import FormDraft
from pacdesk.gui.editing.form import Form
from pacdesk.gui.pages import Page
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.notices import MessageBar, plain_label


class FormPage(Page):
    """Subclasses give `make_form`, `save` and the texts; the rest is the same for every form.

    Ctrl+S saves. Escape and Alt+Left go back: what was typed stays in the draft.
    """

    def __init__(self, context: Context, target: Any, parent: QWidget | None = None) -> None:
        super().__init__(context, target, parent)
        self.setAutoFillBackground(True)
        self._saving = False
        self._kept_at: datetime | None = None
        self._build()
        self.form = self.make_form(self._body)
        self.draft = FormDraft(context, self.draft_name(), self.draft_content, self)
        self._wire()
        self._order_keys()
        self._texts()

    # --- what a subclass gives --------------------------------------------------------------

    def make_form(self, body: QWidget) -> Form:
        """Set the .ui up in `body` and answer its form."""
        raise NotImplementedError

    def heading(self) -> str:
        """The title of the page."""
        raise NotImplementedError

    def save_text(self) -> str:
        """The verb of the filled button (`Save client`)."""
        raise NotImplementedError

    def save(self) -> None:
        """Send the command; end with `saved` or `failed`."""
        raise NotImplementedError

    def draft_name(self) -> str:
        """The object that the draft belongs to."""
        return self.key()

    def go_back(self) -> None:
        """Leave the page (S3.32): the tab closes, the draft stays."""
        self.draft.save()
        self.close_requested.emit()

    # --- the draft --------------------------------------------------------------------------

    def draft_content(self) -> dict[str, Any]:
        """What the draft holds; a form that changes a row adds what it saw of it."""
        return {"fields": self.form.keep()}

    def restore(self, plain: Mapping[str, Any]) -> None:
        """Show what a draft held."""
        self.form.restore(plain.get("fields", {}))

    def _found(self, plain: object, at: datetime) -> None:
        if isinstance(plain, Mapping):
            self.restore(plain)
            self._kept_at = at
            self._restored(at)
        self._say_state()

    def _restored(self, at: datetime) -> None:
        when = wording.when(at, self.context.now(), self.context.zone)
        self.notice.tell(
            "info",
            self.tr("What you typed is back."),
            self.tr("Kept on {when}.").format(when=when),
            buttons=(("discard", self.tr("Discard draft")),),
        )

    def _kept(self, at: datetime) -> None:
        self._kept_at = at
        self._say_state()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self._title = plain_label(self)
        set_look(self._title, "look", "title")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._state = plain_label(self, wrap=True)
        set_look(self._state, "look", "second")
        self.discard_button = Button(kind="ghost", parent=self)
        self.save_button = Button(kind="primary", icon="check", parent=self)
        self._missing = plain_label(self, wrap=False)
        set_look(self._missing, "look", "second")
        set_look(self._missing, "tone", "danger")
        self._missing.setAlignment(Qt.AlignmentFlag.AlignRight)
        policy = self._missing.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._missing.setSizePolicy(policy)
        self.notice = MessageBar(parent=self)
        self.notice.pressed.connect(self.notice_pressed)
        self._body = QWidget()
        self._holder = QFrame()
        set_look(self._holder, "look", "base")
        inner = QVBoxLayout(self._holder)
        inner.addWidget(self._body)
        inner.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._holder)
        self._top = QFrame(self)
        set_look(self._top, "look", "base")
        self._lay_out(inner)

    def _lay_out(self, inner: QVBoxLayout) -> None:
        words = QVBoxLayout()
        words.setSpacing(current().scaled(2))
        words.addWidget(self._title)
        words.addWidget(self._state)
        words.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(current().px("pad_s"))
        buttons.addWidget(self.discard_button)
        buttons.addWidget(self.save_button)
        acts = QVBoxLayout()
        acts.setSpacing(current().px("grid"))
        acts.addLayout(buttons)
        acts.addWidget(self._missing)
        self._head = QHBoxLayout()
        self._head.addLayout(words, 1)
        self._head.addLayout(acts)
        self._head_column = QVBoxLayout(self._top)
        self._head_column.addLayout(self._head)
        self._head_column.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._scroll, 1)
        self._inner = inner
        self._space()

    def _space(self) -> None:
        theme = current()
        margin = theme.scaled(20)
        self._head_column.setContentsMargins(margin, theme.scaled(16), margin, theme.scaled(4))
        self._inner.setContentsMargins(margin, theme.scaled(8), margin, margin)

    def _wire(self) -> None:
        self.save_button.clicked.connect(self.try_save)
        self.discard_button.clicked.connect(self.discard)
        self.form.changed.connect(self._changed)
        self.form.checked.connect(self._say_state)
        self.form.left.connect(self._left)
        self.draft.found.connect(self._found)
        self.draft.kept.connect(self._kept)
        for keys, act in (("Ctrl+S", self.try_save), ("Esc", self.go_back), ("Alt+Left", self.go_back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _texts(self) -> None:
        self._title.setText(self.heading())
        self._title.setToolTip(self.heading())
        self.save_button.setText(self.save_text())
        self.save_button.setToolTip("Ctrl+S")
        self.discard_button.setText(self.tr("Discard"))
        self._say_state()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not hasattr(self, "form"):
            return
        if event.type() == QEvent.Type.LanguageChange:
            self._texts()
            self.title_changed.emit()
        elif is_restyle(event):
            self._space()

    def _order_keys(self) -> None:
        """The fields first, in their order, then what is done with them."""
        inputs = list(self.form.inputs.values())
        if inputs:
            QWidget.setTabOrder(inputs[-1], self.discard_button)
        QWidget.setTabOrder(self.discard_button, self.save_button)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Begin in the first field. As a focus proxy it would be a second stop of Tab."""
        for one in list(self.form.inputs.values())[:1]:
            one.setFocus(reason)

    def focus_first(self) -> None:
        """Put the caret into the first field that can be filled in, unless it is in one already."""
        held = self.focusWidget()
        if held is not None and held in self.form.inputs.values():
            return
        for name, one in self.form.inputs.items():
            locked = getattr(one, "isReadOnly", None)
            if one.isEnabled() and not one.isHidden() and not (locked is not None and locked()):
                self.form.go_to(name)
                return

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.focus_first()

    # --- state ------------------------------------------------------------------------------

    def _changed(self) -> None:
        self.draft.touch()
        self._say_state()

    def _left(self, name: str) -> None:
        del name
        self.draft.save()

    def shown_problems(self) -> list[str]:
        """The names of the fields that complain now."""
        return [self.form.name_of(name) for name, field in self.form.fields.items() if field.complaint()]

    def _say_state(self) -> None:
        if not hasattr(self, "form") or not hasattr(self, "draft"):
            return
        self._state.setText(" ".join(self.state_words()))
        wrong = self.shown_problems()
        text = ""
        if len(wrong) == 1:
            text = self.tr("1 field to mend: {name}").format(name=wrong[0])
        elif wrong:
            text = self.tr("{count} fields to mend").format(count=len(wrong))
        self._missing.setText(text)
        self._missing.setVisible(bool(text))
        refuse(self.save_button, text or (self.tr("Saving…") if self._saving else self.refused()))

    def state_words(self) -> list[str]:
        """The sentences under the title."""
        told = [self.tr("Fields with * are required.")] if self.has_required() else []
        if self._kept_at is not None:
            at = wording.clock(self._kept_at, self.context.zone)
            told.append(self.tr("Draft kept at {time}.").format(time=at))
        return told

    def has_required(self) -> bool:
        """Whether any field has an asterisk."""
        return bool(self.form.required)

    def refused(self) -> str | None:
        """Why nothing can be saved here, such as a missing right; None if it can."""
        return None

    def try_save(self) -> None:
        """Check everything, then save."""
        if self._saving or self.refused() is not None:
            return
        if self.form.complain_all():
            return
        self._saving = True
        self._say_state()
        self.save()

    def saved(self) -> None:
        """The desk took it: the draft has done its work."""
        self._saving = False
        self.form.settle()
        self.draft.discard()
        self.notice.hide()

    def failed(self, error: BaseException) -> None:
        """The desk refused: beside the fields as far as they are here, else above the form."""
        self._saving = False
        if isinstance(error, Invalid) and (error.problems or error.field):
            rest = self.form.tell(error.problems or (error,))
            if rest:
                self._tell_above(rest[0])
        elif isinstance(error, Conflict):
            self.conflict(error)
        elif isinstance(error, UserError):
            if self.form.tell((error,)):
                self._tell_above(error)
        else:
            self.context.tell(error)
        self._say_state()

    def conflict(self, error: Conflict) -> None:
        """Somebody was first; subclasses show both values."""
        self._tell_above(error)

    def _tell_above(self, error: UserError) -> None:
        message = messages.sentence(error)
        self.notice.tell("problem", message.what, message.do)

    def notice_pressed(self, key: str) -> None:
        """A button of the message above the form."""
        if key == "discard":
            self.discard()

    def discard(self) -> None:
        """Throw what was typed away and leave."""
        self.draft.discard()
        self.close_requested.emit()

    def may_close(self) -> bool:
        self.draft.save()
        return True
