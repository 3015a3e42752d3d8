"""What each audience may read: the second wall."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.tickets.dossier import (
    Audience,
    Company,
    Dossier,
    Entry,
    EntryKind,
    Fact,
    FactKind,
    TicketHead,
    Visibility,
)
from pacdesk.reports import audience

Sample = Callable[..., Dossier]

_AT = datetime(2026, 1, 1, tzinfo=UTC)
_SAMPLE = Dossier(
    Company("Empresa"),
    TicketHead("2026.0000001-0", "x", "new", "pending", "Entrada"),
    Audience.CLIENT,
    _AT,
    "A",
)


def test_c6_the_client_gets_only_what_is_visible_to_it(sample: Sample) -> None:
    shown = audience.cut(sample(Audience.CLIENT))
    assert {entry.number for entry in shown.entries} == {1, 2, 4, 5, 6, 8}
    assert all(entry.kind is not EntryKind.NOTE and not entry.hash for entry in shown.entries)
    assert [file.name for file in shown.attachments] == ["onu-chapeco.jpg"]
    assert "segredo-interno.txt" not in {file.name for entry in shown.entries for file in entry.attachments}
    assert "client.portfolio" not in {fact.label for fact in shown.client}
    assert all(not visit.reason for visit in shown.stages)
    assert [fact.label for fact in shown.entries[3].facts] == ["fact.to"]


def test_c6_a_note_wrongly_marked_as_visible_stays_hidden(sample: Sample) -> None:
    rows = sample(Audience.CLIENT)
    notes = tuple(
        replace(entry, visibility=Visibility.CLIENT) for entry in rows.entries if entry.kind is EntryKind.NOTE
    )
    assert audience.cut(replace(rows, entries=notes)).entries == ()


def test_c6_internal_deadlines_and_orders_are_hidden_from_the_client(sample: Sample) -> None:
    rows = sample(Audience.CLIENT)
    rows = replace(
        rows,
        deadlines=tuple(replace(row, internal=True) for row in rows.deadlines),
        orders=tuple(replace(row, internal=True) for row in rows.orders),
    )
    shown = audience.cut(rows)
    assert (shown.deadlines, shown.orders) == ((), ())


def test_c6_the_team_gets_everything(sample: Sample) -> None:
    rows = sample(Audience.INTERNAL)
    assert audience.cut(rows) is rows


def test_c6_an_auditor_gets_every_act_and_no_personal_data(sample: Sample) -> None:
    rows = sample(Audience.AUDIT)
    shown = audience.cut(rows)
    assert [entry.number for entry in shown.entries] == [entry.number for entry in rows.entries]
    values = {fact.label: fact.value for fact in shown.client}
    assert values["client.cpf"] == "•••.456.789-••"
    assert values["client.phone"] == "(••) ••••-7788"
    assert "123.456.789-09" not in shown.entries[2].text
    assert "•••.456.789-••" in shown.entries[2].text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("123.456.789-09", "•••.456.789-••"),
        ("12345678909", "•••.456.789-••"),
        ("passaporte 99", "passaporte ••"),
        ("", ""),
    ],
)
def test_masks_of_a_cpf(text: str, shown: str) -> None:
    assert audience.mask_cpf(text) == shown


def test_masks_of_telephone_and_mail() -> None:
    assert audience.mask_phone("+55 (49) 3330-7788") == "+•• (••) ••••-7788"
    assert audience.mask_phone("190") == "190"
    assert audience.mask_mail("fale com jonas@exemplo.com.br já") == "fale com j•••@exemplo.com.br já"


def test_a_cnpj_is_no_cpf() -> None:
    text = "CNPJ 41.827.035/0001-86 e protocolo 2026.0004812-6"
    entry = Entry(1, EntryKind.CLIENT, Visibility.CLIENT, "A", _AT, text)
    rows = replace(_bare(Audience.AUDIT), entries=(entry,))
    assert audience.cut(rows).entries[0].text == text


@given(st.sampled_from(list(Audience)), st.text(max_size=60))
def test_cutting_twice_changes_nothing_more(who: Audience, text: str) -> None:
    fact = Fact("x", text, FactKind.CPF)
    entry = Entry(1, EntryKind.CLIENT, Visibility.CLIENT, "A", _AT, text, facts=(fact,))
    once = audience.cut(replace(_bare(who), entries=(entry,), client=(fact,)))
    assert audience.cut(once) == once


def _bare(who: Audience) -> Dossier:
    return replace(_SAMPLE, audience=who)
