"""Into whose hands a ticket goes: a department, and one of its people. Handing over and moves ask for it."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QWidget

from pacdesk.desk.company.commands import ListDepartments, ListStaff
from pacdesk.desk.company.rules import DepartmentRow, StaffRow
from pacdesk.desk.tickets.commands import FieldChange
from pacdesk.desk.tickets.rows import TicketCard
from pacdesk.desk.values import to_plain
from pacdesk.gui.context import Context

Choice = tuple[str, UUID | None]

HANDS = ("department", "attendant")
"""The fields of a ticket that say who holds it."""


def choices(box: QComboBox, offered: Sequence[Choice], chosen: UUID | None = None) -> None:
    """Offer values; `chosen` is chosen if it is among them, else the first."""
    box.clear()
    for text, value in offered:
        box.addItem(text, value)
    position = next((n for n, (_, value) in enumerate(offered) if value == chosen), 0)
    box.setCurrentIndex(position)


class Hands(QObject):
    """Two choices that belong together; their owner puts them where they belong. `person` is chosen at
    first, None for the department's queue. Everybody may be chosen, the department's own before the others
    (S3.16); who has the ticket does not follow it to another department by himself."""

    def __init__(
        self, context: Context, card: TicketCard, parent: QWidget, *, person: UUID | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._card = context, card
        self._offered: frozenset[str] = frozenset()
        self._asked = False
        self._staff: tuple[StaffRow, ...] = ()
        self._chosen = person
        self.department, self.person = QComboBox(parent), QComboBox(parent)
        self.department.currentIndexChanged.connect(self._show_people)
        self.person.activated.connect(self._person_chosen)

    def offer(self, names: Iterable[str]) -> None:
        """Which of the two may be chosen now; the desk is asked the first time that one may."""
        self._offered = frozenset(names)
        if self._offered and not self._asked:
            self._asked = True
            self._context.ask(ListDepartments(), self, self._show_departments)
            self._context.ask(ListStaff(), self, self._show_staff)
        elif self._asked:
            self._show_people()

    def changes(self) -> tuple[FieldChange, ...]:
        """What is offered and chosen otherwise than the ticket has it. None for an attendant is nobody."""
        boxes = {"department": self.department, "attendant": self.person}
        held = {"department": self._card.department_id, "attendant": self._card.attendant_id}
        return tuple(
            FieldChange(name=name, seen=to_plain(held[name]), wanted=to_plain(boxes[name].currentData()))
            for name in HANDS
            if name in self._offered and boxes[name].count() and boxes[name].currentData() != held[name]
        )

    def _show_departments(self, rows: tuple[DepartmentRow, ...]) -> None:
        choices(self.department, [(row.name, row.id) for row in rows], self._card.department_id)

    def _show_staff(self, rows: tuple[StaffRow, ...]) -> None:
        self._staff = rows
        self._show_people()

    def _person_chosen(self, place: int) -> None:
        self._chosen = self.person.itemData(place)

    def _show_people(self) -> None:
        department = self.department.currentData() or self._card.department_id
        own = [row for row in self._staff if row.department_id in (None, department)]
        people: list[Choice] = [(row.name, row.id) for row in own]
        others = (row for row in self._staff if row.department_id not in (None, department))
        people += [(f"{row.name} · {row.department_name}", row.id) for row in others]
        stays, holder = department == self._card.department_id, self._card.attendant_id
        if stays and self._chosen == holder is not None and holder not in dict(people).values():
            # Who has the ticket may keep it where it stays, whatever became of him meanwhile.
            people.append((self._card.attendant_name, holder))
        leaves = not stays and self._chosen == holder and all(row.id != holder for row in own)
        nobody: list[Choice] = [(self.tr("Nobody yet: the department's queue"), None)]
        choices(self.person, nobody + people, None if leaves else self._chosen)
