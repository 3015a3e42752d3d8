"""Putting guards together from other programs' conditions: and, or, xor, and what is always or never so."""

import re
from collections.abc import Sequence
from typing import Final

from pacdesk.desk.workflow.rows import Condition, Guard, Mode, Op

Part = Condition | Guard | bool
"""A condition, a group, or what is settled already: always so (True), never so (False)."""

_NOT: Final = {
    Op.IS: Op.IS_NOT,
    Op.IS_NOT: Op.IS,
    Op.ONE_OF: Op.NOT_ONE_OF,
    Op.NOT_ONE_OF: Op.ONE_OF,
    Op.FILLED: Op.EMPTY,
    Op.EMPTY: Op.FILLED,
}
MOST_IN_XOR: Final = 4
_SPECIAL = re.compile(r"[\\.^$*+?()\[\]{}|]")


class NotExpressible(ValueError):
    """A condition that no guard can say."""


def joined(mode: Mode, parts: Sequence[Part]) -> Part:
    """The parts joined, as simple as they can be said."""
    settles = mode is Mode.ANY
    if any(part is settles for part in parts):
        return settles
    kept = list(dict.fromkeys(_keyed(part) for part in parts if not isinstance(part, bool)))
    found = [part for _, part in kept]
    if not found:
        return not settles
    if mode is Mode.ANY:
        found = _as_one_of(found)
    if len(found) == 1:
        return found[0]
    conditions = [part for part in found if isinstance(part, Condition)]
    groups: list[Guard] = []
    for part in found:
        if isinstance(part, Guard) and part.mode is mode:
            conditions += part.conditions
            groups += part.groups
        elif isinstance(part, Guard):
            groups.append(part)
    return Guard(mode, tuple(conditions), tuple(groups))


def _keyed(part: Condition | Guard) -> tuple[str, Condition | Guard]:
    return repr(part), part


def _as_one_of(parts: list[Condition | Guard]) -> list[Condition | Guard]:
    """`a is 1 or a is 2` as `a is one of 1, 2`; and what all groups demand alike only once."""
    same = {part.field for part in parts if isinstance(part, Condition) and part.op is Op.IS}
    if len(parts) > 1 and len(same) == 1 and all(isinstance(p, Condition) and p.op is Op.IS for p in parts):
        values = [part.value for part in parts if isinstance(part, Condition)]
        return [Condition(same.pop(), Op.ONE_OF, list(dict.fromkeys(values)))]
    return parts


def exactly_one(parts: Sequence[Part]) -> Part:
    """xor: one part and no other. Raises NotExpressible when a part cannot be denied."""
    open_parts = [part for part in parts if part is not False]
    if len(open_parts) > MOST_IN_XOR:
        raise NotExpressible("xor")
    ways = []
    for n, part in enumerate(open_parts):
        others = [denied(other) for m, other in enumerate(open_parts) if m != n]
        ways.append(joined(Mode.ALL, [part, *others]))
    return joined(Mode.ANY, ways)


def denied(part: Part) -> Part:
    """The contrary. Raises NotExpressible."""
    if isinstance(part, bool):
        return not part
    if isinstance(part, Guard):
        contrary = Mode.ANY if part.mode is Mode.ALL else Mode.ALL
        parts: list[Part] = [*part.conditions, *part.groups]
        return joined(contrary, [denied(one) for one in parts])
    if part.op not in _NOT:
        raise NotExpressible(part.op)
    return Condition(part.field, _NOT[part.op], part.value)


def as_guard(part: Part) -> Guard | None:
    """What a transition keeps: None for what is always so. What is never so must be told before."""
    if isinstance(part, bool):
        return None
    return part if isinstance(part, Guard) else Guard(Mode.ALL, (part,))


def pattern(field: str, expression: str) -> Part:
    """A regular expression as conditions, where it only says what they say. Raises NotExpressible."""
    if expression in (".+", "^.+$", ".", "\\S", "\\S+", ".*\\S.*"):
        return Condition(field, Op.FILLED)
    if expression in ("", ".*", "^.*$"):
        return True
    if expression == "^$":
        return Condition(field, Op.EMPTY)
    first, last = expression.startswith("^"), expression.endswith("$")
    inner = expression.removeprefix("^").removesuffix("$")
    if inner.startswith("(") and inner.endswith(")") and inner.count("(") == 1:
        inner = inner[1:-1].removeprefix("?:")
    elif "|" in inner and (first or last):
        raise NotExpressible(expression)
    words = inner.split("|")
    if any(_SPECIAL.search(word.replace("\\.", "").replace("\\-", "")) or not word for word in words):
        raise NotExpressible(expression)
    plain = [word.replace("\\.", ".").replace("\\-", "-") for word in words]
    op = {(True, True): Op.IS, (True, False): Op.STARTS_WITH, (False, True): Op.ENDS_WITH}.get(
        (first, last), Op.CONTAINS
    )
    return joined(Mode.ANY, [Condition(field, op, word) for word in plain])
