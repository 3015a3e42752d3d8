"""What each rule of tickets says when it refuses: the exact code, field and facts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from pacdesk.desk.tickets.rules import (
    LONGEST_GOAL_HOURS,
    MAXIMUM_FILE,
    Allowed,
    OpeningFacts,
    Refused,
    Status,
    SubjectRules,
    TicketFacts,
    TicketKind,
    Verb,
    WaitingOn,
    check_correction,
    check_file,
    clean_name,
    excerpt,
    handover_problems,
    may,
    opening_problems,
    status_of,
    subject_problems,
    waiting_problem,
)
from pacdesk.desk.values import Actor
from pacdesk.desk.workflow.rows import StageKind
from pacdesk.errors import Invalid

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
STAFF = UUID(int=2)
TICKET = TicketFacts(UUID(int=9), Status.NEW, StageKind.ENTRY, None, "", None)
TAKEN = replace(TICKET, attendant_id=UUID(int=5), attendant_name="Bruno", taken_at=NOW)
MINE = replace(TAKEN, attendant_id=STAFF)
KEPT = Refused("stage.field_read_only", {})
OPENING = OpeningFacts(
    kind=TicketKind.CLIENT,
    client_id=UUID(int=1),
    login_id=None,
    contract_id=None,
    subject="Sem conexão",
    description="Parou.",
    has_department=True,
    has_type=True,
)


def actor(*rights, staff=STAFF):
    return Actor(user_id=None, login="ana", name="Ana", staff_id=staff, rights=frozenset(rights))


def said(problems):
    """Problems as (code, field, facts)."""
    return [(problem.code, problem.field, dict(problem.facts)) for problem in problems]


def refusal_of(action, *arguments):
    with pytest.raises(Invalid) as refusal:
        action(*arguments)
    return refusal.value.code, refusal.value.field, dict(refusal.value.facts)


@pytest.mark.parametrize(
    ("who", "ticket", "verb", "answer"),
    [
        (
            actor("ticket.work"),
            replace(TICKET, status=Status.CANCELLED),
            Verb.NOTE,
            Refused("ticket.closed", {"status": "cancelled"}),
        ),
        (actor(), TICKET, Verb.NOTE, Refused("access.right_missing", {"right": "ticket.work"})),
        (actor("ticket.reopen"), TICKET, Verb.REOPEN, Refused("ticket.not_closed", {})),
        (
            actor("ticket.work"),
            replace(TICKET, status=Status.RESOLVED),
            Verb.REOPEN,
            Refused("access.right_missing", {"right": "ticket.reopen"}),
        ),
        (actor("ticket.reopen"), replace(TICKET, status=Status.RESOLVED), Verb.REOPEN, Allowed()),
        (actor("ticket.work", "ticket.cancel"), TAKEN, Verb.CANCEL, Allowed()),
        (actor("ticket.work"), MINE, Verb.CANCEL, Allowed()),
        (
            actor("ticket.work"),
            replace(MINE, answered=True),
            Verb.CANCEL,
            Refused("ticket.cancel_answered", {"right": "ticket.cancel"}),
        ),
        (
            actor("ticket.work"),
            TAKEN,
            Verb.CANCEL,
            Refused("access.right_missing", {"right": "ticket.cancel"}),
        ),
        (
            actor("ticket.work", staff=None),
            TICKET,
            Verb.CANCEL,
            Refused("access.right_missing", {"right": "ticket.cancel"}),
        ),
        (
            actor("ticket.work", staff=None),
            TICKET,
            Verb.TAKE,
            Refused("ticket.take_needs_staff", {"user": "Ana"}),
        ),
        (actor("ticket.work"), MINE, Verb.TAKE, Refused("ticket.already_yours", {"since": NOW})),
        (
            actor("ticket.work"),
            TAKEN,
            Verb.TAKE,
            Refused("ticket.already_taken", {"who": "Bruno", "since": NOW}),
        ),
        (actor("ticket.work"), replace(MINE, taken_at=None), Verb.TAKE, Allowed()),
        (actor("ticket.work"), replace(TAKEN, attendant_id=None), Verb.TAKE, Allowed()),
        (actor("ticket.work"), replace(TICKET, attendant_kept=KEPT), Verb.TAKE, KEPT),
        (actor("ticket.work"), replace(MINE, taken_at=None, attendant_kept=KEPT), Verb.TAKE, Allowed()),
    ],
)
def test_s3_29_d10_d21_what_a_refusal_says(who, ticket, verb, answer):
    assert may(who, ticket, verb) == answer


def test_s3_26_nothing_is_cancelled_unless_said():
    assert status_of(StageKind.ENTRY, taken=False, waiting_on=WaitingOn.DEPARTMENT) is Status.NEW


def test_s1_24_s3_02_every_missing_field_is_named_beside_it():
    assert opening_problems(OPENING) == ()
    bare = replace(
        OPENING, client_id=None, has_type=False, subject=" ", has_department=False, description="\n"
    )
    fields = ("client", "type", "subject", "department", "description")
    assert said(opening_problems(bare)) == [("field.required", field, {}) for field in fields]
    own = replace(bare, kind=TicketKind.OWN_STRUCTURE)
    assert [problem.field for problem in opening_problems(own)] == list(fields[1:])


def test_s3_07_s3_09_login_and_contract_demanded_by_the_subject():
    login = replace(OPENING, subject_rules=SubjectRules("Instalação", login_required=True))
    assert said(opening_problems(login)) == [
        ("ticket.login_required", "login", {"subject": "Instalação"}),
        ("ticket.contract_required", "contract", {"subject": "Instalação"}),
    ]
    assert opening_problems(replace(login, login_id=STAFF, contract_id=STAFF)) == ()
    assert [p.field for p in opening_problems(replace(login, contract_id=STAFF))] == ["login"]
    assert [p.field for p in opening_problems(replace(login, login_id=STAFF))] == ["contract"]
    contract = replace(OPENING, subject_rules=SubjectRules("Cobrança", contract_required=True))
    assert [p.field for p in opening_problems(contract)] == ["contract"]
    assert opening_problems(replace(contract, contract_id=STAFF)) == ()
    assert opening_problems(replace(OPENING, subject_rules=SubjectRules("Dúvida"))) == ()
    assert opening_problems(replace(login, kind=TicketKind.OWN_STRUCTURE)) == ()


def test_s3_09_choices_of_a_subject():
    for purpose in ("ticket", "order", "both"):
        for applies_to in ("client", "own_structure", "both"):
            for hours in (None, 1, LONGEST_GOAL_HOURS):
                assert subject_problems(purpose, applies_to, hours) == ()
    outside = ("field.out_of_range", "goal_hours", {"lowest": 1, "highest": 8784})
    for hours in (0, -1, LONGEST_GOAL_HOURS + 1):
        assert said(subject_problems("x", "y", hours)) == [
            ("field.not_a_choice", "purpose", {"value": "x"}),
            ("field.not_a_choice", "applies_to", {"value": "y"}),
            outside,
        ]


def test_s3_28_what_keeps_a_ticket_from_being_handed_over():
    fine = {
        "has_reason": True,
        "stays": False,
    }
    assert handover_problems(**fine) == ()
    for name, problem in (
        ("stays", ("handover.nothing_changes", "department", {})),
        ("has_reason", ("handover.reason_required", "reason", {})),
    ):
        assert said(handover_problems(**(fine | {name: not fine[name]}))) == [problem]


@pytest.mark.parametrize(
    ("wanted", "client", "attendant", "problem"),
    [
        (WaitingOn.CLIENT, False, True, "waiting.no_client"),
        (WaitingOn.CLIENT, True, True, None),
        (WaitingOn.ATTENDANT, True, False, "waiting.no_attendant"),
        (WaitingOn.ATTENDANT, True, True, None),
        (WaitingOn.DEPARTMENT, True, True, "waiting.has_attendant"),
        (WaitingOn.DEPARTMENT, False, False, None),
    ],
)
def test_d03_whose_turn_it_cannot_become(wanted, client, attendant, problem):
    now = WaitingOn.THIRD_PARTY
    assert waiting_problem(now, wanted, has_client=client, has_attendant=attendant) == problem


def test_d18_a_late_correction_says_how_long_there_was():
    who = actor()
    late = (None, "ana", who, NOW, NOW + timedelta(minutes=6))
    code, field, facts = refusal_of(check_correction, *late)
    assert (code, field, facts) == ("entry.too_late", None, {"minutes": 5})
    assert type(facts["minutes"]) is int


def test_refused_files_say_which_and_how_big():
    size = MAXIMUM_FILE + 1
    assert refusal_of(check_file, "a.bin", size) == (
        "attachment.too_big",
        "files",
        {"name": "a.bin", "size": size, "limit": 25 * 1024 * 1024},
    )
    assert refusal_of(check_file, "/", 1) == ("attachment.no_name", "files", {})


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("C:\\temp\\nota fiscal.pdf", "nota fiscal.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a/b\\c.txt", "c.txt"),
        (" .perfil. ", "perfil"),
        ("X.png", "X.png"),
        ("a\u202eb\n.txt", "ab.txt"),
        ("x" * 300, "x" * 200),
    ],
)
def test_cleaned_names(given, clean):
    assert clean_name(given) == clean


def test_excerpts_letter_by_letter():
    words = " ".join(f"p{n:03d}" for n in range(100))
    assert excerpt("curto", ("nada",)) == "curto"
    assert excerpt("x" * 160, ()) == "x" * 160
    assert excerpt("x" * 161, ()) == "x" * 160 + "…"
    assert excerpt(words, ()) == words[:160].strip() + "…"
    assert excerpt(words + " p000", ("p000",)).startswith("p000"), "the first place counts"
    found = excerpt(words, ("p050",))
    assert found.startswith("…p042 p043"), "forty letters before, then back to the word's beginning"
    assert found == "…" + words[42 * 5 : 42 * 5 + 160].strip() + "…"
    assert excerpt(words, ("p099", "p050")) == found
    assert excerpt(words, ("p099",)).endswith("p099")
    assert excerpt("ab " * 20, ("ab",)) == ("ab " * 20).strip()
