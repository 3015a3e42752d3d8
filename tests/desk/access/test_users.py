"""Users, log-in and rights, on both engines."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from pacdesk.desk.access.commands import (
    CreateUser,
    ListPermissionGroups,
    ListUsers,
    NoteLogin,
    SavePermissionGroup,
    SetPasswordHash,
)
from pacdesk.desk.access.passwords import fits, hash_password
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, MANAGER_RIGHTS, Right, may, wait_after
from pacdesk.desk.company.commands import ListStaff
from pacdesk.desk.opening import find_user, sole_actor
from pacdesk.desk.values import Actor, new_id
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound
from tests.refusals import refused
from tests.users import change_of


def new_user(world, login="ana", **more):
    user = new_id()
    world.desk.run(CreateUser(user=user, login=login, name=more.pop("name", "Ana"), **more))
    return user


def row(world, user):
    return next(found for found in world.desk.ask(ListUsers()) if found.id == user)


def codes(refusal):
    return {(problem.field, problem.code) for problem in refusal.value.problems}


@pytest.mark.unwalled("keeps log-ins and passwords itself")
def test_s1_10_five_tries_then_a_growing_delay(both):
    waits = [wait_after(n).total_seconds() for n in range(13)]
    assert waits == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    assert wait_after(10**6) == timedelta(minutes=15)
    user = new_user(both)
    for failures in range(1, 8):
        both.desk.run(NoteLogin(user=user, worked=False))
        blocked = find_user(both.root, "ana")[2]
        assert (blocked is None) == (failures < 5)
        if blocked:
            assert blocked == both.clock.now + wait_after(failures)
    both.desk.run(NoteLogin(user=user, worked=True))
    assert find_user(both.root, "ana")[2] is None
    assert row(both, user).last_login_at is not None
    for _ in range(4):
        both.desk.run(NoteLogin(user=user, worked=False))
    assert find_user(both.root, "ana")[2] is None, "the count begins anew"


@pytest.mark.unwalled("keeps log-ins and passwords itself")
def test_s1_10_a_new_password_ends_the_delay(both):
    user = new_user(both)
    for _ in range(6):
        both.desk.run(NoteLogin(user=user, worked=False))
    both.desk.run(SetPasswordHash(user=user, password_hash="h"))
    assert find_user(both.root, "ANA")[1:3] == ("h", None)
    assert row(both, user).has_password


@pytest.mark.unwalled("has somebody who administers from the start")
def test_the_first_user_administers_and_needs_no_right(both):
    nobody = both.root.acting(Actor(user_id=None, login="x", name="X"))
    user = new_id()
    nobody.run(CreateUser(user=user, login=" Ána ", name=" Ana "))
    first = row(both, user)
    assert (first.login, first.name, first.is_admin, first.active) == ("Ána", "Ana", True, True)
    with pytest.raises(Forbidden) as refusal:
        nobody.run(CreateUser(user=new_id(), login="b", name="B"))
    assert refusal.value.facts == {"right": "users.edit", "actor": "X"}
    second = new_user(both, "bruno", rights=frozenset({"b", "a"}))
    assert not row(both, second).is_admin
    assert row(both, second).rights == {"a", "b"}


@pytest.mark.unwalled("keeps log-ins and passwords itself")
def test_a_log_in_is_there_and_ones_own(both):
    user = new_user(both, "José")
    for login, name, found in (
        (" ", "B", {("login", "user.login_empty")}),
        ("JOSE", "", {("login", "user.login_taken"), ("name", "user.name_empty")}),
    ):
        with pytest.raises(Invalid) as refusal:
            new_user(both, login, name=name)
        assert codes(refusal) == found
    both.desk.run(change_of(both.desk, user, login="jose", name="José Lima"))
    assert row(both, user).login == "jose"


@pytest.mark.unwalled("has somebody who administers from the start")
def test_somebody_must_administer(both):
    boss = new_user(both)
    for loss in ({"is_admin": False}, {"active": False}):
        with pytest.raises(Invalid) as refusal:
            both.desk.run(change_of(both.desk, boss, **loss))
        assert refusal.value.code == "user.last_admin"
    second = new_user(both, "lia", is_admin=True)
    both.desk.run(change_of(both.desk, boss, is_admin=False, rights=frozenset({"export"})))
    assert row(both, boss).rights == {"export"}
    both.desk.run(change_of(both.desk, boss, active=False))
    assert find_user(both.root, "ana") is None
    with pytest.raises(Invalid):
        both.desk.run(change_of(both.desk, second, active=False))


@pytest.mark.unwalled("keeps log-ins and passwords itself")
def test_a_user_changed_meanwhile_is_a_conflict(both):
    user = new_user(both)
    stale = change_of(both.desk, user, name="B")
    both.desk.run(change_of(both.desk, user, name="C"))
    with pytest.raises(Conflict):
        both.desk.run(stale)
    with pytest.raises(NotFound):
        both.desk.run(SetPasswordHash(user=new_id(), password_hash=None))


@pytest.mark.unwalled("keeps log-ins and passwords itself")
def test_who_may_change_users(both):
    user = new_user(both)
    for command in (change_of(both.desk, user), SetPasswordHash(user=user, password_hash="x")):
        with pytest.raises(Forbidden):
            both.other.run(command)
    own = both.root.acting(Actor(user_id=user, login="ana", name="Ana"))
    own.run(SetPasswordHash(user=user, password_hash="mine"))
    assert find_user(both.root, "ana")[1] == "mine"


@pytest.mark.unwalled("has somebody who administers from the start")
def test_s3_17_the_staff_member_linked_to_the_user_acts(both):
    staff = both.desk.ask(ListStaff())[0]
    user = new_user(both, rights=frozenset({"export"}), staff=staff.id)
    actor = find_user(both.root, "ana")[3]
    assert (actor.staff_id, actor.department_id, actor.name) == (staff.id, both.department, staff.name)
    assert (actor.user_id, actor.rights, actor.is_admin) == (user, {"export"}, True)
    assert find_user(both.root, "none") is None


@pytest.mark.unwalled("keeps log-ins and passwords itself")
def test_a_desk_opens_at_once_for_its_only_user_without_a_password(both):
    assert sole_actor(both.root).user_id is None
    user = new_user(both)
    assert sole_actor(both.root).user_id == user
    both.desk.run(SetPasswordHash(user=user, password_hash="h"))
    assert sole_actor(both.root) is None
    both.desk.run(SetPasswordHash(user=user, password_hash=None))
    new_user(both, "lia")
    assert sole_actor(both.root) is None


def test_rights_of_the_usual_groups():
    someone = Actor(user_id=None, login="", name="", rights=frozenset({"export"}))
    assert may(someone, Right.EXPORT)
    assert not may(someone, Right.AUDIT_SEE)
    assert ATTENDANT_RIGHTS < MANAGER_RIGHTS
    assert not {Right.USERS_EDIT, Right.PARAMETERS_EDIT} & MANAGER_RIGHTS


def test_s1_10_a_password_costs_what_the_library_advises(people_s_hasher: PasswordHasher) -> None:
    advised = PasswordHasher()
    assert people_s_hasher.memory_cost == advised.memory_cost >= 64 * 1024
    assert people_s_hasher.time_cost == advised.time_cost >= 3


def test_passwords_are_salted_and_compared():
    kept = hash_password("segredo")
    assert kept.startswith("$argon2id$")
    assert kept != hash_password("segredo")
    assert fits(kept, "segredo")
    assert not fits(kept, "Segredo")
    assert not fits("damaged", "segredo")


@pytest.mark.unwalled("keeps log-ins and passwords itself")
def test_no_change_image_shows_a_password_hash(both):
    user = new_id()
    both.desk.run(CreateUser(user=user, login="eva", name="Eva", password_hash="the-first-hash"))
    both.desk.run(SetPasswordHash(user=user, password_hash="the-second-hash"))
    both.desk.run(SetPasswordHash(user=user, password_hash=None))
    images = both.sql("select before, after from change_rows where table_name = 'users'")
    assert len(images) >= 3, "that something changed is kept"
    assert "hash" not in str(images)
    assert "Eva" in str(images)


def test_a_group_has_a_name_of_its_own_and_words_that_are_known(world):
    group, user = new_id(), new_user(world)
    save = SavePermissionGroup(group=group, name="Suporte", is_default=True)
    for name, code in ((" ", "name.empty"), ("SUPORTE", "name.taken")):
        world.desk.run(SavePermissionGroup(group=new_id(), name=f"Suporte{code}"))
        wrong = SavePermissionGroup(group=new_id(), name=name)
        if code == "name.taken":
            world.desk.run(save)
        assert refused(lambda wrong=wrong: world.desk.run(wrong)) == [code]
    unknown = SavePermissionGroup(
        group=new_id(), name="X", rights=frozenset({"fly"}), masked=frozenset({"soul"})
    )
    assert refused(lambda: world.desk.run(unknown)) == ["group.unknown_right", "group.unknown_field"]
    for _ in range(2):
        world.desk.run(change_of(world.desk, user, groups=(group,)))
        assert row(world, user).groups == (group,)
        world.desk.run(change_of(world.desk, user, groups=()))
        assert row(world, user).groups == ()
    (default,) = [one for one in world.desk.ask(ListPermissionGroups()) if one.is_default]
    off = SavePermissionGroup(group=group, version=default.version, name="Suporte", active=False)
    world.desk.run(off)
    assert group not in {one.id for one in world.desk.ask(ListPermissionGroups(only_active=True))}
