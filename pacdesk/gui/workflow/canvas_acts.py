"""What can be done on the canvas: one table of acts feeds keys and menu, and the acts themselves."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QMimeData, QObject, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from pacdesk.desk.lean import dataclass
from pacdesk.desk.workflow.layout import COLUMN_GAP, NODE_WIDTH, STEP, Point, free_place, places_of, snapped
from pacdesk.desk.workflow.rows import Flow
from pacdesk.gui import icons
from pacdesk.gui.workflow import canvas_edits
from pacdesk.gui.workflow.canvas_edits import Copied
from pacdesk.gui.workflow.canvas_walk import Walk
from pacdesk.gui.workflow.model import NOTHING, Chosen

if TYPE_CHECKING:
    from pacdesk.gui.workflow.canvas import FlowCanvas

_MARK = "application/x-pacdesk-stages"


@dataclass(frozen=True, slots=True)
class CanvasAct:
    """One thing that can be done. `edits`: not in a published version; `needs`: what must be chosen."""

    name: str
    text: str
    keys: tuple[str, ...]
    icon: str
    call: Callable[[], None]
    edits: bool = True
    needs: Callable[[], bool] | None = None


class _Clipboard:
    """Stages that were copied; the desktop's clipboard has their names and says whether ours is the last."""

    what = Copied()
    serial = 0


class CanvasActs(QObject):
    """The acts of one canvas."""

    def __init__(self, canvas: "FlowCanvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.walk = Walk(canvas)

    def table(self) -> tuple[CanvasAct, ...]:
        """Every act, in the order of the menu; an empty name draws a line."""
        canvas, some, one, any_ = self._canvas, self._some, self._one, self._anything
        line = CanvasAct("", "", (), "", lambda: None)
        return (
            CanvasAct("new", self.tr("New stage"), ("N", "Ins"), "plus", self.new_stage),
            CanvasAct(
                "way", self.tr("New transition from here"), ("T",), "arrow-right", self.walk.aim, needs=one
            ),
            CanvasAct("rename", self.tr("Rename"), ("F2",), "pencil", canvas.rename.begin, needs=any_),
            line,
            CanvasAct("copy", self.tr("Copy"), ("Ctrl+C",), "copy", self.copy, edits=False, needs=some),
            CanvasAct("cut", self.tr("Cut"), ("Ctrl+X",), "", self.cut, needs=some),
            CanvasAct("paste", self.tr("Paste"), ("Ctrl+V",), "", self.paste, needs=self._copied),
            CanvasAct(
                "duplicate", self.tr("Duplicate"), ("Ctrl+D",), "copy-plus", self.duplicate, needs=some
            ),
            CanvasAct("all", self.tr("Choose all stages"), ("Ctrl+A",), "", self.choose_all, edits=False),
            CanvasAct("delete", self.tr("Delete"), ("Del", "Backspace"), "trash-2", self.delete, needs=any_),
            line,
            CanvasAct("undo", self.tr("Undo"), ("Ctrl+Z",), "undo-2", canvas.model.undo, needs=self._past),
            CanvasAct(
                "redo",
                self.tr("Redo"),
                ("Ctrl+Shift+Z", "Ctrl+Y"),
                "redo-2",
                canvas.model.redo,
                needs=self._future,
            ),
            line,
            CanvasAct("layout", self.tr("Lay out anew"), ("L",), "wand-sparkles", self.lay_out),
            CanvasAct("fit", self.tr("Show the whole flow"), ("F",), "maximize", canvas.fit, edits=False),
            CanvasAct(
                "zoom_in", self.tr("Zoom in"), ("Ctrl++", "Ctrl+="), "zoom-in", canvas.zoom_in, edits=False
            ),
            CanvasAct("zoom_out", self.tr("Zoom out"), ("Ctrl+-",), "zoom-out", canvas.zoom_out, edits=False),
            CanvasAct(
                "zoom_whole",
                self.tr("Actual size"),
                ("Ctrl+0",),
                "",
                canvas.actual_size,
                edits=False,
            ),
        )

    def can(self, act: CanvasAct) -> bool:
        """Whether it may be done now."""
        if act.edits and self._canvas.model.read_only:
            return False
        return act.needs is None or act.needs()

    def act(self, name: str) -> CanvasAct:
        """An act by its name."""
        return next(act for act in self.table() if act.name == name)

    def menu(self) -> QMenu:
        """All acts, each with its keys; it goes away with its closing."""
        menu = QMenu(self._canvas)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in self.table():
            if not act.name:
                menu.addSeparator()
                continue
            keys = QKeySequence(act.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            made = menu.addAction(f"{act.text}\t{keys}")
            if act.icon:
                made.setIcon(icons.icon(act.icon))
            made.setEnabled(self.can(act))
            made.triggered.connect(_silent(act.call))
        return menu

    def knows(self, event: QKeyEvent) -> bool:
        """Whether the canvas wants a key that is also a shortcut of the window."""
        return self._of_keys(event) is not None or self.walk.knows(event)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key stands for. False: it is not for the canvas."""
        if self.walk.press(event):
            return True
        act = self._of_keys(event)
        if act is None:
            return False
        if self.can(act):
            act.call()
        return True

    def walk_on(self, event: QKeyEvent) -> bool:
        """Tab, while a transition is drawn: the next target. False: the focus goes on."""
        return self.walk.tab(-1 if event.key() == Qt.Key.Key_Backtab else 1)

    def enter(self, *, backwards: bool) -> None:
        """The focus came by Tab: the first stage, or the last."""
        self.walk.enter(backwards=backwards)

    def _of_keys(self, event: QKeyEvent) -> CanvasAct | None:
        pressed = QKeySequence(event.keyCombination())
        shiftless = QKeySequence(
            event.key() | int((event.modifiers() & Qt.KeyboardModifier.ControlModifier).value)
        )
        for act in self.table():
            for keys in act.keys:
                if QKeySequence(keys) == pressed or (keys[-1] in "+=-" and QKeySequence(keys) == shiftless):
                    return act
        return None

    def _some(self) -> bool:
        return bool(self._canvas.picked)

    def _one(self) -> bool:
        return self._canvas.model.chosen.stage is not None and len(self._canvas.picked) == 1

    def _anything(self) -> bool:
        chosen = self._canvas.model.chosen
        return chosen.stage is not None or chosen.transition is not None

    def _past(self) -> bool:
        return bool(self._canvas.model.undo_label())

    def _future(self) -> bool:
        return bool(self._canvas.model.redo_label())

    def _copied(self) -> bool:
        clip = QGuiApplication.clipboard().mimeData()
        ours = clip.data(_MARK).data() if clip is not None else b""
        return bool(_Clipboard.what.stages) and bytes(ours) == str(_Clipboard.serial).encode()

    def new_stage(self, at: QPointF | None = None) -> None:
        """Make a stage where the pointer says, else right of the chosen one, and ask its name."""
        canvas, model = self._canvas, self._canvas.model
        if model.read_only:
            return
        places = canvas.places()
        beside = model.flow.find_stage(model.chosen.stage)
        if at is not None:
            place = snapped(at.x()), snapped(at.y())
            beside = None
        elif beside is not None:
            x, y = places[beside.id]
            place = free_place((x + NODE_WIDTH + COLUMN_GAP, y), places.values())
        else:
            middle = canvas.mapToScene(canvas.viewport().rect().center())
            place = free_place((snapped(middle.x()), snapped(middle.y())), places.values())
        phase = canvas.flow_scene.phase_at(place, ()) if at is not None else None
        base = canvas_edits.standing(model.flow, places)
        flow, made = canvas_edits.with_stage(base, self.tr("New stage"), place, beside, phase)
        self._make(self.tr("New stage"), flow, Chosen(stage=made), made)

    def connect_stages(self, origin: UUID, target: UUID) -> None:
        """Make a transition and ask its label."""
        canvas, model = self._canvas, self._canvas.model
        if model.read_only:
            return
        base = canvas_edits.standing(model.flow, canvas.places())
        flow, made = canvas_edits.with_way(base, origin, target, self.tr("New condition"))
        self._make(self.tr("New transition"), flow, Chosen(transition=made), made)

    def lead_to_new(self, origin: UUID, at: QPointF) -> None:
        """Make a stage where a transition was let go, lead there, and ask the stage's name."""
        canvas, model = self._canvas, self._canvas.model
        if model.read_only:
            return
        place = free_place((snapped(at.x()), snapped(at.y())), canvas.places().values())
        base = canvas_edits.standing(model.flow, canvas.places())
        beside, phase = model.flow.stage(origin), canvas.flow_scene.phase_at(place, ())
        flow, made = canvas_edits.with_stage(base, self.tr("New stage"), place, beside, phase)
        flow, way = canvas_edits.with_way(flow, origin, made, self.tr("New condition"))
        canvas.rename.made(way)
        self._make(self.tr("New stage"), flow, Chosen(stage=made), made)

    def _make(self, label: str, flow: Flow, chosen: Chosen, made: UUID) -> None:
        canvas = self._canvas
        canvas.model.edit(label, flow)
        canvas.rename.made(made)
        canvas.model.choose(chosen)
        canvas.rename.begin()

    def put(self, places: Mapping[UUID, Point], *, from_: Mapping[UUID, Point]) -> None:
        """Stages were dragged: they stay there, and belong to the phase whose column they are in."""
        canvas, model = self._canvas, self._canvas.model
        if all(from_[key] == place for key, place in places.items()):
            canvas.flow_scene.show_flow(model.flow)
            return
        phases: dict[UUID, str] = {}
        for key, place in places.items():
            phase = canvas.flow_scene.phase_at(place, places)
            if phase is not None:
                phases[key] = phase
        base = canvas_edits.standing(model.flow, canvas.places())
        model.edit(self.tr("Move stages"), canvas_edits.moved(base, places, phases))

    def nudge(self, dx: int, dy: int) -> None:
        """Move what is picked by a step of the grid; steps in a row are undone together."""
        canvas, model = self._canvas, self._canvas.model
        if model.read_only or not canvas.picked:
            return
        places = canvas.places()
        moved = {key: (places[key][0] + dx * STEP, places[key][1] + dy * STEP) for key in canvas.picked}
        base = canvas_edits.standing(model.flow, places)
        label = self.tr("Move by keyboard")
        model.edit(label, canvas_edits.moved(base, moved, {}), merge=True)
        canvas.reveal()

    def delete(self) -> None:
        """Delete what is picked, with the transitions of stages."""
        canvas, model = self._canvas, self._canvas.model
        chosen = model.chosen
        base = canvas_edits.standing(model.flow, canvas.places())
        ways = [chosen.transition] if chosen.transition is not None else []
        stages = list(canvas.picked)
        after = self.walk.after_delete(stages, chosen)
        label = self.tr("Delete stages") if stages else self.tr("Delete transition")
        model.edit(label, canvas_edits.without(base, stages, ways))
        model.choose(after if after.stage is None or model.flow.find_stage(after.stage) else NOTHING)

    def copy(self) -> None:
        """Copy what is picked; other programs get the names."""
        canvas = self._canvas
        _Clipboard.what = canvas_edits.copied(canvas.model.flow, canvas.picked, canvas.places())
        _Clipboard.serial += 1
        data = QMimeData()
        data.setText("\n".join(stage.name for stage in _Clipboard.what.stages))
        data.setData(_MARK, str(_Clipboard.serial).encode())
        QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        """Copy and delete."""
        self.copy()
        self.delete()

    def paste(self) -> None:
        """Put copies in, also from another flow."""
        self._paste(self.tr("Paste stages"), _Clipboard.what)

    def duplicate(self) -> None:
        """Copies beside what is picked; the clipboard stays as it is."""
        canvas = self._canvas
        what = canvas_edits.copied(canvas.model.flow, canvas.picked, canvas.places())
        self._paste(self.tr("Duplicate stages"), what)

    def _paste(self, label: str, what: Copied) -> None:
        canvas, model = self._canvas, self._canvas.model
        places = canvas.places()
        base = canvas_edits.standing(model.flow, places)
        flow, made = canvas_edits.pasted(base, what, places)
        model.edit(label, flow)
        canvas.pick(made)

    def choose_all(self) -> None:
        """Pick every stage."""
        canvas = self._canvas
        canvas.pick([stage.id for stage in canvas.model.flow.stages], canvas.model.chosen.stage)

    def lay_out(self) -> None:
        """Put every stage where the layout has it."""
        canvas, model = self._canvas, self._canvas.model
        flow = canvas_edits.standing(model.flow, places_of(model.flow, anew=True))
        model.edit(self.tr("Lay out anew"), flow)
        canvas.fit()


def _silent(call: Callable[[], None]) -> Callable[[bool], None]:
    """An act that a menu can call, which tells it whether it is checked."""
    return lambda _checked: call()
