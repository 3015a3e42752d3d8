"""A ticket's fields as its stage lets them be, own and custom: what was seen of each, what is wanted now.

The page of the ticket shows all of them, a move only those that it asks for.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pacdesk.desk.tickets.commands import AttachFiles, FieldChange
from pacdesk.desk.tickets.rows import TicketCard
from pacdesk.desk.values import to_plain
from pacdesk.desk.workflow.rows import FieldRow
from pacdesk.desk.workflow.rules import FieldView
from pacdesk.errors import Conflict, UserError
from pacdesk.gui.context import Context
from pacdesk.gui.editing.custom_fields import CustomFieldsForm
from pacdesk.gui.editing.custom_inputs import words_of
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words
from pacdesk.gui.tickets.own_fields import ALL, OwnFields, own_values, shown, typed


class TicketFields(QWidget):
    """`edited` fires when anything may have changed. `names` are those own fields that may show."""

    edited = Signal()

    def __init__(
        self, context: Context, names: Iterable[str] = ALL, *, columns: int = 3, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._card: TicketCard | None = None
        self._rows: tuple[FieldRow, ...] = ()
        self._seen: dict[str, Any] = {}
        self._attached: set[UUID] = set()
        self.own = OwnFields(context, names, columns=columns, parent=self)
        self.custom = CustomFieldsForm(context, self)
        self.own.edited.connect(self._field_edited)
        self.custom.edited.connect(self._field_edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("pad"))
        column.addWidget(self.own)
        column.addWidget(self.custom)
        self.own.setVisible(bool(self.own.fields))

    def _field_edited(self, name: str) -> None:
        del name
        self.edited.emit()

    # Showing

    def show_card(
        self, card: TicketCard, views: Sequence[FieldView], rows: Sequence[FieldRow] | None = None
    ) -> None:
        """Show a ticket with its fields as `views` say; `rows` are the custom ones, all by default.
        What the person has changed and not saved stays, as far as the stage still lets him."""
        rows = card.flow.fields if rows is None else tuple(rows)
        touched = self.changes()
        self.own.set_views(views, card.flow.stage(card.stage_id).name)
        self.own.use_client(card.client_id)
        kept = {name for name in touched if name in self.own.fields and self.own.is_open(name)}
        for name, value in own_values(card).items():
            if name in self.own.fields and name not in kept:
                self._seen[name] = value
                self.own.write(name, value)
        self._card = card
        if rows == self._rows:
            self.custom.set_views(views)
            self.custom.renew(card.values)
        else:
            self._rows = tuple(rows)
            self.custom.show_fields(rows, views, card.values)
            self.custom.fill({key: touched[key] for key in self._keys() & touched.keys()})
        still = self.custom.changed_values()
        for key in self._keys() - still.keys():
            self._seen[key] = card.values.get(key)
        self.custom.setVisible(bool(self.custom.shown_keys()))
        self._name_files(card)

    def _keys(self) -> set[str]:
        return {row.key for row in self._rows}

    def _name_files(self, card: TicketCard) -> None:
        """The names of files come joined; one that has a comma in it keeps its id for a name."""
        for key in self._keys() & card.value_names.keys():
            ids, names = card.values.get(key), card.value_names[key].split(", ")
            if isinstance(ids, list) and len(ids) == len(names):
                self.custom.name_files(dict(zip(ids, names, strict=True)))

    def set_locked(self, reason: str | None) -> None:
        """Nothing may be changed, for a reason."""
        self.own.set_locked(reason)
        self.custom.set_locked(reason is not None)

    # Values

    def changes(self) -> dict[str, Any]:
        """What stands in fields that may be changed and is not what was seen."""
        if self._card is None:
            return {}
        now = {name: self.own.read(name) for name in self.own.fields if self.own.is_open(name)}
        changed = {name: value for name, value in now.items() if value != self._seen[name]}
        return changed | self.custom.changed_values()

    def field_changes(self) -> tuple[FieldChange, ...]:
        """The changes as the desk takes them."""
        return tuple(
            FieldChange(name=name, seen=self._seen.get(name), wanted=value)
            for name, value in self.changes().items()
        )

    def files_to_attach(self) -> AttachFiles | None:
        """What must be on the ticket before its values may name it."""
        files = tuple(file for file in self.custom.new_files() if file.attachment not in self._attached)
        return AttachFiles(ticket=self._card.id, files=files) if files and self._card else None

    def note_attached(self) -> None:
        """The files are on the ticket, whatever becomes of the values."""
        self._attached |= {file.attachment for file in self.custom.new_files()}

    def settle(self) -> None:
        """What stands there is what the ticket has now."""
        changes = self.changes()
        self._seen |= changes
        self.custom.settle()

    def discard(self) -> None:
        """Show again what was seen."""
        for name in self.own.fields:
            self.own.write(name, self._seen[name])
        self.custom.set_values({key: self._seen.get(key) for key in self._keys()})
        self.clear_complaints()

    def keep(self) -> dict[str, Any]:
        """Changes for a draft: what was seen and what is wanted, plain."""
        return {
            name: {"seen": to_plain(self._seen.get(name)), "wanted": to_plain(value)}
            for name, value in self.changes().items()
        }

    def restore(self, kept: Mapping[str, Any]) -> bool:
        """Put a draft back as far as its fields are still open; whether anything came of it."""
        for name, pair in kept.items():
            if not isinstance(pair, Mapping) or "wanted" not in pair:
                continue
            if name in self.own.fields and self.own.is_open(name):
                self._seen[name] = typed(name, pair.get("seen"))
                self.own.write(name, typed(name, pair["wanted"]))
            elif name in self._keys():
                self._seen[name] = pair.get("seen")
                self.custom.fill({name: pair["wanted"]})
        return bool(self.changes())

    # Problems

    def wrong(self) -> list[UserError]:
        """What is the matter with what was typed, before the desk is asked."""
        changed = self.custom.changed_values()
        return [problem for problem in self.custom.problems() if problem.field in changed]

    def complain(self, problems: Iterable[UserError]) -> list[UserError]:
        """Show problems beside their fields; answers those that have none in sight."""
        rest, custom = [], []
        in_sight = set(self.custom.shown_keys())
        for problem in problems:
            name = problem.field or ""
            if name in self.own.fields and not self.own.is_hidden(name):
                self.own.fields[name].complain(sentence(problem).text())
            elif name in in_sight:
                custom.append(problem)
            else:
                rest.append(problem)
        self.custom.complain(custom)
        return rest

    def clear_complaints(self) -> None:
        """Nothing is the matter with any field."""
        self.own.clear_complaints()
        self.custom.complain(())

    def focus_wrong(self) -> bool:
        """Go to the first field that complains; whether there is one."""
        own = next((field for field in self.own.fields.values() if field.complaint()), None)
        if own is not None:
            own.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        custom = next((key for key in self.custom.shown_keys() if self.custom.complaint(key)), None)
        if custom is not None:
            self.custom.go_to(custom)
        return custom is not None

    # Conflicts

    def label(self, name: str) -> str:
        """What a field is called."""
        row = next((row for row in self._rows if row.key == name), None)
        return row.name if row is not None else words.field(name)

    def both_values(self, error: Conflict) -> tuple[str, str]:
        """(theirs, yours) of a field that moved, in words."""
        name, facts = error.field or "", error.facts
        row = next((row for row in self._rows if row.key == name), None)
        if row is None:
            return shown(name, facts["theirs"]), shown(name, facts["yours"])
        told = [facts[side] for side in ("theirs", "yours")]
        theirs, yours = (words.NOTHING if one in (None, "") else words_of(row, one) for one in told)
        return theirs, yours

    def take_theirs(self, name: str, plain: Any) -> None:
        """The field shows what somebody else wrote."""
        self.keep_mine(name, plain)
        if name in self.own.fields:
            self.own.write(name, self._seen[name])
            self._seen[name] = self.own.read(name)
        else:
            self.custom.take(name, plain)

    def keep_mine(self, name: str, plain: Any) -> None:
        """What somebody else wrote was seen; what stands there is wanted all the same."""
        self._seen[name] = typed(name, plain) if name in self.own.fields else plain
