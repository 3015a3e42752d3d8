"""The company's working hours, holidays and days off: what deadlines and stays are counted in."""

import re
from datetime import date, time
from typing import Any

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pacdesk.desk.access.rules import Right, may
from pacdesk.desk.clients.brazil import UF_NAMES
from pacdesk.desk.company.calendar import (
    PARAMETER,
    Span,
    WorkingHours,
    calendar_of,
    hours_problems,
    to_parameter,
)
from pacdesk.desk.company.commands import GetParameter, SetParameter
from pacdesk.desk.values import Done
from pacdesk.errors import UserError
from pacdesk.gui import pages
from pacdesk.gui.context import Context, ShowWorkingHours
from pacdesk.gui.messages import sentence
from pacdesk.gui.pages import Page
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, refuse, set_look
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import plain_label

_SPAN = re.compile(r"(\d{1,2})(?:[:h](\d{2}))?\s*(?:-|–|às|to)\s*(\d{1,2})(?:[:h](\d{2}))?", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{2})-(\d{2})")


def read_spans(text: str) -> tuple[Span, ...]:
    """`8–12, 13:00–18:00` as spans; empty for a day off. Raises ValueError."""
    parts = [part.strip() for part in re.split(r"[,;]", text) if part.strip()]
    return tuple(_span(part) for part in parts)


def _span(part: str) -> Span:
    found = _SPAN.fullmatch(part)
    if found is None:
        raise ValueError(part)
    return time(int(found[1]), int(found[2] or 0)), time(int(found[3]), int(found[4] or 0))


def show_spans(spans: tuple[Span, ...]) -> str:
    """Spans as they are typed."""
    return ", ".join(f"{began:%H:%M}–{ended:%H:%M}" for began, ended in spans)


def read_days(text: str) -> frozenset[date]:
    """Days off, one a line, day first where it is written with slashes. Raises ValueError."""
    return frozenset(_day(line.strip()) for line in text.splitlines() if line.strip())


def _day(text: str) -> date:
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    if found[1]:
        return date(int(found[3]), int(found[2]), int(found[1]))
    return date(int(found[4]), int(found[5]), int(found[6]))


class WorkingHoursPage(Page):
    """A line of periods for each weekday, holidays, and days off of the company's own."""

    def __init__(self, context: Context, target: Any, parent: QWidget | None = None) -> None:
        super().__init__(context, target, parent)
        self.days = [QLineEdit(self) for _ in range(7)]
        self.holidays = QCheckBox(self)
        self.state = QComboBox(self)
        self.off = QPlainTextEdit(self)
        self.off.setTabChangesFocus(True)
        self.off.setFixedHeight(current().scaled(110))
        self.fields = {
            **{f"day{n}": FormField("", edit, parent=self) for n, edit in enumerate(self.days)},
            "state": FormField("", self.state, parent=self),
            "days_off": FormField("", self.off, parent=self),
        }
        self._title, self._help = plain_label(self), plain_label(self, wrap=True)
        set_look(self._title, "look", "title")
        set_look(self._help, "look", "second")
        self.save = Button(kind="primary", icon="check", parent=self)
        self.save.clicked.connect(self.submit)
        self._lay_out()
        self._texts()
        QShortcut(QKeySequence.StandardKey.Save, self, self.submit)
        self._show(None)
        context.ask(GetParameter(name=PARAMETER), self, self._show)
        actor = context.actor
        allowed = actor is None or may(actor, Right.PARAMETERS_EDIT)
        refuse(self.save, None if allowed else self.tr("Your user may not change parameters"))

    def _lay_out(self) -> None:
        theme = current()
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.save)
        inner = QFrame(self)
        set_look(inner, "look", "base")
        column = QVBoxLayout(inner)
        margin = theme.scaled(20)
        column.setContentsMargins(margin, theme.scaled(16), margin, margin)
        column.setSpacing(theme.px("pad"))
        column.addLayout(head)
        column.addWidget(self._help)
        for name, field in self.fields.items():
            if name == "state":
                column.addWidget(self.holidays)
            column.addWidget(field)
            field.setMaximumWidth(theme.scaled(460))
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def title(self) -> str:
        """What the tab is called."""
        return self.tr("Working hours")

    def icon_name(self) -> str:
        """A calendar."""
        return "calendar-check"

    def _texts(self) -> None:
        self._title.setText(self.title())
        self._help.setText(
            self.tr("Periods of each day, such as 08:00–12:00, 13:00–18:00. An empty day is a day off.")
        )
        for number in range(7):
            name = QLocale().standaloneDayName(number + 1)
            self.fields[f"day{number}"].label.set_text(name[:1].upper() + name[1:])
        self.holidays.setText(self.tr("Nobody works on Brazilian holidays"))
        self.fields["state"].label.set_text(self.tr("Holidays of the state"))
        self.fields["days_off"].label.set_text(self.tr("Other days off"))
        self.fields["days_off"].set_help(self.tr("One a line, such as 24/12/2026."))
        self.save.setText(self.tr("Save working hours"))
        chosen = self.state.currentData()
        self.state.clear()
        self.state.addItem(self.tr("None"), "")
        for uf in UF_NAMES:
            self.state.addItem(uf, uf)
        self.state.setCurrentIndex(max(self.state.findData(chosen), 0))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "save"):
            self._texts()
            self.title_changed.emit()

    def _show(self, plain: Any) -> None:
        hours = calendar_of(plain, "UTC").hours
        for edit, spans in zip(self.days, hours.days, strict=True):
            edit.setText(show_spans(spans))
        self.holidays.setChecked(hours.holidays)
        self.state.setCurrentIndex(max(self.state.findData(hours.state), 0))
        self.off.setPlainText("\n".join(f"{day:%d/%m/%Y}" for day in sorted(hours.days_off)))

    def submit(self) -> None:
        """Check every line, then save."""
        if not self.save.isEnabled():
            return
        for field in self.fields.values():
            field.clear()
        hours = self._read()
        if hours is None:
            return
        self.save.setEnabled(False)
        command = SetParameter(name=PARAMETER, value=to_parameter(hours))
        self.context.run(command, self, self._saved, self._refused)

    def _read(self) -> WorkingHours | None:
        wrong = []
        days: list[tuple[Span, ...]] = []
        for number, edit in enumerate(self.days):
            try:
                days.append(read_spans(edit.text()))
            except ValueError:
                days.append(())
                wrong.append(UserError("hours.not_a_period", field=f"day{number}", value=edit.text()))
        off: frozenset[date] = frozenset()
        try:
            off = read_days(self.off.toPlainText())
        except ValueError as error:
            wrong.append(UserError("value.not_a_date", field="days_off", value=str(error)))
        hours = WorkingHours(tuple(days), self.holidays.isChecked(), self.state.currentData(), off)
        wrong += hours_problems(hours)
        self._complain(wrong)
        return None if wrong else hours

    def _complain(self, problems: list[UserError]) -> None:
        for problem in problems:
            field = self.fields.get(problem.field or "")
            if field is not None:
                field.complain(sentence(problem).text())
        if problems:
            first = next((f for f in self.fields.values() if f.complaint()), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _saved(self, done: Done[None]) -> None:
        self.save.setEnabled(True)
        told = self.tr("Working hours saved")
        self.context.toast(told, done.changes.change_set if done.changes.undoable else None)

    def _refused(self, error: BaseException) -> None:
        self.save.setEnabled(True)
        problems = list(getattr(error, "problems", ()))
        if problems:
            self._complain(problems)
        else:
            self.context.tell(error)


pages.register(ShowWorkingHours, WorkingHoursPage)
