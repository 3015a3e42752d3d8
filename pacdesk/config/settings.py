"""Settings of this person on this computer, in a TOML file that people may edit.

Reading never fails: a file that cannot be read is kept aside and told, a value that makes no sense is
told and its default used. Writing keeps comments, order and keys we do not know.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from pacdesk.config import atomic, paths

FILE_NAME: Final = "settings.toml"
LANGUAGES: Final = ("system", "pt-BR", "en")
THEMES: Final = ("system", "light", "dark")
ROW_HEIGHTS: Final = ("compact", "normal", "comfortable")
MAX_RECENT: Final = 12
_MAX_BYTES: Final = 1024 * 1024


@dataclass(frozen=True)
class Settings:
    """What a person may set. Times in minutes, scale as a factor of the system's own."""

    language: str = "system"
    theme: str = "system"
    scale: float = 1.0
    row_height: str = "normal"
    last_desk: str = ""
    open_last_desk: bool = True
    recent_desks: tuple[str, ...] = ()
    lock_after_minutes: int = 0
    log_level: str = "info"

    def opened(self, desk: str) -> "Settings":
        """With `desk` as the last and most recent one."""
        recent = (desk, *(other for other in self.recent_desks if other != desk))
        return replace(self, last_desk=desk, recent_desks=recent[:MAX_RECENT])

    def forgotten(self, desk: str) -> "Settings":
        """Without `desk` among the recent ones."""
        last = "" if self.last_desk == desk else self.last_desk
        return replace(self, last_desk=last, recent_desks=tuple(d for d in self.recent_desks if d != desk))


@dataclass(frozen=True)
class Problem:
    """Something to tell about the file: `code` and the facts `key`, `value` or `kept_as`."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Loaded:
    """Settings as read, and what is to be told about them."""

    settings: Settings
    problems: tuple[Problem, ...] = ()


def _one_of(*allowed: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in allowed


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 4096


def _is_scale(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0.75 <= value <= 3.0


def _is_minutes(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 24 * 60


def _texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) <= 100 and all(_is_text(item) for item in value)


_CHECKS: Final[dict[str, Callable[[Any], bool]]] = {
    "language": _one_of(*LANGUAGES),
    "theme": _one_of(*THEMES),
    "scale": _is_scale,
    "row_height": _one_of(*ROW_HEIGHTS),
    "last_desk": _is_text,
    "open_last_desk": _is_bool,
    "recent_desks": _texts,
    "lock_after_minutes": _is_minutes,
    "log_level": _one_of("debug", "info", "warning", "error"),
}


def default_path() -> Path:
    """Where the settings of this person are."""
    return paths.config_dir() / FILE_NAME


def load(path: Path) -> Loaded:
    """The settings in `path`; a missing file gives the defaults. Raises nothing."""
    try:
        document = _parse(path)
    except FileNotFoundError:
        return Loaded(Settings())
    except OSError as error:
        return Loaded(Settings(), (Problem("settings.unreadable", (("detail", str(error)),)),))
    except ValueError:
        return Loaded(Settings(), (keep_aside(path, "settings.damaged"),))
    given: dict[str, Any] = {}
    problems = []
    for name, check in _CHECKS.items():
        if name not in document:
            continue
        value = document[name]
        if check(value):
            given[name] = _plain(name, value)
        else:
            problems.append(Problem("settings.bad_value", (("key", name), ("value", str(value)[:100]))))
    return Loaded(Settings(**given), tuple(problems))


def save(path: Path, settings: Settings) -> None:
    """Write what differs from the file; comments and foreign keys stay. Raises OSError.

    Defaults that the file never named are not written, so that a better default reaches its reader.
    """
    import tomlkit  # keeps comments, and takes longer to import than all else here
    from tomlkit.exceptions import ParseError

    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, ParseError, UnicodeDecodeError):
        document = tomlkit.document()
        document.add(tomlkit.comment("pacdesk settings. May be edited while pacdesk is closed."))
    defaults = Settings()
    for field in fields(settings):
        value = getattr(settings, field.name)
        wanted = list(value) if isinstance(value, tuple) else value
        if field.name in document:
            if document[field.name] != wanted:
                document[field.name] = wanted
        elif value != getattr(defaults, field.name):
            document[field.name] = wanted
    atomic.write(path, tomlkit.dumps(document).encode())


def keep_aside(path: Path, code: str) -> Problem:
    """Rename a file that cannot be understood, so that nothing in it is lost; what to tell about it."""
    number = 1
    while (kept := path.with_name(f"{path.name}.bad-{number}")).exists():
        number += 1
    try:
        path.rename(kept)
    except OSError as error:
        return Problem(code, (("kept_as", str(path)), ("detail", str(error))))
    return Problem(code, (("kept_as", str(kept)),))


def _parse(path: Path) -> dict[str, Any]:
    if path.stat().st_size > _MAX_BYTES:
        raise ValueError("too large")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError("no TOML") from error


def _plain(name: str, value: Any) -> Any:
    if name == "scale":
        return float(value)
    return tuple(value) if isinstance(value, list) else value
