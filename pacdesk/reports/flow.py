"""Line breaking. Widths of words are remembered; a word longer than its line is broken anywhere."""

import re
from dataclasses import dataclass

from pacdesk.reports.fonts import FOREIGN, Face, Ink
from pacdesk.reports.markup import Span, Spans

_WORDS = re.compile(r"\n|[^\S\n]+|\S+")


@dataclass(slots=True)
class Piece:
    """A part of a line in one style, `x` em from its start; `width` leaves out a trailing space."""

    span: Span
    text: str
    x: float
    width: float


Line = list[Piece]


def face_key(span: Span) -> str:
    """Which face writes the span."""
    if span.code:
        return "mono"
    if span.bold:
        return "bold"
    return "italic" if span.italic else "regular"


def plain_lines(text: str, ink: Ink, room: float) -> list[str] | None:
    """Lines of plain text as encoded PDF strings, `room` in em.

    None when a character needs another font: then `span_lines` does it, one piece at a time.
    """
    words = ink.words
    space = ink.word(" ")[0]
    done: list[str] = []
    for row in text.split("\n"):
        line: list[str] = []
        used = 0.0
        for word in row.split():
            width, code = words.get(word) or ink.word(word)
            if line and used + width > room:
                done.append(" ".join(line))
                line = []
                used = 0.0
            if width > room:
                *full, last = broken(word, ink.face, room)
                done += [ink.word(part)[1] for part in full]
                width, code = ink.word(last)
            line.append(code)
            used += width + space
        done.append(" ".join(line))
    return None if FOREIGN in "".join(done) else done


def fitting(text: str, face: Face, room: float) -> int:
    """How many characters fit into `room` em."""
    used = 0.0
    for at, char in enumerate(text):
        used += face.advances[char]
        if used > room:
            return at
    return len(text)


def broken(word: str, face: Face, room: float) -> list[str]:
    """A word cut into parts no wider than `room` em; at least one character each."""
    parts: list[str] = []
    start, used = 0, 0.0
    for at, char in enumerate(word):
        width = face.advances[char]
        if used + width > room and at > start:
            parts.append(word[start:at])
            start, used = at, 0.0
        used += width
    parts.append(word[start:])
    return parts


def span_lines(spans: Spans, faces: dict[str, Face], room: float) -> list[Line]:
    """Lines of styled text; `faces` by `face_key`, `room` in em."""
    breaker = _Breaker(faces, room)
    for span in spans:
        for part in _WORDS.findall(span.text):
            if part == "\n":
                breaker.newline()
            elif part.isspace():
                breaker.space(span)
            else:
                breaker.add(span, part)
    return breaker.finish()


class _Breaker:
    """Collects pieces into a word, words into a line, lines into a paragraph."""

    def __init__(self, faces: dict[str, Face], room: float) -> None:
        self._faces = faces
        self._room = room
        self._lines: list[Line] = [[]]
        self._used = 0.0
        self._gap: Span | None = None
        self._word: list[tuple[Span, str, float]] = []

    def add(self, span: Span, text: str) -> None:
        self._word.append((span, text, self._faces[face_key(span)].width(text)))

    def space(self, span: Span) -> None:
        self._flush()
        if self._lines[-1]:
            self._gap = span

    def newline(self) -> None:
        self._flush()
        self._break()

    def finish(self) -> list[Line]:
        self._flush()
        return self._lines

    def _break(self) -> None:
        self._lines.append([])
        self._used = 0.0
        self._gap = None

    def _flush(self) -> None:
        word, self._word = self._word, []
        if not word:
            return
        width = sum(part[2] for part in word)
        gap = 0.0 if self._gap is None else self._faces[face_key(self._gap)].width(" ")
        if self._lines[-1] and self._used + gap + width > self._room:
            self._break()
        elif self._gap is not None:
            self._put_gap(gap)
        for span, text, wide in word:
            self._put(span, text, wide)

    def _put_gap(self, gap: float) -> None:
        last = self._lines[-1][-1]
        last.text += " "
        self._used += gap
        self._gap = None

    def _put(self, span: Span, text: str, width: float) -> None:
        face = self._faces[face_key(span)]
        while self._used + width > self._room:
            count = fitting(text, face, self._room - self._used)
            if self._lines[-1] and (count == 0 or self._used + face.width(text[:count]) > self._room):
                self._break()
                continue
            count = max(count, 1)
            if count == len(text):
                break
            self._append(span, text[:count], face.width(text[:count]))
            self._break()
            text = text[count:]
            width = sum(map(face.advances.__getitem__, text))
        self._append(span, text, width)

    def _append(self, span: Span, text: str, width: float) -> None:
        line = self._lines[-1]
        if line and line[-1].span is span:
            last = line[-1]
            last.text += text
            last.width = self._used + width - last.x
        else:
            line.append(Piece(span, text, self._used, width))
        self._used += width


def keep_spaces(line: str) -> str:
    """A line of code with its columns: tabs become spaces to the next of every eighth column."""
    return line.expandtabs(8)


def code_lines(text: str, face: Face, room: float) -> list[str]:
    """Lines of code, cut where they are too long, spaces kept."""
    done: list[str] = []
    for row in text.split("\n"):
        done += broken(keep_spaces(row), face, room)
    return done
