"""The inspector of a stage."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pacdesk.desk.workflow.rows import CheckRow, Ref, Responsible, StageRow, Trigger
from pacdesk.gui.editing.inputs import ChoiceInput, LongInput, SwitchInput, TextInput, ToneInput
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.workflow import words
from pacdesk.gui.workflow.actions_editor import ActionsEditor
from pacdesk.gui.workflow.canvas_edits import with_way
from pacdesk.gui.workflow.checklist_editor import ChecklistEditor
from pacdesk.gui.workflow.durations import read_minutes, show_minutes
from pacdesk.gui.workflow.model import StudioModel
from pacdesk.gui.workflow.parts import (
    Head,
    Panel,
    Phrase,
    RowButton,
    UndoKeys,
    clear_layout,
    follow,
    put,
    rule,
)
from pacdesk.gui.workflow.registers import RESPONSIBLE_REGISTER, Registers

NAMED = (Responsible.ATTENDANT, Responsible.DEPARTMENT, Responsible.ROLE)


class StagePanel(Panel):
    """Everything that a stage is, but for the flags of its fields: those stand in the matrix."""

    way_wanted = Signal(object)
    """A transition was chosen, by its id."""

    def __init__(
        self, model: StudioModel, registers: Registers, keys: UndoKeys, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, parent)
        self._registers = registers
        self._shown: UUID | None = None
        self._make_identity()
        self._make_time()
        self._make_default()
        self._make_lists(keys)
        self.column.addWidget(rule(self))
        self.description = LongInput(self)
        self.description.edited.connect(self._describe)
        self.column.addWidget(self.field(self.tr("Description"), self.description))
        self.column.addStretch(1)
        keys.watch(self)
        registers.changed.connect(self.refresh)

    # --- building ---------------------------------------------------------------------------

    def _make_identity(self) -> None:
        self.name = TextInput(self)
        self.name.edited.connect(self._rename)
        self._name = self.field(self.tr("Name"), self.name, required=True)
        self.column.addWidget(self._name)
        self.phase = Phrase(self)
        self.phase.currentTextChanged.connect(self._rephase)
        self.kind = ChoiceInput(self)
        self.kind.set_choices(words.stage_kinds())
        self.kind.edited.connect(self._rekind)
        phase, kind = self.field(self.tr("Phase"), self.phase), self.field(self.tr("Kind"), self.kind)
        self.side_by_side(phase, kind, shares=(7, 6))
        self.responsible = ChoiceInput(self)
        self.responsible.set_choices(words.responsibles())
        self.responsible.edited.connect(self._reassign)
        self.column.addWidget(self.field(self.tr("Responsible"), self.responsible, required=True))
        self.who = ChoiceInput(self)
        self.who.edited.connect(self._name_who)
        self._who = self.field(self.tr("Who"), self.who, required=True)
        self.column.addWidget(self._who)
        self.role = Phrase(self)
        self.role.currentTextChanged.connect(self._name_role)
        self._role = self.field(
            self.tr("Role"),
            self.role,
            required=True,
            help_line=self.tr("The one person of the ticket's department with this job title."),
        )
        self.column.addWidget(self._role)

    def _make_time(self) -> None:
        self.duration = TextInput(self)
        self.duration.setPlaceholderText(self.tr("such as 2 h, 3 business days"))
        self.duration.edited.connect(self._typed_duration)
        self.duration.editingFinished.connect(self._show_duration)
        self._duration = self.field(self.tr("Expected duration"), self.duration)
        self.tone = ToneInput(self)
        self.tone.edited.connect(self._tint)
        self.side_by_side(self._duration, self.field(self.tr("Colour"), self.tone))
        self.clock = SwitchInput(self)
        self.clock.setText(self.tr("The resolution clock goes on"))
        self.clock.edited.connect(self._clock)
        self.column.addWidget(self.clock)

    def _make_default(self) -> None:
        self.default = SwitchInput(self)
        self.default.setText(self.tr("Default entry"))
        self.default.edited.connect(self._be_default)
        self._why = plain_label(self, wrap=True)
        set_look(self._why, "look", "second")
        self.move_default = Button(self.tr("Move it here"), kind="link", small=True, parent=self)
        self.move_default.clicked.connect(self._be_default)
        told = QVBoxLayout()
        told.setContentsMargins(24, 0, 0, 0)
        told.setSpacing(0)
        told.addWidget(self._why)
        told.addWidget(self.move_default, 0, Qt.AlignmentFlag.AlignLeft)
        group = QVBoxLayout()
        group.setSpacing(0)
        group.addWidget(self.default)
        group.addLayout(told)
        self.column.addLayout(group)

    def _make_lists(self, keys: UndoKeys) -> None:
        self.column.addWidget(rule(self))
        self.ways = Head(self.tr("Ways out"), self.tr("Add transition"), self)
        self.ways.add.clicked.connect(self._add_way)
        self.column.addWidget(self.ways)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(0)
        self.column.addLayout(self._ways)
        self._ways_shown: tuple[Any, ...] = ()
        self.column.addWidget(rule(self))
        self.entering = ActionsEditor(self.tr("On entering"), self._registers, self)
        self.entering.edited.connect(self._act)
        self.column.addWidget(self.entering)
        self.column.addWidget(rule(self))
        self.checklist = ChecklistEditor(keys, self)
        self.checklist.edited.connect(self._check)
        self.column.addWidget(self.checklist)

    # --- showing ----------------------------------------------------------------------------

    def stage(self) -> StageRow | None:
        """The stage that is shown."""
        return self.model.flow.find_stage(self.model.chosen.stage)

    def refresh(self) -> None:
        stage = self.stage()
        if stage is None:
            return
        if stage.id != self._shown:
            self._shown = stage.id
            self.entering.close_form()
            self._duration.clear()
            self.duration.set_value(show_minutes(stage.expected_minutes))
        self._filling = True
        put(self.name, stage.name)
        if stage.name.strip():
            self._name.clear()
        else:
            self._name.complain(self.tr("A stage needs a name."))
        self.phase.offer(sorted({one.phase for one in self.model.flow.stages if one.phase}))
        self.phase.show_phrase(stage.phase)
        put(self.kind, stage.kind)
        put(self.tone, stage.tone)
        put(self.clock, stage.clock_runs)
        put(self.description, stage.description)
        self._show_responsible(stage)
        if not self.duration.hasFocus():
            self.duration.set_value(show_minutes(stage.expected_minutes))
        self._show_default(stage)
        self._show_ways(stage)
        self.entering.show_actions(self.model.flow, stage.on_entry)
        self.checklist.show_items(stage.checklist)
        self._filling = False
        self._lock()

    _filling = False

    def _lock(self) -> None:
        locked = self.model.read_only
        for one in (self.name, self.kind, self.responsible, self.who, self.duration, self.tone, self.clock):
            one.set_locked(locked)
        self.description.set_locked(locked)
        self.phase.setEnabled(not locked)
        self.role.setEnabled(not locked)
        self.ways.add.setVisible(not locked)
        self.move_default.setVisible(not locked and self.move_default.property("wanted") is True)
        self.entering.set_locked(locked)
        self.checklist.set_locked(locked)

    def _show_responsible(self, stage: StageRow) -> None:
        put(self.responsible, stage.responsible)
        register = RESPONSIBLE_REGISTER.get(stage.responsible)
        self._who.setVisible(register is not None)
        self._role.setVisible(stage.responsible is Responsible.ROLE)
        ref = stage.responsible_ref
        if register is not None:
            self.who.set_choices([(None, "–"), *self._registers.refs(register, ref)])
            self.who.set_value(ref)
            if ref is not None and not self._registers.is_in_use(register, ref):
                self._who.complain(self.tr("Not in use any more. Choose somebody else."))
            else:
                self._who.clear()
        elif stage.responsible is Responsible.ROLE:
            self.role.offer(self._registers.job_titles())
            self.role.show_phrase(ref.name if ref else "")

    def _show_default(self, stage: StageRow) -> None:
        others = [one for one in self.model.flow.stages if one.is_default_entry and one.id != stage.id]
        put(self.default, stage.is_default_entry)
        why = ""
        if stage.is_default_entry:
            why = self.tr("To change it, choose another stage and move it there.")
        elif others:
            why = self.tr("{stage} is the default entry of this version.").format(stage=others[0].name)
        elif stage.kind.is_final:
            why = self.tr("A ticket cannot enter where it ends.")
        refuse(self.default, why or None)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        may_move = bool(others) and not stage.is_default_entry and not stage.kind.is_final
        self.move_default.setProperty("wanted", may_move)
        self.move_default.setVisible(may_move)

    def _show_ways(self, stage: StageRow) -> None:
        ways = self.model.flow.ways_out(stage.id)
        shown = tuple((way.id, way.label, way.trigger, self._name_of(way.to_stage_id)) for way in ways)
        if shown == self._ways_shown and self._ways.count() == len(ways):
            return
        self._ways_shown = shown
        clear_layout(self._ways)
        before: QWidget = self.ways.add
        for way_id, label, trigger, target in shown:
            icon = {Trigger.TIME: "timer", Trigger.EVENT: "zap"}.get(trigger, "arrow-right")
            row = RowButton(icon, label.strip() or self.tr("Without a label"), target, self)
            row.setProperty("way", str(way_id))
            row.clicked.connect(self._go)
            self._ways.addWidget(row)
            before = follow(before, row)

    def _name_of(self, stage_id: UUID) -> str:
        found = self.model.flow.find_stage(stage_id)
        return found.name if found else "?"

    # --- what people do ---------------------------------------------------------------------

    def _put(self, label: str, *, merge: bool = False, **changes: Any) -> None:
        stage = self.stage()
        if stage is not None and not self._filling:
            goes_on = self.goes_on(stage.id, label) and merge
            self.model.change_stage(label, replace(stage, **changes), merge=goes_on)

    def _rename(self) -> None:
        self._put(self.tr("Rename stage"), merge=True, name=self.name.value())

    def _rephase(self, text: str) -> None:
        self._put(self.tr("Change phase"), merge=True, phase=text.strip())

    def _rekind(self) -> None:
        self._put(self.tr("Change kind of stage"), kind=self.kind.value())

    def _tint(self) -> None:
        self._put(self.tr("Change colour"), tone=self.tone.value())

    def _clock(self) -> None:
        self._put(self.tr("Change clock"), clock_runs=self.clock.value())

    def _describe(self) -> None:
        self._put(self.tr("Describe stage"), merge=True, description=self.description.value())

    def _reassign(self) -> None:
        self._put(self.tr("Change responsible"), responsible=self.responsible.value(), responsible_ref=None)

    def _name_who(self) -> None:
        chosen = self.who.value()
        self._put(self.tr("Change responsible"), responsible_ref=chosen if isinstance(chosen, Ref) else None)

    def _name_role(self, text: str) -> None:
        ref = Ref(text.strip()) if text.strip() else None
        stage = self.stage()
        if stage is not None and stage.responsible is Responsible.ROLE:
            self._put(self.tr("Change responsible"), merge=True, responsible_ref=ref)

    def _typed_duration(self) -> None:
        typed = str(self.duration.value()).strip()
        minutes = read_minutes(typed)
        if typed and minutes is None:
            return
        self._duration.clear()
        self._put(self.tr("Change expected duration"), merge=True, expected_minutes=minutes)

    def _show_duration(self) -> None:
        stage = self.stage()
        typed = str(self.duration.value()).strip()
        if typed and read_minutes(typed) is None:
            self._duration.complain(self.tr("Write it like 2 h, 90 min or 3 business days."))
        elif stage is not None:
            self._duration.clear()
            self.duration.set_value(show_minutes(stage.expected_minutes))

    def _be_default(self) -> None:
        stage = self.stage()
        if stage is None or self._filling:
            return
        stages = tuple(replace(one, is_default_entry=one.id == stage.id) for one in self.model.flow.stages)
        self.model.edit(self.tr("Move default entry"), replace(self.model.flow, stages=stages))

    def _add_way(self) -> None:
        stage = self.stage()
        if stage is None:
            return
        reached = {way.to_stage_id for way in self.model.flow.ways_out(stage.id)} | {stage.id}
        later = [one for one in self.model.flow.stages if one.position > stage.position]
        others = [one for one in (*later, *self.model.flow.stages) if one.id not in reached]
        target = others[0] if others else stage
        label = self.tr("Go to {stage}").format(stage=target.name)
        flow, way_id = with_way(self.model.flow, stage.id, target.id, label)
        self.model.edit(self.tr("Add transition"), flow)
        self.way_wanted.emit(way_id)

    def _go(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.way_wanted.emit(UUID(str(sender.property("way"))))

    def _act(self, actions: object, typed: bool) -> None:
        if isinstance(actions, tuple):
            self._put(self.tr("Change actions"), merge=typed, on_entry=actions)

    def _check(self, items: object, typed: bool) -> None:
        if isinstance(items, tuple) and all(isinstance(one, CheckRow) for one in items):
            self._put(self.tr("Change checklist"), merge=typed, checklist=items)
