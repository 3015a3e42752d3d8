"""The registers that a flow names: departments, staff, reasons, statuses, messages, subjects."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from pacdesk.desk.company.commands import ListDepartments, ListStaff
from pacdesk.desk.tickets.commands import ListCannedMessages, ListComplementaryStatuses, ListSubjects
from pacdesk.desk.tickets.rules import BestTime, Origin, Priority, TicketKind, UnderstandingState, WaitingOn
from pacdesk.desk.values import Changes, Question
from pacdesk.desk.workflow.commands import ListReasons
from pacdesk.desk.workflow.fields import FACTS, OWN_FIELDS
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ChoiceRow,
    FieldKind,
    FieldRow,
    Flow,
    Ref,
    Responsible,
)
from pacdesk.gui.context import Context
from pacdesk.gui.tickets import words as ticket_words
from pacdesk.gui.workflow import words

translate = QCoreApplication.translate
QUESTIONS: dict[str, Question[Any]] = {
    "departments": ListDepartments(only_active=False),
    "staff": ListStaff(only_active=False),
    "reasons": ListReasons(only_active=False),
    "statuses": ListComplementaryStatuses(only_active=False),
    "messages": ListCannedMessages(only_active=False),
    "subjects": ListSubjects(only_active=False),
}
_TABLES = frozenset(
    {
        "departments",
        "staff_members",
        "handover_reasons",
        "complementary_statuses",
        "canned_messages",
        "subjects",
    }
)
_REGISTER_OF = {
    "department": "departments",
    "attendant": "staff",
    "complementary_status": "statuses",
    "subject_id": "subjects",
}


class Registers(QObject):
    """Rows of registers, asked for in the background and again when they change. Choices leave out
    what is not in use any more, unless the flow still names it."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: dict[str, tuple[Any, ...]] = dict.fromkeys(QUESTIONS, ())
        self.loaded: set[str] = set()
        context.changes.connect(self._heard)

    def load(self) -> None:
        """Ask for every register."""
        for name, question in QUESTIONS.items():
            self._context.ask(question, self, partial(self._came, name), topic=name)

    def _heard(self, changes: Changes) -> None:
        if changes.tables & _TABLES:
            self.load()

    def _came(self, name: str, rows: Any) -> None:
        self.loaded.add(name)
        if self._rows[name] != tuple(rows):
            self._rows[name] = tuple(rows)
            self.changed.emit()

    def refs(self, register: str, held: Ref | None = None) -> list[tuple[Ref | None, str]]:
        """What may be chosen of a register, as (ref, name); `held` stays even if it is gone."""
        found: list[tuple[Ref | None, str]] = [
            (Ref(row.name, row.id), row.name) for row in self._rows[register] if row.active
        ]
        if held is not None and not any(ref == held for ref, _ in found):
            known = next(((ref, name) for ref, name in found if ref and ref.id == held.id), None)
            if known is not None and held.id is not None:
                found[found.index(known)] = (held, known[1])
            else:
                found.insert(0, (held, self._gone(register, held)))
        return found

    def _gone(self, register: str, held: Ref) -> str:
        row = next((row for row in self._rows[register] if row.id == held.id), None)
        if row is None:
            return self.tr("{name} (not on this desk)").format(name=held.name)
        return self.tr("{name} (not in use)").format(name=row.name)

    def name_of(self, register: str, held: Ref) -> str:
        """What a named row is called today."""
        return next((row.name for row in self._rows[register] if row.id == held.id), held.name)

    def is_in_use(self, register: str, held: Ref) -> bool:
        """Whether a named row is there and active; True while the register is not known yet."""
        if register not in self.loaded:
            return True
        return any(row.id == held.id and row.active for row in self._rows[register])

    def job_titles(self) -> list[str]:
        """The roles that staff have."""
        return sorted({row.job_title for row in self._rows["staff"] if row.active and row.job_title})

    def choices(self, field: str) -> tuple[ChoiceRow, ...]:
        """The values that one of the ticket's own fields may have, as guards and actions carry them."""
        register = _REGISTER_OF.get(field)
        if register is not None:
            rows = (row for row in self._rows[register] if row.active)
            return tuple(ChoiceRow(key=str(row.id), name=row.name) for row in rows)
        listed = _LISTED.get(field)
        return tuple(ChoiceRow(key=str(key), name=name) for key, name in listed()) if listed else ()

    def field_row(self, flow: Flow, name: str) -> FieldRow:
        """Any field of the flow as a field that can be shown: the ticket's own get names and choices."""
        row = flow.field(name)
        if row is not None:
            return row
        kind = OWN_FIELDS.get(name) or FACTS.get(name) or FieldKind.TEXT
        choices = self.choices(name)
        if kind is FieldKind.CHOICE and not choices:
            kind = FieldKind.TEXT
        return FieldRow(key=name, name=words.field_name(flow, name), kind=kind, choices=choices)

    def as_several(self, flow: Flow, name: str) -> FieldRow:
        """The same for several values at once."""
        row = self.field_row(flow, name)
        return replace(row, kind=FieldKind.CHOICES) if row.choices else row


ACTION_REGISTER = {ActionKind.SET_STATUS: "statuses", ActionKind.SEND_MESSAGE: "messages"}
RESPONSIBLE_REGISTER = {Responsible.DEPARTMENT: "departments", Responsible.ATTENDANT: "staff"}


def _understandings() -> list[tuple[Any, str]]:
    return [
        (UnderstandingState.WAITING, translate("Workflow", "waits for the client")),
        (UnderstandingState.APPROVED, translate("Workflow", "approved")),
        (UnderstandingState.REJECTED, translate("Workflow", "rejected")),
    ]


_LISTED: dict[str, Callable[[], list[tuple[Any, str]]]] = {
    "priority": lambda: [(one, ticket_words.priority(one)) for one in Priority],
    "best_time": lambda: [(one, ticket_words.best_time(one)) for one in BestTime],
    "waiting_on": lambda: [(one, ticket_words.waiting(one)) for one in WaitingOn],
    "origin": lambda: [(one, ticket_words.origin(one)) for one in Origin],
    "kind": lambda: [(one, ticket_words.kind(one)) for one in TicketKind],
    "understanding": _understandings,
}
