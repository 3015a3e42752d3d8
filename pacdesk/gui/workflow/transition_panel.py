"""The inspector of a transition."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from pacdesk.desk.workflow.fields import OWN_FIELDS
from pacdesk.desk.workflow.rows import Demand, MoveField, Ref, TransitionRow, Trigger, Who
from pacdesk.gui.editing.custom_inputs import SeveralChoices
from pacdesk.gui.editing.inputs import ChoiceInput, SwitchInput, TextInput
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import IconButton
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.workflow import words
from pacdesk.gui.workflow.actions_editor import ActionsEditor
from pacdesk.gui.workflow.durations import read_minutes, show_minutes
from pacdesk.gui.workflow.guard_editor import GuardEditor
from pacdesk.gui.workflow.model import StudioModel
from pacdesk.gui.workflow.parts import Head, Panel, Phrase, UndoKeys, clear_layout, follow, put, rule
from pacdesk.gui.workflow.registers import Registers


class Ticks(SeveralChoices):
    """Any of a few values of any type."""

    def offer_values(self, values: list[tuple[Any, str]]) -> None:
        """The values with their words; ticks are set by `set_value`."""
        known = [item.text() for item in self._items()]
        if known == [text for _, text in values]:
            return
        self._setting = True
        self.clear()
        for value, text in values:
            item = QListWidgetItem(text, self)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setCheckState(Qt.CheckState.Unchecked)
        self._setting = False
        rows = min(max(len(values), 1), 5)
        self.setFixedHeight(rows * current().px("row") + current().scaled(2))


class TransitionPanel(Panel):
    """Everything that a way from one stage to another is."""

    def __init__(
        self, model: StudioModel, registers: Registers, keys: UndoKeys, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, parent)
        self._registers = registers
        self._keys = keys
        self._shown: UUID | None = None
        self._make_ends()
        self._make_trigger()
        self.column.addWidget(rule(self))
        self.who = Ticks(self)
        self.who.offer_values(words.whos())
        self.who.edited.connect(self._allow)
        self.column.addWidget(
            self.field(
                self.tr("Who may"),
                self.who,
                help_line=self.tr("None ticked: everybody who works on the ticket."),
            )
        )
        self.column.addWidget(rule(self))
        self.column.addWidget(Head(self.tr("Only when"), parent=self))
        self.guard = GuardEditor(registers, self)
        self.guard.anchor = self.who
        self.guard.edited.connect(self._guard)
        self.column.addWidget(self.guard)
        self._make_asks()
        self.column.addWidget(rule(self))
        self.actions_editor = ActionsEditor(self.tr("What happens then"), registers, self)
        self.actions_editor.edited.connect(self._act)
        self.column.addWidget(self.actions_editor)
        self.column.addStretch(1)
        keys.watch(self)
        registers.changed.connect(self.refresh)

    # --- building ---------------------------------------------------------------------------

    def _make_ends(self) -> None:
        self.label = TextInput(self)
        self.label.edited.connect(self._relabel)
        self._label = self.field(self.tr("Label"), self.label, required=True)
        self.column.addWidget(self._label)
        self.origin, self.target = ChoiceInput(self), ChoiceInput(self)
        self.origin.edited.connect(self._reconnect)
        self.target.edited.connect(self._reconnect)
        self.side_by_side(self.field(self.tr("From"), self.origin), self.field(self.tr("To"), self.target))

    def _make_trigger(self) -> None:
        self.trigger = ChoiceInput(self)
        self.trigger.set_choices(words.triggers())
        self.trigger.edited.connect(self._retrigger)
        self._trigger = self.field(self.tr("Set off by"), self.trigger)
        self.column.addWidget(self._trigger)
        self.after = TextInput(self)
        self.after.setPlaceholderText(self.tr("such as 2 h, 3 business days"))
        self.after.edited.connect(self._wait)
        self._after = self.field(self.tr("After"), self.after, required=True)
        self.column.addWidget(self._after)
        self.stimulus = Phrase(self)
        self.stimulus.currentTextChanged.connect(self._stimulate)
        self.column.addWidget(
            self.field(
                self.tr("Stimulus"),
                self.stimulus,
                help_line=self.tr("A name that several transitions share, such as “reopen”."),
            )
        )

    def _make_asks(self) -> None:
        self.column.addWidget(rule(self))
        self.reasons = Ticks(self)
        self.reasons.edited.connect(self._offer_reasons)
        self._reasons = self.field(
            self.tr("Reasons"), self.reasons, help_line=self.tr("None ticked: every reason may be given.")
        )
        self.column.addWidget(self._reasons)
        self.reason_required = SwitchInput(self)
        self.reason_required.setText(self.tr("A reason is required"))
        self.reason_required.edited.connect(self._demand)
        self.comment_required = SwitchInput(self)
        self.comment_required.setText(self.tr("A comment is required"))
        self.comment_required.edited.connect(self._demand)
        self.column.addWidget(self.reason_required)
        self.column.addWidget(self.comment_required)
        self.column.addWidget(rule(self))
        self.asked = Head(self.tr("Fields it asks for"), self.tr("Add field"), self)
        self.asked.add.clicked.connect(self._offer_fields)
        self.column.addWidget(self.asked)
        self._asked_rows = QVBoxLayout()
        self._asked_rows.setSpacing(current().px("grid"))
        self.column.addLayout(self._asked_rows)
        self._asked_shown: tuple[str, ...] | None = None
        self._demands: list[ChoiceInput] = []

    # --- showing ----------------------------------------------------------------------------

    _filling = False

    def way(self) -> TransitionRow | None:
        """The transition that is shown."""
        chosen = self.model.chosen.transition
        return self.model.flow.transition(chosen) if chosen is not None else None

    def refresh(self) -> None:
        way = self.way()
        if way is None:
            return
        if way.id != self._shown:
            self._shown = way.id
            self.actions_editor.close_form()
            self.after.set_value(show_minutes(way.after_minutes))
        self._filling = True
        flow = self.model.flow
        put(self.label, way.label)
        if way.label.strip():
            self._label.clear()
        else:
            self._label.complain(self.tr("A transition needs a label."))
        stages = [(stage.id, stage.name) for stage in flow.stages]
        for box, value in ((self.origin, way.from_stage_id), (self.target, way.to_stage_id)):
            box.set_choices(stages)
            box.set_value(value)
        self._show_trigger(way)
        put(self.who, list(way.who) or None)
        self.guard.show_guard(flow, way.guard)
        self._show_asks(way)
        self.actions_editor.show_actions(flow, way.actions)
        self._filling = False
        self._lock()

    def _show_trigger(self, way: TransitionRow) -> None:
        put(self.trigger, way.trigger)
        if way.trigger is Trigger.PERSON:
            self._trigger.clear()
        else:
            told = self.tr(
                "It does not go off by itself: the program does not do that yet. Nobody can use it."
            )
            self._trigger.set_help(told)
        self._after.setVisible(way.trigger is Trigger.TIME)
        if not self.after.hasFocus():
            self.after.set_value(show_minutes(way.after_minutes))
        used = sorted({one.stimulus for one in self.model.flow.transitions if one.stimulus})
        self.stimulus.offer(used)
        self.stimulus.show_phrase(way.stimulus)

    def _show_asks(self, way: TransitionRow) -> None:
        offered: list[tuple[Any, str]] = []
        for ref in way.reasons:
            offered += [pair for pair in self._registers.refs("reasons", ref) if pair not in offered]
        rows = offered or self._registers.refs("reasons")
        self.reasons.offer_values(rows)
        put(self.reasons, list(way.reasons) or None)
        self._reasons.setVisible(bool(rows))
        put(self.reason_required, way.reason_required)
        put(self.comment_required, way.comment_required)
        names = tuple(words.field_name(self.model.flow, row.field) for row in way.fields)
        if names != self._asked_shown:
            self._asked_shown = names
            self._build_asked(way)
        for box, row in zip(self._demands, way.fields, strict=True):
            put(box, row.demand)

    def _build_asked(self, way: TransitionRow) -> None:
        clear_layout(self._asked_rows)
        self._demands = []
        before: QWidget = self.asked.add
        for at, row in enumerate(way.fields):
            name = words.field_name(self.model.flow, row.field)
            line = QWidget(self)
            label = ElidedLabel(line)
            label.show_text(name)
            demand = ChoiceInput(line)
            demand.setAccessibleName(self.tr("What is asked of {field}").format(field=name))
            demand.set_choices(words.demands())
            demand.setProperty("at", at)
            demand.edited.connect(self._redemand)
            told = self.tr("Do not ask for {field}").format(field=name)
            drop = IconButton("x", told, small=True, parent=line)
            drop.setProperty("at", at)
            drop.clicked.connect(self._unask)
            box = QHBoxLayout(line)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(current().px("grid"))
            box.addWidget(label, 1)
            box.addWidget(demand, 1)
            box.addWidget(drop)
            self._asked_rows.addWidget(line)
            before = follow(before, line)
            self._demands.append(demand)

    def _lock(self) -> None:
        locked = self.model.read_only
        for line in (self.label, self.after):
            line.set_locked(locked)
        for ticks in (self.who, self.reasons):
            ticks.set_locked(locked)
        for choice in (self.origin, self.target, self.trigger):
            choice.set_locked(locked)
        for switch in (self.reason_required, self.comment_required):
            switch.set_locked(locked)
        for demand in self._demands:
            demand.set_locked(locked)
        self.stimulus.setEnabled(not locked)
        self.guard.setEnabled(not locked)
        self.asked.add.setVisible(not locked)
        self.actions_editor.set_locked(locked)

    # --- what people do ---------------------------------------------------------------------

    def _put(self, step: str, /, *, merge: bool = False, **changes: Any) -> None:
        way = self.way()
        if way is not None and not self._filling:
            goes_on = self.goes_on(way.id, step) and merge
            self.model.change_transition(step, replace(way, **changes), merge=goes_on)

    def _relabel(self) -> None:
        self._put(self.tr("Rename transition"), merge=True, label=self.label.value())

    def _reconnect(self) -> None:
        ends = {"from_stage_id": self.origin.value(), "to_stage_id": self.target.value()}
        self._put(self.tr("Connect otherwise"), **ends)

    def _retrigger(self) -> None:
        chosen = self.trigger.value()
        way = self.way()
        minutes = way.after_minutes if way is not None and chosen is Trigger.TIME else None
        self._put(self.tr("Change trigger"), trigger=chosen, after_minutes=minutes)

    def _wait(self) -> None:
        typed = str(self.after.value()).strip()
        minutes = read_minutes(typed)
        if typed and minutes is None:
            self._after.complain(self.tr("Write it like 2 h, 90 min or 3 business days."))
            return
        self._after.clear()
        self._put(self.tr("Change time"), merge=True, after_minutes=minutes)

    def _stimulate(self, text: str) -> None:
        self._put(self.tr("Change stimulus"), merge=True, stimulus=text.strip())

    def _allow(self) -> None:
        ticked = self.who.value() or ()
        self._put(self.tr("Change who may"), who=tuple(Who(one) for one in ticked))

    def _guard(self) -> None:
        self._put(self.tr("Change condition"), merge=True, guard=self.guard.guard())

    def _offer_reasons(self) -> None:
        ticked = self.reasons.value() or ()
        self._put(self.tr("Change reasons"), reasons=tuple(one for one in ticked if isinstance(one, Ref)))

    def _demand(self) -> None:
        self._put(
            self.tr("Change what is required"),
            reason_required=self.reason_required.value(),
            comment_required=self.comment_required.value(),
        )

    def _offer_fields(self) -> None:
        way = self.way()
        if way is None:
            return
        menu = QMenu(self.asked.add)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked = {row.field for row in way.fields}
        flow = self.model.flow
        for key in (*(row.key for row in flow.fields), *OWN_FIELDS):
            if key not in asked:
                action = menu.addAction(words.field_name(flow, key), self._ask)
                action.setData(key)
        menu.popup(self.asked.add.mapToGlobal(self.asked.add.rect().bottomLeft()))

    def _ask(self) -> None:
        key = getattr(self.sender(), "data", lambda: None)()
        if isinstance(key, str):
            self.ask_for(key)

    def ask_for(self, key: str) -> None:
        """Let the transition ask for one more field."""
        way = self.way()
        if way is not None:
            rows = (*way.fields, MoveField(field=key, demand=Demand.FILL))
            self._put(self.tr("Ask for a field"), fields=rows)

    def _redemand(self) -> None:
        way, sender = self.way(), self.sender()
        if way is not None and isinstance(sender, ChoiceInput):
            rows = list(way.fields)
            at = int(sender.property("at"))
            rows[at] = replace(rows[at], demand=sender.value())
            self._put(self.tr("Change what is asked"), fields=tuple(rows))

    def _unask(self) -> None:
        way, sender = self.way(), self.sender()
        if way is not None and sender is not None:
            at = int(sender.property("at"))
            rows = tuple(row for n, row in enumerate(way.fields) if n != at)
            self._put(self.tr("Ask for a field less"), fields=rows)

    def _act(self, actions: object, typed: bool) -> None:
        if isinstance(actions, tuple):
            self._put(self.tr("Change actions"), merge=typed, actions=actions)
