"""Markdown as the flat blocks that a page can draw. HTML in it is text like any other.

Most entries of a desk are plain sentences: those never meet the parser, which would cost more than
drawing them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARKED = re.compile(
    r"[*_`~\[\]<>|#\\&]|^[ \t]*(?:[-+]|\d+[.)])[ \t]|^(?: {4}|\t)|^[ \t]*(?:=+|-+)[ \t]*$", re.MULTILINE
)
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_SAFE_LINK = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


class BlockKind(StrEnum):
    TEXT = "text"
    HEADING = "heading"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; "\\n" within it is a line break. `link` is a safe address or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    struck: bool = False
    link: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `indent` counts list levels, `quote` quotation levels; `marker` is the list sign of its
    first line; `rows` are a table's cells, its first row the head; `ref` is an image's name."""

    kind: BlockKind
    spans: Spans = ()
    plain: str = ""
    indent: int = 0
    quote: int = 0
    marker: str = ""
    rows: tuple[tuple[Spans, ...], ...] = ()
    ref: str = ""


def plain_blocks(text: str) -> list[Block]:
    """Plain text: paragraphs at empty lines, every line break kept."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return [Block(BlockKind.TEXT, plain=part) for part in _BLANK.split(text.strip("\n")) if part.strip()]


def blocks(text: str) -> list[Block]:
    """The blocks of a Markdown text."""
    if _MARKED.search(text) is None:
        return plain_blocks(text)
    reader = _Reader()
    for token in _parser().parse(text):
        reader.read(token)
    return reader.done


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    options = {"html": False, "breaks": True}
    # Sanitising is not the parser's: what it refuses as a link stays as text, what it accepts is
    # filtered again before it becomes an address in the document.
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"])


class _Reader:
    """Flattens the token stream."""

    def __init__(self) -> None:
        self.done: list[Block] = []
        self._quote = 0
        self._lists: list[int | None] = []
        self._marker = ""
        self._kind = BlockKind.TEXT
        self._rows: list[tuple[Spans, ...]] | None = None
        self._row: list[Spans] = []

    def read(self, token: "Token") -> None:
        step = getattr(self, f"_{token.type}", None)
        if step is not None:
            step(token)

    def _add(self, block: Block) -> None:
        self.done.append(replace(block, indent=len(self._lists), quote=self._quote, marker=self._marker))
        self._marker = ""

    def _blockquote_open(self, _: "Token") -> None:
        self._quote += 1

    def _blockquote_close(self, _: "Token") -> None:
        self._quote -= 1

    def _bullet_list_open(self, _: "Token") -> None:
        self._lists.append(None)

    def _ordered_list_open(self, token: "Token") -> None:
        self._lists.append(int(token.attrGet("start") or 1))

    def _bullet_list_close(self, _: "Token") -> None:
        self._lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: "Token") -> None:
        number = self._lists[-1]
        if number is None:
            self._marker = "•"
        else:
            self._marker = f"{number}{token.markup or '.'}"
            self._lists[-1] = number + 1

    def _list_item_close(self, _: "Token") -> None:
        if self._marker:
            self._add(Block(BlockKind.TEXT))

    def _heading_open(self, _: "Token") -> None:
        self._kind = BlockKind.HEADING

    def _heading_close(self, _: "Token") -> None:
        self._kind = BlockKind.TEXT

    def _hr(self, _: "Token") -> None:
        self._add(Block(BlockKind.RULE))

    def _fence(self, token: "Token") -> None:
        if token.info.strip():
            self._add(Block(BlockKind.TEXT, spans=(Span(token.info.strip(), italic=True),)))
        self._add(Block(BlockKind.CODE, plain=token.content.rstrip("\n")))

    def _code_block(self, token: "Token") -> None:
        self._add(Block(BlockKind.CODE, plain=token.content.rstrip("\n")))

    def _table_open(self, _: "Token") -> None:
        self._rows = []

    def _table_close(self, _: "Token") -> None:
        self._add(Block(BlockKind.TABLE, rows=tuple(self._rows or ())))
        self._rows = None

    def _tr_open(self, _: "Token") -> None:
        self._row = []

    def _tr_close(self, _: "Token") -> None:
        if self._rows is not None:
            self._rows.append(tuple(self._row))

    def _inline(self, token: "Token") -> None:
        pieces = _inline(token.children or [])
        if self._rows is not None:
            self._row.append(tuple(_as_text(piece) for piece in pieces))
            return
        spans: list[Span] = []
        for piece in pieces:
            if isinstance(piece, Span):
                spans.append(piece)
                continue
            if spans:
                self._add(Block(self._kind, spans=tuple(spans)))
                spans = []
            self._add(piece)
        if spans:
            self._add(Block(self._kind, spans=tuple(spans)))


def _as_text(piece: Span | Block) -> Span:
    if isinstance(piece, Span):
        return piece
    return Span(f"[{piece.plain or piece.ref}]")


_SWITCHES: Final[dict[str, Callable[[Span, bool], Span]]] = {
    "strong": lambda style, on: replace(style, bold=on),
    "em": lambda style, on: replace(style, italic=on),
    "s": lambda style, on: replace(style, struck=on),
}


def _inline(tokens: "list[Token]") -> list[Span | Block]:
    pieces: list[Span | Block] = []
    style = Span("")
    linked: list[tuple[str, int]] = []
    for token in tokens:
        name, _, side = token.type.rpartition("_")
        if name in _SWITCHES:
            style = _SWITCHES[name](style, side == "open")
        elif token.type == "link_open":
            linked.append((str(token.attrGet("href") or ""), len(pieces)))
            address = linked[-1][0]
            style = replace(style, link=address if _SAFE_LINK.match(address) else "")
        elif token.type == "link_close":
            address, began = linked.pop()
            style = replace(style, link="")
            pieces.extend(_address_if_hidden(pieces[began:], address))
        else:
            pieces.extend(_leaf(token, style))
    return pieces


def _leaf(token: "Token", style: Span) -> list[Span | Block]:
    if token.type == "image":
        ref = str(token.attrGet("src") or "")
        return [Block(BlockKind.IMAGE, plain=token.content, ref=ref)]
    if token.type in ("softbreak", "hardbreak"):
        return [replace(style, text="\n")]
    if token.type == "code_inline":
        return [replace(style, text=token.content, code=True)]
    return [replace(style, text=token.content)] if token.content else []


def _address_if_hidden(shown: list[Span | Block], address: str) -> list[Span | Block]:
    """Paper has no pointer to hover with: an address that its text does not say is printed behind it."""
    said = "".join(piece.text for piece in shown if isinstance(piece, Span))
    if not address or address in (said, f"mailto:{said}", f"http://{said}"):
        return []
    return [Span(f" ({address})")]
