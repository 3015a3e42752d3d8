"""The main window: three docks, pages in the centre, menus, search, status bar, and the way in."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QStackedWidget, QWidget

from pacdesk.gui.sketch import Sketch, queue_height
from pacdesk.gui.state import WindowState
from pacdesk.gui.theme import current

if TYPE_CHECKING:
    from pacdesk.gui.actions import Actions
    from pacdesk.gui.clients.dock import ClientsDock
    from pacdesk.gui.context import Context, OpenDesk, ToCopy
    from pacdesk.gui.contracts.dock import ContractsDock
    from pacdesk.gui.doors import Doors
    from pacdesk.gui.errors import Errors
    from pacdesk.gui.line_bar import LineBar
    from pacdesk.gui.lock_screen import IdleWatch, LockScreen
    from pacdesk.gui.main_window_lock import Locking
    from pacdesk.gui.main_window_seeing import SeeingAs
    from pacdesk.gui.main_window_status import StatusBar
    from pacdesk.gui.main_window_tabs import CentreTabs
    from pacdesk.gui.main_window_top import TopRow
    from pacdesk.gui.main_window_undo import Undoing
    from pacdesk.gui.search_panel import SearchPanel
    from pacdesk.gui.tickets.queue_dock import QueueDock
    from pacdesk.gui.welcome_doorway import Doorway
    from pacdesk.gui.widgets.notices import Toast


class MainWindow(QMainWindow):
    """One window, one desk at a time. `desk_came` and `desk_left` fire when that changes."""

    desk_came = Signal(object)
    desk_left = Signal()
    painted = Signal()
    """The first paint is done: what is heavy may be imported now."""

    furnished = Signal()
    """Every part is made; until then there is the window and a sketch of it."""

    context: "Context"
    doors: "Doors"
    actions_table: "Actions"
    top: "TopRow"
    errors: "Errors"
    line: "LineBar"
    doorway: "Doorway"
    centre: "CentreTabs"
    stack: QStackedWidget
    queue: "QueueDock"
    clients: "ClientsDock"
    contracts: "ContractsDock"
    docks: tuple[QDockWidget, ...] = ()
    status: "StatusBar"
    toast: "Toast"
    undoing: "Undoing"
    search: "SearchPanel"
    lock_screen: "LockScreen"
    idle: "IdleWatch"
    locking: "Locking"
    seeing: "SeeingAs"

    def __init__(self, state: WindowState) -> None:
        super().__init__()
        self.state = state
        self.is_furnished = False
        self._was_painted = False
        self._areas_there = False
        self._wanted: Any = None
        self._undo: UUID | None = None
        self.setWindowTitle("pacdesk")
        self.resize(current().scaled(1440), current().scaled(900))

    def draw(self, *, with_docks: bool) -> None:
        """Show where everything will be."""
        self.setCentralWidget(Sketch(self, self.state.sketched() if with_docks else []))

    def furnish(self, context: "Context", doors: "Doors") -> None:
        """Make every part of the window."""
        self.context = context
        self.doors = doors
        from pacdesk.gui.main_window_parts import furnish  # as much as all of Qt

        furnish(self)
        self._connect()
        self._place_docks()
        self.is_furnished = True
        self.retranslate()
        self._show_work()
        self.furnished.emit()
        if self.state.sketched() is None:
            QTimer.singleShot(0, self, self._first_layout)

    def _first_layout(self) -> None:
        """Nobody has been here before: docks have their places while a desk is still being made."""
        if self.context.desk is None and self.clients.isVisibleTo(self):
            self.start_layout()

    def _connect(self) -> None:
        context = self.context
        context.navigated.connect(self.navigate)
        context.told.connect(self._tell)
        context.toasted.connect(self._say)
        context.settings_changed.connect(self._settings_changed)
        self.doorway.opened.connect(self.use_desk)
        self.doorway.opening.connect(self._opening)
        self.doorway.updating.connect(self.status.say_updating)
        self.doorway.failed.connect(self._show_way_in)
        self.clients.chosen.connect(self.contracts.show_client)
        self.centre.moved.connect(self._moved)
        self.top.bar.pressed.connect(self._bar_pressed)
        self.top.searched.connect(self.search.search)
        self.top.entered.connect(self.search.focus_list)
        self.top.new_ticket.clicked.connect(self._new_ticket)
        self.top.help.clicked.connect(self.actions_table_help)
        self.search.opened.connect(self._searched)
        self.queue.table.help_wanted.connect(self.actions_table_help)
        self.toast.undo_pressed.connect(self._undo_pressed)
        self.status.person_pressed.connect(self._person_pressed)
        self.lock_screen.left.connect(self.leave_desk)
        self.idle.idle.connect(self.lock)
        for dock in self.docks:
            dock.visibilityChanged.connect(self._dock_shown)

    # -- places

    def _place_docks(self) -> None:
        areas = Qt.DockWidgetArea
        self.addDockWidget(areas.LeftDockWidgetArea, self.clients)
        self.addDockWidget(areas.LeftDockWidgetArea, self.contracts)
        self.addDockWidget(areas.TopDockWidgetArea, self.queue)
        for dock in self.docks:
            dock.setFloating(False)
            dock.show()

    def start_layout(self) -> None:
        """Docks as they are at first: clients and contracts left, eight whole rows of queue on top."""
        self._place_docks()
        theme = current()
        self.resizeDocks([self.clients], [theme.px("dock_left")], Qt.Orientation.Horizontal)
        self._eight_rows()
        body = self.height() - theme.px("menubar") - theme.px("statusbar")
        self.resizeDocks(
            [self.clients, self.contracts], [body * 7 // 10, body * 3 // 10], Qt.Orientation.Vertical
        )

    def _eight_rows(self) -> None:
        """Whole rows in the queue, also after a message bar has come above it."""
        self.resizeDocks([self.queue], [queue_height(current())], Qt.Orientation.Vertical)

    def restore_layout(self) -> None:
        """Forget what was moved: docks and columns as at first."""
        self.state.forget()
        self.start_layout()
        self.queue.table.start_layout()
        self.begin_work()

    def begin_work(self) -> None:
        """Put the focus into the queue, but not into one that is closed."""
        (self.queue.table if not self.queue.isHidden() else self.top.search).setFocus()

    def panes(self) -> list[QWidget]:
        """What F6 goes through, in reading order."""
        if self.stack.currentWidget() is self.doorway:
            shown = self.doorway.currentWidget()
            return [self.top.menus, shown] if shown is not None else [self.top.menus]
        found: list[QWidget] = [dock for dock in self.docks if dock.isVisible()]
        page = self.centre.page()
        return [*found, page] if page is not None else found

    def next_pane(self, by: int) -> None:
        """Put the focus into the next pane, on its list if there is one."""
        panes = self.panes()
        focus = QApplication.focusWidget()
        here = next((n for n, pane in enumerate(panes) if _holds(pane, focus)), -1 if by > 0 else 0)
        pane = panes[(here + by) % len(panes)]
        lists: dict[QWidget, tuple[QWidget, ...]] = {
            self.clients: (self.clients.list, self.clients.search),
            self.contracts: (self.contracts.list,),
            self.queue: (self.queue.table, self.queue.filter),
        }
        goal = next((inner for inner in lists.get(pane, ()) if inner.isVisible()), pane)
        goal.setFocus(Qt.FocusReason.TabFocusReason)
        if not _holds(pane, QApplication.focusWidget()):
            pane.focusNextChild()

    # -- desk

    def show_welcome(self) -> None:
        """The way in, without docks."""
        self.stack.setCurrentWidget(self.doorway)
        self.doorway.show_welcome()
        self._show_work()

    def _show_way_in(self) -> None:
        """The desk did not open, or asks who is there: the doorway says what is the matter."""
        self.stack.setCurrentWidget(self.doorway)
        self._show_work()
        self.status.retranslate()

    def expect_desk(self, name: str) -> None:
        """A desk is being opened: show its empty window at once, so that nothing jumps when it comes."""
        self.state.use_person("")
        self._show_desk_window(as_last=True)
        self.status.say_opening(name)

    def _show_desk_window(self, *, as_last: bool = False) -> None:
        self.stack.setCurrentWidget(self.centre)
        self._show_work()
        if not self.state.restore_docks(self, of_last=as_last):
            self.start_layout()
            QTimer.singleShot(0, self, self._eight_rows)

    def use_desk(self, opened: "OpenDesk") -> None:
        """Show an open desk."""
        self.centre.close_all()
        self.context.use_desk(opened)
        actor = opened.desk.actor
        self.state.use_person("" if actor.user_id is None else actor.login)
        self.actions_table.add_registered()
        self._show_desk_window()
        self.top.retranslate()
        self.centre.retranslate()
        self.top.show_person(actor.name or self.tr("Owner"))
        for dock in (self.queue, self.clients, self.contracts):
            dock.use_desk()
        self.begin_work()
        self._tell_demo()
        self._title()
        self.locking.watch_idle()
        self.desk_came.emit(opened)

    def leave_desk(self) -> None:
        """Close the desk and go back to the welcome page; drafts are kept."""
        self.keep_state()
        self.locking.leave()
        self.idle.set_minutes(0)
        self.centre.close_all()
        self.context.use_desk(None)
        self.context.jobs.call(self.doors.close, self, self._left, writes=True)

    def _left(self, _: object) -> None:
        self.top.bar.hide()
        self.top.show_person("")
        self._title()
        self.show_welcome()
        self.desk_left.emit()

    def _tell_demo(self) -> None:
        opened = self.context.open
        if self.seeing.tell() or opened is None or opened.kind != "demo":
            return
        self.top.bar.tell(
            "info",
            self.tr("Example data."),
            self.tr("Everything here is made up: try whatever you like."),
            buttons=(("discard-demo", self.tr("Discard examples")),),
            icon="flask-conical",
        )

    def discard_demo(self) -> None:
        """Throw the example data away and go back to the welcome page."""
        self.keep_state()
        self.centre.close_all()
        self.context.use_desk(None)
        self.context.jobs.call(self.doors.discard_demo, self, self._left, writes=True)

    def areas_came(self) -> None:
        """The areas are imported: their actions and pages can be reached from now on."""
        self._areas_there = True
        self.actions_table.add_registered()
        self.retranslate()
        self.centre.retranslate()
        self.clients.areas_came()
        self.contracts.areas_came()
        self._show_work()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.navigate(wanted)

    def come_forward(self) -> None:
        """A second process was asked for this desk."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # -- lock

    def may_lock(self) -> str | None:
        """Why the window cannot be locked, or None."""
        return self.locking.refused()

    def lock(self) -> None:
        """Cover the window until the password comes; nothing below is closed."""
        self.locking.lock()

    # -- going places

    def navigate(self, target: Any) -> None:
        """Show a target's page, or whatever else shows it; before the areas are there, once they are."""
        if not self._areas_there:
            self._wanted = target
            return
        if self.centre.show_target(target) is not None:
            self.stack.setCurrentWidget(self.centre)
            page = self.centre.page()
            if page is not None:
                page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _moved(self) -> None:
        self._title()
        self.actions_table.refresh()

    def _searched(self) -> None:
        self.top.search.clear()

    def focus_search(self) -> None:
        """Put the caret into the full search."""
        self.top.search.setFocus()
        self.top.search.selectAll()

    def refresh(self) -> None:
        """Ask the desk again for every list."""
        for dock in (self.queue, self.clients, self.contracts):
            dock.refresh()

    def _new_ticket(self) -> None:
        from pacdesk.gui.context import NewTicket

        self.context.navigate(NewTicket())

    def actions_table_help(self) -> None:
        """The sheet of keys."""
        from pacdesk.gui.main_window_help import HelpSheet

        HelpSheet(self.actions_table, self).show()

    def about(self) -> None:
        """What pacdesk says of itself."""
        from pacdesk.gui.main_window_help import About

        About(self.kind_of_desk(), self).show()

    def diagnosis(self) -> str:
        """What may be told to whoever helps."""
        from pacdesk.gui.main_window_help import diagnosis

        return diagnosis(self.kind_of_desk())

    def open_demo(self) -> None:
        """Leave this desk for the one with example data."""
        if self.context.open is not None:
            self.keep_state()
            self.centre.close_all()
            self.context.use_desk(None)
        self.show_welcome()
        self.doorway.open_demo()

    # -- telling

    def tell_crash(self) -> None:
        """The last run did not end by itself."""
        self.top.bar.tell(
            "attention",
            self.tr("pacdesk closed unexpectedly last time."),
            self.tr("What was saved is safe, and drafts come back where they were."),
            buttons=(("log", self.tr("Open log folder")), ("close", self.tr("Close"))),
        )

    def _tell(self, error: BaseException) -> None:
        if not self.line.takes(error):
            self.errors.tell(error)

    def _say(self, sentence: str, offer: "UUID | ToCopy | None") -> None:
        from pacdesk.gui.context import ToCopy

        self._undo = offer if isinstance(offer, UUID) else None
        copy = offer.text if isinstance(offer, ToCopy) else ""
        redo = self.undoing.is_undo(self._undo)
        self.toast.tell(sentence, undo=self._undo is not None, copy=copy, redo=redo)

    def _undo_pressed(self) -> None:
        if self._undo is not None:
            self.undoing.undo(self._undo)

    def _opening(self, name: str) -> None:
        self.status.say_opening(name)

    def _bar_pressed(self, key: str) -> None:
        if key == "discard-demo":
            self.discard_demo()
            return
        self.errors.pressed(key)
        self._tell_demo()

    def fix(self, key: str) -> None:
        """Do what a button of an error names."""
        if key == "welcome":
            self.leave_desk()
        elif key == "retry":
            self.refresh()
        elif key == "settings":
            from pacdesk.gui.context import ShowSettings

            self.context.navigate(ShowSettings())
        elif key == "details":
            self.errors.show_details()
        elif key == "log":
            self.actions_table["help.log"].trigger()

    def kind_of_desk(self) -> str:
        """`local`, `demo`, `shared`; empty without a desk."""
        return self.context.open.kind if self.context.open is not None else ""

    def _person_pressed(self) -> None:
        self.top.person.showMenu()

    # -- looks

    def _show_work(self) -> None:
        at_desk = self.stack.currentWidget() is self.centre
        from pacdesk.gui import pages
        from pacdesk.gui.context import NewTicket

        self.top.show_work(at_desk=at_desk, may_open=pages.knows(NewTicket))
        if not at_desk:
            self.top.show_person("")
            self.search.hide()
            for dock in self.docks:
                dock.hide()

    def _dock_shown(self, shown: bool) -> None:
        del shown
        self.actions_table.refresh()

    def _settings_changed(self) -> None:
        self.locking.watch_idle()
        self.actions_table.refresh()

    def _title(self) -> None:
        opened = self.context.open
        page = self.centre.page()
        pieces = [page.title() if page else "", opened.shown_name if opened else "", "pacdesk"]
        self.setWindowTitle(" · ".join(piece for piece in pieces if piece))

    def retranslate(self) -> None:
        """Words in the language in force; docks first, for the menus name them."""
        for dock in (self.queue, self.clients, self.contracts):
            dock.retranslate()
        self.top.retranslate()
        self._title()
        opened = self.context.open
        if opened is not None and (opened.seen_by or self.top.bar.offers("discard-demo")):
            self._tell_demo()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.is_furnished:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_furnished and self.search.isVisible():
            box = self.top.search
            self.search.place(box.mapTo(self, QPoint(box.width(), box.height())))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if not self._was_painted and event.type() == QEvent.Type.Paint:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
        return done

    def keep_state(self) -> None:
        """Remember the layout of this person."""
        if self.is_furnished and self.stack.currentWidget() is self.centre:
            self.state.keep(self)
            self.queue.keep_state()
        else:
            self.state.keep_geometry(self)
        self.state.write()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.is_furnished and not all(page.may_close() for page in self.centre.pages()):
            event.ignore()
            return
        self.keep_state()
        super().closeEvent(event)


def _holds(pane: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))
