"""Pages of a list by position, over a covering index that is never joined (reference/performance.md 1).

The rows of a list stand in index order. A far position is reached from the nearest known place: an
end of the list, or a *fence*, a row whose position the survey of the list has learnt. Fences and
counts are kept in memory for as long as nothing was written.

No statistics are gathered (`ANALYZE`): each of these statements has one right plan, it is forced by how
it is written (`+column`), and a small desk chooses the same one as a large desk.
"""

import threading
from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import closing
from dataclasses import field
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Engine, Integer, Select, bindparam, func, literal, select, tuple_
from sqlalchemy.orm import Session

from pacdesk.desk.lean import dataclass
from pacdesk.storage.unit_of_work import driver_rows

T = TypeVar("T")

STRIDE = 2048
"""Rows between two fences."""
KEPT_LISTS = 12
NEAR_ENOUGH = 150_000
"""A table up to here needs no fences: half of it is walked in 2 ms, and learning them holds up the window,
which wants the interpreter for painting just then."""


@dataclass(frozen=True, slots=True)
class Fences:
    """A list surveyed from end to end: how long it is, and the row at each `STRIDE`-th position."""

    count: int
    places: tuple[tuple[Any, ...], ...]

    @property
    def positions(self) -> range:
        """Where the places are, counted upwards."""
        return range(STRIDE, (len(self.places) + 1) * STRIDE, STRIDE)


@dataclass(slots=True)
class Segment:
    """A part of a list in which the sort key is never NULL, or always. Positions count upwards."""

    table: Any
    conditions: tuple[ColumnElement[bool], ...]
    key: Any | None
    count: int | None = None
    fences: Fences | None = None
    _pages: dict[bool, "_Page"] = field(default_factory=dict)

    def length(self, session: Session) -> int:
        """How many rows it has."""
        if self.count is None:
            counted = select(func.count()).select_from(self.table).where(*self.conditions)
            self.count = int(session.scalar(counted) or 0)
        return self.count

    def survey(self, session: Session) -> int:
        """Count the rows, and learn the fences of a long list. Others may be reading meanwhile: they see
        all of the fences or none."""
        if self.fences is None and self._is_near(session):
            return self.length(session)
        if self.fences is None:
            places: list[tuple[Any, ...]] = []
            place = None
            while (found := self._place(session, self._from(place), STRIDE)) is not None:
                places.append(found)
                place = found
            rest = select(func.count()).select_from(self._from(place).limit(STRIDE).subquery())
            self.count = len(places) * STRIDE + int(session.scalar(rest) or 0)
            self.fences = Fences(self.count, tuple(places))
        return self.fences.count

    def _is_near(self, session: Session) -> bool:
        """Whether any place is walked to soon: a few rows that somebody sees may lie among a million that
        he does not, and the walk passes them all."""
        length = self.length(session)
        passed = session.scalar(select(func.max(self.table.rowno))) or 0
        return length <= STRIDE or max(length, passed) <= NEAR_ENOUGH

    def rows(self, session: Session, offset: int, limit: int, *, descending: bool) -> list[int]:
        """The rownos at `offset` … `offset + limit`, counted from the end where the order begins."""
        if offset <= STRIDE:
            return self._page(descending=descending).rownos(session, offset, limit)
        total = self.length(session)
        start, stop = max(total - offset - limit, 0), max(total - offset, 0)
        if not descending:
            start, stop = min(offset, total), min(offset + limit, total)
        found = self._between(session, start, stop)
        return found[::-1] if descending else found

    def _between(self, session: Session, start: int, stop: int) -> list[int]:
        """From the nearest place below or above, ends included."""
        if start >= stop:
            return []
        total = self.length(session)
        fences = self.fences or Fences(total, ())
        n = bisect_right(fences.positions, start)
        below, above = n * STRIDE, (n + 1) * STRIDE if n < len(fences.places) else total
        if above < stop or start - below <= above - stop:
            from_below = _Page(self._from(fences.places[n - 1])) if n else self._page(descending=False)
            return from_below.rownos(session, start - below, stop - start)
        from_above = (
            _Page(self._before(fences.places[n])) if n < len(fences.places) else self._page(descending=True)
        )
        return from_above.rownos(session, above - stop, stop - start)[::-1]

    def _place(self, session: Session, ordered: Select[Any], offset: int) -> tuple[Any, ...] | None:
        found = session.execute(ordered.with_only_columns(*self._columns()).offset(offset).limit(1)).first()
        return None if found is None else tuple(found)

    def _columns(self) -> tuple[Any, ...]:
        return (self.table.rowno,) if self.key is None else (self.key, self.table.rowno)

    def _ordered(self, descending: bool) -> Select[Any]:
        columns = self._columns()
        order = [column.desc() if descending else column.asc() for column in columns]
        return select(self.table.rowno).where(*self.conditions).order_by(*order)

    def _page(self, *, descending: bool) -> "_Page":
        known = self._pages.get(descending)
        if known is None:
            known = self._pages[descending] = _Page(self._ordered(descending))
        return known

    def _from(self, place: tuple[Any, ...] | None) -> Select[Any]:
        ordered = self._ordered(descending=False)
        return ordered if place is None else ordered.where(self._pair() >= tuple_(*self._bound(place)))

    def _before(self, place: tuple[Any, ...]) -> Select[Any]:
        return self._ordered(descending=True).where(self._pair() < tuple_(*self._bound(place)))

    def _pair(self) -> Any:
        return tuple_(*self._columns())

    def _bound(self, place: tuple[Any, ...]) -> list[Any]:
        return [literal(value, c.type) for value, c in zip(place, self._columns(), strict=True)]


class _Page:
    """Any page of an order. What the library made of it for SQLite is kept and sent to the driver by itself:
    putting it together takes longer than reading a page."""

    __slots__ = ("_select", "_sent")

    def __init__(self, ordered: Select[Any]) -> None:
        size, first = bindparam("size", type_=Integer), bindparam("first", type_=Integer)
        self._select = ordered.limit(size).offset(first)
        self._sent: tuple[str, tuple[Any, ...]] | None = None

    def rownos(self, session: Session, offset: int, limit: int) -> list[int]:
        """The row numbers at `offset` … `offset + limit`."""
        if self._sent is not None:
            statement, values = self._sent
            return [row[0] for row in driver_rows(session, statement, (*values, limit, offset))]
        found = session.connection().execute(self._select, {"first": offset, "size": limit})
        with closing(found):
            sent: Any = found.context
            if found.dialect.name == "sqlite":
                # Its last two values are those of LIMIT and OFFSET.
                self._sent = sent.statement, tuple(sent.parameters[0][:-2])
            return [row[0] for row in found.cursor.fetchall()] if found.cursor is not None else []


@dataclass(slots=True)
class Walk:
    """A whole list: its segments in ascending order."""

    segments: tuple[Segment, ...]

    def page(self, session: Session, offset: int, limit: int, *, descending: bool) -> list[int]:
        """The rownos of a page, in the list's order."""
        found: list[int] = []
        for segment in reversed(self.segments) if descending else self.segments:
            part = segment.rows(session, offset, limit - len(found), descending=descending)
            found += part
            if len(found) >= limit:
                break
            offset = max(0, offset - segment.length(session))
        return found

    def count(self, session: Session) -> int:
        """How many rows the list has, exactly."""
        return sum(segment.length(session) for segment in self.segments)

    @property
    def is_counted(self) -> bool:
        """Whether its length is known already."""
        return all(segment.count is not None for segment in self.segments)

    def survey(self, session: Session) -> int:
        """The count, with fences learnt on the way, so that any far page is near one."""
        return sum(segment.survey(session) for segment in self.segments)


@dataclass(slots=True)
class Found:
    """A list that a text search has cut: all its rownos in ascending order, eight bytes each."""

    rownos: "array[int]"

    def page(self, session: Session, offset: int, limit: int, *, descending: bool) -> list[int]:
        """The rownos of a page, in the list's order."""
        del session
        if not descending:
            return list(self.rownos[offset : offset + limit])
        stop = len(self.rownos) - offset
        return list(self.rownos[max(stop - limit, 0) : max(stop, 0)])[::-1]

    def count(self, session: Session) -> int:
        """How many rows the list has, exactly."""
        del session
        return len(self.rownos)

    @property
    def is_counted(self) -> bool:
        """Always: its rows are all here."""
        return True

    def survey(self, session: Session) -> int:
        """The count: any place is known."""
        return self.count(session)


Listing = Walk | Found


class _Memory:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.version: Hashable = None
        self.lists: OrderedDict[Hashable, Any] = OrderedDict()

    def of(self, version: Hashable) -> OrderedDict[Hashable, Any]:
        """What is known of that version; of any other all is forgotten."""
        if self.version != version:
            self.version, self.lists = version, OrderedDict()
        return self.lists


_memories: WeakKeyDictionary[Engine, _Memory] = WeakKeyDictionary()


def recalled(engine: Engine, name: Hashable, version: Hashable | None = None) -> Any:
    """What is called `name`, as it was remembered last, or of that version only; None where nothing is."""
    memory = _memories.get(engine)
    if memory is None:
        return None
    with memory.lock:
        return memory.lists.get(name) if version in (None, memory.version) else None


def remembered(session: Session, version: Hashable, name: Hashable, make: Callable[[], T]) -> T:
    """What is called `name` (a list, as it was walked before) as it was made first, if nothing was written
    since `version`."""
    memory = _memories.setdefault(session.get_bind().engine, _Memory())
    with memory.lock:
        lists = memory.of(version)
        known: T | None = lists.get(name)
        if known is not None:
            lists.move_to_end(name)
            return known
    made = make()
    with memory.lock:
        # Somebody may have written meanwhile: what was made then belongs to no other version.
        lists = memory.of(version)
        lists[name] = made
        if len(lists) > KEPT_LISTS:
            lists.popitem(last=False)
    return made
