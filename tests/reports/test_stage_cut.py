"""What a stage hides online is in no copy for the client: neither in its rows nor in the pages (S1.33)."""

import io
from datetime import date

import pytest

from pacdesk.desk.clients.commands import CreateClient
from pacdesk.desk.clients.rows import ClientValues, ContactValues
from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    DecideUnderstanding,
    GetDossier,
    GetTicket,
    OpenTicket,
    TickItem,
    WriteUnderstanding,
)
from pacdesk.desk.tickets.dossier import Audience, Language
from pacdesk.desk.tickets.rows import AddressSnapshot
from pacdesk.desk.tickets.rules import AddressOrigin, Priority, TicketKind
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.rows import FieldKind, StageKind
from pacdesk.reports.dossier import build
from tests.staged import bring, check, field, flag, stage, wants, way

HIDDEN = (
    "subject", "description", "contact", "department", "attendant", "priority", "reserved_on", "address",
    "segredo",
)  # fmt: skip
SECRETS = (
    "Queda na sede", "Texto reservado", "Joana Prado", "Ana Prado assumiu", "Crítica", "01/12/2026",
    "Rua das Flores", "Palavra guardada",
)  # fmt: skip


@pytest.fixture
def flow(world):
    first = stage(
        "Triagem",
        StageKind.ENTRY,
        is_default_entry=True,
        flags=tuple(flag(name, hidden_online=True) for name in HIDDEN),
        checklist=(check("luz", required=True), check("cabo")),
    )
    second = stage("Reparo")
    end = stage("Fim", StageKind.RESOLVED)
    return bring(
        world,
        (first, second, end),
        (way(first, second, "Seguir"), way(second, end, "Concluir")),
        (
            field("segredo"),
            field("causa"),
            field("conta", FieldKind.MONEY),
            field("confirmado", FieldKind.YES_NO),
            field("quando", FieldKind.DATE),
        ),
    )


@pytest.fixture
def ticket(world, flow):
    client, ticket, contact = new_id(), new_id(), ContactValues(name="Joana Prado", is_main=True)
    world.root.run(
        CreateClient(
            client=client,
            values=ClientValues(legal_name="Padaria Aurora"),
            contacts=(contact,),
            imported=True,
        )
    )
    from pacdesk.desk.clients.commands import GetClient

    world.desk.run(
        OpenTicket(
            ticket=ticket,
            kind=TicketKind.CLIENT,
            client=client,
            contact=world.desk.ask(GetClient(client=client)).contacts[0].id,
            type_id=flow.type_id,
            department=world.department,
            subject="Queda na sede",
            description="Texto reservado",
            priority=Priority.CRITICAL,
            reserved_on=date(2026, 12, 1),
            address_origin=AddressOrigin.MANUAL,
            address=AddressSnapshot(street="Rua das Flores", city="Chapecó", state="SC"),
            values=wants(
                segredo="Palavra guardada", causa="Chuva", conta="0", confirmado=False, quando="2026-12-24"
            ),
        )
    )
    understanding = new_id()
    world.desk.run(WriteUnderstanding(ticket=ticket, understanding=understanding, text="Trocar a fonte."))
    world.desk.run(
        DecideUnderstanding(
            ticket=ticket, understanding=understanding, approved=False, justification="Muito caro"
        )
    )
    world.desk.run(TickItem(ticket=ticket, item="luz"))
    return ticket


def _text(world, ticket, audience, extracted):
    rows = world.desk.ask(GetDossier(ticket=ticket, audience=audience, language=Language.PORTUGUESE))
    out = io.BytesIO()
    build(rows, out)
    return " ".join(extracted(out.getvalue()).split())


def test_s1_33_nothing_hidden_online_is_in_the_clients_pages(world, ticket, extracted):
    text = _text(world, ticket, Audience.CLIENT, extracted)
    assert [secret for secret in SECRETS if secret in text] == []
    assert "Conferência" not in text
    for told in ("Chuva", "0,00", "Não", "24/12/2026", "Trocar a fonte.", "Muito caro", "reprovado"):
        assert told in text


def test_the_teams_pages_have_all_of_it_and_the_checklist(world, ticket, extracted):
    text = _text(world, ticket, Audience.INTERNAL, extracted)
    told = {secret for secret in SECRETS if secret in text}
    assert told == set(SECRETS) - {"Ana Prado assumiu"}
    for one in ("Conferência", "[x] Luz", "[ ] Cabo", "ainda não conferido"):
        assert one in text


def test_another_stage_shows_to_the_client_what_the_first_one_hid(world, ticket, extracted):
    way = world.desk.ask(GetTicket(ticket=ticket)).moves[0].way
    world.desk.run(AdvanceTicket(ticket=ticket, transition=way.id))
    text = _text(world, ticket, Audience.CLIENT, extracted)
    assert "Texto reservado" in text
    assert "Palavra guardada" in text
