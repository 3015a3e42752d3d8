"""The register of types: its form, and under it the stages that the type brings, to read."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pacdesk.desk.workflow.commands import GetCurrentFlow
from pacdesk.desk.workflow.rows import Flow
from pacdesk.errors import NotFound
from pacdesk.gui.admin import words
from pacdesk.gui.context import Context, OpenStudio
from pacdesk.gui.editing.records import Kind, Record, RecordsPane
from pacdesk.gui.widgets.buttons import Button, set_look
from pacdesk.gui.widgets.chips import Chip
from pacdesk.gui.widgets.notices import plain_label


class TypesPane(RecordsPane):
    """A chosen type shows the stages of its published version; they are changed in the studio."""

    _type: UUID | None = None

    def __init__(self, context: Context, kind: Kind, owner: str, parent: QWidget | None = None) -> None:
        super().__init__(context, kind, owner, parent)
        self._stage_title = plain_label(self)
        set_look(self._stage_title, "look", "lead")
        self._stage_help = plain_label(self, wrap=True)
        set_look(self._stage_help, "look", "second")
        self.studio = Button(icon="workflow", parent=self)
        self.studio.clicked.connect(self.open_studio)
        head = QHBoxLayout()
        head.addWidget(self._stage_title)
        head.addStretch(1)
        head.addWidget(self.studio)
        self.extra.addLayout(head)
        self.extra.addWidget(self._stage_help)
        self._chips: list[Chip] = []
        self.list.activated.connect(self.open_studio)
        shortcut = QShortcut(QKeySequence("F8"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.open_studio)
        self._say_studio()

    def _say_studio(self) -> None:
        self.studio.setText(self.tr("Open studio"))
        self.studio.setToolTip("F8")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "studio"):
            self._say_studio()

    def open_studio(self) -> None:
        """Draw and edit the flow of the type that is chosen."""
        if self._type is not None:
            self.context.navigate(OpenStudio(self._type))

    def _show(self, record: Record | None) -> None:
        super()._show(record)
        self._type = record.id if record is not None else None
        if hasattr(self, "studio"):
            self.studio.setVisible(record is not None)
        self._clear_stages()
        if record is None:
            self._stage_help.setText(self.tr("A new type begins with the three usual stages."))
            self._stage_help.show()
            return
        self._stage_help.hide()
        question = GetCurrentFlow(type_id=record.id)
        self.context.ask(question, self, self._show_flow, self._no_flow, topic="flow")

    def _clear_stages(self) -> None:
        self._stage_title.setText(self.tr("Stages"))
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []

    def _show_flow(self, flow: Flow) -> None:
        self._clear_stages()
        self._stage_title.setText(self.tr("Stages of version {number}").format(number=flow.number))
        for stage in flow.stages:
            text = f"{stage.name} · {words.stage_kind(stage.kind)}"
            chip = Chip(text, stage.tone, parent=self)
            self._chips.append(chip)
            self.extra.addWidget(chip)

    def _no_flow(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self._stage_help.setText(self.tr("No version is published yet."))
            self._stage_help.show()
        else:
            self.context.tell(error)

    def stages_shown(self) -> list[Any]:
        """The texts of the stages, in order."""
        return [chip.text() for chip in self._chips]
