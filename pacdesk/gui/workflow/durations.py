"""Expected durations as people write and read them: `3 business days`, `2 h`, `1 h 30 min`.

A duration is business minutes; a business day is eight hours of them.
"""

import re
from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from pacdesk.gui.wording import duration

translate = QCoreApplication.translate
BUSINESS_DAY = 480
"""Minutes in a business day."""
_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-zà-ü.]*)\s*(?:[úu]te?is|[úu]til|business|working|de trabalho)?")
_UNITS = {
    "min": 1,
    "m": 1,
    "minuto": 1,
    "minutos": 1,
    "minute": 1,
    "minutes": 1,
    "h": 60,
    "hora": 60,
    "horas": 60,
    "hour": 60,
    "hours": 60,
    "d": BUSINESS_DAY,
    "dia": BUSINESS_DAY,
    "dias": BUSINESS_DAY,
    "day": BUSINESS_DAY,
    "days": BUSINESS_DAY,
    "semana": 5 * BUSINESS_DAY,
    "semanas": 5 * BUSINESS_DAY,
    "week": 5 * BUSINESS_DAY,
    "weeks": 5 * BUSINESS_DAY,
}
_AROUND = re.compile(r"\b(?:business|working|e|and|de)\b")


def show_minutes(minutes: int | None) -> str:
    """`3 business days`, `1 business day 2 h`, `2 h 30 min`; nothing for None."""
    if minutes is None or minutes <= 0:
        return ""
    days, rest = divmod(minutes, BUSINESS_DAY)
    one, more = translate("Durations", "1 business day"), translate("Durations", "{count} business days")
    told = "" if not days else one if days == 1 else more.format(count=days)
    return f"{told} {duration(timedelta(minutes=rest)) if rest else ''}".strip()


def short_minutes(minutes: int | None) -> str:
    """The same where there is little room: `3 days`, `2 h`."""
    if minutes is None or minutes <= 0:
        return ""
    days, rest = divmod(minutes, BUSINESS_DAY)
    if days and not rest:
        one, more = translate("Durations", "1 day"), translate("Durations", "{count} days")
        return one if days == 1 else more.format(count=days)
    return duration(timedelta(minutes=minutes))


def read_minutes(text: str) -> int | None:
    """Business minutes of what was typed, in Portuguese or English; a bare number is hours, one
    behind hours is minutes (`1h30`). None: not understood."""
    typed = _AROUND.sub(" ", text.strip().lower())
    if not typed:
        return None
    total, at, found = 0.0, 0, False
    while at < len(typed):
        part = _PART.match(typed, at)
        if part is None or part.end() == at:
            return None
        unit = part[2].strip(".")
        if unit and unit not in _UNITS:
            return None
        factor = _UNITS.get(unit, 1 if found else 60)
        total += float(part[1].replace(",", ".")) * factor
        found = True
        at = part.end()
        while at < len(typed) and typed[at] in " ,;":
            at += 1
    return round(total) or None
