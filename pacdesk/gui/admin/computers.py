"""The computers that a user logged in from, as a list."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from pacdesk.desk.access.rules import ComputerRow
from pacdesk.gui import icons, wording
from pacdesk.gui.context import Context
from pacdesk.gui.theme import current

_ROWS = 4


class ComputersList(QTreeWidget):
    """Name, last and first log-in; what is new or this computer is said beside the name."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[ComputerRow, ...] = ()
        self._here: UUID | None = None
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMinimumHeight(current().scaled(34) * (_ROWS + 1))
        self.setColumnCount(3)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._speak()

    def show_rows(self, rows: Sequence[ComputerRow], here: UUID | None) -> None:
        """Show them, the latest first; `here` is this computer."""
        self._shown, self._here = tuple(rows), here
        self.clear()
        if not self._shown:
            nothing = QTreeWidgetItem(self, [self.tr("No log-in was noted yet")])
            nothing.setFirstColumnSpanned(True)
        for row in self._shown:
            self._add(row)
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)

    def _add(self, row: ComputerRow) -> None:
        zone = self._context.zone
        name = row.name or self.tr("without a name")
        if row.computer_id == self._here:
            name = self.tr("This one: {name}").format(name=name)
        elif row.is_new:
            name = self.tr("New: {name}").format(name=name)
        last, first = wording.exact(row.last_at, zone), wording.exact(row.first_at, zone)
        item = QTreeWidgetItem(self, [name, last, first])
        item.setIcon(0, icons.icon("triangle-alert" if row.is_new else "hard-drive"))
        item.setToolTip(0, name)
        spoken = self.tr("{name}, last log-in {when}").format(name=name, when=last)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _speak(self) -> None:
        self.setAccessibleName(self.tr("Computers"))
        self.setHeaderLabels([self.tr("Computer"), self.tr("Last log-in"), self.tr("First log-in")])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
            self.show_rows(self._shown, self._here)
