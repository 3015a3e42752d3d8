"""How long each kind of data stays, what the rule would take now, and taking it."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.access.rules import Right
from pacdesk.desk.privacy.commands import (
    ListRetention,
    PreviewRetention,
    RunRetention,
    SaveRetention,
    Scrub,
)
from pacdesk.desk.privacy.rules import RetentionKind, RetentionLine, RetentionRow
from pacdesk.desk.values import Changes, Done
from pacdesk.errors import Invalid, UserError
from pacdesk.gui import messages, wording
from pacdesk.gui.admin.words import lacking
from pacdesk.gui.context import Context
from pacdesk.gui.editing.inputs import NumberInput, SwitchInput, TextInput
from pacdesk.gui.privacy import words
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.dialog import VerbDialog
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import plain_label


class RuleBox(QFrame):
    """One rule: days, basis, whether it is on; what it would take. Taking it goes batch by batch, and can be
    stopped between two of them."""

    ended = Signal()

    def __init__(self, context: Context, kind: RetentionKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "look", "base")
        self.context, self.kind = context, kind
        self.rule: RetentionRow | None = None
        self.line: RetentionLine | None = None
        self.running = self._stopping = False
        name, told = words.retention(kind)
        title, second = plain_label(self, wrap=True), plain_label(self, wrap=True)
        title.setText(name)
        second.setText(told)
        set_look(title, "look", "strong")
        set_look(second, "look", "second")
        self.days, self.basis, self.on = NumberInput(self), TextInput(self), SwitchInput(self)
        self.days.setMaximumWidth(current().scaled(110))
        self.on.setText(self.tr("On"))
        self.on.setAccessibleName(self.tr("{name}: on").format(name=name))
        self.fields = {
            "days": FormField(self.tr("Days"), self.days, parent=self),
            "basis": FormField(self.tr("Legal basis"), self.basis, parent=self),
        }
        for editor, label in ((self.days, self.tr("Days")), (self.basis, self.tr("Legal basis"))):
            editor.setAccessibleName(f"{name}: {label}")
        self.count = plain_label(self, wrap=True)
        self.save = Button(self.tr("Save"), parent=self)
        self.show_rows = Button(self.tr("Show what would go"), kind="ghost", parent=self)
        self.run = Button(self.tr("Apply now…"), kind="danger", parent=self)
        self.stop = Button(self.tr("Stop"), parent=self)
        self.stop.hide()
        for button in (self.save, self.show_rows, self.run, self.stop):
            button.setAccessibleDescription(name)
        self.save.clicked.connect(self.try_save)
        self.show_rows.clicked.connect(self.show_sample)
        self.run.clicked.connect(self.ask_run)
        self.stop.clicked.connect(self._wish_stop)
        self.on.toggled.connect(lambda _: self.settle())
        self.days.textChanged.connect(lambda _: self.settle())
        self.basis.textChanged.connect(lambda _: self.settle())
        self._lay_out(title, second)

    def _lay_out(self, title: QWidget, second: QWidget) -> None:
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(self.on)
        grid = QGridLayout()
        grid.setHorizontalSpacing(current().px("pad"))
        grid.addWidget(self.fields["days"], 0, 0)
        grid.addWidget(self.fields["basis"], 0, 1)
        grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(current().px("pad_s"))
        buttons.addWidget(self.count, 1)
        for button in (self.show_rows, self.run, self.stop, self.save):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([current().px("pad")] * 4))
        column.setSpacing(current().px("pad_s"))
        column.addLayout(top)
        column.addWidget(second)
        column.addLayout(grid)
        column.addLayout(buttons)

    def show_rule(self, rule: RetentionRow) -> None:
        """Show how it stands."""
        self.rule = rule
        self.days.set_value(rule.days)
        self.basis.set_value(rule.basis)
        self.on.set_value(rule.active)
        for field in self.fields.values():
            field.clear()
        self.settle()

    def show_line(self, line: RetentionLine) -> None:
        """Show what it would take."""
        self.line = line
        told = self.tr("Would take %n now", "", line.count)
        if line.held:
            told += " · " + self.tr("%n kept by a hold", "", line.held)
        if line.under_sac:
            told += " · " + self.tr("%n kept by the SAC decree", "", line.under_sac)
        self.count.setText(told)
        self.settle()

    def dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        rule = self.rule
        return rule is not None and (self.days.value(), self.basis.value(), self.on.value()) != (
            rule.days, rule.basis, rule.active,
        )  # fmt: skip

    def settle(self) -> None:
        """Grey what cannot be done now."""
        lacks = lacking(self.context, Right.PRIVACY_ERASE)
        refuse(self.save, lacks or (None if self.dirty() else self.tr("Nothing was changed")))
        found = self.line is not None and self.line.count > 0
        refuse(
            self.show_rows, None if self.line is not None and self.line.sample else self.tr("Nothing to show")
        )
        reason = lacks
        if reason is None and (self.rule is None or not self.rule.active or self.dirty()):
            reason = self.tr("Switch the rule on and save it first")
        if reason is None and not found:
            reason = self.tr("There is nothing to take")
        refuse(self.run, reason)

    def try_save(self) -> None:
        """Save the rule."""
        days = self.days.value()
        if self.rule is None or not isinstance(days, int):
            self.fields["days"].complain(messages.sentence(UserError("number.shape")).what)
            return
        command = SaveRetention(
            kind=self.kind,
            version=self.rule.version,
            days=days,
            basis=self.basis.text(),
            active=self.on.isChecked(),
        )
        self.context.run(command, self, self._saved, self._refused)

    def _saved(self, done: Done[Any]) -> None:
        self.context.toast(self.tr("Rule saved"), done.changes.change_set)

    def _refused(self, error: BaseException) -> None:
        field = self.fields.get(error.field or "") if isinstance(error, Invalid) else None
        if field is None:
            self.context.tell(error)
        else:
            field.complain(messages.sentence(error).what)

    def show_sample(self) -> None:
        """The oldest of what would go."""
        if self.line is not None:
            SampleDialog(self.context, self.line, self.window()).open()

    def ask_run(self) -> None:
        """Say that nobody takes it back, then do it."""
        if self.line is not None:
            dialog = SampleDialog(self.context, self.line, self.window(), verb=self.tr("Erase for good"))
            dialog.accepted.connect(self._start)
            dialog.open()

    def _start(self) -> None:
        self.running, self._stopping = True, False
        self.run.hide()
        self.stop.show()
        self.stop.setEnabled(True)
        self.count.setText(self.tr("Erasing…"))
        self._run()

    def _run(self) -> None:
        self.context.run(RunRetention(kind=self.kind), self, self._ran, self._failed)

    def _ran(self, done: Done[Any]) -> None:
        if not done.answer.left:
            self._end()
            self.context.toast(self.tr("Rule applied: {name}").format(name=words.retention(self.kind)[0]))
        elif self._stopping:
            self.context.run(Scrub(), self, lambda _: self._end(), self._failed)
        else:
            self.count.setText(self.tr("%n left…", "", done.answer.left))
            self._run()

    def _wish_stop(self) -> None:
        self._stopping = True
        self.stop.setEnabled(False)
        self.count.setText(self.tr("Stopping…"))

    def _failed(self, error: BaseException) -> None:
        self._end()
        self.context.tell(error)

    def _end(self) -> None:
        self.running = False
        self.stop.hide()
        self.run.show()
        self.ended.emit()


class SampleDialog(VerbDialog):
    """What a rule would take, the oldest first; with `verb` it asks whether to."""

    def __init__(
        self, context: Context, line: RetentionLine, parent: QWidget | None = None, *, verb: str = ""
    ) -> None:
        super().__init__(
            words.retention(line.rule.kind)[0],
            verb,
            kind="danger",
            heading=self.tr("Would take %n now", "", line.count),
            parent=parent,
        )
        self.rows = QListWidget(self)
        self.rows.setAccessibleName(self.windowTitle())
        for one in line.sample:
            since = "" if one.since is None else wording.when(one.since, context.now(), context.zone)
            self.rows.addItem(" · ".join(part for part in (one.name, since) if part))
        self.rows.setVisible(bool(line.sample))
        self.body.addWidget(self.rows, 1)
        self.verb.setVisible(bool(verb))
        if verb:
            self.bar.tell("attention", self.tr("This cannot be undone."))
        else:
            self.back.setText(self.tr("Close"))


class RetentionPane(QScrollArea):
    """A box a kind of data, and what all of them would take."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Rules of retention"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.boxes = {kind: RuleBox(context, kind, self) for kind in RetentionKind}
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("pad_s"))
        for box in self.boxes.values():
            column.addWidget(box)
            box.ended.connect(self.load)
        column.addStretch(1)
        self.setWidget(inside)
        context.changes.connect(self._heard)

    def load(self) -> None:
        """Ask how the rules stand and what they would take."""
        self.context.ask(ListRetention(), self, self._show_rules, topic="rules")
        self.context.ask(PreviewRetention(), self, self._show_lines, self._no_lines, topic="lines")

    def _heard(self, changes: Changes) -> None:
        if any(box.running for box in self.boxes.values()):
            return  # a dry run reads every ticket; one comes at the end
        if changes.tables & {"retention_rules", "erasures", "legal_holds"}:
            self.load()

    def _show_rules(self, rows: Iterable[RetentionRow]) -> None:
        for row in rows:
            self.boxes[row.kind].show_rule(row)

    def _show_lines(self, lines: Iterable[RetentionLine]) -> None:
        for line in lines:
            self.boxes[line.rule.kind].show_line(line)

    def _no_lines(self, error: BaseException) -> None:
        for box in self.boxes.values():
            box.count.setText(messages.sentence(error).what)
