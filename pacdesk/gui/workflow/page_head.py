"""The head of the studio: whose flow, which version, what can be done with it."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from pacdesk.desk.workflow.rows import VersionCard, VersionRow, VersionState
from pacdesk.gui import wording
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, IconButton, refuse, set_look
from pacdesk.gui.widgets.chips import Chip
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.widgets.switch import SegmentedSwitch
from pacdesk.gui.workflow.model import StudioModel

DESIGN, DIFFERENCES, SIMULATOR = "design", "differences", "simulator"


class StudioHead(QFrame):
    """One row: name, state, segments, undo and redo, problems, the next step, more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "look", "base")
        self.name = ElidedLabel(self, look="ticket")
        self.chip = Chip(parent=self)
        self.second = ElidedLabel(self, look="second")
        self.switch = SegmentedSwitch(self.tr("View of the flow"), self)
        self.switch.set_choices(
            [
                (DESIGN, self.tr("Design"), "workflow"),
                (DIFFERENCES, self.tr("Differences"), "git-compare-arrows"),
                (SIMULATOR, self.tr("Simulator"), "play"),
            ]
        )
        self.undo = IconButton("undo-2", self.tr("Undo"), tone="text2", parent=self)
        self.redo = IconButton("redo-2", self.tr("Redo"), tone="text2", parent=self)
        self.problems = Button(kind="link", parent=self)
        set_look(self.problems, "ink", "danger")
        self.edit = Button(self.tr("Edit"), kind="primary", icon="pencil", parent=self)
        self.publish = Button(self.tr("Publish version"), kind="primary", icon="rocket", parent=self)
        self.more = IconButton("ellipsis", self.tr("More"), tone="text2", parent=self)
        theme = current()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px("pad_l"), theme.px("pad_s"), theme.px("pad"), theme.px("pad_s"))
        row.setSpacing(theme.px("pad_s"))
        self.name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self.name)
        row.addWidget(self.chip)
        row.addWidget(self.second, 1)
        for widget in (self.switch, self.undo, self.redo, self.problems, self.edit, self.publish, self.more):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(560), super().minimumSizeHint().height())

    # --- what it says -----------------------------------------------------------------------

    def say_version(
        self, card: VersionCard, versions: Sequence[VersionRow], tickets: int, now: datetime, zone: tzinfo
    ) -> None:
        """Which version of which type is shown, and how many open tickets stand in it."""
        row = card.row
        draft = row.state is VersionState.DRAFT
        self.name.show_text(card.type_name)
        if draft:
            text, tone = self.tr("Draft of version {number}"), "warn"
        elif row.is_current:
            text, tone = self.tr("Version {number} published"), "ok"
        else:
            text, tone = self.tr("Older version {number}"), "off"
        self.chip.show_state(text.format(number=row.number), tone, dot=True)
        self.second.show_text(self._published(versions) if draft else self._since(row, tickets, now, zone))
        self.publish.setVisible(draft)
        self.edit.setVisible(not draft)
        has_draft = any(one.state is VersionState.DRAFT for one in versions)
        self.edit.setText(self.tr("Go on editing") if has_draft else self.tr("Edit"))

    def _published(self, versions: Sequence[VersionRow]) -> str:
        published = next((row for row in versions if row.is_current), None)
        if published is None:
            return self.tr("nothing published yet")
        return self.tr("published: version {number}").format(number=published.number)

    def _since(self, row: VersionRow, tickets: int, now: datetime, zone: tzinfo) -> str:
        if row.published_at is None:
            return ""
        when = wording.when(row.published_at, now, zone)
        since = self.tr("since {when}; tickets stay on the version they entered").format(when=when)
        return f"{self._in_use(tickets)} · {since}" if tickets else since

    def _in_use(self, tickets: int) -> str:
        return self.tr("%n open ticket(s)", "", tickets)

    def say_steps(self, model: StudioModel) -> None:
        """What undo and redo would do."""
        undo, redo = model.undo_label(), model.redo_label()
        self.undo.setEnabled(bool(undo))
        self.redo.setEnabled(bool(redo))
        told = self.tr("Undo: {step}").format(step=undo) if undo else self.tr("Nothing to undo")
        self.undo.set_name(told, "Ctrl+Z")
        told = self.tr("Redo: {step}").format(step=redo) if redo else self.tr("Nothing to redo")
        self.redo.set_name(told, "Ctrl+Y")
        for button in (self.undo, self.redo):
            button.setVisible(not model.read_only)

    def say_errors(self, errors: int, *, draft: bool, may_edit: bool) -> None:
        """What keeps the draft from being published."""
        self.problems.setText(self.tr("%n problem(s) in the way", "", errors) if errors else "")
        self.problems.setVisible(bool(errors) and draft)
        no_right = None if may_edit else self.tr("Your user lacks the right for this")
        refuse(self.edit, no_right)
        reason = self.tr("%n problem(s) must be solved before", "", errors) if errors else no_right
        refuse(self.publish, reason)

    def version_words(self, row: VersionRow, tickets: int, now: datetime, zone: tzinfo) -> str:
        """A version in the list of them, with how many open tickets stand in it."""
        if row.state is VersionState.DRAFT:
            return self.tr("Version {number}, draft").format(number=row.number)
        when = wording.when(row.published_at, now, zone) if row.published_at is not None else ""
        text = (
            self.tr("Version {number}, in force since {when}")
            if row.is_current
            else self.tr("Version {number}, published {when}")
        )
        told = text.format(number=row.number, when=when)
        return f"{told} · {self._in_use(tickets)}" if tickets else told
