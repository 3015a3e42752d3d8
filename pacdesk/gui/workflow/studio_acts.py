"""The studio in the menus: every ticket type leads to its flow."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.gui.actions import Act, register
from pacdesk.gui.context import Context, OpenStudio, ShowCatalogue

translate = QCoreApplication.translate


class _Chooser(QObject):
    """Offers the types in a menu; a single one is opened at once, without any the register is shown."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        context.ask(ListTypes(), self, self._came)

    def _came(self, rows: tuple[Any, ...]) -> None:
        if len(rows) == 1:
            self._context.navigate(OpenStudio(rows[0].id))
        elif not rows:
            self._context.navigate(ShowCatalogue("types"))
        else:
            self._offer(rows)

    def _offer(self, rows: tuple[Any, ...]) -> None:
        window = QApplication.activeWindow()
        self._menu = menu = QMenu(window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.aboutToHide.connect(self.deleteLater)
        menu.setAccessibleName(translate("StudioActs", "Ticket types"))
        for row in rows:
            action = menu.addAction(f"{row.group_name} · {row.name}", self._chosen)
            action.setData(str(row.id))
        menu.setActiveAction(menu.actions()[0])
        if window is not None:
            at = window.mapToGlobal(window.rect().center())
        else:
            at = QGuiApplication.primaryScreen().geometry().center()
        menu.popup(at - menu.rect().center())

    def _chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self._context.navigate(OpenStudio(UUID(str(sender.data()))))


def _choose(context: Context) -> None:
    _Chooser(context)


register(
    Act(
        id="studio.open",
        text=lambda: translate("StudioActs", "&Workflow studio…"),
        handler=_choose,
        keys=("Ctrl+Shift+W",),
        icon="workflow",
        menu="system/support/registers",
        place=35,
    )
)
