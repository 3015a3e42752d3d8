"""The form of a type as it will look in a stage: to the team, and to the client in the portal."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pacdesk.desk.workflow.fields import OWN_FIELDS
from pacdesk.desk.workflow.rows import FieldRow, Flow, Side, StageRow
from pacdesk.desk.workflow.rules import FieldView, field_views
from pacdesk.gui.editing.custom_fields import CustomFieldsForm
from pacdesk.gui.editing.inputs import ChoiceInput
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.widgets.switch import SegmentedSwitch
from pacdesk.gui.workflow.model import StudioModel
from pacdesk.gui.workflow.registers import Registers


class FormPreview(QWidget):
    """Follows the flow while it is edited. The ticket's own fields show where a stage says anything of
    them; the custom ones always."""

    stage_chosen = Signal()

    def __init__(self, model: StudioModel, registers: Registers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._registers = model, registers
        self._rows: tuple[FieldRow, ...] = ()
        self.stage = ChoiceInput(self)
        self.stage.setAccessibleName(self.tr("Stage of the preview"))
        self.stage.edited.connect(self.refresh)
        self.side = SegmentedSwitch(self.tr("Whose view"), self)
        self.side.set_choices(
            [
                (str(Side.INSIDE), self.tr("Team"), "users"),
                (str(Side.ONLINE), self.tr("Client"), "building-2"),
            ]
        )
        self.side.chosen.connect(self._side_chosen)
        self._none = plain_label(self, wrap=True)
        set_look(self._none, "look", "second")
        self.form = CustomFieldsForm(None, self)
        paper = QFrame(self)
        set_look(paper, "look", "card")
        inner = QVBoxLayout(paper)
        pad = current().px("pad")
        inner.setContentsMargins(pad, pad, pad, pad)
        inner.addWidget(self._none)
        inner.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("pad_s"))
        column.addWidget(self.side)
        column.addWidget(self.stage)
        column.addWidget(paper)

    def show_stage(self, stage: StageRow) -> None:
        """Show the form in another stage."""
        self._offer()
        self.stage.set_value(stage.id)
        self.refresh()

    def refresh(self) -> None:
        """Show the form as the flow says now."""
        self._offer()
        flow = self._model.flow
        stage = flow.find_stage(self.stage.value())
        if stage is None:
            return
        side = Side(self.side.key())
        rows = tuple(form_rows(flow, self._registers, stage))
        if rows != self._rows:
            self._rows = rows
            self.form.show_fields(rows, field_views(flow, stage.id, side), {r.key: r.default for r in rows})
        else:
            self.form.set_views(field_views(flow, stage.id, side))
        shown = bool(self.form.shown_keys())
        self.form.setVisible(shown)
        self._none.setVisible(not shown)
        self._none.setText(self.tr("Nothing of it shows here."))

    def views(self) -> dict[str, FieldView]:
        """How each field stands in the preview."""
        flow = self._model.flow
        stage_id = self.stage.value()
        return {view.name: view for view in field_views(flow, stage_id, Side(self.side.key()))}

    def _offer(self) -> None:
        self.stage.set_choices([(stage.id, stage.name or "–") for stage in self._model.flow.stages])

    def _side_chosen(self, key: str) -> None:
        del key
        if hasattr(self, "form"):
            self.refresh()


def form_rows(flow: Flow, registers: Registers, stage: StageRow) -> Iterable[FieldRow]:
    """The fields of the form: the ticket's own that the stage speaks of, then the custom ones."""
    said = {flag.field for flag in stage.flags}
    for name in OWN_FIELDS:
        if name in said:
            yield replace(registers.field_row(flow, name), section="")
    yield from flow.fields
