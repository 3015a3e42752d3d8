"""PDF and image attachments reproduced as pages of the dossier, each page in a frame with its name."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pacdesk.desk.tickets.dossier import Attachment, Loader
from pacdesk.errors import NotFound
from pacdesk.reports.body import draw_placeholder
from pacdesk.reports.images import Picture, prepare
from pacdesk.reports.labels import Labels
from pacdesk.reports.pdfium import PDFIUM
from pacdesk.reports.sheet import BOTTOM, HEIGHT, LEFT, RIGHT, TEXT, TEXT2, Sheet

if TYPE_CHECKING:
    import pypdfium2

_TOP: Final = HEIGHT - 96.0
_PAPER_PIXELS: Final = (1700, 2400)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a page of an attached PDF goes: dossier page, file, its page, all from 0."""

    page: int
    data: bytes
    source: int


def read(load: Loader) -> bytes:
    """The file's bytes; empty when it cannot be had."""
    try:
        return load()
    except (OSError, LookupError, NotFound):
        return b""


def draw(sheet: Sheet, files: tuple[Attachment, ...], labels: Labels) -> list[Frame]:
    """Draws image attachments, and the frames of PDF attachments, one page each. Gives the frames to fill."""
    frames: list[Frame] = []
    for number, file in enumerate(files, 1):
        title = labels("annex", number=number, name=file.name)
        if file.load is None:
            continue
        if file.media_type == "application/pdf":
            frames += _pdf(sheet, read(file.load), title, file.name, labels)
        elif file.media_type.startswith("image/"):
            _image(sheet, read(file.load), title, file.name, labels)
    return frames


def _page(sheet: Sheet, title: str, detail: str = "", *, mark: bool = True) -> None:
    sheet.new_page()
    if mark:
        sheet.mark(0, title)
    shown = sheet.fit(title, "bold", 10.6, RIGHT - LEFT)
    sheet.text(LEFT, HEIGHT - 70, shown, "bold", 10.6, TEXT)
    if detail:
        sheet.text(LEFT, HEIGHT - 84, detail, "regular", 8.4, TEXT2)
    sheet.y = _TOP


def _image(sheet: Sheet, data: bytes, title: str, name: str, labels: Labels) -> None:
    _page(sheet, title)
    picture = prepare(data, _PAPER_PIXELS)
    if not isinstance(picture, Picture):
        _unreadable(sheet, name, labels)
        return
    scale = min((RIGHT - LEFT) / picture.width, (_TOP - BOTTOM) / picture.height, 0.75)
    width, height = picture.width * scale, picture.height * scale
    sheet.picture(picture, LEFT, _TOP - height, width, height)


def _pdf(sheet: Sheet, data: bytes, title: str, name: str, labels: Labels) -> list[Frame]:
    count = _pages_of(data)
    if not count:
        _page(sheet, title)
        _unreadable(sheet, name, labels)
        return []
    frames = []
    for source in range(count):
        _page(sheet, title, labels("annex.page", page=source + 1, pages=count), mark=source == 0)
        frames.append(Frame(len(sheet.pages) - 1, data, source))
    return frames


def _unreadable(sheet: Sheet, name: str, labels: Labels) -> None:
    draw_placeholder(sheet, LEFT, RIGHT, labels("annex.unreadable", name=name))


def _pages_of(data: bytes) -> int:
    """How many pages the file has; 0 when it cannot be used (damaged, behind a password, no PDF)."""
    import pypdfium2

    if not data:
        return 0
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return 0
        try:
            for number in range(len(document)):
                document[number].close()
            return len(document)
        except pypdfium2.PdfiumError:
            return 0
        finally:
            document.close()


def fill(made: bytes, frames: list[Frame]) -> bytes:
    """The document with the attached pages drawn into their frames, shrunk to fit, text and all."""
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(made)
        sources: dict[int, pypdfium2.PdfDocument] = {}
        try:
            for frame in frames:
                key = id(frame.data)
                if key not in sources:
                    sources[key] = pypdfium2.PdfDocument(frame.data)
                _place(document, sources[key], frame)
            out = io.BytesIO()
            document.save(out)
            return out.getvalue()
        finally:
            for source in sources.values():
                source.close()
            document.close()


def _place(document: "pypdfium2.PdfDocument", source: "pypdfium2.PdfDocument", frame: Frame) -> None:
    import pypdfium2

    original = source[frame.source]
    wide, high = original.get_size()
    scale = min((RIGHT - LEFT) / wide, (_TOP - BOTTOM) / high, 1.0)
    # PDFium's form object is already turned upright and moved to its origin.
    matrix = pypdfium2.PdfMatrix().scale(scale, scale)
    matrix = matrix.translate((LEFT + RIGHT - wide * scale) / 2, _TOP - high * scale)
    page = document[frame.page]
    xobject = source.page_as_xobject(frame.source, document)
    drawn = xobject.as_pageobject()
    drawn.set_matrix(matrix)
    page.insert_obj(drawn)
    page.gen_content()
    xobject.close()
    page.close()
    original.close()
