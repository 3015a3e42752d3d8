"""What each audience may read of a dossier: a second wall behind the query that filled it (C6).

- `cliente`: only what is visible to the client; nothing that was corrected, hidden or undone; CPFs masked.
- `interno`: everything.
- `auditoria`: everything, with the hash of each entry; CPFs, telephones and e-mail addresses masked,
  because an auditor needs the acts and not the people's data.

Covered characters are bullets: asterisks would be Markdown.
"""

import re
from dataclasses import replace

from pacdesk.desk.tickets.dossier import (
    Attachment,
    Audience,
    Dossier,
    Entry,
    EntryKind,
    Fact,
    FactKind,
    StageVisit,
    Visibility,
)

_CPF = re.compile(r"(?<!\d)\d{3}\.?(\d{3})\.?(\d{3})-?\d{2}(?!\d)")
_CPF_IN_TEXT = re.compile(r"(?<![\d.])\d{3}\.(\d{3})\.(\d{3})-\d{2}(?!\d)")
_MAIL = re.compile(r"([^\s@<>(),;:]{1,64})@([\w.-]+\.\w+)")
_DIGIT = re.compile(r"\d")


def cut(dossier: Dossier) -> Dossier:
    """The dossier as its audience may read it. Pure; applying it twice changes nothing more."""
    if dossier.audience is Audience.INTERNAL:
        return dossier
    if dossier.audience is Audience.CLIENT:
        dossier = _client_cut(dossier)
    return _masked(dossier)


def masked(fact: Fact, audience: Audience) -> Fact:
    """The fact with its personal data covered as the audience demands."""
    if fact.kind is FactKind.CPF and audience is not Audience.INTERNAL:
        return replace(fact, value=mask_cpf(fact.value))
    if audience is Audience.AUDIT:
        if fact.kind is FactKind.PHONE:
            return replace(fact, value=mask_phone(fact.value))
        if fact.kind is FactKind.EMAIL:
            return replace(fact, value=mask_mail(fact.value))
    return fact


def mask_cpf(text: str) -> str:
    """`123.456.789-09` becomes `•••.456.789-••`; anything that is no CPF loses all its digits."""
    shown, found = _CPF.subn(r"•••.\1.\2-••", text)
    return shown if found else _DIGIT.sub("•", text)


def mask_phone(text: str) -> str:
    """All digits but the last four are covered."""
    keep = len(_DIGIT.findall(text)) - 4
    seen = 0

    def cover(match: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return "•" if seen <= keep else match[0]

    return _DIGIT.sub(cover, text)


def mask_mail(text: str) -> str:
    """`jonas@exemplo.com.br` becomes `j•••@exemplo.com.br`."""
    return _MAIL.sub(lambda match: f"{match[1][0]}•••@{match[2]}", text)


def _client_cut(dossier: Dossier) -> Dossier:
    return replace(
        dossier,
        client=_open_facts(dossier.client),
        contract=_open_facts(dossier.contract),
        fields=_open_facts(dossier.fields),
        stages=tuple(_open_stage(visit) for visit in dossier.stages),
        checks=(),
        deadlines=tuple(row for row in dossier.deadlines if not row.internal),
        entries=tuple(_open_entry(entry) for entry in dossier.entries if _client_may_read(entry)),
        attachments=_open_files(dossier.attachments),
        orders=tuple(
            replace(order, facts=_open_facts(order.facts)) for order in dossier.orders if not order.internal
        ),
    )


def _client_may_read(entry: Entry) -> bool:
    return entry.visibility is Visibility.CLIENT and entry.kind is not EntryKind.NOTE and not entry.struck


def _open_entry(entry: Entry) -> Entry:
    return replace(entry, attachments=_open_files(entry.attachments), facts=_open_facts(entry.facts), hash="")


def _open_facts(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if not fact.internal)


def _open_files(files: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    return tuple(file for file in files if file.visibility is Visibility.CLIENT)


def _open_stage(visit: StageVisit) -> StageVisit:
    return replace(visit, reason="", condition="", off_flow=False)


def _masked(dossier: Dossier) -> Dossier:
    who = dossier.audience

    def over(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(masked(fact, who) for fact in facts)

    entries = tuple(
        replace(
            entry,
            facts=over(entry.facts),
            text=_text_for_audit(entry.text) if who is Audience.AUDIT else entry.text,
        )
        for entry in dossier.entries
    )
    return replace(
        dossier,
        client=over(dossier.client),
        contract=over(dossier.contract),
        fields=over(dossier.fields),
        entries=entries,
        orders=tuple(replace(order, facts=over(order.facts)) for order in dossier.orders),
    )


def _text_for_audit(text: str) -> str:
    return mask_mail(_CPF_IN_TEXT.sub(r"•••.\1.\2-••", text))
