"""What the queue says of a ticket: columns, news, deadlines, and a row as one sentence."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.tickets.rows import TicketRow, TicketSort, TicketView
from pacdesk.desk.tickets.rules import EventKind, Status, WaitingOn
from pacdesk.desk.values import Present
from pacdesk.gui import wording
from pacdesk.gui.models.paged import Column
from pacdesk.gui.tickets import presence, words
from pacdesk.gui.tickets.words import short_name
from pacdesk.gui.widgets.columns import (
    ChipColumn,
    ColumnPaint,
    DeadlineColumn,
    NewsColumn,
    PersonColumn,
    PriorityColumn,
    TextColumn,
)

translate = QCoreApplication.translate
People = Callable[[UUID], tuple[Present, ...]]


def view_word(view: TicketView) -> str:
    """The name of a built-in view."""
    return {
        TicketView.OPEN: translate("Queue", "Open"),
        TicketView.MINE: translate("Queue", "Mine"),
        TicketView.UNASSIGNED: translate("Queue", "Unassigned"),
        TicketView.DUE_TODAY: translate("Queue", "Due today"),
        TicketView.OVERDUE: translate("Queue", "Overdue"),
        TicketView.WAITING_CLIENT: translate("Queue", "Waiting for client"),
        TicketView.ALL: translate("Queue", "All"),
    }[view]


def news_word(kind: EventKind) -> str:
    """What happened last, in one word."""
    return {
        EventKind.OPENED: translate("Queue", "Opened"),
        EventKind.REPLY: translate("Queue", "Reply"),
        EventKind.NOTE: translate("Queue", "Note"),
        EventKind.CLIENT_MESSAGE: translate("Queue", "Client"),
        EventKind.TAKEN: translate("Queue", "Taken"),
        EventKind.HANDED_OVER: translate("Queue", "Hand-over"),
        EventKind.STAGE_CHANGED: translate("Queue", "Stage"),
        EventKind.VERSION_CHANGED: translate("Queue", "Version"),
        EventKind.WAITING: translate("Queue", "Waiting"),
        EventKind.CHANGED: translate("Queue", "Change"),
        EventKind.ATTACHED: translate("Queue", "File"),
        EventKind.ATTACHMENT_HIDDEN: translate("Queue", "File hidden"),
        EventKind.CORRECTED: translate("Queue", "Correction"),
        EventKind.CHECKED: translate("Queue", "Check"),
        EventKind.REFERRED: translate("Queue", "Referral"),
        EventKind.REFERRAL_ENDED: translate("Queue", "Referral ended"),
        EventKind.UNDERSTANDING_ASKED: translate("Queue", "Approval asked"),
        EventKind.UNDERSTANDING_DECIDED: translate("Queue", "Decision"),
        EventKind.RESOLVED: translate("Queue", "Resolved"),
        EventKind.CANCELLED: translate("Queue", "Cancelled"),
        EventKind.REOPENED: translate("Queue", "Reopened"),
        EventKind.IMPORTED: translate("Queue", "Imported"),
        EventKind.UNDONE: translate("Queue", "Undone"),
    }[kind]


def protocol_of(row: TicketRow) -> str:
    """The protocol as people read it (D8)."""
    return show_protocol(row.protocol)


def _nobody(_: UUID) -> tuple[Present, ...]:
    return ()


class QueueWords:
    """The words of one moment: `now` is set before a repaint, so that a page shows one truth."""

    def __init__(self, zone: tzinfo, now: datetime, people: People = _nobody) -> None:
        self.zone = zone
        self.now = now
        self._people = people

    def attendant(self, row: TicketRow) -> str:
        """`Marina R.` or `Nobody`."""
        return short_name(row.attendant_name) if row.attendant_name else translate("Queue", "Nobody")

    def deadline_state(self, row: TicketRow) -> str:
        """A value of `wording.DeadlineState`, empty when the ticket has no deadline."""
        if row.due_at is None:
            return ""
        closed = row.status in {Status.RESOLVED, Status.CANCELLED}
        if closed and row.closed_at is not None and row.closed_at > row.due_at:
            return wording.DeadlineState.LATE
        return wording.deadline_state(
            row.due_at,
            self.now,
            total=row.due_at - row.opened_at,
            paused=row.waiting_on in {WaitingOn.CLIENT, WaitingOn.THIRD_PARTY},
            met=closed,
        )

    def deadline(self, row: TicketRow) -> str:
        """`due in 1 h 10 min`, `paused: client`, `met in 2 h`."""
        if row.due_at is None:
            return ""
        if row.status in {Status.RESOLVED, Status.CANCELLED} and row.closed_at is not None:
            if row.closed_at > row.due_at:
                return wording.late(row.closed_at - row.due_at)
            return wording.met(row.closed_at - row.opened_at)
        if row.waiting_on is WaitingOn.CLIENT:
            return wording.paused(translate("Queue", "client"))
        if row.waiting_on is WaitingOn.THIRD_PARTY:
            return wording.paused(translate("Queue", "third party"))
        return wording.deadline(row.due_at, self.now, self.zone)

    def exact_deadline(self, row: TicketRow) -> str:
        """The tooltip of the deadline."""
        return wording.exact(row.due_at, self.zone) if row.due_at is not None else ""

    def age(self, row: TicketRow) -> str:
        """How old the news is."""
        return wording.age(row.last_event_at, self.now, self.zone)

    def news_hint(self, row: TicketRow) -> str:
        """`Client · 22/11/2026 10:42`."""
        return f"{news_word(row.news)} · {wording.exact(row.last_event_at, self.zone)}"

    def opened(self, row: TicketRow) -> str:
        """When it was opened."""
        return wording.when(row.opened_at, self.now, self.zone)

    def present(self, row: TicketRow) -> str:
        """Who else has it before his eyes."""
        return presence.words_of(self._people(row.id))

    def subject_hint(self, row: TicketRow) -> str:
        """The whole subject, and who is there."""
        return "\n".join(part for part in (row.subject, self.present(row)) if part)

    def row_sentence(self, row: TicketRow) -> str:
        """The row as screen readers say it."""
        pieces = (
            protocol_of(row),
            translate("Queue", "unread") if row.unread else "",
            row.subject,
            row.client_name,
            translate("Queue", "stage {stage}").format(stage=row.stage_name) if row.stage_name else "",
            translate("Queue", "priority {priority}").format(priority=words.priority(row.priority)),
            self.attendant(row),
            self.deadline(row),
            f"{news_word(row.news)} {self.age(row)}",
            self.present(row),
        )
        return ", ".join(piece for piece in pieces if piece)

    def columns(self) -> tuple[Column[TicketRow], ...]:
        """Every column there is, in the order of the start layout."""
        return (
            Column(
                "protocol", lambda: translate("Queue", "Protocol"), lambda r: r.protocol, TicketSort.PROTOCOL
            ),
            Column("subject", lambda: translate("Queue", "Subject"), lambda r: r.subject, TicketSort.SUBJECT),
            Column(
                "client", lambda: translate("Queue", "Client"), lambda r: r.client_name, TicketSort.CLIENT
            ),
            Column("stage", lambda: translate("Queue", "Stage"), lambda r: r.stage_name, TicketSort.STAGE),
            Column(
                "priority",
                lambda: translate("Queue", "Priority"),
                lambda r: words.priority(r.priority),
                TicketSort.PRIORITY,
            ),
            Column(
                "assignee",
                lambda: translate("Queue", "Attendant"),
                lambda r: r.attendant_name,
                TicketSort.ATTENDANT,
            ),
            Column("deadline", lambda: translate("Queue", "Deadline"), self.deadline, TicketSort.DUE),
            Column(
                "news",
                lambda: translate("Queue", "News"),
                lambda r: f"{news_word(r.news)} {self.age(r)}",
                TicketSort.NEWS,
            ),
            Column("opened", lambda: translate("Queue", "Opened on"), self.opened, TicketSort.OPENED),
            Column("status", lambda: translate("Queue", "Status"), lambda r: words.status(r.status)),
            Column("external", lambda: translate("Queue", "Other number"), lambda r: r.external_number or ""),
        )

    def paints(self) -> tuple[ColumnPaint, ...]:
        """How each column is painted."""
        return (
            TextColumn(protocol_of, tone="text2", tabular=True, emphasis="label"),
            TextColumn(
                lambda r: r.subject,
                emphasis="strong",
                hint=self.subject_hint,
                mark=lambda r: presence.icon_of(self._people(r.id)),
            ),
            TextColumn(lambda r: r.client_name, tone="text2"),
            ChipColumn(lambda r: r.stage_name, lambda r: r.stage_tone or "off"),
            PriorityColumn(lambda r: words.LEVELS[r.priority], lambda r: words.priority(r.priority)),
            PersonColumn(self.attendant, lambda r: r.attendant_name),
            DeadlineColumn(self.deadline, self.deadline_state, self.exact_deadline),
            NewsColumn(
                lambda r: words.EVENT_ICONS[r.news], lambda r: news_word(r.news), self.age, self.news_hint
            ),
            TextColumn(
                self.opened, tone="text2", tabular=True, hint=lambda r: wording.exact(r.opened_at, self.zone)
            ),
            TextColumn(lambda r: words.status(r.status), tone="text2"),
            TextColumn(lambda r: r.external_number or "", tone="text2", tabular=True),
        )
