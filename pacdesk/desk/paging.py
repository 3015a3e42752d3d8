"""Pages of the middling lists (tens of thousands of rows): by position in a covering index.

The walk touches the index only and answers row numbers; the few rows of the page are joined after.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

NEAR = 4096
"""Up to here nobody asks how long the list is."""
FAR = 512
"""From here on a page of a shared desk is read by another statement than a near one."""
_ESCAPE = "\\"


def page_rownos(
    session: Session,
    table: Any,
    key: Any,
    wanted: ColumnElement[bool],
    *,
    offset: int = 0,
    limit: int,
    descending: bool = False,
    counted: Callable[[], int] | None = None,
) -> list[int]:
    """The row numbers at `offset` … `offset + limit` in the order of (`key`, rowno).

    With `counted` a far page is walked to from the nearer end.
    """
    turned = False
    if counted is not None and offset > NEAR:
        total = counted()
        limit = max(0, min(limit, total - offset))
        if offset > total - offset - limit:
            turned, offset = True, total - offset - limit
    downwards = descending != turned
    order = [column.desc() if downwards else column.asc() for column in (key, table.rowno)]
    found = list(
        session.scalars(select(table.rowno).where(wanted).order_by(*order).offset(offset).limit(limit))
    )
    return found[::-1] if turned else found


def contains(column: Any, piece: str) -> ColumnElement[bool]:
    """Whether a folded column holds a folded piece anywhere."""
    for letter in (_ESCAPE, "%", "_"):
        piece = piece.replace(letter, _ESCAPE + letter)
    condition: ColumnElement[bool] = column.like(f"%{piece}%", escape=_ESCAPE)
    return condition
