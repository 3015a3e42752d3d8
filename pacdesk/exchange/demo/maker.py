"""Makes an example desk beside its place and moves it there when it is whole."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from pacdesk.desk import local
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import SYSTEM
from pacdesk.exchange.demo import bulk, numbers, stock
from pacdesk.exchange.demo.people import People
from pacdesk.exchange.demo.plans import Planner, how_many_open
from pacdesk.exchange.demo.playing import Player
from pacdesk.storage import driver, keys, making

Progress = Callable[[int, int], None]

LIVELY: Final = 100
"""So many tickets, the latest, are played by commands; older ones are written past them."""
_CLIENTS: Final = 66
_MOST_CLIENTS: Final = 1500


@dataclass(frozen=True, slots=True)
class Made:
    """What is in the example desk. `recovery_code` is to be shown once, None for a desk without a key."""

    path: Path
    clients: int
    tickets: int
    events: int
    recovery_code: str | None


def make(
    path: Path,
    *,
    tickets: int = 200,
    seed: int = 1,
    clients: int | None = None,
    now: datetime | None = None,
    protection: local.Protection | None = None,
    progress: Progress | None = None,
) -> Made:
    """Make an example desk at `path`: all of it or nothing, never over anything.

    `clients` is decided by the number of tickets when it is not given. `now` is the moment that its
    dates lead up to. `progress` gets (tickets done, tickets in all) and may raise Cancelled. Raises
    DeskUnavailable (`desk.exists`, …), Invalid as `local.make`.
    """
    with driver.telling(path), making.beside(path) as place:
        code = local.make(place, stock.first_rows(), protection)
        made = _fill(place, code, (tickets, clients), seed, now or datetime.now(UTC), progress or _silent)
    return Made(path, made[0], made[1], made[2], code)


def _silent(done: int, total: int) -> None:
    del done, total


def _fill(
    path: Path,
    code: str | None,
    sizes: tuple[int, int | None],
    seed: int,
    now: datetime,
    progress: Progress,
) -> tuple[int, int, int]:
    tickets, clients = sizes
    chance = random.Random(f"{seed} {tickets}")  # noqa: S311  (example data)
    key = None if code is None else keys.unlock(path, code=code)
    began = now - timedelta(days=400)
    portfolios = stock.add_portfolios(path, key, chance, began)
    clock = _Clock(began)
    lively = min(tickets, LIVELY)
    still_open = how_many_open(tickets)
    lively_open = min(still_open, round(lively * 0.6)) if tickets > lively else still_open
    with _opened(path, key, clock) as desk:
        maker = stock.Maker(desk, path, key, chance, clock.set, began)
        maker.registers(portfolios)
        maker.clients(clients or _CLIENTS + min((tickets - lively) // 40, _MOST_CLIENTS))
    planner = Planner(maker.stock, chance, now)
    older_open = still_open - lively_open
    older = planner.many(older_open, tickets - lively - older_open)
    bulk.write(path, key, maker.stock, older, chance, lambda done: progress(done, tickets))
    with _opened(path, key, clock) as desk:
        player = Player(desk, maker.stock, chance, clock.set)
        for done, plan in enumerate(planner.lively(lively_open, lively - lively_open), tickets - lively):
            progress(done, tickets)
            player.play(plan)
        ids = numbers.Ids(random.Random(f"{seed} people"))  # noqa: S311  (example data)
        People(desk, maker.stock, ids, clock.set, now - timedelta(minutes=10)).add()
    progress(tickets, tickets)
    return _count(path, key)


@contextmanager
def _opened(path: Path, key: bytes | None, clock: "_Clock") -> Iterator[Desk]:
    with local.open_to_work(path, key=key) as opened:
        yield Desk(opened.desk.engine, opened.desk.files, SYSTEM, clock=clock)


def _count(path: Path, key: bytes | None) -> tuple[int, int, int]:
    """Clients, tickets and events that are there."""
    with closing(driver.connect(path, key=key)) as connection:
        # The whole desk in one file: it is about to be renamed.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        counts = [
            int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            for table in ("clients", "tickets", "ticket_events")
        ]
    return counts[0], counts[1], counts[2]


class _Clock:
    """The desk's clock while it is filled: where the story is."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def set(self, moment: datetime) -> None:
        """Go there."""
        self._now = moment

    def __call__(self) -> datetime:
        return self._now
