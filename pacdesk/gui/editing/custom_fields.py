"""The form of custom fields: on the ticket, where it is opened, in the studio's preview.

Made for many fields: labels are painted by one sheet, the inputs of the first screenful are made at
once, the others in slices right after the first paint. Until then a field is painted as it will look.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pacdesk.desk.tickets.commands import NewFile
from pacdesk.desk.workflow.fields import filled
from pacdesk.desk.workflow.rows import FieldRow
from pacdesk.desk.workflow.rules import FieldView
from pacdesk.errors import UserError
from pacdesk.gui.context import Context
from pacdesk.gui.editing.custom_files import FilesField
from pacdesk.gui.editing.custom_sheet import Sheet, Slot, trouble_of
from pacdesk.gui.editing.lookup import folded
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.fields import SearchBox

MANY = 9
"""From so many fields on there is something to find them by."""


class CustomFieldsForm(QWidget):
    """The custom fields of a type, in their sections and order.

    `show_fields` says which, `set_views` how each stands in the ticket's stage (label, hidden, read-only,
    required), `set_values` what is in them. `values` and `changed_values` answer plain values. It grows
    with its content: put it into a scroll area. `edited(key)` fires at each change by a person, `left(key)`
    when he leaves a field, `finished` when the last input was made.
    """

    edited = Signal(str)
    left = Signal(str)
    finished = Signal()

    def __init__(self, context: Context | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.search = SearchBox(self.tr("Find a field"), parent=self)
        self.search.wanted.connect(self.set_filter)
        self.search.left_down.connect(self._go_down)
        self.search.hide()
        self.sheet = Sheet(self.search, context, self)
        self.sheet.edited.connect(self.edited)
        self.sheet.left.connect(self.left)
        self.sheet.finished.connect(self.finished)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("pad_s"))
        column.addWidget(self.search)
        column.addWidget(self.sheet)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    # --- what is shown ----------------------------------------------------------------------

    def show_fields(
        self,
        rows: Sequence[FieldRow],
        views: Iterable[FieldView] = (),
        values: Mapping[str, Any] | None = None,
    ) -> None:
        """Show these fields; what was typed into those before is gone."""
        self.sheet.clear()
        self.sheet.slots = {row.key: Slot(row=row) for row in rows}
        self.search.setVisible(len(rows) >= MANY)
        self._apply(views)
        self._put(values or {})
        self.sheet.start()

    def set_views(self, views: Iterable[FieldView]) -> None:
        """How each field stands now, such as after a move to another stage; values stay."""
        self._apply(views)
        self.sheet.lay_out()

    def _apply(self, views: Iterable[FieldView]) -> None:
        for view in views:
            slot = self.sheet.slots.get(view.name)
            if slot is None:
                continue
            slot.hidden, slot.read_only, slot.required = view.hidden, view.read_only, view.required
            self.sheet.dress(slot)

    def set_filter(self, words: str) -> None:
        """Show only fields in whose name, section or help every word is found."""
        wanted = folded(words).split()
        for slot in self.sheet.slots.values():
            said = folded(f"{slot.row.name} {slot.row.section} {slot.row.help}")
            slot.filtered = not all(word in said for word in wanted)
        self.sheet.lay_out()

    def set_locked(self, locked: bool) -> None:
        """Every field read-only, such as on a closed ticket, or as its stage says."""
        self.sheet.locked = locked
        for slot in self.sheet.slots.values():
            self.sheet.dress(slot)
        self.sheet.update()

    # --- values -----------------------------------------------------------------------------

    def set_values(self, values: Mapping[str, Any]) -> None:
        """What stands in the fields as saved; a field that is not named is empty."""
        self._put(values)
        self.sheet.lay_out()

    def _put(self, values: Mapping[str, Any]) -> None:
        for key, slot in self.sheet.slots.items():
            slot.given = values.get(key)
            slot.touched = False
            slot.complaint = ""
            if slot.input is not None:
                slot.input.set_value(slot.given)

    def renew(self, values: Mapping[str, Any]) -> None:
        """What is saved now; a field that a person has changed keeps what he wrote."""
        changed = self.changed_values()
        for key, slot in self.sheet.slots.items():
            fresh = values.get(key)
            if slot.given != fresh and key not in changed:
                self.take(key, fresh)
            slot.given = fresh

    def take(self, key: str, value: Any) -> None:
        """One field as saved; what was typed into it is gone."""
        slot = self.sheet.slots[key]
        slot.given, slot.touched = value, False
        if slot.input is not None:
            slot.input.set_value(value)
        self.sheet.update()

    def settle(self) -> None:
        """What stands in the fields is what is saved."""
        for key, value in self.changed_values().items():
            slot = self.sheet.slots[key]
            slot.given, slot.touched = value, False

    def fill(self, values: Mapping[str, Any]) -> None:
        """Put values into some fields as if they were typed, such as from a draft."""
        for key, value in values.items():
            slot = self.sheet.slots.get(key)
            if slot is not None:
                self.sheet.build(slot)
                slot.input.set_value(value)
                slot.touched = True

    def values(self) -> dict[str, Any]:
        """Every field's plain value, hidden ones included."""
        return {key: slot.value() for key, slot in self.sheet.slots.items()}

    def changed_values(self) -> dict[str, Any]:
        """The fields whose value is another one than was set: what a command should carry."""
        found = {}
        for key, slot in self.sheet.slots.items():
            if slot.input is not None and not slot.read_only and not slot.hidden:
                now = slot.input.value()
                if now != slot.given and (filled(now) or filled(slot.given)):
                    found[key] = now
        return found

    def dirty(self) -> bool:
        """Whether anything was changed."""
        return bool(self.changed_values())

    def new_files(self) -> tuple[NewFile, ...]:
        """Files added in file fields: to be attached before the values are saved."""
        inputs = (slot.input for slot in self.sheet.slots.values())
        return tuple(file for one in inputs if isinstance(one, FilesField) for file in one.new_files())

    def name_files(self, names: dict[str, str]) -> None:
        """What the ticket's files are called, by id."""
        for slot in self.sheet.slots.values():
            if isinstance(slot.input, FilesField):
                slot.input.name_files(names)

    # --- problems ---------------------------------------------------------------------------

    def problems(self, *, demand: bool = False) -> list[UserError]:
        """What is the matter with the values, one a field, in the form's order; `demand`: what is
        required and empty too."""
        found = []
        for slot in self.sheet.slots.values():
            trouble = trouble_of(slot, demand=demand)
            if trouble is not None:
                found.append(trouble)
        return found

    def complain(self, problems: Iterable[UserError]) -> list[UserError]:
        """Show problems beside their fields, go to the first; answers those that have no field here.
        Complaints shown before go."""
        told = {str(problem.field): problem for problem in problems}
        for key, slot in self.sheet.slots.items():
            slot.complaint = sentence(told[key]).text() if key in told else ""
            self.sheet.mark(slot)
        self.sheet.lay_out()
        first = next((key for key, slot in self.sheet.slots.items() if slot.complaint and slot.shown), None)
        if first is not None:
            self.go_to(first)
        return [problem for key, problem in told.items() if key not in self.sheet.slots]

    def complaint(self, key: str) -> str:
        """What is said beside a field now."""
        return self.sheet.slots[key].complaint

    # --- going about ------------------------------------------------------------------------

    def go_to(self, key: str) -> None:
        """Put the caret into a field, and bring it into sight."""
        slot = self.sheet.slots.get(key)
        if slot is None:
            return
        if slot.filtered:
            self.search.clear()
            self.set_filter("")
        self.sheet.build(slot)
        slot.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sheet.reveal(slot)

    def _go_down(self) -> None:
        first = next((key for key, slot in self.sheet.slots.items() if slot.shown), None)
        if first is not None:
            self.go_to(first)

    def finish(self) -> None:
        """Make every input now."""
        self.sheet.build_all()

    @property
    def is_finished(self) -> bool:
        """Whether every input is made."""
        return all(slot.input is not None for slot in self.sheet.slots.values())

    def shown_keys(self) -> list[str]:
        """The fields that show, in their order."""
        return [key for key, slot in self.sheet.slots.items() if slot.shown]

    def input_of(self, key: str) -> Any:
        """A field's input, made if it is not yet."""
        slot = self.sheet.slots[key]
        self.sheet.build(slot)
        return slot.input
