"""Fonts of documents: remembered widths, fallbacks for what Inter lacks, subsets with true extraction.

A character is looked for in the wanted face, then in DejaVu Sans (scripts and symbols), then in Noto
Emoji. What none of them has is drawn as a box with its code point in it, and still comes out of a text
extraction as itself: nothing that a person wrote vanishes from a document.
"""

import re
import threading
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from pacdesk.config import paths

FOREIGN = "\uffff"
"""Stands in an encoded word for a character that the word's own face and subset cannot write."""

_FILES = {
    "regular": "Inter-Regular.ttf",
    "medium": "Inter-Medium.ttf",
    "bold": "Inter-SemiBold.ttf",
    "italic": "Inter-Italic.ttf",
    "mono": "JetBrainsMono-Regular.ttf",
}
_FALLBACKS = ("DejaVuSans.ttf", "NotoEmoji-Regular.ttf")
BOX_STRETCH = 1.6
"""How much wider a box for a missing character is drawn than its glyph: its code point must fit in."""

_MOST_WORDS = 50_000
_LOADING = threading.Lock()
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class DocumentFont(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A TrueType font whose subsets say the true character, beyond U+FFFF too, 100 to a block."""

    def addObjects(self, doc: Any) -> None:
        state = self.state[doc]
        state.frozen = 1
        fonts = doc.idToObject["BasicFonts"].dict
        for n, subset in enumerate(state.subsets):
            internal = self.getSubsetInternalName(n, doc)[1:]
            base = b"".join((SUBSETN(n), b"+", self.face.name)).decode("ascii")
            font = pdfdoc.PDFTrueTypeFont()
            font.Name = internal
            font.BaseFont = base
            font.FirstChar = 0
            font.LastChar = len(subset) - 1
            font.Widths = pdfdoc.PDFArray([self.face.getCharWidth(code) for code in subset])
            stream = pdfdoc.PDFStream(content=_to_unicode(base, subset), filters=[pdfdoc.PDFZCompress])
            font.ToUnicode = doc.Reference(stream, f"toUnicodeCMap:{base}")
            font.FontDescriptor = self.face.addSubsetObjects(doc, base, subset)
            doc.Reference(font, internal)
            fonts[internal] = font
        del self.state[doc]


def _to_unicode(name: str, subset: list[int]) -> str:
    pairs = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(subset)
        if char
    ]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    body = "\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /{name} def\n"
        "/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


class _AnyChar(dict[int, int]):
    """Every code point has the box for missing characters as its glyph."""

    def __contains__(self, code: object) -> bool:
        return True

    def __missing__(self, code: int) -> int:
        return 0


class _Advances(dict[str, float]):
    """Character to its advance in em, in the face that will write it."""

    def __init__(self, face: "Face") -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> float:
        code = ord(clean(char))
        font = self._face.font_of(code)
        advance = 0.0 if font is None else font.face.getCharWidth(code) / 1000
        if font is not None and is_box(font):
            advance *= BOX_STRETCH
        self[char] = advance
        return advance


class Face:
    """One face of the family and the fonts that stand in for it. Lives as long as the process."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.font = _font(_FILES[key])
        self.glyphs = self.font.face.charToGlyph
        self.advances = _Advances(self)
        self._words: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Width of the text in em."""
        known = self._words.get(text)
        if known is None:
            if len(self._words) > _MOST_WORDS:
                self._words.clear()
            known = self._words[text] = sum(map(self.advances.__getitem__, text))
        return known

    def font_of(self, code: int) -> DocumentFont | None:
        """The font that writes a character; None for one that has no ink and no room."""
        if code in self.glyphs or code == 0xA0:
            return self.font
        if unicodedata.category(chr(code)) == "Cf" or 0xFE00 <= code <= 0xFE0F:
            return None
        for name in _FALLBACKS:
            font = _font(name)
            if code in font.face.charToGlyph:
                return font
        return _box_font()


@lru_cache(maxsize=16)
def _font(name: str) -> DocumentFont:
    path: Path = paths.resources() / "fonts" / name
    return DocumentFont(path.stem, str(path), shapable=False)


@lru_cache(maxsize=1)
def _box_font() -> DocumentFont:
    path = paths.resources() / "fonts" / _FALLBACKS[0]
    font = DocumentFont("Box", str(path), asciiReadable=0, shapable=False)
    font.face.name = b"MissingBox"
    font.face.charToGlyph = _AnyChar()
    font.face.charWidths = {}
    font.face.defaultWidth = font.face.hmetrics[0][0] * 1000 / font.face.unitsPerEm
    return font


@lru_cache(maxsize=8)
def _face(key: str) -> Face:
    return Face(key)


def face(key: str) -> Face:
    """The face by name: regular, medium, bold, italic, mono. Safe from several threads."""
    with _LOADING:
        return _face(key)


def is_box(font: DocumentFont) -> bool:
    """Whether this is the font of boxes for characters that no font has."""
    return font is _box_font()


def clean(text: str) -> str:
    """One line that can be written: breaks become spaces, other controls their pictures (U+2400…).

    Lone surrogates become U+FFFD.
    """
    if _CONTROLS.search(text) is None:
        return text
    return _CONTROLS.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code in (0x09, 0x0A, 0x0D):
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


class _Codes(dict[int, str]):
    """Code point to the escaped byte that writes it in subset 0 of one face in one document."""

    def __init__(self, font: DocumentFont, doc: Any) -> None:
        super().__init__()
        self._font = font
        self._doc = doc

    def __missing__(self, code: int) -> str:
        self[code] = escaped = self._assign(code)
        return escaped

    def _assign(self, code: int) -> str:
        if code not in self._font.face.charToGlyph and code != 0xA0:
            return FOREIGN
        ((subset, data),) = self._font.splitString(chr(code), self._doc)
        return FOREIGN if subset else _escape(data)


_ESCAPES = [chr(n) if 32 <= n < 127 else f"\\{n:03o}" for n in range(256)]
for _special in "()\\":
    _ESCAPES[ord(_special)] = "\\" + _special


def _escape(data: bytes) -> str:
    return "".join([_ESCAPES[byte] for byte in data])


class Ink:
    """One face in one document: words as PDF strings, remembered."""

    def __init__(self, face: Face, doc: Any) -> None:
        self.face = face
        self._doc = doc
        self._codes = _Codes(face.font, doc)
        face.font._assignState(doc)  # noqa: SLF001  (reportlab's only way to begin a subset)
        self.name = face.font.getSubsetInternalName(0, doc)
        self.words: dict[str, tuple[float, str]] = {}

    def word(self, text: str) -> tuple[float, str]:
        """(width in em, escaped text; FOREIGN within it when `runs` must be used instead)."""
        known = self.words.get(text)
        if known is None:
            known = self.words[text] = (self.face.width(text), text.translate(self._codes))
        return known

    def runs(self, text: str) -> list[tuple[str, str, float, str]]:
        """The text cut where font or subset changes: (font, escaped, width in em, boxed characters)."""
        done: list[tuple[str, str, float, str]] = []
        for char in clean(text):
            font = self.face.font_of(ord(char))
            if font is None:
                continue
            font._assignState(self._doc)  # noqa: SLF001  (reportlab's only way to begin a subset)
            ((subset, data),) = font.splitString(char, self._doc)
            name = font.getSubsetInternalName(subset, self._doc)
            boxed = char if is_box(font) else ""
            width = self.face.advances[char]
            if done and done[-1][0] == name and bool(done[-1][3]) == bool(boxed):
                _, before, sofar, boxes = done[-1]
                done[-1] = (name, before + _escape(data), sofar + width, boxes + boxed)
            else:
                done.append((name, _escape(data), width, boxed))
        return done
