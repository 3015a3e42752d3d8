"""The file that says what became of the rows that were refused or only partly taken."""

import csv
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from pacdesk.errors import Invalid
from pacdesk.exchange.problems import Problem
from pacdesk.exchange.writing import Dialect, neutral

Say = Callable[[Problem], str]
HEADER = ("row", "column", "value", "refused", "code", "what")


def beside(source: Path) -> Path:
    """Where the report of a file goes when no place is given: `log.csv.gz` has `log.problems.csv`."""
    name = source.name.removesuffix(".gz")
    return source.with_name(f"{Path(name).stem}.problems.csv")


class RejectFile:
    """A CSV of problems, made with its first one: no problem, no file.

    Hand the instance itself to the importer as its `report`. `say` makes the sentence of a problem
    in the reader's language. `refused` and `remarks` count. Raises Invalid `export.not_writable`.
    """

    def __init__(self, path: Path, say: Say, dialect: Dialect) -> None:
        self.path = path
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
            self._stream.close()

    def __call__(self, problem: Problem) -> None:
        if problem.refused:
            self.refused += 1
        else:
            self.remarks += 1
        if self._stream is None:
            self._open()
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
        try:
            self._stream = self.path.open("w", encoding=self._dialect.encoding, newline="")
        except OSError as error:
            raise Invalid("export.not_writable", file=self.path.name, reason=error.strerror or "") from error
        self._writer = csv.writer(self._stream, delimiter=self._dialect.delimiter, lineterminator="\r\n")
        self._writer.writerow(HEADER)
