"""What a user can be told. Imports nothing of pacdesk.

Every refusal is a code plus facts; the sentence is made where it is shown (`gui/messages.py`
for the window, `cli` for the command line), in the language of its reader. A failure that is
none of these classes is a bug and goes to the crash handler.
"""

from collections.abc import Mapping
from typing import Any


class UserError(Exception):
    """Something the user can understand and act on.

    `code` is stable and dotted (`ticket.already_taken`); `facts` fill its sentence; `field`
    names the form field it belongs to, if there is one.
    """

    def __init__(self, code: str, *, field: str | None = None, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.field = field
        self.facts: Mapping[str, Any] = facts

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({shown})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.code, self.field, dict(self.facts))


def _rebuild(kind: type[UserError], code: str, field: str | None, facts: dict[str, Any]) -> UserError:
    return kind(code, field=field, **facts)


class Invalid(UserError):
    """A value or a combination of values that a rule refuses. `problems` has one entry a field."""

    def __init__(self, code: str = "invalid", *, problems: tuple[UserError, ...] = (), **facts: Any) -> None:
        super().__init__(code, **facts)
        self.problems = problems

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild_invalid, (self.code, self.field, self.problems, dict(self.facts))


def _rebuild_invalid(
    code: str, field: str | None, problems: tuple[UserError, ...], facts: dict[str, Any]
) -> Invalid:
    return Invalid(code, field=field, problems=problems, **facts)


class Forbidden(UserError):
    """The person may not do this; `facts["why"]` names the rule and `facts["who"]` who can change it."""


class NotFound(UserError):
    """No such row, or none that the person may see: the two are not told apart."""


class Conflict(UserError):
    """Someone else was first; facts carry who, when, and both values."""


class DeskUnavailable(UserError):
    """The desk itself cannot be used: missing, damaged, locked, too new, disk full, no key."""


class DeskHeld(DeskUnavailable):
    """Another process holds the desk's writer lock; facts carry `host`, `pid`, `since`, `who`."""


class Cancelled(Exception):
    """The user cancelled a job. Never shown as an error."""
