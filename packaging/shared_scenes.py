"""Pictures of several people at one desk: a server that is gone, a carried desk, what others wrote or changed
meanwhile, covered data, views of a team."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtWidgets import QTabBar, QWidget
from studio import Studio

from pacdesk.desk.access.rules import Right
from pacdesk.desk.clients.commands import ChangeClient, GetClient
from pacdesk.desk.company.commands import ListDepartments
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import find_user
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.commands import ChangeTicket, FieldChange, WriteEntry
from pacdesk.desk.tickets.rows import TicketView
from pacdesk.desk.values import Actor, LineState, Present, Sight, Visibility, new_id
from pacdesk.desk.views.commands import ListSharedViews, SaveSharedView
from pacdesk.errors import DeskUnavailable, UserError
from pacdesk.gui.context import EditClient, OpenClientTab, OpenDesk, OpenTicketTab, ShowCatalogue
from pacdesk.gui.editing.records import RecordsPane
from pacdesk.gui.erased_again import tell_if_erased_again
from pacdesk.gui.moving import MoveDialog, MoveTold, MoveWish, Telling
from pacdesk.gui.tickets.composer import Mode
from pacdesk.gui.tickets.page import TicketPage
from pacdesk.gui.tickets.queue_views import SHOWN

_TICKET: Final = (
    "SELECT id FROM tickets WHERE status = 'in_progress' AND attendant_id IS NOT NULL"
    " AND client_id IS NOT NULL ORDER BY protocol LIMIT 1"
)
_CLIENT: Final = (
    "SELECT id FROM clients WHERE email <> '' AND document <> '' AND phone <> '' ORDER BY legal_name LIMIT 1"
)
_SERVER: Final = "postgresql://marina@db1.matriz.example/pacdesk"
_LONG: Final = "Chamados de refrigeração do Planalto Catarinense sem técnico"


class _Line:
    """A line to a server that stands as a picture wants it."""

    host = "db1.matriz.example"
    people: Mapping[UUID, tuple[Present, ...]] = {}

    def __init__(self, state: LineState) -> None:
        self.state = state

    def watch(self, watcher: Callable[[LineState], Any]) -> Callable[[], None]:
        watcher(self.state)
        return lambda: None

    def meet(self, watcher: Callable[..., Any]) -> Callable[[], None]:
        watcher(self.people)
        return lambda: None

    def be_at(self, tickets: Mapping[UUID, bool]) -> None:
        del tickets

    def try_now(self) -> None:
        """It stays as it is."""

    def give_up(self) -> None:
        """Nothing waits."""


def _opened(studio: Studio) -> tuple[OpenDesk, Desk]:
    studio.open("demo")
    opened = studio.context.open
    if opened is None or not isinstance(opened.desk, Desk):
        raise LookupError("demo")
    return opened, opened.desk


def _other(desk: Desk) -> Actor:
    """Somebody else who sees as much."""
    found = find_user(desk, "nara")
    if found is None:
        raise LookupError("nara")
    return replace(desk.actor, user_id=found[0], login="nara", name=found[3].name)


def _ticket(studio: Studio) -> TicketPage:
    studio.context.navigate(OpenTicketTab(studio.pick(_TICKET)))
    studio.settle()
    page = studio.window.centre.page()
    if isinstance(page, TicketPage):
        return page
    raise LookupError(_TICKET)


def _lost(error: UserError, retry_in: float, studio: Studio) -> QWidget:
    opened, _ = _opened(studio)
    line = _Line(LineState(error, retry_in))
    studio.window.use_desk(replace(opened, kind="shared", place=_SERVER, line=line))
    studio.window.top.bar.hide()  # only a file of examples has it
    page = _ticket(studio)
    page.composer.start(Mode.REPLY)
    page.composer.editor.setPlainText("O link 4G de contingência está ligado.")
    studio.settle()
    return studio.window


def _news(studio: Studio) -> QWidget:
    """Others wrote while one was answering."""
    _, desk = _opened(studio)
    page = _ticket(studio)
    page.composer.start(Mode.REPLY)
    page.composer.editor.setPlainText("Vamos trocar o roteador amanhã cedo.")
    for text, seen in (
        (
            "O cliente pediu para não ir ninguém lá antes de quarta-feira, porque a loja está em balanço.",
            False,
        ),
        ("Já remarquei a visita com vocês para quinta às 10h.", True),
    ):
        visibility = Visibility.CLIENT if seen else Visibility.INTERNAL
        desk.acting(_other(desk)).run(
            WriteEntry(ticket=page.ticket, entry=new_id(), text=text, visibility=visibility)
        )
    studio.settle()
    page.composer.submit()
    studio.settle()
    return studio.window


def _field_conflict(studio: Studio) -> QWidget:
    _, desk = _opened(studio)
    page = _ticket(studio)
    page.findChild(QTabBar).setCurrentIndex(1)
    studio.settle()
    tab = page.data
    seen = page.card.subject if page.card is not None else ""
    tab.title.setText("Câmara fria sem leitura desde domingo")
    change = FieldChange(name="subject", seen=seen, wanted="Câmara fria: sensor trocado, conferir leitura")
    desk.acting(_other(desk)).run(ChangeTicket(ticket=page.ticket, changes=(change,)))
    studio.settle()
    tab.submit()
    studio.settle()
    return studio.window


def _form_conflict(studio: Studio) -> QWidget:
    _, desk = _opened(studio)
    client = studio.pick(_CLIENT)
    studio.context.navigate(EditClient(client))
    studio.settle()
    page: Any = studio.window.centre.page()
    page.form.inputs["trade_name"].set_value("Andes Cargo do Oeste")
    page.form.inputs["trade_name"].edited.emit()
    card = desk.ask(GetClient(client=client))
    values = replace(card.values, trade_name="Andes Cargo Sul", phone="4933221100")
    desk.acting(_other(desk)).run(
        ChangeClient(client=client, version=card.version, before=card.values, values=values)
    )
    studio.settle()
    page.try_save()
    studio.settle()
    return studio.window


def _covered(target: Callable[[UUID], Any], tab: int, studio: Studio) -> QWidget:
    """What somebody sees whose group covers personal data."""
    opened, desk = _opened(studio)
    client = studio.pick(_CLIENT)
    sight = Sight(masked=frozenset({"document", "email", "phone"}), locked=frozenset({"mobile", "address"}))
    masked = desk.acting(replace(_other(desk), is_admin=False, rights=frozenset(Right), sight=sight))
    studio.window.use_desk(replace(opened, desk=masked, place="covered"))
    studio.settle()
    studio.context.navigate(target(client))
    studio.settle()
    for bar in studio.window.centre.page().findChildren(QTabBar):
        bar.setCurrentIndex(tab)
    studio.settle()
    return studio.window


def _views(studio: Studio, *, register: bool) -> QWidget:
    """The queue with views that a team shares, one of a long name, or their register."""
    _, desk = _opened(studio)
    if not desk.ask(ListSharedViews(mine=False)):
        teams = frozenset(row.id for row in desk.ask(ListDepartments()))
        for name, words in ((_LONG, "câmara"), ("Sem sinal", "sinal")):
            desk.run(
                SaveSharedView(view=new_id(), name=name, base=TicketView.OPEN, words=words, departments=teams)
            )
    studio.settle()
    if register:
        studio.context.navigate(ShowCatalogue("shared_views"))
        studio.settle()
        for pane in studio.window.centre.findChildren(RecordsPane):
            pane.choose(pane.records()[0].id)
    else:
        views = studio.window.queue.views
        studio.wait_for(lambda: views.count() > len(SHOWN))
        views.setCurrentIndex(len(SHOWN))
    studio.settle()
    return studio.window


def _person(studio: Studio, *, new: bool) -> QWidget:
    """The register of users, where the server keeps log-ins and passwords."""
    opened, _ = _opened(studio)
    line = _Line(LineState())
    studio.window.use_desk(replace(opened, kind="shared", place=_SERVER, line=line))
    studio.context.navigate(ShowCatalogue("users"))
    studio.settle()
    for pane in studio.window.centre.findChildren(RecordsPane):
        studio.wait_for(lambda: bool(pane.records()))  # noqa: B023  (it waits here)
        if new:
            pane.start_new()
        else:
            pane.choose(pane.records()[0].id)
    studio.settle()
    return studio.window


def _erased(studio: Studio) -> QWidget:
    opened, _ = _opened(studio)
    tell_if_erased_again(replace(opened, erased_again=3), studio.window.top.bar)
    studio.settle()
    return studio.window


# -- moving house


def _dialog(
    studio: Studio, kind: str, mover: Callable[[DeskPort, MoveWish, Telling], MoveTold]
) -> MoveDialog:
    opened, _ = _opened(studio)
    place = _SERVER if kind == "shared" else opened.place
    studio.window.use_desk(replace(opened, kind=kind, place=place))
    studio.settle()
    dialog = MoveDialog(studio.context, mover, studio.window)
    dialog.open()
    studio.settle()
    return dialog


def _moved(_desk: DeskPort, wish: MoveWish, tell: Telling) -> MoveTold:
    tell("rows", 1, 2)
    if wish.file is not None:
        code = "8K2QF-3ZP7M-W0X4R-9TJ6N-C5VBD-1HGAE-Y8SKL"
        return MoveTold(200, 1413, 61, 0, 0, recovery_code=code)
    return MoveTold(
        200, 1413, 61, 2, 1, unfit_logins=("joão.da silva", "root@"), left_logins=("marina.alves",)
    )


def _unmoved(_desk: DeskPort, _wish: MoveWish, _tell: Telling) -> MoveTold:
    raise UserError("move.not_empty", tables="clients, tickets")


def _move(kind: str, mover: Callable[..., MoveTold] | None, studio: Studio) -> QWidget:
    dialog = _dialog(studio, kind, mover or _moved)
    if mover is not None:
        dialog.address.setText("postgresql://dona@db1.matriz.example/pacdesk")
        dialog.file.setText("/home/marina/Matriz.pacdesk")
        dialog.submit()
        studio.settle()
    return dialog


def _moving(studio: Studio) -> QWidget:
    """Half of the way."""
    dialog = _dialog(studio, "local", _moved)
    dialog.address.setText("postgresql://dona@db1.matriz.example/pacdesk")
    dialog.form.busy("…")
    dialog.show_state(31, 61, "files")
    studio.settle()
    return dialog


_GONE: Final = DeskUnavailable("server.unreachable", host="db1.matriz.example")
SHARED_SCENES: Final[dict[str, Callable[[Studio], QWidget]]] = {
    "line-lost": partial(_lost, _GONE, 14.0),
    "line-refused": partial(_lost, DeskUnavailable("server.wrong_password"), 60.0),
    "news-before-reply": _news,
    "conflict-field": _field_conflict,
    "conflict-form": _form_conflict,
    "covered-client": partial(_covered, OpenClientTab, 0),
    "covered-contacts": partial(_covered, OpenClientTab, 1),
    "covered-form": partial(_covered, EditClient, 0),
    "shared-views": partial(_views, register=False),
    "shared-views-register": partial(_views, register=True),
    "shared-user": partial(_person, new=False),
    "shared-user-new": partial(_person, new=True),
    "erased-again": _erased,
    "move-to-server": partial(_move, "local", None),
    "move-arrived": partial(_move, "local", _moved),
    "move-refused": partial(_move, "local", _unmoved),
    "move-to-file": partial(_move, "shared", None),
    "move-to-file-arrived": partial(_move, "shared", _moved),
    "move-running": _moving,
}
