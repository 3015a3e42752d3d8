"""Says, over a desk that was carried away, that what is written here does not get there."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from pacdesk.gui import wording

if TYPE_CHECKING:
    from pacdesk.gui.context import Context
    from pacdesk.gui.widgets.notices import MessageBar


def tell_if_moved(context: "Context", bar: "MessageBar") -> None:
    """Ask the open desk whether it was carried away; if so the bar says where to and when."""
    from pacdesk.desk.company.commands import GetParameter  # not needed for the first paint
    from pacdesk.desk.company.rules import MOVED

    def came(mark: Any) -> None:
        if mark is not None:
            _tell(context, bar, mark)

    context.ask(GetParameter(name=MOVED), bar, came, topic="moved")


def _tell(context: "Context", bar: "MessageBar", mark: dict[str, str]) -> None:
    translate = QCoreApplication.translate
    when = wording.exact(datetime.fromisoformat(mark["at"]), context.zone)
    bar.tell(
        "attention",
        translate("Moved", "This desk was carried away."),
        translate(
            "Moved", "Since {when} the work goes on at {place}; what is written here does not get there."
        ).format(when=when, place=mark["to"]),
        buttons=(("close", translate("Moved", "Close")),),
    )
