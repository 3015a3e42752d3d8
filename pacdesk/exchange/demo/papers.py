"""What is attached in the example data: drawn here, so that nothing has an owner."""

import io
import math
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pacdesk.config import paths

if TYPE_CHECKING:
    from PIL import Image

_INK, _SOFT, _PAPER, _BLUE, _GREEN = "#1a2029", "#8590a0", "#ffffff", "#2f5bd3", "#2c9447"
_EPOCH: Final = time.gmtime(0)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as somebody would attach it."""

    name: str
    media_type: str
    content: bytes

    @property
    def is_picture(self) -> bool:
        """Whether it stands in the text."""
        return self.media_type.startswith("image/")


class Drawer:
    """Draws papers; a few of each kind, used again and again, as their bytes are kept once anyway."""

    def __init__(self, chance: random.Random, variants: int = 4) -> None:
        self._chance = chance
        self._variants = variants
        self._made: dict[tuple[str, int], Paper] = {}

    def take(self, kind: str) -> Paper:
        """A paper of a kind: chart, photo, screen, pdf or txt."""
        variant = self._chance.randrange(self._variants)
        key = (kind, variant)
        if key not in self._made:
            self._made[key] = _DRAW[kind](random.Random(f"{kind} {variant}"), variant)  # noqa: S311  (pictures)
        return self._made[key]


def _font(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(paths.resources() / "fonts" / "Inter-Regular.ttf"), size)


def _sheet(width: int, height: int, colour: str = _PAPER) -> tuple["Image.Image", Any]:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (width, height), colour)
    return image, ImageDraw.Draw(image)


def _png(image: "Image.Image") -> bytes:
    out = io.BytesIO()
    image.quantize(64).save(out, "PNG")
    return out.getvalue()


def _chart(chance: random.Random, variant: int) -> Paper:
    image, draw = _sheet(960, 420)
    draw.text((32, 20), f"Câmara {variant + 1}: últimas 24 h (°C)", font=_font(24), fill=_INK)
    for n, label in enumerate(("-10", "-15", "-20", "-25")):
        y = 90 + n * 90
        draw.line((80, y, 930, y), fill="#e4e8ed", width=2)
        draw.text((24, y - 12), label, font=_font(18), fill=_SOFT)
    points = []
    for n in range(170):
        wave = math.sin(n / 9) * 14 + chance.uniform(-5, 5) + (60 if 90 < n < 100 else 0)
        points.append((80 + n * 5, 250 - wave))
    draw.line(points, fill=_BLUE, width=4, joint="curve")
    draw.line((80, 126, 930, 126), fill="#c9281c", width=2)
    draw.text((760, 98), "limite: -12 °C", font=_font(18), fill="#ad1f14")
    return Paper(f"curva-camara-{variant + 1}.png", "image/png", _png(image))


def _screen(chance: random.Random, variant: int) -> Paper:
    image, draw = _sheet(900, 480, "#f4f6f8")
    draw.rectangle((0, 0, 900, 56), fill="#20262f")
    draw.text((24, 14), "Teste de velocidade", font=_font(24), fill="#f2f4f7")
    numbers = (("Descida", chance.randrange(8, 90), "Mb/s"), ("Subida", chance.randrange(4, 60), "Mb/s"))
    for n, (name, value, unit) in enumerate((*numbers, ("Latência", chance.randrange(9, 140), "ms"))):
        left = 40 + n * 285
        draw.rounded_rectangle((left, 100, left + 255, 320), 14, fill=_PAPER, outline="#c8d0da", width=2)
        draw.text((left + 24, 124), name, font=_font(24), fill=_SOFT)
        draw.text((left + 24, 176), str(value), font=_font(76), fill=_INK)
        draw.text((left + 24, 272), unit, font=_font(22), fill=_SOFT)
    draw.text((40, 380), "Servidor: Chapecó/SC · IPv4 e IPv6", font=_font(22), fill=_SOFT)
    return Paper(f"teste-{variant + 1}.png", "image/png", _png(image))


def _photo(chance: random.Random, variant: int) -> Paper:
    image, draw = _sheet(1200, 800, ("#39424f", "#4a3f38", "#2f4338", "#3c3a4b")[variant % 4])
    draw.rounded_rectangle((220, 180, 980, 640), 36, fill="#e6eaef", outline="#20262f", width=6)
    for n, colour in enumerate((_GREEN, "#c9281c", _GREEN, "#d07c06")):
        draw.ellipse((300 + n * 160, 260, 360 + n * 160, 320), fill=colour, outline=_INK, width=4)
        draw.text((300 + n * 160, 336), ("PWR", "PON", "LAN", "WI-FI")[n], font=_font(28), fill=_INK)
    draw.text((300, 460), f"SN HZ-{chance.randrange(10**7):07d}", font=_font(44), fill=_INK)
    for _ in range(1500):
        x, y = chance.randrange(1200), chance.randrange(800)
        draw.point((x, y), fill="#9aa4b2")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return Paper(f"foto-equipamento-{variant + 1}.jpg", "image/jpeg", out.getvalue())


def _pdf(chance: random.Random, variant: int) -> Paper:
    title = ("Orçamento", "Relatório de visita", "Certificado de calibração", "Demonstrativo")[variant % 4]
    pages = []
    for page in range(1 + variant % 2):
        image, draw = _sheet(827, 1169)
        draw.text((80, 80), "Horizonte Serviços", font=_font(22), fill=_SOFT)
        draw.text((80, 130), title, font=_font(44), fill=_INK)
        draw.line((80, 200, 747, 200), fill="#c8d0da", width=2)
        for n in range(14):
            draw.text((80, 240 + n * 48), f"Item {page * 14 + n + 1}", font=_font(24), fill=_INK)
            value = f"{chance.randrange(10, 990)},{chance.randrange(100):02d}"
            draw.text((640, 240 + n * 48), value, font=_font(24), fill=_INK)
        pages.append(image)
    out = io.BytesIO()
    pages[0].save(
        out,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=100,
        title=title,
        creationDate=_EPOCH,
        modDate=_EPOCH,
    )
    name = title.lower().replace(" ", "-").replace("ó", "o").replace("ç", "c").replace("ã", "a")
    return Paper(f"{name}.pdf", "application/pdf", out.getvalue())


def _txt(chance: random.Random, variant: int) -> Paper:
    lines = ["# hora  evento"]
    for n in range(40):
        what = chance.choice(("PPP up", "PPP down", "LOS", "auth ok", "auth fail"))
        lines.append(f"{n // 2:02d}:{chance.randrange(60):02d}  porta {variant + 1}: {what}")
    text = "\n".join(lines) + "\n"
    return Paper(f"log-{variant + 1}.txt", "text/plain", text.encode())


_DRAW: Final = {"chart": _chart, "screen": _screen, "photo": _photo, "pdf": _pdf, "txt": _txt}
