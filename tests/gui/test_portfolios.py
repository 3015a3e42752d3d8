"""Portfolios in the window: the register, the field of clients and organizations, many clients at once."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, Right
from pacdesk.desk.clients.commands import (
    AssignPortfolio,
    ClientPage,
    CreateClient,
    CreateOrganization,
    GetClient,
)
from pacdesk.desk.clients.rows import ClientValues, OrganizationValues, RequesterKind
from pacdesk.desk.company.commands import GetParameter, ListDepartments
from pacdesk.desk.portfolios.commands import ListPortfolios, SavePortfolio
from pacdesk.desk.portfolios.rules import PORTFOLIOS_ACTIVE, Role
from pacdesk.desk.undo.commands import PartsOf, Undo
from pacdesk.desk.values import new_id
from pacdesk.errors import Forbidden
from pacdesk.gui import pages
from pacdesk.gui.actions import registered
from pacdesk.gui.admin.members import MembersInput
from pacdesk.gui.admin.people_list import dragged
from pacdesk.gui.admin.portfolios import DeletePortfolioDialog
from pacdesk.gui.carrying import carry
from pacdesk.gui.clients.dock import ClientsDock
from pacdesk.gui.clients.portfolios import AssignDialog, ids_at
from pacdesk.gui.context import EditClient, NewClient, ShowCatalogue
from pacdesk.gui.editing.lookup import Choice
from pacdesk.gui.jobs import Progress
from pacdesk.gui.messages import sentence


def page(room, target):
    shown = pages.make(room.context, target)
    room.qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show()
    room.settle()
    return shown


def put(owner, name, value):
    one = owner.form.inputs[name]
    one.set_value(value)
    one.edited.emit()


def portfolio(world, name, **more):
    made = new_id()
    world.desk.run(SavePortfolio(portfolio=made, name=name, **more))
    return made


def client(world, name, **more):
    made = new_id()
    values = ClientValues(legal_name=name, kind=RequesterKind.PROSPECT, **more)
    world.desk.run(CreateClient(client=made, values=values))
    return made


def dialog_of(room, kind):
    room.settle()
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def test_s2_04_a_portfolio_is_made_with_its_attendants(room, world):
    user = new_id()
    world.desk.run(CreateUser(user=user, login="bia", name="Bia Lima"))
    shown = page(room, ShowCatalogue("portfolios"))
    pane = shown.pane
    pane.start_new()
    assert [pane.tabs.tabText(at) for at in range(2)] == ["Information", "Attendants"]
    assert pane.save_button.text() == "Create client portfolio"
    put(pane, "name", "América do Sul")
    members = pane.form.inputs["members"]
    members.finder.choose(Choice(user, "Bia Lima"))
    members.finder.edited.emit()
    (line,) = members.lines
    line.role.set_value(Role.SUBSTITUTE)
    line.role.edited.emit()
    pane.try_save()
    room.settle()
    assert world.desk.ask(ListPortfolios()) == ()
    line.starts.setText("12/01/2026")
    line.ends.setText("12/20/2026")
    line.ends.edited.emit()
    pane.try_save()
    room.settle()
    (row,) = world.desk.ask(ListPortfolios())
    (member,) = row.members
    assert (row.name, member.user, member.role) == ("América do Sul", user, Role.SUBSTITUTE)
    assert (member.starts_on, member.ends_on) == (date(2026, 12, 1), date(2026, 12, 20))
    assert pane.save_button.text() == "Save client portfolio"
    kept = members.keep()
    line = members.lines[0]
    line.drop.click()
    assert members.value() == ()
    members.restore(kept)
    assert members.value() == row.members


def test_s2_07_people_are_dragged_into_a_portfolio(qtbot, manager):
    ana, rui = Choice(new_id(), "Ana"), Choice(new_id(), "Rui")
    members = MembersInput()
    qtbot.addWidget(members)
    members.set_choices((ana, rui))
    members.resize(900, 400)
    members.show()
    assert [members.others.item(n).text() for n in range(members.others.count())] == ["Ana", "Rui"]
    data = members.others.mimeData([members.others.item(1)])
    where = QPointF(20, 20)
    kinds = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(where.toPoint(), *kinds)
    members.dragEnterEvent(entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(members.edited):
        members.dropEvent(QDropEvent(where, *kinds))
    assert [row.user for row in members.value()] == [rui.id]
    members.others.setCurrentRow(0)
    QTest.keyClick(members.others, Qt.Key.Key_Return)
    assert [row.user for row in members.value()] == [rui.id, ana.id]
    assert not members._others_field.isVisible()
    members.set_locked(True)
    members.take_out(ana.id)
    refused = QDragEnterEvent(where.toPoint(), *kinds)
    refused.ignore()
    members.dragEnterEvent(refused)
    assert not refused.isAccepted()
    other = QMimeData()
    other.setText("x")
    assert dragged(other) is None
    members.resize(300, 400)


def test_s2_01_one_switch_ends_the_cut_for_all_and_is_undone(room, world):
    shown = page(room, ShowCatalogue("portfolios"))
    switch = shown.pane.cuts
    assert switch.value()
    switch.click()
    room.settle()
    assert world.desk.ask(GetParameter(name=PORTFOLIOS_ACTIVE)) is False
    told, change_set = room.toasts[-1]
    assert "cut nothing" in told
    world.desk.run(Undo(change_set=change_set))
    room.settle()
    assert world.desk.ask(GetParameter(name=PORTFOLIOS_ACTIVE)) is None
    assert switch.value()


SOURCE_LABELS = {
    "&Carteira de Clientes",
    "Criar Carteira de Clientes",
    "Visualizar e localizar clientes e organizações (chamados) fora de carteira de clientes",
    "Definir carteira de clientes para cliente",
}


def test_s2_04_s2_05_s2_13_s2_14_the_labels_of_the_source_are_used():
    place = Path(__file__).parents[2] / "resources" / "i18n" / "pacdesk_pt_BR.ts"
    parsed = ElementTree.parse(place)  # noqa: S314  (our own file)
    texts = {found.text for found in parsed.iter("translation")}
    assert texts >= SOURCE_LABELS
    act = next(act for act in registered() if act.id == "register.portfolios")
    assert (act.menu, act.text()) == ("management", "Client &portfolios")


def test_s2_15_deleting_tells_counts_offers_another_and_is_undone(room, world):
    south, north = portfolio(world, "Sul"), portfolio(world, "Norte")
    of = client(world, "Padaria", own_portfolio_id=south)
    shown = page(room, ShowCatalogue("portfolios"))
    shown.pane.choose(south)
    room.settle()
    shown.pane.void_button.click()
    dialog = dialog_of(room, DeletePortfolioDialog)
    told = dialog.told.text().replace("(s)", "")
    assert "1 client" in told
    assert "0 open ticket" in told
    dialog.place.set_value(north)
    dialog.verb.click()
    room.settle()
    assert world.desk.ask(GetClient(client=of)).portfolio.name == "Norte"
    undo = room.toasts[-1][1]
    world.desk.run(Undo(change_set=undo))
    assert world.desk.ask(GetClient(client=of)).portfolio.name == "Sul"


def test_s2_09_a_clients_form_sets_its_portfolio_and_tells_what_it_inherits(room, world):
    south, north = portfolio(world, "Sul"), portfolio(world, "Norte")
    house = new_id()
    values = OrganizationValues(name="Grupo", own_portfolio_id=north)
    world.desk.run(CreateOrganization(organization=house, values=values))
    of = client(world, "Padaria", organization_id=house)
    shown = page(room, EditClient(of))
    field = shown.form.fields["own_portfolio_id"]
    assert "Norte, inherited from Grupo" in field.editor.accessibleDescription()
    put(shown, "own_portfolio_id", south)
    shown.try_save()
    room.settle()
    assert world.desk.ask(GetClient(client=of)).portfolio.name == "Sul"


def test_s2_10_s2_14_a_department_has_a_portfolio_for_its_own_tickets(room, world):
    south = portfolio(world, "Sul")
    shown = page(room, ShowCatalogue("departments"))
    shown.pane.choose(world.department)
    put(shown.pane, "portfolio", south)
    shown.pane.try_save()
    room.settle()
    (row,) = (one for one in world.desk.ask(ListDepartments()) if one.id == world.department)
    assert row.portfolio_id == south
    plain = replace(world.desk.actor, is_admin=False, rights=ATTENDANT_RIGHTS | {Right.CATALOGUE_EDIT})
    room.context.open = replace(room.context.open, desk=world.root.acting(plain))
    shown = page(room, ShowCatalogue("departments"))
    shown.pane.choose(world.department)
    assert shown.pane.form.inputs["portfolio"].isReadOnly()


def test_s2_14_who_may_not_set_it_has_the_field_to_read(room, world):
    south = portfolio(world, "Sul")
    actor = world.desk.actor
    plain = replace(actor, is_admin=False, rights=ATTENDANT_RIGHTS)
    room.context.open = replace(room.context.open, desk=world.root.acting(plain))
    shown = page(room, NewClient())
    assert shown.form.inputs["own_portfolio_id"].isReadOnly()
    cut = replace(plain, sight=replace(plain.sight, portfolios=frozenset({south})))
    room.context.open = replace(room.context.open, desk=world.root.acting(cut))
    shown = page(room, NewClient())
    assert not shown.form.inputs["own_portfolio_id"].isReadOnly()


def test_an_organization_takes_its_clients_along_in_a_job(room, world):
    south = portfolio(world, "Sul")
    house = new_id()
    world.desk.run(CreateOrganization(organization=house, values=OrganizationValues(name="Grupo")))
    of = client(world, "Padaria", organization_id=house)
    shown = page(room, ShowCatalogue("organizations"))
    shown.pane.choose(house)
    room.settle()
    put(shown.pane, "own_portfolio_id", south)
    shown.pane.try_save()
    room.settle()
    room.settle()
    assert world.desk.ask(GetClient(client=of)).portfolio.name == "Sul"


def test_many_clients_are_put_into_a_portfolio_from_the_list(room, world):
    south = portfolio(world, "Sul")
    made = [client(world, f"Cliente {n}") for n in range(3)]
    dock = ClientsDock(room.context, None)
    room.qtbot.addWidget(dock)
    dock.show()
    dock.use_desk()
    room.settle()
    dock.list.setCurrentIndex(dock.model.index(0, 0))
    dock.list.selectAll()
    dock.set_portfolio()
    dialog = dialog_of(room, AssignDialog)
    room.settle()
    dialog.place.set_value(south)
    dialog.verb.click()
    room.settle()
    assert {world.desk.ask(GetClient(client=one)).portfolio.name for one in made} == {"Sul"}
    told, undo = room.toasts[-1]
    assert told == "Portfolio set. Clients: 3"
    assert len(world.desk.ask(PartsOf(change_set=undo))) == 3


def test_who_sees_no_clients_is_told_so_and_shown_nobodys(room, world):
    """As in seeing as another one: the rows of who was there before must not stay."""
    client(world, "Andes")
    dock = ClientsDock(room.context, None)
    room.qtbot.addWidget(dock)
    dock.use_desk()
    room.settle()
    assert dock.model.rowCount() == 1
    opened = room.context.open
    blind = replace(opened.desk.actor, is_admin=False, rights=frozenset())
    room.context.use_desk(replace(opened, desk=opened.desk.acting(blind)))
    dock.use_desk()
    room.settle()
    assert dock.model.rowCount() == 0
    assert dock.empty.isVisibleTo(dock)
    assert room.told == []
    with pytest.raises(Forbidden) as refused:
        room.context.desk.ask(ClientPage())
    assert "See clients" in sentence(refused.value).text()


def test_carrying_stops_when_asked_and_tells_the_first_refusal(world):
    south = portfolio(world, "Sul")
    made = [client(world, f"Cliente {n}") for n in range(3)]
    commands = [AssignPortfolio(client=one, portfolio=south) for one in (new_id(), *made)]
    ended = carry(world.desk, commands, Progress())
    assert (ended.done, ended.total, ended.refused.code) == (3, 4, "row.not_found")
    progress = Progress()
    progress.cancel()
    assert carry(world.desk, commands, progress).stopped
    rows = world.desk.ask(ClientPage()).rows
    assert ids_at(world.desk, replace(ClientPage().filter), {0, 2}) == [rows[0].id, rows[2].id]
