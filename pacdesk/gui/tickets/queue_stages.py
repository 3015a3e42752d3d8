"""Cutting the queue to a type and a stage: a button that says what it is cut to, with a menu of both."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QMenu, QWidget

from pacdesk.desk.port import DeskPort
from pacdesk.desk.workflow.commands import GetCurrentFlow, GetFlow, ListTypes, ListVersions
from pacdesk.desk.workflow.rows import Flow, StageRow, TypeRow, VersionState
from pacdesk.errors import NotFound
from pacdesk.gui.context import Context
from pacdesk.gui.widgets.buttons import IconButton

Known = tuple[tuple[TypeRow, Flow], ...]


def flows_of(desk: DeskPort) -> Known:
    """The types that have a flow now, with it."""
    found = []
    for row in desk.ask(ListTypes()):
        try:
            found.append((row, desk.ask(GetCurrentFlow(type_id=row.id))))
        except NotFound:
            continue
    return tuple(found)


def only_older(desk: DeskPort, flow: Flow) -> tuple[tuple[StageRow, int], ...]:
    """The stages, with the number of their newest version, that the present flow of a type has not any more
    and where open tickets may stand."""
    known = {stage.key for stage in flow.stages}
    found: list[tuple[StageRow, int]] = []
    for version in desk.ask(ListVersions(type_id=flow.type_id)):
        if version.state is VersionState.DRAFT or version.is_current:
            continue
        for stage in desk.ask(GetFlow(version_id=version.id)).stages:
            if stage.key not in known and not stage.kind.is_final:
                known.add(stage.key)
                found.append((stage, version.number))
    return tuple(found)


class StageFilter(IconButton):
    """`chosen` fires when the queue is to be cut otherwise."""

    chosen = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("git-commit-horizontal", "", small=True, parent=parent)
        self._context = context
        self.type_id: UUID | None = None
        self.stage_id: UUID | None = None
        self.label = ""
        self.clicked.connect(self._ask)
        self._dress()

    @property
    def is_set(self) -> bool:
        """Whether the queue is cut to something."""
        return self.type_id is not None

    def _ask(self) -> None:
        desk = self._context.desk
        if desk is not None:
            self._context.jobs.call(
                lambda: flows_of(desk), self, self._open, self._context.tell, topic="menu"
            )

    def _open(self, known: Known) -> None:
        menu = self.menu_of(known)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def menu_of(self, known: Known) -> QMenu:
        """All types, then each with its stages in their order."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Types and stages"))
        everything = menu.addAction(self.tr("All types and stages"), self.clear)
        everything.setCheckable(True)
        everything.setChecked(not self.is_set)
        menu.addSeparator()
        for row, flow in known:
            inner = menu.addMenu(row.name.replace("&", "&&"))
            whole = inner.addAction(self.tr("All stages"), partial(self.choose, row, None))
            whole.setCheckable(True)
            whole.setChecked(self.type_id == row.id and self.stage_id is None)
            inner.addSeparator()
            for stage in flow.stages:
                action = inner.addAction(stage.name.replace("&", "&&"), partial(self.choose, row, stage))
                action.setCheckable(True)
                action.setChecked(self.stage_id == stage.id)
        return menu

    def choose(self, row: TypeRow, stage: StageRow | None) -> None:
        """Cut the queue to a type, or to one of its stages."""
        self.type_id, self.stage_id = row.id, stage.id if stage is not None else None
        self.label = f"{row.name} · {stage.name}" if stage is not None else row.name
        self._dress()
        self.chosen.emit()

    def clear(self) -> None:
        """Show all of them again."""
        self.type_id = self.stage_id = None
        self.label = ""
        self._dress()
        self.chosen.emit()

    def _dress(self) -> None:
        self.set_icon("git-commit-horizontal", "accent_text" if self.is_set else "text3")
        told = self.tr("Only {what}").format(what=self.label)
        self.set_name(told if self.is_set else self.tr("Choose type and stage"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "label"):
            self._dress()
