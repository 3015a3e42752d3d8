"""Permission groups, and what of them a user's form says."""

from pacdesk.desk.access.commands import CreateUser, ListPermissionGroups, ListUsers, SavePermissionGroup
from pacdesk.desk.access.rules import PERSONAL_FIELDS, Right
from pacdesk.desk.company.commands import DepartmentsOfUsers, SaveDepartment
from pacdesk.desk.values import TicketScope, new_id
from pacdesk.gui import pages
from pacdesk.gui.admin import access_words
from pacdesk.gui.context import ShowCatalogue


def page(room, name):
    shown = pages.make(room.context, ShowCatalogue(name))
    room.qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show()
    room.settle()
    room.settle()
    return shown


def put(owner, name, value):
    one = owner.form.inputs[name]
    one.set_value(value)
    one.edited.emit()


def test_every_right_scope_and_personal_field_has_words():
    assert {right for right, _, _ in access_words.rights()} == set(Right)
    assert {scope for scope, _ in access_words.scopes()} == set(TicketScope)
    assert tuple(field for field, _ in access_words.personal_fields()) == PERSONAL_FIELDS


def test_s2_12_a_group_is_made_with_rights_scope_types_and_fields(room, world):
    shown = page(room, "permission_groups")
    pane = shown.pane
    pane.start_new()
    shown.resize(1100, 320)
    room.settle()
    rights, save = pane.form.body, pane.save_button
    assert rights.height() > shown.height(), "the form is longer than the page"
    assert save.visibleRegion().boundingRect() == save.rect(), "and what saves it is in sight"
    put(pane, "name", "Atendentes do Sul")
    put(pane, "scope", TicketScope.OWN_AND_FREE)
    put(pane, "rights", {"client.see": True, "export": False})
    put(pane, "blocked_types", (world.type_id,))
    put(pane, "masked", ("document", "phone"))
    put(pane, "locked", ("document",))
    put(pane, "is_default", True)  # noqa: FBT003  (the value that is typed in)
    pane.try_save()
    room.settle()
    (row,) = world.desk.ask(ListPermissionGroups())
    assert (row.name, row.scope, row.is_default) == ("Atendentes do Sul", TicketScope.OWN_AND_FREE, True)
    assert (row.rights, row.denied) == ({"client.see"}, {"export"})
    assert row.blocked_types == {world.type_id}
    assert (row.masked, row.locked) == ({"document", "phone"}, {"document"})
    assert not pane.form.dirty()


def test_a_user_form_says_groups_superior_and_departments(room, world):
    group, department, chief, user = (new_id() for _ in range(4))
    world.desk.run(SavePermissionGroup(group=group, name="Suporte"))
    world.desk.run(SaveDepartment(department=department, name="Campo"))
    world.desk.run(CreateUser(user=chief, login="chefe", name="Chefe"))
    world.desk.run(CreateUser(user=user, login="bia", name="Bia"))
    shown = page(room, "users")
    pane = shown.pane
    pane.choose(user)
    room.settle()
    put(pane, "groups", (group,))
    put(pane, "superior", chief)
    put(pane, "departments", (department, world.department))
    put(pane, "managed", (department,))
    pane.try_save()
    room.settle()
    room.settle()
    (row,) = [one for one in world.desk.ask(ListUsers()) if one.id == user]
    assert (row.groups, row.superior_id) == ((group,), chief)
    placed = {(place, manages) for who, place, manages in world.desk.ask(DepartmentsOfUsers()) if who == user}
    assert placed == {(department, True), (world.department, False)}
    pane.choose(user)
    room.settle()
    assert pane.form.inputs["managed"].value() == (department,)
    assert not pane.form.dirty()
