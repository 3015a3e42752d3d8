"""One measurement of `pacdesk bench`, in its own process: prints one line of JSON."""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

from pacdesk.desk.values import Actor, Sight, new_id

TIMES = 40
WORDS = (
    "roteador",
    "certificado digital",
    "painel",
    "SN00",
    "cabo recepção",
    "trava",
    "zanini",
    "atualização",
)


def run(spec: dict[str, Any]) -> int:
    """Do what the parent asks."""
    found = (_list if spec["what"] == "list" else _data)(spec)
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    os._exit(0)  # taking everything down is not what is measured


def _list(spec: dict[str, Any]) -> dict[str, float]:
    from pacdesk.gui.bench import steps

    path, key = Path(spec["desk"]), _key(spec)
    if spec["who"] == "floor":
        return steps.measure_floor(_raw(path, key, spec["actor"]))
    from pacdesk.app import starting
    from pacdesk.desk.company.commands import DescribeDesk
    from pacdesk.desk.opening import open_local

    desk = open_local(path, key=key).acting(_actor(path, key, spec["actor"]))
    desk.ask(DescribeDesk())  # as opening a desk in the window does
    starting.end()
    return steps.measure_ours(desk)


def _data(spec: dict[str, Any]) -> dict[str, float]:
    """Steps without a screen: a page's rows, the search, a long history, a comment."""
    path, key = Path(spec["desk"]), _key(spec)
    raw = _raw(path, key, spec["actor"])
    long_ticket = _long_ticket(path, key)
    if spec["who"] == "floor":
        ticket = raw.open_ticket()
        found = {
            "page_data": _median(lambda _: raw.page("last_event_at", 0, 128, "", down=True, only_open=True)),
            "search": _median(lambda n: raw.search(WORDS[n % len(WORDS)], 50), percentile=95),
            "open_123": _median(lambda _: raw.history(long_ticket)),
            "comment": _median(lambda n: raw.write_texts(ticket, f"Comentário de medição {n}")),
        }
        raw.take_texts_back(ticket, TIMES + 1)
        return found
    from pacdesk.desk.opening import open_local
    from pacdesk.desk.tickets import commands as c
    from pacdesk.desk.tickets.rows import TicketFilter, TicketSort
    from pacdesk.desk.values import Visibility

    desk = open_local(path, key=key).acting(_actor(path, key, spec["actor"]))
    page = c.TicketPage(filter=TicketFilter(), sort=TicketSort.NEWS, descending=True)
    ticket = raw.open_ticket()

    def history(_: int) -> None:
        desk.ask(c.GetTicket(ticket=long_ticket))
        desk.ask(c.Timeline(ticket=long_ticket))

    def comment(n: int) -> None:
        text = f"Comentário de medição {n}"
        desk.run(c.WriteEntry(ticket=ticket, entry=new_id(), text=text, visibility=Visibility.INTERNAL))

    return {
        "page_data": _median(lambda _: desk.ask(page)),
        "search": _median(lambda n: desk.ask(c.SearchAll(words=WORDS[n % len(WORDS)])), percentile=95),
        "open_123": _median(history),
        "comment": _median(comment),
    }


def _median(act: Callable[[int], object], *, percentile: int = 50) -> float:
    act(0)
    taken = []
    for n in range(1, TIMES + 1):
        start = time.perf_counter()
        act(n)
        taken.append((time.perf_counter() - start) * 1e3)
    return statistics.quantiles(taken, n=100)[percentile - 1]


def _key(spec: dict[str, Any]) -> bytes | None:
    return None if spec["key"] is None else bytes.fromhex(spec["key"])


def _raw(path: Path, key: bytes | None, actor: str) -> Any:
    from pacdesk.exchange.bench_floor import RawDesk
    from pacdesk.storage.driver import connect

    return RawDesk(connect(path, key=key), _sight(path, key, actor))


def _long_ticket(path: Path, key: bytes | None) -> UUID:
    from pacdesk.exchange.bench_desk import LONG_HISTORY

    nearest = f"SELECT ticket_id FROM ticket_heads ORDER BY abs(last_number - {LONG_HISTORY}) LIMIT 1"
    return _ids(path, key, nearest)[0]


def _actor(path: Path, key: bytes | None, name: str) -> Actor:
    from pacdesk.desk.access.rules import ATTENDANT_RIGHTS

    is_admin = name == "administrator"
    return Actor(
        user_id=None,
        login="bench",
        name="Bench",
        is_admin=is_admin,
        rights=ATTENDANT_RIGHTS,
        sight=_sight(path, key, name),
    )


def _sight(path: Path, key: bytes | None, name: str) -> Sight:
    if name == "administrator":
        return Sight()
    portfolios = _ids(path, key, "SELECT id FROM portfolios WHERE name LIKE 'Carteira %' ORDER BY rowno")
    if name == "30 of 40":
        return Sight(frozenset(portfolios[:30]))
    types = _ids(path, key, "SELECT id FROM ticket_types ORDER BY rowno")
    return Sight(frozenset(portfolios[10:14]), frozenset(types[1:3]))


def _ids(path: Path, key: bytes | None, query: str) -> list[UUID]:
    from pacdesk.storage.driver import connect

    with closing(connect(path, key=key)) as connection:
        return [UUID(bytes=row[0]) for row in connection.execute(query)]
