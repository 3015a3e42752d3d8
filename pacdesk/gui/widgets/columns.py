"""How the columns of a `RowDelegate` paint one row object. Functions take the row, give words."""

from collections.abc import Callable
from typing import Any, Literal, Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from pacdesk.desk.lean import dataclass
from pacdesk.gui import icons
from pacdesk.gui.theme import Theme
from pacdesk.gui.widgets import painting

Words = Callable[[Any], str]


@dataclass(slots=True)
class Brush:
    """What a column paints with. `strong` rows are unread ones."""

    painter: QPainter
    theme: Theme
    chosen: bool
    strong: bool
    dpr: float


class ColumnPaint(Protocol):
    """One column. `rect` is already inset from the cell's edges."""

    def paint(self, brush: Brush, rect: QRect, row: Any) -> None:
        """Draw the content; background, hairline and ring are not the column's."""

    def tooltip(self, row: Any) -> str:
        """The exact value, for what the cell shows short; empty for none."""


def _nothing(row: Any) -> str:
    del row
    return ""


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A line of text. `emphasis` is its weight on unread rows (`label` or `strong`); `tabular` lines
    figures up; `mark` names a small icon at the right end, or none."""

    text: Words
    tone: str = "text"
    tabular: bool = False
    emphasis: Literal["", "label", "strong"] = ""
    right: bool = False
    hint: Words = _nothing
    mark: Words = _nothing

    def paint(self, brush: Brush, rect: QRect, row: Any) -> None:
        if mark := self.mark(row):
            theme = brush.theme
            side = theme.px("icon_s")
            drawn = icons.pixmap(mark, "accent_text", side, brush.dpr)
            brush.painter.drawPixmap(rect.right() - side, rect.top() + (rect.height() - side) // 2, drawn)
            rect = rect.adjusted(0, 0, -side - theme.scaled(6), 0)
        weight = self.emphasis if brush.strong and self.emphasis else "regular"
        painting.draw_line(
            brush.painter,
            rect,
            self.text(row),
            self.tone if weight == "regular" else "text",
            weight=weight,
            tabular=self.tabular,
            right=self.right,
        )

    def tooltip(self, row: Any) -> str:
        return self.hint(row) or self.text(row)


@dataclass(frozen=True, slots=True)
class ChipColumn:
    """A chip; `tone` gives the colour family of the row's state."""

    text: Words
    tone: Words
    dot: bool = True
    outlined: bool = False

    def paint(self, brush: Brush, rect: QRect, row: Any) -> None:
        text = self.text(row)
        if not text:
            return
        look = painting.ChipLook(
            text, self.tone(row), dot=self.dot, edge=brush.chosen, outlined=self.outlined
        )
        chip = painting.chip_pixmap(look, rect.width(), brush.dpr)
        brush.painter.drawPixmap(
            rect.left(), rect.top() + (rect.height() - brush.theme.px("chip")) // 2, chip
        )

    def tooltip(self, row: Any) -> str:
        return self.text(row)


@dataclass(frozen=True, slots=True)
class PriorityColumn:
    """Bars and the level's name. `level` gives one of `painting.LEVELS`."""

    level: Words
    text: Words

    def paint(self, brush: Brush, rect: QRect, row: Any) -> None:
        theme = brush.theme
        level = self.level(row)
        bars = painting.priority_pixmap(level, brush.dpr)
        brush.painter.drawPixmap(rect.left(), rect.top() + (rect.height() - theme.px("icon_s")) // 2, bars)
        loud = level in ("high", "critical")
        rest = rect.adjusted(theme.px("icon") + theme.scaled(6), 0, 0, 0)
        ink = theme.tone(painting.priority_tone(level)).text
        weight = "label" if loud else "regular"
        painting.draw_line(brush.painter, rest, self.text(row), ink, weight=weight)

    def tooltip(self, row: Any) -> str:
        return self.text(row)


@dataclass(frozen=True, slots=True)
class PersonColumn:
    """Initials in a circle and the name; an empty `full` is nobody, under the words of `text`."""

    text: Words
    full: Words

    def paint(self, brush: Brush, rect: QRect, row: Any) -> None:
        theme = brush.theme
        full = self.full(row)
        side = theme.px("avatar_s")
        face = painting.avatar_pixmap(full, side, brush.dpr, person=True)
        brush.painter.drawPixmap(rect.left(), rect.top() + (rect.height() - side) // 2, face)
        rest = rect.adjusted(side + theme.scaled(6), 0, 0, 0)
        painting.draw_line(brush.painter, rest, self.text(row), "text2" if full else "text3")

    def tooltip(self, row: Any) -> str:
        return self.full(row) or self.text(row)


_DEADLINE_ICONS = {
    "late": "circle-alert",
    "soon": "clock-alert",
    "normal": "clock",
    "paused": "pause",
    "met": "circle-check",
}


@dataclass(frozen=True, slots=True)
class DeadlineColumn:
    """A deadline in words. `state` gives a value of `wording.DeadlineState`, empty for no deadline."""

    text: Words
    state: Words
    hint: Words = _nothing

    def paint(self, brush: Brush, rect: QRect, row: Any) -> None:
        state = self.state(row)
        if not state:
            return
        theme = brush.theme
        ink = theme.tone(theme.meaning("deadline", state)).text
        side = theme.px("icon_s")
        drawn = icons.pixmap(_DEADLINE_ICONS[state], ink, side, brush.dpr)
        brush.painter.drawPixmap(rect.left(), rect.top() + (rect.height() - side) // 2, drawn)
        rest = rect.adjusted(side + theme.scaled(6), 0, 0, 0)
        weight = "label" if state in ("late", "soon") else "regular"
        painting.draw_line(brush.painter, rest, self.text(row), ink, weight=weight, tabular=True)

    def tooltip(self, row: Any) -> str:
        return self.hint(row) or self.text(row)


@dataclass(frozen=True, slots=True)
class NewsColumn:
    """What happened last: icon, one word, and how long ago at the right."""

    icon: Words
    text: Words
    age: Words
    hint: Words = _nothing

    def paint(self, brush: Brush, rect: QRect, row: Any) -> None:
        text = self.text(row)
        if not text:
            return
        theme = brush.theme
        side = theme.px("icon_s")
        ink = "accent_text" if brush.strong else "text2"
        drawn = icons.pixmap(self.icon(row), ink, side, brush.dpr)
        brush.painter.drawPixmap(rect.left(), rect.top() + (rect.height() - side) // 2, drawn)
        used = painting.draw_line(
            brush.painter, rect, self.age(row), "text2", size="small", tabular=True, right=True
        )
        rest = rect.adjusted(side + theme.scaled(6), 0, -used - theme.scaled(6), 0)
        weight = "label" if brush.strong else "regular"
        painting.draw_line(brush.painter, rest, text, "text" if brush.strong else "text2", weight=weight)

    def tooltip(self, row: Any) -> str:
        return self.hint(row) or self.text(row)
