"""The ways to a desk's key: who opens, who does not, and what a file on a stolen disk shows."""

import base64
import itertools
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacdesk.config.secrets import SecretStore
from pacdesk.errors import DeskUnavailable, Forbidden, Invalid, UserError
from pacdesk.storage import key_header, keys, recovery_code
from pacdesk.storage.key_tries import Tries, wait_after
from tests.memory_keyring import MemoryBackend

CHEAP = keys.Prices(keys.Cost(1, 64, 1), keys.Cost(1, 64, 1))


def store_of(memory: MemoryBackend) -> SecretStore:
    return SecretStore(lambda: memory)


@pytest.fixture
def memory() -> MemoryBackend:
    return MemoryBackend()


@pytest.fixture
def store(memory: MemoryBackend) -> SecretStore:
    return store_of(memory)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "d.pacdesk"


def refusal(desk: Path, **ways: Any) -> UserError:
    with pytest.raises(UserError) as refused:
        keys.unlock(desk, **ways)
    return refused.value


def test_keyring_alone_opens_without_a_password(desk: Path, store: SecretStore) -> None:
    new = keys.create(desk, store=store)
    assert new.header.kinds == {keys.KEYRING, keys.RECOVERY}
    assert keys.unlock(desk, store=store) == new.key
    assert keys.unlock(desk, store=store, password="typed all the same") == new.key
    assert keys.unlock(desk, code=new.code) == new.key
    assert refusal(desk).code == "key.keyring_unavailable"


def test_password_and_keyring_need_both(desk: Path, store: SecretStore, memory: MemoryBackend) -> None:
    new = keys.create(desk, password="açaí", store=store, prices=CHEAP)
    assert new.header.kinds == {keys.BOTH, keys.RECOVERY}
    assert keys.unlock(desk, password="açaí", store=store) == new.key
    assert keys.unlock(desk, password="ac\u0327ai\u0301", store=store) == new.key
    assert refusal(desk, password="acai", store=store).code == "key.wrong_password"
    assert refusal(desk, store=store).code == "key.password_needed"
    assert refusal(desk, password="açaí").code == "key.keyring_unavailable"
    memory.kept.clear()
    assert refusal(desk, password="açaí", store=store).code == "key.keyring_empty"
    assert keys.unlock(desk, code=new.code) == new.key


def test_password_alone(desk: Path, store: SecretStore, memory: MemoryBackend) -> None:
    new = keys.create(desk, password="one", prices=CHEAP)
    assert new.header.kinds == {keys.PASSWORD, keys.RECOVERY}
    assert keys.unlock(desk, password="one") == new.key
    assert keys.unlock(desk, password="one", store=store) == new.key
    assert refusal(desk, password="two").code == "key.wrong_password"
    assert refusal(desk).code == "key.password_needed"
    assert memory.kept == {}


def test_recovery_code_alone(desk: Path) -> None:
    new = keys.create(desk)
    assert new.header.kinds == {keys.RECOVERY}
    assert refusal(desk).code == "key.recovery_code_needed"
    assert keys.unlock(desk, code=new.code.lower().replace("-", " ")) == new.key
    other = recovery_code.show(bytes(20))
    assert refusal(desk, code=other).code == "key.wrong_recovery_code"
    assert refusal(desk, code="XYZ").code == "recovery_code.length"


def test_a_copy_under_another_user_opens_with_the_code_and_is_adopted(
    desk: Path, store: SecretStore, tmp_path: Path
) -> None:
    new = keys.create(desk, password="one", store=store, prices=CHEAP)
    theirs = tmp_path / "restored.pacdesk"
    keys.header_path(theirs).write_bytes(keys.header_path(desk).read_bytes())
    other = store_of(MemoryBackend())
    assert refusal(theirs, password="one", store=other).code == "key.keyring_empty"
    key = keys.unlock(theirs, code=new.code)
    keys.change_password(theirs, key, None, store=other)
    assert keys.unlock(theirs, store=other) == new.key
    assert keys.unlock(theirs, code=new.code) == new.key
    assert keys.unlock(desk, password="one", store=store) == new.key


def test_a_copy_under_the_same_user_does_not_take_the_original_away(
    desk: Path, store: SecretStore, tmp_path: Path
) -> None:
    new = keys.create(desk, store=store)
    copy = tmp_path / "copy.pacdesk"
    keys.header_path(copy).write_bytes(keys.header_path(desk).read_bytes())
    keys.change_password(copy, new.key, "p", store=store, prices=CHEAP)
    assert keys.unlock(desk, store=store) == new.key
    assert keys.unlock(copy, password="p", store=store) == new.key


def test_change_password_wraps_anew_and_leaves_the_code_good(desk: Path, store: SecretStore) -> None:
    new = keys.create(desk, password="one", prices=CHEAP)
    keys.change_password(desk, new.key, "two", prices=CHEAP)
    assert refusal(desk, password="one").code == "key.wrong_password"
    assert keys.unlock(desk, password="two") == new.key
    assert keys.unlock(desk, code=new.code) == new.key
    with pytest.raises(Invalid) as refused:
        keys.change_password(desk, new.key, "")
    assert refused.value.code == "key.empty_password"
    with pytest.raises(Forbidden) as forbidden:
        keys.change_password(desk, bytes(32), "three")
    assert forbidden.value.code == "key.wrong_key"


def test_ways_are_added_and_closed_but_never_the_last(
    desk: Path, store: SecretStore, memory: MemoryBackend
) -> None:
    new = keys.create(desk, store=store)
    keys.add_password_alone(desk, new.key, "pw", prices=CHEAP)
    memory.kept.clear()
    assert keys.unlock(desk, password="pw", store=store) == new.key
    assert refusal(desk, password="no", store=store).code == "key.wrong_password"
    keys.remove_way(desk, new.key, keys.KEYRING)
    keys.remove_way(desk, new.key, keys.PASSWORD)
    with pytest.raises(Invalid) as refused:
        keys.remove_way(desk, new.key, keys.RECOVERY)
    assert refused.value.code == "key.last_way"
    code = keys.new_recovery_code(desk, new.key)
    assert keys.unlock(desk, code=code) == new.key
    assert refusal(desk, code=new.code).code == "key.wrong_recovery_code"


def test_no_way_left_by_a_password_change_is_refused(desk: Path) -> None:
    new = keys.create(desk, password="one", prices=CHEAP)
    keys.remove_way(desk, new.key, keys.RECOVERY)
    with pytest.raises(Invalid) as refused:
        keys.change_password(desk, new.key, None)
    assert refused.value.code == "key.last_way"
    assert keys.unlock(desk, password="one") == new.key


def test_a_silent_or_broken_keyring_makes_no_header(desk: Path) -> None:
    class Never:
        def get_password(self, *_: str) -> None:
            raise RuntimeError("bus")

    with pytest.raises(DeskUnavailable) as refused:
        keys.create(desk, store=SecretStore(Never))
    assert refused.value.code == "key.keyring_unavailable"
    assert not keys.is_keyed(desk)


def test_an_old_header_is_never_overwritten(desk: Path) -> None:
    keys.create(desk)
    before = keys.header_path(desk).read_bytes()
    with pytest.raises(DeskUnavailable) as refused:
        keys.create(desk)
    assert refused.value.code == "key.header_exists"
    assert keys.header_path(desk).read_bytes() == before


def test_the_header_shows_neither_key_nor_password_nor_code(desk: Path, store: SecretStore) -> None:
    new = keys.create(desk, password="segredo bonito", store=store, prices=CHEAP)
    text = keys.header_path(desk).read_bytes()
    shown = f"{new!r} {new.header!r}"
    for secret in (new.key, new.key.hex().encode(), b"segredo", new.code.encode()):
        assert secret not in text
    assert new.code not in shown
    assert new.key.hex() not in shown
    assert repr(new.key) not in shown
    assert keys.header_path(desk).stat().st_mode & 0o077 == 0


def test_every_altered_field_of_the_header_closes_it(desk: Path) -> None:
    new = keys.create(desk, password="one", prices=CHEAP)
    whole = json.loads(keys.header_path(desk).read_bytes())

    def zeros(length: int) -> str:
        return base64.b64encode(bytes(length)).decode()

    def closed(raw: Any) -> None:
        keys.header_path(desk).write_text(json.dumps(raw))
        for ways in ({"password": "one"}, {"code": new.code}):
            with pytest.raises(UserError):
                keys.unlock(desk, **ways)  # type: ignore[arg-type]  # both ways take text

    for name, value in (
        ("id", "00000000-0000-0000-0000-000000000000"),
        ("created", "x"),
        ("check", zeros(16)),
        ("check", zeros(3)),
    ):
        closed({**whole, name: value})
    for name, value in (("salt", zeros(16)), ("nonce", zeros(12)), ("sealed", zeros(48))):
        closed({**whole, "wraps": [{**wrap, name: value} for wrap in whole["wraps"]]})
    swapped = [dict(wrap) for wrap in whole["wraps"]]
    swapped[0]["sealed"], swapped[1]["sealed"] = swapped[1]["sealed"], swapped[0]["sealed"]
    closed({**whole, "wraps": swapped})
    cheaper = [{**wrap, "argon2id": [1, 8, 1]} if wrap["argon2id"] else wrap for wrap in whole["wraps"]]
    keys.header_path(desk).write_text(json.dumps({**whole, "wraps": cheaper}))
    assert refusal(desk, password="one").code == "key.wrong_password"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "key.header_damaged"),
        (b"\x00" * 100, "key.header_damaged"),
        (b"[]", "key.header_damaged"),
        (b'"x"', "key.header_damaged"),
        (b"[" * 60_000, "key.header_damaged"),
        (b"{" + b" " * 70_000 + b"}", "key.header_damaged"),
        (b'{"format": "other", "version": 1}', "key.header_damaged"),
        (b'{"format": "pacdesk-key", "version": 2}', "key.header_too_new"),
        (b'{"format": "pacdesk-key", "version": 1}', "key.header_damaged"),
    ],
)
def test_a_damaged_or_newer_header_is_told(desk: Path, text: bytes, code: str) -> None:
    keys.header_path(desk).write_bytes(text)
    assert refusal(desk, password="x").code == code


@pytest.mark.parametrize("price", [[1, 2**31, 1], [99, 64, 1], [1, 64, 99], [0, 64, 1], [1, 1, 1], [1, 64]])
def test_a_header_that_asks_a_monstrous_price_is_damaged(desk: Path, price: list[int]) -> None:
    keys.create(desk, password="one", prices=CHEAP)
    raw = json.loads(keys.header_path(desk).read_bytes())
    raw["wraps"][0]["argon2id"] = price
    keys.header_path(desk).write_text(json.dumps(raw))
    assert refusal(desk, password="one").code == "key.header_damaged"


def test_no_header_is_told(desk: Path) -> None:
    assert refusal(desk, password="x").code == "key.header_missing"
    assert not keys.is_keyed(desk)


def test_default_prices_are_those_of_the_reference() -> None:
    assert keys.Cost(3, 65_536, 4) == keys.Prices().with_keyring
    assert keys.Cost(3, 262_144, 4) == keys.Prices().alone


def test_derived_keys_differ_by_purpose_and_from_the_key() -> None:
    key = bytes(range(32))
    assert len({key, keys.derived(key, "drafts"), keys.derived(key, "other")}) == 3
    assert keys.derived(key, "drafts") == keys.derived(key, "drafts")


def test_a_killed_header_write_leaves_the_old_one(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = keys.create(desk, password="one", prices=CHEAP)
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        keys.change_password(desk, new.key, "two", prices=CHEAP)
    assert keys.unlock(desk, password="one") == new.key
    assert [file.name for file in desk.parent.iterdir()] == [keys.header_path(desk).name]


# -- the recovery code


@given(st.binary(min_size=20, max_size=20))
def test_code_round_trip(code: bytes) -> None:
    shown = recovery_code.show(code)
    assert len(shown) == 47
    assert not set(shown) & set("ILOU")
    assert recovery_code.read(shown) == code
    assert recovery_code.read(f"  {shown.lower().replace('0', 'o').replace('1', 'l')}\n") == code


@settings(max_examples=40)
@given(
    st.binary(min_size=20, max_size=20),
    st.integers(0, 39),
    st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZU*"),
)
def test_every_single_slip_is_named_by_its_group(code: bytes, place: int, letter: str) -> None:
    letters = list(recovery_code.show(code).replace("-", ""))
    if letters[place] == letter:
        return
    letters[place] = letter
    with pytest.raises(Invalid) as refused:
        recovery_code.read("".join(letters))
    assert refused.value.code == "recovery_code.typo"
    assert refused.value.facts["groups"] == (place // 5 + 1,)


def test_swapped_neighbours_and_groups_are_found() -> None:
    rng = random.Random(7)  # noqa: S311  (a fixed seed, nothing secret)
    for _ in range(50):
        shown = recovery_code.show(rng.randbytes(20)).split("-")
        for group, place in itertools.product(range(8), range(4)):
            letters = list(shown[group])
            letters[place : place + 2] = letters[place : place + 2][::-1]
            if "".join(letters) == shown[group]:
                continue
            with pytest.raises(Invalid):
                recovery_code.read("".join([*shown[:group], "".join(letters), *shown[group + 1 :]]))
        if shown[2] != shown[5]:
            shown[2], shown[5] = shown[5], shown[2]
            with pytest.raises(Invalid) as refused:
                recovery_code.read("-".join(shown))
            assert refused.value.facts["groups"] == (3, 6)


# -- wrong tries


def test_waits_grow_from_the_fifth_wrong_try() -> None:
    assert [wait_after(wrong) for wrong in (0, 4, 5, 6, 7, 9, 10, 500)] == [0, 0, 30, 60, 120, 480, 900, 900]


def test_wrong_passwords_wait_and_a_right_one_forgets(desk: Path, tmp_path: Path) -> None:
    clock = [1_000_000.0]
    tries = Tries(tmp_path, now=lambda: clock[0])
    new = keys.create(desk, password="one", prices=CHEAP)
    for _ in range(5):
        assert refusal(desk, password="no", tries=tries).code == "key.wrong_password"
    held = refusal(desk, password="one", tries=Tries(tmp_path, now=lambda: clock[0]))
    assert held.code == "key.wait"
    assert held.facts["seconds"] == 31
    assert keys.unlock(desk, code=new.code, tries=tries) == new.key
    clock[0] -= 500_000
    assert refusal(desk, password="one", tries=tries).code == "key.wait"
    clock[0] += 31
    assert keys.unlock(desk, password="one", tries=tries) == new.key
    assert refusal(desk, password="no", tries=tries).code == "key.wrong_password"


def test_a_damaged_count_begins_anew(tmp_path: Path) -> None:
    tries = Tries(tmp_path)
    (tmp_path / "tries-x.json").write_bytes(b"\x00")
    tries.refuse_early("x")
    tries.wrong("x")
    tries.right("x")
    assert not (tmp_path / "tries-x.json").exists()


def test_wraps_of_each_kind_need_their_own_secret(desk: Path) -> None:
    new = keys.create(desk, password="one", prices=CHEAP)
    for wrap in new.header.wraps:
        assert key_header.open_wrap(new.header, wrap, b"") is None
