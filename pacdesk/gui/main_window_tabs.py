"""The centre of the window: pages as tabs, with back and forward, and what to say when there are none."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QTabWidget, QWidget

from pacdesk.gui import icons, pages
from pacdesk.gui.context import Context, NewTicket
from pacdesk.gui.pages import Page
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.empty import EmptyState

MOST_REMEMBERED = 100


class CentreTabs(QStackedWidget):
    """One tab a page key. `moved` fires when the page or what back and forward can do has changed."""

    moved = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.empty = EmptyState(self)
        self.empty.pressed.connect(self._empty_pressed)
        self.tabs = QTabWidget(self)
        bar = self.tabs.tabBar()
        set_look(bar, "place", "centre")
        self.tabs.setDocumentMode(True)
        self.tabs.setTabsClosable(True)
        self.tabs.setMovable(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        bar.setUsesScrollButtons(True)
        bar.setExpanding(False)
        bar.installEventFilter(self)
        self.tabs.tabCloseRequested.connect(self.close_tab)
        self.tabs.currentChanged.connect(self._changed)
        self.addWidget(self.empty)
        self.addWidget(self.tabs)
        self._way: list[Any] = []
        self._place = -1
        self._going = False
        self.retranslate()
        set_look(self, "look", "base")

    def page(self) -> Page | None:
        """The page that shows."""
        found = self.tabs.currentWidget()
        return found if isinstance(found, Page) else None

    def pages(self) -> list[Page]:
        """Every page, in the order of the tabs."""
        found = (self.tabs.widget(number) for number in range(self.tabs.count()))
        return [page for page in found if isinstance(page, Page)]

    def show_target(self, target: Any) -> Page | None:
        """Show a target's page, in its own tab if there is one; None if it is no page."""
        wanted = pages.key_of(target)
        for number, page in enumerate(self.pages()):
            if page.key() == wanted:
                page.target = target
                page.shown_again()
                self.tabs.setCurrentIndex(number)
                self._remember(target)
                return page
        made = self._insert(self.tabs.currentIndex() + 1, target)
        if made is None:
            return None
        self.setCurrentWidget(self.tabs)
        self.tabs.setCurrentWidget(made)
        self._remember(target)
        return made

    def close_tab(self, number: int) -> None:
        """Close a tab if its page agrees."""
        page = self.tabs.widget(number)
        if isinstance(page, Page) and page.may_close():
            self.tabs.removeTab(number)
            page.deleteLater()
            if self.tabs.count() == 0:
                self.setCurrentWidget(self.empty)
            self.moved.emit()

    def close_current(self) -> None:
        """Close the tab that shows."""
        if self.tabs.count():
            self.close_tab(self.tabs.currentIndex())

    def close_all(self) -> None:
        """Close every tab without asking: another desk is coming; drafts are kept."""
        while self.tabs.count():
            page = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if page is not None:
                page.deleteLater()
        self._way, self._place = [], -1
        self.setCurrentWidget(self.empty)
        self.moved.emit()

    def step(self, by: int) -> None:
        """The next tab or the one before, round and round."""
        count = self.tabs.count()
        if count:
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % count)

    def may_go(self, by: int) -> bool:
        """Whether back (-1) or forward (1) leads anywhere."""
        return 0 <= self._place + by < len(self._way)

    def go(self, by: int) -> None:
        """Back or forward along the pages that were shown (S3.32)."""
        if not self.may_go(by):
            return
        self._place += by
        self._going = True
        try:
            self.show_target(self._way[self._place])
        finally:
            self._going = False
        self.moved.emit()

    def _remember(self, target: Any) -> None:
        if self._going or (self._way and self._place >= 0 and self._way[self._place] == target):
            return
        self._way = [*self._way[: self._place + 1], target][-MOST_REMEMBERED:]
        self._place = len(self._way) - 1
        self.moved.emit()

    def _changed(self, number: int) -> None:
        page = self.tabs.widget(number)
        if isinstance(page, Page) and not self._going:
            self._remember(page.target)
        self.moved.emit()

    def _retitle(self) -> None:
        for number, page in enumerate(self.pages()):
            self.tabs.setTabText(number, _label(page.title()))
            self.tabs.setTabIcon(number, icons.icon(page.icon_name()))
            self._name_tab(number, page)
        self.moved.emit()

    def _name_tab(self, number: int, page: Page) -> None:
        self.tabs.setTabToolTip(number, page.hint())
        self.tabs.tabBar().setAccessibleTabName(number, page.hint())
        button = self.tabs.tabBar().tabButton(number, QTabBar.ButtonPosition.RightSide)
        if button is not None:
            name = self.tr("Close {page}").format(page=page.title())
            button.setAccessibleName(name)
            button.setToolTip(self.tr("Close") + " (Ctrl+W)")
            side = current().px("icon_s")
            button.setFixedSize(side, side)

    def _change_language(self) -> None:
        """Make pages anew that do not follow; what is written in them is kept as a draft before."""
        old = [page for page in self.pages() if not page.follows_language and page.may_close()]
        if old:
            self._context.jobs.call(lambda: None, self, lambda _: self._replace(old), writes=True)

    def _replace(self, old: list[Page]) -> None:
        chosen = self.tabs.currentIndex()
        self._going = True
        try:
            for number, page in enumerate(self.pages()):
                if page in old:
                    self.tabs.removeTab(number)
                    page.deleteLater()
                    self._insert(number, page.target)
            self.tabs.setCurrentIndex(chosen)
        finally:
            self._going = False
        self.moved.emit()

    def _insert(self, number: int, target: Any) -> Page | None:
        made = pages.make(self._context, target)
        if made is not None:
            made.title_changed.connect(self._retitle)
            made.close_requested.connect(self._close_sender)
            self.tabs.insertTab(number, made, icons.icon(made.icon_name()), _label(made.title()))
            self._name_tab(number, made)
        return made

    def _close_sender(self) -> None:
        sender = self.sender()
        for number, page in enumerate(self.pages()):
            if page is sender:
                self.close_tab(number)
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.tabs.tabBar()
            and event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.MiddleButton
        ):
            number = self.tabs.tabBar().tabAt(event.position().toPoint())
            if number >= 0:
                self.close_tab(number)
            return True
        return super().eventFilter(watched, event)

    def _empty_pressed(self, key: str) -> None:
        del key
        self._context.navigate(NewTicket())

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.tabs.tabBar().setAccessibleName(self.tr("Open pages"))
        self.empty.say(
            "message-square-text",
            self.tr("Nothing open here"),
            self.tr("Choose a ticket in the queue and press Enter, or open a new one."),
            button=("new", self.tr("New ticket")) if pages.knows(NewTicket) else None,
            button_icon="plus",
        )
        self._retitle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._change_language()
        elif is_restyle(event):
            self._retitle()


def _label(title: str) -> str:
    return title.replace("&", "&&")
