"""Pictures, Markdown, lines, formats, labels and the preview."""

import io
import string
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pacdesk.desk.tickets.dossier import Dossier, Language
from pacdesk.errors import Invalid
from pacdesk.reports import flow, fonts, images, labels, markup
from pacdesk.reports.bidi import visual
from pacdesk.reports.formats import Formats, initials
from pacdesk.reports.markup import BlockKind, Span
from pacdesk.reports.preview import Preview

NewPicture = Callable[..., bytes]


def test_a_large_photograph_is_made_small_and_upright(picture: NewPicture) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = images.prepare(picture(1600, 800, exif=exif.tobytes()))
    assert isinstance(made, images.Picture)
    assert (made.width, made.height, made.full_width) == (750, 1500, 800)
    assert made.filter == "DCTDecode"


def test_a_photograph_that_fits_is_passed_on_untouched(picture: NewPicture) -> None:
    data = picture(600, 400)
    made = images.prepare(data)
    assert isinstance(made, images.Picture)
    assert made.data is data


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_orientation_is_set_upright(turn: int) -> None:
    marked = Image.new("RGB", (40, 20), "white")
    marked.paste("red", (0, 0, 10, 10))
    exif = Image.Exif()
    exif[0x0112] = turn
    out = io.BytesIO()
    marked.save(out, "PNG", exif=exif.tobytes())
    from PIL import ImageOps

    wanted = ImageOps.exif_transpose(Image.open(io.BytesIO(out.getvalue())))
    made = images.prepare(out.getvalue())
    assert isinstance(made, images.Picture)
    import zlib

    assert (made.width, made.height) == wanted.size
    assert zlib.decompress(made.data) == wanted.convert("RGB").tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_kind_of_pixel_can_be_printed(mode: str) -> None:
    image = Image.new("L", (30, 20), 128).convert(mode) if mode != "I;16" else Image.new("I;16", (30, 20), 9)
    out = io.BytesIO()
    image.save(out, "TIFF" if mode in ("CMYK", "F", "I;16", "I", "LA") else "PNG")
    made = images.prepare(out.getvalue())
    assert isinstance(made, images.Picture)
    assert (made.width, made.height) == (30, 20)


def test_transparency_becomes_white_paper() -> None:
    import zlib

    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    made = images.prepare(out.getvalue())
    assert isinstance(made, images.Picture)
    assert zlib.decompress(made.data) == b"\xff" * 48


@pytest.mark.parametrize("cut", [0, 1, 10, 200, 0.5])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"])
def test_a_damaged_picture_is_broken_not_an_error(picture: NewPicture, kind: str, cut: float) -> None:
    data = picture(2000, 40, kind)
    part = data[: int(cut if cut >= 1 else len(data) * cut)]
    assert isinstance(images.prepare(part), images.Broken)


def test_a_bomb_is_refused_by_its_head(monkeypatch: pytest.MonkeyPatch, picture: NewPicture) -> None:
    monkeypatch.setattr(images, "MAX_IMAGE_PIXELS", 100)
    assert images.prepare(picture(40, 40, "PNG")) == images.Broken(too_big=True)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("só texto\n\ndois", [BlockKind.TEXT, BlockKind.TEXT]),
        ("# t\n\n- a\n- b", [BlockKind.HEADING, BlockKind.TEXT, BlockKind.TEXT]),
        ("```py\nx\n```", [BlockKind.TEXT, BlockKind.CODE]),
        ("    recuado", [BlockKind.CODE]),
        ("a ![b](c) d", [BlockKind.TEXT, BlockKind.IMAGE, BlockKind.TEXT]),
        ("* * *", [BlockKind.RULE]),
        ("|a|b|\n|-|-|\n|1|2|", [BlockKind.TABLE]),
        ("", []),
    ],
)
def test_blocks_of_markdown(text: str, kinds: list[BlockKind]) -> None:
    assert [block.kind for block in markup.blocks(text)] == kinds


def test_lines_are_kept_as_typed_and_html_is_text() -> None:
    (block,) = markup.blocks("um *dois*\ntrês <script>x</script>")
    assert "".join(span.text for span in block.spans) == "um dois\ntrês <script>x</script>"


@given(st.text(string.ascii_letters + " .,;:?!\n'\"()/", max_size=200))
def test_the_fast_path_reads_plain_text_as_the_parser_would(text: str) -> None:
    wanted = ["".join(span.text for span in block.spans).split() for block in _parsed(text)]
    assert [block.plain.split() for block in markup.blocks(text)] == wanted


def _parsed(text: str) -> list[markup.Block]:
    reader = markup._Reader()
    for token in markup._parser().parse("\n".join(line.strip() for line in text.split("\n"))):
        reader.read(token)
    return reader.done


@settings(max_examples=60)
@given(
    st.lists(st.builds(Span, st.text(max_size=60), bold=st.booleans(), code=st.booleans()), max_size=6),
    st.floats(1, 40),
)
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(spans: list[Span], room: float) -> None:
    faces = {key: fonts.face(key) for key in ("regular", "bold", "italic", "mono")}
    lines = flow.span_lines(tuple(spans), faces, room)
    told = "".join(piece.text for line in lines for piece in line)
    assert "".join(told.split()) == "".join("".join(span.text for span in spans).split())
    for line in lines:
        for piece in line:
            assert piece.x + piece.width <= room + 1e-6 or len(piece.text.rstrip()) <= 1


def test_a_word_of_a_million_letters_is_broken_quickly() -> None:
    face = fonts.face("regular")
    assert sum(map(len, flow.broken("a" * 1_000_000, face, 50))) == 1_000_000
    (line,) = flow.span_lines((Span("a" * 40, bold=True),), {"bold": face}, 50)
    assert line[0].text == "a" * 40


def test_right_to_left_words_are_turned_and_numbers_are_not() -> None:
    assert visual("abc 123") == "abc 123"
    assert visual("אב גד x") == "דג בא x"
    assert visual("אב 12 גד") == "דג 12 בא"


def test_moments_durations_and_sizes_in_both_languages() -> None:
    zone = ZoneInfo("America/Sao_Paulo")
    pt, en = Formats(Language.PORTUGUESE, zone), Formats(Language.ENGLISH, zone)
    at = datetime(2026, 11, 24, 2, 5, tzinfo=UTC)
    assert (pt.moment(at), en.moment(at)) == ("23/11/2026 às 23:05", "23 Nov 2026, 23:05")
    assert (pt.day(at), en.day(at), pt.clock(at)) == ("23/11/2026", "23 Nov 2026", "23:05")
    spent = [pt.seconds(n) for n in (-5, 40, 2880, 4800, 86400, 187_320)]
    assert spent == ["0 s", "40 s", "48 min", "1 h 20 min", "1 d", "2 d 4 h"]
    assert [pt.minutes(n) for n in (0, 74, 1800)] == ["0 min", "1 h 14 min", "30 h"]
    assert [pt.size(n) for n in (9, 412_000, 1_440_000)] == ["9 B", "412 kB", "1,4 MB"]
    assert en.size(1_440_000) == "1.4 MB"


def test_initials() -> None:
    assert [initials(name) for name in ("Marina Reis", "ana", "", "João da Silva", "  - ")] == [
        "MR",
        "A",
        "",
        "JS",
        "",
    ]


def test_every_word_is_there_in_both_languages_with_the_same_facts() -> None:
    for code, (portuguese, english) in labels.WORDS.items():
        assert portuguese, code
        assert english, code
        assert _facts(portuguese) == _facts(english), code
    assert labels.Labels(Language.ENGLISH)("Campo próprio") == "Campo próprio"
    assert labels.Labels(Language.ENGLISH).of("status", "custom") == "custom"


def _facts(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_preview_shows_the_very_bytes(sample: Callable[..., Dossier], made: Callable[..., bytes]) -> None:
    with Preview(made(sample())) as preview:
        assert preview.pages == len(preview.sizes) == 2
        image = preview.render(0, 0.5)
        assert (image.width, image.height) == (298, 421)
        assert len(image.data) == image.stride * image.height
        assert image.data[:3] == b"\xff\xff\xff"
        assert "Filial Chapecó" in preview.text(0)


def test_the_preview_may_be_used_from_several_threads(
    sample: Callable[..., Dossier], made: Callable[..., bytes]
) -> None:
    sizes: list[int] = []
    with Preview(made(sample())) as preview:
        threads = [
            threading.Thread(target=lambda n=n: sizes.append(len(preview.render(n % 2, 0.3).data)))
            for n in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(set(sizes)) == 1
    assert len(sizes) == 6


def test_what_is_no_pdf_is_told() -> None:
    with pytest.raises(Invalid) as told:
        Preview(b"no")
    assert told.value.code == "report.unreadable"


def test_what_the_window_imports_is_light() -> None:
    code = (
        "import sys; import pacdesk.reports.dossier, pacdesk.reports.preview; "
        "print([name for name in ('reportlab', 'PIL', 'pypdfium2', 'markdown_it') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
