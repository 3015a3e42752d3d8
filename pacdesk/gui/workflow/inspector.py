"""The side panel of the studio: what is chosen, to be read and changed."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pacdesk.desk.workflow.rows import Flow
from pacdesk.gui.editing.inputs import ChoiceInput, ToneInput
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, IconButton, set_look
from pacdesk.gui.widgets.chips import Icon
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.workflow import canvas_words, words
from pacdesk.gui.workflow.canvas_edits import copied, pasted, without
from pacdesk.gui.workflow.field_editor import FieldPanel
from pacdesk.gui.workflow.field_edits import with_field
from pacdesk.gui.workflow.model import Chosen, StudioModel
from pacdesk.gui.workflow.parts import Panel, Phrase, UndoKeys
from pacdesk.gui.workflow.registers import Registers
from pacdesk.gui.workflow.stage_panel import StagePanel
from pacdesk.gui.workflow.transition_panel import TransitionPanel


class NothingPanel(Panel):
    """The flow as a whole, while nothing in it is chosen."""

    def __init__(self, model: StudioModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._facts = plain_label(self, wrap=True)
        self._help = plain_label(self, wrap=True)
        set_look(self._help, "look", "second")
        self.add_stage = Button(self.tr("New stage"), icon="plus", parent=self)
        self.add_field = Button(self.tr("New field"), icon="plus", parent=self)
        self.column.addWidget(self._facts)
        self.column.addWidget(self._help)
        for button in (self.add_stage, self.add_field):
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def refresh(self) -> None:
        flow = self.model.flow
        counts = (
            self.tr("%n stage(s)", "", len(flow.stages)) if flow.stages else self.tr("No stage"),
            self.tr("%n transition(s)", "", len(flow.transitions))
            if flow.transitions
            else self.tr("No transition"),
            self.tr("%n custom field(s)", "", len(flow.fields))
            if flow.fields
            else self.tr("No custom field"),
        )
        self._facts.setText("\n".join(counts))
        told = [self.tr("Choose a stage, a transition or a field to see and change it.")]
        if not self.model.read_only:
            told.append(self.tr("Drag from the dot at a stage's right edge to lead on from it."))
        self._help.setText("\n\n".join(told))
        for button in (self.add_stage, self.add_field):
            button.setVisible(not self.model.read_only)


class SeveralPanel(Panel):
    """Several stages at once: what they may have in common."""

    def __init__(self, model: StudioModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.stages: tuple[UUID, ...] = ()
        self._count = plain_label(self, wrap=True)
        self.column.addWidget(self._count)
        self.phase = Phrase(self)
        self.phase.activated.connect(self._rephase)
        line = self.phase.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._rephase)
        self.column.addWidget(self.field(self.tr("Phase"), self.phase))
        self.responsible = ChoiceInput(self)
        free = [pair for pair in words.responsibles() if pair[0] not in ("attendant", "department", "role")]
        self.responsible.set_choices([(None, "–"), *free])
        self.responsible.edited.connect(self._reassign)
        self.column.addWidget(self.field(self.tr("Responsible"), self.responsible))
        self.tone = ToneInput(self)
        self.tone.edited.connect(self._tint)
        self.column.addWidget(self.field(self.tr("Colour"), self.tone))
        self.column.addStretch(1)

    def refresh(self) -> None:
        flow = self.model.flow
        rows = [stage for stage in flow.stages if stage.id in self.stages]
        self._count.setText(", ".join(canvas_words.name_of(stage) for stage in rows))
        self.phase.offer(sorted({stage.phase for stage in flow.stages if stage.phase}))
        phases = {stage.phase for stage in rows}
        line = self.phase.lineEdit()
        if line is not None and not line.hasFocus():
            self.phase.setCurrentText(phases.pop() if len(phases) == 1 else "")
        turns = {stage.responsible for stage in rows}
        self.responsible.set_value(next(iter(turns)) if len(turns) == 1 else None)
        tones = {stage.tone for stage in rows}
        if len(tones) == 1:
            self.tone.set_value(tones.pop())
        else:
            self.tone.setCurrentIndex(-1)
        for one in (self.responsible, self.tone):
            one.set_locked(self.model.read_only)
        self.phase.setEnabled(not self.model.read_only)

    def _put(self, step: str, **changes: Any) -> None:
        stages = tuple(
            replace(stage, **changes) if stage.id in self.stages else stage
            for stage in self.model.flow.stages
        )
        self.model.edit(step, replace(self.model.flow, stages=stages))

    def _rephase(self) -> None:
        self._put(self.tr("Change phase"), phase=self.phase.currentText().strip())

    def _reassign(self) -> None:
        chosen = self.responsible.value()
        if chosen is not None:
            self._put(self.tr("Change responsible"), responsible=chosen, responsible_ref=None)

    def _tint(self) -> None:
        self._put(self.tr("Change colour"), tone=self.tone.value())


class Inspector(QFrame):
    """Follows what is chosen. `show_several` is told by the canvas when more stages are picked.

    `stage_wanted`: a new stage is asked for; the canvas knows where it goes.
    """

    stage_wanted = Signal()

    def __init__(self, model: StudioModel, registers: Registers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "look", "base")
        self.model = model
        self.keys = UndoKeys(model, self)
        self._icon = Icon("circle", "text2", parent=self)
        self._kind = ElidedLabel(self, tone="text2")
        self.duplicate = IconButton("copy-plus", self.tr("Duplicate"), parent=self)
        self.remove = IconButton("trash-2", self.tr("Delete"), parent=self)
        self.duplicate.clicked.connect(self.duplicate_chosen)
        self.remove.clicked.connect(self.remove_chosen)
        self.nothing = NothingPanel(model)
        self.stage = StagePanel(model, registers, self.keys)
        self.way = TransitionPanel(model, registers, self.keys)
        self.field = FieldPanel(model, registers, self.keys)
        self.several = SeveralPanel(model)
        self.nothing.add_stage.clicked.connect(self.stage_wanted)
        self.nothing.add_field.clicked.connect(self.new_field)
        self.stage.way_wanted.connect(self._go_to_way)
        self._stack = QStackedWidget(self)
        self._panels: tuple[Panel, ...] = (
            self.nothing,
            self.stage,
            self.way,
            self.field,
            self.several,
        )
        for panel in self._panels:
            self._stack.addWidget(self._scrolled(panel))
        self._lay_out()
        model.flow_changed.connect(self.refresh)
        model.chosen_changed.connect(self._chosen)
        self.refresh()

    def _scrolled(self, panel: Panel) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QFrame()
        set_look(holder, "look", "base")
        inner = QVBoxLayout(holder)
        pad = current().px("pad_l")
        inner.setContentsMargins(pad, 0, pad, pad)
        inner.addWidget(panel)
        area.setWidget(holder)
        return area

    def _lay_out(self) -> None:
        theme = current()
        head = QHBoxLayout()
        head.setContentsMargins(theme.px("pad_l"), theme.px("pad_s"), theme.px("pad_s"), theme.px("grid"))
        head.setSpacing(theme.px("pad_s"))
        head.addWidget(self._icon)
        head.addWidget(self._kind, 1)
        head.addWidget(self.duplicate)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def sizeHint(self) -> QSize:
        return QSize(current().scaled(304), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(240), current().scaled(200))

    # --- what is shown ----------------------------------------------------------------------

    def panel(self) -> Panel:
        """The panel that shows."""
        return self._panels[self._stack.currentIndex()]

    def show_several(self, stages: tuple[UUID, ...]) -> None:
        """More than one stage is picked, or not any more."""
        self.several.stages = stages if len(stages) > 1 else ()
        self._chosen()

    def _chosen(self) -> None:
        chosen = self.model.chosen
        if self.several.stages and chosen.stage is not None:
            wanted: Panel = self.several
        elif chosen.stage is not None:
            wanted = self.stage
        elif chosen.transition is not None:
            wanted = self.way
        elif chosen.field is not None:
            wanted = self.field
        else:
            wanted = self.nothing
        self._stack.setCurrentIndex(self._panels.index(wanted))
        self.refresh()

    def refresh(self) -> None:
        """Show what the flow says now."""
        self.panel().refresh()
        self._say()

    def _say(self) -> None:
        flow, chosen, panel = self.model.flow, self.model.chosen, self.panel()
        icon, tone, text = "workflow", "text2", self.tr("Workflow")
        stage = flow.find_stage(chosen.stage)
        if panel is self.several:
            icon, text = "copy", self.tr("%n stage(s) chosen", "", len(self.several.stages))
        elif stage is not None:
            icon, tone = canvas_words.KIND_ICONS[stage.kind]
            text = self.tr("Stage")
        elif panel is self.way:
            icon, text = "arrow-right", self.tr("Transition")
        elif chosen.field is not None:
            row = flow.field(chosen.field)
            icon = words.KIND_ICONS[row.kind] if row is not None else "list"
            text = self.tr("Field")
        self._icon.show_icon(icon, tone)
        self._kind.show_text(text)
        may = not self.model.read_only and panel is not self.nothing
        self.remove.setVisible(may)
        self.duplicate.setVisible(may and panel in (self.stage, self.several))

    # --- what people do ---------------------------------------------------------------------

    def _picked(self) -> tuple[UUID, ...]:
        if self.several.stages:
            return self.several.stages
        return (self.model.chosen.stage,) if self.model.chosen.stage is not None else ()

    def duplicate_chosen(self) -> None:
        """Put copies of the chosen stages beside them."""
        stages = self._picked()
        if not stages or self.model.read_only:
            return
        flow = self.model.flow
        places = {s.id: (s.x, s.y) for s in flow.stages if s.x is not None and s.y is not None}
        whole, made = pasted(flow, copied(flow, stages, places), places)
        self.model.edit(self.tr("Duplicate"), whole)
        if made:
            self.model.choose(Chosen(stage=made[0]))

    def remove_chosen(self) -> None:
        """Take what is chosen out of the flow; undo brings it back."""
        chosen = self.model.chosen
        if self.model.read_only:
            return
        if chosen.field is not None:
            self.field.delete()
        elif chosen.transition is not None:
            self._edit(self.tr("Delete transition"), without(self.model.flow, (), (chosen.transition,)))
        elif self._picked():
            self._edit(self.tr("Delete stage"), without(self.model.flow, self._picked(), ()))

    def _edit(self, step: str, flow: Flow) -> None:
        self.model.edit(step, flow)

    def new_field(self) -> None:
        """Add a custom field, to be named at once."""
        if self.model.read_only:
            return
        flow, key = with_field(self.model.flow, self.tr("New field"))
        self.model.edit(self.tr("Add field"), flow)
        self.model.choose(Chosen(field=key))
        self.field.begin(key)

    def _go_to_way(self, way_id: object) -> None:
        if isinstance(way_id, UUID):
            self.model.choose(Chosen(transition=way_id))
            self.begin()

    def begin(self) -> None:
        """Go to the first field of what is chosen."""
        first: Any = {self.stage: self.stage.name, self.way: self.way.label, self.field: self.field.name}
        wanted = first.get(self.panel())
        if wanted is not None:
            wanted.setFocus()
            wanted.selectAll()
