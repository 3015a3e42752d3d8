"""One input for each kind of custom field. All of them deal in plain values, as `fields.checked` keeps
them: decimal text, ISO dates and times, keys of choices, ids as text; None for nothing."""

import re
from datetime import date, time
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from pacdesk.desk.clients.brazil import format_document
from pacdesk.desk.clients.commands import GetClient, LookUpClients
from pacdesk.desk.workflow.rows import FieldKind, FieldRow
from pacdesk.errors import UserError
from pacdesk.gui.context import Context
from pacdesk.gui.editing.custom_files import FilesField
from pacdesk.gui.editing.inputs import ChoiceInput, LongInput, TextInput
from pacdesk.gui.editing.lookup import Choice, Lookup
from pacdesk.gui.editing.typed import DateInput, DocumentInput, read_cents, show_cents
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import set_look

translate = QCoreApplication.translate
_TIME = re.compile(r"(\d{1,2})(?:\s*[:h.]\s*(\d{1,2})?)?\s*(?:min)?|(\d{2})(\d{2})")
MOST_ROWS = 5
"""Choices that are seen at once."""


class PlainText(TextInput):
    """One line; nothing typed is None."""

    def value(self) -> Any:
        return self.text().strip() or None


class PlainLong(LongInput):
    """Several lines; nothing typed is None."""

    def value(self) -> Any:
        return self.toPlainText().strip() or None


def read_number(text: str) -> str | None:
    """A number as typed, as decimal text: `1.234,5` with a comma for the decimals where that is the
    custom, `1,234.5` elsewhere."""
    typed = "".join(text.split())
    point = QLocale().decimalPoint()
    parted = "." if point == "," else ","
    shape = rf"[-+]?\d{{1,3}}(?:{re.escape(parted)}\d{{3}})+(?:{re.escape(point)}\d+)?"
    if re.fullmatch(shape, typed):
        typed = typed.replace(parted, "")
    typed = typed.replace(",", ".")
    return typed if re.fullmatch(r"[-+]?\d+(?:\.\d+)?", typed) else None


class NumberField(TextInput):
    """A number with any decimals."""

    def value(self) -> Any:
        typed = self.text().strip()
        return (read_number(typed) or typed) if typed else None

    def set_value(self, value: Any) -> None:
        self.setText("" if value is None else str(value).replace(".", QLocale().decimalPoint()))

    def problem(self) -> UserError | None:
        if self.text().strip() and read_number(self.text()) is None:
            return UserError("value.not_a_number", value=self.text().strip())
        return None


class MoneyField(TextInput):
    """An amount of money."""

    def value(self) -> Any:
        typed = self.text().strip()
        cents = read_cents(typed)
        if not typed:
            return None
        return typed if cents is None else f"{cents // 100}.{cents % 100:02d}"

    def set_value(self, value: Any) -> None:
        cents = None if value is None else read_cents(str(value))
        self.setText(show_cents(cents) if cents is not None else str(value or ""))

    def problem(self) -> UserError | None:
        if self.text().strip() and read_cents(self.text()) is None:
            return UserError("value.not_money", value=self.text().strip())
        return None

    def focusOutEvent(self, e: QFocusEvent) -> None:
        cents = read_cents(self.text())
        if cents is not None and self.text().strip():
            self.setText(show_cents(cents))
        super().focusOutEvent(e)


class DayField(DateInput):
    """A day, in ISO form."""

    def value(self) -> Any:
        found = super().value()
        return found.isoformat() if isinstance(found, date) else None

    def set_value(self, value: Any) -> None:
        try:
            super().set_value(date.fromisoformat(value) if isinstance(value, str) else value)
        except ValueError:
            self.setText(str(value))


def read_time(text: str) -> str | None:
    """A time of day as typed (`9`, `9h30`, `0930`, `9:30`), in ISO form to the minute."""
    found = _TIME.fullmatch(text.strip().lower())
    if found is None:
        return None
    hour, minute = (found[1], found[2] or "0") if found[1] else (found[3], found[4])
    try:
        return time(int(hour), int(minute)).isoformat("minutes")
    except ValueError:
        return None


class TimeField(TextInput):
    """A time of day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("hh:mm"))

    def value(self) -> Any:
        typed = self.text().strip()
        return (read_time(typed) or typed) if typed else None

    def problem(self) -> UserError | None:
        if self.text().strip() and read_time(self.text()) is None:
            return UserError("value.not_a_time", value=self.text().strip())
        return None

    def focusOutEvent(self, e: QFocusEvent) -> None:
        read = read_time(self.text())
        if read is not None:
            self.setText(read)
        super().focusOutEvent(e)


class YesNoField(ChoiceInput):
    """Yes, no, or not said yet: "no" is an answer (d9)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_choices([(None, "–"), (True, self.tr("Yes")), (False, self.tr("No"))])


class OneChoice(ChoiceInput):
    """One of the field's choices, or none yet. A value that is no choice any more stays, marked."""

    def offer(self, row: FieldRow) -> None:
        """The choices of a field."""
        self.set_choices([(None, "–"), *((choice.key, choice.name) for choice in row.choices)])

    def set_value(self, value: Any) -> None:
        if value is not None and value not in self._values:
            self._values = (*self._values, value)
            self.addItem(self.tr("{value} (not offered any more)").format(value=value))
        super().set_value(value)


class SeveralChoices(QListWidget):
    """Any of the field's choices; arrows walk, Space ticks."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_look(self, "look", "field")
        self._setting = False
        self.itemChanged.connect(self._changed)

    def offer(self, row: FieldRow) -> None:
        """The choices of a field."""
        self._setting = True
        self.clear()
        for choice in row.choices:
            item = QListWidgetItem(choice.name, self)
            item.setData(Qt.ItemDataRole.UserRole, choice.key)
            item.setCheckState(Qt.CheckState.Unchecked)
        self._setting = False

    def _changed(self, item: QListWidgetItem) -> None:
        del item
        if not self._setting:
            self.edited.emit()

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(at) for at in range(self.count())]

    def value(self) -> Any:
        ticked = [i.data(Qt.ItemDataRole.UserRole) for i in self._items() if i.checkState().value]
        return ticked or None

    def set_value(self, value: Any) -> None:
        wanted = {value} if isinstance(value, str) else set(value or ())
        self._setting = True
        for item in self._items():
            on = item.data(Qt.ItemDataRole.UserRole) in wanted
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._setting = False

    def problem(self) -> UserError | None:
        return None

    def set_locked(self, locked: bool, /) -> None:
        self._setting = True
        for item in self._items():
            flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags & ~Qt.ItemFlag.ItemIsUserCheckable if locked else flags)
        self._setting = False


class DocumentField(DocumentInput):
    """A CPF or CNPJ; nothing typed is None."""

    def value(self) -> Any:
        typed = self.text().strip()
        return (str(super().value() or "") or typed) if typed else None

    def problem(self) -> UserError | None:
        return super().problem() if self.text().strip() else None


class ClientField(Lookup):
    """A client of the desk, by its id; names are asked for in the background."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: Context | None = None
        self.wanted.connect(self._ask)

    def use(self, context: Context | None) -> None:
        """The desk that knows clients."""
        self._context = context

    def value(self) -> Any:
        found = super().value()
        return str(found) if found is not None else None

    def set_value(self, value: Any) -> None:
        super().set_value(UUID(str(value)) if value else None)
        if value and self._context is not None and not self.text():
            question = GetClient(client=UUID(str(value)))
            self._context.ask(question, self, self._named, self._unnamed, topic="name")

    def _named(self, card: Any) -> None:
        chosen = self.chosen()
        if chosen is not None and chosen.id == card.id:
            self.choose(Choice(card.id, card.name, format_document(card.values.document)))

    def _unnamed(self, error: BaseException) -> None:
        del error
        chosen = self.chosen()
        if chosen is not None:
            self.choose(Choice(chosen.id, self.tr("A client you may not see")))

    def _ask(self, typed: str) -> None:
        if self._context is not None:
            self._context.ask(LookUpClients(words=typed), self, self._found, topic="clients")

    def _found(self, rows: Any) -> None:
        self.offer([Choice(r.id, r.name, format_document(r.document), r) for r in rows])


_KINDS: dict[FieldKind, type[Any]] = {
    FieldKind.TEXT: PlainText,
    FieldKind.LONG_TEXT: PlainLong,
    FieldKind.NUMBER: NumberField,
    FieldKind.MONEY: MoneyField,
    FieldKind.DATE: DayField,
    FieldKind.TIME: TimeField,
    FieldKind.YES_NO: YesNoField,
    FieldKind.CHOICE: OneChoice,
    FieldKind.CHOICES: SeveralChoices,
    FieldKind.DOCUMENT: DocumentField,
    FieldKind.CLIENT: ClientField,
    FieldKind.FILE: FilesField,
}


def make_input(row: FieldRow, context: Context | None, parent: QWidget) -> Any:
    """The input of a field, empty. It has `value`, `set_value`, `problem`, `set_locked` and `edited`."""
    made = _KINDS[row.kind](parent)
    made.setObjectName(row.key)
    if isinstance(made, OneChoice | SeveralChoices):
        made.offer(row)
    elif isinstance(made, ClientField | FilesField):
        made.use(context)
    return made


def is_wide(kind: FieldKind) -> bool:
    """Whether a field takes the whole width of the form."""
    return kind is FieldKind.LONG_TEXT


def height_of(row: FieldRow) -> int:
    """How high its input is, in px."""
    theme = current()
    if row.kind is FieldKind.LONG_TEXT:
        return theme.scaled(80)
    if row.kind is FieldKind.CHOICES:
        rows = min(max(len(row.choices), 1), MOST_ROWS)
        return rows * theme.px("row") + theme.scaled(2)
    return theme.px("control")


def words_of(row: FieldRow, value: Any) -> str:
    """A value as people read it, for where there is no input."""
    if value is None:
        return ""
    names = {choice.key: choice.name for choice in row.choices}
    match row.kind:
        case FieldKind.YES_NO:
            yes, no = translate("YesNoField", "Yes"), translate("YesNoField", "No")
            return yes if value is True else no
        case FieldKind.CHOICE | FieldKind.CHOICES:
            keys = [value] if isinstance(value, str) else list(value)
            return ", ".join(names.get(str(key), str(key)) for key in keys)
        case FieldKind.NUMBER:
            return str(value).replace(".", QLocale().decimalPoint())
        case FieldKind.MONEY:
            cents = read_cents(str(value))
            return show_cents(cents) if cents is not None else str(value)
        case FieldKind.DOCUMENT:
            return format_document(str(value))
        case FieldKind.DATE:
            return _day_in_words(str(value))
    return str(value)


def _day_in_words(value: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return QDate(day.year, day.month, day.day).toString(DateInput.pattern())
