"""Views of the queue shared with a team (d12): for whom they are, and what each counts in them."""

from contextlib import closing

import psycopg
import pytest

from pacdesk.desk.access.commands import CreateUser, ListPermissionGroups, SavePermissionGroup
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS
from pacdesk.desk.company.commands import ListDepartments, SaveDepartment, SaveStaffMember
from pacdesk.desk.opening import at_desk, find_user, open_shared, sole_actor
from pacdesk.desk.tickets.commands import TakeTicket, TicketCount
from pacdesk.desk.tickets.rows import TicketFilter, TicketView
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import TicketScope, new_id
from pacdesk.desk.views.commands import DeleteSharedView, ListSharedViews, SaveSharedView
from pacdesk.errors import Conflict, Forbidden, Invalid, NotFound
from tests.conftest import FIRST
from tests.walled import Crowd, Walled


class Team:
    """Three people: an administrator, Ana of a group that sees her own tickets only, Rui of another
    department and of no group."""

    def __init__(self, world):
        self.world = world
        self.group, self.field = new_id(), new_id()
        staff = {name: new_id() for name in ("ana", "rui")}
        world.desk.run(SavePermissionGroup(group=self.group, name="Próprios", scope=TicketScope.OWN))
        world.desk.run(SaveDepartment(department=self.field, name="Campo"))
        places = {"ana": world.department, "rui": self.field}
        for name, row in staff.items():
            world.desk.run(SaveStaffMember(staff=row, name=name.title(), department=places[name]))
        world.desk.run(CreateUser(user=new_id(), login="raiz", name="Raiz", is_admin=True))
        for name, row in staff.items():
            groups = (self.group,) if name == "ana" else ()
            world.desk.run(
                CreateUser(
                    user=new_id(),
                    login=name,
                    name=name.title(),
                    staff=row,
                    rights=ATTENDANT_RIGHTS,
                    groups=groups,
                )
            )

    def at(self, login):
        return at_desk(self.world.root, find_user(self.world.root, login)[3])

    def save(self, name="Roteadores", **more):
        view = more.pop("view", new_id())
        values = {"words": "roteador", "groups": frozenset({self.group})}
        self.at("raiz").run(SaveSharedView(view=view, name=name, **(values | more)))
        return view


@pytest.fixture
def team(both):
    return Team(both)


def names(desk, **more):
    return [row.name for row in desk.ask(ListSharedViews(**more))]


def test_d12_a_view_stands_in_the_queue_of_its_groups_and_departments(team):
    team.save()
    team.save("Campo", groups=frozenset(), departments=frozenset({team.field}))
    team.save("Ambos", departments=frozenset({team.field}))
    assert names(team.at("ana")) == ["Ambos", "Roteadores"]
    assert names(team.at("rui")) == ["Ambos", "Campo"]
    assert names(team.at("raiz")) == []
    assert names(team.at("raiz"), mine=False) == ["Ambos", "Campo", "Roteadores"]
    with pytest.raises(Forbidden):
        team.at("ana").ask(ListSharedViews(mine=False))


def test_d12_each_counts_in_it_what_he_sees_himself(team):
    for subject in ("Roteador queimado", "Roteador lento", "Sem sinal"):
        ticket = team.world.open(subject)
    team.save()
    (view,) = team.at("ana").ask(ListSharedViews())
    assert team.world.desk.ask(TicketCount(filter=view.filter)) == 2
    assert team.at("ana").ask(TicketCount(filter=view.filter)) == 0
    team.save("Todos", words="", base=TicketView.ALL)
    whole = next(row for row in team.at("ana").ask(ListSharedViews()) if row.name == "Todos")
    assert team.world.desk.ask(TicketCount(filter=whole.filter)) == 3
    team.world.desk.run(TakeTicket(ticket=ticket))
    assert team.at("ana").ask(TicketCount(filter=whole.filter)) == 0, "it opens nothing"


def test_who_changes_registers_makes_changes_and_deletes_them(team):
    desk, view = team.at("raiz"), team.save()
    with pytest.raises(Forbidden):
        team.at("ana").run(SaveSharedView(view=new_id(), name="X", groups=frozenset({team.group})))
    with pytest.raises(Invalid) as refused:
        desk.run(SaveSharedView(view=new_id(), name="roteadores"))
    assert {problem.code for problem in refused.value.problems} == {"name.taken", "view.for_nobody"}
    with pytest.raises(NotFound):
        team.save("Y", groups=frozenset({new_id()}))
    team.save("Roteadores caídos", view=view, version=1, base=TicketView.OVERDUE)
    (row,) = team.at("ana").ask(ListSharedViews())
    assert (row.name, row.filter) == (
        "Roteadores caídos",
        TicketFilter(view=TicketView.OVERDUE, words="roteador"),
    )
    with pytest.raises(Conflict):
        desk.run(DeleteSharedView(view=view, version=1))
    done = desk.run(DeleteSharedView(view=view, version=row.version))
    assert names(team.at("ana")) == []
    desk.run(Undo(change_set=done.changes.change_set))
    assert names(team.at("ana")) == ["Roteadores caídos"]


@pytest.mark.postgres
def test_wall_d12_a_view_is_told_to_nobody_else(world):
    team = Team(world)
    team.save()
    walled = Walled(18, FIRST, Crowd(world.root, ["raiz", "ana", "rui"], [], [], []))
    try:
        for login, seen in (("raiz", {"Roteadores"}), ("ana", {"Roteadores"}), ("rui", set())):
            assert walled.ids(login, "SELECT name FROM shared_views") == seen
            pictured = "SELECT row_id FROM change_rows WHERE table_name = 'shared_views'"
            assert len(walled.ids(login, pictured)) == len(seen)
        for statement in (
            "UPDATE shared_views SET words = '', version = version + 1",
            "DELETE FROM shared_views",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                walled.connect("ana").execute(statement)
        with closing(open_shared(walled.address_of("ana"))) as shared:
            actor = sole_actor(shared)
            assert actor is not None
            assert names(at_desk(shared, actor)) == ["Roteadores"]
        with closing(open_shared(walled.address_of("raiz"))) as shared:
            actor = sole_actor(shared)
            assert actor is not None
            desk = at_desk(shared, actor)
            (department, *_) = desk.ask(ListDepartments())
            (group, *_) = desk.ask(ListPermissionGroups())
            saving = SaveSharedView(
                view=new_id(), name="Novo", groups=frozenset({group.id}), department_id=department.id
            )
            desk.run(saving)
            assert len(desk.ask(ListSharedViews(mine=False))) == 2
    finally:
        walled.drop()
