"""What was erased from a local desk, listed beside it: ids and days, nothing of anybody.

A backup made before an erasing brings back what was erased. The list stays when the desk's files are replaced
by those of the backup, so that it is found what must be erased again (`desk/privacy/again.py`).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, text

from pacdesk.config import atomic
from pacdesk.errors import DeskUnavailable
from pacdesk.storage.unit_of_work import told

SUFFIX: Final = ".erased"
FORMAT: Final = "pacdesk-erased"
MENTIONS: Final = "mentions"
"""Among an erasing's counts where texts elsewhere were asked for too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An erasing: UUIDs in hex, `at` as the desk writes it, the drawn pseudonym, whether texts elsewhere that
    named the person went too. `kind` is that of the person, or of the data that a rule took."""

    id: str
    at: int
    kind: str
    person: str = ""
    pseudonym: str = ""
    mentions: bool = False


def list_path(desk: Path) -> Path:
    """Where the list of a desk is."""
    return desk.with_name(desk.name + SUFFIX)


def read(desk: Path, desk_id: str) -> tuple[Listed, ...]:
    """What the list beside `desk` says of the desk with that id; nothing where there is none.

    Raises DeskUnavailable `privacy.list_damaged`.
    """
    return tuple(_read(list_path(desk)).get(desk_id, ()))


def _read(path: Path) -> dict[str, list[Listed]]:
    try:
        desks = json.loads(path.read_text("utf-8"))[FORMAT]
        return {str(desk): [Listed(**one) for one in listed] for desk, listed in desks.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise DeskUnavailable("privacy.list_damaged", path=str(path)) from None


def keep(engine: Engine) -> None:
    """List what a local desk says was erased, beside what is listed already. Nothing is written where nothing
    is new. A damaged list is put aside. Raises DeskUnavailable `privacy.list_not_kept`."""
    if engine.dialect.name != "sqlite":
        return
    with told(), engine.connect() as connection:
        path = list_path(_place_of(connection))
        desk_id, erased = id_of(connection), _erased(connection)
    if not erased:
        return
    try:
        known = _read(path)
    except DeskUnavailable:
        path.replace(path.with_name(path.name + ".damaged"))
        known = {}
    if _merge(known, desk_id, erased):
        _write(path, known)


def take_over(source: Path, desk: Path) -> None:
    """Add the list `source` (or the one beside the desk `source`) to that of `desk`.

    Raises DeskUnavailable `privacy.list_missing`, `privacy.list_damaged`, `privacy.list_not_kept`.
    """
    found = source if source.name.endswith(SUFFIX) else list_path(source)
    if not found.exists():
        raise DeskUnavailable("privacy.list_missing", path=str(found))
    path = list_path(desk)
    known = _read(path)
    changed = [_merge(known, desk_id, listed) for desk_id, listed in _read(found).items()]
    if any(changed):
        _write(path, known)


def missing(engine: Engine) -> tuple[Listed, ...]:
    """What is listed and a local desk knows nothing of, oldest first. Raises DeskUnavailable
    `privacy.list_damaged`."""
    with told(), engine.connect() as connection:
        desk = _place_of(connection)
        if not list_path(desk).exists():
            return ()
        known = {one.id for one in _erased(connection)}
        listed = read(desk, id_of(connection))
    return tuple(sorted((one for one in listed if one.id not in known), key=lambda one: one.at))


def _place_of(connection: Connection) -> Path:
    return Path(str(connection.scalar(text("SELECT file FROM pragma_database_list WHERE name = 'main'"))))


def id_of(connection: Connection) -> str:
    """Which desk this is: copies and backups of it have the same id."""
    return str(connection.scalar(text("SELECT lower(hex(id)) FROM desk_meta")))


def _erased(connection: Connection) -> list[Listed]:
    rows = connection.execute(
        text("SELECT lower(hex(id)), at, kind, lower(hex(person_id)), pseudonym, counts FROM erasures")
    )
    return [
        Listed(
            id=row[0], at=row[1], kind=row[2], person=row[3] or "", pseudonym=row[4],
            mentions=MENTIONS in json.loads(row[5]),
        )
        for row in rows
    ]  # fmt: skip


def _merge(known: dict[str, list[Listed]], desk_id: str, more: Iterable[Listed]) -> bool:
    here = known.setdefault(desk_id, [])
    ids = {one.id for one in here}
    new = [one for one in more if one.id not in ids]
    here += new
    return bool(new)


def _write(path: Path, known: Mapping[str, list[Listed]]) -> None:
    plain: dict[str, Any] = {desk: [asdict(one) for one in listed] for desk, listed in known.items()}
    content = json.dumps({FORMAT: plain}, indent=0).encode()
    try:
        atomic.write(path, content)
    except OSError as error:
        raise DeskUnavailable("privacy.list_not_kept", path=str(path), reason=error.strerror or "") from error
