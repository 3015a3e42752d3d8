"""What is sent ahead of its need answers the very same statement with the very same values, and no other."""

from uuid import uuid4

import pytest

from pacdesk.storage.ahead import KINDS, MOST, TRUSTED, Plans, Run, Sent, Unforeseen

BY_ID = "SELECT … WHERE id = %(id_1)s"
PAGE = "SELECT … OFFSET %(offset)s LIMIT %(size)s"


def asked(plans, kind, given, *needed):
    """One read that needs these statements; answers the run."""
    run = plans.begin(kind, given)
    run.answers = [(sent, f"answer {n}") for n, sent in enumerate(run.foreseen)]
    for statement, values in needed:
        run.answer(statement, values)
    plans.done(kind, given, run)
    return run


def test_the_next_question_of_a_kind_sends_its_own_values():
    plans, first, second, staff = Plans(), uuid4(), uuid4(), uuid4()
    needed = (BY_ID, {"id_1": first, "staff": staff, "n": 1}), (PAGE, {"offset": 0, "size": 0})
    asked(plans, "ticket", {"ticket": first, "offset": 0}, *needed)
    run = plans.begin("ticket", {"ticket": second, "offset": 128})
    assert run.foreseen == (
        Sent(BY_ID, {"id_1": second, "staff": staff, "n": 1}),
        Sent(PAGE, {"offset": 128, "size": 0}),
    )
    assert plans.begin("client", {"ticket": second}).foreseen == ()


def test_another_value_is_another_statement():
    run = Run(answers=[(Sent(BY_ID, {"id_1": 1}), "one"), (Sent(BY_ID, {"id_1": 1}), "two")])
    assert run.answer(BY_ID, {"id_1": 2}) is None
    assert run.answer(PAGE, {"id_1": 1}) is None
    assert [run.answer(BY_ID, {"id_1": 1}) for _ in range(3)] == ["one", "two", None]
    assert run.missed == 3


def test_a_read_ends_as_it_begins_once_nothing_was_missed_for_a_while():
    plans, given = Plans(), {"ticket": uuid4()}
    needed = (BY_ID, {"id_1": given["ticket"]})
    wholes = [asked(plans, "ticket", given, needed).is_whole for _ in range(TRUSTED + 3)]
    assert wholes == [False] * (TRUSTED + 1) + [True] * 2
    whole = plans.begin("ticket", given)
    with pytest.raises(Unforeseen):
        whole.answer(PAGE, {})
    again = whole.again()
    assert again.foreseen == whole.foreseen
    assert again.answer(PAGE, {}) is None
    plans.done("ticket", given, again)
    assert not plans.begin("ticket", given).is_whole


def test_what_is_no_longer_needed_is_no_longer_sent():
    plans = Plans()
    asked(plans, "ticket", {}, (BY_ID, {"id_1": 1}), (PAGE, {}))
    asked(plans, "ticket", {}, (PAGE, {}))
    assert plans.begin("ticket", {}).foreseen == (Sent(PAGE, {}),)


def test_rows_read_piece_by_piece_and_many_statements_are_not_sent_ahead():
    plans = Plans()
    asked(plans, "export", {}, (PAGE, {}))
    run = plans.begin("export", {})
    run.stream()
    plans.done("export", {}, run)
    assert plans.begin("export", {}).foreseen == ()
    asked(plans, "check", {}, *[(PAGE, {"n": n}) for n in range(MOST + 1)])
    assert plans.begin("check", {}).foreseen == ()
    with pytest.raises(Unforeseen):
        Run(is_whole=True).stream()


def test_the_kinds_kept_are_the_latest():
    plans = Plans()
    for n in range(KINDS + 1):
        asked(plans, n, {}, (PAGE, {}))
    assert plans.begin(0, {}).foreseen == ()
    assert plans.begin(1, {}).foreseen == plans.begin(KINDS, {}).foreseen == (Sent(PAGE, {}),)


@pytest.mark.parametrize("lock", ["FOR UPDATE", "FOR NO KEY UPDATE", "FOR SHARE"])
def test_rows_that_the_last_one_locked_are_not_locked_again(lock):
    plans, first, second, other = Plans(), uuid4(), uuid4(), uuid4()
    locking = f"SELECT … WHERE id = %(id_1)s {lock}"
    asked(plans, "take", {"ticket": first}, (locking, {"id_1": first}), (locking, {"id_1": other}))
    assert plans.begin("take", {"ticket": second}).foreseen == (Sent(locking, {"id_1": second}),)


def test_what_was_read_before_something_is_written_is_not_read_from_there_any_more():
    run = Run(answers=[(Sent(PAGE, {}), "before")])
    run.close()
    assert run.answer(PAGE, {}) is None
    assert run.needed == []
