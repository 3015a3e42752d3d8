"""The facts of the stage engine's refusals in words, for both doors: which field, which condition, who."""

from collections.abc import Mapping, Sequence
from typing import Any

from pacdesk.config.refusals import sentences

MOST_USES = 6
_YES_NO = {True: ("Sim", "Yes"), False: ("Não", "No")}


def in_words(facts: Mapping[str, Any], *, portuguese: bool) -> dict[str, Any]:
    """The facts with `label` (a ticket's own field by its name), `conditions`, `who` and `trigger` as
    texts."""
    told = dict(facts)
    if told.get("label") == "" and "name" in told:
        told["label"] = _word(f"own_field.{told['name']}", str(told["name"]), portuguese=portuguese)
    if isinstance(told.get("conditions"), Sequence) and not isinstance(told["conditions"], str):
        said = [_condition(one, portuguese=portuguese) for one in told["conditions"]]
        told["conditions"] = "; ".join(said)
    if isinstance(told.get("who"), tuple | list):
        words = [_word(f"who.{one}", str(one), portuguese=portuguese) for one in told["who"]]
        told["who"] = ", ".join(words)
    if "trigger" in told:
        told["trigger"] = _word(f"trigger.{told['trigger']}", str(told["trigger"]), portuguese=portuguese)
    if "uses" in told:
        told["uses"] = _uses(told["uses"], portuguese=portuguese)
    return told


def _uses(uses: Sequence[tuple[str, str, int]], *, portuguese: bool) -> str:
    """The first things that use a row, each by its name or counted, and how many more there are."""
    said = []
    for kind, name, count in uses[:MOST_USES]:
        word = _word(f"use.{kind}.one" if count == 1 else f"use.{kind}", kind, portuguese=portuguese)
        said.append(f"{word} “{name}”" if name else f"{count} {word}")
    left = len(uses) - MOST_USES
    if left > 0:
        said.append(f"{'e mais' if portuguese else 'and'} {left}{'' if portuguese else ' more'}")
    return "; ".join(said)


def _condition(said: Mapping[str, Any], *, portuguese: bool) -> str:
    name = str(said["name"])
    label = said["label"] or _word(f"own_field.{name}", name, portuguese=portuguese)
    operator = _word(f"operator.{said['op']}", str(said["op"]), portuguese=portuguese)
    values = " / ".join(_value(one, portuguese=portuguese) for one in said["values"])
    return " ".join(part for part in (f"“{label}”", operator, values) if part)


def _value(value: Any, *, portuguese: bool) -> str:
    if isinstance(value, bool):
        return _YES_NO[value][0 if portuguese else 1]
    return str(value)


def _word(code: str, otherwise: str, *, portuguese: bool) -> str:
    pair = sentences().get(code)
    return otherwise if pair is None else pair[0 if portuguese else 1]
