"""One sheet of an XLSX workbook as rows of text."""

import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pacdesk.errors import Invalid
from pacdesk.exchange.opening import Limits
from pacdesk.exchange.problems import Problem

_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"}
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
# How a workbook writes a character that XML cannot hold; the library leaves it as it stands.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_BLOCK = 1 << 20


def cell_text(value: Any) -> str:
    """A cell's value as text: dates in ISO with a T, whole numbers without a point, yes/no as 1/0."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds" if value.microsecond else "seconds")
    if isinstance(value, date):
        return f"{value.isoformat()}T00:00:00"
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value.total_seconds())
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


class Sheet:
    """A sheet, open. Raises Invalid `import.file_kind` (a zip that is no workbook),
    `import.xlsx_damaged`, `import.zip_bomb`, `import.xml_forbidden`, `import.sheet_missing`."""

    def __init__(self, path: Path, sheet: str | None, limits: Limits) -> None:
        self._path, self._limits = path, limits
        self._closing = ExitStack()
        try:
            self._check_parts()
            self._values = self._load(sheet, values=True)
            # Values and formulas are two readings of the same file; the second is only made when
            # there is a formula, to tell one that was never computed from an empty cell.
            self._formulas = self._load(sheet, values=False) if self._has_formulas else None
        except BaseException:
            self._closing.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()

    def _check_parts(self) -> None:
        name, limits = self._path.name, self._limits
        try:
            archive = self._closing.enter_context(zipfile.ZipFile(self._path))
        except (zipfile.BadZipFile, OSError) as error:
            raise Invalid("import.xlsx_damaged", file=name, reason=str(error)) from None
        parts = archive.infolist()
        if "xl/workbook.xml" not in archive.namelist():
            raise Invalid("import.file_kind", file=name, found="zip")
        size = sum(part.file_size for part in parts)
        packed = max(sum(part.compress_size for part in parts), 1)
        strings = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
        bomb = size > limits.ratio_from and size // packed > limits.ratio
        if size > limits.unpacked or strings > limits.strings or bomb:
            raise Invalid("import.zip_bomb", file=name, read=size, packed=packed)
        sheets = [part for part in parts if part.filename.startswith("xl/worksheets/")]
        try:
            self._has_formulas = any(_contains_formula(archive, part.filename) for part in sheets)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            raise Invalid("import.xlsx_damaged", file=name, reason=str(error)) from None

    def _load(self, sheet: str | None, *, values: bool) -> Any:
        from openpyxl import load_workbook

        # Given a path, the library would ask the name's ending, and leave the file open on an error.
        stream = self._closing.enter_context(self._path.open("rb"))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                book = load_workbook(stream, read_only=True, data_only=values, keep_links=False)
        except Exception as error:  # the library lets whatever its parts raise pass
            raise _unreadable(self._path, error) from error
        self._closing.callback(book.close)
        names = [page.title for page in book.worksheets]
        if not names or (sheet is not None and sheet not in names):
            raise Invalid("import.sheet_missing", file=self._path.name, sheet=sheet, sheets=names)
        page: Any = book[sheet] if sheet is not None else book.worksheets[0]
        page.reset_dimensions()
        return page

    def rows(self, note: Callable[[Problem], None]) -> Iterator[tuple[int, list[str], Problem | None]]:
        """(row number, cells, problem) of each row that is not empty.

        After `Limits.empty_rows` empty rows in a run reading stops and `note` is told
        `import.empty_rows` with the last row looked at.
        """
        empty = 0
        for number, values, formulas in self._pairs():
            cells = [cell_text(value) for value in values]
            while cells and not cells[-1]:
                cells.pop()
            fault = _fault(number, values, formulas)
            if not cells and fault is None:
                empty += 1
                if empty >= self._limits.empty_rows:
                    note(Problem(number, "import.empty_rows", refused=False, facts={"empty": empty}))
                    return
                continue
            empty = 0
            yield number, cells, fault

    def _pairs(self) -> Iterator[tuple[int, tuple[Any, ...], tuple[Any, ...]]]:
        values = self._values.iter_rows(values_only=True)
        formulas = self._formulas.iter_rows(values_only=True) if self._formulas is not None else None
        number = 0
        while True:
            number += 1
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    row = next(values, None)
                    beside = next(formulas, ()) if formulas is not None else ()
            except Exception as error:
                raise _unreadable(self._path, error) from error
            if row is None:
                return
            yield number, row, beside


def _unreadable(path: Path, error: BaseException) -> Invalid:
    """What the workbook library's error means; it wraps the XML parser's refusals."""
    from defusedxml import DefusedXmlException

    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, DefusedXmlException):
            return Invalid("import.xml_forbidden", file=path.name, reason=type(inner).__name__)
        inner = inner.__cause__ or inner.__context__
    return Invalid("import.xlsx_damaged", file=path.name, reason=str(error))


def _contains_formula(archive: zipfile.ZipFile, part: str) -> bool:
    with archive.open(part) as stream:
        before = b""
        while piece := stream.read(_BLOCK):
            if _FORMULA.search(before + piece):
                return True
            before = piece[-16:]
    return False


def _fault(number: int, values: tuple[Any, ...], formulas: tuple[Any, ...]) -> Problem | None:
    for place, value in enumerate(values):
        if value is None:
            formula = formulas[place] if place < len(formulas) else None
            if isinstance(formula, str) and formula.startswith("="):
                return Problem(number, "import.row.formula", f"#{place + 1}", formula[:200])
        elif isinstance(value, str) and value in _ERRORS:
            return Problem(number, "import.row.cell_error", f"#{place + 1}", value)
    return None
