"""The fields of a new ticket as its type's entry stage has them, and which entry of several."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from pacdesk.desk.tickets.commands import AttachFiles, ChangeTicket, FieldChange
from pacdesk.desk.values import Command
from pacdesk.desk.workflow.commands import GetCurrentFlow
from pacdesk.desk.workflow.fields import NEVER_EMPTY, OWN_FIELDS, filled
from pacdesk.desk.workflow.rows import FieldKind, Flow, Side, StageRow
from pacdesk.desk.workflow.rules import FieldView, field_views, required_fields
from pacdesk.errors import NotFound, UserError
from pacdesk.gui.context import Context
from pacdesk.gui.editing.custom_fields import CustomFieldsForm
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import plain_label
from pacdesk.gui.workflow import words

_SAID = ("subject", "description", "department")
"""Own fields that an opening always says, whatever the stage keeps."""


class NewTicketFields(QWidget):
    """`use_type` says whose; `kept` are the ticket's own fields that the stage lets nobody give. `edited`
    fires when a person changed something, `stage_changed` when another stage is the first one."""

    edited = Signal()
    stage_changed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._type: UUID | None = None
        self._flow: Flow | None = None
        self._kept: Mapping[str, Any] = {}
        self._heading = plain_label(self)
        set_look(self._heading, "look", "strong")
        self._demands = plain_label(self, wrap=True)
        set_look(self._demands, "look", "second")
        self.entry = QComboBox(self)
        self._entry_field = FormField("", self.entry, parent=self)
        self.custom = CustomFieldsForm(context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().px("pad_s"))
        for part in (self._heading, self._entry_field, self._demands, self.custom):
            column.addWidget(part)
        self.entry.currentIndexChanged.connect(self._entry_chosen)
        self.entry.activated.connect(lambda *_: self.edited.emit())
        self.custom.edited.connect(lambda *_: self.edited.emit())
        self._fill_words()
        self.hide()

    def _fill_words(self) -> None:
        self._heading.setText(self.tr("Fields of the type"))
        self._entry_field.label.set_text(self.tr("Stage it begins in"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "custom"):
            self._fill_words()
            self._dress()

    # What is shown

    def use_type(self, type_id: UUID | None) -> None:
        """Show the fields of a type; what was typed into those of another is gone."""
        if type_id == self._type:
            return
        self._type, self._flow = type_id, None
        self.hide()
        self.stage_changed.emit()
        if type_id is not None:
            self._context.ask(GetCurrentFlow(type_id=type_id), self, self._got, self._missing, topic="flow")

    def _missing(self, error: BaseException) -> None:
        """A type without a published flow says so when the ticket is opened."""
        if not isinstance(error, NotFound):
            self._context.tell(error)

    def _got(self, flow: Flow) -> None:
        if flow.type_id != self._type:
            return
        self._flow = flow
        self.entry.blockSignals(True)  # noqa: FBT003  (Qt's own signature)
        self.entry.clear()
        for stage in flow.entries:
            self.entry.addItem(stage.name, stage.id)
        self.entry.blockSignals(False)  # noqa: FBT003  (Qt's own signature)
        self._entry_field.setVisible(len(flow.entries) > 1)
        defaults = {row.key: row.default for row in flow.fields if row.default is not None}
        self.custom.show_fields(flow.fields, self._views(), defaults)
        self._dress()
        self.stage_changed.emit()
        kept, self._kept = self._kept, {}
        if kept:
            self.restore(kept)

    @property
    def stage(self) -> StageRow | None:
        """The stage that the ticket begins in."""
        if self._flow is None:
            return None
        return self._flow.find_stage(self.entry.currentData()) or self._flow.entry

    def _views(self) -> tuple[FieldView, ...]:
        """As the stage says; what it demands is demanded when the ticket leaves it, not now."""
        flow, stage = self._flow, self.stage
        if flow is None or stage is None:
            return ()
        return tuple(replace(view, required=False) for view in field_views(flow, stage.id, Side.INSIDE))

    def _entry_chosen(self) -> None:
        self.custom.set_views(self._views())
        self._dress()
        self.stage_changed.emit()

    def kept(self) -> frozenset[str]:
        """The ticket's own fields that the stage hides or locks: they may not be given with the ticket."""
        return frozenset(
            view.name for view in self._views() if view.name in OWN_FIELDS and (view.hidden or view.read_only)
        )

    def _dress(self) -> None:
        flow, stage = self._flow, self.stage
        if flow is None or stage is None:
            return
        told = self._told(flow, stage)
        self._demands.setText("\n".join(told))
        self._demands.setVisible(bool(told))
        shows = bool(self.custom.shown_keys())
        self.custom.setVisible(shows)
        self._heading.setVisible(shows)
        self.setVisible(shows or bool(told) or len(flow.entries) > 1)

    def _told(self, flow: Flow, stage: StageRow) -> list[str]:
        """What the stage demands later, and what it lets nobody fill in; of what it hides nothing is said."""
        asked = [name for name in required_fields(flow, stage.id) if name not in NEVER_EMPTY]
        locked = [
            view.name
            for view in self._views()
            if view.name in OWN_FIELDS and view.read_only and not view.hidden and view.name not in _SAID
        ]
        sentences = (
            (self.tr("Needed to leave “{stage}”: {fields}"), asked),
            (self.tr("Not filled in while in “{stage}”: {fields}"), locked),
        )
        return [
            sentence.format(
                stage=stage.name, fields=", ".join(words.field_name(flow, name) for name in names)
            )
            for sentence, names in sentences
            if names
        ]

    # Values

    def entry_stage(self) -> UUID | None:
        """The chosen entry; None where there is one only."""
        several = self._flow is not None and len(self._flow.entries) > 1
        return self.stage.id if several and self.stage is not None else None

    def _given(self) -> dict[str, Any]:
        return {key: value for key, value in self.custom.changed_values().items() if self._flow}

    def values(self) -> tuple[FieldChange, ...]:
        """What is given with the ticket: a default that was emptied too. Files follow it."""
        files = self._file_keys()
        return tuple(
            FieldChange(name=key, seen=None, wanted=value)
            for key, value in self._given().items()
            if key not in files
        )

    def _file_keys(self) -> set[str]:
        rows = self._flow.fields if self._flow is not None else ()
        return {row.key for row in rows if row.kind is FieldKind.FILE}

    def afterwards(self, ticket: UUID) -> tuple[Command[None], ...]:
        """What is left to do when the ticket is there: a field of files names files that it has."""
        wanted = tuple(
            FieldChange(name=key, seen=None, wanted=value)
            for key, value in self._given().items()
            if key in self._file_keys() and filled(value)
        )
        files = self.custom.new_files()
        if not wanted or not files:
            return ()
        return AttachFiles(ticket=ticket, files=files), ChangeTicket(ticket=ticket, changes=wanted)

    def problems(self) -> list[UserError]:
        """What is the matter with the values."""
        return self.custom.problems()

    def keep(self) -> dict[str, Any]:
        """For a draft."""
        entry = self.entry_stage()
        return {"entry": str(entry) if entry else None, "values": self._given()}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """From a draft; when the type is not there yet, as soon as it is."""
        if self._flow is None:
            self._kept = kept
            return
        entry = kept.get("entry")
        place = next((n for n in range(self.entry.count()) if str(self.entry.itemData(n)) == entry), -1)
        if place >= 0:
            self.entry.setCurrentIndex(place)
        values = kept.get("values")
        if isinstance(values, Mapping):
            files = self._file_keys()
            self.custom.fill({key: value for key, value in values.items() if key not in files})

    def complain(self, problems: list[UserError]) -> list[UserError]:
        """Show problems beside their fields; answers those that have none here."""
        in_sight = set(self.custom.shown_keys())
        self.custom.complain(problem for problem in problems if problem.field in in_sight)
        return [problem for problem in problems if problem.field not in in_sight]
