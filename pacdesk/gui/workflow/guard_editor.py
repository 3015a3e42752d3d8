"""Builds guards: groups of conditions joined by and / or, with a sentence that says the whole."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pacdesk.desk.workflow.fields import FACTS, OWN_FIELDS
from pacdesk.desk.workflow.guards import DEEPEST, NEED_A_LIST, NEED_NO_VALUE
from pacdesk.desk.workflow.rows import Condition, FieldKind, FieldRow, Flow, Guard, Mode, Op
from pacdesk.gui.editing.custom_inputs import PlainText, make_input
from pacdesk.gui.editing.inputs import ChoiceInput
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, IconButton, set_look
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.workflow import words
from pacdesk.gui.workflow.guard_words import guard_sentence
from pacdesk.gui.workflow.parts import follow
from pacdesk.gui.workflow.registers import Registers

_NARROW = 3
"""Letters that a choice shows at least: comparison and value share a line of the narrow panel."""


class GuardEditor(QWidget):
    """A guard to be read and built. `edited` fires when a person changed it; `guard` answers None for one
    without conditions."""

    edited = Signal()

    def __init__(self, registers: Registers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._registers = registers
        self._flow: Flow | None = None
        self._shown: Guard | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().px("pad_s"))
        self._group: _Group | None = None
        self.anchor: QWidget | None = None
        """What Tab comes from."""
        self._sentence = plain_label(self, wrap=True)
        set_look(self._sentence, "look", "second")
        self._column.addWidget(self._sentence)

    def show_guard(self, flow: Flow, guard: Guard | None) -> None:
        """Show a guard over the fields of a flow; the caret stays when nothing else came."""
        same = self._flow is not None and _same_fields(self._flow, flow) and guard == self.guard()
        self._flow = flow
        if not same or self._group is None:
            self._build(guard or Guard())
        self._say()

    def guard(self) -> Guard | None:
        """What is built, without the parts that are empty."""
        return None if self._group is None else _tidy(self._group.value())

    def sentence(self) -> str:
        """The whole in plain language."""
        return self._sentence.text()

    def _build(self, guard: Guard) -> None:
        if self._flow is None:
            return
        if self._group is not None:
            self._group.hide()
            self._group.deleteLater()
        self._group = _Group(self._flow, self._registers, guard, 1, self)
        self._group.edited.connect(self._edited)
        self._column.insertWidget(0, self._group)
        self._order()

    def _order(self) -> None:
        """Tab goes through the conditions in their order, then to what adds."""
        if self._group is not None and self.anchor is not None:
            self._group.order(self.anchor)

    def _edited(self) -> None:
        self._order()
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        if self._flow is not None:
            self._sentence.setText(guard_sentence(self._flow, self._registers, self.guard()))


def _same_fields(one: Flow, other: Flow) -> bool:
    return one.fields == other.fields


def _tidy(guard: Guard) -> Guard | None:
    groups = tuple(group for group in (_tidy(inner) for inner in guard.groups) if group is not None)
    if not guard.conditions and not groups:
        return None
    return replace(guard, groups=groups)


class _Group(QWidget):
    """Conditions and groups joined in one way."""

    edited = Signal()
    removed = Signal()

    def __init__(self, flow: Flow, registers: Registers, guard: Guard, depth: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow, self._registers, self._depth = flow, registers, depth
        self._lines: list[_Line] = []
        self._groups: list[_Group] = []
        theme = current()
        self._column = QVBoxLayout(self)
        inset = theme.px("pad_s") if depth > 1 else 0
        self._column.setContentsMargins(inset, inset, inset, inset)
        self._column.setSpacing(theme.px("pad_s"))
        self._mode = ChoiceInput(self)
        self._mode.setAccessibleName(self.tr("How the conditions are joined"))
        self._mode.set_choices(words.modes())
        self._mode.set_value(guard.mode)
        self._mode.edited.connect(self._changed)
        top = QHBoxLayout()
        top.setSpacing(theme.px("grid"))
        top.addWidget(self._mode, 1)
        self._tools: list[QWidget] = []
        self._adders: list[QWidget] = []
        if depth > 1:
            drop = IconButton("x", self.tr("Remove group"), parent=self)
            drop.clicked.connect(self.removed)
            top.addWidget(drop)
            self._tools.append(drop)
        self._column.addLayout(top)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(theme.px("grid"))
        self._add = Button(self.tr("Condition"), kind="ghost", icon="plus", small=True, parent=self)
        self._add.clicked.connect(self._add_line)
        self._foot.addWidget(self._add)
        self._adders.append(self._add)
        if depth < DEEPEST:
            nest = Button(self.tr("Group"), kind="ghost", icon="plus", small=True, parent=self)
            nest.setToolTip(self.tr("A group joins conditions in the other way"))
            nest.clicked.connect(self._add_group)
            self._foot.addWidget(nest)
            self._adders.append(nest)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        for condition in guard.conditions:
            self._put_line(condition)
        for group in guard.groups:
            self._put_group(group)
        self._show_mode()

    def order(self, before: QWidget) -> QWidget:
        """Tab goes from a widget through the group; answers where it leads last."""
        for part in (self._mode, *self._tools):
            before = follow(before, part)
        for line in self._lines:
            before = line.order(before)
        for group in self._groups:
            before = group.order(before)
        for button in self._adders:
            before = follow(before, button)
        return before

    def value(self) -> Guard:
        """The group as it stands."""
        return Guard(
            mode=self._mode.value(),
            conditions=tuple(line.value() for line in self._lines),
            groups=tuple(group.value() for group in self._groups),
        )

    def _show_mode(self) -> None:
        """With one part there is nothing to join."""
        self._mode.setVisible(self._depth > 1 or len(self._lines) + len(self._groups) > 1)

    def _put_line(self, condition: Condition) -> "_Line":
        line = _Line(self._flow, self._registers, condition, self)
        line.edited.connect(self._changed)
        line.removed.connect(self._drop_line)
        self._column.insertWidget(1 + len(self._lines), line)
        self._lines.append(line)
        return line

    def _put_group(self, guard: Guard) -> "_Group":
        group = _Group(self._flow, self._registers, guard, self._depth + 1, self)
        group.edited.connect(self._changed)
        group.removed.connect(self._drop_group)
        self._column.insertWidget(1 + len(self._lines) + len(self._groups), group)
        self._groups.append(group)
        return group

    def _add_line(self) -> None:
        first = self._flow.fields[0].key if self._flow.fields else "priority"
        kind = words.kind_of(self._flow, first)
        line = self._put_line(Condition(first, words.ops_of(kind)[0]))
        line.field.setFocus()
        self._changed()

    def _add_group(self) -> None:
        other = Mode.ANY if self._mode.value() is Mode.ALL else Mode.ALL
        group = self._put_group(Guard(mode=other))
        group._add_line()  # noqa: SLF001  (one of its own kind)

    def _drop_line(self) -> None:
        line = self.sender()
        if isinstance(line, _Line):
            self._lines.remove(line)
            self._let_go(line)

    def _drop_group(self) -> None:
        group = self.sender()
        if isinstance(group, _Group):
            self._groups.remove(group)
            self._let_go(group)

    def _let_go(self, widget: QWidget) -> None:
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
        self._add.setFocus()
        self._changed()

    def _changed(self) -> None:
        self._show_mode()
        self.edited.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._depth == 1:
            return
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line_strong"), 1))
        radius = theme.px("radius")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class _Line(QWidget):
    """One condition: field, comparison, value."""

    edited = Signal()
    removed = Signal()

    def __init__(self, flow: Flow, registers: Registers, condition: Condition, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow, self._registers = flow, registers
        theme = current()
        self.field = ChoiceInput(self)
        self.field.setAccessibleName(self.tr("Field"))
        self.field.set_choices(fields_to_ask(flow, condition.field))
        self.field.set_value(condition.field)
        self.op = ChoiceInput(self)
        self.op.setAccessibleName(self.tr("Comparison"))
        self.op.setMinimumContentsLength(_NARROW)
        self._drop = IconButton("x", self.tr("Remove condition"), parent=self)
        self._drop.clicked.connect(self.removed)
        self._offer_ops(condition.op)
        self.editor: Any = None
        top = QHBoxLayout()
        top.setSpacing(theme.px("grid"))
        top.addWidget(self.field, 1)
        top.addWidget(self._drop)
        self._second = QHBoxLayout()
        self._second.setSpacing(theme.px("grid"))
        self._second.addWidget(self.op, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px("grid"))
        column.setSpacing(theme.px("grid"))
        column.addLayout(top)
        column.addLayout(self._second)
        self._make_editor(condition.value)
        self.field.edited.connect(self._field_chosen)
        self.op.edited.connect(self._op_chosen)

    def _offer_ops(self, wanted: Op) -> None:
        offered = words.ops_of(words.kind_of(self._flow, self.field.value()))
        if wanted not in offered and words.kind_of(self._flow, self.field.value()) is not FieldKind.YES_NO:
            offered = (*offered, wanted)
        self.op.set_choices([(op, words.op(op)) for op in offered])
        self.op.set_value(wanted)

    def _make_editor(self, value: Any) -> None:
        if self.editor is not None:
            self._second.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        if self.op.value() in NEED_NO_VALUE:
            return
        self.editor = make_input(self._row(), None, self)
        self.editor.setAccessibleName(self.tr("Value"))
        if isinstance(self.editor, ChoiceInput):
            self.editor.setMinimumContentsLength(_NARROW)
        self.editor.set_value(value if self._is_list() else _alone(value))
        self.editor.edited.connect(self.edited)
        self._second.addWidget(self.editor, 1)

    def order(self, before: QWidget) -> QWidget:
        """Tab goes from a widget through field, comparison and value; answers where it leads last."""
        for part in (self.field, self.op, self.editor, self._drop):
            before = follow(before, part) if part is not None else before
        return before

    def _is_list(self) -> bool:
        row = self._registers.field_row(self._flow, self.field.value())
        return self.op.value() in NEED_A_LIST and bool(row.choices)

    def _row(self) -> FieldRow:
        if self._is_list():
            return self._registers.as_several(self._flow, self.field.value())
        row = self._registers.field_row(self._flow, self.field.value())
        if row.kind is FieldKind.CHOICES:
            return replace(row, kind=FieldKind.CHOICE)
        return replace(row, kind=FieldKind.TEXT) if row.kind is FieldKind.LONG_TEXT else row

    def value(self) -> Condition:
        """The condition as it stands."""
        value = self.editor.value() if self.editor is not None else None
        if self.op.value() in NEED_A_LIST and isinstance(self.editor, PlainText):
            value = [part.strip() for part in str(value or "").split(",") if part.strip()] or None
        return Condition(self.field.value(), self.op.value(), value)

    def _field_chosen(self) -> None:
        ops = words.ops_of(words.kind_of(self._flow, self.field.value()))
        before = self.op.value()
        self._offer_ops(before if before in ops else ops[0])
        self._make_editor(None)
        self.edited.emit()

    def _op_chosen(self) -> None:
        held = self.value().value if self.editor is not None else None
        self._make_editor(held)
        self.edited.emit()


def _alone(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    return value


def fields_to_ask(flow: Flow, held: str = "") -> list[tuple[Any, str]]:
    """The fields that a guard may look at, custom ones first; one that is gone stays, marked."""
    found: list[tuple[Any, str]] = [(row.key, words.field_name(flow, row.key)) for row in flow.fields]
    found += [(name, words.field_name(flow, name)) for name in (*OWN_FIELDS, *FACTS)]
    if held and not any(key == held for key, _ in found):
        gone = words.translate("GuardEditor", "{field} (deleted)").format(field=held)
        found.insert(0, (held, gone))
    return found
