"""What reading a value answers with, and what every reader does first."""

import unicodedata
from typing import Final

from pacdesk.desk.lean import dataclass
from pacdesk.errors import UserError

_DASHES: Final = frozenset("\u2212\u2010\u2011")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a value.

    `value` is what is stored: the bare canonical form when `ok`, else what was typed, trimmed.
    `shown` is how people read it. `code` says why it is not ok; `suggestion` is a repaired form
    as shown, offered when only one repair makes sense.
    """

    value: str
    shown: str
    ok: bool = True
    code: str = ""
    suggestion: str = ""

    def problem(self, field: str) -> UserError | None:
        """The refusal of a form's `field`, or None. Facts: typed, suggestion ("" if none)."""
        if self.ok:
            return None
        return UserError(self.code, field=field, typed=self.value, suggestion=self.suggestion)


EMPTY: Final = Reading("", "")
"""Nothing was typed: ok, because whether a value is demanded is the form's rule."""


def bad(text: str, code: str, suggestion: str = "") -> Reading:
    """A reading that is not ok and keeps what was typed."""
    typed = text.strip()
    return Reading(typed, typed, ok=False, code=code, suggestion=suggestion)


def plain(text: str) -> str:
    """`text` with the blanks and dashes that pasting brings made ordinary, invisible marks dropped.

    Nothing else is changed: a letter or digit of another script stays what it is.
    """
    if text.isascii():
        return text.strip()
    kept = []
    for letter in text:
        category = unicodedata.category(letter)
        if category == "Zs":
            kept.append(" ")
        elif category == "Pd" or letter in _DASHES:
            kept.append("-")
        elif category != "Cf":
            kept.append(letter)
    return "".join(kept).strip()


def letters(text: str) -> str:
    """Capitals without accents and with single blanks, to compare names by."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(bare.upper().split())
