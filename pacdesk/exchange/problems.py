"""What is said about one row of a file: a code and facts, like every refusal (`pacdesk/errors.py`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One row that was refused, or imported with a remark.

    `row` is the row's place in the file as a spreadsheet counts it: the header is row 1 unless the
    mapping says otherwise, and a record with line breaks inside a cell is one row. `refused` is
    False when the row came in all the same and only one of its values did not.
    """

    row: int
    code: str
    column: str | None = None
    value: str | None = None
    refused: bool = True
    facts: Mapping[str, Any] = field(default_factory=dict)


Report = Callable[[Problem], None]

VALUE_SHOWN = 200


def shortened(value: str) -> str:
    """The value as a report shows it: printable, and never a 10 MB cell."""
    text = value.encode("utf-8", "backslashreplace").decode("utf-8").replace("\x00", "\\x00")
    return text if len(text) <= VALUE_SHOWN else text[:VALUE_SHOWN] + "…"
