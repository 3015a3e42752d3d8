"""Draws the blocks of a text down a column: paragraphs, lists, quotations, code, tables, pictures."""

from collections.abc import Callable
from typing import Final

from pacdesk.reports.flow import Line, code_lines, face_key, plain_lines, span_lines
from pacdesk.reports.fonts import Face, Ink
from pacdesk.reports.images import Picture
from pacdesk.reports.markup import Block, BlockKind, Span, Spans
from pacdesk.reports.sheet import (
    ACCENT_TEXT,
    BOTTOM,
    LINE,
    SUNKEN,
    TEXT,
    TEXT2,
    TEXT3,
    TOP,
    Panel,
    Sheet,
)

SIZE: Final = 9.3
LEADING: Final = 13.2
_CODE_SIZE: Final = 8.2
_CODE_LEADING: Final = 11.2
_TABLE_SIZE: Final = 8.4
_TABLE_LEADING: Final = 11.4
_GAP: Final = 4.5
_ITEM_GAP: Final = 1.5
_INDENT: Final = 15.0
_CELL: Final = 5.0
_NARROWEST: Final = 34.0
_MOST_PICTURE: Final = 330.0

DrawPicture = Callable[[str, str, float, float], None]
"""Draws the picture of a reference: (ref, alternative text, x, room)."""


class _Grey(Panel):
    """Pale paper under code."""

    def draw(self, top: float, bottom: float) -> str:
        return f"{SUNKEN} rg {self.x:.2f} {bottom:.2f} {self.right - self.x:.2f} {top - bottom:.2f} re f"


class _Bar(Panel):
    """The bar beside a quotation."""

    def draw(self, top: float, bottom: float) -> str:
        return f"{LINE} rg {self.x:.2f} {bottom:.2f} 2 {top - bottom:.2f} re f"


class Body:
    """Draws blocks between `x` and `right`."""

    def __init__(self, sheet: Sheet, x: float, right: float, picture: DrawPicture) -> None:
        self._sheet = sheet
        self._x = x
        self._right = right
        self._picture = picture
        self._regular: Ink = sheet.ink("regular")

    def draw(self, blocks: list[Block]) -> None:
        """All blocks, with air between them."""
        before: Block | None = None
        for block in blocks:
            if before is not None:
                self._sheet.y -= _ITEM_GAP if block.indent and before.indent else _GAP
            self._one(block)
            before = block

    def _one(self, block: Block) -> None:
        if block.kind is BlockKind.TEXT and block.plain and not block.indent and not block.quote:
            self.plain(block.plain, self._x, self._right)
            return
        x = self._x + (block.quote + block.indent) * _INDENT
        bars = [_Bar(self._sheet, self._x + level * _INDENT, 0) for level in range(block.quote)]
        for bar in bars:
            self._sheet.open(bar)
        if block.marker:
            self._marker(block.marker, x)
        _DRAW[block.kind](self, block, min(x, self._right - 60))
        for bar in bars:
            self._sheet.close(bar)

    def plain(self, text: str, x: float, right: float, fill: str = TEXT) -> None:
        """A plain paragraph: the way almost all text takes."""
        lines = plain_lines(text, self._regular, (right - x) / SIZE)
        if lines is None:
            self.styled((Span(text),), x, right, SIZE, LEADING, fill)
        else:
            self._sheet.lines(x, lines, "regular", SIZE, LEADING, fill)

    def styled(self, spans: Spans, x: float, right: float, size: float, leading: float, fill: str) -> None:
        """A paragraph of several styles."""
        for line in span_lines(spans, self.faces(), (right - x) / size):
            self._sheet.need(leading)
            draw_line(self._sheet, line, x, self._sheet.y - leading * 0.5 - size * 0.36, size, fill)
            self._sheet.y -= leading

    def faces(self) -> dict[str, Face]:
        """The faces that styled text may need."""
        return {key: self._sheet.ink(key).face for key in ("regular", "bold", "italic", "mono")}

    def _marker(self, marker: str, x: float) -> None:
        self._sheet.need(LEADING)
        base = self._sheet.y - LEADING * 0.5 - SIZE * 0.36
        self._sheet.text_right(x - 4, base, marker, "regular", SIZE, TEXT2)

    def text(self, block: Block, x: float) -> None:
        """A paragraph or the text of a list item."""
        if block.plain:
            self.plain(block.plain, x, self._right)
        elif block.spans:
            self.styled(block.spans, x, self._right, SIZE, LEADING, TEXT)
        else:
            self._sheet.y -= LEADING

    def heading(self, block: Block, x: float) -> None:
        """A heading: all levels look alike in an entry."""
        spans = tuple(Span(span.text, bold=True, link=span.link) for span in block.spans)
        self._sheet.need(LEADING * 3)
        self.styled(spans, x, self._right, 10.2, 14.5, TEXT)

    def code(self, block: Block, x: float) -> None:
        """Code on pale paper, columns kept."""
        sheet = self._sheet
        sheet.need(_CODE_LEADING + 6)
        grey = _Grey(sheet, x, self._right)
        sheet.open(grey)
        sheet.y -= 3
        face = sheet.ink("mono").face
        for line in code_lines(block.plain, face, (self._right - x - 12) / _CODE_SIZE):
            sheet.need(_CODE_LEADING)
            sheet.text(x + 6, sheet.y - 8.2, line, "mono", _CODE_SIZE, TEXT)
            sheet.y -= _CODE_LEADING
        sheet.y -= 3
        sheet.close(grey)

    def rule(self, _block: Block, x: float) -> None:
        """A line across."""
        self._sheet.need(9)
        self._sheet.rule(x, self._right, self._sheet.y - 4)
        self._sheet.y -= 8

    def image(self, block: Block, x: float) -> None:
        """A picture on its own line."""
        self._picture(block.ref, block.plain, x, self._right - x)

    def table(self, block: Block, x: float) -> None:
        """A table; its rows may go on over the page."""
        columns = max((len(row) for row in block.rows), default=0)
        if columns * _NARROWEST > self._right - x:
            self._records(block, x)
            return
        rows = (_bold(block.rows[0]), *block.rows[1:])
        widths = column_widths(rows, columns, self.faces(), self._right - x)
        sheet = self._sheet
        sheet.rule(x, self._right, sheet.y)
        for row in rows:
            self._table_row(row, x, widths)
            sheet.rule(x, self._right, sheet.y)

    def _table_row(self, row: tuple[Spans, ...], x: float, widths: list[float]) -> None:
        sheet, faces = self._sheet, self.faces()
        cells = [
            span_lines(cell, faces, (width - 2 * _CELL) / _TABLE_SIZE)
            for cell, width in zip(row, widths, strict=False)
        ]
        height = max((len(cell) for cell in cells), default=1)
        sheet.need(min(height * _TABLE_LEADING + 5, TOP - BOTTOM))
        sheet.y -= 2.5
        for number in range(height):
            sheet.need(_TABLE_LEADING)
            at = x
            for cell, width in zip(cells, widths, strict=False):
                if number < len(cell):
                    draw_line(sheet, cell[number], at + _CELL, sheet.y - 8.6, _TABLE_SIZE, TEXT)
                at += width
            sheet.y -= _TABLE_LEADING
        sheet.y -= 2.5

    def _records(self, block: Block, x: float) -> None:
        """A table of more columns than paper has room for: each row as a list of its cells."""
        head, *rows = block.rows
        names = ["".join(span.text for span in cell) for cell in head]
        for row in rows or [head]:
            self._sheet.rule(x, self._right, self._sheet.y)
            for name, cell in zip(names, row, strict=False):
                lead = Span(f"{name}: ", bold=True)
                self.styled((lead, *cell), x, self._right, _TABLE_SIZE, _TABLE_LEADING, TEXT)
        self._sheet.rule(x, self._right, self._sheet.y)


_DRAW: Final[dict[BlockKind, Callable[[Body, Block, float], None]]] = {
    BlockKind.TEXT: Body.text,
    BlockKind.HEADING: Body.heading,
    BlockKind.CODE: Body.code,
    BlockKind.RULE: Body.rule,
    BlockKind.IMAGE: Body.image,
    BlockKind.TABLE: Body.table,
}


def draw_line(sheet: Sheet, line: Line, x: float, base: float, size: float, fill: str) -> None:
    """One line of styled pieces with its baseline at `base`."""
    for piece in line:
        span = piece.span
        at = x + piece.x * size
        if span.code:
            sheet.box(at - 1, base - 2.4, piece.width * size + 2, size + 2, SUNKEN)
        paint = ACCENT_TEXT if span.link else fill
        write = sheet.skewed if span.bold and span.italic else sheet.text
        write(at, base, piece.text, face_key(span), size, paint)
        end = at + piece.width * size
        if span.struck:
            sheet.rule(at, end, base + size * 0.28, paint, 0.6)
        if span.link:
            sheet.rule(at, end, base - 1.4, paint, 0.4)
            sheet.link(span.link, at, base - 2, end, base + size)


def draw_picture(
    sheet: Sheet, picture: Picture, x: float, room: float, caption: str, most: float = _MOST_PICTURE
) -> None:
    """A prepared picture in the flow, never larger than it is at 96 dots an inch, with its name below."""
    width = min(picture.full_width * 0.75, room)
    height = width * picture.height / picture.width
    if height > most:
        width, height = width * most / height, most
    height = max(height, 1.0)
    sheet.need(height + 16)
    sheet.y -= 3
    sheet.picture(picture, x, sheet.y - height, width, height)
    sheet.y -= height
    if caption:
        sheet.text(x, sheet.y - 8.5, sheet.fit(caption, "regular", 7.4, room), "regular", 7.4, TEXT3)
        sheet.y -= 11
    sheet.y -= 2


def draw_placeholder(sheet: Sheet, x: float, right: float, sentence: str) -> None:
    """A frame that says which picture is not here, and why."""
    lines = span_lines((Span(sentence),), {"regular": sheet.ink("regular").face}, (right - x - 20) / 8.4)
    height = len(lines) * 11.4 + 12
    sheet.need(height + 4)
    sheet.y -= 2
    sheet.round_box(x, sheet.y - height, right - x, height, 4, SUNKEN, LINE)
    for number, line in enumerate(lines):
        draw_line(sheet, line, x + 10, sheet.y - 14.5 - number * 11.4, 8.4, TEXT2)
    sheet.y -= height + 2


def _bold(row: tuple[Spans, ...]) -> tuple[Spans, ...]:
    return tuple(tuple(Span(span.text, bold=True, link=span.link) for span in cell) for cell in row)


def column_widths(
    rows: tuple[tuple[Spans, ...], ...], columns: int, faces: dict[str, Face], room: float
) -> list[float]:
    """Widths in points: as wide as the text asks; when that is too much, what columns have above their
    longest word is taken from them, and only then words are broken."""
    asked = [_NARROWEST] * columns
    least = [_NARROWEST] * columns
    for row in rows:
        for column, cell in enumerate(row):
            whole, word = _cell_widths(cell, faces)
            asked[column] = max(asked[column], whole)
            least[column] = max(least[column], min(word, room / columns * 1.5))
    if sum(asked) <= room:
        return asked
    if sum(least) > room:
        least = [_NARROWEST] * columns
    over = sum(asked) - sum(least)
    spare = room - sum(least)
    return [low + (high - low) * spare / over for low, high in zip(least, asked, strict=True)]


def _cell_widths(cell: Spans, faces: dict[str, Face]) -> tuple[float, float]:
    """Widths in points of the whole cell on one line and of its longest word."""
    lines = span_lines(cell, faces, 400.0)
    whole = max((line[-1].x + line[-1].width for line in lines if line), default=0.0)
    word = max((faces["bold"].width(part) for span in cell for part in span.text.split()), default=0.0)
    return whole * _TABLE_SIZE + 2 * _CELL + 1, word * _TABLE_SIZE + 2 * _CELL + 1
