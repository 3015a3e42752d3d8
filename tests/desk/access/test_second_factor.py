"""The second step of a log-in and known computers (S1.10, S2.x), on both engines."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.access import totp
from pacdesk.desk.access.commands import (
    AskSecondFactor,
    CreateUser,
    DropSecondFactor,
    EnrolSecondFactor,
    KnowComputer,
    ListComputers,
    ListUsers,
    NoteComputer,
    PassSecondFactor,
    SetPasswordHash,
)
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, Right
from pacdesk.desk.opening import at_desk, find_user
from pacdesk.desk.values import new_id
from pacdesk.errors import Forbidden, Invalid, NotFound

pytestmark = pytest.mark.unwalled("keeps log-ins and passwords itself")

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
RFC_VECTORS = {
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
    20000000000: "65353130",
}


def at(seconds):
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(("seconds", "code"), RFC_VECTORS.items())
def test_s1_10_codes_are_those_of_rfc_6238(seconds, code):
    assert totp.code_of(RFC_SECRET, seconds // 30, digits=8) == code
    assert totp.matching_step(RFC_SECRET, code[2:], at(seconds), 0) == seconds // 30


@given(step=st.integers(10, 2**32), off=st.integers(-4, 4), used=st.integers(-3, 3))
def test_s1_10_a_code_stands_one_step_around_and_once(step, off, used):
    code = totp.code_of(RFC_SECRET, step + off)
    found = totp.matching_step(RFC_SECRET, f" {code[:3]} {code[3:]}", at(step * 30 + 29), step + used)
    if abs(off) <= 1 and off > used:
        assert found is not None
        assert found > step + used
    elif found is not None:  # two steps of the same code are as likely as guessing it
        assert totp.code_of(RFC_SECRET, found) == code


@given(st.text(max_size=12))
def test_s1_10_what_is_no_code_opens_nothing(typed):
    found = totp.matching_step(RFC_SECRET, typed, at(1_800_000_000), 0)
    assert (found is None) or typed.strip().replace("-", "").replace(" ", "").isdigit()


def test_s1_10_secrets_and_recovery_codes_are_long_and_never_the_same():
    secrets, codes = {totp.new_secret() for _ in range(20)}, totp.new_recovery_codes()
    assert len(secrets) == 20
    assert all(totp.is_secret(one) and len(one) == 32 for one in secrets)
    assert not totp.is_secret("AAAA")
    assert not totp.is_secret("1 no base32")
    assert len(set(codes)) == totp.RECOVERY_CODES
    assert totp.recovery_hash(codes[0]) == totp.recovery_hash(codes[0].lower().replace("-", " "))


def test_the_address_of_the_qr_code_names_desk_and_person():
    told = totp.address(RFC_SECRET, "Mesa Sul", "ana prado")
    assert told == f"otpauth://totp/Mesa%20Sul%3Aana%20prado?secret={RFC_SECRET}&issuer=Mesa%20Sul"


class Person:
    """A user with a password, and his telephone."""

    def __init__(self, world, login="ana", **more):
        self.world, self.login, self.id = world, login, new_id()
        values = {"password_hash": "h", "rights": ATTENDANT_RIGHTS} | more
        world.desk.run(CreateUser(user=self.id, login=login, name=login.title(), **values))
        self.secret, self.codes = totp.new_secret(), totp.new_recovery_codes()

    @property
    def desk(self):
        return at_desk(self.world.root, find_user(self.world.root, self.login)[3])

    def code(self, **off):
        return totp.code_of(self.secret, totp.step_at(self.world.clock.now + timedelta(**off)))

    def enrol(self):
        hashes = tuple(map(totp.recovery_hash, self.codes))
        self.desk.run(EnrolSecondFactor(secret=self.secret, code=self.code(), recovery=hashes))

    def passes(self, code):
        return self.desk.run(PassSecondFactor(user=self.id, code=code)).answer


def test_s1_10_enrolling_needs_the_code_and_a_password(both):
    ana, bia = Person(both), Person(both, "bia", password_hash=None)
    with pytest.raises(Invalid, match=r"second\.no_password"):
        bia.enrol()
    with pytest.raises(Invalid, match=r"second\.wrong_code"):
        ana.desk.run(EnrolSecondFactor(secret=ana.secret, code="000000", recovery=("x",)))
    with pytest.raises(Invalid, match=r"second\.secret_unfit"):
        ana.desk.run(EnrolSecondFactor(secret="AAAA", code=ana.code(), recovery=("x",)))
    assert ana.desk.ask(AskSecondFactor(user=ana.id)) is None
    ana.enrol()
    assert ana.desk.ask(AskSecondFactor(user=ana.id)).codes_left == totp.RECOVERY_CODES
    with pytest.raises(Invalid, match=r"second\.there_already"):
        ana.enrol()
    has = {row.login: row.has_second_factor for row in both.desk.ask(ListUsers())}
    assert has == {"ana": True, "bia": False}


def test_s1_10_a_code_opens_once_and_drifts_by_one_step(both):
    ana = Person(both)
    ana.enrol()
    assert not ana.passes(ana.code()), "the code that enrolled is used up"
    both.clock.pass_by(seconds=60)
    assert ana.passes(ana.code(seconds=-30)), "a telephone that is late"
    assert ana.passes(ana.code())
    assert not ana.passes(ana.code()), "read over a shoulder"
    assert ana.passes(ana.code(seconds=30)), "a telephone that is early"
    both.clock.pass_by(seconds=120)
    assert not ana.passes(ana.code(seconds=60))
    assert not ana.passes(ana.code(seconds=-60))


def test_s1_10_a_recovery_code_opens_once(both):
    ana = Person(both)
    ana.enrol()
    assert ana.passes(ana.codes[3].lower())
    assert not ana.passes(ana.codes[3])
    assert ana.passes(ana.codes[4].replace("-", ""))
    assert ana.desk.ask(AskSecondFactor(user=ana.id)).codes_left == totp.RECOVERY_CODES - 2


def test_s1_10_wrong_codes_make_the_next_one_wait(both):
    ana = Person(both)
    ana.enrol()
    both.clock.pass_by(minutes=1)
    for _ in range(5):
        assert not ana.passes("000000")
    with pytest.raises(Forbidden, match=r"login\.wait") as refusal:
        ana.passes(ana.code())
    assert 0 < refusal.value.facts["seconds"] <= 30
    both.clock.pass_by(seconds=31)
    assert ana.passes(ana.code())
    assert not ana.passes("000000")
    assert not ana.passes("000000"), "the count begins anew"


def test_s1_10_who_changes_users_resets_it_and_that_is_recorded(both):
    ana = Person(both, rights=ATTENDANT_RIGHTS | {Right.CLIENT_EDIT})
    clerk, editor = Person(both, "caio"), Person(both, "edu", rights=frozenset({Right.USERS_EDIT}))
    ana.enrol()
    for who, code in ((clerk, "access.right_missing"), (editor, "user.above_yours")):
        with pytest.raises(Forbidden, match=code):
            who.desk.run(DropSecondFactor(user=ana.id))
    with pytest.raises(Forbidden):
        clerk.desk.ask(AskSecondFactor(user=ana.id))
    both.desk.run(DropSecondFactor(user=ana.id))
    ((who, what),) = both.sql(
        "SELECT actor_label, command FROM change_sets WHERE command = 'DropSecondFactor'"
    )
    assert (who, what) == ("Ana Prado", "DropSecondFactor")
    with pytest.raises(NotFound):
        both.desk.run(DropSecondFactor(user=ana.id))
    ana.enrol()
    with pytest.raises(Invalid, match=r"second\.wrong_code"):
        ana.desk.run(DropSecondFactor(user=ana.id, code=ana.code()))
    both.clock.pass_by(minutes=1)
    ana.desk.run(DropSecondFactor(user=ana.id, code=ana.code()))
    assert both.desk.ask(AskSecondFactor(user=ana.id)) is None


def test_s1_10_a_wrong_code_at_switching_it_off_counts_too(both):
    ana = Person(both)
    ana.enrol()
    both.clock.pass_by(minutes=1)
    for _ in range(5):
        with pytest.raises(Invalid, match=r"second\.wrong_code"):
            ana.desk.run(DropSecondFactor(user=ana.id, code="000000"))
    with pytest.raises(Forbidden, match=r"login\.wait"):
        ana.desk.run(DropSecondFactor(user=ana.id, code=ana.code()))
    with pytest.raises(Forbidden, match=r"login\.wait"):
        ana.passes(ana.code())
    recorded = both.sql("SELECT command FROM change_sets ORDER BY rowno DESC LIMIT 5")
    assert recorded == [("PassSecondFactor",)] * 5, "the history tells of no switching off"
    both.clock.pass_by(seconds=31)
    ana.desk.run(DropSecondFactor(user=ana.id, code=ana.code()))
    assert both.desk.ask(AskSecondFactor(user=ana.id)) is None


def test_s1_10_without_a_password_no_code_is_asked_for(both):
    ana = Person(both)
    ana.enrol()
    both.desk.run(SetPasswordHash(user=ana.id, password_hash="new"))
    assert both.desk.ask(AskSecondFactor(user=ana.id)) is not None
    both.desk.run(SetPasswordHash(user=ana.id, password_hash=None))
    assert both.desk.ask(AskSecondFactor(user=ana.id)) is None


def test_no_change_image_shows_a_secret(both):
    ana = Person(both)
    ana.enrol()
    ana.passes(ana.codes[0])
    images = str(both.sql("SELECT before, after FROM change_rows"))
    assert ana.secret not in images
    assert not any(totp.recovery_hash(code) in images for code in ana.codes)


def test_s2_x_a_log_in_from_a_new_computer_is_told_until_answered(both):
    ana, clerk = Person(both), Person(both, "caio")
    home, work = new_id(), new_id()
    for computer, name in ((work, "balcão-01"), (work, "balcão-01"), (home, "  notebook\nda Ana ")):
        both.clock.pass_by(hours=1)
        ana.desk.run(NoteComputer(computer=computer, name=name))
    newest, oldest = ana.desk.ask(ListComputers(user=ana.id))
    assert (newest.name, newest.is_new, newest.computer_id) == ("notebook da Ana", True, home)
    assert (oldest.name, oldest.is_new) == ("balcão-01", False)
    assert oldest.last_at > oldest.first_at
    assert both.desk.ask(ListComputers(user=ana.id)) == (newest, oldest)
    with pytest.raises(Forbidden):
        clerk.desk.ask(ListComputers(user=ana.id))
    with pytest.raises(Forbidden, match=r"computer\.not_yours"):
        both.desk.run(KnowComputer(row=newest.id))
    ana.desk.run(KnowComputer(row=newest.id))
    assert not any(row.is_new for row in ana.desk.ask(ListComputers(user=ana.id)))
