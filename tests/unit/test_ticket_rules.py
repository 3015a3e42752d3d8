"""The rules of tickets, without a desk."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.tickets.rules import (
    MAXIMUM_FILE,
    Allowed,
    EventKind,
    PendingInteraction,
    Situation,
    Status,
    SubjectRules,
    TicketFacts,
    Verb,
    WaitingOn,
    chain_hash,
    check_correction,
    check_file,
    clean_name,
    commitment_of,
    demanded_at_opening,
    excerpt,
    fill_variables,
    may,
    pending_after,
    situation_of,
    standing_of,
    status_of,
    waiting_problem,
)
from pacdesk.desk.values import Actor, new_id
from pacdesk.desk.workflow.rows import StageKind
from pacdesk.errors import Invalid

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ME = Actor(
    user_id=UUID(int=1), login="ana", name="Ana", staff_id=UUID(int=2), rights=frozenset({"ticket.work"})
)
BOSS = Actor(user_id=UUID(int=3), login="lia", name="Lia", staff_id=UUID(int=4), is_admin=True)


def facts(status=Status.NEW, attendant=None, taken=None, **more):
    """A ticket as the rules see it."""
    return TicketFacts(
        ticket_id=UUID(int=9),
        status=status,
        stage_kind=StageKind.ENTRY,
        attendant_id=attendant,
        attendant_name="Bruno",
        taken_at=taken,
        **more,
    )


@given(st.sampled_from(StageKind), st.booleans(), st.sampled_from(WaitingOn), st.booleans())
def test_s3_26_status_follows_from_stage_turn_and_taking(stage, taken, waiting, cancelled):
    status = status_of(stage, taken=taken, waiting_on=waiting, cancelled=cancelled)
    assert (status is Status.CANCELLED) == (cancelled or stage is StageKind.CANCELLED)
    assert (status is Status.RESOLVED) == (stage is StageKind.RESOLVED and not cancelled)
    if not stage.is_final and not cancelled:
        paused = waiting in (WaitingOn.CLIENT, WaitingOn.THIRD_PARTY)
        assert status is (Status.PENDING if paused else Status.IN_PROGRESS if taken else Status.NEW)


def test_s1_07_every_status_has_one_of_the_four_situations():
    assert {status: situation_of(status) for status in Status} == {
        Status.NEW: Situation.PENDING,
        Status.PENDING: Situation.PENDING,
        Status.IN_PROGRESS: Situation.IN_PROGRESS,
        Status.RESOLVED: Situation.CONCLUDED,
        Status.CANCELLED: Situation.CANCELLED,
    }


@given(st.sampled_from(PendingInteraction), st.sampled_from(EventKind))
def test_s3_25_only_what_is_said_and_the_end_move_who_owes_a_word(now, kind):
    wanted = {
        EventKind.REPLY: PendingInteraction.EXTERNAL,
        EventKind.CLIENT_MESSAGE: PendingInteraction.INTERNAL,
        EventKind.RESOLVED: PendingInteraction.NONE,
        EventKind.CANCELLED: PendingInteraction.NONE,
    }
    assert pending_after(now, kind) is wanted.get(kind, now)
    assert pending_after(now, EventKind.WAITING, WaitingOn.CLIENT) is PendingInteraction.EXTERNAL


@given(st.sampled_from(Verb), st.sampled_from(Status))
def test_d10_on_a_closed_ticket_there_is_only_reopening(verb, status):
    closed = status in (Status.RESOLVED, Status.CANCELLED)
    answer = may(BOSS, facts(status), verb)
    assert bool(answer) == (closed == (verb is Verb.REOPEN))


def test_every_refusal_says_why():
    theirs = facts(attendant=UUID(int=5), taken=NOW)
    mine = facts(attendant=ME.staff_id, taken=NOW, answered=True)
    reader = Actor(user_id=None, login="x", name="X")
    clerk = Actor(user_id=None, login="x", name="X", rights=frozenset({"ticket.work"}))
    for actor, about, verb, code in (
        (ME, theirs, Verb.TAKE, "ticket.already_taken"),
        (ME, mine, Verb.TAKE, "ticket.already_yours"),
        (clerk, facts(), Verb.TAKE, "ticket.take_needs_staff"),
        (reader, facts(), Verb.REPLY, "access.right_missing"),
        (ME, mine, Verb.CANCEL, "ticket.cancel_answered"),
        (ME, theirs, Verb.CANCEL, "access.right_missing"),
        (ME, facts(Status.RESOLVED), Verb.NOTE, "ticket.closed"),
        (ME, facts(Status.RESOLVED), Verb.REOPEN, "access.right_missing"),
        (BOSS, facts(), Verb.REOPEN, "ticket.not_closed"),
    ):
        answer = may(actor, about, verb)
        assert not isinstance(answer, Allowed)
        assert answer.code == code
    assert may(ME, facts(attendant=ME.staff_id, taken=NOW), Verb.CANCEL), "D21: nobody has answered"
    assert may(BOSS, theirs, Verb.CANCEL)
    assert may(ME, facts(attendant=UUID(int=5)), Verb.TAKE), "handed over, not taken yet"


def test_d18_five_minutes_by_the_author():
    check_correction(ME.user_id, ME.login, ME, NOW, NOW + timedelta(minutes=5))
    owner = Actor(user_id=None, login="owner", name="")
    check_correction(None, "owner", owner, NOW, NOW)
    for author, login, late, code in (
        (ME.user_id, ME.login, timedelta(minutes=5, microseconds=1), "entry.too_late"),
        (BOSS.user_id, BOSS.login, timedelta(), "entry.not_yours"),
        (None, "owner", timedelta(), "entry.not_yours"),
    ):
        with pytest.raises(Invalid) as refusal:
            check_correction(author, login, ME, NOW, NOW + late)
        assert refusal.value.code == code


@pytest.mark.parametrize("wanted", list(WaitingOn))
def test_d03_a_turn_that_changes_nothing_is_refused(wanted):
    assert waiting_problem(wanted, wanted, has_client=True, has_attendant=True) == "waiting.unchanged"


def test_d03_whose_turn_it_can_become():
    department, client = WaitingOn.DEPARTMENT, WaitingOn.CLIENT
    assert waiting_problem(department, client, has_client=True, has_attendant=False) is None
    assert waiting_problem(client, department, has_client=True, has_attendant=False) is None
    assert waiting_problem(client, department, has_client=True, has_attendant=True) == "waiting.has_attendant"


def test_an_undone_undo_takes_nothing_back():
    said, undo, redo, fix = (new_id() for _ in range(4))
    undone = standing_of([(undo, EventKind.UNDONE, (said,))])
    assert undone.undone_by == {said: undo}
    again = standing_of([(undo, EventKind.UNDONE, (said,)), (redo, EventKind.UNDONE, (undo,))])
    assert again.undone_by == {undo: redo}
    corrected = standing_of([(fix, EventKind.CORRECTED, (said,)), (undo, EventKind.UNDONE, (fix,))])
    assert corrected.corrected_by == {}


@given(st.text(max_size=400), st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_an_excerpt_is_one_short_line_of_the_text(text, words):
    shown = excerpt(text, words)
    assert len(shown) <= 162
    assert "\n" not in shown
    assert shown.strip("…") in " ".join(text.split())


def test_an_excerpt_begins_before_the_word_that_was_found():
    text = "palavra " * 20 + "AÇÃO movida " + "fim " * 60
    shown = excerpt(text, ("acao",))
    assert shown.startswith("…palavra")
    assert "AÇÃO movida" in shown
    assert shown.endswith("…")


def test_s3_23_variables_are_filled_and_others_stay():
    values = {"cliente": "Serra {protocolo}", "protocolo": "2026", "data": ""}
    assert fill_variables("{Cliente}, {protocolo}, {data}, {outra}", values) == (
        "Serra {protocolo}, 2026, {data}, {outra}"
    )


@given(st.text(max_size=300))
def test_a_clean_name_has_no_folder_and_no_control_characters(name):
    clean = clean_name(name)
    assert not {"/", "\\", "\n", "\0"} & set(clean)
    assert clean_name(clean) == clean
    assert len(clean) <= 200


def test_a_file_has_a_name_and_at_most_25_mb():
    check_file("a.pdf", MAXIMUM_FILE)
    for name, size, code in (("a", MAXIMUM_FILE + 1, "attachment.too_big"), (" / ", 1, "attachment.no_name")):
        with pytest.raises(Invalid) as refusal:
            check_file(name, size)
        assert refusal.value.code == code


def test_the_chain_joins_its_facts_by_newlines():
    salted = commitment_of("00", '{"text":"é"}')
    assert salted == "ff4ca0fc0add9e234349477e34bf6b174455a86bddcfe04e514f4d6a0408892c"
    one = chain_hash("", UUID(int=1), 1, "opened", "ana", 5, salted)
    written = f"\n{UUID(int=1)}\n1\nopened\nana\n5\n{salted}"
    assert one == sha256(written.encode()).hexdigest()
    assert one != chain_hash("", UUID(int=1), 1, "opened", "an", 5, salted)
    assert len({one, chain_hash(one, UUID(int=1), 2, "opened", "ana", 5, salted)}) == 2


def test_s3_07_a_login_that_is_demanded_brings_its_contract_along():
    def demanded(*, login: bool, contract: bool) -> set[str]:
        rules = SubjectRules(name="Queda", login_required=login, contract_required=contract)
        return set(demanded_at_opening(rules))

    assert (
        demanded(login=True, contract=False) == demanded(login=True, contract=True) == {"login", "contract"}
    )
    assert demanded(login=False, contract=True) == {"contract"}
    assert demanded(login=False, contract=False) == set()
    assert demanded_at_opening(None) == frozenset()
