"""Where the connection screen is reached from: the welcome page and the System menu."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pacdesk.gui.actions import Act, never_refused
from pacdesk.gui.connections.dialog import ConnectionsDialog
from pacdesk.gui.connections.port import Servers
from pacdesk.gui.context import Context
from pacdesk.gui.doors import Unlock

if TYPE_CHECKING:
    from pacdesk.gui.main_window import MainWindow

translate = QCoreApplication.translate


def offer_connections(window: "MainWindow", servers: Servers) -> None:
    """Put the way to the connection screen into the window."""

    def show(context: Context) -> ConnectionsDialog:
        dialog = ConnectionsDialog(context, servers, window)
        dialog.wanted.connect(partial(_connect, window))
        dialog.open()
        return dialog

    window.actions_table.add(
        Act(
            "server.connect",
            lambda: translate("Actions", "Connect to a &server…"),
            show,
            icon="server",
            menu="system",
            place=1,
            refused=never_refused,
        )
    )
    window.doorway.servers_wanted.connect(lambda: show(window.context))


def _connect(window: "MainWindow", address: str, password: str, keep: bool) -> None:
    if window.context.open is not None:
        window.keep_state()
        window.centre.close_all()
        window.context.use_desk(None)
    window.show_welcome()
    window.doorway.open_address(address, Unlock(password=password, keep=keep) if password else None)
