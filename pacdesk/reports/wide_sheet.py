"""A sheet in landscape, for drawings and wide tables."""

from typing import TYPE_CHECKING, Final

from pacdesk.reports.flow import span_lines
from pacdesk.reports.markup import Span
from pacdesk.reports.sheet import ACCENT, BOTTOM, LEFT, TEXT, TEXT3, Page, Sheet

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WIDE: Final = 841.89
HIGH: Final = 595.28
WIDE_RIGHT: Final = WIDE - 48.0
WIDE_TOP: Final = HIGH - 62.0


class WideSheet(Sheet):
    """Pages on their side; the rest is the house's sheet."""

    def __init__(self, canvas: "Canvas", running_head: str) -> None:
        super().__init__(canvas, running_head)
        self._head = running_head
        self.y = HIGH - 36.0

    def new_page(self) -> None:
        """Goes on at the top of a new page."""
        self.page = Page()
        self.pages.append(self.page)
        self.y = WIDE_TOP
        self.text(LEFT, HIGH - 44, self.fit(self._head, "regular", 8, WIDE_RIGHT - LEFT), "regular", 8, TEXT3)
        self.rule(LEFT, WIDE_RIGHT, HIGH - 51)

    def need(self, height: float) -> None:
        """A new page unless `height` points are left on this one."""
        if self.y - height < BOTTOM and self.y < WIDE_TOP:
            self.new_page()

    def heading(self, title: str, keep: float = 60.0) -> None:
        """A section's title with its line and bookmark; `keep` points must follow it on the page."""
        self.need(keep + 40)
        if self.y < WIDE_TOP:
            self.y -= 22
        self.mark(0, title)
        self.text(LEFT, self.y - 8, title, "bold", 10.6, TEXT)
        self.rule(LEFT, WIDE_RIGHT, self.y - 15)
        self.y -= 21

    def wrapped(self, text: str, face: str, size: float, room: float) -> list[str]:
        """The text in lines no wider than `room` points."""
        lines = span_lines((Span(text),), {"regular": self.ink(face).face}, room / size)
        return ["".join(piece.text for piece in line) for line in lines]

    def paragraph(self, x: float, right: float, text: str, face: str, size: float, fill: str) -> None:
        """A paragraph down the page, over as many pages as it takes."""
        for line in self.wrapped(text, face, size, right - x):
            self.need(size + 3)
            self.text(x, self.y - (size + 3) * 0.5 - size * 0.36, line, face, size, fill)
            self.y -= size + 3

    def dot(self, x: float, y: float, radius: float, fill: str = ACCENT) -> None:
        """A filled circle."""
        self.page.ops.append(f"{fill} rg {circle(x, y, radius)} f")


def circle(x: float, y: float, radius: float) -> str:
    """The path of a circle."""
    k = radius * 0.5523
    return (
        f"{x + radius:.2f} {y:.2f} m "
        f"{x + radius:.2f} {y + k:.2f} {x + k:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c "
        f"{x - k:.2f} {y + radius:.2f} {x - radius:.2f} {y + k:.2f} {x - radius:.2f} {y:.2f} c "
        f"{x - radius:.2f} {y - k:.2f} {x - k:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c "
        f"{x + k:.2f} {y - radius:.2f} {x + radius:.2f} {y - k:.2f} {x + radius:.2f} {y:.2f} c h"
    )
