"""Rolling backups: one now and then and before each migration; the old ones thinned out."""

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from pacdesk.config import paths
from pacdesk.errors import DeskUnavailable
from pacdesk.storage import backup

DAYS: Final = 7
WEEKS: Final = 4
MONTHS: Final = 6
BEFORE_MIGRATION: Final = "migration"
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_PART: Final = ".part"


@dataclass(frozen=True)
class Roll:
    """One rolling backup: where, when (UTC), why."""

    path: Path
    made: datetime
    reason: str


def folder_of(desk: Path, folder: Path) -> Path:
    """The folder of this desk's rolls under `folder`; two desks of one name in two places have two."""
    mark = hashlib.sha256(str(desk.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return folder / f"{paths.safe_name(desk.stem, max_bytes=80)}-{mark}"


def roll(
    desk: Path,
    folder: Path,
    *,
    key: bytes | None = None,
    reason: str = "roll",
    now: datetime | None = None,
    progress: backup.Progress | None = None,
) -> Path:
    """Make a roll under `folder` and thin out the old ones. Where it is. Raises as `backup.make`."""
    now = now or datetime.now(UTC)
    own = folder_of(desk, folder)
    own.mkdir(parents=True, exist_ok=True, mode=0o700)
    while (to := own / f"{now.astimezone(UTC).strftime(_STAMP)}-{reason}").exists():
        now += timedelta(seconds=1)  # tried again within its second
    backup.make(desk, to, key=key, reason=reason, progress=progress)
    thin(own, now)
    return to


def rolls(own: Path) -> tuple[Roll, ...]:
    """The finished rolls in a desk's folder, newest first; anything else there is left alone."""
    found = [roll for roll in _named_as_rolls(own) if (roll.path / backup.MANIFEST).is_file()]
    finished = [roll for roll in found if roll.path.suffix != _PART]
    return tuple(sorted(finished, key=lambda roll: (roll.made, roll.path.name), reverse=True))


def _named_as_rolls(own: Path) -> Iterator[Roll]:
    for path in own.iterdir() if own.is_dir() else ():
        stamp, _, reason = path.name.partition("-")
        if reason:
            with contextlib.suppress(ValueError):
                yield Roll(path, datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC), reason)


def due(own: Path, now: datetime, *, every: timedelta = timedelta(days=1)) -> bool:
    """Whether the newest roll is older than `every`, or there is none."""
    there = rolls(own)
    return not there or now - there[0].made >= every


def kept(made: tuple[datetime, ...], now: datetime) -> frozenset[datetime]:
    """Of these times, those to keep: the newest of each of the last 7 days, 4 weeks and 6 months that
    have any, and the newest of all."""
    newest_first = sorted((moment for moment in made if moment <= now), reverse=True)
    wanted = {moment for moment in made if moment > now}  # a clock set back takes nothing away
    for count, period in (
        (DAYS, lambda moment: moment.date().toordinal()),
        (WEEKS, lambda moment: moment.isocalendar()[:2]),
        (MONTHS, lambda moment: (moment.year, moment.month)),
    ):
        seen: dict[object, datetime] = {}
        for moment in newest_first:
            seen.setdefault(period(moment), moment)
        wanted.update(list(seen.values())[:count])
    return frozenset(wanted)


def thin(own: Path, now: datetime) -> tuple[Path, ...]:
    """Remove the rolls that are not to be kept; the newest before a migration always stays. Which.

    What a kill left of one being made or removed (`.part`) goes too; one writer a desk makes them.
    """
    for left in [roll.path for roll in _named_as_rolls(own) if roll.path.suffix == _PART]:
        backup.remove(left)
    there = rolls(own)
    wanted = kept(tuple(roll.made for roll in there), now)
    before_migration = next((roll.path for roll in there if roll.reason == BEFORE_MIGRATION), None)
    gone = [roll.path for roll in there if roll.made not in wanted and roll.path != before_migration]
    for path in gone:
        # Renamed first: half a removed roll must not look like one.
        doomed = path.with_name(path.name + _PART)
        path.rename(doomed)
        backup.remove(doomed)
    return tuple(gone)


def newest(own: Path) -> Roll:
    """The newest roll. Raises DeskUnavailable `backup.none`."""
    there = rolls(own)
    if not there:
        raise DeskUnavailable("backup.none", path=str(own))
    return there[0]
