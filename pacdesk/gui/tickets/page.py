"""The page of one ticket: where it stands, what was said, and what comes next."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.tickets.commands import GetTicket, Timeline
from pacdesk.desk.tickets.rows import AttachmentRow, EntryRow, TicketCard
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.desk.values import Changes
from pacdesk.errors import NotFound
from pacdesk.gui import pages
from pacdesk.gui.context import Context, OpenClientTab, OpenContractTab, OpenTicketTab
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import keys
from pacdesk.gui.tickets.acts import TicketActs
from pacdesk.gui.tickets.attachments import AttachmentDialog, Pictures, save_attachment
from pacdesk.gui.tickets.composer import Composer, Mode
from pacdesk.gui.tickets.data_tab import DataTab
from pacdesk.gui.tickets.entry_menu import EntryMenu
from pacdesk.gui.tickets.facts_panel import FactsPanel
from pacdesk.gui.tickets.files import hide_file
from pacdesk.gui.tickets.header import TicketHeader
from pacdesk.gui.tickets.presence import Here
from pacdesk.gui.tickets.seeing import Seeing
from pacdesk.gui.tickets.standing import five_facts, path_of
from pacdesk.gui.tickets.tables import FilesTab, HistoryTab, StagesTab, files_of
from pacdesk.gui.tickets.timeline import Shown
from pacdesk.gui.tickets.timeline import Timeline as TimelineView
from pacdesk.gui.tickets.understanding_tab import UnderstandingTab
from pacdesk.gui.widgets.buttons import IconButton, set_look
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.facts import FactsStrip
from pacdesk.gui.widgets.stage_path import StagePath
from pacdesk.gui.widgets.switch import SegmentedSwitch

WIDE_FROM = 1080
"""Width in px at 100 % from which the facts panel has its own place (a window of 1200 less margins)."""
LOW_UNDER = 620
CLOCK_MS = 30_000
_TABLES = {"tickets", "ticket_events", "attachments", "stage_visits", "ticket_values"}
_NEIGHBOURS = {"clients", "contracts", "contacts", "staff_members", "complementary_statuses"}


class TicketPage(pages.Page):
    """One tab a ticket. It follows every change of it, whoever makes it."""

    def __init__(self, context: Context, target: OpenTicketTab, parent: QWidget | None = None) -> None:
        super().__init__(context, target, parent)
        self.ticket: UUID = target.ticket_id
        self.card: TicketCard | None = None
        self._first = True
        self._outdated = self._files_changed = False
        self._stale: set[QWidget] = set()
        self._panel_open = False
        self._pictures = Pictures(context, self)
        self.seeing = Seeing(self, self)
        self._make_parts()
        self._lay_out()
        self._connect()
        Here(self, self, self.header.show_people)
        self._fill_words()
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self._tick)
        self.reload()

    # The tab

    def title(self) -> str:
        """`0004812-6 Filial Chapecó`."""
        if self.card is None:
            return self.tr("Ticket")
        short = show_protocol(self.card.protocol).partition(".")[2] or self.card.protocol
        return f"{short} {self.card.subject}"

    def hint(self) -> str:
        """Whole protocol, subject and client."""
        card = self.card
        if card is None:
            return self.title()
        return " · ".join(
            part for part in (show_protocol(card.protocol), card.subject, card.client_name) if part
        )

    def icon_name(self) -> str:
        """A conversation."""
        return "message-square-text"

    def may_close(self) -> bool:
        """Always: what is written is kept as a draft."""
        self.composer.keep_draft()
        self.data.keep_draft()
        self.understanding.keep_draft()
        return True

    def shown_again(self) -> None:
        """Somebody wants to see it, perhaps at an entry."""
        target: OpenTicketTab = self.target
        if target.entry is not None:
            self._tabs.setCurrentIndex(0)
            self.timeline.go_to_entry(target.entry)

    # Making

    def _make_parts(self) -> None:
        self._whole = QFrame(self)
        set_look(self._whole, "look", "base")
        self._lost = EmptyState(self)
        self._lost.pressed.connect(self.close_requested)
        self._lost.hide()
        self.header = TicketHeader(self._whole)
        self.facts = FactsStrip("", self._whole)
        self.path = StagePath("", parent=self._whole)
        self._tabs = QTabBar(self._whole)
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(True)
        self.switch = SegmentedSwitch("", self._whole)
        self._fold = IconButton("info", "", tone="text2", parent=self._whole)
        self._fold.setCheckable(True)
        self._stack = QStackedWidget(self._whole)
        self._talk = QWidget(self._stack)
        self.timeline = TimelineView("", self._pictures.of, self._talk)
        self.composer = Composer(self.context, self.ticket, self._talk)
        self.composer.set_low(low=True)
        self.data = DataTab(self.context, self._stack)
        self.understanding = UnderstandingTab(self.context, self._stack)
        self.stages = StagesTab(self._stack)
        self.files = FilesTab(self._stack)
        self.history = HistoryTab(self._stack)
        self.panel = FactsPanel(self.context, self)
        self.acts = TicketActs(self.context, self.ticket, self)
        self._menu = EntryMenu(self.context, self.ticket, self)

    def _lay_out(self) -> None:
        theme = current()
        margin = theme.px("pad_l")
        talk = QVBoxLayout(self._talk)
        talk.setContentsMargins(0, 0, 0, theme.px("pad"))
        talk.setSpacing(theme.px("pad_s"))
        talk.addWidget(self.timeline, 1)
        self._composer_row = QHBoxLayout()
        self._composer_row.addWidget(self.composer, 1)
        self._composer_row.addStretch(0)
        talk.addLayout(self._composer_row)
        self._parts = (
            self._talk, self.data, self.understanding, self.stages, self.files, self.history,
        )  # fmt: skip
        for part in self._parts:
            self._stack.addWidget(part)
        tabs = QHBoxLayout()
        tabs.setSpacing(theme.px("pad_s"))
        tabs.addWidget(self._tabs, 1)
        tabs.addWidget(self.switch)
        tabs.addWidget(self._fold)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(margin, theme.scaled(10), margin, 0)
        column.setSpacing(theme.scaled(8))
        column.addWidget(self.header)
        column.addWidget(self.facts)
        column.addWidget(self.path)
        column.addLayout(tabs)
        column.addWidget(self._stack, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._whole, 1)
        self._row.addWidget(self._lost, 1)
        self._row.addWidget(self.panel)
        self.setMinimumWidth(theme.scaled(420))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Begin in the discussion. As a focus proxy it would hide what stands before it from Tab."""
        self.timeline.setFocus(reason)

    def _connect(self) -> None:
        self.header.wanted.connect(self.acts.do)
        self.header.advance_wanted.connect(self.acts.advance)
        self.acts.reply_wanted.connect(self._reply)
        self.acts.edit_wanted.connect(self._edit)
        self.acts.client_wanted.connect(self._open_client)
        self.acts.reload_wanted.connect(self.reload)
        self.path.activated.connect(self._stage_chosen)
        self.stages.stage_wanted.connect(self._stage_chosen)
        self._tabs.currentChanged.connect(self._tab_chosen)
        self.switch.chosen.connect(self._filter)
        self._fold.toggled.connect(self._fold_panel)
        self.timeline.attachment_opened.connect(self._open_file)
        self.timeline.entry_menu_wanted.connect(self._entry_menu)
        self._pictures.arrived.connect(self.timeline.image_arrived)
        self.composer.news_wanted.connect(self.timeline.go_to_news)
        self.composer.size_wanted.connect(self._align_composer)
        self.files.opened.connect(self._open_file)
        self.files.save_wanted.connect(partial(save_attachment, self.context, self))
        self.files.hide_wanted.connect(partial(hide_file, self.context, self, self.ticket))
        self.data.reload_wanted.connect(self.reload)
        self.understanding.decide_wanted.connect(partial(self.acts.do, "decide"))
        self.panel.client_wanted.connect(self._open_client)
        self.panel.contract_wanted.connect(self._open_contract)
        self.panel.revealed.connect(self.reload)
        self.context.changes.connect(self._changed)
        acts: dict[str, Callable[[], Any]] = {
            "take": self.header.take.click,
            "hand_over": self.header.hand_over.click,
            "advance": self.header.open_ways,
            "reply": self._reply,
            "note": self._note,
            "print": partial(self.acts.do, "print"),
            "client": self._open_client,
        }
        keys.bind(self, acts)
        self.timeline.act_wanted.connect(lambda name: acts[name]())

    def _fill_words(self) -> None:
        self.facts.set_name(self.tr("Five facts"))
        self.path.set_name(self.tr("Stages"))
        self._tabs.setAccessibleName(self.tr("Parts of the ticket"))
        self.switch.setAccessibleName(self.tr("Shown entries"))
        self._fold.set_name(self.tr("Show the facts"))
        self.timeline.setAccessibleName(self.tr("Discussion"))
        while self._tabs.count() < self._stack.count():
            self._tabs.addTab("")
        texts = self.tr("Data"), self.tr("Understanding"), self.tr("Stages"), self.tr("Files")
        for place, text in enumerate((self.tr("Discussion"), *texts, self.tr("History"))):
            self._tabs.setTabText(place, text)
        self.switch.set_choices(
            (
                (Shown.ALL, self.tr("All"), None),
                (Shown.CLIENT, self.tr("Client sees"), "eye"),
                (Shown.INTERNAL, self.tr("Internal"), "lock"),
            )
        )

    # Loading

    def reload(self) -> None:
        """Ask for the ticket and its whole history again."""
        self.context.ask(GetTicket(ticket=self.ticket), self, self._show_card, self._is_lost, topic="card")
        self.context.ask(Timeline(ticket=self.ticket), self, self._show_entries, self._is_lost, topic="all")

    def _changed(self, changes: Changes) -> None:
        """A change set of our own names the entry, not its ticket: any new event is worth a look. Of others
        the tickets are named."""
        unnamed = changes.change_set is not None and "ticket_events" in changes.tables
        ours = changes.ids is None or self.ticket in changes.ids or unnamed
        if (ours and changes.tables & _TABLES) or changes.tables & _NEIGHBOURS:
            self._files_changed = self._files_changed or "attachments" in changes.tables
            self._outdated = True
            self._catch_up()

    def _catch_up(self) -> None:
        """Ask for what is new, as soon as somebody looks at the page."""
        if not self._outdated or not self.isVisible():
            return
        self._outdated = False
        self.context.ask(GetTicket(ticket=self.ticket), self, self._show_card, self._is_lost, topic="card")
        last = max((entry.number or 0 for entry in self.timeline.entries.entries), default=0)
        question = Timeline(ticket=self.ticket, after=0 if self._files_changed else last)
        then = self._show_again if self._files_changed else self._add_entries
        self._files_changed = False
        self.context.ask(question, self, then, self._is_lost, topic="new")

    def _show_card(self, card: TicketCard) -> None:
        self.card = self.acts.card = card
        self._lost.hide()
        self._whole.show()
        now, zone = self.context.now(), self.context.zone
        self.header.show_card(card, now, zone)
        self.facts.set_facts(five_facts(card))
        self.composer.show_card(card)
        self.data.show_card(card)
        self.understanding.show_card(card)
        self._count(self.understanding, self.tr("Understanding"), len(card.understandings))
        self._show_times(card)
        self.panel.show_ticket(card, self.timeline.entries.entries, now, zone)
        self.title_changed.emit()
        if self._first and self.timeline.entries.entries:
            self._arrive()

    def _show_times(self, card: TicketCard) -> None:
        now = self.context.now()
        self.path.set_stages(path_of(card, now))
        self.stages.show_visits(card, now, self.context.zone)

    def _tick(self) -> None:
        if self.card is not None:
            self._show_times(self.card)
            entries, now = self.timeline.entries.entries, self.context.now()
            self.panel.show_deadlines(self.card, entries, now, self.context.zone)
            self.timeline.viewport().update()

    def _show_entries(self, entries: tuple[EntryRow, ...]) -> None:
        self.timeline.entries.zone = self.context.zone
        self.timeline.entries.now = self.context.now
        actor = self.context.actor
        self.timeline.entries.reader = actor.user_id if actor is not None else None
        seen = self._seen()
        self.timeline.show_entries(entries, seen)
        self.composer.entries_arrived(entries)
        self._entries_changed()
        if self._first and self.card is not None:
            self._arrive()

    def _arrive(self) -> None:
        """Both are here: go to what is new, or to the entry that was asked for."""
        self._first = False
        self.timeline.entries.seen_number = self._seen()
        self.shown_again()
        if self.target.entry is None:
            self.timeline.go_to_news()
        if self.card is not None:
            now, zone = self.context.now(), self.context.zone
            self.panel.show_deadlines(self.card, self.timeline.entries.entries, now, zone)
        self.seeing.start()

    def _seen(self) -> int:
        return self.card.seen_number if self.card is not None else 1 << 60

    def _show_again(self, entries: tuple[EntryRow, ...]) -> None:
        place = self.timeline.verticalScrollBar().value()
        self.composer.entries_arrived([e for e in entries if not self.timeline.entries.has(e.id)])
        self.timeline.entries.set_entries(entries, self.timeline.entries.seen_number)
        self.timeline.verticalScrollBar().setValue(place)
        self._entries_changed()
        self.seeing.start()

    def _add_entries(self, fresh: tuple[EntryRow, ...]) -> None:
        if not fresh:
            return
        if any(entry.kind in (EventKind.CORRECTED, EventKind.UNDONE) for entry in fresh):
            question = Timeline(ticket=self.ticket)
            self.context.ask(question, self, self._show_again, self._is_lost, topic="all")
            return
        self.timeline.add_entries(fresh)
        self.composer.entries_arrived(fresh)
        self._entries_changed()
        self.seeing.start()

    def _entries_changed(self) -> None:
        entries = self.timeline.entries.entries
        files = files_of(entries)
        self._stale = {self.files, self.history}
        self._fill_tab(self._tabs.currentIndex())
        self._count(self._talk, self.tr("Discussion"), self.timeline.entries.cards())
        self._count(self.files, self.tr("Files"), len(files))

    def _count(self, part: QWidget, name: str, count: int) -> None:
        self._tabs.setTabText(self._parts.index(part), f"{name}  {count}" if count else name)

    def _fill_tab(self, place: int) -> None:
        """Files and events are put into their tables when somebody looks at them."""
        part = self._parts[place]
        if part not in self._stale:
            return
        self._stale.discard(part)
        entries = self.timeline.entries.entries
        if part is self.files:
            self.files.show_files(files_of(entries), self.context.zone)
        else:
            self.history.show_entries(entries, self.context.zone)

    def _is_lost(self, error: BaseException) -> None:
        if not isinstance(error, NotFound):
            self.context.tell(error)
            return
        message = sentence(error)
        self._lost.say("inbox", message.what, message.do, button=("close", self.tr("Close this tab")))
        self._whole.hide()
        self.panel.hide()
        self._lost.show()

    # Doing

    def _look_at(self, part: QWidget) -> None:
        self._tabs.setCurrentIndex(self._parts.index(part))

    def _reply(self) -> None:
        self._look_at(self._talk)
        self.composer.start(Mode.REPLY)

    def _note(self) -> None:
        self._look_at(self._talk)
        self.composer.start(Mode.NOTE)

    def _edit(self) -> None:
        self._look_at(self.data)
        self.data.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stage_chosen(self, key: str) -> None:
        if not self.acts.advance_to(key):
            self._look_at(self.stages)

    def _open_client(self) -> None:
        if self.card is not None and self.card.client_id is not None:
            self.context.navigate(OpenClientTab(self.card.client_id))

    def _open_contract(self) -> None:
        if self.card is not None and self.card.contract_id is not None:
            self.context.navigate(OpenContractTab(self.card.contract_id))

    def _open_file(self, file: AttachmentRow) -> None:
        AttachmentDialog(self.context, file, self.window()).open()

    def _entry_menu(self, entry: EntryRow, place: QPoint) -> None:
        self._menu.show_for(entry, self.timeline.entries, place)

    # Looking

    @property
    def is_read(self) -> bool:
        """Whether somebody has the discussion before his eyes."""
        return self.isVisible() and self._stack.currentWidget() is self._talk

    def _tab_chosen(self, place: int) -> None:
        self._fill_tab(place)
        self._stack.setCurrentIndex(place)
        self.switch.setVisible(place == 0)
        self.seeing.start()

    def _filter(self, key: str) -> None:
        self.timeline.entries.set_filter(Shown(key))
        self.timeline.scrollToBottom()

    def _fold_panel(self, on: bool) -> None:
        self._panel_open = on
        self._place_panel()

    def _is_wide(self) -> bool:
        return self.width() >= current().scaled(WIDE_FROM)

    def _place_panel(self) -> None:
        """In its own place on a wide page, over the discussion when it is unfolded on a narrow one."""
        wide = self._is_wide()
        self._fold.setVisible(not wide)
        if self._lost.isVisible():
            return
        if wide:
            if self._row.indexOf(self.panel) < 0:
                self._row.addWidget(self.panel)
            self.panel.show()
            return
        self._row.removeWidget(self.panel)
        self.panel.setVisible(self._panel_open)
        top = self._stack.mapTo(self, QPoint(0, 0)).y()
        self.panel.setGeometry(
            self.width() - self.panel.width(), top, self.panel.width(), self.height() - top
        )
        self.panel.raise_()

    def _align_composer(self) -> None:
        """The composer stands under the cards, as wide as they are."""
        theme = current()
        left, pad = theme.px("timeline_gutter"), theme.px("pad")
        room = max(self.timeline.viewport().width() - left - pad, theme.scaled(200))
        self.composer.setMaximumWidth(min(room, theme.px("timeline_measure")))
        self._composer_row.setContentsMargins(left, 0, pad, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_panel()
        self._align_composer()
        low = self.height() < current().scaled(LOW_UNDER)
        self.composer.set_low(low)
        self.path.show_times(shown=not low)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self._catch_up()
        QTimer.singleShot(0, self, self._place_panel)
        QTimer.singleShot(0, self, self._align_composer)
        self._tick()
        self.seeing.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()
        self.composer.keep_draft()

    def changeEvent(self, event: QEvent) -> None:
        """Another language: say everything again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill_words()
            self._entries_changed()
            self.reload()


pages.register(OpenTicketTab, TicketPage)
