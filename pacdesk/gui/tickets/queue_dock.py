"""The dock with the queue of tickets: views, filter, table, and what to say when it is empty."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMenu, QStackedWidget, QWidget

from pacdesk.desk.access.rules import Right, may
from pacdesk.desk.tickets.rows import TicketFilter, TicketRow, TicketSort, TicketView
from pacdesk.desk.values import Changes
from pacdesk.desk.views.rules import SharedViewRow
from pacdesk.gui import icons, pages
from pacdesk.gui.context import Context, NewTicket, OpenTicketTab, ShowPreview
from pacdesk.gui.models.paged import PagedModel, Source
from pacdesk.gui.state import WindowState
from pacdesk.gui.theme import current
from pacdesk.gui.tickets.queue_counts import ViewCounts
from pacdesk.gui.tickets.queue_stages import StageFilter
from pacdesk.gui.tickets.queue_table import QueueTable
from pacdesk.gui.tickets.queue_views import SHOWN, ViewBar, ViewTabs
from pacdesk.gui.tickets.queue_words import QueueWords, protocol_of
from pacdesk.gui.widgets.buttons import IconButton, set_look
from pacdesk.gui.widgets.dock_title import DockTitleBar
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.fields import SearchBox

ROW_HEIGHTS = {"compact": "row_compact", "normal": "row", "comfortable": "row_comfort"}
_TABLES = frozenset({"tickets", "ticket_events", "reads", "clients", "contracts", "stages", "staff"})
_SHARING = frozenset(
    {"shared_views", "memberships", "permission_groups", "department_members", "staff_members"}
)
_AGAIN_AFTER = 250  # ms in which further changes join the first, so that an import does not ask at every row
_SHARED_AFTER = 60  # ms from the first rows to the team's views: the rows are painted first
_TICK = 20_000  # ms: deadlines and ages move on


class QueueDock(QDockWidget):
    """The queue. Rows come by pages in the background; old ones stay until new ones are there."""

    def __init__(self, context: Context, state: WindowState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("queue")
        self._context = context
        self._state = state
        self.words = QueueWords(context.zone, context.now(), context.people_at)
        self._filter_words = ""
        self.model: PagedModel[TicketRow] = PagedModel(
            context.jobs, self.words.columns(), self.words.row_sentence, self
        )
        self.views = ViewTabs(self)
        self.filter = SearchBox("", icon="list-filter", parent=self)
        self.filter.setMaximumWidth(current().scaled(168))
        self._columns = IconButton("columns-3", "", small=True, parent=self)
        self._bar = DockTitleBar(self)
        self._bar.add_middle(ViewBar(self.views, self), stretch=100)
        self.stage = StageFilter(context, self)
        self._bar.add_tool(self.filter)
        self._bar.add_tool(self.stage)
        self._bar.add_tool(self._columns)
        self.table = QueueTable(self.model, self)
        self.table.set_columns(self.words.paints(), unread=_is_unread)
        self.empty = EmptyState(self)
        self._stack = QStackedWidget(self)
        set_look(self._stack, "look", "base")
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.setWidget(self._stack)
        self._rest = QTimer(self, singleShot=True, interval=_AGAIN_AFTER)
        self._rest.timeout.connect(self._refresh)
        self._sharing = QTimer(self, singleShot=True, interval=_SHARED_AFTER)
        self._sharing.timeout.connect(self._ask_shared)
        self._tick = QTimer(self, interval=_TICK)
        self._tick.timeout.connect(self._move_on)
        self._sorting: tuple[str, bool] = (TicketSort.DUE, False)
        self._kept: UUID | None = None
        self._is_new = False
        self.counts = ViewCounts(context, self.views, self)
        self._connect()
        self.retranslate()
        self._fit()

    def _connect(self) -> None:
        self.views.chosen.connect(self._show_view)
        self.filter.wanted.connect(self._filtered)
        self.filter.left_down.connect(self.table.setFocus)
        self.stage.chosen.connect(self._cut_to_stage)
        self._columns.clicked.connect(self._choose_columns)
        self.table.opened.connect(self._open)
        self.table.take_wanted.connect(self.take)
        self.table.menu_wanted.connect(self._menu)
        self.table.sorted_by.connect(self._sort)
        self.empty.pressed.connect(self._empty_pressed)
        self.model.loaded.connect(self._loaded)
        self.model.counted.connect(self._counted)
        self.counts.counted.connect(self.views.set_count)
        self._context.changes.connect(self._changed)
        self._context.people_changed.connect(self.table.viewport().update)
        self._context.settings_changed.connect(self._fit)

    def use_desk(self) -> None:
        """Show the queue of the desk that is open now, or nothing."""
        self._context_words()
        self._sharing.stop()
        self.views.show_shared(())
        self._tick.start()
        self._state.restore_header("queue", self.table.horizontalHeader())
        self.table.show_sorting()
        self._is_new = True
        row = self.table.current_row()
        self._kept = row.id if row is not None and self.table.was_touched else None
        self._reload()

    def show_ahead(self, rows: Sequence[TicketRow], zone: tzinfo) -> None:
        """The first rows of a desk that is still being opened."""
        self.words.zone, self.words.now = zone, self._context.now()
        self._state.restore_header("queue", self.table.horizontalHeader(), of_last=True)
        self.model.show_ahead(rows, sort=self._sorting[0], descending=self._sorting[1])

    def keep_state(self) -> None:
        """Remember the columns."""
        self.table.give_back()
        self._state.keep_header("queue", self.table.horizontalHeader())

    def show_view(self, number: int) -> None:
        """Show the n-th view (from 0) and put the focus on the list."""
        if 0 <= number < len(SHOWN):
            self.show()
            self.views.show_view(SHOWN[number])
            self.table.setFocus()

    def focus_filter(self) -> None:
        """Put the caret into the quick filter."""
        self.show()
        self.filter.setFocus()
        self.filter.selectAll()

    def refresh(self) -> None:
        """Ask the desk again for what is shown; the cursor stays on its ticket."""
        self._refresh()

    def take(self, row: TicketRow) -> None:
        """Take a ticket for the person at the desk."""
        from pacdesk.desk.tickets.commands import TakeTicket

        self._context.run(TakeTicket(ticket=row.id), self, lambda done: self._taken(done.changes))

    def advance(self, rows: Sequence[TicketRow]) -> None:
        """Lead several tickets through one condition."""
        from pacdesk.gui.tickets.bulk_advance import BulkAdvanceDialog

        BulkAdvanceDialog(self._context, rows, self.window()).open()

    def _taken(self, changes: Changes) -> None:
        self._context.toast(self.tr("Ticket taken!"), changes.change_set if changes.undoable else None)

    def _context_words(self) -> None:
        self.words.zone, self.words.now = self._context.zone, self._context.now()

    def _filter_now(self) -> TicketFilter:
        of_view = self.views.filter()
        return replace(
            of_view,
            words=f"{of_view.words} {self._filter_words}".strip(),
            type_id=self.stage.type_id or of_view.type_id,
            stage_id=self.stage.stage_id,
        )

    def _ask_shared(self) -> None:
        from pacdesk.desk.views.commands import ListSharedViews  # not needed for the first paint

        self._context.ask(ListSharedViews(), self, self._shared_came, topic="shared views")

    def _shared_came(self, views: Sequence[SharedViewRow]) -> None:
        before = self.views.keys()
        self.views.show_shared(views)
        if self.views.keys() != before or views:
            self.counts.want()

    def _reload(self, sort: str | None = None, *, descending: bool = False) -> None:
        desk = self._context.desk
        if desk is None:
            return
        from pacdesk.desk.tickets.commands import TicketCount, TicketPage  # not needed for the first paint

        self._context_words()
        wanted = self._filter_now()
        source = Source(
            count=lambda: TicketCount(filter=wanted),
            page=lambda offset, limit, by, down: TicketPage(
                filter=wanted, sort=TicketSort(by), descending=down, offset=offset, limit=limit
            ),
            survey=lambda by: TicketCount(filter=wanted, sort=TicketSort(by)),
        )
        if sort is not None:
            self._sorting = (sort, descending)
        self.model.show_list(desk, source, sort=self._sorting[0], descending=self._sorting[1])

    def _sort(self, key: str, descending: bool) -> None:
        row = self.table.current_row()
        self._kept = row.id if row is not None and self.table.was_touched else None
        self._reload(key, descending=descending)
        self.table.show_sorting()

    def _show_view(self) -> None:
        self._reload()

    def _cut_to_stage(self) -> None:
        self._name_filter()
        self._reload()

    def _name_filter(self) -> None:
        self.filter.set_name(self.stage.label or self.tr("Filter this view"))
        self.filter.setToolTip(self.tr("Filter this view") + " (Ctrl+F)")

    def _filtered(self, words: str) -> None:
        self._filter_words = words.strip()
        self._reload()

    def _changed(self, changes: Changes) -> None:
        if changes.tables & _TABLES and not self._rest.isActive():
            self._rest.start()
        if changes.tables & _SHARING:
            self._ask_shared()

    def _refresh(self) -> None:
        self._context_words()
        self.model.refresh()
        self.counts.want()

    def _move_on(self) -> None:
        self.words.now = self._context.now()
        self.table.viewport().update()

    def _loaded(self) -> None:
        self.table.show_sorting()
        has_rows = self.model.rowCount() > 0
        self._stack.setCurrentWidget(self.table if has_rows else self.empty)
        if self._is_new:  # the rows come first, the counters behind them
            self._is_new = False
            self.counts.at_once()
            self._sharing.start()
        kept, self._kept = self._kept, None
        if not has_rows:
            self._say_empty()
        elif kept is None or not self.table.go_to_ticket(kept):
            self.table.go_to_start()

    def _counted(self, count: int) -> None:
        if count == 0:
            self._say_empty()
        self._stack.setCurrentWidget(self.table if count else self.empty)

    def _say_empty(self) -> None:
        view = self.views.view
        if self._filter_words:
            self.empty.say(
                "funnel-x",
                self.tr("No ticket of “{view}” has “{words}”").format(
                    view=self.views.name(), words=self._filter_words
                ),
                self.tr("The filter looks at this view only."),
                button=("clear", self.tr("Clear filter")),
                button_icon="funnel-x",
                second=None if self.views.key is TicketView.ALL else ("all", self.tr("Look in all tickets")),
            )
            return
        if self.stage.is_set:
            self.empty.say(
                "funnel-x",
                self.tr("No ticket of “{view}” is in “{stage}”").format(
                    view=self.views.name(), stage=self.stage.label
                ),
                self.tr("Only one type or stage is shown now."),
                button=("stages", self.tr("Show all stages")),
                button_icon="funnel-x",
            )
            return
        if not isinstance(self.views.key, TicketView):
            self.empty.say(
                "list-filter",
                self.tr("No ticket of “{view}” is yours to see").format(view=self.views.name()),
                self.tr("The view is shared with your team; each sees in it what he sees anyway."),
                button=("open", self.tr("See all open ones")),
            )
            return
        icon, sentence, more = self._empty_words(view)
        may_open = pages.knows(NewTicket) and view in {TicketView.OPEN, TicketView.ALL}
        self.empty.say(
            icon,
            sentence,
            more,
            button=("new", self.tr("New ticket")) if may_open else ("open", self.tr("See all open ones")),
            button_icon="plus" if may_open else None,
        )

    def _empty_words(self, view: TicketView) -> tuple[str, str, str]:
        return {
            TicketView.OPEN: (
                "inbox",
                self.tr("No open tickets"),
                self.tr("A new one shows up here as soon as somebody opens it."),
            ),
            TicketView.MINE: (
                "user-check",
                self.tr("You have no open tickets"),
                self.tr("Take one of those that nobody has taken yet."),
            ),
            TicketView.UNASSIGNED: (
                "user-check",
                self.tr("Every open ticket has somebody"),
                self.tr("New ones wait here until they are taken."),
            ),
            TicketView.DUE_TODAY: (
                "calendar-check",
                self.tr("No ticket is due today"),
                self.tr("Deadlines come from the goal of the subject."),
            ),
            TicketView.OVERDUE: (
                "circle-check",
                self.tr("No ticket is overdue"),
                self.tr("Those past their deadline show up here."),
            ),
            TicketView.WAITING_CLIENT: (
                "message-circle",
                self.tr("No ticket is waiting for a client"),
                self.tr("Their clock stands still while they wait."),
            ),
            TicketView.ALL: (
                "inbox",
                self.tr("No tickets yet"),
                self.tr("Open the first one, or import what you have."),
            ),
        }[view]

    def _empty_pressed(self, key: str) -> None:
        if key == "new":
            self._context.navigate(NewTicket())
        elif key == "open":
            self.views.show_view(TicketView.OPEN)
        elif key == "all":
            self.views.show_view(TicketView.ALL)
        elif key == "stages":
            self.stage.clear()
        else:
            self.filter.clear()
            self._filtered("")
            self.table.setFocus()

    def _open(self, row: TicketRow) -> None:
        self._context.navigate(OpenTicketTab(row.id))

    def _choose_columns(self) -> None:
        below = self._columns.mapToGlobal(self._columns.rect().bottomLeft())
        self.table.column_menu(self).popup(below)

    def _menu(self, row: TicketRow, at: QPoint) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(icons.icon("external-link"), self.tr("Open"), lambda: self._open(row))
        actor = self._context.actor
        if row.attendant_id is None and actor is not None and may(actor, Right.TICKET_WORK):
            menu.addAction(icons.icon("hand"), self.tr("Take") + "\tA", lambda: self.take(row))
        rows = self.table.chosen_rows() or [row]
        if len(rows) > 1 and actor is not None and may(actor, Right.TICKET_WORK):
            menu.addAction(
                icons.icon("arrow-right"), self.tr("Advance the chosen ones…"), lambda: self.advance(rows)
            )
        if pages.knows(ShowPreview):
            chosen = tuple(one.id for one in rows)
            menu.addAction(
                icons.icon("printer"),
                self.tr("Print history…"),
                lambda: self._context.navigate(ShowPreview(chosen)),
            )
        menu.addSeparator()
        menu.addAction(
            icons.icon("copy"),
            self.tr("Copy protocol"),
            lambda: QGuiApplication.clipboard().setText(protocol_of(row)),
        )
        menu.addAction(self.tr("Copy row") + "\tCtrl+C", self.table.copy_rows)
        menu.popup(at)

    def _fit(self) -> None:
        self.table.set_row_height(ROW_HEIGHTS.get(self._context.settings.row_height, "row"))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.setWindowTitle(self.tr("Ticket queue"))
        self._bar.set_short_name(self.tr("Queue"))
        self.table.setAccessibleName(self.tr("Ticket queue"))
        self._name_filter()
        self._columns.set_name(self.tr("Choose columns"))
        self.views.retranslate()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.model.columns) - 1)
        self._say_empty()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _is_unread(row: TicketRow) -> bool:
    return row.unread
