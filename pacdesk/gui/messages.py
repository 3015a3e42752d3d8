"""One table from a refusal's code to what is said: what happened, what to do, and a button for it.

The texts are the source language and are translated when they are shown, with the facts of the
error filled in. An area adds its codes with `add`; storage's own stand in `messages_desk.py`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from importlib import import_module
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from pacdesk.config import os_errors
from pacdesk.config.refusals import sentences as short_sentences
from pacdesk.config.stage_words import in_words
from pacdesk.desk.lean import dataclass
from pacdesk.errors import UserError
from pacdesk.gui.wording import exact

CONTEXT = "Messages"


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Qt's mark for the translators' tool, which knows it by this name; Qt's own is typed as object."""
    del context
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """`what` happened and what to `do`, in sentences; `title` names the task; `button` is (key, verb)."""

    title: str
    what: str
    do: str = ""
    button: tuple[str, str] | None = None

    def text(self) -> str:
        """Both sentences, for where there is one line."""
        return f"{self.what} {self.do}".strip()


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the table, untranslated: the names in braces are facts of the error."""

    what: str
    do: str = ""
    button: tuple[str, str] | None = None
    title: str = ""


_table: dict[str, Told] = {}


def add(rows: Mapping[str, Told]) -> None:
    """Add codes; texts marked with `QT_TRANSLATE_NOOP("Messages", ...)`."""
    _table.update(rows)


def _load_tables() -> None:
    for name in ("desk", "server"):
        import_module(f"pacdesk.gui.messages_{name}")


def known(code: str) -> bool:
    """Whether there is a sentence for a code: our own, or the short one that the command line says."""
    _load_tables()
    return code in _table or code in short_sentences()


def sentence(error: BaseException) -> Message:
    """What to say about an error. An unknown code or a bug gets an honest sentence of its own."""
    error = os_errors.told(error) or error
    if not isinstance(error, UserError):
        return _made(_BUG, {})
    _load_tables()
    told = _table.get(error.code)
    problems = getattr(error, "problems", ())
    if told is None and problems:
        return _several(tuple(problems))
    if told is None and error.code in short_sentences():
        return _short(error)
    if told is None:
        told = _BY_KIND.get(type(error).__name__, _UNKNOWN)
    return _made(told, {**error.facts, **_named(error.facts), "code": error.code})


def _named(facts: Mapping[str, Any]) -> dict[str, str]:
    """What the desk calls by a word of its own, in people's words."""
    if "right" not in facts:
        return {}
    from pacdesk.gui.admin.access_words import right_name  # seldom needed, and never for the first paint

    return {"right": right_name(str(facts["right"]))}


def _short(error: UserError) -> Message:
    """The command line's sentence, in the window's language."""
    portuguese, english = short_sentences()[error.code]
    title = _translated(QT_TRANSLATE_NOOP("Messages", "This could not be done"))
    what = (portuguese if _in_portuguese() else english).format_map(_Facts(error.facts))
    return Message(title=title, what=what)


def _in_portuguese() -> bool:
    return QLocale().language() is QLocale.Language.Portuguese


def _several(problems: tuple[UserError, ...]) -> Message:
    messages = [sentence(problem) for problem in problems]
    first = _made(_INCOMPLETE, {})
    return replace(first, do="\n".join(message.text() for message in messages))


def _made(told: Told, facts: Mapping[str, Any]) -> Message:
    filled = _Facts(facts)
    title = told.title or QT_TRANSLATE_NOOP("Messages", "This could not be done")
    return Message(
        title=_translated(title).format_map(filled),
        what=_translated(told.what).format_map(filled),
        do=_translated(told.do).format_map(filled),
        button=(told.button[0], _translated(told.button[1])) if told.button else None,
    )


def _translated(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text) if text else ""


_shown_in: list[tzinfo] = []


def show_times_in(zone: tzinfo) -> None:
    """Write moments in sentences in the company's zone, as everywhere; this computer's until it is known."""
    _shown_in[:] = [zone]


class _Facts(dict[str, Any]):
    """Facts for a sentence: one that an error lacks must not hide the sentence."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        told = in_words(facts, portuguese=_in_portuguese())
        super().__init__({name: readable(value) for name, value in told.items()})

    def __missing__(self, key: str) -> str:
        return "?"


def readable(value: Any) -> Any:
    """A moment as it is read, in the company's zone; anything else as it is."""
    if not isinstance(value, datetime):
        return value
    zone = _shown_in[0] if _shown_in else value.astimezone().tzinfo
    return exact(value, zone) if zone is not None else value


_BUG = Told(
    QT_TRANSLATE_NOOP("Messages", "pacdesk met something that it does not know how to handle."),
    QT_TRANSLATE_NOOP(
        "Messages", "What you had saved is safe. If it happens again, copy the details and tell the support."
    ),
    ("copy", QT_TRANSLATE_NOOP("Messages", "Copy details")),
    QT_TRANSLATE_NOOP("Messages", "Something unexpected happened"),
)
_UNKNOWN = Told(
    QT_TRANSLATE_NOOP("Messages", "The desk refused this: {code}."),
    QT_TRANSLATE_NOOP("Messages", "The details say which rule it was."),
)
_INCOMPLETE = Told(
    QT_TRANSLATE_NOOP("Messages", "Some fields need attention."),
    title=QT_TRANSLATE_NOOP("Messages", "Not saved yet"),
)
_BY_KIND = {
    "Invalid": Told(
        QT_TRANSLATE_NOOP("Messages", "A value does not fit: {code}."),
        QT_TRANSLATE_NOOP("Messages", "Change it and save again."),
    ),
    "Forbidden": Told(
        QT_TRANSLATE_NOOP("Messages", "Your user may not do this: {code}."),
        QT_TRANSLATE_NOOP("Messages", "An administrator of the desk can allow it."),
    ),
    "NotFound": Told(
        QT_TRANSLATE_NOOP("Messages", "What you asked for is not there any more, or you may not see it."),
        QT_TRANSLATE_NOOP("Messages", "Update the list and choose again."),
    ),
    "Conflict": Told(
        QT_TRANSLATE_NOOP("Messages", "Somebody else changed this in the meantime."),
        QT_TRANSLATE_NOOP("Messages", "Look at the new state and try again. What you typed is kept."),
    ),
    "DeskUnavailable": Told(
        QT_TRANSLATE_NOOP("Messages", "The desk cannot be used now: {code}."),
        QT_TRANSLATE_NOOP("Messages", "Check the disk and the network, then try again."),
    ),
}

add(
    {
        "row.not_found": _BY_KIND["NotFound"],
        "row.changed_meanwhile": _BY_KIND["Conflict"],
        "access.right_missing": Told(
            QT_TRANSLATE_NOOP("Messages", "Your user lacks the right “{right}”."),
            QT_TRANSLATE_NOOP("Messages", "An administrator of the desk can grant it."),
        ),
        "name.empty": Told(
            QT_TRANSLATE_NOOP("Messages", "The name is missing."),
            QT_TRANSLATE_NOOP("Messages", "Type a name."),
        ),
        "name.taken": Told(
            QT_TRANSLATE_NOOP("Messages", "“{name}” is in use already."),
            QT_TRANSLATE_NOOP("Messages", "Choose another name."),
        ),
        "field.required": Told(QT_TRANSLATE_NOOP("Messages", "This field is required.")),
        "text.too_long": Told(
            QT_TRANSLATE_NOOP("Messages", "The text has {length} letters; {limit} are the most."),
        ),
        "file.missing": Told(
            QT_TRANSLATE_NOOP("Messages", "The content of this file is not in the desk."),
            QT_TRANSLATE_NOOP("Messages", "Restore a backup that has it, or attach the file again."),
        ),
        "draft.too_large": Told(
            QT_TRANSLATE_NOOP("Messages", "This draft is too large to be kept."),
            QT_TRANSLATE_NOOP("Messages", "Send it, or attach the text as a file."),
        ),
        "protocol.exhausted": Told(
            QT_TRANSLATE_NOOP("Messages", "The protocols of {year} are all used."),
            QT_TRANSLATE_NOOP("Messages", "An administrator can widen the protocol in the parameters."),
        ),
        "user.login_empty": Told(QT_TRANSLATE_NOOP("Messages", "The user name is missing.")),
        "user.login_taken": Told(QT_TRANSLATE_NOOP("Messages", "The user name “{login}” is in use already.")),
        "user.login_of_server": Told(
            QT_TRANSLATE_NOOP("Messages", "“{login}” is the name at the server, and stays."),
            QT_TRANSLATE_NOOP("Messages", "Make another user, and switch this one off."),
        ),
        "user.password_of_server": Told(
            QT_TRANSLATE_NOOP("Messages", "On a shared desk the password is the server's."),
            QT_TRANSLATE_NOOP("Messages", "An administrator changes it under “How this person logs in”."),
        ),
        "user.name_empty": Told(QT_TRANSLATE_NOOP("Messages", "The name is missing.")),
        "user.above_yours": Told(
            QT_TRANSLATE_NOOP("Messages", "You cannot grant or change more than your own access allows."),
            QT_TRANSLATE_NOOP("Messages", "Ask an administrator to do it."),
        ),
        "user.last_admin": Told(
            QT_TRANSLATE_NOOP("Messages", "This is the only administrator of the desk."),
            QT_TRANSLATE_NOOP("Messages", "Make somebody else an administrator first."),
        ),
        "login.wrong": Told(
            QT_TRANSLATE_NOOP("Messages", "User or password do not match."),
            QT_TRANSLATE_NOOP("Messages", "Check both and try again."),
        ),
        "second.wrong_code": Told(
            QT_TRANSLATE_NOOP("Messages", "The code is not right."),
            QT_TRANSLATE_NOOP("Messages", "A code opens only once; the telephone's clock must be right."),
        ),
        "online.not_registered": Told(
            QT_TRANSLATE_NOOP("Messages", "The user {user} stands in no client's register."),
            QT_TRANSLATE_NOOP("Messages", "Who looks after the client writes the user into its form."),
        ),
        "online.not_permitted": Told(
            QT_TRANSLATE_NOOP("Messages", "No permission group lets {user} use the client online."),
            QT_TRANSLATE_NOOP("Messages", "An administrator gives the right in a permission group."),
        ),
        "login.wait": Told(
            QT_TRANSLATE_NOOP("Messages", "Too many tries."),
            QT_TRANSLATE_NOOP("Messages", "Try again in {seconds} s."),
        ),
    }
)
