"""Several of a known set, ticked in a list."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from pacdesk.errors import UserError
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import set_look

MOST_ROWS = 6
_KEY = Qt.ItemDataRole.UserRole


class TicksInput(QListWidget):
    """Any of the choices; arrows walk, Space ticks. The value is the keys that are ticked, in the order of
    the choices; keys without a choice (switched off meanwhile) stay as they are."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_look(self, "look", "field")
        self._wanted: tuple[Any, ...] = ()
        self._keys: dict[str, Any] = {}
        self._setting = False
        self._locked = False
        self.itemChanged.connect(self._changed)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """What there is to tick: keys and their words."""
        self._setting = True
        self.clear()
        for key, words in choices:
            item = QListWidgetItem(words, self)
            item.setData(_KEY, str(key))
            item.setToolTip(words)
        self._keys = {str(key): key for key, _ in choices}
        self._setting = False
        self._show()
        self.updateGeometry()

    def _items(self) -> Iterable[QListWidgetItem]:
        return (self.item(at) for at in range(self.count()))

    def _show(self) -> None:
        wanted = {str(key) for key in self._wanted}
        self._setting = True
        for item in self._items():
            ticked = item.data(_KEY) in wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags & ~Qt.ItemFlag.ItemIsUserCheckable if self._locked else flags)
        self._setting = False

    def _changed(self, item: QListWidgetItem) -> None:
        del item
        if self._setting:
            return
        known = {str(key) for key in self._keys}
        ticked = [self._keys[i.data(_KEY)] for i in self._items() if i.checkState() is Qt.CheckState.Checked]
        self._wanted = (*ticked, *(key for key in self._wanted if str(key) not in known))
        self.edited.emit()

    def value(self) -> Any:
        return self._wanted

    def set_value(self, value: Any) -> None:
        order = {key: at for at, key in enumerate(self._keys)}
        self._wanted = tuple(sorted(value or (), key=lambda key: (order.get(str(key), len(order)), str(key))))
        self._show()

    def problem(self) -> UserError | None:
        return None

    def keep(self) -> Any:
        return sorted(str(key) for key in self._wanted)

    def restore(self, kept: Any) -> None:
        if isinstance(kept, list):
            self.set_value([self._keys[str(key)] for key in kept if str(key) in self._keys])

    def set_locked(self, locked: bool, /) -> None:
        self._locked = locked
        self._show()

    def sizeHint(self) -> QSize:
        rows = min(max(self.count(), 2), MOST_ROWS)
        return QSize(super().sizeHint().width(), current().scaled(30) * rows + current().scaled(10))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(120), self.sizeHint().height())
