"""What may be taken back, by whom and for how long. Pure."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from pacdesk.desk.access.rules import Allowed, Answer, Refused, Right
from pacdesk.desk.access.rules import may as has_right
from pacdesk.desk.lean import dataclass
from pacdesk.desk.values import Actor

KEPT = timedelta(days=30)
"""Images of rows are kept so long (DESIGN section 4)."""

COVERED = "covered"
"""In a row's image that lacks personal fields: the wall left out what is covered to who reads or wrote it."""

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class DoneFacts:
    """What the rules need to know of an executed command. `right` None: only an administrator may."""

    command: str
    author: UUID | None
    author_name: str
    at: datetime
    right: Right | None
    undoable: bool
    undone: bool
    keeps_images: bool


def may_undo(actor: Actor, facts: DoneFacts, now: datetime) -> Answer:
    """Whether the actor may take it back now: the command's right today, its own author or an
    administrator, within thirty days."""
    if not facts.undoable:
        return Refused("undo.not_undoable", {"command": facts.command})
    if facts.undone:
        return Refused("undo.already_undone", {"command": facts.command})
    if not facts.keeps_images:
        return Refused("undo.too_big", {"command": facts.command})
    if now - facts.at > KEPT:
        return Refused("undo.too_old", {"days": KEPT.days})
    if not actor.is_admin and facts.author != actor.user_id:
        return Refused("undo.not_yours", {"who": facts.author_name})
    if not _holds(actor, facts.right):
        return Refused("access.right_missing", {"right": str(facts.right or "admin")})
    return Allowed()


def _holds(actor: Actor, right: Right | None) -> bool:
    return actor.is_admin if right is None else has_right(actor, right)


@dataclass(frozen=True, slots=True)
class RowChange:
    """What a change set did to one row, all its steps together. `version` is the one it left."""

    table: str
    row_id: UUID
    operation: str
    version: int | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def joined(first: RowChange, second: RowChange) -> RowChange | None:
    """Two steps as one; None when they leave nothing (born and gone in one command)."""
    if second.operation == "delete":
        if first.operation == "insert":
            return None
        return RowChange(
            first.table, first.row_id, "delete", second.version, {**second.before, **first.before}, {}
        )
    return RowChange(
        first.table,
        first.row_id,
        first.operation,
        second.version,
        {**second.before, **first.before},
        {**first.after, **second.after},
    )


def by_row(changes: list[RowChange]) -> list[RowChange]:
    """The steps of a change set, one entry a row, in the order in which rows were first touched."""
    found: dict[tuple[str, UUID], RowChange] = {}
    for change in changes:
        key = (change.table, change.row_id)
        both = joined(found[key], change) if key in found else change
        if both is None:
            del found[key]
        else:
            found[key] = both
    return list(found.values())


def stands_after(steps: Iterable[tuple[UUID, UUID | None]]) -> bool:
    """Whether anything stands of a row's later change sets (id, the one it undoes; oldest first): a
    change set and the undo that took it back cancel each other."""
    standing: set[UUID] = set()
    cancelling: set[UUID] = set()
    for done, undoes in steps:
        if done in standing or done in cancelling:
            continue
        if undoes in standing:
            standing.discard(undoes)
            cancelling.add(done)
        else:
            standing.add(done)
    return bool(standing)


def depth_of(item: K, undoes: Callable[[K], K | None]) -> tuple[int, K]:
    """How many undos lie above the command itself, and that command: odd is an undo, even a redo."""
    depth = 0
    while (under := undoes(item)) is not None:
        item, depth = under, depth + 1
    return depth, item


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A row that somebody has changed since, and that therefore stays as it is."""

    table: str
    row_id: UUID
    who: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class UndoOutcome:
    """What an undo did: how many rows it reverted, and which had moved."""

    reverted: int
    moved: tuple[MovedRow, ...]


@dataclass(frozen=True, slots=True)
class UndoRow:
    """An executed command in the list of what was done. `command` names the command itself, also when
    this is its undo (`is_undo`) or its redo; `may` says whether this one can be taken back now."""

    id: UUID
    at: datetime
    actor_label: str
    command: str
    is_undo: bool
    is_redo: bool
    row_count: int
    undone: bool
    may: Answer
    together: int = 1
    """How many change sets were given at once: they are one line of the list, and are taken back as one."""


@dataclass(frozen=True, slots=True)
class UndoState:
    """What *undo* and *redo* would act on for the asker; None greys them."""

    undo: UndoRow | None
    redo: UndoRow | None
