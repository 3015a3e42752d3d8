"""Where the board is found in the menus."""

from PySide6.QtCore import QCoreApplication

from pacdesk.gui.actions import Act, register
from pacdesk.gui.context import Context, ShowBoard


def _words() -> str:
    return QCoreApplication.translate("BoardPage", "&Board of stages")


def _show(context: Context) -> None:
    context.navigate(ShowBoard())


register(Act(id="tickets.board", text=_words, handler=_show, menu="tickets", place=150, icon="columns-3"))
