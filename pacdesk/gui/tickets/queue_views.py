"""The views of the queue as tabs in the title of its dock, each with its counter: the built-in ones, behind
them those that are shared with the person's team."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QTabBar, QWidget

from pacdesk.desk.tickets.rows import TicketFilter, TicketView
from pacdesk.desk.views.rules import SharedViewRow
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
_LONGEST: Final = 24  # letters of a shared view's name in its tab; the whole stands in its tool tip
ViewKey = TicketView | UUID
"""A built-in view, or the id of a shared one."""


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
    """One tab a view; `chosen` fires when another one is shown."""

    chosen = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self._counts: dict[ViewKey, int] = {}
        self._shared: tuple[SharedViewRow, ...] = ()
        for view in SHOWN:
            self._add(view_word(view))
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

    def _add(self, name: str) -> None:
        number = self.addTab(name)
        self.setTabButton(number, QTabBar.ButtonPosition.RightSide, _BadgeBox(self))

    def show_shared(self, views: Sequence[SharedViewRow]) -> None:
        """Show these behind the built-in ones. The view that is shown stays, and is asked for anew when it
        is another filter now; one that is gone gives way to the first."""
        if tuple(views) == self._shared:
            return
        was, before = self.key, self.filter()
        with QSignalBlocker(self):
            for number in reversed(range(len(SHOWN), self.count())):
                self.removeTab(number)
            self._shared = tuple(views)
            for view in self._shared:
                self._add(view.name)
            keys = self.keys()
            self.setCurrentIndex(keys.index(was) if was in keys else 0)
        self.retranslate()
        self._paint_badges()
        if self.filter() != before:
            self.chosen.emit()

    def keys(self) -> tuple[ViewKey, ...]:
        """All views in their order."""
        return (*SHOWN, *(view.id for view in self._shared))

    @property
    def key(self) -> ViewKey:
        """The view that is shown."""
        return self.keys()[max(self.currentIndex(), 0)]

    @property
    def view(self) -> TicketView:
        """The built-in view that is shown, or that the shared one begins with."""
        return self.filter().view

    def filter(self, key: ViewKey | None = None) -> TicketFilter:
        """What a view, or the one that is shown, is cut to."""
        wanted = self.key if key is None else key
        if isinstance(wanted, TicketView):
            return TicketFilter(view=wanted)
        return next(view.filter for view in self._shared if view.id == wanted)

    def name(self, key: ViewKey | None = None) -> str:
        """What a view, or the one that is shown, is called."""
        wanted = self.key if key is None else key
        if isinstance(wanted, TicketView):
            return view_word(wanted)
        return next(view.name for view in self._shared if view.id == wanted)

    def show_view(self, view: TicketView) -> None:
        """Show a built-in view."""
        self.setCurrentIndex(SHOWN.index(view))

    def set_count(self, key: ViewKey, count: int) -> None:
        """How many tickets a view has."""
        self._counts[key] = count
        self._paint_badges()
        self._speak()

    def _changed(self, number: int) -> None:
        del number
        self._paint_badges()
        self.chosen.emit()

    def _paint_badges(self) -> None:
        for number, key in enumerate(self.keys()):
            box = self.tabButton(number, QTabBar.ButtonPosition.RightSide)
            if isinstance(box, _BadgeBox):
                tone = "danger" if key is TicketView.OVERDUE else "off"
                box.badge.set_count(
                    self._counts.get(key, 0), "accent" if number == self.currentIndex() else tone
                )
                box.badge.setVisible(key in self._counts)
                box.fit()
            self.setTabText(number, self._tab_text(key))  # lays the tabs out anew: a button's size does not
        self.updateGeometry()
        self.resized.emit()

    def _tab_text(self, key: ViewKey) -> str:
        name = self.name(key)
        return (name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…").replace("&", "&&")

    def retranslate(self) -> None:
        """Names in the language in force."""
        self.setAccessibleName(self.tr("Views of the queue"))
        for number, key in enumerate(self.keys()):
            self.setTabText(number, self._tab_text(key))
            self.setTabToolTip(number, f"{self.name(key)}{_keys_of(number)}")
        self._speak()
        self.resized.emit()

    def _speak(self) -> None:
        for number, key in enumerate(self.keys()):
            count = self._counts.get(key)
            name = self.name(key)
            self.setAccessibleTabName(number, name if count is None else f"{name}, {count}")

    def spoken(self, key: ViewKey) -> str:
        """`Overdue, 4`, or the name alone while it is not counted."""
        return self.accessibleTabName(self.keys().index(key))


def _keys_of(number: int) -> str:
    """The keys of a built-in view, in parentheses."""
    return f" (Ctrl+{number + 1})" if number < len(SHOWN) else ""


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
        for number, key in enumerate(self.tabs.keys()):
            keys = f"\tCtrl+{number + 1}" if number < len(SHOWN) else ""
            action = menu.addAction(f"{self.tabs.spoken(key).replace('&', '&&')}{keys}")
            action.setCheckable(True)
            action.setChecked(key == self.tabs.key)
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
