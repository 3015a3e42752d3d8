"""Pictures for paper: turned upright, no larger than print resolution, prepared ahead of the page.

Decoding runs on two threads (Pillow lets the interpreter go while it decodes) a few pictures ahead of
the layout, so that neither time nor memory grows with their number.
"""

import io
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pacdesk.desk.tickets.dossier import Loader
from pacdesk.errors import NotFound

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_IMAGE_PIXELS = 80_000_000
"""Larger pictures are refused by their header alone: a bomb is never decoded."""
MOST_PIXELS = (1240, 1500)
"""Width and height that a column of 6.2 inches can show at 200 dpi."""
_AHEAD = 4
_LOSSLESS_PIXELS = 120_000
_UPRIGHT = 1
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Picture:
    """A prepared picture. `data` is DCT (JPEG) or Flate data as PDF takes it; sizes in pixels.

    `full_width` is the width that the file has, upright, before it was made smaller.
    """

    data: bytes
    filter: str
    color: str
    width: int
    height: int
    full_width: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that is no readable picture, or is too large (`too_big`)."""

    too_big: bool = False


def prepare(data: bytes, most: tuple[int, int] = MOST_PIXELS) -> Picture | Broken:
    """The picture in `data` for print; what cannot be read comes back as `Broken`, never as an error."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > MAX_IMAGE_PIXELS:
                return Broken(too_big=True)
            return _prepared(image, data, most)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Broken(too_big=True)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError):
        return Broken()
    except (zlib.error, OverflowError, MemoryError, TypeError, AttributeError, Warning):
        # Pillow's readers meet damaged files with these as well; a warning only where warnings are errors.
        return Broken()


def _prepared(image: "Image", data: bytes, most: tuple[int, int]) -> Picture:
    turn = image.getexif().get(_ORIENTATION, _UPRIGHT) if image.format in ("JPEG", "PNG", "WEBP") else 1
    sideways = turn in (5, 6, 7, 8)
    full = image.height if sideways else image.width
    room = (most[1], most[0]) if sideways else most
    fits = image.width <= room[0] and image.height <= room[1]
    if image.format == "JPEG" and fits and turn == _UPRIGHT and image.mode in ("L", "RGB"):
        image.load()
        return Picture(data, "DCTDecode", _space(image.mode), image.width, image.height, full)
    was_jpeg = image.format == "JPEG"
    if was_jpeg and not fits:
        # The decoder itself halves: cheaper than any resizing, and 150 dpi are left at least.
        image.draft("RGB", (room[0] * 3 // 4, room[1] * 3 // 4))
    small = _flat(image)
    if not fits:
        small.thumbnail(room, _resampling(), reducing_gap=2.0)
    return _encoded(_turned(small, turn), full, lossless=not was_jpeg)


def _resampling() -> "Resampling":
    from PIL.Image import Resampling

    return Resampling.BILINEAR


if TYPE_CHECKING:
    from PIL.Image import Resampling


def _flat(image: "Image") -> "Image":
    """RGB or grey, transparency laid on white paper."""
    from PIL import Image

    if image.mode in ("L", "RGB"):
        image.load()
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGB", clear.size, "white")
        paper.paste(clear, mask=clear.getchannel("A"))
        return paper
    if image.mode in ("I;16", "I", "F"):
        low, high = image.getextrema()
        scale = 255 / ((high - low) or 1)  # type: ignore[operator]  # one band: two numbers
        return image.convert("F").point(lambda value: (value - low) * scale).convert("L")
    return image.convert("RGB")


def _turned(image: "Image", turn: int) -> "Image":
    from PIL.Image import Transpose

    how = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(turn)
    return image if how is None else image.transpose(how)


def _encoded(image: "Image", full: int, *, lossless: bool) -> Picture:
    color = _space(image.mode)
    if lossless and image.width * image.height <= _LOSSLESS_PIXELS:
        packed = zlib.compress(image.tobytes(), 6)
        return Picture(packed, "FlateDecode", color, image.width, image.height, full)
    out = io.BytesIO()
    # Screenshots keep their thin coloured letters only without chroma subsampling.
    image.save(out, "JPEG", quality=88 if lossless else 80, subsampling=0 if lossless else 2)
    return Picture(out.getvalue(), "DCTDecode", color, image.width, image.height, full)


def _space(mode: str) -> str:
    return "DeviceGray" if mode == "L" else "DeviceRGB"


class Pictures:
    """Gives the pictures of a document one after the other, in the order of `loaders`."""

    def __init__(self, loaders: Iterable[Loader], pool: ThreadPoolExecutor) -> None:
        self._left: Iterator[Loader] = iter(loaders)
        self._pool = pool
        self._ready: deque[Future[Picture | Broken]] = deque()

    def next(self) -> Picture | Broken:
        """The next picture; starts the ones behind it. The loaders run on the caller's thread."""
        self._fill()
        done = self._ready.popleft()
        picture = done.result()
        self._fill()
        return picture

    def _fill(self) -> None:
        while len(self._ready) < _AHEAD:
            load = next(self._left, None)
            if load is None:
                return
            try:
                data = load()
            except (OSError, LookupError, NotFound):
                data = b""
            self._ready.append(self._pool.submit(prepare, data))


@contextmanager
def pictures(loaders: list[Loader]) -> Iterator[Pictures]:
    """Prepares pictures ahead while the block runs; what is not fetched is given up at its end."""
    pool = ThreadPoolExecutor(2, thread_name_prefix="pictures")
    try:
        yield Pictures(loaders, pool)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
