"""The company's logo, and the protocol in an opening message."""

import io

import pytest
from PIL import Image

from pacdesk.desk.company.commands import GetCompany, SetLogo
from pacdesk.desk.tickets.commands import GetDossier, Timeline
from pacdesk.desk.tickets.dossier import Audience
from pacdesk.desk.undo.commands import Undo
from pacdesk.errors import Forbidden, Invalid


def _png() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (20, 10), "navy").save(kept, "PNG")
    return kept.getvalue()


def test_a_logo_reaches_every_document_and_can_be_taken_back(both):
    picture = _png()
    ticket = both.open()
    digest = both.desk.put_file(picture)
    command = SetLogo(sha256=digest, name="logo.png", size=len(picture), media_type="image/png")
    both.desk.run(command)
    assert both.desk.ask(GetCompany()).logo_sha256 == digest
    dossier = both.desk.ask(GetDossier(ticket=ticket, audience=Audience.INTERNAL))
    assert dossier.company.logo == picture
    both.desk.run(Undo(change_set=command.id))
    assert both.desk.ask(GetCompany()).logo_sha256 is None


def test_a_logo_is_a_picture_and_needs_the_right(both):
    with pytest.raises(Invalid) as refusal:
        both.desk.run(SetLogo(sha256="0" * 64, name="logo.svg", size=1, media_type="image/svg+xml"))
    assert refusal.value.code == "company.logo_kind"
    with pytest.raises(Forbidden):
        both.other.run(SetLogo(sha256=None))


def test_s3_23_an_opening_message_can_name_the_protocol(both):
    ticket = both.open(message="Seu protocolo é {protocolo}, por {atendente}.")
    last = both.desk.ask(Timeline(ticket=ticket))[-1]
    assert last.text == "Seu protocolo é 2026.0000001-5, por Ana Prado."
