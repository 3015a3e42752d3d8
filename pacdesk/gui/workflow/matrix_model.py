"""The fields of a flow against its stages: what each cell says, in a table model."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pacdesk.desk.workflow.fields import OWN_FIELDS
from pacdesk.desk.workflow.problems import Severity, problems_of
from pacdesk.desk.workflow.rows import FlagRow, Flow, StageRow
from pacdesk.gui.workflow import canvas_words, words
from pacdesk.gui.workflow.model import StudioModel

Index = QModelIndex | QPersistentModelIndex
_FIGHTS = ("flow.hidden_and_required", "flow.locked_and_required")


class FlagsModel(QAbstractTableModel):
    """Rows: custom fields in their order, then the ticket's own. Columns: stages in theirs."""

    def __init__(self, model: StudioModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.fields: tuple[str, ...] = ()
        self.stages: tuple[UUID, ...] = ()
        self._rows: tuple[StageRow, ...] = ()
        self._fights: dict[tuple[UUID, str], Severity] = {}
        self._flow: Flow | None = None
        self.refresh()

    @property
    def flow(self) -> Flow:
        """The flow as the studio has it."""
        return self._model.flow

    def refresh(self) -> bool:
        """Take in the flow as it is now; whether rows or columns came or went."""
        flow = self._model.flow
        fields = (*(row.key for row in flow.fields), *OWN_FIELDS)
        stages = tuple(stage.id for stage in flow.stages)
        moved = (fields, stages) != (self.fields, self.stages)
        if moved:
            self.beginResetModel()
        self.fields, self.stages, self._rows, self._flow = fields, stages, flow.stages, flow
        self._fights = {
            (problem.stage, problem.field): problem.severity
            for problem in problems_of(flow)
            if problem.code in _FIGHTS and problem.stage is not None and problem.field is not None
        }
        if moved:
            self.endResetModel()
        elif self.fields and self.stages:
            last = self.index(len(self.fields) - 1, len(self.stages) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.stages) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.fields) - 1)
        return moved

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.fields)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.stages)

    def place(self, index: Index) -> tuple[UUID, str]:
        """The stage and the field of a cell."""
        return self.stages[index.column()], self.fields[index.row()]

    def stage_at(self, column: int) -> StageRow:
        """The stage of a column."""
        return self._rows[column]

    def flags_at(self, row: int, column: int) -> FlagRow:
        """What a cell says."""
        return self._rows[column].flag(self.fields[row])

    def fight_at(self, row: int, column: int) -> Severity | None:
        """Whether two rules of a cell contradict each other, and how badly."""
        return self._fights.get((self.stages[column], self.fields[row]))

    def name_at(self, row: int) -> str:
        """What a field is called."""
        return words.field_name(self.flow, self.fields[row])

    def icon_at(self, row: int) -> str:
        """The icon of a field's kind."""
        return words.KIND_ICONS[words.kind_of(self.flow, self.fields[row])]

    def cell_words(self, row: int, column: int) -> str:
        """The flags of a cell in words."""
        flag = self.flags_at(row, column)
        told = [words.flag(name) for name in words.FLAGS if getattr(flag, name)]
        return ", ".join(told) if told else self.tr("no rule")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.fields) or index.column() >= len(self.stages):
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell_words(row, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            stage = canvas_words.name_of(self.stage_at(column))
            told = f"{self.name_at(row)}, {stage}: {self.cell_words(row, column)}"
            if self.fight_at(row, column) is not None:
                told += ". " + self.tr("These rules contradict each other")
            return told
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation is Qt.Orientation.Horizontal
        if section >= len(self.stages if across else self.fields):
            return None
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return canvas_words.name_of(self.stage_at(section)) if across else self.name_at(section)
        return None
