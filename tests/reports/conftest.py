"""Rows for dossiers in tests (invented people, fixed times), and what reads a PDF back."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PIL import Image, ImageDraw

from pacdesk.desk.tickets.dossier import (
    Attachment,
    Audience,
    Company,
    Deadline,
    Dossier,
    Entry,
    EntryKind,
    Fact,
    FactKind,
    Pause,
    Release,
    ServiceOrder,
    StageVisit,
    TicketHead,
    Verdict,
    Visibility,
)

START = datetime(2026, 11, 24, 11, 52, tzinfo=UTC)


def logo() -> bytes:
    """A small PNG with transparent corners."""
    image = Image.new("RGBA", (136, 136), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, 135, 135), 30, fill="#2f5bd3")
    draw.arc((38, 34, 98, 130), 180, 360, fill="white", width=10)
    draw.ellipse((56, 76, 80, 100), outline="white", width=8)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def new_entry(number: int, kind: EntryKind, author: str, text: str, minutes: int, **more: Any) -> Entry:
    """An entry `minutes` after the start."""
    seen = Visibility.INTERNAL if kind is EntryKind.NOTE else Visibility.CLIENT
    more.setdefault("visibility", seen)
    at = START + timedelta(minutes=minutes)
    return Entry(number=number, kind=kind, author=author, text=text, happened_at=at, **more)


def sample_rows(audience: Audience = Audience.CLIENT, **more: Any) -> Dossier:
    """The ticket of the picture in the look book, with a note, events and every section."""
    at = START
    rows = Dossier(
        company=Company(
            "Rede Araucária Telecom Ltda.",
            ("CNPJ 26.318.457/0001-32", "Rua XV de Novembro, 880, Chapecó, SC", "(49) 3300-4400"),
            logo(),
        ),
        ticket=TicketHead(
            "2026.0004812-6",
            "Filial Chapecó sem conexão desde 08:40",
            "resolved",
            "concluded",
            "Encerrado",
            "Fibra refeita",
        ),
        audience=audience,
        issued_at=at + timedelta(hours=5, minutes=18),
        issued_by="Marina Reis",
        client=(
            Fact("client.legal_name", "Frigorífico Serra Azul Ltda."),
            Fact("client.cnpj", "41.827.035/0001-86"),
            Fact("client.contact", "Jonas Biasi"),
            Fact("client.phone", "(49) 3330-7788", FactKind.PHONE),
            Fact("client.cpf", "123.456.789-09", FactKind.CPF),
            Fact("client.rt", "Dra. Helena Prado, CRMV-SC 4821"),
            Fact("client.portfolio", "Sul", internal=True),
        ),
        contract=(
            Fact("contract.number", "CT 2025-0042, Fibra 500 Mb"),
            Fact("contract.login", "serraazul.chapeco"),
            Fact("ticket.opened", "24/11/2026 às 08:52, pelo portal"),
            Fact("ticket.closed", "24/11/2026 às 13:06"),
            Fact("ticket.attendant", "Marina Reis, Suporte técnico"),
            Fact("ticket.priority", "priority.critical", FactKind.CODE),
        ),
        stages=(
            StageVisit("Triagem", at, at + timedelta(minutes=80), 4800, "Ana Prado"),
            StageVisit(
                "Diagnóstico", at, at + timedelta(minutes=128), 2880, "Marina Reis", reason="fila cheia"
            ),
            StageVisit("Reparo externo", at, at + timedelta(minutes=229), 6060, "Paulo Sato"),
            StageVisit("Validação", at, at + timedelta(minutes=254), 1500, "Cliente"),
            StageVisit("Encerrado", at + timedelta(minutes=254), None, 0, final=True),
        ),
        deadlines=(
            Deadline(
                name="first_reply",
                agreed_minutes=120,
                business=True,
                due_at=at + timedelta(hours=2),
                done_at=at + timedelta(minutes=92),
                verdict=Verdict.MET,
            ),
            Deadline(
                name="solution",
                agreed_minutes=180,
                business=True,
                due_at=at + timedelta(hours=3),
                done_at=at + timedelta(minutes=254),
                verdict=Verdict.LATE,
                over_minutes=74,
                pauses=(Pause(at + timedelta(hours=1), at + timedelta(hours=2), "aguardando o cliente"),),
            ),
        ),
        entries=discussion(),
        attachments=(
            Attachment("onu-chapeco.jpg", 412_000, "image/jpeg", Visibility.CLIENT, "Jonas Biasi", at),
            Attachment("sinal-interno.pdf", 88_000, "application/pdf", Visibility.INTERNAL, "Paulo Sato", at),
        ),
        releases=(
            Release("CT 2025-0042", at, at + timedelta(days=3), "serraazul.chapeco", "contingência 4G"),
        ),
        orders=(
            ServiceOrder(
                "OS 2026-118",
                "Emenda de fibra",
                "Concluída",
                (Fact("ticket.attendant", "Paulo Sato"),),
                "Emenda na caixa **CX-14**.",
                (("Medir potência", True), ("Fotografar a caixa", False)),
            ),
        ),
        integrity="87b08659778e41ea222a43cd6792a6de" * 2,
        events_verified=9,
    )
    return replace(rows, **more)


def discussion() -> tuple[Entry, ...]:
    """Client, reply, note and events."""
    client, reply, note, event = EntryKind.CLIENT, EntryKind.REPLY, EntryKind.NOTE, EntryKind.EVENT
    files = (
        Attachment("onu-chapeco.jpg", 412_000, "image/jpeg", Visibility.CLIENT),
        Attachment("log-firewall.txt", 18_000, "text/plain", Visibility.CLIENT),
        Attachment("segredo-interno.txt", 99, "text/plain", Visibility.INTERNAL),
    )
    return (
        new_entry(
            1,
            client,
            "Jonas Biasi",
            "Bom dia. Desde 08:40 a filial de Chapecó está sem conexão. O emissor de notas parou e temos 6 "
            "caminhões esperando na doca. A luz PON do equipamento está piscando em vermelho.",
            0,
            attachments=files,
            hash="ab" * 32,
        ),
        new_entry(2, event, "Marina Reis", "", 4, event="taken", hash="cd" * 32),
        new_entry(
            3,
            note,
            "Marina Reis",
            "Potência em **-31 dBm** na OLT; ver CPF 123.456.789-09 do síndico e `onu 0/3/12`.\n\n"
            "- pedir emenda\n- avisar o cliente",
            30,
            hash="ef" * 32,
        ),
        new_entry(
            4,
            reply,
            "Marina Reis",
            "Jonas, localizamos uma falha na fibra que atende a sua região. Uma equipe foi acionada e a "
            "previsão de reparo é 12:30. Enquanto isso, liberei o link 4G de contingência do contrato CT "
            "2025-0042 até 27/11.",
            92,
        ),
        new_entry(
            5,
            event,
            "Marina Reis",
            "",
            95,
            event="handed_over",
            facts=(Fact("fact.to", "Redes"), Fact("fact.reason", "emenda", internal=True)),
        ),
        new_entry(
            6, client, "Jonas Biasi", "Obrigado, o 4G subiu e as notas voltaram a sair. Podem avisar?", 106
        ),
        new_entry(7, reply, "Marina Reis", "Texto que saiu errado.", 200, struck=True, struck_by=8),
        new_entry(8, reply, "Marina Reis", "Jonas, a emenda terminou e o sinal voltou ao normal.", 232),
    )


def new_picture(width: int, height: int, kind: str = "JPEG", **save: Any) -> bytes:
    """A picture with enough detail to be a photograph to an encoder."""
    image = Image.effect_mandelbrot((width, height), (-2, -1.2, 1, 1.2), 80).convert("RGB")
    out = io.BytesIO()
    image.save(out, kind, **save)
    return out.getvalue()


@pytest.fixture(scope="session")
def sample() -> Callable[..., Dossier]:
    """Makes the dossier of the look book's picture: `sample(audience, **changes)`."""
    return sample_rows


@pytest.fixture(scope="session")
def entry() -> Callable[..., Entry]:
    """Makes an entry: `entry(number, kind, author, text, minutes, **more)`."""
    return new_entry


@pytest.fixture(scope="session")
def picture() -> Callable[..., bytes]:
    """Makes picture bytes: `picture(width, height, kind, **save)`."""
    return new_picture


@pytest.fixture(scope="session")
def made() -> Callable[..., bytes]:
    """Builds a dossier in memory: `made(rows, options)`."""
    from pacdesk.reports.dossier import Options, build

    def make(rows: Dossier, options: Options | None = None) -> bytes:
        out = io.BytesIO()
        build(rows, out, options)
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def extracted() -> Callable[[bytes], str]:
    """All text of a PDF in reading order, by poppler; any warning of it fails the test."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs poppler's pdftotext")

    def read(data: bytes) -> str:
        done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
        assert done.stderr == b""
        return done.stdout.decode()

    return read


@pytest.fixture(scope="session")
def squeezed() -> Callable[[str], str]:
    """Text without white space and without page furniture's form feeds: what lines are broken at."""
    return lambda text: re.sub(r"\s+", "", text)
