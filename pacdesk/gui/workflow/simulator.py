"""The simulator: play a ticket by hand at the left, replay real ones at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from pacdesk.gui.context import Context
from pacdesk.gui.theme import current
from pacdesk.gui.workflow.model import StudioModel
from pacdesk.gui.workflow.play_panel import PlayPanel
from pacdesk.gui.workflow.replay_panel import ReplayPanel


class SimulatorView(QWidget):
    """Both work on the flow as it stands in the studio, saved or not; neither writes anything."""

    def __init__(self, context: Context, model: StudioModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.play = PlayPanel(context, model, self)
        self.past = ReplayPanel(context, model, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        for panel in (self.play, self.past):
            panel.setMinimumWidth(current().scaled(280))
            self.splitter.addWidget(panel)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([1_000, 1_000])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def showEvent(self, event: QShowEvent) -> None:
        """The game begins when somebody looks."""
        super().showEvent(event)
        self.play.begin()
