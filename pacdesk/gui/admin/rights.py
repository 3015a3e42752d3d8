"""The rights of a permission group: each given, denied, or left to the other groups."""

from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from pacdesk.errors import UserError
from pacdesk.gui.admin import access_words
from pacdesk.gui.editing.inputs import ChoiceInput
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.notices import plain_label


class RightsInput(QWidget):
    """One line a right. Its value is a dictionary: True where it is given, False where it is denied."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: dict[str, ChoiceInput] = {}
        self._labels: dict[str, tuple[QLabel, QLabel]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(current().px("pad"))
        grid.setVerticalSpacing(current().scaled(2))
        grid.setColumnStretch(0, 1)
        for at, (right, _, _) in enumerate(access_words.rights()):
            name, told = plain_label(self, wrap=True), plain_label(self, wrap=True)
            set_look(told, "look", "second")
            choice = ChoiceInput(self)
            choice.setMinimumContentsLength(12)
            choice.edited.connect(self.edited)
            grid.addWidget(name, at * 3, 0)
            grid.addWidget(told, at * 3 + 1, 0)
            grid.addWidget(choice, at * 3, 1, 2, 1)
            grid.setRowMinimumHeight(at * 3 + 2, current().scaled(6))
            self.choices[str(right)] = choice
            self._labels[str(right)] = (name, told)
        self._say()

    def _say(self) -> None:
        offered = [
            (None, self.tr("Left to others")),
            (True, self.tr("Given")),
            (False, self.tr("Denied")),
        ]
        for right, name, told in access_words.rights():
            labels = self._labels[str(right)]
            labels[0].setText(name)
            labels[1].setText(told)
            choice = self.choices[str(right)]
            choice.set_choices(offered)
            choice.setAccessibleName(name)
            choice.setAccessibleDescription(told)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def value(self) -> Any:
        chosen = {right: choice.value() for right, choice in self.choices.items()}
        return {right: given for right, given in chosen.items() if given is not None}

    def set_value(self, value: Any) -> None:
        for right, choice in self.choices.items():
            choice.set_value((value or {}).get(right))

    def problem(self) -> UserError | None:
        return None

    def keep(self) -> Any:
        return self.value()

    def restore(self, kept: Any) -> None:
        if isinstance(kept, dict):
            self.set_value(kept)

    def set_locked(self, locked: bool, /) -> None:
        for choice in self.choices.values():
            choice.set_locked(locked)
