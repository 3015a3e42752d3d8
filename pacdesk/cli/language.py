"""Which of the two languages a run speaks."""

import os
from collections.abc import Mapping, Sequence
from enum import StrEnum


class Language(StrEnum):
    """pt-BR by default; English when asked for."""

    PORTUGUESE = "pt-BR"
    ENGLISH = "en"


def language_of(wanted: str | None, environment: Mapping[str, str] | None = None) -> Language:
    """The language asked for with `--lang`, else the first of LC_ALL, LC_MESSAGES and LANG that names
    one we speak, else pt-BR."""
    variables = os.environ if environment is None else environment
    given = [wanted or "", *(variables.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))]
    for text in given:
        if text.lower().startswith("en"):
            return Language.ENGLISH
        if text.lower().startswith("pt"):
            return Language.PORTUGUESE
    return Language.PORTUGUESE


def wanted_in(arguments: Sequence[str]) -> str | None:
    """What `--lang` asks for, found before the arguments are parsed, so that the help is translated."""
    for n, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and n + 1 < len(arguments):
            return arguments[n + 1]
    return None
