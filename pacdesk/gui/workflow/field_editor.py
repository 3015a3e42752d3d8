"""The inspector of a custom field, with the form that it becomes."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pacdesk.desk.workflow.naming import key_for
from pacdesk.desk.workflow.rows import ChoiceRow, FieldKind, FieldRow
from pacdesk.gui.editing.custom_inputs import DayField, NumberField, TimeField, make_input
from pacdesk.gui.editing.inputs import ChoiceInput, TextInput
from pacdesk.gui.widgets.buttons import IconButton, set_look
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.workflow import words
from pacdesk.gui.workflow.choices_editor import ChoicesEditor
from pacdesk.gui.workflow.field_edits import moved_field, of_kind, rekeyed, taken_keys, without_field
from pacdesk.gui.workflow.model import Chosen, StudioModel
from pacdesk.gui.workflow.parts import Head, Panel, Phrase, UndoKeys, follow, put, rule
from pacdesk.gui.workflow.preview import FormPreview
from pacdesk.gui.workflow.registers import Registers

_BOUNDED = {
    FieldKind.TEXT: NumberField,
    FieldKind.LONG_TEXT: NumberField,
    FieldKind.NUMBER: NumberField,
    FieldKind.MONEY: NumberField,
    FieldKind.DATE: DayField,
    FieldKind.TIME: TimeField,
}
_NO_DEFAULT = (FieldKind.FILE, FieldKind.CLIENT)


class FieldPanel(Panel):
    """Everything that a custom field is. A new one's key follows its name; afterwards it stays, because
    tickets, guards and files know the field by it."""

    def __init__(
        self, model: StudioModel, registers: Registers, keys: UndoKeys, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, parent)
        self._keys = keys
        self._shown: str | None = None
        self._fresh = ""
        self._filling = False
        self._bounds: dict[str, Any] = {}
        self._bounds_for: FieldKind | None = None
        self._default: Any = None
        self._default_for: FieldRow | None = None
        self._make_identity()
        self.choices = ChoicesEditor(keys, self)
        self.choices.edited.connect(self._choose)
        self.column.addWidget(self.choices)
        self._limits = QHBoxLayout()
        self.column.addLayout(self._limits)
        self._default_place = QHBoxLayout()
        self.column.addLayout(self._default_place)
        self._make_tools()
        self.column.addWidget(rule(self))
        self.column.addWidget(Head(self.tr("How the form looks"), parent=self))
        self.preview = FormPreview(model, registers, self)
        self.column.addWidget(self.preview)
        self.column.addStretch(1)
        keys.watch(self)

    def _make_identity(self) -> None:
        self.name = TextInput(self)
        self.name.edited.connect(self._rename)
        self._name = self.field(self.tr("Name"), self.name, required=True)
        self.column.addWidget(self._name)
        self._key = plain_label(self, wrap=True)
        set_look(self._key, "look", "second")
        self.column.addWidget(self._key)
        self.kind = ChoiceInput(self)
        self.kind.set_choices(words.field_kinds())
        self.kind.edited.connect(self._rekind)
        self.section = Phrase(self)
        self.section.currentTextChanged.connect(self._resection)
        self.side_by_side(
            self.field(self.tr("Kind"), self.kind), self.field(self.tr("Section"), self.section)
        )
        self.help = TextInput(self)
        self.help.edited.connect(self._help)
        self.column.addWidget(self.field(self.tr("Help under the field"), self.help))

    def _make_tools(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(0)
        self.up = IconButton("arrow-up", self.tr("Earlier in the form"), parent=self)
        self.down = IconButton("arrow-down", self.tr("Later in the form"), parent=self)
        self.drop = IconButton("trash-2", self.tr("Delete field"), parent=self)
        self.up.clicked.connect(self._earlier)
        self.down.clicked.connect(self._later)
        self.drop.clicked.connect(self.delete)
        for button in (self.up, self.down, self.drop):
            tools.addWidget(button)
        tools.addStretch(1)
        self.column.addLayout(tools)

    # --- showing ----------------------------------------------------------------------------

    def row(self) -> FieldRow | None:
        """The field that is shown."""
        chosen = self.model.chosen.field
        return self.model.flow.field(chosen) if chosen is not None else None

    def begin(self, key: str) -> None:
        """The field was made just now: its key follows its name, and the name is to be typed."""
        self._fresh = key
        self.name.setFocus()
        self.name.selectAll()

    def refresh(self) -> None:
        row = self.row()
        if row is None:
            return
        if row.key != self._shown:
            self._shown = row.key
            self.choices.forget()
        self._filling = True
        put(self.name, row.name)
        if row.name.strip():
            self._name.clear()
        else:
            self._name.complain(self.tr("A field needs a name."))
        self._key.setText(self.tr("Key: {key}").format(key=row.key))
        put(self.kind, row.kind)
        self.section.offer(sorted({one.section for one in self.model.flow.fields if one.section}))
        self.section.show_phrase(row.section)
        put(self.help, row.help)
        self.choices.setVisible(row.kind in (FieldKind.CHOICE, FieldKind.CHOICES))
        self.choices.show_choices(row.choices)
        self._show_bounds(row)
        self._show_default(row)
        self._filling = False
        if self.preview.stage.value() is None and self.model.flow.stages:
            self.preview.show_stage(self.model.flow.stages[0])
        self.preview.refresh()
        self._lock(row)

    def _lock(self, row: FieldRow) -> None:
        locked = self.model.read_only
        for one in (self.name, self.help):
            one.set_locked(locked)
        self.kind.set_locked(locked)
        self.section.setEnabled(not locked)
        self.choices.set_locked(locked)
        for _, bound in self._bounds.values():
            bound.set_locked(locked)
        if self._default is not None:
            self._default.editor.set_locked(locked)
        at = self.model.flow.fields.index(row)
        self.up.setEnabled(not locked and at > 0)
        self.down.setEnabled(not locked and at + 1 < len(self.model.flow.fields))
        self.drop.setEnabled(not locked)

    def _show_bounds(self, row: FieldRow) -> None:
        if row.kind is not self._bounds_for:
            self._bounds_for = row.kind
            self._make_bounds(row.kind)
        for name, (_, editor) in self._bounds.items():
            put(editor, getattr(row, name))

    def _make_bounds(self, kind: FieldKind) -> None:
        for field, _ in self._bounds.values():
            self._limits.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._bounds = {}
        self._last: QWidget = self.choices.last
        wanted = _BOUNDED.get(kind)
        if wanted is None:
            return
        for name, label in self._bound_labels(kind).items():
            editor = wanted(self)
            editor.setObjectName(name)
            editor.edited.connect(self._bound)
            field = self.field(label, editor)
            self._limits.addWidget(field, 1)
            self._bounds[name] = (field, editor)
            self._last = follow(self._last, field)
        self._keys.watch(self)

    def _bound_labels(self, kind: FieldKind) -> dict[str, str]:
        if kind in (FieldKind.TEXT, FieldKind.LONG_TEXT):
            return {"minimum": self.tr("Fewest letters"), "maximum": self.tr("Most letters")}
        if kind in (FieldKind.DATE, FieldKind.TIME):
            return {"minimum": self.tr("Earliest"), "maximum": self.tr("Latest")}
        return {"minimum": self.tr("Least"), "maximum": self.tr("Most")}

    def _show_default(self, row: FieldRow) -> None:
        like = replace(row, name="", help="", section="", default=None)
        if self._default_for is None or like != self._default_for:
            self._default_for = like
            if self._default is not None:
                self._default_place.removeWidget(self._default)
                self._default.hide()
                self._default.deleteLater()
                self._default = None
            if row.kind not in _NO_DEFAULT:
                editor = make_input(row, None, self)
                editor.edited.connect(self._set_default)
                self._default = FormField(self.tr("Filled in at first with"), editor, parent=self)
                self._default_place.addWidget(self._default)
                follow(self._last if self._bounds else self.choices.last, self._default)
                self._keys.watch(self)
        if self._default is not None:
            put(self._default.editor, row.default)

    # --- what people do ---------------------------------------------------------------------

    def _put(self, step: str, /, *, merge: bool = False, **changes: Any) -> None:
        row = self.row()
        if row is not None and not self._filling:
            goes_on = self.goes_on(row.key, step) and merge
            self.model.change_field(step, replace(row, **changes), merge=goes_on)

    def _rename(self) -> None:
        row, name = self.row(), self.name.value()
        if row is None or self._filling:
            return
        if row.key != self._fresh:
            self._put(self.tr("Rename field"), merge=True, name=name)
            return
        key = key_for(name, taken_keys(self.model.flow) - {row.key}, "field")
        flow = rekeyed(self.model.flow, row.key, key)
        rows = tuple(replace(one, name=name) if one.key == key else one for one in flow.fields)
        merge = self.goes_on("fresh", self.tr("Rename field"))
        self._fresh = self._shown = key
        self.model.chosen = Chosen(field=key)
        self.model.edit(self.tr("Rename field"), replace(flow, fields=rows), merge=merge)

    def _rekind(self) -> None:
        row = self.row()
        if row is not None and not self._filling and row.kind != self.kind.value():
            self.model.change_field(self.tr("Change kind of field"), of_kind(row, self.kind.value()))

    def _resection(self, text: str) -> None:
        self._put(self.tr("Change section"), merge=True, section=text.strip())

    def _help(self) -> None:
        self._put(self.tr("Change help"), merge=True, help=self.help.value().strip())

    def _choose(self, choices: object, typed: bool) -> None:
        if isinstance(choices, tuple) and all(isinstance(one, ChoiceRow) for one in choices):
            self._put(self.tr("Change choices"), merge=typed, choices=choices)

    def _bound(self) -> None:
        sender = self.sender()
        if sender is not None:
            name = sender.objectName()
            value = self._bounds[name][1].value()
            self._put(self.tr("Change bounds"), merge=True, **{name: value})

    def _set_default(self) -> None:
        self._put(self.tr("Change first value"), merge=True, default=self._default.editor.value())

    def _earlier(self) -> None:
        self._move(-1)

    def _later(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        row = self.row()
        if row is not None:
            self.model.edit(self.tr("Move field"), moved_field(self.model.flow, row.key, by))

    def delete(self) -> None:
        """Delete the field from the flow."""
        row = self.row()
        if row is not None:
            self.model.edit(self.tr("Delete field"), without_field(self.model.flow, row.key))
