"""Fields of a ticket as the stage engine sees them: its own and the custom ones; what is filled, what a
value may be, and how one compares. Pure."""

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from pacdesk.desk.clients.brazil import read_document
from pacdesk.desk.workflow.rows import FieldKind, FieldRow
from pacdesk.errors import UserError

OWN_FIELDS: Mapping[str, FieldKind] = {
    "subject": FieldKind.TEXT,
    "description": FieldKind.LONG_TEXT,
    "subject_id": FieldKind.CHOICE,
    "contact": FieldKind.CHOICE,
    "login": FieldKind.CHOICE,
    "contract": FieldKind.CHOICE,
    "department": FieldKind.CHOICE,
    "attendant": FieldKind.CHOICE,
    "priority": FieldKind.CHOICE,
    "complementary_status": FieldKind.CHOICE,
    "reserved_on": FieldKind.DATE,
    "best_time": FieldKind.CHOICE,
    "address": FieldKind.TEXT,
}
"""A ticket's own fields that a stage may hide, lock or demand. Values of registers are their ids."""

OWN_CHOICES: Mapping[str, tuple[Any, ...]] = {
    "priority": (1, 2, 3, 4),
    "best_time": ("morning", "afternoon", "night", "any"),
}
"""The plain values of a ticket's own fields that are no register."""

NEVER_EMPTY = frozenset({"subject", "description", "department", "priority", "best_time"})
"""Own fields that no ticket is without."""

FACTS: Mapping[str, FieldKind] = {
    "understanding": FieldKind.CHOICE,
    "waiting_on": FieldKind.CHOICE,
    "origin": FieldKind.CHOICE,
    "kind": FieldKind.CHOICE,
}
"""What only guards may ask of."""

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
LONGEST_TEXT = 500
LONGEST_LONG_TEXT = 20_000


def filled(value: Any) -> bool:
    """Whether a value counts as filled in: "Não" and 0 do, blanks do not (d9)."""
    if value is None:
        return False
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, list | tuple | Mapping):
        items = value.values() if isinstance(value, Mapping) else value
        return any(filled(item) for item in items)
    return True


def own_value_fits(name: str, value: Any) -> bool:
    """Whether a plain value can stand in a ticket's own field; registers take ids, or nothing."""
    if not filled(value):
        return name not in NEVER_EMPTY and value is None
    if name in OWN_CHOICES:
        return value in OWN_CHOICES[name] and not isinstance(value, bool)
    if name == "address":
        return False
    try:
        if OWN_FIELDS[name] is FieldKind.CHOICE:
            UUID(str(value))
        elif OWN_FIELDS[name] is FieldKind.DATE:
            date.fromisoformat(str(value))
    except ValueError:
        return False
    return OWN_FIELDS[name] is FieldKind.CHOICE or isinstance(value, str)


def number_of(value: Any) -> Decimal | None:
    """A plain value as a number, if it is one."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def checked(row: FieldRow, value: Any) -> tuple[Any, UserError | None]:
    """The plain value of a custom field as it is kept, or what is wrong with it.

    Numbers and money are kept as decimal text, dates and times as ISO, choices as keys. An empty value
    is None. Codes: `value.not_a_number`, `value.not_a_date`, `value.not_a_time`, `value.not_yes_or_no`,
    `value.not_a_choice`, `value.not_a_document`, `value.too_small`, `value.too_big`, `value.too_long`,
    `value.too_short`, `value.not_an_id`.
    """
    if not filled(value):
        return None, None
    try:
        kept = _KEEPERS[row.kind](row, value)
    except (TypeError, ValueError):
        code = _WRONG[row.kind]
        return None, UserError(code, field=row.key, label=row.name, value=str(value)[:80])
    return kept, _out_of_bounds(row, kept)


def _text(_: FieldRow, value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value.strip()


def _number(_: FieldRow, value: Any) -> str:
    found = number_of(value)
    if found is None:
        raise ValueError(value)
    return format(found, "f")


def _money(_: FieldRow, value: Any) -> str:
    found = number_of(value)
    if found is None or abs(found) >= Decimal(10) ** 15:
        raise ValueError(value)
    cents = found.quantize(Decimal("0.01"))
    if cents != found:
        raise ValueError(value)
    return format(cents, "f")


def _date(_: FieldRow, value: Any) -> str:
    return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()


def _time(_: FieldRow, value: Any) -> str:
    found = value if isinstance(value, time) else time.fromisoformat(str(value))
    return found.isoformat("minutes")


def _yes_no(_: FieldRow, value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _choice(row: FieldRow, value: Any) -> str:
    if value not in {choice.key for choice in row.choices}:
        raise ValueError(value)
    return str(value)


def _choices(row: FieldRow, value: Any) -> list[str]:
    wanted = {value} if isinstance(value, str) else set(value)
    order = [choice.key for choice in row.choices]
    if not wanted <= set(order):
        raise ValueError(value)
    return [key for key in order if key in wanted]


def _document(_: FieldRow, value: Any) -> str:
    reading = read_document(str(value))
    if not reading.ok:
        raise ValueError(value)
    return reading.value


def _id(_: FieldRow, value: Any) -> str:
    return str(UUID(str(value)))


def _ids(row: FieldRow, value: Any) -> list[str]:
    return [_id(row, one) for one in ([value] if isinstance(value, str) else value)]


_KEEPERS = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _money,
    FieldKind.DATE: _date,
    FieldKind.TIME: _time,
    FieldKind.YES_NO: _yes_no,
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _choices,
    FieldKind.DOCUMENT: _document,
    FieldKind.CLIENT: _id,
    FieldKind.FILE: _ids,
}
_WRONG = {
    FieldKind.TEXT: "value.not_a_text",
    FieldKind.LONG_TEXT: "value.not_a_text",
    FieldKind.NUMBER: "value.not_a_number",
    FieldKind.MONEY: "value.not_money",
    FieldKind.DATE: "value.not_a_date",
    FieldKind.TIME: "value.not_a_time",
    FieldKind.YES_NO: "value.not_yes_or_no",
    FieldKind.CHOICE: "value.not_a_choice",
    FieldKind.CHOICES: "value.not_a_choice",
    FieldKind.DOCUMENT: "value.not_a_document",
    FieldKind.CLIENT: "value.not_an_id",
    FieldKind.FILE: "value.not_an_id",
}


def _out_of_bounds(row: FieldRow, kept: Any) -> UserError | None:
    if row.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT):
        longest = LONGEST_TEXT if row.kind is FieldKind.TEXT else LONGEST_LONG_TEXT
        return _bound(row, len(kept), ("value.too_short", "value.too_long"), str(longest))
    if row.kind in (FieldKind.NUMBER, FieldKind.MONEY):
        return _bound(row, Decimal(kept), ("value.too_small", "value.too_big"))
    if row.kind in (FieldKind.DATE, FieldKind.TIME):
        if row.minimum and kept < row.minimum:
            return UserError("value.too_small", field=row.key, label=row.name, limit=row.minimum)
        if row.maximum and kept > row.maximum:
            return UserError("value.too_big", field=row.key, label=row.name, limit=row.maximum)
    return None


def _bound(
    row: FieldRow, measured: Decimal | int, codes: tuple[str, str], longest: str | None = None
) -> UserError | None:
    lowest, highest = number_of(row.minimum), number_of(row.maximum or longest)
    if lowest is not None and measured < lowest:
        return UserError(codes[0], field=row.key, label=row.name, limit=str(lowest))
    if highest is not None and measured > highest:
        return UserError(codes[1], field=row.key, label=row.name, limit=str(highest))
    return None
