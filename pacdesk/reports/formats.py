"""Dates, durations, sizes and initials as documents print them, in both languages."""

from datetime import datetime
from zoneinfo import ZoneInfo

from pacdesk.desk.tickets.dossier import Language

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Formats:
    """Writes values in one language and one time zone."""

    def __init__(self, language: Language, zone: ZoneInfo) -> None:
        self.portuguese = language is Language.PORTUGUESE
        self._zone = zone

    def moment(self, at: datetime) -> str:
        """`24/11/2026 às 08:52` or `24 Nov 2026, 08:52`."""
        local = at.astimezone(self._zone)
        if self.portuguese:
            return f"{local.day:02}/{local.month:02}/{local.year} às {local.hour:02}:{local.minute:02}"
        return f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {local.hour:02}:{local.minute:02}"

    def day(self, at: datetime) -> str:
        """`24/11/2026` or `24 Nov 2026`."""
        local = at.astimezone(self._zone)
        if self.portuguese:
            return f"{local.day:02}/{local.month:02}/{local.year}"
        return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"

    def clock(self, at: datetime) -> str:
        """`13:06`."""
        local = at.astimezone(self._zone)
        return f"{local.hour:02}:{local.minute:02}"

    def seconds(self, seconds: int) -> str:
        """A duration of the wall clock, at most two units: `2 d 4 h`, `1 h 20 min`, `48 min`, `40 s`."""
        if seconds < 60:
            return f"{max(seconds, 0)} s"
        minutes = seconds // 60
        days, rest = divmod(minutes, 1440)
        return two_units(days, rest)

    def minutes(self, minutes: int) -> str:
        """A duration of a deadline's clock; business hours are not rolled up into days."""
        return two_units(0, max(minutes, 0))

    def running(self, minutes: int) -> str:
        """A duration of the wall clock in minutes, rolled up into days."""
        return self.seconds(max(minutes, 1) * 60)

    def size(self, count: int) -> str:
        """`412 kB`, `1,4 MB`; in English with a point."""
        if count < 1000:
            return f"{count} B"
        if count < 1_000_000:
            return f"{round(count / 1000)} kB"
        text = f"{count / 1_000_000:.1f}"
        return f"{text.replace('.', ',') if self.portuguese else text} MB"


def two_units(days: int, minutes: int) -> str:
    """Days and minutes as the two largest units that say something."""
    hours, minutes = divmod(minutes, 60)
    parts = [f"{n} {unit}" for n, unit in ((days, "d"), (hours, "h"), (minutes, "min")) if n]
    return " ".join(parts[:2]) or "0 min"


def initials(name: str) -> str:
    """One or two letters that stand for a person."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
