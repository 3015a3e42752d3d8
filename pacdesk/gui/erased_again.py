"""Says, over a desk that an older backup or dump had brought back, that people were erased from it again, or
have to be."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from pacdesk.gui.context import OpenDesk
    from pacdesk.gui.widgets.notices import MessageBar


def tell_if_erased_again(opened: "OpenDesk", bar: "MessageBar") -> None:
    """Who looks after the desk may wonder where they are."""
    translate = QCoreApplication.translate
    if opened.come_back:
        lacking = translate(
            "ErasedAgain",
            "Erasures (LGPD) that it lacks: {count}. The people are back; "
            "its owner runs: pacdesk privacy reapply",
        )
        bar.tell(
            "attention",
            translate("ErasedAgain", "The server holds an older copy."),
            lacking.format(count=opened.come_back),
            buttons=(("close", translate("ErasedAgain", "Close")),),
        )
    if not opened.erased_again:
        return
    bar.tell(
        "info",
        translate("ErasedAgain", "An older backup was put back."),
        translate("ErasedAgain", "What had been erased since was erased again. People: {count}.").format(
            count=opened.erased_again
        ),
        buttons=(("close", translate("ErasedAgain", "Close")),),
    )
