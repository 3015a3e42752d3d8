"""Replaying the last real tickets against the flow on the screen: what would have stopped them."""

from collections.abc import Iterator
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.commands import FindTicket
from pacdesk.desk.tickets.flow_questions import ReplayTickets
from pacdesk.desk.workflow.replaying import Counting, Mark, ReplayReport
from pacdesk.desk.workflow.rows import Flow
from pacdesk.errors import Cancelled
from pacdesk.gui import icons
from pacdesk.gui.context import Context, OpenTicketTab
from pacdesk.gui.editing.inputs import ChoiceInput
from pacdesk.gui.jobs import Progress
from pacdesk.gui.own_job import OwnJob
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import announce, plain_label
from pacdesk.gui.wording import number
from pacdesk.gui.workflow import words
from pacdesk.gui.workflow.model import StudioModel

PART = 500
"""So many tickets are asked for at a time: often enough to show progress and to stop."""
LAST = (100, 500, 1_000, 5_000, None)
_CASE = Qt.ItemDataRole.UserRole


def replayed(desk: DeskPort, flow: Flow, last: int | None, progress: Progress) -> ReplayReport:
    """Replay part by part. Raises Cancelled, NotFound."""
    counting = Counting()
    mark: Mark | None = None
    while last is None or counting.tickets < last:
        progress.check()
        most = PART if last is None else min(PART, last - counting.tickets)
        part = desk.ask(ReplayTickets(flow=flow, last=most, after=mark))
        counting.join(part)
        progress.report(counting.tickets, last or 0)
        mark = part.end
        if mark is None:
            break
    return counting.report()


class ReplayPanel(QWidget):
    """Choose how many; a table says what would have stopped them, the most frequent first. Enter on a
    line opens an example."""

    def __init__(self, context: Context, model: StudioModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.model = context, model
        self.report: ReplayReport | None = None
        self.last = ChoiceInput(self)
        self.last.set_choices([(count, self._last(count)) for count in LAST])
        self.last.set_value(500)
        self.start = Button(self.tr("Replay"), icon="play", parent=self)
        self.start.clicked.connect(self.replay)
        self.job = OwnJob(context.jobs, self._show_state, self)
        self.summary = plain_label(self, wrap=True)
        set_look(self.summary, "look", "strong")
        self.counts = plain_label(self, wrap=True)
        set_look(self.counts, "tone", "text2")
        self.table = QTreeWidget(self)
        self.empty = EmptyState(self)
        self._body = QStackedWidget(self)
        self._body.addWidget(self.empty)
        self._body.addWidget(self.table)
        self._lay_out()
        self.table.itemActivated.connect(self._open)
        model.flow_changed.connect(self._flow_changed)
        self._say_nothing_yet()

    def _lay_out(self) -> None:
        theme = current()
        row = QHBoxLayout()
        row.setSpacing(theme.px("pad_s"))
        row.addWidget(FormField(self.tr("Real tickets of this type"), self.last, parent=self), 1)
        row.addWidget(self.start, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme.px("pad_l")] * 4))
        column.setSpacing(theme.px("pad"))
        column.addLayout(row)
        for widget in (self.job, self.summary, self.counts):
            column.addWidget(widget)
        column.addWidget(self._body, 1)
        table = self.table
        table.setColumnCount(3)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAccessibleName(self.tr("What would have stopped them"))
        table.setHeaderLabels([self.tr("What would have stopped them"), self.tr("Times"), self.tr("Example")])
        table.headerItem().setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        header = table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column_ in (1, 2):
            header.setSectionResizeMode(column_, QHeaderView.ResizeMode.ResizeToContents)

    def _last(self, count: int | None) -> str:
        if count is None:
            return self.tr("All of them")
        return self.tr("The last {count}").format(count=number(count))

    # --- running ----------------------------------------------------------------------------

    def replay(self) -> None:
        """Replay against the flow as it stands on the screen now."""
        desk = self.context.desk
        if desk is None or self.job.is_running():
            return
        flow, last = self.model.flow, self.last.value()
        refuse(self.start, self.tr("It is running"))
        self.job.start(
            self.tr("Replaying tickets"),
            lambda progress: replayed(desk, flow, last, progress),
            self,
            self._came,
            self._failed,
        )

    def _show_state(self, done: int, total: int, _: str) -> None:
        self.job.show_job(self.tr("{count} tickets").format(count=number(done)), done, total)

    def _ended(self) -> None:
        self.job.end()
        refuse(self.start, None)

    def _failed(self, error: BaseException) -> None:
        self._ended()
        if not isinstance(error, Cancelled):
            self.context.tell(error)

    def _came(self, report: ReplayReport) -> None:
        self._ended()
        self.report = report
        self.show_report(report)

    def _flow_changed(self) -> None:
        """What was counted is of another flow now."""
        if self.report is not None:
            self.report = None
            self._say_nothing_yet()

    # --- the report -------------------------------------------------------------------------

    def _say_nothing_yet(self) -> None:
        self.summary.setText("")
        self.counts.setText("")
        self.empty.say(
            "play",
            self.tr("Nothing replayed yet"),
            self.tr("The real tickets go through the flow on the screen; nothing of them is changed."),
        )
        self._body.setCurrentWidget(self.empty)

    def show_report(self, report: ReplayReport) -> None:
        """Say what was counted."""
        if not report.tickets:
            self.summary.setText("")
            self.counts.setText("")
            self.empty.say("inbox", self.tr("There is no ticket of this type yet"))
            self._body.setCurrentWidget(self.empty)
            return
        told = self.tr("{stopped} of {tickets} tickets would have been stopped.")
        if not report.stopped:
            told = self.tr("None of {tickets} tickets would have been stopped.")
        self.summary.setText(told.format(stopped=number(report.stopped), tickets=number(report.tickets)))
        self.counts.setText(
            self.tr("{moves} moves: {legal} as the flow says, {off_flow} outside it").format(
                moves=number(report.moves), legal=number(report.legal), off_flow=number(report.off_flow)
            )
        )
        announce(self, self.summary.text())
        self._fill(report)

    def _fill(self, report: ReplayReport) -> None:
        self.table.clear()
        examples = {(origin, target): case for origin, target, case in report.examples}
        stage_examples: dict[str, str] = {}
        for (origin, _), case in examples.items():
            stage_examples.setdefault(origin, case)
        rows = sorted(self._lines(report, examples, stage_examples), key=lambda row: -row[2])
        for icon, text, count, case in rows:
            row = QTreeWidgetItem(self.table, [text, number(count), case])
            if not case:
                row.setData(2, Qt.ItemDataRole.AccessibleTextRole, "—")
            row.setIcon(0, icons.icon(icon, "warn_text"))
            row.setToolTip(0, text)
            row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.setData(0, _CASE, case)
        if not rows:
            self.empty.say(
                "circle-check",
                self.tr("Nothing would have stopped them"),
                self.tr("Every way that they took is in the flow."),
            )
        self._body.setCurrentWidget(self.table if rows else self.empty)

    def _lines(
        self, report: ReplayReport, examples: dict[tuple[str, str], str], by_stage: dict[str, str]
    ) -> Iterator[tuple[str, str, int, str]]:
        for pair in report.beginnings:
            if not pair.legal:
                text = self.tr("Begins in {stage}, which is no entry").format(stage=pair.target)
                yield "circle-play", text, pair.count, examples.get(("", pair.target), "")
        for pair in report.by_pair:
            if not pair.legal:
                text = self.tr("{origin} → {target}: no such move").format(
                    origin=pair.origin, target=pair.target
                )
                yield "ban", text, pair.count, examples.get((pair.origin, pair.target), "")
        for pair in report.unmet:
            text = self.tr("{origin} → {target}: condition not met").format(
                origin=pair.origin, target=pair.target
            )
            yield "funnel", text, pair.count, examples.get((pair.origin, pair.target), "")
        for lack in report.missing:
            text = self.tr("{stage}: {field} is empty").format(
                stage=lack.stage, field=words.field_name(self.model.flow, lack.field)
            )
            yield "asterisk", text, lack.count, by_stage.get(lack.stage, "")

    def _open(self, row: QTreeWidgetItem) -> None:
        case = str(row.data(0, _CASE) or "")
        if case:
            self.context.ask(FindTicket(typed=case), self, self._found, topic="example")

    def _found(self, ticket: UUID | None) -> None:
        if ticket is not None:
            self.context.navigate(OpenTicketTab(ticket))
