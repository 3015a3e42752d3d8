"""The status bar: which desk, what runs in the background, who is at the desk."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QStatusBar, QWidget

import pacdesk
from pacdesk.gui import wording
from pacdesk.gui.connections.colours import tone_of
from pacdesk.gui.context import Context
from pacdesk.gui.jobs import Running
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.status import JobItem, Rule, StatusItem

_ICONS = {"local": "hard-drive", "demo": "flask-conical", "shared": "database"}
_PATIENCE = 3  # polls of 100 ms before a job is worth a word


class StatusBar(QStatusBar):
    """`person_pressed` and `desk_pressed` fire for the two items that lead somewhere."""

    person_pressed = Signal()
    desk_pressed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._polls = 0
        self._shown: Running | None = None
        self.setSizeGripEnabled(False)
        self.desk = StatusItem("circle-dashed", self)
        self.job = JobItem(self)
        self.person = StatusItem("user", self)
        left = QWidget(self)
        row = QHBoxLayout(left)
        row.setContentsMargins(current().px("pad_s"), 0, 0, 0)
        row.setSpacing(current().px("pad_s"))
        self._rule = Rule(left)
        for widget in (self.desk, self._rule, self.job):
            row.addWidget(widget)
        row.addStretch(1)
        self.addWidget(left, 1)
        self.addPermanentWidget(self.person)
        self._rule.hide()
        self.desk.clicked.connect(self.desk_pressed)
        self.person.clicked.connect(self.person_pressed)
        self.job.cancel_requested.connect(self._cancel)
        context.jobs.long_jobs_changed.connect(self._jobs_changed)
        context.desk_changed.connect(self.retranslate)
        context.line_changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Words in the language in force."""
        opened = self._context.open
        if opened is None:
            self.desk.show_state(self.tr("No desk open"), "circle-dashed")
            self.person.show_state(f"pacdesk {pacdesk.__version__}", "info")
            return
        kinds = {"local": self.tr("on this computer"), "shared": self.tr("connected")}
        kind = kinds.get(opened.kind, "")
        is_lost = opened.line is not None and opened.line.state.error is not None
        if is_lost:
            kind = self.tr("no connection")
        text = f"{opened.shown_name} · {kind}" if kind else opened.shown_name
        if opened.kind == "demo":
            text = self.tr("Example data")
        icon = "triangle-alert" if is_lost else _ICONS.get(opened.kind, "database")
        self.desk.show_state(text, icon, tone_of(opened.colour) if opened.colour else None, hint=opened.place)
        actor = opened.desk.actor
        self.person.show_state(actor.name or self.tr("Owner"), "user", hint=actor.login)

    def say_opening(self, name: str) -> None:
        """A desk is being opened."""
        self.desk.show_state(self.tr("Opening {desk}…").format(desk=name), "loader")

    def say_updating(self, phase: str, done: int, total: int) -> None:
        """A desk of an older version is being backed up (bytes) and then brought up to date (steps)."""
        if phase == "backup":
            text = self.tr("New version: backing the desk up first… {percent} %")
            self.desk.show_state(text.format(percent=100 * done // total if total else 100), "loader")
        else:
            text = self.tr("New version: updating the desk… step {step}")
            self.desk.show_state(text.format(step=wording.number(done)), "loader")

    def _jobs_changed(self) -> None:
        running = next(iter(self._context.jobs.long_jobs.values()), None)
        if running is not self._shown:
            self._polls = 0
            self.job.end()
        self._shown = running
        self._rule.setVisible(running is not None)
        if running is None:
            return
        self._polls += 1
        if self._polls < _PATIENCE:
            return
        done, total, text = running.progress.state
        title = text or running.title
        if total:
            title = self.tr("{title}: {done} of {total}").format(
                title=title, done=wording.number(done), total=wording.number(total)
            )
        waiting = len(self._context.jobs.long_jobs) - 1
        if waiting:
            title = self.tr("{title} · {count} more waiting").format(title=title, count=waiting)
        self.job.show_job(title, done, total)

    def _cancel(self) -> None:
        if self._shown is not None:
            self._shown.progress.cancel()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
