"""The sentence of a refusal, and the exit code that goes with it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from pacdesk.cli.language import Language
from pacdesk.cli.words import Words
from pacdesk.config.refusals import sentences as known_sentences
from pacdesk.config.stage_words import in_words
from pacdesk.errors import DeskHeld, DeskUnavailable, Invalid, UserError
from pacdesk.exchange.problems import Problem

Say = Callable[[Problem], str]

FINE: Final = 0
REFUSED: Final = 1
WRONG_USAGE: Final = 2
UNAVAILABLE: Final = 3
HELD: Final = 4
BUG: Final = 70
CANCELLED: Final = 130


def exit_code(error: UserError) -> int:
    """4 for a desk that another holds, 3 for one that cannot be used, else 1."""
    if isinstance(error, DeskHeld):
        return HELD
    return UNAVAILABLE if isinstance(error, DeskUnavailable) else REFUSED


def sentences(error: UserError, words: Words) -> list[str]:
    """What a person reads: a sentence, and one line for each field that it is about."""
    lines = [sentence(error, words)]
    if isinstance(error, Invalid):
        for problem in error.problems:
            told = sentence(problem, words)
            field = problem.field
            lines.append(words("end.field", field=field, sentence=told) if field else f"  {told}")
    return lines


def sentence(error: UserError, words: Words) -> str:
    """The sentence of its code; for a code that nobody knows, the code and its facts."""
    known = known_sentences().get(error.code)
    told = in_words(error.facts, portuguese=words.language is Language.PORTUGUESE)
    facts = _Shown({name: _shown(name, value, words.language) for name, value in told.items()})
    if known is None:
        plain = ", ".join(f"{name}={value}" for name, value in facts.items())
        return words("end.unknown", code=error.code, facts=plain).strip()
    return known[0 if words.language is Language.PORTUGUESE else 1].format_map(facts).replace("  ", " ")


def known_codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(known_sentences())


class _Shown(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""


def _shown(name: str, value: Any, language: Language) -> str:
    if name in ("since", "until") and isinstance(value, str):
        value = _moment(value)
    if isinstance(value, datetime):
        local = value.astimezone()
        return local.strftime("%d/%m/%Y %H:%M" if language is Language.PORTUGUESE else "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y" if language is Language.PORTUGUESE else "%Y-%m-%d")
    if isinstance(value, tuple | list | set | frozenset):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value)


def _moment(text: str) -> datetime | str:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text
