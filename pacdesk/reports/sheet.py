"""Pages of a document: a cursor that walks down, text and shapes as PDF operators, panels that follow.

Operators are written straight into page lists, because a document of 500 entries spends its time in
exactly this. Pages are kept until the end, when "page x of y" can be said.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from reportlab.pdfbase import pdfdoc

from pacdesk.reports import fonts
from pacdesk.reports.bidi import visual
from pacdesk.reports.images import Picture
from pacdesk.reports.missing import box_strokes

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
LEFT: Final = 48.0
RIGHT: Final = WIDTH - 48.0
TOP: Final = HEIGHT - 62.0
BOTTOM: Final = 66.0
_FIRST_TOP: Final = HEIGHT - 36.0
_ROUND: Final = 0.5523


def color(code: str) -> str:
    """`#rrggbb` as three PDF operands."""
    return " ".join(f"{int(code[at : at + 2], 16) / 255:.3g}" for at in (1, 3, 5))


TEXT: Final = color("#1a2029")
TEXT2: Final = color("#4b5564")
TEXT3: Final = color("#616b7a")
LINE: Final = color("#dfe3e9")
SUNKEN: Final = color("#f4f6f9")
ACCENT: Final = color("#2f5bd3")
ACCENT_TEXT: Final = color("#2449b3")
ACCENT_SOFT: Final = color("#e8eefc")
OK: Final = color("#2c9447")
OK_TEXT: Final = color("#1b6530")
DANGER_TEXT: Final = color("#ad1f14")
WARN_TEXT: Final = color("#85490a")
WARN: Final = color("#d07c06")
OFF: Final = color("#7d8795")
NOTE: Final = color("#fff8e5")
NOTE_EDGE: Final = color("#b98a0c")
NOTE_TEXT: Final = color("#6d4c05")
CLIENT_SOFT: Final = color("#e9ecf1")


class _PictureStream(pdfdoc.PDFStream):  # type: ignore[misc]  # reportlab has no types
    """Lets the picture go once it is in the file: memory holds it once, not twice."""

    def format(self, document: object) -> bytes:
        made: bytes = super().format(document)
        self.content = b""
        return made


@dataclass(slots=True)
class Page:
    ops: list[str] = field(default_factory=list)
    links: list[tuple[str, tuple[float, float, float, float]]] = field(default_factory=list)
    marks: list[tuple[int, str, float]] = field(default_factory=list)
    images: list[str] = field(default_factory=list)


class Panel:
    """Something drawn behind a stretch of the flow, page by page: paper, edge, bar."""

    def __init__(self, sheet: "Sheet", x: float, right: float) -> None:
        self.x = x
        self.right = right
        self._slot = 0
        self._page = sheet.page
        self._top = 0.0

    def begin(self, sheet: "Sheet") -> None:
        """Starts here, at the sheet's cursor."""
        self._page = sheet.page
        self._slot = len(sheet.page.ops)
        sheet.page.ops.append("")
        self._top = sheet.y

    def end(self, sheet: "Sheet") -> None:
        """Ends at the sheet's cursor: the shape goes under what was written in between."""
        if self._top - sheet.y > 0.5:
            self._page.ops[self._slot] = self.draw(self._top, sheet.y)

    def draw(self, top: float, bottom: float) -> str:
        """The operators of one stretch on one page."""
        raise NotImplementedError


class Sheet:
    """The document being written. `y` is the cursor: the upper edge of what comes next, in points."""

    def __init__(self, canvas: "Canvas", running_head: str) -> None:
        self.canvas = canvas
        self.doc: Any = canvas._doc  # noqa: SLF001  (operators are written past the canvas)
        self._inks: dict[str, fonts.Ink] = {}
        self._running_head = running_head
        self._panels: list[Panel] = []
        self._pictures = 0
        self.pages: list[Page] = []
        self.page = Page()
        self.y = _FIRST_TOP
        self.pages.append(self.page)

    def ink(self, key: str) -> fonts.Ink:
        """The face by name, in this document."""
        ink = self._inks.get(key)
        if ink is None:
            ink = self._inks[key] = fonts.Ink(fonts.face(key), self.doc)
        return ink

    def new_page(self) -> None:
        """Goes on at the top of a new page; open panels end here and begin again there."""
        for panel in self._panels:
            panel.end(self)
        self.page = Page()
        self.pages.append(self.page)
        self.y = TOP
        if self._running_head:
            head = self.fit(self._running_head, "regular", 8, RIGHT - LEFT)
            self.text(LEFT, HEIGHT - 44, head, "regular", 8, TEXT3)
            self.rule(LEFT, RIGHT, HEIGHT - 51)
        for panel in self._panels:
            panel.begin(self)

    def need(self, height: float) -> None:
        """A new page unless `height` points are left on this one."""
        if self.y - height < BOTTOM and self.y < TOP:
            self.new_page()

    def open(self, panel: Panel) -> None:
        """Begins a panel at the cursor."""
        self._panels.append(panel)
        panel.begin(self)

    def close(self, panel: Panel) -> None:
        """Ends the panel at the cursor."""
        self._panels.remove(panel)
        panel.end(self)

    def mark(self, level: int, title: str) -> None:
        """A bookmark to here."""
        self.page.marks.append((level, title, self.y))

    def text(self, x: float, y: float, text: str, face: str, size: float, fill: str) -> float:
        """Writes one line with its baseline at y; gives its width in points."""
        ink = self._inks.get(face) or self.ink(face)
        width, code = ink.word(text)
        if fonts.FOREIGN in code:
            return self._foreign(x, y, text, ink, size, fill, skew=False)
        self.page.ops.append(f"{fill} rg BT {ink.name} {size} Tf {x:.2f} {y:.2f} Td ({code}) Tj ET")
        return width * size

    def text_right(self, x: float, y: float, text: str, face: str, size: float, fill: str) -> float:
        """Writes one line that ends at x; gives its width."""
        width = self.width(text, face, size)
        self.text(x - width, y, text, face, size, fill)
        return width

    def skewed(self, x: float, y: float, text: str, face: str, size: float, fill: str) -> float:
        """Like `text`, slanted: the bold italic that the family does not bring."""
        ink = self.ink(face)
        width, code = ink.word(text)
        if fonts.FOREIGN in code:
            return self._foreign(x, y, text, ink, size, fill, skew=True)
        self.page.ops.append(f"{fill} rg BT {ink.name} {size} Tf 1 0 .18 1 {x:.2f} {y:.2f} Tm ({code}) Tj ET")
        return width * size

    def _foreign(
        self, x: float, y: float, text: str, ink: fonts.Ink, size: float, fill: str, *, skew: bool
    ) -> float:
        place = f"1 0 .18 1 {x:.2f} {y:.2f} Tm" if skew else f"{x:.2f} {y:.2f} Td"
        ops = [f"{fill} rg BT {place}"]
        boxes: list[str] = []
        at = x
        for name, code, width, boxed in ink.runs(visual(text)):
            wide = f"{100 * fonts.BOX_STRETCH:.0f} Tz" if boxed else "100 Tz"
            ops.append(f"{name} {size} Tf {wide} ({code}) Tj")
            if boxed:
                step = width * size / len(boxed)
                boxes += [box_strokes(at + n * step, y, size, step, char) for n, char in enumerate(boxed)]
            at += width * size
        ops.append("100 Tz ET")
        self.page.ops += ops
        if boxes:
            self.page.ops.append(f"{fill} RG")
            self.page.ops += boxes
        return at - x

    def lines(self, x: float, lines: list[str], face: str, size: float, leading: float, fill: str) -> None:
        """Writes encoded lines (see `flow.plain_lines`) down the flow, over as many pages as it takes."""
        ink = self.ink(face)
        at = 0
        while at < len(lines):
            self.need(leading)
            room = max(1, int((self.y - BOTTOM) / leading + 0.001))
            part = lines[at : at + room]
            at += len(part)
            body = ") Tj T* (".join(part)
            base = self.y - leading * 0.5 - size * 0.36
            self.page.ops.append(
                f"{fill} rg BT {ink.name} {size} Tf {leading} TL {x:.2f} {base:.2f} Td ({body}) Tj ET"
            )
            self.y -= leading * len(part)

    def width(self, text: str, face: str, size: float) -> float:
        """Width in points."""
        return (self._inks.get(face) or self.ink(face)).face.width(text) * size

    def fit(self, text: str, face: str, size: float, room: float) -> str:
        """The text, or its beginning with an ellipsis: for repetitions of what stands in full elsewhere."""
        if self.width(text, face, size) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            half = (low + high + 1) // 2
            if self.width(text[:half] + "…", face, size) <= room:
                low = half
            else:
                high = half - 1
        return text[:low].rstrip() + "…"

    def rule(self, x: float, right: float, y: float, stroke: str = LINE, thick: float = 0.75) -> None:
        """A hairline."""
        self.page.ops.append(f"{stroke} RG {thick} w {x:.2f} {y:.2f} m {right:.2f} {y:.2f} l S")

    def box(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle from its lower left corner."""
        self.page.ops.append(f"{fill} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def round_box(
        self, x: float, y: float, width: float, height: float, radius: float, fill: str, stroke: str = ""
    ) -> None:
        """A rectangle with round corners, filled and, if wished, edged."""
        path = rounded(x, y, width, height, radius)
        edge = f"{stroke} RG 0.75 w " if stroke else ""
        self.page.ops.append(f"{fill} rg {edge}{path} {'B' if stroke else 'f'}")

    def link(self, address: str, x: float, y: float, right: float, top: float) -> None:
        """An address that can be followed."""
        self.page.links.append((address, (x, y, right, top)))

    def picture(self, picture: Picture, x: float, y: float, width: float, height: float) -> None:
        """Draws a prepared picture from its lower left corner."""
        self._pictures += 1
        name = f"P{self._pictures}"
        entries = {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Image"),
            "Width": picture.width,
            "Height": picture.height,
            "ColorSpace": pdfdoc.PDFName(picture.color),
            "BitsPerComponent": 8,
            "Filter": pdfdoc.PDFName(picture.filter),
        }
        stream = _PictureStream(pdfdoc.PDFDictionary(entries), picture.data)
        registered = self.doc.getXObjectName(name)
        self.doc.Reference(stream, registered)
        self.page.images.append(name)
        self.page.ops.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{registered} Do Q")

    def finish(self) -> None:
        """Hands the pages to the canvas."""
        canvas = self.canvas
        number = 0
        for page in self.pages:
            canvas._code.extend(page.ops)  # noqa: SLF001  (see the top of the file)
            for address, place in page.links:
                canvas.linkURL(address, place)
            for level, title, y in page.marks:
                number += 1
                canvas.bookmarkPage(f"m{number}", fit="XYZ", left=0, top=min(y + 12, HEIGHT), zoom=0)
                canvas.addOutlineEntry(fonts.clean(title), f"m{number}", level, closed=level > 0)
            if page.images:
                canvas._formsinuse = page.images  # noqa: SLF001  (pictures are made by `picture`)
                canvas._currentPageHasImages = 1  # noqa: SLF001
            canvas.showPage()


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The path of a rectangle with round corners."""
    radius = max(0.0, min(radius, width / 2, height / 2))
    bend = radius * (1 - _ROUND)
    right, top = x + width, y + height
    return (
        f"{x + radius:.2f} {y:.2f} m {right - radius:.2f} {y:.2f} l "
        f"{right - bend:.2f} {y:.2f} {right:.2f} {y + bend:.2f} {right:.2f} {y + radius:.2f} c "
        f"{right:.2f} {top - radius:.2f} l "
        f"{right:.2f} {top - bend:.2f} {right - bend:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c "
        f"{x + radius:.2f} {top:.2f} l "
        f"{x + bend:.2f} {top:.2f} {x:.2f} {top - bend:.2f} {x:.2f} {top - radius:.2f} c "
        f"{x:.2f} {y + radius:.2f} l "
        f"{x:.2f} {y + bend:.2f} {x + bend:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h"
    )


def hatching(x: float, y: float, width: float, height: float, step: float) -> str:
    """The path of slanted strokes inside a rectangle, clipped to it by the caller."""
    strokes: Iterable[float] = (y - width + step * n for n in range(int((height + width) / step) + 1))
    return " ".join(f"{x:.2f} {at:.2f} m {x + width:.2f} {at + width:.2f} l" for at in strokes)
