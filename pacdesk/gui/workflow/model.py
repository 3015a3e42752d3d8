"""What the studio's parts share: the draft as it stands, what is chosen in it, undo and redo."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from pacdesk.desk.lean import dataclass
from pacdesk.desk.workflow.rows import FieldRow, Flow, StageRow, TransitionRow

DEEPEST_UNDO = 500


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen: a stage, a transition, a custom field, or nothing."""

    stage: UUID | None = None
    transition: UUID | None = None
    field: str | None = None


NOTHING = Chosen()


class StudioModel(QObject):
    """The flow under the hands of the studio. Every edit replaces the whole value, so undo is a list of
    values; the page saves it to the desk a moment later. Read-only for a published version."""

    flow_changed = Signal()
    chosen_changed = Signal()

    def __init__(self, flow: Flow, *, read_only: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.flow = flow
        self.read_only = read_only
        self.chosen = NOTHING
        self._past: list[tuple[str, Flow]] = []
        self._future: list[tuple[str, Flow]] = []

    def edit(self, label: str, flow: Flow, *, merge: bool = False) -> None:
        """Make an edit. `label` is the translated name of the step; `merge` joins it to the step before
        when that has the same label (typing in a field, dragging)."""
        if self.read_only or flow == self.flow:
            return
        if not (merge and self._past and self._past[-1][0] == label):
            self._past.append((label, self.flow))
            del self._past[:-DEEPEST_UNDO]
        self._future.clear()
        self._put(flow)

    def undo(self) -> None:
        """Take the last edit back."""
        if self._past:
            label, flow = self._past.pop()
            self._future.append((label, self.flow))
            self._put(flow)

    def redo(self) -> None:
        """Make the edit that was taken back again."""
        if self._future:
            label, flow = self._future.pop()
            self._past.append((label, self.flow))
            self._put(flow)

    def undo_label(self) -> str:
        """What undo would take back; empty for nothing."""
        return self._past[-1][0] if self._past else ""

    def redo_label(self) -> str:
        """What redo would make again; empty for nothing."""
        return self._future[-1][0] if self._future else ""

    def replace_from_desk(self, flow: Flow) -> None:
        """Another version, or what somebody else saved: undo begins anew."""
        self._past.clear()
        self._future.clear()
        self._put(flow)

    def choose(self, chosen: Chosen) -> None:
        """Choose something; parts follow."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.chosen_changed.emit()

    def _put(self, flow: Flow) -> None:
        self.flow = flow
        gone = (
            (self.chosen.stage is not None and flow.find_stage(self.chosen.stage) is None)
            or (self.chosen.transition is not None and flow.transition(self.chosen.transition) is None)
            or (self.chosen.field is not None and flow.field(self.chosen.field) is None)
        )
        self.flow_changed.emit()
        if gone:
            self.choose(NOTHING)

    def change_stage(self, label: str, stage: StageRow, *, merge: bool = False) -> None:
        """Put a changed stage in the place of the one with its id."""
        stages = tuple(stage if old.id == stage.id else old for old in self.flow.stages)
        self.edit(label, replace(self.flow, stages=stages), merge=merge)

    def change_transition(self, label: str, way: TransitionRow, *, merge: bool = False) -> None:
        """Put a changed transition in the place of the one with its id."""
        ways = tuple(way if old.id == way.id else old for old in self.flow.transitions)
        self.edit(label, replace(self.flow, transitions=ways), merge=merge)

    def change_field(self, label: str, row: FieldRow, *, merge: bool = False) -> None:
        """Put a changed custom field in the place of the one with its key."""
        rows = tuple(row if old.key == row.key else old for old in self.flow.fields)
        self.edit(label, replace(self.flow, fields=rows), merge=merge)
