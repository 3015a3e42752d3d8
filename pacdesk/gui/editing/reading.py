"""Facts of a record to read: label over value, in columns; empty ones are left out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.notices import plain_label


class ReadGrid(QWidget):
    """What stands in a record. Values can be chosen with the mouse and the keyboard, and copied."""

    def __init__(self, columns: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(current().scaled(16))
        self._grid.setVerticalSpacing(current().scaled(14))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self._cells: list[QWidget] = []

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show (label, value) pairs in this order."""
        for cell in self._cells:
            cell.hide()
            cell.deleteLater()
        self._cells = []
        filled = [(label, value) for label, value in facts if value]
        for at, (label, value) in enumerate(filled):
            row, column = divmod(at, self._columns)
            cell = self._cell(label, value)
            self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
            self._cells.append(cell)

    def _cell(self, label: str, value: str) -> QWidget:
        cell = QWidget(self)
        name = plain_label(cell)
        name.setText(label)
        set_look(name, "look", "label")
        shown = plain_label(cell, wrap=True)
        shown.setText(value)
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        shown.setAccessibleName(f"{label}: {value}")
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().scaled(2))
        column.addWidget(name)
        column.addWidget(shown)
        return cell
