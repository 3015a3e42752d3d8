"""The discussion: client, our reply, internal note and event told apart by surface, edge, shape and word."""

from collections.abc import Callable
from typing import Final

from pacdesk.desk.tickets.dossier import Attachment, Audience, Dossier, Entry, EntryKind, InlineImage
from pacdesk.reports.body import Body, draw_line, draw_picture, draw_placeholder
from pacdesk.reports.flow import span_lines
from pacdesk.reports.formats import Formats, initials
from pacdesk.reports.images import Picture, Pictures
from pacdesk.reports.labels import Labels
from pacdesk.reports.markup import Block, BlockKind, Span, blocks, plain_blocks
from pacdesk.reports.sheet import (
    ACCENT,
    ACCENT_SOFT,
    ACCENT_TEXT,
    CLIENT_SOFT,
    DANGER_TEXT,
    LEFT,
    LINE,
    NOTE,
    NOTE_EDGE,
    NOTE_TEXT,
    OFF,
    RIGHT,
    SUNKEN,
    TEXT,
    TEXT2,
    TEXT3,
    Panel,
    Sheet,
    hatching,
    rounded,
)

_X: Final = LEFT + 33
_BODY_RIGHT: Final = RIGHT - 12
_AVATAR: Final = 22.0
_CIRCLE: Final = f"{rounded(0, 0, _AVATAR, _AVATAR, _AVATAR / 2)} f Q"
_SQUARE: Final = f"{rounded(0, 0, _AVATAR, _AVATAR, 5)} f Q"


class _NotePaper(Panel):
    """Yellow paper with a hatched edge: it survives grey printing and colour blindness."""

    def draw(self, top: float, bottom: float) -> str:
        edge = self.x + 5
        area = f"{self.x:.2f} {bottom:.2f} 5 {top - bottom:.2f} re"
        return (
            f"{NOTE} rg {edge:.2f} {bottom:.2f} {self.right - edge:.2f} {top - bottom:.2f} re f "
            f"q {area} W n {NOTE_EDGE} RG 1.1 w {hatching(self.x, bottom, 5, top - bottom, 4)} S Q"
        )


class _ReplyEdge(Panel):
    """The solid edge of what we answered."""

    def draw(self, top: float, bottom: float) -> str:
        return f"{ACCENT} rg {self.x:.2f} {bottom:.2f} 2 {top - bottom:.2f} re f"


class Discussion:
    """Draws the entries in their order."""

    def __init__(
        self, sheet: Sheet, dossier: Dossier, labels: Labels, formats: Formats, pictures: Pictures
    ) -> None:
        self._sheet = sheet
        self._dossier = dossier
        self._say = labels
        self._formats = formats
        self._pictures = pictures
        self._audit = dossier.audience is Audience.AUDIT
        self._images: dict[str, InlineImage] = {}
        self._body = Body(sheet, _X, _BODY_RIGHT, self._reference)
        self._kinds = {kind: self._kind_words(kind) for kind in EntryKind}
        self._kind_widths = {kind: sheet.width(word, "regular", 8.8) for kind, word in self._kinds.items()}
        self._day = ""

    def draw(self, every: Callable[[int], None]) -> None:
        """All entries; `every` is told how many are done."""
        if not self._dossier.entries:
            sentence = self._say("discussion.empty")
            self._sheet.text(LEFT, self._sheet.y - 14, sentence, "regular", 9, TEXT2)
            self._sheet.y -= 18
        for number, entry in enumerate(self._dossier.entries):
            every(number)
            if entry.kind is EntryKind.EVENT:
                self._event(entry)
            else:
                self._entry(entry)

    def _kind_words(self, kind: EntryKind) -> str:
        if kind is EntryKind.EVENT:
            return ""
        if kind is EntryKind.REPLY and self._dossier.audience is Audience.CLIENT:
            return self._say("kind.reply.client")
        return self._say(f"kind.{kind}")

    def _entry(self, entry: Entry) -> None:
        sheet = self._sheet
        note = entry.kind is EntryKind.NOTE
        sheet.need(48)
        when = self._bookmark(entry)
        sheet.y -= 3
        panel: Panel | None = None
        if note:
            panel = _NotePaper(sheet, _X - 10, RIGHT + 6)
        elif entry.kind is EntryKind.REPLY:
            panel = _ReplyEdge(sheet, _X - 7, RIGHT)
        top = sheet.y
        if panel is not None:
            sheet.open(panel)
        sheet.y -= 2
        self._avatar(entry, top)
        self._headline(entry, when, note)
        self._content(entry)
        if note:
            sheet.y -= 4
        if panel is not None:
            sheet.close(panel)
        sheet.y -= 9

    def _bookmark(self, entry: Entry) -> str:
        """Marks the first entry of each day; gives the entry's moment in words."""
        day = self._formats.day(entry.happened_at)
        if day != self._day:
            self._day = day
            self._sheet.mark(1, day)
        return self._formats.moment(entry.happened_at)

    def _avatar(self, entry: Entry, top: float) -> None:
        sheet = self._sheet
        client = entry.kind is EntryKind.CLIENT
        fill, ink = (CLIENT_SOFT, TEXT2) if client else (ACCENT_SOFT, ACCENT_TEXT)
        if entry.kind is EntryKind.NOTE:
            fill, ink = NOTE, NOTE_TEXT
        base = top - _AVATAR - 1
        sheet.page.ops.append(
            f"q {fill} rg 1 0 0 1 {LEFT:.2f} {base:.2f} cm {_SQUARE if client else _CIRCLE}"
        )
        letters = initials(entry.author)
        if letters:
            x = LEFT + (_AVATAR - sheet.width(letters, "bold", 8)) / 2
            sheet.text(x, base + 8.1, letters, "bold", 8, ink)

    def _headline(self, entry: Entry, when: str, note: bool) -> None:
        sheet = self._sheet
        kind = self._kinds[entry.kind]
        if entry.role:
            kind = f"{kind} · {entry.role}"
            kind_width = sheet.width(kind, "regular", 8.8)
        else:
            kind_width = self._kind_widths[entry.kind]
        when_width = sheet.width(when, "regular", 8.6)
        room = _BODY_RIGHT - _X - when_width - kind_width - 14
        author = entry.author or "–"
        fill = NOTE_TEXT if note else TEXT3
        if sheet.width(author, "bold", 9.4) <= room:
            base = sheet.y - 9.5
            width = sheet.text(_X, base, author, "bold", 9.4, TEXT)
            sheet.text(_X + width + 5, base, kind, "regular", 8.8, fill)
            sheet.text(RIGHT - when_width, base, when, "regular", 8.6, TEXT2)
            sheet.y -= 14.5
            return
        base = sheet.y - 9.5
        sheet.text(RIGHT - when_width, base, when, "regular", 8.6, TEXT2)
        faces = {"regular": sheet.ink("bold").face}
        for line in span_lines((Span(author),), faces, (_BODY_RIGHT - _X - when_width - 14) / 9.4):
            sheet.need(13)
            text = "".join(piece.text for piece in line)
            sheet.text(_X, sheet.y - 9.5, text, "bold", 9.4, TEXT)
            sheet.y -= 13
        self._small(kind, fill)

    def _small(self, text: str, fill: str) -> None:
        sheet = self._sheet
        for line in span_lines((Span(text),), self._body.faces(), (_BODY_RIGHT - _X) / 8.4):
            sheet.need(12)
            draw_line(sheet, line, _X, sheet.y - 8.8, 8.4, fill)
            sheet.y -= 12

    def _content(self, entry: Entry) -> None:
        if entry.struck:
            word = "entry.struck" if entry.struck_by is None else "entry.struck_by"
            self._small(self._say(word, number=entry.struck_by), DANGER_TEXT)
        self._images = {image.ref: image for image in entry.images}
        self._body.draw(entry_blocks(entry))
        for image in picture_order(entry)[1]:
            self._picture(image, image.name, _X, _BODY_RIGHT - _X)
        for fact in entry.facts:
            self._small(f"{self._say(fact.label)}: {self._say(fact.value)}", TEXT2)
        if entry.attachments:
            self._chips(entry.attachments)
        if self._audit:
            self._trace(entry)

    def _trace(self, entry: Entry) -> None:
        number = self._say("entry.unsent")
        if entry.number is not None:
            number = self._say("entry.number", number=entry.number)
        parts = [number]
        if entry.recorded_at is not None:
            parts.append(self._say("entry.recorded", at=self._formats.moment(entry.recorded_at)))
        if entry.hash:
            parts.append(entry.hash)
        faces = {"regular": self._sheet.ink("mono").face}
        for line in span_lines((Span(" · ".join(parts)),), faces, (_BODY_RIGHT - _X) / 6.4):
            self._sheet.need(9)
            text = "".join(piece.text for piece in line)
            self._sheet.text(_X, self._sheet.y - 7, text, "mono", 6.4, TEXT3)
            self._sheet.y -= 9

    def _event(self, entry: Entry) -> None:
        """One grey line: when, who, what."""
        sheet = self._sheet
        words = self._say.of("event", entry.event) if entry.event else ""
        facts = [f"{self._say(fact.label)} {self._say(fact.value)}" for fact in entry.facts]
        who = " ".join(part for part in (entry.author, words) if part)
        parts = [self._bookmark(entry), who, *facts]
        spans = [Span(" · ".join(part for part in parts if part))]
        if entry.text:
            spans.append(Span(f"\n{entry.text}"))
        if entry.struck:
            spans.append(Span(f"\n{self._say('entry.struck')}"))
        sheet.need(16)
        sheet.y -= 1
        sheet.page.ops.append(f"{OFF} rg {rounded(LEFT + 9, sheet.y - 8.2, 4, 4, 2)} f")
        self._body.styled(tuple(spans), _X, _BODY_RIGHT, 8.4, 11.6, TEXT2)
        if entry.attachments:
            self._chips(entry.attachments)
        if self._audit:
            self._trace(entry)
        sheet.y -= 6

    def _reference(self, ref: str, alt: str, x: float, room: float) -> None:
        image = self._images.get(ref)
        if image is not None:
            self._picture(image, alt or image.name, x, room)
            return
        # What the text merely points at is never fetched.
        draw_placeholder(self._sheet, x, x + room, self._say("image", name=f"{alt} ({ref})" if alt else ref))

    def _picture(self, image: InlineImage, caption: str, x: float, room: float) -> None:
        show(self._sheet, self._say, self._pictures.next(), image.name, caption, x, room)

    def _chips(self, files: tuple[Attachment, ...]) -> None:
        sheet = self._sheet
        sheet.need(19)
        sheet.y -= 2
        x = _X
        for file in files:
            size = self._formats.size(file.size)
            room = _BODY_RIGHT - _X - 30 - sheet.width(size, "regular", 8.2)
            name = sheet.fit(file.name, "medium", 8.2, room)
            wide = sheet.width(name, "medium", 8.2) + sheet.width(size, "regular", 8.2) + 20
            if x > _X and x + wide > _BODY_RIGHT:
                x = _X
                sheet.y -= 18
                sheet.need(19)
            sheet.round_box(x, sheet.y - 14.5, wide, 14.5, 3, SUNKEN, LINE)
            after = x + 8 + sheet.text(x + 8, sheet.y - 10, name, "medium", 8.2, TEXT)
            sheet.text(after + 4, sheet.y - 10, size, "regular", 8.2, TEXT3)
            x += wide + 6
        sheet.y -= 17


def show(sheet: Sheet, say: Labels, picture: object, name: str, caption: str, x: float, room: float) -> None:
    """A prepared picture, or a frame that names the one that could not be shown."""
    if isinstance(picture, Picture):
        draw_picture(sheet, picture, x, room, caption)
        return
    code = "image.too_big" if getattr(picture, "too_big", False) else "image.missing"
    draw_placeholder(sheet, x, x + room, say(code, name=name))


def entry_blocks(entry: Entry) -> list[Block]:
    """The blocks of an entry's text."""
    return plain_blocks(entry.text) if entry.plain else blocks(entry.text)


def picture_order(entry: Entry) -> tuple[list[InlineImage], list[InlineImage]]:
    """The pictures of an entry as they will be drawn: those that the text places, then the others."""
    if not entry.images:
        return [], []
    by_ref = {image.ref: image for image in entry.images}
    placed = [
        by_ref[block.ref]
        for block in entry_blocks(entry)
        if block.kind is BlockKind.IMAGE and block.ref in by_ref
    ]
    refs = {image.ref for image in placed}
    return placed, [image for image in entry.images if image.ref not in refs]
