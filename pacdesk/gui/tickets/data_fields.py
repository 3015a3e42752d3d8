"""The inputs of a ticket's fields that are more than one of Qt's."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from pacdesk.desk.tickets.rows import AddressSnapshot
from pacdesk.gui.tickets import words
from pacdesk.gui.widgets.buttons import IconButton

NO_DATE = QDate(1990, 1, 1)


class Choice(QComboBox):
    """One of a few values; `value` and `set_value` speak of the value, not of its place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._wanted: Any = None

    def offer(self, choices: Sequence[tuple[str, Any]]) -> None:
        """Offer other values; the chosen one stays if it is among them."""
        chosen = self.value()
        self.blockSignals(True)  # noqa: FBT003  (Qt's own signature)
        self.clear()
        for text, value in choices:
            self.addItem(text, value)
        self.blockSignals(False)  # noqa: FBT003  (Qt's own signature)
        self.set_value(chosen)

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is not offered yet is chosen when it is."""
        self._wanted = value
        for place in range(self.count()):
            if self.itemData(place) == value:
                self.setCurrentIndex(place)
                return
        self.setCurrentIndex(-1)

    def value(self) -> Any:
        """The chosen value; what was set, while it is not offered."""
        return self.currentData() if self.currentIndex() >= 0 else self._wanted


class _DayEdit(QDateEdit):
    """One stop of Tab; arrows go from day to month. Qt's own never lets Tab out while no day is chosen."""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  (Qt's own signature)
        return QWidget.focusNextPrevChild(self, next)


class Day(QWidget):
    """A day, or none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = _DayEdit(self)
        self.edit.setCalendarPopup(True)
        self.edit.setMinimumDate(NO_DATE)
        self.edit.setSpecialValueText(words.NOTHING)
        self._none = IconButton("x", "", small=True, parent=self)
        self._none.clicked.connect(self._clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit, 1)
        row.addWidget(self._none)
        self.setFocusProxy(self.edit)
        self._fill_words()

    def _fill_words(self) -> None:
        self._none.set_name(self.tr("No date"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill_words()

    def setAccessibleName(self, name: str) -> None:
        """The name goes to what takes the focus."""
        self.edit.setAccessibleName(name)

    def _clear(self) -> None:
        self.edit.setDate(NO_DATE)

    def set_value(self, value: date | None) -> None:
        """Show a day."""
        self.edit.setDate(NO_DATE if value is None else QDate(value.year, value.month, value.day))

    def value(self) -> date | None:
        """The day, if one is chosen."""
        day = self.edit.date()
        return None if day == NO_DATE else date(day.year(), day.month(), day.day())


class Address(QWidget):
    """The seven parts of an address, each with its own name."""

    PARTS = ("cep", "street", "number", "complement", "district", "city", "state")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        self.edits: dict[str, QLineEdit] = {}
        for place, part in enumerate(self.PARTS):
            edit = QLineEdit(self)
            self.edits[part] = edit
            grid.addWidget(edit, place // 4, place % 4)
        self.edits["state"].setMaxLength(2)
        self._fill_words()
        self.setFocusProxy(self.edits["cep"])

    def _fill_words(self) -> None:
        names = {
            "cep": self.tr("CEP"),
            "street": self.tr("Street"),
            "number": self.tr("Number"),
            "complement": self.tr("Complement"),
            "district": self.tr("District"),
            "city": self.tr("City"),
            "state": self.tr("State"),
        }
        for part, name in names.items():
            self.edits[part].setPlaceholderText(name)
            self.edits[part].setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill_words()

    def set_value(self, value: AddressSnapshot) -> None:
        """Show an address."""
        for part, edit in self.edits.items():
            edit.setText(getattr(value, part))

    def value(self) -> AddressSnapshot:
        """What the parts say."""
        return AddressSnapshot(**{part: edit.text().strip() for part, edit in self.edits.items()})
