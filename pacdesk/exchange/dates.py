"""Dates and times as files write them, read without guessing.

ISO 8601 is always understood, also as programs bend it (`2024/01/31 10:00`, `… 10:00:00 UTC`). Any
other shape needs either a stated format or, for day and month in numbers (with AM or PM after the
time, if they like), proof from the file: some row of the same column whose first (or second) number
is over 12. Without proof the file is refused (`import.date_ambiguous`), with proof both ways as well
(`import.date_contradicts`). A year of two digits is never guessed (`import.row.date_short_year`).
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum
from functools import lru_cache
from zoneinfo import ZoneInfo

from pacdesk.errors import Invalid

EARLIEST, LATEST = 1900, 2200
EXCEL_SERIAL = "excel"
UNIX_SECONDS = "unix"
UNIX_MILLIS = "unix_ms"
_NUMERIC = re.compile(
    r"^(\d{1,2})([/.\-])(\d{1,2})\2(\d{2}|\d{4})"
    r"(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:\s*([AaPp])\.?[Mm]\.?)?)?$"
)
_YEAR_FIRST = re.compile(r"^(\d{4})([/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_SPACED_OFFSET = re.compile(r"(?<=\d)\s*(?:(UTC|GMT|Z)|([+-]\d{2}:?\d{2}))$")
# A workbook has date and time as two cells, each typed: joined they are a midnight and a time.
_MIDNIGHT_AND_TIME = re.compile(r"^(\d{4}-\d\d-\d\dT)00:00:00[ T]+(\d{1,2}:\d\d.*)$")
_MONTHS = {
    "janeiro": "jan", "fevereiro": "feb", "março": "mar", "marco": "mar", "abril": "apr", "maio": "may",
    "junho": "jun", "julho": "jul", "agosto": "aug", "setembro": "sep", "outubro": "oct",
    "novembro": "nov", "dezembro": "dec", "fev": "feb", "abr": "apr", "mai": "may", "ago": "aug",
    "set": "sep", "out": "oct", "dez": "dec",
    "january": "jan", "february": "feb", "march": "mar", "april": "apr", "june": "jun", "july": "jul",
    "august": "aug", "september": "sep", "october": "oct", "november": "nov", "december": "dec",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{3,}\.?")
_UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  (serials have no zone; one is given afterwards)


class Order(Enum):
    """Which number of 03/04/2020 is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(slots=True)
class Evidence:
    """What a column's values say about the order of day and month."""

    day_first: tuple[int, str] | None = None
    month_first: tuple[int, str] | None = None
    undecided: tuple[int, str] | None = None

    def see(self, row: int, text: str) -> None:
        """Look at one value. Values of other shapes say nothing."""
        match = _NUMERIC.match(text)
        if match is None or len(match[4]) == 2:
            return
        first, second = int(match[1]), int(match[3])
        if first > 12:
            self.day_first = self.day_first or (row, text)
        elif second > 12:
            self.month_first = self.month_first or (row, text)
        elif first != second:
            self.undecided = self.undecided or (row, text)

    def order(self, column: str) -> Order:
        """The order the column proves. Raises Invalid `import.date_ambiguous` (facts `row`, `value`,
        `column`) or `import.date_contradicts` (`row`, `value`, `other_row`, `other_value`)."""
        if self.day_first and self.month_first:
            (row, value), (other_row, other) = self.day_first, self.month_first
            raise Invalid(
                "import.date_contradicts",
                column=column, row=row, value=value, other_row=other_row, other_value=other,
            )  # fmt: skip
        if self.undecided and not (self.day_first or self.month_first):
            row, value = self.undecided
            raise Invalid("import.date_ambiguous", column=column, row=row, value=value)
        return Order.MONTH_FIRST if self.month_first else Order.DAY_FIRST


class DateFault(Exception):
    """A value that is no date; `code` is the last part of its problem's code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class DateReader:
    """Reads one column's values. `formats` are strptime's (%b and %B in Portuguese or English),
    `excel` (a serial number), `unix` (seconds) or `unix_ms`; `pivot` is the first two-digit year that
    belongs to the 1900s; `zone` is for values that carry no offset."""

    column: str
    zone: tzinfo
    formats: tuple[str, ...] = ()
    pivot: int | None = None
    evidence: Evidence = field(default_factory=Evidence)
    _order: Order | None = None

    def see(self, row: int, text: str) -> None:
        """First pass: collect proof. Nothing to do when the format is stated."""
        if not self.formats:
            self.evidence.see(row, text)

    def settle(self) -> None:
        """After the first pass: decide, or refuse the file (see `Evidence.order`)."""
        self._order = self.evidence.order(self.column)

    def read(self, text: str) -> datetime:
        """The value in UTC. Raises DateFault `date_unreadable`, `date_short_year`, `date_range`."""
        try:
            found = self._parse(text)
            if not EARLIEST <= found.year <= LATEST:
                raise DateFault("date_range")
            if found.tzinfo is None:
                found = found.replace(tzinfo=self.zone)
            return found.astimezone(UTC)
        except (ValueError, OverflowError):
            raise DateFault("date_unreadable") from None

    def _parse(self, text: str) -> datetime:
        if joined := _MIDNIGHT_AND_TIME.match(text):
            text = joined[1] + joined[2].zfill(8 if joined[2].count(":") == 2 else 5)
        # A workbook's typed date arrives in ISO with a T, whatever format the mapping states for text.
        if not self.formats or (len(text) > 10 and text[10] == "T" and text[4] == "-"):
            try:
                return datetime.fromisoformat(text)
            except ValueError:
                if not self.formats:
                    return _bent_iso(text) or self._numeric(text)
        for shape in self.formats:
            try:
                return self._by_format(text, shape)
            except ValueError:
                continue
        raise DateFault("date_unreadable")

    def _by_format(self, text: str, shape: str) -> datetime:
        if shape == EXCEL_SERIAL:
            return _EXCEL_EPOCH + timedelta(seconds=round(float(text) * 86_400))
        if shape == UNIX_SECONDS:
            return _UNIX_EPOCH + timedelta(seconds=float(text))
        if shape == UNIX_MILLIS:
            return _UNIX_EPOCH + timedelta(milliseconds=float(text))
        if "%b" in shape or "%B" in shape:
            text, shape = _WORD.sub(_month, text), shape.replace("%B", "%b").replace("%b.", "%b")
        found = datetime.strptime(text, shape)  # noqa: DTZ007  (the column's zone is put on by the caller)
        if self.pivot is not None and "%y" in shape:
            short = found.year % 100
            found = found.replace(year=(1900 if short >= self.pivot else 2000) + short)
        return found

    def _numeric(self, text: str) -> datetime:
        match = _NUMERIC.match(text)
        if match is None:
            raise DateFault("date_unreadable")
        if len(match[4]) == 2:
            raise DateFault("date_short_year")
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        day, month = (second, first) if self._order is Order.MONTH_FIRST else (first, second)
        hour, minute, second_of = (int(match[part] or 0) for part in (5, 6, 7))
        if match[9]:
            if not 1 <= hour <= 12:
                raise DateFault("date_unreadable")
            hour = hour % 12 + (12 if match[9] in "Pp" else 0)
        micros = int((match[8] or "").ljust(6, "0")[:6])
        return datetime(year, month, day, hour, minute, second_of, micros)  # noqa: DTZ001  (zone: see above)


def _bent_iso(text: str) -> datetime | None:
    """Year first, but with slashes, a time zone's name or a blank before the offset."""
    text = _YEAR_FIRST.sub(lambda found: f"{found[1]}-{found[3]:0>2}-{found[4]:0>2}", text)
    text = _SPACED_OFFSET.sub(lambda found: "+00:00" if found[1] else found[2], text)
    if not text[:4].isdigit():
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _month(found: re.Match[str]) -> str:
    word = found[0].removesuffix(".").casefold()
    return _MONTHS.get(word, word if word in _MONTHS.values() else found[0])


@lru_cache
def zone(name: str) -> ZoneInfo:
    """The time zone of that name. Raises Invalid `import.zone_unknown`."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Invalid("import.zone_unknown", zone=name) from None
