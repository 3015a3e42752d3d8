"""Dossier against the raw canvas, by turns: prints figures, asserts none (performance targets 16 and 17).

pytest -m perf tests/perf/test_dossier_speed.py -s
"""

import io
import json
import random
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pacdesk.desk.tickets.dossier import (
    Audience,
    Company,
    Dossier,
    Entry,
    EntryKind,
    InlineImage,
    TicketHead,
    Visibility,
)

pytestmark = pytest.mark.perf

WORDS = (
    "não há conexão no setor desde a última atualização do sistema o técnico verificou sinal fibra cliente",
    "informou que a nota fiscal segue sem emissão equipe interna avaliou configuração roteador senha boleto",
    "contrato visita agendada período manhã câmera impressora reinício obrigada retorno teste velocidade",
)
START = datetime(2026, 3, 2, 12, tzinfo=UTC)
A4 = (595.28, 841.89)


def texts(count: int) -> list[str]:
    """Plain Portuguese bodies of about 190 letters with a rare token here and there."""
    source = random.Random(7)  # noqa: S311  (test data)
    made = []
    for _ in range(count):
        words = source.choices(" ".join(WORDS).split(), k=source.randint(12, 44))
        words.append(f"SN-{source.randrange(10**6)}")
        made.append(" ".join(words).capitalize() + ".")
    return made


def rows(count: int, images: tuple[InlineImage, ...] = ()) -> Dossier:
    """A dossier of `count` entries, the images spread over them."""
    kinds = (EntryKind.CLIENT, EntryKind.REPLY, EntryKind.NOTE)
    step = max(1, count // len(images)) if images else 0
    entries = tuple(
        Entry(
            number=number,
            kind=kinds[number % 3],
            visibility=Visibility.INTERNAL if number % 3 == 2 else Visibility.CLIENT,
            author=f"Pessoa {number % 9}",
            happened_at=START + timedelta(minutes=37 * number),
            text=text,
            images=images[number // step : number // step + 1] if images and number % step == 0 else (),
        )
        for number, text in enumerate(texts(count))
    )
    return Dossier(
        company=Company("Empresa de Exemplo Ltda.", ("CNPJ 26.318.457/0001-32",)),
        ticket=TicketHead("2026.0004812-6", "Sem conexão no setor", "resolved", "concluded", "Encerrado"),
        audience=Audience.INTERNAL,
        issued_at=START,
        issued_by="Pessoa 1",
        entries=entries,
        integrity="ab" * 32,
    )


def floor(dossier: Dossier) -> bytes:
    """The same entries on ReportLab's raw canvas: remembered widths, greedy lines, DejaVu embedded."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    font = "DejaVu"
    if font not in pdfmetrics.getRegisteredFontNames():
        path = Path(__file__).parents[2] / "resources" / "fonts" / "DejaVuSans.ttf"
        pdfmetrics.registerFont(TTFont(font, str(path)))
    out = io.BytesIO()
    page, y, number = Canvas(out, pagesize=A4, pageCompression=1), A4[1] - 45, 1
    widths: dict[str, float] = {}

    def wrap(text: str, size: float, room: float) -> list[str]:
        done: list[str] = []
        line: list[str] = []
        used = 0.0
        for word in text.split():
            if word not in widths:
                widths[word] = pdfmetrics.stringWidth(word, font, 1)
            width = widths[word] * size
            if line and used + width > room:
                done.append(" ".join(line))
                line, used = [], 0.0
            line.append(word)
            used += width + 0.28 * size
        return [*done, " ".join(line)]

    lines = [(15, 20, dossier.ticket.subject)]
    for entry in dossier.entries:
        lines.append((8, 16, f"{entry.happened_at:%Y-%m-%d %H:%M} {entry.author} ({entry.kind})"))
        lines += [(9, 12, line) for line in wrap(entry.text, 9, A4[0] - 102)]
    block = page.beginText(51, y)
    for size, leading, line in lines:
        if y < 51:
            page.drawText(block)
            page.setFont(font, 8)
            page.drawRightString(A4[0] - 51, 28, f"Página {number}")
            page.showPage()
            y, number = A4[1] - 45, number + 1
            block = page.beginText(51, y)
        block.setFont(font, size, leading)
        block.textLine(line)
        y -= leading
    page.drawText(block)
    page.save()
    return out.getvalue()


def ours(dossier: Dossier) -> bytes:
    """The dossier itself."""
    from pacdesk.reports.dossier import build

    out = io.BytesIO()
    build(dossier, out)
    return out.getvalue()


@pytest.mark.parametrize("count", [200, 500])
def test_target_16_warm_by_turns(count: int) -> None:
    dossier = rows(count)
    times: dict[str, list[float]] = {"floor": [], "ours": []}
    for _ in range(12):
        for name, make in (("floor", floor), ("ours", ours)):
            began = time.perf_counter()
            make(dossier)
            times[name].append((time.perf_counter() - began) * 1e3)
    low, high = (statistics.median(times[name][2:]) for name in ("floor", "ours"))
    sys.stdout.write(f"\n{count} entries: floor {low:.1f} ms, dossier {high:.1f} ms, {high / low:.2f} x\n")


_FIRST = """
import sys, time
sys.path.insert(0, {folder!r})
import test_dossier_speed as t
dossier = t.rows(200)
began = time.perf_counter()
t.{what}(dossier)
print((time.perf_counter() - began) * 1e3)
"""


def test_target_17_first_in_a_session() -> None:
    folder = str(Path(__file__).parent)
    times: dict[str, list[float]] = {"floor": [], "ours": []}
    for _ in range(5):
        for what, found in times.items():
            code = _FIRST.format(folder=folder, what=what)
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
            found.append(float(done.stdout))
    low, high = (statistics.median(times[name]) for name in ("floor", "ours"))
    sys.stdout.write(f"\nfirst: floor {low:.0f} ms, dossier {high:.0f} ms, {high / low:.2f} x\n")


_IMAGES = """
import json, sys, time
from pathlib import Path
sys.path.insert(0, {folder!r})
import psutil
import test_dossier_speed as t
from pacdesk.desk.tickets.dossier import InlineImage
from pacdesk.reports.dossier import build
path = Path({path!r})
images = tuple(InlineImage(str(n), "foto.jpg", path.read_bytes) for n in range(40))
dossier = t.rows(500, images)
began = time.perf_counter()
pages = build(dossier, path.with_suffix(".pdf"))
spent = time.perf_counter() - began
import resource
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
sizes = [file.stat().st_size / 1e6 for file in (path, path.with_suffix(".pdf"))]
print(json.dumps([spent, peak, pages, *sizes]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="peak memory is read from the resource module")
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_forty_inline_images_of_2_mb(tmp_path: Path, kind: str) -> None:
    from PIL import Image

    side = 2330 if kind == "JPEG" else 830
    noise = Image.effect_noise((side, side * 3 // 4), 60).convert("RGB")
    if kind == "PNG":
        noise = Image.merge("RGB", [Image.effect_noise((side, side), 90) for _ in range(3)])
    path = tmp_path / "foto"
    noise.save(path, kind, quality=72)
    code = _IMAGES.format(folder=str(Path(__file__).parent), path=str(path))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    spent, peak, pages, size, made = json.loads(done.stdout)
    sys.stdout.write(
        f"\n500 entries, 40 {kind} of {size:.1f} MB: {spent:.2f} s, peak {peak:.0f} MB, "
        f"{pages} pages, {made:.1f} MB\n"
    )
