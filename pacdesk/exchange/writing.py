"""Writes rows as CSV or XLSX for people who open them in Excel.

A cell is a str, int, float, Decimal, bool, date, time, datetime or None. Rows stream: a million of
them take the memory of one. The file appears under its name only when it is whole; on an error or a
cancel nothing is left of it and an older file of that name stays.

Text that a spreadsheet would run as a formula is written as text: in CSV with an apostrophe before
it, in XLSX as a string cell. Numbers stay numbers, negative ones too.
"""

import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from pathlib import Path
from typing import Any

from pacdesk.errors import Invalid, UserError

Cell = str | int | float | Decimal | bool | date | time | datetime | None
Rows = Iterable[Sequence[Cell]]
Tick = Callable[[int], None]

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_TICK_EVERY = 1_000
XLSX_ROWS = 1_048_576
XLSX_CELL = 32_767


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a language's Excel expects a CSV, and what yes and no are called in it."""

    delimiter: str
    encoding: str
    decimal: str
    date_format: str
    excel_date: str
    yes: str
    no: str


PORTUGUESE = Dialect(";", "utf-8-sig", ",", "%d/%m/%Y", "dd/mm/yyyy", "Sim", "Não")
ENGLISH = Dialect(",", "utf-8", ".", "%Y-%m-%d", "yyyy-mm-dd", "Yes", "No")
DIALECTS = {"pt_BR": PORTUGUESE, "en": ENGLISH}


def neutral(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def write_csv(
    path: Path, header: Sequence[str], rows: Rows, dialect: Dialect, zone: tzinfo, *, tick: Tick | None = None
) -> int:
    """Write the rows; answers how many. Aware times are shown in `zone`.

    `tick(rows)` is called each thousand rows and may raise Cancelled. Raises Invalid
    `export.not_writable`, `export.disk_full`.
    """
    written = 0
    with _whole(path) as partial, partial.open("w", encoding=dialect.encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=dialect.delimiter, lineterminator="\r\n")
        writer.writerow([neutral(name) for name in header])
        for row in rows:
            writer.writerow([_csv_text(cell, dialect, zone) for cell in row])
            written += 1
            _tell(tick, written)
    return written


def write_xlsx(
    path: Path,
    header: Sequence[str],
    rows: Rows,
    dialect: Dialect,
    zone: tzinfo,
    *,
    title: str = "",
    tick: Tick | None = None,
) -> int:
    """Write the rows as a workbook with typed dates and numbers, a frozen header and a filter.

    Answers how many rows. As `write_csv`; also Invalid `export.too_many_rows` (a sheet holds
    1,048,575 beside its header).
    """
    import xlsxwriter

    with _whole(path) as partial, tempfile.TemporaryDirectory(prefix="pacdesk-") as aside:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "nan_inf_to_errors": True,
            "tmpdir": aside,
        }
        book = xlsxwriter.Workbook(str(partial), options)
        try:
            sheet = _Sheet(book, title, header, dialect, zone)
            for row in rows:
                sheet.write(row)
                _tell(tick, sheet.written)
            sheet.finish()
            book.close()
        except BaseException:
            _discard(book)
            raise
    return sheet.written


def _tell(tick: Tick | None, written: int) -> None:
    if tick is not None and written % _TICK_EVERY == 0:
        tick(written)


def _csv_text(cell: Cell, dialect: Dialect, zone: tzinfo) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return neutral(cell)
    if isinstance(cell, bool):
        return dialect.yes if cell else dialect.no
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float | Decimal):
        plain = f"{cell:f}" if isinstance(cell, Decimal) else repr(cell)
        return plain.replace(".", dialect.decimal)
    if isinstance(cell, datetime):
        local = cell.astimezone(zone) if cell.tzinfo is not None else cell
        return local.strftime(f"{dialect.date_format} %H:%M:%S")
    if isinstance(cell, date):
        return cell.strftime(dialect.date_format)
    return cell.strftime("%H:%M")


class _Sheet:
    """One sheet being written. `written` counts its rows."""

    def __init__(self, book: Any, title: str, header: Sequence[str], dialect: Dialect, zone: tzinfo) -> None:
        self.written = 0
        self._dialect, self._zone, self._columns = dialect, zone, len(header)
        self._page = book.add_worksheet(_sheet_name(title))
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._day = book.add_format({"num_format": dialect.excel_date})
        self._moment = book.add_format({"num_format": f"{dialect.excel_date} hh:mm:ss"})
        self._clock = book.add_format({"num_format": "hh:mm"})
        self._page.freeze_panes(1, 0)
        # In constant memory a column's width must be set before its first row is written.
        for place, name in enumerate(header):
            self._page.set_column(place, place, min(max(len(name) + 4, 14), 40))
            self._page.write_string(0, place, name[:XLSX_CELL], bold)

    def write(self, row: Sequence[Cell]) -> None:
        if self.written == XLSX_ROWS - 1:
            raise Invalid("export.too_many_rows", limit=XLSX_ROWS - 1)
        self.written += 1
        for place, cell in enumerate(row):
            self._write_cell(self.written, place, cell)

    def finish(self) -> None:
        if self._columns:
            self._page.autofilter(0, 0, max(self.written, 1), self._columns - 1)

    def _write_cell(self, at: int, place: int, cell: Cell) -> None:
        page = self._page
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            page.write_string(at, place, _xml_text(cell)[:XLSX_CELL])
        elif isinstance(cell, bool):
            page.write_string(at, place, self._dialect.yes if cell else self._dialect.no)
        elif isinstance(cell, int) and abs(cell) >= 10**15:
            page.write_string(at, place, str(cell))
        elif isinstance(cell, int | float | Decimal):
            page.write_number(at, place, cell)
        else:
            self._write_time(at, place, cell)

    def _write_time(self, at: int, place: int, cell: date | time | datetime) -> None:
        if isinstance(cell, datetime):
            local = cell.astimezone(self._zone).replace(tzinfo=None) if cell.tzinfo is not None else cell
            if local.year < 1900:
                self._page.write_string(at, place, _csv_text(local, self._dialect, self._zone))
            else:
                self._page.write_datetime(at, place, local, self._moment)
        elif isinstance(cell, time):
            self._page.write_datetime(at, place, cell.replace(tzinfo=None), self._clock)
        elif cell.year < 1900:
            self._page.write_string(at, place, _csv_text(cell, self._dialect, self._zone))
        else:
            self._page.write_datetime(at, place, datetime(cell.year, cell.month, cell.day), self._day)  # noqa: DTZ001  (Excel's days have no zone)


def _sheet_name(title: str) -> str | None:
    """A name that Excel accepts: 31 characters, without []:*?/\\ and outer apostrophes."""
    kept = "".join(" " if letter in "[]:*?/\\" else letter for letter in title).strip(" '")[:31].strip(" '")
    return None if not kept or kept.lower() == "history" else kept


def _xml_text(text: str) -> str:
    """Without the half characters that no XML can hold; control characters the writer escapes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _discard(book: Any) -> None:
    """Let go of the workbook without writing it: an open temporary file cannot be deleted on Windows."""
    for sheet in book.worksheets():
        if sheet.row_data_fh is not None:
            sheet.row_data_fh.close()


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A path to write to that becomes `path` when the block ends well, and nothing when not."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise _not_writable(path, error) from error
    partial = Path(name)
    try:
        yield partial
        with partial.open("rb+") as stream:
            os.fsync(stream.fileno())
        partial.chmod(0o600 if not path.exists() else path.stat().st_mode & 0o777)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise _not_writable(path, error) from error
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _not_writable(path: Path, error: OSError) -> UserError:
    full = error.errno in (28, 122)  # ENOSPC, EDQUOT
    return Invalid(
        "export.disk_full" if full else "export.not_writable", file=path.name, reason=error.strerror or ""
    )
