"""Decides what happens in the example tickets: pure, from the seed and the moment alone."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from pacdesk.desk.tickets.rules import Priority
from pacdesk.desk.workflow.rows import Flow, StageRow
from pacdesk.exchange.demo.things import Person, Served, Stock, read


class Do(StrEnum):
    """What somebody does with a ticket."""

    TAKE = "take"
    REPLY = "reply"
    NOTE = "note"
    CLIENT = "client"
    ADVANCE = "advance"
    HAND_OVER = "hand_over"
    WAIT_CLIENT = "wait_client"
    WAIT_THIRD = "wait_third"
    CANCEL = "cancel"
    REOPEN = "reopen"
    CORRECT = "correct"


class Fate(StrEnum):
    """What becomes of a ticket."""

    NEW = "new"
    ASSIGNED = "assigned"
    WORKING = "working"
    HANDED = "handed"
    WAITING = "waiting"
    THIRD = "third"
    REOPENED = "reopened"
    OVERDUE = "overdue"
    SOON = "soon"
    LONG = "long"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"
    TWICE = "twice"


OPEN_FATES: Final = (
    *[Fate.NEW] * 8,
    *[Fate.ASSIGNED] * 4,
    *[Fate.WORKING] * 19,
    *[Fate.HANDED] * 5,
    *[Fate.WAITING] * 8,
    *[Fate.THIRD] * 3,
    *[Fate.REOPENED] * 3,
    *[Fate.OVERDUE] * 4,
    *[Fate.SOON] * 5,
    Fate.LONG,
)
CLOSED_FATES: Final = (*[Fate.RESOLVED] * 16, *[Fate.CANCELLED] * 3, Fate.TWICE)
SIMPLE: Final = frozenset({Fate.NEW, Fate.WORKING, Fate.SOON, Fate.OVERDUE, Fate.RESOLVED})
"""Fates that `bulk` knows to write."""

_FEWEST_OPEN: Final = 60
_MANY: Final = 1000
_LIVELY_DAYS: Final = 12
_DAYS: Final = 340


@dataclass(frozen=True, slots=True)
class Step:
    """One thing somebody does. `target` is the stage of a move, `attached` the kind of a file."""

    do: Do
    at: datetime
    who: Person
    text: str = ""
    attached: str = ""
    target: StageRow | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One ticket from its opening on."""

    number: int
    opened_at: datetime
    opener: Person
    subject: dict[str, Any]
    flow: Flow
    title: str
    description: str
    client: Served | None
    priority: Priority
    attendant: Person | None
    steps: tuple[Step, ...]
    unread: bool
    is_open: bool


def how_many_open(tickets: int) -> int:
    """Sixty of two hundred; of thousands, the sixty and one in thirty of the rest."""
    if tickets <= 200:
        return round(tickets * 0.3)
    return _FEWEST_OPEN + (tickets - 200) // 30


class Planner:
    """Draws plans. Everything random comes from `chance`, in one order."""

    def __init__(self, stock: Stock, chance: random.Random, now: datetime) -> None:
        self._stock, self._chance, self._now = stock, chance, now
        self._talks: dict[str, list[dict[str, Any]]] = {}
        for talk in read("talks")["talk"]:
            self._talks.setdefault(talk["subject"], []).append(talk)
        self._subjects = {row["name"]: row for row in read("world")["subject"]}
        self._sectors = {row["name"]: row["subjects"] for row in read("world")["sector"]}

    def lively(self, still_open: int, closed: int) -> list[Plan]:
        """Every fate in its share, of the last days, in the order of opening."""
        fates = [OPEN_FATES[(n * 7 + len(OPEN_FATES) - 1) % len(OPEN_FATES)] for n in range(still_open)]
        fates += [CLOSED_FATES[n * 7 % len(CLOSED_FATES)] for n in range(closed)]
        plans = [self._plan(n, fate) for n, fate in enumerate(fates)]
        return sorted(plans, key=lambda plan: plan.opened_at)

    def many(self, still_open: int, closed: int) -> Iterator[Plan]:
        """Older tickets of simple fates, one at a time: the closed ones in the order of opening, then
        those that are open."""
        ages = sorted((self._chance.uniform(_LIVELY_DAYS, _DAYS) for _ in range(closed)), reverse=True)
        for n, age in enumerate(ages):
            yield self._plan(_MANY + n, Fate.RESOLVED, age)
        for n in range(still_open):
            yield self._plan(_MANY + closed + n, (Fate.NEW, Fate.WORKING, Fate.SOON)[n % 3])

    # -- one ticket

    def _plan(self, number: int, fate: Fate, age: float | None = None) -> Plan:
        chance, stock = self._chance, self._stock
        own_structure = number % 19 == 11 and fate is not Fate.LONG
        client = None if own_structure else chance.choice(stock.clients)
        name = "Manutenção da estrutura" if client is None else chance.choice(self._sectors[client.sector])
        if fate is Fate.LONG:
            name = read("talks")["long"]["subject"]
        subject = self._subjects[name]
        flow = stock.flows[subject["type"]]
        opened, end = self._span(fate, subject.get("goal_hours"), age)
        team = self._team(subject)
        attendant = chance.choice(team)
        if number % 2 == 0 and subject["department"] == stock_department(stock, stock.people[0]):
            attendant = stock.people[0]
        talk = chance.choice(self._talks[name])
        words = self._words(client, attendant, opened)
        steps = self._steps(fate, flow, talk, attendant, words, (opened, end), number)
        texts = read("talks")["long"] if fate is Fate.LONG else talk
        title = texts["title"] if fate is Fate.LONG else chance.choice(talk["titles"])
        return Plan(
            number=number,
            opened_at=opened,
            opener=chance.choice(stock.people[:3]),
            subject=subject,
            flow=flow,
            title=title.format_map(words),
            description=texts["description"].format_map(words),
            client=client,
            priority=self._priority(subject, number),
            attendant=attendant if fate is Fate.ASSIGNED else None,
            steps=steps,
            unread=fate in (Fate.NEW, Fate.ASSIGNED, Fate.REOPENED) or number % 7 == 3,
            is_open=fate not in (Fate.RESOLVED, Fate.CANCELLED, Fate.TWICE),
        )

    def _team(self, subject: dict[str, Any]) -> list[Person]:
        return self._stock.of_department(self._stock.departments[subject["department"]])

    def _priority(self, subject: dict[str, Any], number: int) -> Priority:
        if number % 6 == 5:
            return self._chance.choice((Priority.HIGH, Priority.CRITICAL, Priority.LOW))
        return Priority(subject["priority"])

    def _span(self, fate: Fate, goal_hours: int | None, age: float | None) -> tuple[datetime, datetime]:
        """When it was opened (`age` days ago, if given) and when the last thing happened."""
        chance, now = self._chance, self._now
        if fate in (Fate.RESOLVED, Fate.CANCELLED, Fate.TWICE):
            opened = now - timedelta(days=chance.uniform(1, _LIVELY_DAYS) if age is None else age)
            return opened, min(opened + timedelta(hours=chance.uniform(2, 140)), now - timedelta(hours=2))
        if fate is Fate.LONG:
            return now - timedelta(days=26), now - timedelta(minutes=41)
        goal = goal_hours or 96
        left = chance.uniform(0.1, 0.8) * goal
        if fate is Fate.OVERDUE:
            left = -chance.uniform(0.2, 30)
        elif fate is Fate.SOON:
            left = min(chance.uniform(0.3, 5), goal * 0.8)
        opened = now - timedelta(hours=goal - left)
        since = max((now - opened).total_seconds() - 600, 300)
        quiet = min(chance.uniform(180, 90_000), since * 0.4)
        return opened, now - timedelta(seconds=quiet)

    def _words(self, client: Served | None, attendant: Person, opened: datetime) -> dict[str, str]:
        chance = self._chance
        return {
            "place": client.place if client else "sede",
            "contact": client.contact_name.split()[0] if client else "",
            "attendant": attendant.actor.name,
            "login": client.login_name if client else "",
            "plan": client.plan if client else "",
            "hour": f"{chance.randrange(6, 19):02d}:{chance.randrange(0, 60, 5):02d}",
            "month": _MONTHS[opened.month - 1],
            "number": str(chance.randrange(1, 24)),
        }

    # -- what happens in it

    def _steps(
        self,
        fate: Fate,
        flow: Flow,
        talk: dict[str, Any],
        attendant: Person,
        words: dict[str, str],
        span: tuple[datetime, datetime],
        number: int,
    ) -> tuple[Step, ...]:
        opened, end = span
        if fate is Fate.LONG:
            return self._long(flow, attendant, opened, end)
        rough = self._rough(fate, flow, talk, attendant, number)
        moments = self._moments(len(rough), opened, end)
        return tuple(
            Step(do, at, who, text.format_map(words), attached, target)
            for (do, who, text, attached, target), at in zip(rough, moments, strict=True)
        )

    def _rough(
        self, fate: Fate, flow: Flow, talk: dict[str, Any], attendant: Person, number: int
    ) -> list["_Rough"]:
        said = [self._said(step, attendant) for step in talk["steps"]]
        if fate is Fate.NEW:
            return [step for step in said[:1] if step[0] is Do.CLIENT]
        if fate is Fate.ASSIGNED:
            return []
        take: _Rough = (Do.TAKE, attendant, "", "", None)
        path = [stage for stage in flow.stages if not stage.kind.is_final][1:]
        if fate in (Fate.RESOLVED, Fate.TWICE, Fate.REOPENED):
            return [*self._woven(take, said, path, attendant), *self._ending(fate, flow, attendant)]
        if fate is Fate.CANCELLED:
            return [take, *said[:2], (Do.CANCEL, attendant, "Pedido duplicado.", "", None)]
        far = self._chance.randrange(1, len(path) + 1) if path else 0
        part = said[: max(1, round(len(said) * self._chance.uniform(0.35, 0.8)))]
        woven = self._woven(take, part, path[:far], attendant)
        return [*woven, *self._still(fate, attendant, number)]

    def _said(self, step: list[str], attendant: Person) -> "_Rough":
        who = attendant
        if step[0] == "note" and self._chance.random() < 0.3:
            who = self._chance.choice(self._stock.people[:6])
        return Do(step[0]), who, step[1], step[2] if len(step) > 2 else "", None

    def _woven(
        self, take: "_Rough", said: list["_Rough"], path: list[StageRow], attendant: Person
    ) -> list["_Rough"]:
        """Taking first (or right after what the client adds), moves spread over what is said."""
        lead = 1 if said and said[0][0] is Do.CLIENT and self._chance.random() < 0.5 else 0
        rest = said[lead:]
        woven = [*said[:lead], take]
        every = max(1, len(rest) // (len(path) + 1))
        ahead = list(path)
        for n, step in enumerate(rest):
            if ahead and n % every == 0:
                woven.append((Do.ADVANCE, attendant, "", "", ahead.pop(0)))
            woven.append(step)
        woven += [(Do.ADVANCE, attendant, "", "", stage) for stage in ahead]
        return woven

    def _ending(self, fate: Fate, flow: Flow, attendant: Person) -> list["_Rough"]:
        final = next(stage for stage in flow.stages if stage.kind == "resolved")
        end: _Rough = (Do.ADVANCE, attendant, "", "", final)
        if fate is Fate.RESOLVED:
            return [end]
        again: list[_Rough] = [
            end,
            (Do.REOPEN, self._stock.people[0], "O problema voltou a acontecer.", "", None),
            (Do.CLIENT, attendant, "Voltou a acontecer agora há pouco.", "", None),
        ]
        if fate is Fate.REOPENED:
            return again
        return [*again, (Do.REPLY, attendant, "Corrigido de vez; acompanhamos por um dia.", "", None), end]

    def _still(self, fate: Fate, attendant: Person, number: int) -> list["_Rough"]:
        if fate is Fate.WAITING:
            asked = "Consegue nos enviar uma foto do local para seguirmos?"
            return [
                (Do.REPLY, attendant, asked, "", None),
                (Do.WAIT_CLIENT, attendant, "", "", None),
            ]
        if fate is Fate.THIRD:
            return [(Do.WAIT_THIRD, attendant, "Aguardando o fornecedor da fibra.", "", None)]
        if fate is Fate.HANDED:
            other = self._chance.choice(
                [person for person in self._stock.people if person.department != attendant.department]
            )
            return [
                (Do.HAND_OVER, other, "Precisa de visita no local.", "", None),
                (Do.TAKE, other, "", "", None),
                (Do.NOTE, other, "Visita encaixada na rota de amanhã.", "", None),
            ]
        if number < _MANY and self._chance.random() < 0.15:
            return [(Do.CORRECT, attendant, "Correção: a previsão é amanhã às 10 h.", "", None)]
        return []

    def _moments(self, how_many: int, opened: datetime, end: datetime) -> list[datetime]:
        first = opened + timedelta(minutes=2)
        room = max((end - first).total_seconds(), 60)
        return [
            first + timedelta(seconds=room * at)
            for at in sorted(self._chance.random() for _ in range(how_many))
        ]

    def _long(self, flow: Flow, attendant: Person, opened: datetime, end: datetime) -> tuple[Step, ...]:
        chance, texts = self._chance, read("talks")["long"]
        moments = self._moments(150, opened, end)
        steps = [Step(Do.TAKE, moments[0], attendant)]
        middle = [stage for stage in flow.stages if not stage.kind.is_final][1:]
        for n, at in enumerate(moments[1:]):
            do = (Do.CLIENT, Do.REPLY, Do.CLIENT, Do.NOTE, Do.CLIENT)[n % 5]
            words = {name: f"-{chance.uniform(17, 22):.1f}".replace(".", ",") for name in "abcd"}
            words |= {
                "shift": str(n // 3 + 1),
                "minutes": str(chance.randrange(2, 9)),
                "number": str(1000 + n),
            }
            attached = {7: "chart", 31: "photo", 60: "pdf", 95: "chart"}.get(n, "")
            steps.append(Step(do, at, attendant, chance.choice(texts[do]).format_map(words), attached))
            if n in (3, 40) and middle:
                steps.append(Step(Do.ADVANCE, at, attendant, target=middle.pop(0)))
        return tuple(steps)


_Rough = tuple[Do, Person, str, str, StageRow | None]
_MONTHS: Final = (
    "janeiro", "fevereiro", "março", "abril", "maio", "junho",
    "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
)  # fmt: skip


def stock_department(stock: Stock, person: Person) -> str:
    """The name of a person's department."""
    return next(name for name, row_id in stock.departments.items() if row_id == person.department)
