"""What is wrong in a mapping file, as refusals that name the key, its line and what would be right.

Each problem has a code `import.mapping.…`: `unknown` (facts `known`: the keys that stand there),
`absent`, `choice` (`expected`), `kind`, `origin`, `misplaced` (`needed`), `stage` and `expression`
(`value`, `reason`), `history_tickets`, else `other` (`reason`).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from pacdesk.errors import Invalid

LIBRARY: Mapping[str, str] = {
    "extra_forbidden": "unknown",
    "missing": "absent",
    "literal_error": "choice",
    "greater_than_equal": "range",
    "less_than_equal": "range",
    "string_too_short": "length",
    "string_too_long": "length",
}
OWN = frozenset(("unknown", "absent", "origin", "misplaced", "stage", "expression", "history_tickets"))
_QUOTED = re.compile(r"'([^']*)'")
_SAID_BY_LIBRARY = "ctx"


def fault(code: str, **facts: Any) -> PydanticCustomError:
    """What a validator of the mapping raises. `key` says of which key, when it is not the validated one."""
    return PydanticCustomError(code, "{told}", {"told": code, **facts})


def problem_of(text: str, detail: Mapping[str, Any], model: type[BaseModel]) -> Invalid:
    """One error of the library as a refusal. `text` is the file, for the line."""
    told: dict[str, Any] = dict(detail.get(_SAID_BY_LIBRARY) or {})
    place = [str(part) for part in detail["loc"]]
    if told.get("key"):
        place = str(told["key"]).split(".")
    kind = str(detail["type"])
    code = kind if kind in OWN else LIBRARY.get(kind, "kind" if kind.endswith("_type") else "other")
    facts = {
        "key": ".".join(place),
        "line": _line(text, place),
        "reason": told.get("reason", detail["msg"]),
        "known": told.get("known") or (_keys_at(model, place[:-1]) if code == "unknown" else []),
        "expected": _QUOTED.findall(str(told.get("expected", ""))),
        "needed": told.get("needed", ""),
        "value": told.get("value", ""),
    }
    return Invalid(f"import.mapping.{code}", **facts)


def _keys_at(model: type[BaseModel], place: Sequence[str]) -> list[str]:
    """The keys that a table of the mapping knows; none for one whose keys are free."""
    here: type[BaseModel] | None = model
    for part in place:
        if part.isdigit():
            continue
        field = here.model_fields.get(part) if here is not None else None
        here = _model_in(field.annotation) if field is not None else None
    return list(here.model_fields) if here is not None else []


def _model_in(kind: Any) -> type[BaseModel] | None:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next((found for part in get_args(kind) if (found := _model_in(part)) is not None), None)


_TABLE = re.compile(r"^\s*\[{1,2}\s*(.+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")


def _line(text: str, place: list[str]) -> int | None:
    """The line on which the key `place` stands, or the closest key around it."""
    wanted = [part for part in place if not part.isdigit()]
    best: tuple[int, int] | None = None
    table: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if found := _TABLE.match(line):
            table = here = _parts(found[1])
        elif found := _KEY.match(line):
            here = table + _parts(found[1])
        else:
            continue
        if here == wanted[: len(here)] and (best is None or len(here) > best[0]):
            best = (len(here), number)
    return best[1] if best else None


def _parts(dotted: str) -> list[str]:
    return ["".join(groups) for groups in _PART.findall(dotted)]
