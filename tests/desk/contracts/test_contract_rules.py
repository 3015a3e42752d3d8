"""What a contract's record must be, as pure rules."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.contracts.rows import AccessStatus, ContractState, ContractStatus, ContractValues
from pacdesk.desk.contracts.rules import (
    HIGHEST_CENTS,
    check_contract,
    clean_contract,
    contract_number,
    filter_words,
    is_blocked,
    read_access,
    search_text,
    state_of,
    untouched_fields,
)
from pacdesk.errors import Invalid

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
FULL = ContractValues(plan="Fibra 500")


def codes(values):
    return {(p.field, p.code) for p in check_contract(values)}


def test_s4_01_the_codes_of_access():
    assert {code.value for code in AccessStatus} == {"A", "D", "CM", "CA", "CE", "FA", "AA"}
    assert {code.value for code in AccessStatus if is_blocked(code)} == {"CM", "CA", "CE", "FA"}
    assert read_access(" cm ") is AccessStatus.BLOCKED_BY_HAND
    assert read_access("ZZ") is None


@pytest.mark.parametrize(
    ("status", "access", "state"),
    [
        (ContractStatus.ACTIVE, AccessStatus.ACTIVE, ContractState.ACTIVE),
        (ContractStatus.ACTIVE, AccessStatus.OFF, ContractState.OFF),
        (ContractStatus.ACTIVE, AccessStatus.BLOCKED_BY_HAND, ContractState.BLOCKED),
        (ContractStatus.ACTIVE, AccessStatus.BLOCKED_AUTOMATICALLY, ContractState.BLOCKED),
        (ContractStatus.ACTIVE, AccessStatus.BLOCKED_CE, ContractState.BLOCKED),
        (ContractStatus.ACTIVE, AccessStatus.OVERDUE, ContractState.OVERDUE),
        (ContractStatus.ACTIVE, AccessStatus.AWAITING_SIGNATURE, ContractState.AWAITING_SIGNATURE),
        (ContractStatus.DRAFT, AccessStatus.ACTIVE, ContractState.DRAFT),
        (ContractStatus.SUSPENDED, AccessStatus.ACTIVE, ContractState.SUSPENDED),
        (ContractStatus.ENDED, AccessStatus.BLOCKED_BY_HAND, ContractState.ENDED),
        (ContractStatus.CANCELLED, AccessStatus.OVERDUE, ContractState.CANCELLED),
    ],
)
def test_s4_01_the_one_word_of_a_list(status, access, state):
    assert state_of(status, access) is state


def test_s4_01_a_running_release_outweighs_a_block():
    overdue = AccessStatus.OVERDUE
    assert state_of(ContractStatus.ACTIVE, overdue, LATER, NOW) is ContractState.RELEASED
    assert state_of(ContractStatus.ACTIVE, overdue, NOW, NOW) is ContractState.RELEASED
    assert state_of(ContractStatus.ACTIVE, overdue, NOW, LATER) is ContractState.OVERDUE
    assert state_of(ContractStatus.ACTIVE, overdue, LATER, None) is ContractState.OVERDUE
    assert state_of(ContractStatus.SUSPENDED, AccessStatus.ACTIVE, LATER, NOW) is ContractState.RELEASED
    assert state_of(ContractStatus.ACTIVE, AccessStatus.ACTIVE, LATER, NOW) is ContractState.ACTIVE
    assert state_of(ContractStatus.CANCELLED, overdue, LATER, NOW) is ContractState.CANCELLED


@given(st.sampled_from(ContractStatus), st.sampled_from(AccessStatus))
def test_every_pair_has_a_word(status, access):
    assert state_of(status, access) in ContractState


def test_problems_of_the_form():
    assert codes(FULL) == set()
    assert codes(ContractValues()) == {("plan", "field.required")}
    assert codes(replace(FULL, monthly_cents=-1)) == {("monthly_cents", "contract.amount")}
    assert codes(replace(FULL, monthly_cents=HIGHEST_CENTS + 1)) == {("monthly_cents", "contract.amount")}
    assert codes(replace(FULL, monthly_cents=HIGHEST_CENTS)) == set()
    assert codes(replace(FULL, number="x" * 60)) == set()
    (long,) = check_contract(replace(FULL, number="x" * 61))
    assert (long.code, long.field, long.facts) == ("text.too_long", "number", {"limit": 60, "length": 61})
    day = date(2026, 1, 2)
    assert codes(replace(FULL, starts_on=day, ends_on=day)) == set()
    assert codes(replace(FULL, starts_on=day, ends_on=date(2026, 1, 1))) == {
        ("ends_on", "contract.ends_before_start")
    }


def test_what_is_stored_has_no_blanks_around_it():
    typed = replace(FULL, number=" 7 ", plan=" Fibra  500 ", note=" um \n dois ", external_code=" E1 ")
    kept = clean_contract(typed)
    assert (kept.number, kept.plan, kept.note, kept.external_code) == ("7", "Fibra 500", "um \n dois", "E1")
    with pytest.raises(Invalid) as refusal:
        clean_contract(ContractValues())
    assert [problem.code for problem in refusal.value.problems] == ["field.required"]


def test_an_import_needs_no_plan_and_old_defects_stay():
    assert clean_contract(ContractValues(number=" 7 "), imported=True).number == "7"
    old = replace(FULL, starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1))
    with pytest.raises(Invalid):
        clean_contract(old, imported=True)
    noted = replace(old, note="x")
    assert clean_contract(noted, untouched=untouched_fields(noted, old)) == noted
    moved = replace(old, starts_on=date(2026, 3, 1))
    with pytest.raises(Invalid):
        clean_contract(moved, untouched=untouched_fields(moved, old))


def test_words():
    assert contract_number(2026, 42) == "2026-0042"
    assert filter_words("CT 2026-0042") == ("2026-0042",)
    assert filter_words("ct") == ("ct",)
    assert search_text(FULL, "", "Serra Azul") == "Fibra 500\nSerra Azul"
