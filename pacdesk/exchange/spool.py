"""Rows kept aside until the whole file is read, and given back grouped by key.

A file may only be imported once its last row is known to be readable, and the rows of a case may
stand anywhere in it. So the rows go to a temporary file (memory as long as they are few) and only
their places are remembered: 16 bytes a row, and each key once.
"""

import json
import tempfile
from array import array
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from pacdesk.exchange.reading import Row

IN_MEMORY = 16 << 20


class Spool:
    """Append rows, then iterate groups in the order in which their keys were first seen.

    Use as a context manager: the temporary file goes with it, also when the process is killed.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (closed by __exit__)
        self._end = 0
        self._places = array("q")
        self._next = array("q")
        self._groups: dict[str, int] = {}
        self._first = array("q")
        self._last = array("q")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return len(self._places)

    @property
    def groups(self) -> int:
        """How many keys it holds."""
        return len(self._groups)

    def append(self, key: str, row: Row) -> None:
        """Keep one row under its key."""
        line = json.dumps([row.number, *row.cells], ensure_ascii=False).encode() + b"\n"
        self._file.write(line)
        place = len(self._places)
        self._places.append(self._end)
        self._next.append(-1)
        self._end += len(line)
        group = self._groups.setdefault(key, len(self._first))
        if group == len(self._first):
            self._first.append(place)
            self._last.append(place)
        else:
            self._next[self._last[group]] = place
            self._last[group] = place

    def __iter__(self) -> Iterator[tuple[str, list[Row]]]:
        for key, group in self._groups.items():
            rows, place = [], self._first[group]
            while place >= 0:
                self._file.seek(self._places[place])
                number, *cells = json.loads(self._file.readline())
                rows.append(Row(number, tuple(cells)))
                place = self._next[place]
            yield key, rows
