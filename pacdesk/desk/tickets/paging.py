"""Pages of a list by position, over a covering index that is never joined (reference/performance.md 1).

The rows of a list stand in index order. A far position is reached from the nearest known place: an
end of the list, or a *fence*, a row whose position an earlier walk has learnt. Fences and counts are
kept in memory for as long as nothing was written.
"""

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Engine, Select, func, literal, select, tuple_
from sqlalchemy.orm import Session

STRIDE = 4096
"""Rows between two fences; a shorter walk is not worth remembering."""
KEPT_LISTS = 12


@dataclass(slots=True)
class Segment:
    """A part of a list in which the sort key is never NULL, or always. Positions count upwards."""

    table: Any
    conditions: tuple[ColumnElement[bool], ...]
    key: Any | None
    count: int | None = None
    positions: list[int] = field(default_factory=list)
    places: list[tuple[Any, ...]] = field(default_factory=list)

    def length(self, session: Session) -> int:
        """How many rows it has."""
        if self.count is None:
            counted = select(func.count()).select_from(self.table).where(*self.conditions)
            self.count = int(session.scalar(counted) or 0)
        return self.count

    def rows(self, session: Session, offset: int, limit: int, *, descending: bool) -> list[int]:
        """The rownos at `offset` … `offset + limit`, counted from the end where the order begins."""
        if offset <= STRIDE:
            return _rownos(session, self._ordered(descending), offset, limit)
        total = self.length(session)
        start, stop = max(total - offset - limit, 0), max(total - offset, 0)
        if not descending:
            start, stop = min(offset, total), min(offset + limit, total)
        found = self._between(session, start, stop)
        return found[::-1] if descending else found

    def _between(self, session: Session, start: int, stop: int) -> list[int]:
        if start >= stop:
            return []
        n = bisect_right(self.positions, start)
        below = self.positions[n - 1] if n else 0
        above = self.positions[n] if n < len(self.positions) else self.length(session)
        if above < stop or start - below <= above - stop:
            return self._upwards(session, n, start, stop)
        return self._downwards(session, n, start, stop)

    def _upwards(self, session: Session, n: int, start: int, stop: int) -> list[int]:
        position, place = (self.positions[n - 1], self.places[n - 1]) if n else (0, None)
        while start - position > STRIDE:
            place = self._place(session, self._from(place), STRIDE)
            if place is None:
                return []
            position += STRIDE
            self._remember(position, place)
        return _rownos(session, self._from(place), start - position, stop - start)

    def _downwards(self, session: Session, n: int, start: int, stop: int) -> list[int]:
        position, place = self.length(session), None
        if n < len(self.positions):
            position, place = self.positions[n], self.places[n]
        while position - stop > STRIDE:
            place = self._place(session, self._before(place), STRIDE - 1)
            if place is None:
                return []
            position -= STRIDE
            self._remember(position, place)
        return _rownos(session, self._before(place), position - stop, stop - start)[::-1]

    def _remember(self, position: int, place: tuple[Any, ...]) -> None:
        n = bisect_right(self.positions, position)
        self.positions.insert(n, position)
        self.places.insert(n, place)

    def _place(self, session: Session, ordered: Select[Any], offset: int) -> tuple[Any, ...] | None:
        found = session.execute(ordered.with_only_columns(*self._columns()).offset(offset).limit(1)).first()
        return None if found is None else tuple(found)

    def _columns(self) -> tuple[Any, ...]:
        return (self.table.rowno,) if self.key is None else (self.key, self.table.rowno)

    def _ordered(self, descending: bool) -> Select[Any]:
        columns = self._columns()
        order = [column.desc() if descending else column.asc() for column in columns]
        return select(self.table.rowno).where(*self.conditions).order_by(*order)

    def _from(self, place: tuple[Any, ...] | None) -> Select[Any]:
        ordered = self._ordered(descending=False)
        return ordered if place is None else ordered.where(self._pair() >= tuple_(*self._bound(place)))

    def _before(self, place: tuple[Any, ...] | None) -> Select[Any]:
        ordered = self._ordered(descending=True)
        return ordered if place is None else ordered.where(self._pair() < tuple_(*self._bound(place)))

    def _pair(self) -> Any:
        return tuple_(*self._columns())

    def _bound(self, place: tuple[Any, ...]) -> list[Any]:
        return [literal(value, c.type) for value, c in zip(place, self._columns(), strict=True)]


def _rownos(session: Session, ordered: Select[Any], offset: int, limit: int) -> list[int]:
    return list(session.scalars(ordered.offset(offset).limit(limit)))


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


Listing = Walk | Found


class _Memory:
    def __init__(self) -> None:
        self.version: Hashable = None
        self.lists: OrderedDict[Hashable, Listing] = OrderedDict()


_memories: WeakKeyDictionary[Engine, _Memory] = WeakKeyDictionary()


def remembered(session: Session, version: Hashable, name: Hashable, make: Callable[[], Listing]) -> Listing:
    """The list called `name` as it was walked before, if nothing was written since `version`."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)  # noqa: S101  (a desk's sessions are always bound to its engine)
    memory = _memories.setdefault(engine, _Memory())
    if memory.version != version:
        memory.version, memory.lists = version, OrderedDict()
    listing = memory.lists.get(name)
    if listing is None:
        listing = memory.lists[name] = make()
        if len(memory.lists) > KEPT_LISTS:
            memory.lists.popitem(last=False)
    memory.lists.move_to_end(name)
    return listing
