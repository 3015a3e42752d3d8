"""What happens by itself on a way or on entering a stage: a list, each row opening to be changed."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from pacdesk.desk.workflow.fields import OWN_FIELDS
from pacdesk.desk.workflow.rows import ActionKind, ActionRow, FieldKind, Flow, Ref
from pacdesk.gui.editing.custom_inputs import make_input, words_of
from pacdesk.gui.editing.inputs import ChoiceInput, LongInput
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import IconButton
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.workflow import words
from pacdesk.gui.workflow.parts import Head, RowButton, clear_layout, follow
from pacdesk.gui.workflow.registers import ACTION_REGISTER, Registers

_FIELDS = (ActionKind.SET_FIELD, ActionKind.SET_NOW, ActionKind.CLEAR_FIELD)
_MOMENTS = (FieldKind.DATE, FieldKind.TIME, FieldKind.TEXT)


class ActionsEditor(QWidget):
    """The actions of one place. `edited` fires with what they are now, and whether only one of them was
    filled in: typing is one step of undo, adding and removing are steps of their own."""

    edited = Signal(object, bool)

    def __init__(self, title: str, registers: Registers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._registers = registers
        self._flow: Flow | None = None
        self.held: tuple[ActionRow, ...] = ()
        self._open = -1
        self.head = Head(title, self.tr("Add action"), self)
        menu = QMenu(self.head.add)
        for kind, text in words.action_kinds():
            action = menu.addAction(text, self._add)
            action.setData(kind)
        self._menu = menu
        self.head.add.clicked.connect(self._offer)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("grid"))
        column.addWidget(self.head)
        column.addLayout(self._rows)
        self._form: _ActionForm | None = None

    def show_actions(self, flow: Flow, actions: tuple[ActionRow, ...]) -> None:
        """Show the actions of a place of the flow."""
        same = self._flow is not None and self._flow.fields == flow.fields and actions == self.held
        self._flow, self.held = flow, actions
        if not same or self._rows.count() == 0:
            self._open = self._open if self._open < len(actions) else -1
            self._build()

    def close_form(self) -> None:
        """Another place is shown: nothing stands open."""
        self._open = -1

    def set_locked(self, locked: bool) -> None:
        """Only to read."""
        self.head.add.setVisible(not locked)
        for at in range(self._rows.count()):
            item = self._rows.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setEnabled(not locked)

    def _offer(self) -> None:
        self._menu.popup(self.head.add.mapToGlobal(self.head.add.rect().bottomLeft()))

    def _add(self) -> None:
        kind = getattr(self.sender(), "data", lambda: None)()
        if isinstance(kind, ActionKind) and self._flow is not None:
            self.add(kind)

    def add(self, kind: ActionKind) -> None:
        """Add an action of a kind, and open it."""
        field = ""
        if kind in _FIELDS and self._flow is not None:
            field = next((key for key, _ in _fields_for(self._flow, kind)), "")
        self._open = len(self.held)
        self._change((*self.held, ActionRow(kind=kind, field=field)), rebuild=True)

    def _build(self) -> None:
        clear_layout(self._rows)
        self._form = None
        if self._flow is None:
            return
        before: QWidget = self.head.add
        for at, action in enumerate(self.held):
            text, second = action_words(self._flow, self._registers, action)
            row = RowButton(words.ACTION_ICONS[action.kind], text, second, self)
            row.setProperty("at", at)
            row.set_opened(at == self._open)
            row.clicked.connect(self._toggle)
            self._rows.addWidget(row)
            before = follow(before, row)
            if at == self._open:
                self._form = _ActionForm(self._flow, self._registers, action, self)
                self._form.changed.connect(self._form_changed)
                self._form.moved.connect(self._move)
                self._form.removed.connect(self._remove)
                self._rows.addWidget(self._form)
                before = follow(before, self._form)

    def _toggle(self) -> None:
        sender = self.sender()
        at = int(sender.property("at")) if sender is not None else -1
        self._open = -1 if at == self._open else at
        self._build()

    def _form_changed(self, action: object) -> None:
        rows = list(self.held)
        if isinstance(action, ActionRow) and 0 <= self._open < len(rows):
            rows[self._open] = action
            self._change(tuple(rows), rebuild=False)

    def _move(self, by: int) -> None:
        rows, to = list(self.held), self._open + by
        if 0 <= to < len(rows):
            rows.insert(to, rows.pop(self._open))
            self._open = to
            self._change(tuple(rows), rebuild=True)

    def _remove(self) -> None:
        rows = list(self.held)
        del rows[self._open]
        self._open = -1
        self._change(tuple(rows), rebuild=True)
        self.head.add.setFocus()

    def _change(self, actions: tuple[ActionRow, ...], *, rebuild: bool) -> None:
        self.held = actions
        if rebuild:
            self._build()
        self.edited.emit(actions, not rebuild)


def action_words(flow: Flow, registers: Registers, action: ActionRow) -> tuple[str, str]:
    """An action in two words: what, and with what."""
    text = words.word_of(words.action_kinds(), action.kind)
    if action.kind in _FIELDS:
        name = words.field_name(flow, action.field)
        value = words_of(registers.field_row(flow, action.field), action.value)
        return text, f"{name}: {value}" if action.kind is ActionKind.SET_FIELD else name
    if action.ref is not None:
        return text, registers.name_of(ACTION_REGISTER.get(action.kind, "statuses"), action.ref)
    return text, " ".join(action.text.split())[:40]


def _fields_for(flow: Flow, kind: ActionKind) -> list[tuple[Any, str]]:
    custom = [(row.key, row.kind) for row in flow.fields]
    found = [*custom, *OWN_FIELDS.items()]
    if kind is ActionKind.SET_NOW:
        found = [(key, held) for key, held in found if held in _MOMENTS]
    return [(key, words.field_name(flow, key)) for key, _ in found]


class _ActionForm(QWidget):
    """One action, open."""

    changed = Signal(object)
    moved = Signal(int)
    removed = Signal()

    def __init__(self, flow: Flow, registers: Registers, action: ActionRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow, self._registers, self._action = flow, registers, action
        theme = current()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.scaled(30), theme.px("grid"), 0, theme.px("pad_s"))
        self._column.setSpacing(theme.px("pad_s"))
        self._value: Any = None
        if action.kind in _FIELDS:
            self._add_field()
        elif action.kind in ACTION_REGISTER:
            self._add_ref(ACTION_REGISTER[action.kind])
        if action.kind in (ActionKind.SEND_MESSAGE, ActionKind.ASK_UNDERSTANDING):
            self._add_text()
        self._add_tools()

    def _add_field(self) -> None:
        self._field = ChoiceInput(self)
        choices = _fields_for(self._flow, self._action.kind)
        if not any(key == self._action.field for key, _ in choices):
            choices = [(self._action.field, self._action.field), *choices]
        self._field.set_choices(choices)
        self._field.set_value(self._action.field)
        self._field.edited.connect(self._field_chosen)
        self._column.addWidget(FormField(self.tr("Field"), self._field, parent=self))
        if self._action.kind is ActionKind.SET_FIELD:
            self._make_value()

    def _make_value(self) -> None:
        if self._value is not None:
            self._column.removeWidget(self._value)
            self._value.hide()
            self._value.deleteLater()
        editor = make_input(self._registers.field_row(self._flow, self._action.field), None, self)
        editor.set_value(self._action.value)
        editor.edited.connect(self._value_edited)
        self._editor = editor
        self._value = FormField(self.tr("Value"), editor, parent=self)
        self._column.insertWidget(1, self._value)

    def _add_ref(self, register: str) -> None:
        self._ref = ChoiceInput(self)
        nothing = self.tr("none: the text below") if self._has_text() else "–"
        self._ref.set_choices([(None, nothing), *self._registers.refs(register, self._action.ref)])
        self._ref.set_value(self._action.ref)
        self._ref.edited.connect(self._ref_chosen)
        label = self.tr("Canned message") if self._has_text() else self.tr("Status")
        self._column.addWidget(FormField(label, self._ref, parent=self))

    def _has_text(self) -> bool:
        return self._action.kind is ActionKind.SEND_MESSAGE

    def _add_text(self) -> None:
        self._text = LongInput(self)
        self._text.set_value(self._action.text)
        self._text.edited.connect(self._text_edited)
        help_line = (
            "" if self._has_text() else self.tr("Left empty, the client is asked about the description.")
        )
        self._column.addWidget(FormField(self.tr("Text"), self._text, help_line=help_line, parent=self))

    def _add_tools(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(0)
        tools.addStretch(1)
        up = IconButton("arrow-up", self.tr("Earlier"), parent=self)
        down = IconButton("arrow-down", self.tr("Later"), parent=self)
        drop = IconButton("trash-2", self.tr("Remove action"), parent=self)
        up.clicked.connect(self._up)
        down.clicked.connect(self._down)
        drop.clicked.connect(self.removed)
        for button in (up, down, drop):
            tools.addWidget(button)
        self._column.addLayout(tools)

    def _up(self) -> None:
        self.moved.emit(-1)

    def _down(self) -> None:
        self.moved.emit(1)

    def _put(self, **changes: Any) -> None:
        self._action = replace(self._action, **changes)
        self.changed.emit(self._action)

    def _field_chosen(self) -> None:
        self._put(field=self._field.value(), value=None)
        if self._action.kind is ActionKind.SET_FIELD:
            self._make_value()

    def _value_edited(self) -> None:
        self._put(value=self._editor.value())

    def _ref_chosen(self) -> None:
        chosen = self._ref.value()
        self._put(ref=chosen if isinstance(chosen, Ref) else None)

    def _text_edited(self) -> None:
        self._put(text=self._text.value())
