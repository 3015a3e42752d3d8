"""Moving open tickets to a published version: which stage becomes which, what that means, one button."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.flow_questions import MovePlan, MoveTickets, PlanMove, StageMoveRow
from pacdesk.desk.values import Done
from pacdesk.desk.workflow.commands import GetFlow
from pacdesk.desk.workflow.rows import Flow
from pacdesk.errors import Cancelled, Invalid
from pacdesk.gui.context import Context
from pacdesk.gui.editing.inputs import ChoiceInput
from pacdesk.gui.jobs import Progress
from pacdesk.gui.messages import sentence
from pacdesk.gui.own_job import OwnJob
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import refuse, set_look
from pacdesk.gui.widgets.dialog import VerbDialog
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import MessageBar, plain_label
from pacdesk.gui.wording import number
from pacdesk.gui.workflow import words
from pacdesk.gui.workflow.parts import clear_layout, rule

STEP = 500
"""So many tickets a change, when there are too many for one."""


def moved_in_steps(desk: DeskPort, command: MoveTickets, total: int, progress: Progress) -> int:
    """Move tickets step by step; a step that was done stays when the next one is cancelled. Raises
    Cancelled and what a single step raises."""
    done = 0
    while True:
        progress.check()
        step = MoveTickets(
            to_version=command.to_version,
            from_version=command.from_version,
            mapping=command.mapping,
            reason=command.reason,
            most=STEP,
        )
        moved = desk.run(step).answer
        done += moved
        progress.report(done, total)
        if moved < STEP:
            return done


class MoveTicketsDialog(VerbDialog):
    """Tells for every stage with open tickets where they go and what they would lack there. Nothing is
    done before the button. `from_version` None: the tickets of every older version."""

    def __init__(
        self,
        context: Context,
        to_version: UUID,
        from_version: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Move tickets to this version"), icon="arrow-right", parent=parent)
        self.context = context
        self._to, self._from = to_version, from_version
        self._flow: Flow | None = None
        self.plan: MovePlan | None = None
        self.targets: dict[UUID, ChoiceInput] = {}
        self._told: dict[UUID, QLabel] = {}
        self.steps = MessageBar(parent=self)
        self.empty = EmptyState(self)
        self.reason = QLineEdit(self)
        self._reason = FormField(self.tr("Why (kept with each ticket)"), self.reason, parent=self)
        self.job = OwnJob(context.jobs, self._show_state, self)
        self._lay_out()
        context.ask(GetFlow(version_id=to_version), self, self._flow_came)

    def _lay_out(self) -> None:
        theme = current()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px("pad"))
        self._grid.setVerticalSpacing(theme.px("pad_s"))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        inner = QFrame(self)
        set_look(inner, "look", "base")
        inside = QVBoxLayout(inner)
        inside.addLayout(self._grid)
        inside.addWidget(self.empty)
        inside.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self.buttons.insertWidget(0, self.job)
        self.body.addWidget(self.steps)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(self._reason)
        self.resize(theme.scaled(760), theme.scaled(520))

    # --- the plan ---------------------------------------------------------------------------

    def _flow_came(self, flow: Flow) -> None:
        self._flow = flow
        self.heading.setText(self.tr("Move open tickets to version {number}").format(number=flow.number))
        self._ask()

    def _ask(self) -> None:
        question = PlanMove(to_version=self._to, from_version=self._from, mapping=self.mapping())
        self.context.ask(question, self, self._came, self._refused, topic="plan")

    def mapping(self) -> tuple[tuple[UUID, UUID], ...]:
        """Which stage becomes which, as far as it was said."""
        return tuple((old, box.value()) for old, box in self.targets.items() if box.value() is not None)

    def _came(self, plan: MovePlan) -> None:
        fresh = self.plan is None or [r.stage_id for r in plan.rows] != [r.stage_id for r in self.plan.rows]
        self.plan = plan
        if fresh:
            self._build(plan)
        for row in plan.rows:
            self._tell(row)
        self._say(plan)

    def _build(self, plan: MovePlan) -> None:
        clear_layout(self._grid)
        self.targets = {}
        self._told = {}
        flow = self._flow
        if flow is None:
            return
        stages = [(stage.id, stage.name) for stage in flow.stages]
        for n, row in enumerate(plan.rows):
            at = n * 3
            name = plain_label(self, wrap=True)
            set_look(name, "look", "strong")
            name.setText(row.stage)
            second = plain_label(self, wrap=True)
            set_look(second, "look", "second")
            second.setText(
                self.tr("version {number}").format(number=row.number)
                + " · "
                + self.tr("%n ticket(s)", "", row.tickets)
            )
            arrow = plain_label(self)
            arrow.setText("→")
            box = ChoiceInput(self)
            box.setAccessibleName(self.tr("{stage} becomes").format(stage=row.stage))
            box.set_choices([(None, self.tr("Choose a stage")), *stages])
            box.set_value(row.target)
            box.edited.connect(self._ask)
            told = plain_label(self, wrap=True)
            set_look(told, "look", "second")
            self._grid.addWidget(name, at, 0)
            self._grid.addWidget(second, at + 1, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(arrow, at, 1)
            self._grid.addWidget(box, at, 2)
            self._grid.addWidget(told, at + 1, 2, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(rule(self), at + 2, 0, 1, 3)
            self.targets[row.stage_id], self._told[row.stage_id] = box, told

    def _tell(self, row: StageMoveRow) -> None:
        """What the move means for the tickets of a stage."""
        box, told = self.targets[row.stage_id], self._told[row.stage_id]
        if box.value() is None:
            told.setText(self.tr("Nothing suggests itself: say where they go."))
            return
        said = [
            self.tr("{field} is empty in {count}").format(
                field=self._field(lack.field), count=number(lack.tickets)
            )
            for lack in row.lacks
        ]
        if not row.leads_there:
            said.append(self.tr("the new flow has no such move; it is marked in the history"))
        told.setText(" · ".join(said) or self.tr("Nothing is missing."))

    def _field(self, name: str) -> str:
        return words.field_name(self._flow, name) if self._flow is not None else name

    def _say(self, plan: MovePlan) -> None:
        none = not plan.rows
        self.empty.setVisible(none)
        self._reason.setVisible(not none)
        if none:
            self.empty.say(
                "circle-check", self.tr("No open ticket is on another version"), self.tr("Nothing to move.")
            )
        self.told.setText(
            self.tr(
                "Values stay where the field is the same. Whose turn it is stays too; nothing is sent and "
                "nothing happens by itself."
            )
        )
        self.told.setHidden(none)
        moving = self.tr("Move tickets") if none else self.tr("Move %n ticket(s)", "", plan.tickets)
        self.verb.setText(moving)
        refuse(self.verb, self._why_not(plan))
        self.steps.hide()
        if not plan.undoable:
            self.steps.tell(
                "attention",
                self.tr("Too many for one change."),
                self.tr(
                    "They go in steps of {count}; each step is undone on its own, in the history."
                ).format(count=number(STEP)),
            )

    def _why_not(self, plan: MovePlan) -> str | None:
        if not plan.rows:
            return self.tr("There is nothing to move")
        if not plan.published:
            return self.tr("The version is a draft: publish it first")
        open_ = [row.stage for row in plan.rows if self.targets[row.stage_id].value() is None]
        if open_:
            return self.tr("Say where these go: {stages}").format(stages=", ".join(open_))
        return None

    # --- doing it ---------------------------------------------------------------------------

    def submit(self) -> None:
        """Move them: in one change, or step by step when there are too many."""
        plan, desk = self.plan, self.context.desk
        if plan is None or desk is None or self.job.is_running() or self._why_not(plan) is not None:
            return
        command = MoveTickets(
            to_version=self._to,
            from_version=self._from,
            mapping=self.mapping(),
            reason=self.reason.text().strip(),
        )
        refuse(self.verb, self.tr("It is running"))
        if plan.undoable:
            self.context.run(command, self, self._done, self._refused)
            return
        self.job.start(
            self.tr("Moving tickets"),
            partial(moved_in_steps, desk, command, plan.tickets),
            self,
            self._all_done,
            self._refused,
        )

    def _done(self, done: Done[int]) -> None:
        self.context.toast(self.tr("%n ticket(s) moved", "", done.answer), done.changes.change_set)
        self.accept()

    def _all_done(self, moved: int) -> None:
        self.job.end()
        self.context.toast(self.tr("%n ticket(s) moved", "", moved))
        self.accept()

    def _show_state(self, done: int, total: int, _: str) -> None:
        self.job.show_job(self.tr("{count} moved").format(count=number(done)), done, total)

    def _refused(self, error: BaseException) -> None:
        self.job.end()
        if self.plan is not None:
            refuse(self.verb, self._why_not(self.plan))
        if isinstance(error, Cancelled):
            self._ask()
            return
        if isinstance(error, Invalid):
            told = " ".join(sentence(one).what for one in error.problems or (error,))
            self.bar.tell("problem", told)
            return
        self.context.tell(error)

    def reject(self) -> None:
        """While steps are running, going back stops them first."""
        if self.job.is_running():
            self.job.cancel()
            return
        super().reject()
