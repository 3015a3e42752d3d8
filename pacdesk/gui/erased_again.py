"""Says, over a desk that an older backup had brought back, that people were erased from it again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from pacdesk.gui.context import OpenDesk
    from pacdesk.gui.widgets.notices import MessageBar


def tell_if_erased_again(opened: "OpenDesk", bar: "MessageBar") -> None:
    """Who looks after the desk may wonder where they are."""
    if not opened.erased_again:
        return
    translate = QCoreApplication.translate
    bar.tell(
        "info",
        translate("ErasedAgain", "An older backup was put back."),
        translate("ErasedAgain", "What had been erased since was erased again. People: {count}.").format(
            count=opened.erased_again
        ),
        buttons=(("close", translate("ErasedAgain", "Close")),),
    )
