"""The parts of the main window, made when it is already on the screen: importing and making them takes
longer than all of Qt."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from pacdesk.gui import icons
from pacdesk.gui.actions import Actions
from pacdesk.gui.clients.dock import ClientsDock
from pacdesk.gui.computers_bar import ComputersBar
from pacdesk.gui.connections.colours import ColourStrip
from pacdesk.gui.contracts.dock import ContractsDock
from pacdesk.gui.errors import Errors
from pacdesk.gui.line_bar import LineBar
from pacdesk.gui.lock_screen import IdleWatch, LockScreen
from pacdesk.gui.main_window_acts import window_acts
from pacdesk.gui.main_window_lock import Locking
from pacdesk.gui.main_window_seeing import SeeingAs
from pacdesk.gui.main_window_status import StatusBar
from pacdesk.gui.main_window_tabs import CentreTabs
from pacdesk.gui.main_window_top import TopRow
from pacdesk.gui.main_window_undo import Undoing
from pacdesk.gui.privacy.erased_drafts import ErasedDrafts
from pacdesk.gui.search_panel import SearchPanel
from pacdesk.gui.tickets.queue_dock import QueueDock
from pacdesk.gui.welcome_doorway import Doorway
from pacdesk.gui.widgets.notices import Toast

if TYPE_CHECKING:
    from pacdesk.gui.main_window import MainWindow


def furnish(window: "MainWindow") -> None:
    """Make every part and give it to the window; nothing is connected yet."""
    context = window.context
    window.setWindowIcon(icons.program())
    window.setDockOptions(
        QMainWindow.DockOption.AnimatedDocks
        | QMainWindow.DockOption.AllowNestedDocks
        | QMainWindow.DockOption.AllowTabbedDocks
    )
    for corner in (Qt.Corner.TopLeftCorner, Qt.Corner.BottomLeftCorner):
        window.setCorner(corner, Qt.DockWidgetArea.LeftDockWidgetArea)
    window.actions_table = Actions(context, window)
    window.top = TopRow(window.actions_table, window)
    window.setMenuWidget(window.top)
    window.top.column.insertWidget(0, ColourStrip(context, window.top))
    window.line = LineBar(context, window.top)
    window.top.column.addWidget(window.line)
    window.top.column.addWidget(ComputersBar(context, window.top))
    window.errors = Errors(window, window.top.bar, act=window.fix, kind_of_desk=window.kind_of_desk)
    window.doorway = Doorway(context, window.doors, window)
    window.centre = CentreTabs(context, window)
    window.stack = QStackedWidget(window)
    window.stack.addWidget(window.doorway)
    window.stack.addWidget(window.centre)
    window.setCentralWidget(window.stack)
    window.queue = QueueDock(context, window.state, window)
    window.clients = ClientsDock(context, window)
    window.contracts = ContractsDock(context, window)
    window.docks = (window.clients, window.contracts, window.queue)
    window.status = StatusBar(context, window)
    window.setStatusBar(window.status)
    window.toast = Toast(window)
    window.undoing = Undoing(context, window.actions_table, window)
    ErasedDrafts(context, window)
    window.search = SearchPanel(context, window.top.search, window)
    window.lock_screen = LockScreen(window)
    window.idle = IdleWatch(_application(), window)
    window.locking = Locking(window)
    window.seeing = SeeingAs(window)
    window_acts(window)
    for act in window.undoing.acts():
        window.actions_table.add(act)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101  (a window cannot be made without one)
    return app
