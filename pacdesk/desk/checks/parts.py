"""What the steps of the check share: what they look at, and what they tell."""

from typing import Any

from sqlalchemy import Engine

from pacdesk.desk.desk import Desk
from pacdesk.desk.lean import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: a code, and the row, page or file it is about."""

    code: str
    ref: str


@dataclass(slots=True)
class Finds:
    """What a step counts beside its findings."""

    seen: int = 0
    repaired: int = 0
    skipped: str = ""


class Look:
    """The desk under check, whether to mend it, and the counts of the step that is running.

    `writer` is a desk opened for writing, given by who holds the writer's lock: only then is the search
    index compared word by word, orphans are told, and anything can be mended.
    """

    def __init__(self, desk: Desk, writer: Desk | None, *, repair: bool) -> None:
        self.desk = desk
        self.writer = writer
        self.repair = repair and writer is not None
        self.finds = Finds()
        self.missing: list[tuple[str, Any]] = []

    @property
    def on_postgres(self) -> bool:
        """Whether this desk is a shared PostgreSQL."""
        return self.desk.engine.dialect.name == "postgresql"

    @property
    def alone(self) -> bool:
        """Whether nobody else writes meanwhile."""
        return self.writer is not None

    def writing_engine(self) -> Engine:
        """The engine that may write; only asked for when alone."""
        if self.writer is None:
            raise RuntimeError("a check without the writer's lock writes nothing")
        return self.writer.engine

    def begin(self, finds: Finds) -> None:
        """The next step counts here."""
        self.finds = finds
