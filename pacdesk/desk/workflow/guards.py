"""Guards of transitions: whether their conditions are met, and which fields they look at. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from pacdesk.desk.workflow.fields import filled, number_of
from pacdesk.desk.workflow.rows import Condition, Guard, Mode, Op

NEED_NO_VALUE = frozenset({Op.FILLED, Op.EMPTY})
NEED_A_LIST = frozenset({Op.ONE_OF, Op.NOT_ONE_OF})
DEEPEST = 8
"""Groups within groups; deeper ones are refused as unreadable."""


def met(guard: Guard | None, values: Mapping[str, Any]) -> bool:
    """Whether the values meet the guard. One without parts is met."""
    if guard is None or not (guard.conditions or guard.groups):
        return True
    answers = (
        *(holds(condition, values.get(condition.field)) for condition in guard.conditions),
        *(met(group, values) for group in guard.groups),
    )
    return all(answers) if guard.mode is Mode.ALL else any(answers)


def unmet(guard: Guard | None, values: Mapping[str, Any]) -> tuple[Condition, ...]:
    """The conditions that keep a guard from being met, for the sentence that says why."""
    if guard is None or met(guard, values):
        return ()
    own = [c for c in guard.conditions if not holds(c, values.get(c.field))]
    return (*own, *(c for group in guard.groups for c in unmet(group, values)))


def holds(condition: Condition, value: Any) -> bool:
    """Whether a value stands the comparison; an empty value stands only `empty` and the negations."""
    match condition.op:
        case Op.FILLED:
            return filled(value)
        case Op.EMPTY:
            return not filled(value)
        case Op.IS:
            return _same(value, condition.value)
        case Op.IS_NOT:
            return not _same(value, condition.value)
        case Op.ONE_OF:
            return any(_same(value, one) for one in condition.value or ())
        case Op.NOT_ONE_OF:
            return not any(_same(value, one) for one in condition.value or ())
        case Op.CONTAINS | Op.STARTS_WITH | Op.ENDS_WITH:
            return _has(condition.op, value, condition.value)
    return _ordered(condition.op, value, condition.value)


def _same(value: Any, wanted: Any) -> bool:
    if not filled(value) or not filled(wanted):
        return filled(value) == filled(wanted)
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    if isinstance(value, list | tuple):
        wanted_all = wanted if isinstance(wanted, list | tuple) else [wanted]
        return {str(v) for v in value} == {str(w) for w in wanted_all}
    left, right = number_of(value), number_of(wanted)
    if left is not None and right is not None:
        return left == right
    return str(value).strip().casefold() == str(wanted).strip().casefold()


def _has(op: Op, value: Any, wanted: Any) -> bool:
    if not filled(value) or not filled(wanted):
        return False
    part = str(wanted).casefold()
    if isinstance(value, list | tuple):
        return op is Op.CONTAINS and any(str(one).casefold() == part for one in value)
    text = str(value).casefold()
    if op is Op.STARTS_WITH:
        return text.startswith(part)
    return text.endswith(part) if op is Op.ENDS_WITH else part in text


def _ordered(op: Op, value: Any, wanted: Any) -> bool:
    """Numbers by size; dates and times in ISO form by their text."""
    if not filled(value) or not filled(wanted):
        return False
    left, right = number_of(value), number_of(wanted)
    numbers = left is not None and right is not None
    order = _sign(left, right) if numbers else _sign(str(value), str(wanted))
    return {
        Op.MORE_THAN: order > 0,
        Op.AT_LEAST: order >= 0,
        Op.LESS_THAN: order < 0,
        Op.AT_MOST: order <= 0,
    }[op]


def _sign(left: Any, right: Any) -> int:
    return int(left > right) - int(left < right)


def every_condition(guard: Guard | None) -> Iterator[Condition]:
    """All conditions of a guard, those of its groups too."""
    if guard is not None:
        yield from guard.conditions
        for group in guard.groups:
            yield from every_condition(group)


def asked_fields(guard: Guard | None) -> frozenset[str]:
    """The fields a guard looks at."""
    return frozenset(condition.field for condition in every_condition(guard))


def depth_of(guard: Guard) -> int:
    """How deep its groups go; 1 without groups."""
    return 1 + max((depth_of(group) for group in guard.groups), default=0)
