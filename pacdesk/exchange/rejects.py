"""The file that says what became of the rows that were refused or only partly taken."""

import csv
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from pacdesk.exchange.problems import Problem
from pacdesk.exchange.writing import Dialect, neutral

Say = Callable[[Problem], str]
HEADER = ("row", "column", "value", "refused", "code", "what")
SAMPLE = 5
"""How many sentences are kept to be shown at once."""


def beside(source: Path) -> Path:
    """Where the report of a file goes when no place is given: `log.csv.gz` has `log.problems.csv`."""
    name = source.name.removesuffix(".gz")
    return source.with_name(f"{Path(name).stem}.problems.csv")


class RejectFile:
    """A CSV of problems, made with its first one: no problem, no file.

    Hand the instance itself to the importer as its `report`. `say` makes the sentence of a problem
    in the reader's language. `refused` and `remarks` count, `sample` keeps the first problems. Where
    `path` cannot be written the first of `instead` that can takes its place; `path` says which it
    became, None when there was none: an import never fails because its report could not be written.
    """

    def __init__(
        self,
        path: Path,
        say: Say,
        dialect: Dialect,
        *,
        instead: Sequence[Path] = (),
        header: Sequence[str] = HEADER,
    ) -> None:
        self.path: Path | None = path
        self.sample: list[Problem] = []
        self._places, self._header = (path, *instead), tuple(header)
        self.refused = 0
        self.remarks = 0
        self._say, self._dialect = say, dialect
        self._stream: TextIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is not None:
            try:
                self._stream.close()
            except OSError:
                self._give_up()

    def __call__(self, problem: Problem) -> None:
        if problem.refused:
            self.refused += 1
        else:
            self.remarks += 1
        if len(self.sample) < SAMPLE:
            self.sample.append(problem)
        if self._stream is None and self.path is not None:
            self._open()
        if self.path is None:
            return
        try:
            self._write(problem)
        except OSError:
            self._give_up()

    def _write(self, problem: Problem) -> None:
        yes, no = self._dialect.yes, self._dialect.no
        self._writer.writerow(
            (
                problem.row,
                neutral(problem.column or ""),
                neutral(problem.value or ""),
                yes if problem.refused else no,
                problem.code,
                neutral(self._say(problem)),
            )
        )

    def _open(self) -> None:
        for path in self._places:
            try:
                self._stream = path.open("w", encoding=self._dialect.encoding, newline="")
            except OSError:
                continue
            self.path = path
            self._writer = csv.writer(self._stream, delimiter=self._dialect.delimiter, lineterminator="\r\n")
            self._writer.writerow(self._header)
            return
        self.path = None

    def _give_up(self) -> None:
        """The disk is full or gone: what could not be written is still counted."""
        stream, self._stream, self.path = self._stream, None, None
        if stream is not None:
            with suppress(OSError):
                stream.close()
