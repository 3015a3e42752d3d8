"""What a person sees, told in the window; and seeing as that person."""

from collections.abc import Callable

from pacdesk.desk.access.commands import CreateUser, ListUsers
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, Because, Explained
from pacdesk.desk.clients.commands import ClientCount
from pacdesk.desk.opening import open_local
from pacdesk.desk.portfolios.commands import SavePortfolio
from pacdesk.desk.values import new_id
from pacdesk.gui import pages
from pacdesk.gui.admin import sight
from pacdesk.gui.admin.sight import SightDialog, rule_words
from pacdesk.gui.context import SeeAsUser, ShowCatalogue
from tests.conftest import Clock, World
from tests.gui.window_desk import wait


def test_every_rule_has_words():
    for rule in sight._RULES:
        assert rule_words(Because(rule, "Sul")).strip()
    assert sight.what_words(Explained("portfolio", "all")) == "All portfolios"


def test_a_user_s_sight_is_told_from_his_form(room, world):
    world.desk.run(CreateUser(user=new_id(), login="raiz", name="Raiz", is_admin=True))
    user = new_id()
    world.desk.run(CreateUser(user=user, login="bia", name="Bia", rights=ATTENDANT_RIGHTS))
    shown = pages.make(room.context, ShowCatalogue("users"))
    room.qtbot.addWidget(shown)
    shown.show()
    room.settle()
    room.settle()
    shown.pane.choose(user)
    room.settle()
    shown.pane.sight.click()
    dialog = room.dialog(SightDialog)
    room.settle()
    heads = [dialog.tree.topLevelItem(at).text(0) for at in range(dialog.tree.topLevelItemCount())]
    assert heads == ["Tickets", "Portfolios", "Rights"]
    went = []
    room.context.navigated.connect(went.append)
    dialog.see_as.click()
    assert went == [SeeAsUser(user)]


def test_the_window_shows_anothers_desk_says_so_and_leads_back(desk_path, start: Callable[..., object]):
    desk = open_local(desk_path)
    world = World(desk, Clock())
    world.desk.run(CreateUser(user=new_id(), login="raiz", name="Raiz", is_admin=True))
    user, south = new_id(), new_id()
    world.desk.run(CreateUser(user=user, login="bia", name="Bia", rights=ATTENDANT_RIGHTS, password_hash="x"))
    world.desk.run(SavePortfolio(portfolio=south, name="Sul"))
    root = next(row.id for row in world.desk.ask(ListUsers()) if row.login == "raiz")
    assert root
    desk.close()
    window = start(desk_path)
    if window.context.open is None:
        window.doorway.log_in.wanted.emit("raiz", "")
        wait(lambda: window.context.open is not None)
    window.context.navigate(SeeAsUser(user))
    wait(lambda: window.context.open.seen_by == "Raiz")
    assert window.context.actor.login == "bia"
    assert "Bia" in window.top.bar.sentence()
    assert window.context.desk.ask(ClientCount()) == 0
    window.top.bar.pressed.emit("end-see-as")
    wait(lambda: not window.context.open.seen_by)
    assert window.context.actor.login == "raiz"
    assert not window.top.bar.isVisible()
