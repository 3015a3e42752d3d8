"""The design view of the studio: drawing, matrix and problems, with the inspector at the side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from pacdesk.desk.workflow.problems import Problem
from pacdesk.gui.context import Context
from pacdesk.gui.state import WindowState
from pacdesk.gui.theme import current
from pacdesk.gui.workflow.canvas import FlowCanvas
from pacdesk.gui.workflow.inspector import Inspector
from pacdesk.gui.workflow.matrix import MatrixPanel
from pacdesk.gui.workflow.model import StudioModel
from pacdesk.gui.workflow.problems_panel import ProblemsPanel
from pacdesk.gui.workflow.registers import Registers

INSPECTOR = 304


class DesignView(QSplitter):
    """The parts of the flow side by side; each person's shares of the room are remembered."""

    def __init__(
        self, context: Context, model: StudioModel, registers: Registers, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._context = context
        self._state = WindowState(context.state_folder)
        self.canvas = FlowCanvas(model, self)
        self.matrix = MatrixPanel(model, self)
        self.problems = ProblemsPanel(model, registers, self)
        self.inspector = Inspector(model, registers, self)
        self.below = QSplitter(Qt.Orientation.Horizontal, self)
        self.below.addWidget(self.matrix)
        self.below.addWidget(self.problems)
        self.upright = QSplitter(Qt.Orientation.Vertical, self)
        self.upright.addWidget(self.canvas)
        self.upright.addWidget(self.below)
        self.addWidget(self.upright)
        self.addWidget(self.inspector)
        self._share_room()
        self.canvas.edit_wanted.connect(self.inspector.begin)
        self.canvas.picked_changed.connect(self._picked)
        self.inspector.stage_wanted.connect(self._new_stage)
        self.matrix.field_wanted.connect(self.inspector.new_field)
        self.problems.place_wanted.connect(self._show_place)

    def _share_room(self) -> None:
        theme = current()
        for splitter in (self.below, self.upright, self):
            splitter.setChildrenCollapsible(False)
            splitter.setStretchFactor(0, 1)
            splitter.setStretchFactor(1, 0)
        self.below.setStretchFactor(0, 2)
        self.below.setStretchFactor(1, 1)
        self.upright.setStretchFactor(0, 2)
        self.upright.setStretchFactor(1, 1)
        self.canvas.setMinimumHeight(theme.scaled(140))
        self.matrix.setMinimumSize(theme.scaled(280), theme.scaled(120))
        self.problems.setMinimumWidth(theme.scaled(200))
        self.setSizes([theme.scaled(1136), theme.scaled(INSPECTOR)])
        self.upright.setSizes([theme.scaled(490), theme.scaled(256)])
        self.below.setSizes([theme.scaled(752), theme.scaled(380)])
        actor = self._context.actor
        self._state.use_person(actor.login if actor is not None else "")
        for name, splitter in self._splitters().items():
            self._state.restore_splitter(name, splitter)

    def _splitters(self) -> dict[str, QSplitter]:
        return {"studio-across": self, "studio-upright": self.upright, "studio-lower": self.below}

    def keep_layout(self) -> None:
        """Remember how the parts share the room."""
        for name, splitter in self._splitters().items():
            self._state.keep_splitter(name, splitter)

    def refresh(self) -> None:
        """Another version is shown, or it may be edited now."""
        self.inspector.refresh()
        self.matrix.refresh()
        self.problems.refresh()

    def _new_stage(self) -> None:
        self.canvas.acts.new_stage()

    def _picked(self) -> None:
        self.inspector.show_several(tuple(self.canvas.picked))

    def _show_place(self, problem: object) -> None:
        if isinstance(problem, Problem) and problem.stage is not None and problem.field is not None:
            self.matrix.view.show_place(problem.stage, problem.field)
