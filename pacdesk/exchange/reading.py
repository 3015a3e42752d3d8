"""Reads a table from a CSV (also gzipped) or XLSX file: a header, then rows with their numbers.

What the bytes are decides how a file is read, not its name. Every cell is text: a date of a
workbook comes as `2024-01-31T00:00:00`, a number as Python writes it, an empty cell as "". Rows
stream; a file of any length takes the same memory.

Two kinds of bad input. What makes the *whole file* untrustworthy raises a UserError, most of them
before the first row: `import.file_missing`, `import.file_unreadable`, `import.file_empty`,
`import.file_kind`, `import.gzip_truncated`, `import.gzip_damaged`, `import.gzip_bomb`,
`import.line_endless`, `import.encoding_unknown`, `import.xlsx_damaged`, `import.zip_bomb`,
`import.xml_forbidden`, `import.sheet_missing`, `import.header_missing`, `import.header_repeated`,
`import.columns_too_many`, `import.no_rows`, `import.quote_unclosed`. What spoils *one row* goes to
`report` as a refused Problem and the next row is read: `import.row.ragged`, `import.row.nul`,
`import.row.encoding`, `import.row.cell_too_long`, `import.row.quotes`, `import.row.formula`,
`import.row.cell_error`.

A caller that must not import half a file reads it to the end first (`exchange/cases.py` does).
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Literal, NamedTuple, Self

from pacdesk.errors import Invalid
from pacdesk.exchange.opening import Limits, content_kind, open_bytes, open_text
from pacdesk.exchange.problems import Problem, Report, shortened
from pacdesk.exchange.sheets import Sheet

_NOT_TEXT = re.compile("[\ud800-\udfff\ufffd\x00-\x08\x0b\x0e-\x1f]")
_UNDECODED = re.compile("[\ud800-\udfff\ufffd]")
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 50
DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out, as far as its mapping says; None means: find out."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None
    sheet: str | None = None
    header_row: int = 1
    repeated_headers: Literal["refuse", "number"] = "refuse"
    short_rows: Literal["refuse", "fill"] = "refuse"


class Row(NamedTuple):
    """A row of the table; `cells` are as many as the header has."""

    number: int
    cells: tuple[str, ...]


class _Raw(NamedTuple):
    """A record before it is judged. `lines` is how many lines of the file it took; `fault` is a
    problem that its source already found."""

    number: int
    cells: list[str]
    line: int
    lines: int
    fault: Problem | None = None


class Table:
    """An open table. Use as a context manager; iterate once. `notes` fills while reading."""

    def __init__(self, path: Path, layout: Layout, report: Report, limits: Limits = DEFAULT_LIMITS) -> None:
        self.path = path
        self.header: tuple[str, ...] = ()
        self.encoding: str | None = None
        self.delimiter: str | None = None
        self.notes: list[Problem] = []
        self._layout, self._report, self._limits = layout, report, limits
        self._mixed = False
        self._fills = layout.short_rows == "fill"
        self._closing = ExitStack()
        try:
            self._records = self._open()
            self._read_header()
        except BaseException:
            self._closing.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()

    def __iter__(self) -> Iterator[Row]:
        found = False
        for raw in self._records:
            if raw.fault is None and not any(raw.cells):
                continue
            found = True
            problem = raw.fault or self._fault(raw)
            if problem is not None:
                self._report(self._named(problem))
                continue
            width = len(self.header)
            yield Row(raw.number, tuple((raw.cells + [""] * (width - len(raw.cells)))[:width]))
        if not found:
            raise Invalid("import.no_rows", file=self.path.name)

    def _open(self) -> Iterator[_Raw]:
        with open_bytes(self.path) as stream:
            head = stream.read(16)
        kind = content_kind(head)
        if kind == "zip":
            # A workbook leaves empty cells out of a row: a short one lacks nothing.
            self._fills = True
            sheet = self._closing.enter_context(Sheet(self.path, self._layout.sheet, self._limits))
            return self._from_sheet(sheet)
        if kind not in ("gzip", "text"):
            raise Invalid("import.file_kind", file=self.path.name, found=kind)
        text = open_text(self.path, self._layout.encoding, self._limits)
        self.encoding, self._mixed = text.encoding, text.mixed
        with text.open() as sample:
            shape = _shape(sample, self._layout)
        self.delimiter = shape.delimiter
        stream_of_text = self._closing.enter_context(text.open())
        return _records(stream_of_text, shape, self._limits, self.path.name)

    def _from_sheet(self, sheet: Sheet) -> Iterator[_Raw]:
        for number, cells, fault in sheet.rows(self.notes.append):
            yield _Raw(number, cells, number, 1, fault)

    def _read_header(self) -> None:
        first = next((raw for raw in self._records if raw.number >= self._layout.header_row), None)
        if first is None or not any(cell.strip() for cell in first.cells):
            raise Invalid("import.header_missing", file=self.path.name, row=self._layout.header_row)
        names = [cell.strip() for cell in first.cells]
        while not names[-1]:
            names.pop()
        if len(names) > self._limits.columns:
            raise Invalid("import.columns_too_many", found=len(names), limit=self._limits.columns)
        if any(_NOT_TEXT.search(name) for name in names):
            raise Invalid("import.header_unreadable", file=self.path.name, encoding=self.encoding)
        self.header = tuple(self._distinct(names))

    def _distinct(self, names: list[str]) -> list[str]:
        filled = [name or f"#{place}" for place, name in enumerate(names, 1)]
        repeated = [name for name, times in Counter(filled).items() if times > 1]
        if not repeated:
            return filled
        if self._layout.repeated_headers == "refuse":
            places = {name: [i for i, n in enumerate(filled, 1) if n == name] for name in repeated}
            raise Invalid("import.header_repeated", file=self.path.name, names=repeated, places=places)
        seen: Counter[str] = Counter()
        out = []
        for name in filled:
            seen[name] += 1
            out.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
        return out

    def _named(self, problem: Problem) -> Problem:
        """A column that its source knew by its place only, by its name."""
        place = (problem.column or "").removeprefix("#")
        if place == problem.column or not place.isdigit() or not 0 < int(place) <= len(self.header):
            return problem
        return replace(problem, column=self.header[int(place) - 1])

    def _fault(self, raw: _Raw) -> Problem | None:
        """Why this row cannot be taken, or None."""
        width, extra = len(self.header), raw.cells[len(self.header) :]
        ragged = any(extra) or (len(raw.cells) < width and not self._fills)
        if ragged and raw.lines > 1:
            # A quote left open swallows line ends until some later quote closes it by chance: the
            # rows in between are lost in one cell, so nothing of such a file can be believed.
            raise Invalid("import.quote_unclosed", file=self.path.name, row=raw.number, line=raw.line)
        text = "".join(raw.cells)
        if len(text) > self._limits.cell or "\x00" in text or not text.isascii():
            problem = self._bad_cell(raw)
            if problem is not None:
                return problem
        if ragged:
            facts = {"expected": width, "found": len(raw.cells)}
            return Problem(raw.number, "import.row.ragged", facts=facts)
        return None

    def _bad_cell(self, raw: _Raw) -> Problem | None:
        for place, cell in enumerate(raw.cells):
            code: str | None = None
            facts: dict[str, object] = {}
            if len(cell) > self._limits.cell:
                code, facts = "cell_too_long", {"length": len(cell), "limit": self._limits.cell}
            elif "\x00" in cell:
                code = "nul"
            elif self._ill_decoded(cell):
                code, facts = "encoding", {"encoding": self.encoding}
            if code:
                name = self.header[place] if place < len(self.header) else f"#{place + 1}"
                return Problem(raw.number, f"import.row.{code}", name, shortened(cell), facts=facts)
        return None

    def _ill_decoded(self, cell: str) -> bool:
        if self.encoding is None or cell.isascii():
            return False
        if _UNDECODED.search(cell):
            return True
        if not self._mixed:
            return False
        # In a file that mixes encodings, bytes that are proper UTF-8 were not meant as Windows-1252.
        try:
            cell.encode(self.encoding).decode("utf-8")
        except UnicodeError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class _Shape:
    delimiter: str
    quote: str
    escape: str | None
    skip: int = 0


def _shape(sample: io.TextIOWrapper, layout: Layout) -> _Shape:
    """The delimiter and the quote: stated, or those that cut the first lines most evenly."""
    lines = [sample.readline(1 << 16) for _ in range(_SAMPLE_LINES)]
    skip = 0
    stated = layout.delimiter
    if lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        stated, skip = stated or lines[0][4], 1
    text = "".join(lines[skip:])
    quote = layout.quote or _quote(text)
    return _Shape(stated or _delimiter(text, quote, layout.header_row - 1), quote, layout.escape, skip)


def _quote(text: str) -> str:
    around = {mark: len(re.findall(rf"(?:^|[,;\t|]){mark}", text, re.MULTILINE)) for mark in "\"'"}
    return "'" if around["'"] > 2 and not around['"'] else '"'


def _delimiter(text: str, quote: str, before_header: int) -> str:
    """The candidate by which most rows have as many cells as the header; more cells win a tie."""

    def score(delimiter: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote)
        try:
            rows = [row for row in reader if row][before_header:]
        except csv.Error:
            return (0.0, 0)
        width = len(rows[0]) if rows else 0
        if width < 2:
            return (0.0, 1)
        return (sum(len(row) == width for row in rows) / len(rows), width)

    best = max(_DELIMITERS, key=score)
    return best if score(best)[1] > 1 else ","


class _Lines:
    """The lines of a text, counted; none longer than a record may be."""

    def __init__(self, stream: io.TextIOWrapper, limit: int, name: str) -> None:
        self._stream, self._limit, self._name = stream, limit, name
        self.count = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(self._limit + 1)
        if not line:
            self.ended = True
            raise StopIteration
        self.count += 1
        if len(line) > self._limit:
            raise Invalid("import.line_endless", file=self._name, line=self.count, limit=self._limit)
        return line


def _records(stream: io.TextIOWrapper, shape: _Shape, limits: Limits, name: str) -> Iterator[_Raw]:
    lines = _Lines(stream, limits.record, name)
    for _ in range(shape.skip):
        next(lines)
    # The limit is the process's; a record ends before it, or its quote is taken for unclosed.
    csv.field_size_limit(limits.record)
    reader = csv.reader(
        lines, delimiter=shape.delimiter, quotechar=shape.quote, escapechar=shape.escape, strict=True
    )
    number = shape.skip
    while True:
        number += 1
        before = lines.count
        fault, cells = None, []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if lines.count > before + 1 or lines.ended:
                raise Invalid("import.quote_unclosed", file=name, row=number, line=before + 1) from None
            fault = Problem(number, "import.row.quotes", facts={"line": before + 1, "reason": str(error)})
        yield _Raw(number, cells, before + 1, lines.count - before, fault)
