"""Inputs that a form is made of: each has a value of its own type and says when a person changed it.

`value` and `set_value` deal in what commands carry; `keep` and `restore` in what a draft can hold
(JSON). `problem` is what the input itself cannot read; rules about the value are the form's.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from pacdesk.errors import UserError
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import restyle

TONES = ("off", "info", "ok", "warn", "danger", "novel", "teal")


@runtime_checkable
class Input(Protocol):
    """What a form needs of an input."""

    edited: SignalInstance

    def value(self) -> Any:
        """What is filled in, as a command carries it."""

    def set_value(self, value: Any) -> None:
        """Show a value; `edited` stays silent."""

    def problem(self) -> UserError | None:
        """What the input itself cannot read, without a field."""

    def keep(self) -> Any:
        """What a draft holds."""

    def restore(self, kept: Any) -> None:
        """Show what a draft held."""

    def set_locked(self, locked: bool, /) -> None:
        """Read-only or not."""


class TextInput(QLineEdit):
    """One line of text."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(self._typed)

    def _typed(self, text: str) -> None:
        del text
        self.edited.emit()

    def value(self) -> Any:
        return self.text()

    def set_value(self, value: Any) -> None:
        self.setText(value or "")
        self.setCursorPosition(0)

    def problem(self) -> UserError | None:
        return None

    def keep(self) -> Any:
        return self.text()

    def restore(self, kept: Any) -> None:
        self.setText(str(kept or ""))

    def set_locked(self, locked: bool, /) -> None:
        self.setReadOnly(locked)


class NumberInput(TextInput):
    """A whole number, or none at all."""

    def value(self) -> Any:
        typed = self.text().strip()
        return int(typed) if typed.isascii() and typed.isdigit() else None

    def set_value(self, value: Any) -> None:
        self.setText("" if value is None else str(value))

    def problem(self) -> UserError | None:
        if self.text().strip() and self.value() is None:
            return UserError("number.shape")
        return None


class LongInput(QPlainTextEdit):
    """Several lines of plain text; Tab goes on to the next field."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.taker: Callable[[QMimeData], bool] | None = None
        """Takes pasted and dropped files and pictures, if it answers True."""
        self._told = ""
        self._setting = False
        self.textChanged.connect(self._changed)

    def _changed(self) -> None:
        if not self._setting and self.toPlainText() != self._told:
            self._told = self.toPlainText()
            self.edited.emit()

    def value(self) -> Any:
        return self.toPlainText()

    def set_value(self, value: Any) -> None:
        self._setting = True
        self.setPlainText(value or "")
        self._told = self.toPlainText()
        self._setting = False

    def problem(self) -> UserError | None:
        return None

    def keep(self) -> Any:
        return self.toPlainText()

    def restore(self, kept: Any) -> None:
        self.set_value(str(kept or ""))

    def set_locked(self, locked: bool, /) -> None:
        self.setReadOnly(locked)
        restyle(self)  # the style sheet asks for the property of texts only when it is polished

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        brought = self.taker is not None and (source.hasImage() or source.hasUrls())
        return brought or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.taker is None or not (source.hasImage() or source.hasUrls()) or not self.taker(source):
            super().insertFromMimeData(source)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().scaled(96))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(120), current().scaled(72))


class SwitchInput(QCheckBox):
    """Yes or no."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked.connect(self._clicked)

    def _clicked(self, checked: bool) -> None:
        del checked
        self.edited.emit()

    def value(self) -> Any:
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        self.setChecked(bool(value))

    def problem(self) -> UserError | None:
        return None

    def keep(self) -> Any:
        return self.isChecked()

    def restore(self, kept: Any) -> None:
        self.setChecked(kept is True)

    def set_locked(self, locked: bool, /) -> None:
        self.setEnabled(not locked)


class ChoiceInput(QComboBox):
    """One of a few known values. The wheel scrolls the page, not the value, unless it has the focus."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._values: tuple[Any, ...] = ()
        self.activated.connect(self._activated)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """The values with their words; what was chosen stays if it is still there."""
        before = self.value()
        self._values = tuple(value for value, _ in choices)
        self.clear()
        self.addItems([words for _, words in choices])
        self.set_value(before)

    def _activated(self, index: int) -> None:
        del index
        self.edited.emit()

    def value(self) -> Any:
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def set_value(self, value: Any) -> None:
        if self._values:
            self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def problem(self) -> UserError | None:
        return None

    def keep(self) -> Any:
        return self.currentIndex()

    def restore(self, kept: Any) -> None:
        if isinstance(kept, int) and 0 <= kept < len(self._values):
            self.setCurrentIndex(kept)

    def set_locked(self, locked: bool, /) -> None:
        self.setEnabled(not locked)

    def wheelEvent(self, e: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(e)
        else:
            e.ignore()

    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        self.update()

    def paintEvent(self, e: QPaintEvent) -> None:
        """As the style has it, but what does not fit ends in an ellipsis."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        if not self.itemIcon(self.currentIndex()).isNull():
            room -= self.iconSize().width() + current().scaled(4)
        shown = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        if shown == self.currentText():
            super().paintEvent(e)
            return
        option.currentText = shown
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class ToneInput(ChoiceInput):
    """One of the seven tones, each with its dot and its name: never a colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name()

    def _name(self) -> None:
        names = {
            "off": self.tr("Grey"),
            "info": self.tr("Blue"),
            "ok": self.tr("Green"),
            "warn": self.tr("Amber"),
            "danger": self.tr("Red"),
            "novel": self.tr("Violet"),
            "teal": self.tr("Teal"),
        }
        self.set_choices([(tone, names[tone]) for tone in TONES])
        self._dot()

    def _dot(self) -> None:
        side = current().px("icon_s")
        self.setIconSize(QSize(side, side))
        for at, tone in enumerate(TONES):
            self.setItemIcon(at, dot_icon(current().color(current().tone(tone).dot), side))

    def changeEvent(self, e: QEvent) -> None:
        super().changeEvent(e)
        if e.type() == QEvent.Type.LanguageChange:
            self._name()
        elif e.type() == QEvent.Type.StyleChange and self.count():
            self._dot()


def dot_icon(colour: QColor, side: int) -> QIcon:
    """A dot in a box of `side` px, to stand before a word."""
    pixmap = QPixmap(side * 2, side * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    box = QRectF(0, 0, side * 0.6, side * 0.6)
    box.moveCenter(QPointF(side / 2, side / 2))
    painter.drawEllipse(box)
    painter.end()
    return QIcon(pixmap)


def shown_in(one: Any) -> str:
    """What an input shows, in words."""
    for reader in ("currentText", "toPlainText", "text"):
        method = getattr(one, reader, None)
        if method is not None:
            return str(method())
    return ""
