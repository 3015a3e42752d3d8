"""Two people change the same row: put together where they can be, a clash where they cannot (DESIGN 4)."""

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.merge import Clash, merge


@dataclass(frozen=True)
class Form:
    name: str
    phone: str
    active: bool = True


VALUES = st.builds(Form, name=st.sampled_from("abc"), phone=st.sampled_from("xyz"), active=st.booleans())
SEEN = Form("a", "x")


def test_each_sides_own_field_is_kept() -> None:
    merged = merge(SEEN, replace(SEEN, phone="y"), replace(SEEN, name="b"))
    assert (merged.values, merged.clashes) == (Form("b", "y"), ())


def test_the_same_move_on_both_sides_is_no_clash() -> None:
    both = replace(SEEN, name="b")
    assert merge(SEEN, both, both).clashes == ()


def test_two_moves_of_one_field_clash_and_what_stands_there_stays() -> None:
    merged = merge(SEEN, Form("b", "y"), Form("c", "x"))
    assert merged.clashes == (Clash("name", "a", "b", "c"),)
    assert merged.values == Form("c", "y")


@given(before=VALUES, after=VALUES, current=VALUES)
def test_no_move_is_lost_and_none_is_made_up(before: Form, after: Form, current: Form) -> None:
    merged = merge(before, after, current)
    clashing = {clash.field for clash in merged.clashes}
    for field in ("name", "phone", "active"):
        seen, yours, theirs, got = (getattr(v, field) for v in (before, after, current, merged.values))
        assert (field in clashing) == (len({seen, yours, theirs}) == 3 or (yours != seen != theirs != yours))
        assert got == (theirs if yours == seen or field in clashing else yours)


@given(before=VALUES, current=VALUES)
def test_who_changed_nothing_changes_nothing(before: Form, current: Form) -> None:
    merged = merge(before, before, current)
    assert (merged.values, merged.clashes) == (current, ())
