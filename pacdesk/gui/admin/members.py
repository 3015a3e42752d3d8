"""Who works in a portfolio: found by name, as its titular or as a substitute between two days (S2.7)."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from pacdesk.desk.portfolios.rules import MemberRow, Role
from pacdesk.errors import UserError
from pacdesk.gui.admin.people_list import PeopleList, dragged
from pacdesk.gui.editing.inputs import ChoiceInput
from pacdesk.gui.editing.lookup import Choice, Lookup
from pacdesk.gui.editing.typed import DateInput
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import IconButton, set_look
from pacdesk.gui.widgets.elided import ElidedLabel
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import plain_label

_BESIDE = 660


class MemberLine(QWidget):
    """One person: the name, and under it the role with the first and the last day."""

    edited = Signal()
    dropped = Signal(object)

    def __init__(self, user: UUID, parent: QWidget) -> None:
        super().__init__(parent)
        self.user = user
        self._name = ""
        self._label = ElidedLabel(self)
        self.drop = IconButton("x", "", small=True, parent=self)
        self.drop.clicked.connect(self._drop)
        self.role = ChoiceInput(self)
        self.starts, self.ends = DateInput(self), DateInput(self)
        self._until = plain_label(self)
        set_look(self._until, "look", "second")
        for one in (self.role, self.starts, self.ends):
            one.edited.connect(self.edited)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(current().px("pad_s"))
        first.addWidget(self._label, 1)
        first.addWidget(self.drop)
        second.addWidget(self.role, 2)
        second.addWidget(self.starts, 2)
        second.addWidget(self._until)
        second.addWidget(self.ends, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("grid"))
        column.addLayout(first)
        column.addLayout(second)

    def say(self, name: str) -> None:
        """Whose line it is, in the language in force."""
        self._name = name
        self._label.show_text(name)
        self.role.set_choices([(Role.TITULAR, self.tr("Titular")), (Role.SUBSTITUTE, self.tr("Substitute"))])
        self._until.setText(self.tr("until"))
        self.role.setAccessibleName(self.tr("Role of {name}").format(name=name))
        self.starts.setAccessibleName(self.tr("First day of {name}").format(name=name))
        self.ends.setAccessibleName(self.tr("Last day of {name}").format(name=name))
        self.drop.set_name(self.tr("Take {name} out").format(name=name))

    def show_member(self, member: MemberRow) -> None:
        """Role and days."""
        self.role.set_value(member.role)
        self.starts.set_value(member.starts_on)
        self.ends.set_value(member.ends_on)

    def member(self) -> MemberRow:
        """What stands there."""
        days = (self.starts.value(), self.ends.value())
        first, last = (day if isinstance(day, date) else None for day in days)
        return MemberRow(user=self.user, role=self.role.value(), starts_on=first, ends_on=last)

    def problem(self) -> UserError | None:
        """A day that cannot be read."""
        return self.starts.problem() or self.ends.problem()

    def set_locked(self, locked: bool, /) -> None:
        """Read-only or not."""
        for one in (self.role, self.starts, self.ends):
            one.set_locked(locked)
        self.drop.setVisible(not locked)

    def _drop(self) -> None:
        self.dropped.emit(self.user)


class MembersInput(QWidget):
    """The people of a portfolio; typing a name and Enter adds one, and so does dragging one of the others
    here. Its value is a tuple of `MemberRow`."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: dict[UUID, str] = {}
        self.lines: list[MemberLine] = []
        self.finder = Lookup(self)
        self.finder.edited.connect(self._found)
        self._field = FormField("", self.finder, parent=self)
        self._nobody = plain_label(self, wrap=True)
        set_look(self._nobody, "look", "second")
        self._list = QVBoxLayout()
        self._list.setSpacing(current().px("pad"))
        self._choices: tuple[Choice, ...] = ()
        self._locked = False
        self.others = PeopleList(self)
        self.others.taken.connect(self.bring_in)
        self._others_field = FormField("", self.others, parent=self)
        column = QVBoxLayout()
        column.setSpacing(current().px("pad"))
        column.addWidget(self._field)
        column.addWidget(self._nobody)
        column.addLayout(self._list)
        column.addStretch(1)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(current().px("pad_l"))
        self._sides.addLayout(column, 3)
        self._sides.addWidget(self._others_field, 2)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.finder)
        self._say()

    def _say(self) -> None:
        self._field.label.set_text(self.tr("Add a&ttendant"))
        self._others_field.label.set_text(self.tr("&Others: drag to add"))
        self._nobody.setText(
            self.tr("Nobody works in it yet: only who sees all portfolios sees its clients.")
        )
        for line in self.lines:
            line.say(self._names.get(line.user, ""))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Everybody who may be added."""
        self._names = {choice.id: choice.label for choice in choices}
        self._choices = tuple(one for one in choices if one.row is None or one.row.active)
        self._show_others()
        self.finder.set_choices([choice for choice in choices if choice.row is None or choice.row.active])
        for line in self.lines:
            line.say(self._names.get(line.user, ""))

    def _found(self) -> None:
        chosen = self.finder.chosen()
        if chosen is None:
            return
        self.finder.choose(None)
        self.bring_in(chosen.id)

    def bring_in(self, user: UUID) -> None:
        """Let somebody work there, unless he does."""
        if not self._locked and all(line.user != user for line in self.lines):
            self.set_value((*self.value(), MemberRow(user=user)))
            self.lines[-1].role.setFocus()
            self.edited.emit()

    def _show_others(self) -> None:
        inside = {line.user for line in self.lines}
        others = [one for one in self._choices if one.id not in inside]
        self.others.show_people(others)
        self._others_field.setVisible(bool(others) and not self._locked)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._locked and dragged(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        user = dragged(event.mimeData())
        if user is not None:
            event.acceptProposedAction()
            self.bring_in(user)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room, else one above the other."""
        super().resizeEvent(event)
        wide = self.width() >= current().scaled(_BESIDE)
        ways = QBoxLayout.Direction
        self._sides.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    def take_out(self, user: object) -> None:
        """Let somebody work there no more."""
        self.set_value(tuple(member for member in self.value() if member.user != user))
        self.finder.setFocus()
        self.edited.emit()

    def value(self) -> Any:
        return tuple(line.member() for line in self.lines)

    def set_value(self, value: Any) -> None:
        for line in self.lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        before: QWidget = self.finder
        for member in value or ():
            line = MemberLine(member.user, self)
            line.say(self._names.get(member.user, ""))
            line.show_member(member)
            line.edited.connect(self.edited)
            line.dropped.connect(self.take_out)
            self._list.addWidget(line)
            self.setTabOrder(before, line)
            before = line.drop
            self.lines.append(line)
        self._nobody.setVisible(not self.lines)
        self._show_others()

    def problem(self) -> UserError | None:
        return next((trouble for line in self.lines if (trouble := line.problem()) is not None), None)

    def keep(self) -> Any:
        return [
            [
                str(member.user),
                str(member.role),
                member.starts_on.isoformat() if member.starts_on else "",
                member.ends_on.isoformat() if member.ends_on else "",
            ]
            for member in self.value()
        ]

    def restore(self, kept: Any) -> None:
        if isinstance(kept, list):
            self.set_value([_member(*row) for row in kept])

    def set_locked(self, locked: bool, /) -> None:
        self._locked = locked
        self.finder.set_locked(locked)
        self._show_others()
        for line in self.lines:
            line.set_locked(locked)


def _member(user: str, role: str, starts: str, ends: str) -> MemberRow:
    first, last = (date.fromisoformat(day) if day else None for day in (starts, ends))
    return MemberRow(user=UUID(user), role=Role(role), starts_on=first, ends_on=last)
