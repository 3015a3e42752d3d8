"""A mapping's fields made ready for one file: columns found, dates learnt, values translated."""

import re
from collections.abc import Callable, Iterable

from pacdesk.desk.clients.brazil import read_cep, read_document, repair_cep
from pacdesk.errors import Invalid
from pacdesk.exchange.dates import DateReader, zone
from pacdesk.exchange.mapping import DerivedMap, FieldMap, FileMap
from pacdesk.exchange.markup import plain_text
from pacdesk.exchange.problems import Problem, shortened

Cells = tuple[str, ...]
_COLUMN = re.compile(r"\{([^{}]+)\}")
_FLOAT_TAIL = re.compile(r"\.0+$")
_WHOLE = re.compile(r"^-?\d+\.0+$")
_NUMBERED = re.compile(r" \(\d+\)$")
_NOT_DIGIT = re.compile(r"[.\-/ ]")


class RowFault(Exception):
    """Why a value of a row cannot be taken: the last part of its code, the column and the value."""

    def __init__(self, code: str, column: str, value: str = "") -> None:
        super().__init__(code, column, value)
        self.code, self.column, self.value = code, column, value

    def problem(self, row: int, *, refused: bool = True) -> Problem:
        """What is reported."""
        value = shortened(self.value) if self.value else None
        return Problem(row, f"import.row.{self.code}", self.column or None, value, refused)


class Value:
    """One field of one file."""

    def __init__(self, field: FieldMap, header: Cells, file: FileMap) -> None:
        self.field = field
        self.label = ", ".join(field.used) or "constant"
        self._empty = frozenset(file.empty)
        self._pick = self._picker(header)
        self._match = re.compile(field.match) if field.match else None
        self.dates = DateReader(self.label, zone(field.timezone or file.timezone), field.format, field.pivot)

    def _picker(self, header: Cells) -> Callable[[Cells], str]:
        field = self.field
        if field.constant is not None:
            constant = field.constant
            return lambda _cells: constant
        places = [header.index(name) for name in field.used]
        if field.column is not None:
            (place,) = places
            return lambda cells: self._clean(cells[place])
        if field.columns is not None:
            return lambda cells: field.join.join(filter(None, (self._clean(cells[p]) for p in places)))
        pieces = _COLUMN.split(field.template or "")[::2]

        def filled(cells: Cells) -> str:
            texts = [self._clean(cells[place]) for place in places]
            if not any(texts):
                return ""
            return pieces[0] + "".join(t + piece for t, piece in zip(texts, pieces[1:], strict=True))

        return filled

    def _clean(self, cell: str) -> str:
        text = cell.strip()
        return "" if text in self._empty else text

    def text(self, cells: Cells) -> str:
        """The value as text, "" when there is none. Raises RowFault `value_unknown`."""
        text, field = self._pick(cells), self.field
        if text and self._match is not None:
            text = _found(self._match, text)
        if text and field.markup is not None:
            text = plain_text(text)
        if text and field.values:
            if text in field.values:
                text = field.values[text]
            elif field.other == "refuse":
                raise RowFault("value_unknown", self.label, text)
            elif field.other == "empty":
                text = ""
        if text and field.repair is not None:
            text = repaired(text, field.repair)
        return text or field.default


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return "" if found is None else (found[1 if pattern.groups else 0] or "").strip()


def repaired(text: str, what: str) -> str:
    """The number as it was before a spreadsheet had it: with the zeros at its front, without a `.0` at
    its end; itself when nothing fits.

    Only the zeros: a wrong check digit stays wrong and is marked, never invented.
    """
    if what == "cep":
        return text if read_cep(text).ok else repair_cep(text) or text
    if what == "integer":
        return _FLOAT_TAIL.sub("", text) if _WHOLE.match(text) else text
    bare = _NOT_DIGIT.sub("", _FLOAT_TAIL.sub("", text))
    if bare.isascii() and bare.isdigit():
        for length in (11, 14):
            if length - 3 <= len(bare) <= length and read_document(bare.zfill(length)).ok:
                return bare.zfill(length)
    return text


class Fields:
    """All fields of one file. `date` fields are looked at row by row before they are read."""

    def __init__(self, header: Cells, file: FileMap) -> None:
        self._header, self._file = header, file
        self._dates: list[Value] = []
        self._missing: list[str] = []

    def value(self, field: FieldMap) -> Value:
        """A field made ready; columns that the file lacks are collected for `check`."""
        missing = [name for name in field.used if name not in self._header]
        if missing:
            self._missing.extend(missing)
            return Value(FieldMap(constant=""), self._header, self._file)
        return Value(field, self._header, self._file)

    def copies(self, derived: DerivedMap) -> list[DerivedMap]:
        """An event with `each`, once for each column of that name; any other alone."""
        name = derived.each
        if name is None:
            return [derived]
        columns = [c for c in self._header if c == name or (_NUMBERED.sub("", c) == name)]
        if not columns:
            self._missing.append(name)
        return [_renamed(derived, name, column) for column in columns]

    def maybe(self, field: FieldMap | None) -> Value | None:
        """The same for a field that may be left out."""
        return None if field is None else self.value(field)

    def date(self, field: FieldMap) -> Value:
        """A field that holds a time."""
        value = self.value(field)
        self._dates.append(value)
        return value

    def check(self) -> None:
        """Raises Invalid `import.column_missing` naming every column that the file lacks."""
        if self._missing:
            missing = list(dict.fromkeys(self._missing))
            raise Invalid("import.column_missing", missing=missing, header=list(self._header))

    def see(self, row: int, cells: Cells) -> None:
        """First pass over a row: learn the order of day and month."""
        for value in self._dates:
            if not value.dates.formats:
                value.dates.see(row, value.text(cells))

    def settle(self) -> None:
        """After the first pass. Raises Invalid `import.date_ambiguous`, `import.date_contradicts`."""
        for value in self._dates:
            value.dates.settle()


def _renamed(derived: DerivedMap, old: str, new: str) -> DerivedMap:
    fields = {
        name: _of_column(field, old, new)
        for name in ("activity", "time", "actor", "text")
        if (field := getattr(derived, name)) is not None
    }
    return derived.model_copy(update=fields)


def _of_column(field: FieldMap, old: str, new: str) -> FieldMap:
    told = {
        "column": new if field.column == old else field.column,
        "columns": field.columns and tuple(new if name == old else name for name in field.columns),
        "template": field.template and field.template.replace(f"{{{old}}}", f"{{{new}}}"),
    }
    return field.model_copy(update=told)


def first_text(value: Value | None, rows: Iterable[Cells]) -> str:
    """The field's first (or last, as it says) text that is not empty among the rows of a case."""
    if value is None:
        return ""
    found = ""
    for cells in rows:
        text = value.text(cells)
        if text:
            found = text
            if value.field.take == "first":
                return found
    return found
