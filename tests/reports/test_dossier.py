"""The dossier as a reader finds it: read back by poppler, qpdf, pypdf and PDFium."""

import io
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacdesk.desk.tickets.dossier import (
    Attachment,
    Audience,
    Dossier,
    Entry,
    EntryKind,
    Fact,
    InlineImage,
    Language,
    TicketHead,
    Visibility,
)
from pacdesk.errors import Cancelled, UserError
from pacdesk.reports.dossier import Options, build, file_name

Sample = Callable[..., Dossier]
Made = Callable[..., bytes]
Reader = Callable[[bytes], str]
Squeeze = Callable[[str], str]
NewEntry = Callable[..., Entry]

LETTERS = st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_categories=("Cf", "Cc", "Zs", "Cs"))


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("language", list(Language))
def test_c6_every_copy_passes_qpdf_and_poppler(
    sample: Sample, made: Made, tmp_path: Path, audience: Audience, language: Language
) -> None:
    path = tmp_path / "d.pdf"
    path.write_bytes(made(sample(audience, language=language)))
    for tool in (["qpdf", "--check"], ["pdftoppm", "-r", "40", "-png"]):
        if shutil.which(tool[0]) is None:
            pytest.skip(f"needs {tool[0]}")
        target = [str(tmp_path / "page")] if tool[0] == "pdftoppm" else []
        done = subprocess.run([*tool, str(path), *target], capture_output=True, text=True, check=True)
        assert done.stderr == ""


def test_c6_the_same_rows_give_the_same_bytes(sample: Sample, made: Made) -> None:
    rows = sample(Audience.AUDIT)
    other = made(sample(Audience.INTERNAL))
    assert made(rows) == made(rows)
    assert made(sample(Audience.INTERNAL)) == other


def test_c6_title_language_bookmarks_and_embedded_fonts(sample: Sample, made: Made) -> None:
    for language, code, title in (
        (Language.PORTUGUESE, "pt-BR", "Dossiê do atendimento 2026.0004812-6"),
        (Language.ENGLISH, "en", "Ticket dossier 2026.0004812-6"),
    ):
        reader = pypdf.PdfReader(io.BytesIO(made(sample(Audience.INTERNAL, language=language))))
        assert reader.trailer["/Root"]["/Lang"] == code
        assert reader.metadata is not None
        assert str(reader.metadata.title).startswith(title)
        names = [item.title for item in reader.outline if not isinstance(item, list)]
        assert names[0] == title.rsplit(" ", 1)[0]
        assert len(names) >= 8
        for page in reader.pages:
            for font in page["/Resources"]["/Font"].values():
                assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_c6_pages_are_numbered_and_carry_the_protocol(sample: Sample, made: Made, entry: NewEntry) -> None:
    entries = tuple(entry(n, EntryKind.CLIENT, "Ana", f"linha {n} " * 40, n) for n in range(1, 120))
    reader = pypdf.PdfReader(io.BytesIO(made(sample(entries=entries))))
    count = len(reader.pages)
    assert count > 5
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert f"Página {number} de {count}" in text
        assert "2026.0004812-6" in text


def test_c6_no_internal_word_in_the_clients_copy(sample: Sample, made: Made, extracted: Reader) -> None:
    text = extracted(made(sample(Audience.CLIENT)))
    for hidden in (
        "-31 dBm",
        "segredo-interno",
        "sinal-interno",
        "fila cheia",
        "saiu errado",
        "Sul",
        "interna",
    ):
        assert hidden not in text
    for shown in ("Cópia para o cliente", "Bom dia. Desde 08:40", "Cumprido", "Vencido por 1 h 14 min"):
        assert shown in text


def test_c6_the_audit_copy_has_hashes_and_what_was_withdrawn(
    sample: Sample, made: Made, extracted: Reader, squeezed: Squeeze
) -> None:
    text = extracted(made(sample(Audience.AUDIT)))
    assert "retirada pelo registro 8" in text
    assert "ver CPF •••.456.789-•• do síndico" in text
    assert "Texto que saiu errado." in text
    assert "Nota interna · só a equipe vê" in text
    assert "ef" * 32 in squeezed(text)
    assert "87b08659778e41ea222a43cd6792a6de" * 2 in squeezed(text)


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(st.text(LETTERS, min_size=1, max_size=400), min_size=1, max_size=4))
def test_d2_every_text_comes_out_as_it_went_in(
    texts: list[str],
    sample: Sample,
    made: Made,
    extracted: Reader,
    squeezed: Squeeze,
    entry: NewEntry,
) -> None:
    entries = tuple(entry(n, EntryKind.CLIENT, "", text, n, plain=True) for n, text in enumerate(texts, 1))
    bare = replace(sample(), entries=(), stages=(), deadlines=(), attachments=(), releases=(), orders=())
    bare = replace(bare, integrity="", client=(), contract=())
    told = squeezed(extracted(made(replace(bare, entries=entries))))
    for text in texts:
        assert not Counter(squeezed(text)) - Counter(told)


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f600 \U0001f680 ✅ → ≥ ★ ☎ ½ €",
        "漢字かな 한국어 \U00010400 \U0001d518",
        "αβγ Жизнь ΏΉ",
        "e\u0301 ç ã õ ü ß ø ł ž ő ğ",
        "שלום עולם",
        "(a) [b] {c} \\d %e <f> &g;",
        "abcdefghij" * 30,
    ],
)
def test_d2_no_character_is_lost(
    sample: Sample, made: Made, extracted: Reader, squeezed: Squeeze, entry: NewEntry, text: str
) -> None:
    rows = sample(entries=(entry(1, EntryKind.CLIENT, text[:20], text, 0, plain=True),))
    assert not Counter(squeezed(text)) - Counter(squeezed(extracted(made(rows))))


def test_d2_controls_and_halves_of_characters_are_shown_and_harm_nothing(
    sample: Sample, made: Made, extracted: Reader, entry: NewEntry
) -> None:
    rows = sample(
        ticket=TicketHead("2026.0004812-6", "a\x00b\ud800c\nd", "new", "pending", "x\x07"),
        entries=(entry(1, EntryKind.CLIENT, "Ana\tB", "um\x00dois\x1b três\ud83d fim\r\noutra", 0),),
    )
    text = extracted(made(rows))
    assert "um␀dois␛ três\ufffd fim" in text
    assert "outra" in text


def test_d2_tables_lists_quotes_and_code_keep_their_text(
    sample: Sample, made: Made, extracted: Reader, squeezed: Squeeze, entry: NewEntry
) -> None:
    wide = " | ".join(f"K{n}" for n in range(18))
    text = (
        "# Cabeça\n\n| Um | Dois |\n|---|---|\n| celaA | celaB |\n\n> citado\n\n1. primeiro\n2. segundo\n\n"
        "```\nping   10.0.0.1\n```\n\n[rótulo](https://exemplo.com.br/x) <b>cru</b>\n\n---\n\n"
        f"| {wide} |\n|{'---|' * 18}\n| {' | '.join(f'v{n}' for n in range(18))} |\n"
    )
    told = squeezed(extracted(made(sample(entries=(entry(1, EntryKind.REPLY, "Ana", text, 0),)))))
    for part in ("Cabeça", "celaA", "celaB", "citado", "1.primeiro", "2.segundo", "ping10.0.0.1", "K17:v17"):
        assert part in told
    assert "rótulo(https://exemplo.com.br/x)<b>cru</b>" in told


def test_d2_links_are_live_only_for_safe_addresses(sample: Sample, made: Made, entry: NewEntry) -> None:
    text = "[a](https://exemplo.com.br) [b](file:///etc/passwd) [c](pacdesk://x) <javascript:alert(1)>"
    reader = pypdf.PdfReader(io.BytesIO(made(sample(entries=(entry(1, EntryKind.CLIENT, "A", text, 0),)))))
    found = [note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", ())]
    assert found == ["https://exemplo.com.br"]


def test_d2_inline_images_are_in_the_page_and_broken_ones_are_named(
    sample: Sample, made: Made, extracted: Reader, entry: NewEntry, picture: Callable[..., bytes]
) -> None:
    images = (
        InlineImage("img1", "tela.jpg", lambda: picture(2000, 1500)),
        InlineImage("img2", "quebrada.png", lambda: b"\x89PNG nothing"),
        InlineImage("img3", "ausente.png", _missing),
        InlineImage("img4", "solta.png", lambda: picture(120, 90, "PNG")),
    )
    text = "veja ![a tela](img1)\n\n![](img2) e ![](img3) e ![remota](http://exemplo.com.br/x.png)"
    rows = sample(entries=(entry(1, EntryKind.CLIENT, "Ana", text, 0, images=images),))
    rows = replace(rows, company=replace(rows.company, logo=None))
    data = made(rows)
    reader = pypdf.PdfReader(io.BytesIO(data))
    sizes = [image.image.size for page in reader.pages for image in page.images if image.image]
    assert sizes == [(1240, 930), (120, 90)]
    told = extracted(data)
    assert "Imagem quebrada.png não pôde ser lida" in told
    assert "Imagem ausente.png não pôde ser lida" in told
    assert "http://exemplo.com.br/x.png" in told


def _missing() -> bytes:
    raise FileNotFoundError


def test_c6_annexes_are_pages_with_their_own_text(
    sample: Sample, made: Made, extracted: Reader, picture: Callable[..., bytes]
) -> None:
    inner = made(sample(Audience.CLIENT))
    files = (
        Attachment("outro.pdf", len(inner), "application/pdf", Visibility.CLIENT, load=lambda: inner),
        Attachment("foto.png", 10, "image/png", Visibility.CLIENT, load=lambda: picture(400, 300, "PNG")),
        Attachment("estragado.pdf", 10, "application/pdf", Visibility.CLIENT, load=lambda: b"%PDF-1.4 no"),
        Attachment("sumiu.png", 10, "image/png", Visibility.CLIENT, load=_missing),
        Attachment("interno.pdf", 10, "application/pdf", Visibility.INTERNAL, load=lambda: inner),
    )
    rows = sample(attachments=files)
    pages = len(pypdf.PdfReader(io.BytesIO(made(rows))).pages)
    inner_pages = len(pypdf.PdfReader(io.BytesIO(inner)).pages)
    data = made(rows, Options(annexes=True))
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert len(reader.pages) == pages + inner_pages + 3
    assert reader.trailer["/Root"]["/Lang"] == "pt-BR"
    told = extracted(data)
    assert told.count("Bom dia. Desde 08:40") == 2
    assert "Página 1 de 2 do arquivo" in told
    assert "não está reproduzido aqui: estragado.pdf" in told
    assert "interno.pdf" not in told
    assert f"Página {len(reader.pages)} de {len(reader.pages)}" in told


def test_c6_progress_is_told_and_cancelling_leaves_no_file(
    sample: Sample, entry: NewEntry, tmp_path: Path
) -> None:
    rows = sample(entries=tuple(entry(n, EntryKind.CLIENT, "Ana", "texto", n) for n in range(60)))
    seen: list[tuple[int, int]] = []
    pages = build(rows, tmp_path / "ok.pdf", progress=lambda done, total: seen.append((done, total)))
    assert pages == len(pypdf.PdfReader(tmp_path / "ok.pdf").pages)
    assert seen == [(0, 60), (20, 60), (40, 60), (60, 60)]

    def stop(done: int, total: int) -> None:
        if done == 40:
            raise Cancelled

    with pytest.raises(Cancelled):
        build(rows, tmp_path / "no.pdf", progress=stop)
    assert [file.name for file in tmp_path.iterdir()] == ["ok.pdf"]


def test_a_folder_that_is_not_there_is_told(sample: Sample, tmp_path: Path) -> None:
    with pytest.raises(UserError) as told:
        build(sample(), tmp_path / "none" / "d.pdf")
    assert told.value.code == "report.not_written"
    assert set(told.value.facts) == {"path", "reason"}


def test_file_names(sample: Sample) -> None:
    assert file_name(sample(Audience.AUDIT)) == "dossie-2026.0004812-6-auditoria.pdf"
    assert file_name(sample(language=Language.ENGLISH)) == "dossier-2026.0004812-6-cliente.pdf"


def test_c6_extreme_names_and_counts_stay_on_paper(sample: Sample, made: Made, extracted: Reader) -> None:
    rows = sample(Audience.INTERNAL)
    long = "Nome Muito Comprido " * 30
    rows = replace(
        rows,
        company=replace(rows.company, name=long, lines=(long,) * 3, logo=b"not a picture"),
        ticket=replace(rows.ticket, subject="Assunto " * 200, stage="E" * 300, complementary=long),
        client=(Fact("Rótulo " * 20, "valor " * 2000),),
        fields=tuple(Fact(f"Campo {n}", f"v{n}") for n in range(90)),
        stages=rows.stages * 30,
        deadlines=rows.deadlines * 20,
        attachments=tuple(Attachment(f"{'n' * 200}{n}.txt", n, load=None) for n in range(40)),
    )
    data = made(rows)
    told = extracted(data)
    assert told.count("valor") >= 2000
    assert told.count("Assunto") >= 200
    assert "Campo 89" in told
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        page.extract_text(visitor_text=_inside)


def _inside(text: str, _cm: object, place: list[float], _font: object, _size: object) -> None:
    if text.strip():
        assert 20 < place[5] < 842
        assert 30 < place[4] < 560


def test_times_are_shown_in_the_desks_zone(sample: Sample, made: Made, extracted: Reader) -> None:
    rows = sample()
    told = extracted(made(replace(rows, issued_at=rows.issued_at + timedelta(hours=12))))
    assert "Emitido em 25/11/2026 às 02:10" in told


def test_c6_rare_entries_are_told_whole(
    sample: Sample,
    made: Made,
    extracted: Reader,
    squeezed: Squeeze,
    entry: NewEntry,
    picture: Callable[..., bytes],
) -> None:
    event, reply = EntryKind.EVENT, EntryKind.REPLY
    files = tuple(Attachment(f"{'comprido' * 6}-{n}.txt", 10) for n in range(5))
    text = "***os dois 漢*** e ~~fora~~ [漢](https://exemplo.com.br)\n\n> - citado\n>   - fundo"
    entries = (
        entry(1, event, "", "linha\ndois", 0, struck=True, attachments=files[:1]),
        entry(2, event, "Sistema", "", 1, event="algo_novo", facts=(Fact("cor", "azul"),)),
        entry(None, reply, "Nome Muito Comprido " * 9, text, 2, role="Suporte", attachments=files),
        entry(4, reply, "B", "x", 3, struck=True, facts=(Fact("fact.reason", "engano"),)),
        entry(5, reply, "B", "y", 4, recorded_at=sample().issued_at, role="Redes"),
    )
    rows = sample(Audience.AUDIT, entries=entries)
    orders = (
        replace(rows.orders[0], images=(InlineImage("a", "antes.png", lambda: picture(90, 60, "PNG")),)),
    )
    rows = replace(rows, orders=orders, events_verified=None)
    told = squeezed(extracted(made(rows)))
    for part in (
        "linhadois",
        "algo_novo·corazul",
        "NomeMuitoComprido" * 9,
        "osdois漢efora漢(https://exemplo.com.br)",
        "citado",
        "retirada",
        "motivo:engano",
        "aguardandosincronização",
        "registradoem24/11/2026às14:10",
        "Suporte",
        "antes.png",
    ):
        assert part in told, part
    assert "Nada foi escrito neste atendimento." in extracted(made(sample(entries=())))


def test_c6_two_threads_may_build_at_once(sample: Sample, made: Made) -> None:
    with ThreadPoolExecutor(3) as pool:
        results = set(pool.map(lambda _: made(sample(Audience.AUDIT)), range(6)))
    assert len(results) == 1
