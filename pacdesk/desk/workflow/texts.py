"""Values of custom fields as texts of a file or of the command line. Pure."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from pacdesk.desk.workflow.fields import number_of
from pacdesk.desk.workflow.rows import ChoiceRow, FieldKind, FieldRow, Flow
from pacdesk.errors import Invalid

_YES = frozenset({"sim", "s", "yes", "y", "true", "verdadeiro", "1", "x"})
_NO = frozenset({"não", "nao", "n", "no", "false", "falso", "0"})
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def find_field(flow: Flow, name: str) -> FieldRow | None:
    """The custom field with that key or, however it is written, that name."""
    wanted = " ".join(name.split()).casefold()
    by_key = flow.field(name.strip())
    return by_key or next((row for row in flow.fields if row.name.casefold() == wanted), None)


def plain_of(row: FieldRow, text: str, *, decimal: str = ",") -> Any:
    """The plain value that a text means; None for an empty one. What it cannot mean stays the text, for
    `fields.checked` to refuse. `decimal` is the sign before the decimals. Raises Invalid
    `value.file_not_here`: a file is attached to its ticket, no text can stand for it."""
    said = text.strip()
    if not said:
        return None
    match row.kind:
        case FieldKind.NUMBER | FieldKind.MONEY:
            return _number(said, decimal)
        case FieldKind.YES_NO:
            return _yes_no(said)
        case FieldKind.DATE:
            return _date(said)
        case FieldKind.CHOICE:
            return _choice(row.choices, said)
        case FieldKind.FILE:
            raise Invalid("value.file_not_here", field=row.key, label=row.name)
        case FieldKind.CHOICES:
            return [_choice(row.choices, part) for part in said.split(";") if part.strip()]
    return said


def _number(said: str, decimal: str) -> str:
    thousands = "." if decimal == "," else ","
    bare = said.replace("R$", "").replace("\xa0", "").replace(" ", "")
    parted = re.fullmatch(rf"-?\d{{1,3}}(\{thousands}\d{{3}})+(\{decimal}\d+)?", bare)
    if parted:
        bare = bare.replace(thousands, "")
    bare = bare.replace(decimal, ".")
    return bare if number_of(bare) is not None else said


def _yes_no(said: str) -> bool | str:
    folded = said.casefold()
    if folded in _YES:
        return True
    return False if folded in _NO else said


def _date(said: str) -> str:
    found = _DAY.fullmatch(said)
    if found is None:
        return said
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError:
        return said


def _choice(choices: Iterable[ChoiceRow], said: str) -> str:
    wanted = said.strip()
    keys = {choice.key: choice.key for choice in choices}
    names = {choice.name.casefold(): choice.key for choice in choices}
    return keys.get(wanted) or names.get(wanted.casefold()) or wanted
