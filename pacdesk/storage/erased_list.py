"""What was erased from a desk, listed beside it: ids and days, nothing of anybody.

A backup made before an erasing brings back what was erased. The list stays when the desk's files are replaced
by those of the backup, so that it is found what must be erased again (`desk/privacy/again.py`). A dump of a
server holds no list newer than itself: of a shared desk every computer that erases there keeps one among its
own data, and `pacdesk privacy erased` takes it out to wherever it is safe.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, text

from pacdesk.config import atomic, paths
from pacdesk.errors import DeskUnavailable
from pacdesk.storage.types import Json, Uid, UtcTime, to_micros
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


def _read(path: Path) -> dict[str, list[Listed]]:
    try:
        desks = json.loads(path.read_text("utf-8"))[FORMAT]
        return {str(desk): [Listed(**one) for one in listed] for desk, listed in desks.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise DeskUnavailable("privacy.list_damaged", path=str(path)) from None


def keep(engine: Engine) -> None:
    """List what a desk says was erased, beside what is listed already. Nothing is written where nothing is
    new. A damaged list is put aside. Raises DeskUnavailable `privacy.list_not_kept`."""
    with told(), engine.connect() as connection:
        _add(_place_of(connection), id_of(connection), _erased(connection), damaged_aside=True)


def export(engine: Engine, path: Path) -> int:
    """Add what a desk says was erased to the list at `path`; answers how much that is. Raises DeskUnavailable
    `privacy.list_damaged`, `privacy.list_not_kept`."""
    with told(), engine.connect() as connection:
        desk_id, erased = id_of(connection), _erased(connection)
    _add(path, desk_id, erased)
    return len(erased)


def _add(path: Path, desk_id: str, erased: list[Listed], *, damaged_aside: bool = False) -> None:
    if damaged_aside and not erased:
        return
    try:
        known = _read(path)
    except DeskUnavailable:
        if not damaged_aside:
            raise
        path.replace(path.with_name(path.name + ".damaged"))
        known = {}
    if _merge(known, desk_id, erased) or not path.exists():
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


def missing(engine: Engine, since: Path | None = None) -> tuple[Listed, ...]:
    """What is listed (at `since`, else where the desk's list is kept) and the desk knows nothing of, oldest
    first. Raises DeskUnavailable `privacy.list_damaged`; of the list at `since` also `privacy.list_missing`,
    `privacy.list_of_another`."""
    with told(), engine.connect() as connection:
        path = since or _place_of(connection)
        if not path.exists():
            if since is not None:
                raise DeskUnavailable("privacy.list_missing", path=str(since))
            return ()
        known = {one.id for one in _erased(connection)}
        listed = _read(path).get(id_of(connection))
    if listed is None and since is not None:
        raise DeskUnavailable("privacy.list_of_another", path=str(since))
    return tuple(sorted((one for one in listed or () if one.id not in known), key=lambda one: one.at))


def come_back(engine: Engine) -> tuple[Listed, ...]:
    """As `missing`, by the list that is kept; one that cannot be read keeps nobody from his work."""
    try:
        return missing(engine)
    except DeskUnavailable as error:
        if error.code not in ("privacy.list_damaged", "privacy.list_not_kept"):
            raise
        return ()


def kept_list(engine: Engine) -> Path:
    """Where the list of a desk is kept."""
    with told(), engine.connect() as connection:
        return _place_of(connection)


def _place_of(connection: Connection) -> Path:
    if connection.dialect.name != "sqlite":
        try:
            return paths.data_dir() / "erased" / f"{id_of(connection)}{SUFFIX}"
        except OSError as error:
            reason = error.strerror or ""
            raise DeskUnavailable("privacy.list_not_kept", path=error.filename, reason=reason) from error
    return list_path(
        Path(str(connection.scalar(text("SELECT file FROM pragma_database_list WHERE name = 'main'"))))
    )


def id_of(connection: Connection) -> str:
    """Which desk this is: copies and backups of it have the same id."""
    row = connection.execute(text("SELECT id FROM desk_meta").columns(id=Uid)).one()
    return str(row.id.hex)


def _erased(connection: Connection) -> list[Listed]:
    wanted = text("SELECT id, at, kind, person_id, pseudonym, counts FROM erasures")
    rows = connection.execute(wanted.columns(id=Uid, at=UtcTime, person_id=Uid, counts=Json))
    return [
        Listed(
            id=row.id.hex,
            at=to_micros(row.at),
            kind=row.kind,
            person="" if row.person_id is None else row.person_id.hex,
            pseudonym=row.pseudonym,
            mentions=MENTIONS in row.counts,
        )
        for row in rows
    ]


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
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(path, content)
    except OSError as error:
        raise DeskUnavailable("privacy.list_not_kept", path=str(path), reason=error.strerror or "") from error
