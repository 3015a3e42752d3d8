"""The views of the queue as tabs in the title of its dock, each with its counter."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QTabBar, QWidget

from pacdesk.desk.tickets.rows import TicketView
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.tickets.queue_words import view_word
from pacdesk.gui.widgets.buttons import IconButton
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
        row.setContentsMargins(0, 0, current().px("grid"), 0)
        row.addWidget(self.badge)
        self._row = row

    def fit(self) -> None:
        """Take the size of the counter."""
        self._row.invalidate()
        self._row.activate()
        self.resize(self.sizeHint())


class ViewTabs(QTabBar):
    """One tab a view; `chosen(view)` fires when another one is shown."""

    chosen = Signal(object)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
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

    def sizeHint(self) -> QSize:
        """Of the tabs that show; Qt's own still lacks one that has just come back."""
        shown = [n for n in range(self.count()) if self.isTabVisible(n)]
        return QSize(sum(self.tabSizeHint(n).width() for n in shown), super().sizeHint().height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def fit(self, width: int) -> bool:
        """Show as many tabs as fit into `width` px, the chosen one always; whether all do."""
        widths = [self.tabSizeHint(number).width() for number in range(self.count())]
        shown, room = {self.currentIndex()}, width - widths[self.currentIndex()]
        for number, wanted in enumerate(widths):
            if number not in shown and wanted <= room:
                shown.add(number)
            elif number not in shown:
                break
            room -= wanted if number != self.currentIndex() else 0
        for number in range(self.count()):
            self.setTabVisible(number, number in shown)
        self.updateGeometry()  # Qt does not when a tab shows again: the bar would stay as narrow as it was
        return len(shown) == self.count()

    def whole_width(self) -> int:
        """What all tabs together need, px."""
        return sum(self.tabSizeHint(number).width() for number in range(self.count()))

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
                box.badge.setVisible(view in self._counts)
                box.fit()
            self.setTabText(number, view_word(view))  # lays the tabs out anew: a button's size alone does not
        self.updateGeometry()
        self.resized.emit()

    def retranslate(self) -> None:
        """Names in the language in force."""
        self.setAccessibleName(self.tr("Views of the queue"))
        for number, view in enumerate(SHOWN):
            self.setTabText(number, view_word(view))
            self.setTabToolTip(number, f"{view_word(view)} (Ctrl+{number + 1})")
        self._speak()
        self.resized.emit()

    def _speak(self) -> None:
        for number, view in enumerate(SHOWN):
            count = self._counts.get(view)
            said = view_word(view) if count is None else f"{view_word(view)}, {count}"
            self.setAccessibleTabName(number, said)

    def spoken(self, view: TicketView) -> str:
        """`Overdue, 4`, or the name alone while it is not counted."""
        return self.accessibleTabName(SHOWN.index(view))


class ViewBar(QWidget):
    """The tabs, and behind them a button with those that do not fit."""

    def __init__(self, tabs: ViewTabs, parent: QWidget) -> None:
        super().__init__(parent)
        self.tabs = tabs
        self.more = IconButton("chevron-down", "", small=True, parent=self)
        self.more.hide()
        self.more.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().px("grid"))
        row.addWidget(tabs)
        row.addWidget(self.more)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        tabs.resized.connect(self.fit)
        tabs.currentChanged.connect(self.fit)
        self.retranslate()

    def fit(self) -> None:
        """Tabs as the width allows."""
        if self.width() >= self.tabs.whole_width():
            self.tabs.fit(self.width())
            self.more.hide()
        else:
            self.tabs.fit(self.width() - self.more.sizeHint().width() - current().px("grid"))
            self.more.show()

    def _choose(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, view in enumerate(SHOWN):
            action = menu.addAction(f"{self.tabs.spoken(view)}\tCtrl+{number + 1}")
            action.setCheckable(True)
            action.setChecked(view is self.tabs.view)
            action.setData(number)
            action.triggered.connect(self._chosen)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.tabs.setCurrentIndex(int(sender.data()))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.more.set_name(self.tr("More views"))

    def sizeHint(self) -> QSize:
        return QSize(self.tabs.whole_width(), self.tabs.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(120), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_restyle(event):
            self.updateGeometry()
            self.fit()
