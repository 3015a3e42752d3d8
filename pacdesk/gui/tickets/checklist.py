"""The checklist of a stage: what is to be ticked, which of it must be, who ticked it and when."""

from collections.abc import Iterable, Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pacdesk.desk.tickets.commands import TickItem
from pacdesk.desk.tickets.rows import TickRow
from pacdesk.desk.workflow.rows import CheckRow
from pacdesk.gui import wording
from pacdesk.gui.context import Context
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import refuse, set_look
from pacdesk.gui.widgets.notices import plain_label


class CheckItem(QWidget):
    """One item: a box, its text over as many lines as it takes, and who ticked it below."""

    def __init__(self, item: CheckRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self.box = QCheckBox(self)
        self.box.setAccessibleName(self._name())
        text = plain_label(self, wrap=True)
        text.setText(f"{item.text} *" if item.required else item.text)
        self.told = plain_label(self, wrap=True)
        set_look(self.told, "look", "second")
        self.told.hide()
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(text)
        lines.addWidget(self.told)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _name(self) -> str:
        text = self.item.text
        return self.tr("{item} (required)").format(item=text) if self.item.required else text

    def tell(self, told: str) -> None:
        """Say who ticked it and when."""
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.box.setAccessibleDescription(told)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The text is as good as the box."""
        if event.button() == Qt.MouseButton.LeftButton and self.box.isEnabled():
            self.box.click()


class Checklist(QWidget):
    """Items of one ticket's stage. Each tick is kept at once; one that is refused is taken back."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._ticket: UUID | None = None
        self.items: dict[str, CheckItem] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().scaled(6))

    @property
    def boxes(self) -> dict[str, QCheckBox]:
        """The boxes by the items' keys."""
        return {key: item.box for key, item in self.items.items()}

    def show_items(
        self,
        ticket: UUID,
        items: Iterable[CheckRow],
        ticks: Mapping[str, TickRow] | None = None,
        refused: str | None = None,
    ) -> None:
        """Show items with what is ticked; those that stay keep their boxes, and the focus in them.
        `refused` greys them all with that reason."""
        self._ticket = ticket
        wanted = {item.key: item for item in items}
        for key in [k for k, shown in self.items.items() if wanted.get(k) != shown.item]:
            gone = self.items.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, (key, item) in enumerate(wanted.items()):
            if key not in self.items:
                self.items[key] = made = CheckItem(item, self)
                made.box.clicked.connect(partial(self._tick, key))
                self._column.insertWidget(place, made)
            self._show_tick(self.items[key], (ticks or {}).get(key))
            refuse(self.items[key].box, refused)
        self.items = {key: self.items[key] for key in wanted}
        self._fit()

    def _show_tick(self, shown: CheckItem, tick: TickRow | None) -> None:
        shown.box.setChecked(tick is not None and tick.done)
        told = ""
        if tick is not None and tick.done:
            when = wording.when(tick.at, self._context.now(), self._context.zone)
            told = " · ".join(part for part in (tick.by, when) if part)
        shown.tell(told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A scrolled panel does not ask how high wrapped texts are at its width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(max(self._column.heightForWidth(self.width()), 0))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Begin in the first box."""
        first = next(iter(self.items.values()), None)
        if first is not None:
            first.box.setFocus(reason)

    def _tick(self, key: str, *_: object) -> None:
        if self._ticket is not None:
            command = TickItem(ticket=self._ticket, item=key, done=self.items[key].box.isChecked())
            self._context.run(command, self, None, partial(self._not_ticked, key))

    def _not_ticked(self, key: str, error: BaseException) -> None:
        if key in self.items:
            self.items[key].box.toggle()
        self._context.tell(error)
