"""Puts the parts of a dossier together: cover, discussion, sections, annexes, footers."""

from collections.abc import Callable
from typing import BinaryIO, Final

from reportlab.pdfgen.canvas import Canvas

from pacdesk.desk.tickets.dossier import Dossier, Loader
from pacdesk.reports import annex
from pacdesk.reports.cover import Cover
from pacdesk.reports.discussion import Discussion, picture_order
from pacdesk.reports.formats import Formats
from pacdesk.reports.images import Pictures, pictures
from pacdesk.reports.labels import Labels
from pacdesk.reports.paper import new_canvas
from pacdesk.reports.sections import Sections
from pacdesk.reports.sheet import HEIGHT, LEFT, RIGHT, TEXT2, TEXT3, WIDTH, Sheet

_FOOT: Final = 50.0


class Writer:
    """Writes one dossier that was already cut for its audience."""

    def __init__(self, rows: Dossier, progress: Callable[[int, int], None] | None, every: int) -> None:
        self._rows = rows
        self._progress = progress
        self._every = every
        self._say = Labels(rows.language)
        self._formats = Formats(rows.language, rows.zone)

    def make(self, out: BinaryIO, *, annexes: bool) -> tuple[list[annex.Frame], int]:
        """Writes into `out`; gives (frames that attached PDFs still have to fill, number of pages)."""
        sheet = Sheet(self._canvas(out), self._running_head())
        loaders = self._loaders()
        with pictures(loaders) as ready:
            self._draw(sheet, ready)
        frames = annex.draw(sheet, self._rows.attachments, self._say) if annexes else []
        self._footers(sheet)
        sheet.finish()
        sheet.canvas.save()
        self._tell(len(self._rows.entries))
        return frames, len(sheet.pages)

    def _draw(self, sheet: Sheet, ready: Pictures) -> None:
        rows, say, formats = self._rows, self._say, self._formats
        cover = Cover(sheet, rows, say, formats)
        cover.draw()
        cover.heading("discussion")
        Discussion(sheet, rows, say, formats, ready).draw(self._each)
        Sections(sheet, rows, say, formats, cover, ready).draw()

    def _canvas(self, out: BinaryIO) -> Canvas:
        ticket = self._rows.ticket
        return new_canvas(
            out,
            (WIDTH, HEIGHT),
            language=str(self._rows.language),
            title=f"{self._say('title')} {ticket.protocol}: {ticket.subject}",
            subject=self._say(f"copy.{self._rows.audience}"),
            author=self._rows.company.name,
        )

    def _running_head(self) -> str:
        ticket = self._rows.ticket
        return f"{self._say('title')}  ·  {ticket.protocol}  ·  {ticket.subject}"

    def _loaders(self) -> list[Loader]:
        found = [image for entry in self._rows.entries for part in picture_order(entry) for image in part]
        found += [image for order in self._rows.orders for image in order.images]
        return [image.load for image in found]

    def _each(self, done: int) -> None:
        if done % self._every == 0:
            self._tell(done)

    def _tell(self, done: int) -> None:
        if self._progress is not None:
            self._progress(done, len(self._rows.entries))

    def _footers(self, sheet: Sheet) -> None:
        rows, say = self._rows, self._say
        issued = say("footer.issued", at=self._formats.moment(rows.issued_at), who=rows.issued_by)
        issued = sheet.fit(issued, "regular", 7.8, RIGHT - LEFT - 110)
        value = _short(rows.integrity)
        integrity = say("footer.integrity", value=value) if value else ""
        for number, page in enumerate(sheet.pages, 1):
            sheet.page = page
            sheet.rule(LEFT, RIGHT, _FOOT)
            if integrity:
                sheet.text(LEFT, _FOOT - 13, integrity, "regular", 7.8, TEXT3)
            sheet.text(LEFT, _FOOT - (24 if integrity else 13), issued, "regular", 7.8, TEXT3)
            shown = say("footer.page", page=number, pages=len(sheet.pages))
            sheet.text_right(RIGHT, _FOOT - 13, shown, "medium", 8, TEXT2)
            sheet.text_right(RIGHT, _FOOT - 24, rows.ticket.protocol, "regular", 7.8, TEXT3)


def _short(value: str) -> str:
    """The first four groups of eight; the whole value stands in its own section."""
    if not value:
        return ""
    return " ".join(value[at : at + 8] for at in range(0, min(len(value), 32), 8)) + (
        " …" if len(value) > 32 else ""
    )
