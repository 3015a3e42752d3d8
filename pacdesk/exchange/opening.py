"""From a path to text: what the bytes are, how they are packed, and in which encoding.

The whole file is passed over once before its first row is read, so that a file that turns out to be
cut off, a bomb or no table at all is refused before anything is imported.
"""

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pacdesk.errors import Invalid, NotFound


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes beyond which a file or a row is refused.

    Characters for `cell` and `record`, bytes for `unpacked` and `strings` (the shared texts of a
    workbook, which its reader keeps in memory). A packed file that grows more than `ratio` times is
    taken for a bomb once it is past `ratio_from` bytes.
    """

    unpacked: int = 2 << 30
    ratio: int = 300
    ratio_from: int = 64 << 20
    strings: int = 64 << 20
    cell: int = 1 << 20
    record: int = 32 << 20
    columns: int = 2_000
    empty_rows: int = 10_000


_KINDS = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"SQLite format 3\x00", "database"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
)
_BLOCK = 1 << 20


def content_kind(head: bytes) -> str:
    """`gzip`, `zip`, `xls`, `pdf`, `image`, `database`, `archive`, else `text`. The name is not asked."""
    return next((kind for magic, kind in _KINDS if head.startswith(magic)), "text")


def open_bytes(path: Path) -> BinaryIO:
    """The file, open for reading. NotFound `import.file_missing`, Invalid `import.file_unreadable`."""
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        raise NotFound("import.file_missing", file=path.name) from None
    except OSError as error:
        raise Invalid("import.file_unreadable", file=path.name, reason=error.strerror or "") from error
    return stream


class _Counted(io.RawIOBase):
    """Unpacked bytes of a gzip file, counted; refuses a bomb, a cut-off and a damaged file."""

    def __init__(self, path: Path, limits: Limits) -> None:
        super().__init__()
        self._name = path.name
        self._packed = max(path.stat().st_size, 1)
        self._limits = limits
        self._stream = gzip.open(path, "rb")  # noqa: SIM115  (closed by close())
        self._read = 0

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # the base class says Any buffer
        try:
            got = self._stream.read(min(len(view), _BLOCK))
        except EOFError:
            raise Invalid("import.gzip_truncated", file=self._name, read=self._read) from None
        except (gzip.BadGzipFile, zlib.error) as error:
            raise Invalid("import.gzip_damaged", file=self._name, reason=str(error)) from None
        self._read += len(got)
        grown = self._read // self._packed
        if self._read > self._limits.unpacked or (
            self._read > self._limits.ratio_from and grown > self._limits.ratio
        ):
            raise Invalid("import.gzip_bomb", file=self._name, read=self._read, packed=self._packed)
        view[: len(got)] = got
        return len(got)


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file that holds text: `open()` gives it from its start as often as wanted.

    `mixed` is True when some lines are UTF-8 and others are not: then the reader looks at each row.
    """

    path: Path
    encoding: str
    mixed: bool
    open: Callable[[], io.TextIOWrapper]


def open_text(path: Path, encoding: str | None, limits: Limits) -> TextFile:
    """Pass over the whole file once and say how its text is to be read.

    `encoding` None means: find out (BOM, UTF-16 by its zero bytes, UTF-8 when it decodes, else
    Windows-1252). Raises Invalid `import.file_empty`, `import.file_kind`, `import.gzip_*`,
    `import.line_endless`, `import.encoding_unknown`.
    """

    def binary() -> io.BufferedReader:
        if packed:
            return io.BufferedReader(_Counted(path, limits), _BLOCK)
        return io.BufferedReader(path.open("rb", buffering=0), _BLOCK)

    with open_bytes(path) as stream:
        head = stream.read(16)
    if not head:
        raise Invalid("import.file_empty", file=path.name)
    packed = content_kind(head) == "gzip"
    with binary() as unpacked:
        found, mixed = _scan(path.name, unpacked, limits)
    chosen = encoding or found
    try:
        chosen = codecs.lookup(chosen).name
    except LookupError:
        raise Invalid("import.encoding_unknown", encoding=chosen) from None
    if chosen == "utf-8":
        chosen = "utf-8-sig"
    # A byte that does not decode stays visible in its row, which is then refused by name: surrogates
    # where the codec can make them, the replacement character in UTF-16.
    errors = "replace" if chosen.startswith("utf-16") else "surrogateescape"
    return TextFile(
        path,
        chosen,
        mixed and not chosen.startswith("utf-"),
        lambda: io.TextIOWrapper(binary(), encoding=chosen, errors=errors, newline=""),
    )


def _scan(name: str, stream: io.BufferedReader, limits: Limits) -> tuple[str, bool]:
    """(encoding, mixed): reads to the end, so a cut-off or a bomb shows here."""
    head = stream.peek(4096)[:4096]
    if not head:
        raise Invalid("import.file_empty", file=name)
    kind = content_kind(head)
    if kind != "text":
        raise Invalid("import.file_kind", file=name, found=kind)
    wide = _wide(head)
    good = bad = 0
    for block in _blocks(stream, limits, name):
        if wide or block.isascii():
            continue
        right, wrong = _judge(block)
        good, bad = good + right, bad + wrong
    if wide:
        return wide, False
    marked = head.startswith(codecs.BOM_UTF8)
    return ("cp1252" if bad > good and not marked else "utf-8"), bad > 0 and good > 0


def _wide(head: bytes) -> str | None:
    """UTF-16 with its mark, or without it by where the zero bytes of Latin letters stand."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    pairs = len(head) // 2
    if pairs < 2:
        return None
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[start::2].count(0) > pairs * 0.6 and head[1 - start :: 2].count(0) == 0:
            return encoding
    return None


def _blocks(stream: io.BufferedReader, limits: Limits, name: str) -> Iterator[bytes]:
    """The file in blocks that end at a line's end, so that no character is cut in two."""
    rest = b""
    while piece := stream.read(_BLOCK):
        cut = max(piece.rfind(b"\n"), piece.rfind(b"\r")) + 1
        if cut:
            yield rest + piece[:cut]
            rest = piece[cut:]
        else:
            rest += piece
            if len(rest) > limits.record * 2:
                raise Invalid("import.line_endless", file=name, limit=limits.record)
    if rest:
        yield rest


def _judge(block: bytes) -> tuple[int, int]:
    """How many lines beyond ASCII are UTF-8, and how many are not."""
    if _is_utf8(block):
        return 1, 0
    good = bad = 0
    for line in block.splitlines():
        if not line.isascii():
            if _is_utf8(line):
                good += 1
            else:
                bad += 1
    return good, bad


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
