"""Inputs that read what Brazil writes: documents, CEP, telephones, IE, dates, money, degrees.

What can be read is shown in its usual form when the field is left; what cannot stays as typed.
"""

import re
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget, QWidgetAction

from pacdesk.desk.clients import brazil
from pacdesk.desk.clients.brazil import DocumentKind, Reading
from pacdesk.errors import UserError
from pacdesk.gui.editing.inputs import TextInput
from pacdesk.gui.widgets.fields import FieldButton

_NOT_ALNUM = re.compile(r"[^0-9A-Za-z]")


def spread(bare: str, shape: str) -> str:
    """`bare` laid into a shape whose `#` are its letters; stops where the letters end."""
    shown, rest = [], iter(bare)
    letter = next(rest, None)
    for place in shape:
        if letter is None:
            break
        if place == "#":
            shown.append(letter)
            letter = next(rest, None)
        else:
            shown.append(place)
    return "".join(shown)


class ReadInput(TextInput):
    """A line that is read by a rule of `brazil`; its value is the stored form."""

    def reading(self) -> Reading:
        """What is understood of the text."""
        raise NotImplementedError

    def masked(self, text: str) -> str:
        """The text as it looks while somebody types at its end."""
        return text

    def value(self) -> object:
        return self.reading().value

    def set_value(self, value: object) -> None:
        super().set_value(value)
        self.show_read()

    def problem(self) -> UserError | None:
        read = self.reading()
        return None if read.ok else read.problem("")

    def show_read(self) -> None:
        """Show what was understood in its usual form."""
        read = self.reading()
        if read.ok and read.shown != self.text():
            self.setText(read.shown)

    def _typed(self, text: str) -> None:
        if self.cursorPosition() == len(text):
            masked = self.masked(text)
            if masked != text and len(masked) >= len(text):
                self.setText(masked)
        super()._typed(text)

    def focusOutEvent(self, e: QFocusEvent) -> None:
        self.show_read()
        super().focusOutEvent(e)


class DocumentInput(ReadInput):
    """A CNPJ (letters included) or a CPF, masked while it is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: DocumentKind | None = None

    def set_kind(self, kind: DocumentKind | None) -> None:
        """Which number is meant; None tells them apart by length."""
        self._kind = kind

    def reading(self) -> Reading:
        return brazil.read_document(self.text(), self._kind)

    def masked(self, text: str) -> str:
        bare = _NOT_ALNUM.sub("", text).upper()
        kind = self._kind or (DocumentKind.CNPJ if len(bare) > 11 else None)
        if kind is DocumentKind.CNPJ:
            return spread(bare, "##.###.###/####-##") if len(bare) <= 14 else text
        if kind is DocumentKind.CPF and bare.isdigit():
            return spread(bare, "###.###.###-##") if len(bare) <= 11 else text
        return text


class CepInput(ReadInput):
    """A CEP."""

    def reading(self) -> Reading:
        return brazil.read_cep(self.text())

    def masked(self, text: str) -> str:
        bare = _NOT_ALNUM.sub("", text)
        return spread(bare, "#####-###") if bare.isdigit() and len(bare) <= 8 else text


class PhoneInput(ReadInput):
    """A telephone number; foreign ones begin with `+`."""

    def reading(self) -> Reading:
        return brazil.read_phone(self.text())

    def masked(self, text: str) -> str:
        bare = _NOT_ALNUM.sub("", text)
        if not bare.isdigit() or text.startswith(("+", "0")) or not 3 <= len(bare) <= 11:
            return text
        return spread(bare, "(##) #####-####" if len(bare) == 11 else "(##) ####-####")

    def _typed(self, text: str) -> None:
        bare = _NOT_ALNUM.sub("", text)
        if self.cursorPosition() == len(text) and len(bare) == 11 and bare.isdigit():
            self.setText(self.masked(text))
        super()._typed(text)


class MailInput(ReadInput):
    """An e-mail address."""

    def reading(self) -> Reading:
        return brazil.read_email(self.text())


class StateRegistrationInput(ReadInput):
    """An IE by the rule of its state; `set_state` tells which."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ""

    def set_state(self, state: str) -> None:
        """The two letters of the state whose rule binds."""
        self._state = state

    def reading(self) -> Reading:
        return brazil.read_state_registration(self.text(), self._state)


class DegreesInput(TextInput):
    """Decimal degrees with a comma or a point, or nothing."""

    limit = 180

    def value(self) -> object:
        return brazil.read_coordinate(self.text(), self.limit) if self.text().strip() else None

    def set_value(self, value: object) -> None:
        shown = "" if not isinstance(value, float | int) else f"{value:.7f}".rstrip("0").rstrip(".")
        self.setText(shown.replace(".", QLocale().decimalPoint()))

    def problem(self) -> UserError | None:
        if self.text().strip() and self.value() is None:
            return UserError("coordinate.range", limit=self.limit)
        return None


class LatitudeInput(DegreesInput):
    """A latitude."""

    limit = 90


class MoneyInput(TextInput):
    """An amount in centavos, typed with a comma (or a point where that is the custom)."""

    def value(self) -> object:
        return read_cents(self.text()) or 0

    def set_value(self, value: object) -> None:
        self.setText(show_cents(value) if isinstance(value, int) else "")

    def problem(self) -> UserError | None:
        if self.text().strip() and read_cents(self.text()) is None:
            return UserError("money.shape")
        return None

    def focusOutEvent(self, e: QFocusEvent) -> None:
        cents = read_cents(self.text())
        if cents is not None and self.text().strip():
            self.setText(show_cents(cents))
        super().focusOutEvent(e)


def show_cents(cents: int) -> str:
    """`1.234,56` in Brazil."""
    return QLocale().toString(cents / 100, "f", 2)


def read_cents(text: str) -> int | None:
    """Centavos of an amount as typed: the last comma or point before one or two digits parts them."""
    typed = "".join(text.replace("R$", "").split())
    found = re.fullmatch(r"([0-9][0-9.,]*?|)(?:[.,]([0-9]{1,2}))?", typed)
    if found is None or not typed:
        return None
    whole = re.sub(r"[.,]", "", found[1])
    if re.search(r"[.,](?![0-9]{3}(?:[.,]|$))", found[1]):
        return None
    return int(whole or "0") * 100 + int((found[2] or "0").ljust(2, "0"))


class DateInput(TextInput):
    """A day, typed as `22/11/2026`, `22/11` (this year) or chosen from a calendar; or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opener = FieldButton("calendar", self)
        self._opener.clicked.connect(self.open_calendar)
        self.setPlaceholderText(self.tr("mm/dd/yyyy"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setPlaceholderText(self.tr("mm/dd/yyyy"))

    @staticmethod
    def pattern() -> str:
        """How days are written in the language in force."""
        return QCoreApplication.translate("Wording", "MM/dd/yyyy")

    def value(self) -> object:
        return read_day(self.text(), self.pattern(), QDate.currentDate().year())

    def set_value(self, value: object) -> None:
        self.setText(
            QDate(value.year, value.month, value.day).toString(self.pattern())
            if isinstance(value, date)
            else ""
        )

    def problem(self) -> UserError | None:
        if self.text().strip() and self.value() is None:
            return UserError("date.shape")
        return None

    def open_calendar(self) -> None:
        """Offer a calendar below the field."""
        if self.isReadOnly() or not self.isEnabled():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setAccessibleName(self.tr("Calendar"))
        chosen = self.value()
        if isinstance(chosen, date):
            calendar.setSelectedDate(QDate(chosen.year, chosen.month, chosen.day))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(menu.close)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()

    def _picked(self, day: QDate) -> None:
        self.setText(day.toString(self.pattern()))
        self.edited.emit()

    def _typed(self, text: str) -> None:
        bare = _NOT_ALNUM.sub("", text)
        if self.cursorPosition() == len(text) and bare.isdigit() and bare == text and len(bare) == 8:
            self.setText(spread(bare, "##/##/####"))
        super()._typed(text)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() == Qt.Key.Key_Down and e.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        super().keyPressEvent(e)

    def focusOutEvent(self, e: QFocusEvent) -> None:
        if self.value() is not None:
            self.set_value(self.value())
        super().focusOutEvent(e)


def read_day(text: str, pattern: str, this_year: int) -> date | None:
    """The day that a text names in the order of `pattern` (`dd/MM/yyyy`); a missing year is this one."""
    parts = [part for part in re.split(r"[^0-9]+", text.strip()) if part]
    if not 2 <= len(parts) <= 3 or any(len(part) > 4 for part in parts):
        return None
    day_first = pattern.find("d") < pattern.find("M")
    day, month = (parts[0], parts[1]) if day_first else (parts[1], parts[0])
    year = int(parts[2]) if len(parts) == 3 else this_year
    if len(parts) == 3 and len(parts[2]) <= 2:
        year += 2000
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None
