"""Two versions of a flow in one drawing: the newer one, with what is gone from the older in its place."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QWidget

from pacdesk.desk.workflow.differences import Change, Difference, same_stages, same_transitions
from pacdesk.desk.workflow.layout import free_place
from pacdesk.desk.workflow.rows import Flow, StageRow
from pacdesk.gui.workflow import difference_words
from pacdesk.gui.workflow.canvas import FlowCanvas
from pacdesk.gui.workflow.model import StudioModel


def both(old: Flow, new: Flow) -> Flow:
    """The newer flow together with the stages and transitions that only the older one has, under their old
    ids; such a stage stands where it stood, or at the nearest free place."""
    stages = same_stages(old, new)
    ways = same_transitions(old, new, stages)
    now = {was.id: key for key, was in stages.items()}
    kept = {was.id for was in ways.values()}
    taken = [(stage.x, stage.y) for stage in new.stages if stage.x is not None and stage.y is not None]
    gone: list[StageRow] = []
    for stage in old.stages:
        if stage.id not in now:
            x, y = stage.x, stage.y
            if x is not None and y is not None:
                x, y = free_place((x, y), taken)
                taken.append((x, y))
            gone.append(replace(stage, is_default_entry=False, x=x, y=y))
    left = tuple(
        replace(
            way,
            from_stage_id=now.get(way.from_stage_id, way.from_stage_id),
            to_stage_id=now.get(way.to_stage_id, way.to_stage_id),
        )
        for way in old.transitions
        if way.id not in kept
    )
    return replace(new, stages=(*new.stages, *gone), transitions=(*new.transitions, *left))


def marks(found: Iterable[Difference]) -> dict[UUID, Change]:
    """For each stage and transition that differs, by its id in `both`: added, removed or changed."""
    told: dict[UUID, Change] = {}
    for one in found:
        key = one.new_id or one.old_id
        if key is not None:
            whole = one.change in (Change.ADDED, Change.REMOVED)
            told[key] = one.change if whole else Change.CHANGED
    return told


class DifferencesCanvas(FlowCanvas):
    """The drawing of `both`, to look at and to walk through. What is wrong with either version is not its
    business: a mark says how a part differs."""

    def __init__(self, flow: Flow, parent: QWidget | None = None) -> None:
        super().__init__(StudioModel(flow, read_only=True), parent)
        self.model.setParent(self)
        self.setAccessibleName(self.tr("Drawing of both versions"))

    def show_versions(self, old: Flow, new: Flow, found: Iterable[Difference]) -> None:
        """Draw two versions and what differs."""
        self.flow_scene.show_changes(marks(found))
        self.model.replace_from_desk(both(old, new))
        self.mark()

    def check(self) -> None:
        """Nothing is looked for here."""
        self._check.stop()
        self.mark()

    def sentence(self) -> str:
        chosen = self.model.chosen
        return self._with_change(super().sentence(), chosen.stage or chosen.transition)

    def _tip(self, at: QPointF) -> str:
        key = self.flow_scene.stage_at(at) or self.flow_scene.way_at(at)
        return self._with_change(super()._tip(at), key)

    def _with_change(self, words: str, key: UUID | None) -> str:
        change = self.flow_scene.changes.get(key) if key is not None else None
        return f"{words}: {difference_words.change(change)}" if change is not None else words
