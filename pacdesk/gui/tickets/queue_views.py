"""The views of the queue as tabs in the title of its dock, each with its counter."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from pacdesk.desk.tickets.rows import TicketView
from pacdesk.gui.theme import current
from pacdesk.gui.tickets.queue_words import view_word
from pacdesk.gui.widgets.chips import Badge

SHOWN = (
    TicketView.OPEN,
    TicketView.MINE,
    TicketView.UNASSIGNED,
    TicketView.DUE_TODAY,
    TicketView.OVERDUE,
    TicketView.WAITING_CLIENT,
    TicketView.ALL,
)


class _BadgeBox(QWidget):
    """A counter with the tab's own inset at its right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.badge = Badge(0, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, current().px("pad_s"), 0)
        row.addWidget(self.badge)


class ViewTabs(QTabBar):
    """One tab a view; `chosen(view)` fires when another one is shown."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self._counts: dict[TicketView, int] = {}
        for number, view in enumerate(SHOWN):
            self.addTab(view_word(view))
            self.setTabButton(number, QTabBar.ButtonPosition.RightSide, _BadgeBox(self))
        self.retranslate()
        self._paint_badges()
        self.currentChanged.connect(self._changed)

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the heavier weight of the style sheet, which Qt does not measure."""
        hint = super().tabSizeHint(index)
        font = current().font("body", "label")
        text = QFontMetrics(font).horizontalAdvance(self.tabText(index))
        badge = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
        beside = badge.width() if badge is not None else 0
        return QSize(text + beside + 2 * current().px("pad"), hint.height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @property
    def view(self) -> TicketView:
        """The view that is shown."""
        return SHOWN[max(self.currentIndex(), 0)]

    def show_view(self, view: TicketView) -> None:
        """Show another view."""
        self.setCurrentIndex(SHOWN.index(view))

    def set_count(self, view: TicketView, count: int) -> None:
        """How many tickets a view has."""
        self._counts[view] = count
        self._paint_badges()
        self._speak()

    def _changed(self, number: int) -> None:
        self._paint_badges()
        self.chosen.emit(SHOWN[number])

    def _paint_badges(self) -> None:
        for number, view in enumerate(SHOWN):
            box = self.tabButton(number, QTabBar.ButtonPosition.RightSide)
            if isinstance(box, _BadgeBox):
                tone = "danger" if view is TicketView.OVERDUE else "off"
                box.badge.set_count(
                    self._counts.get(view, 0), "accent" if number == self.currentIndex() else tone
                )
                box.resize(box.sizeHint())
        self.updateGeometry()

    def retranslate(self) -> None:
        """Names in the language in force."""
        self.setAccessibleName(self.tr("Views of the queue"))
        for number, view in enumerate(SHOWN):
            self.setTabText(number, view_word(view))
            self.setTabToolTip(number, f"{view_word(view)} (Ctrl+{number + 1})")
        self._speak()

    def _speak(self) -> None:
        for number, view in enumerate(SHOWN):
            count = self._counts.get(view)
            said = view_word(view) if count is None else f"{view_word(view)}, {count}"
            self.setAccessibleTabName(number, said)
