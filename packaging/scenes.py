"""Every page, dialog and state of the window, by a speaking name: what pictures show and tests walk."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final
from uuid import UUID

import flows
from access_scenes import ACCESS_SCENES
from connection_scenes import CONNECTION_SCENES
from privacy_scenes import PRIVACY_SCENES
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPlainTextEdit, QTabBar, QWidget
from shared_scenes import SHARED_SCENES
from stage_scenes import STAGE_SCENES
from studio import Studio

from pacdesk.desk.company.commands import ListDepartments, ListStaff
from pacdesk.desk.tickets.rules import WaitingOn
from pacdesk.desk.values import Present, new_id
from pacdesk.desk.workflow.commands import (
    CreateType,
    EditDraft,
    GetVersion,
    ListGroups,
    ListTypes,
    SaveDraft,
)
from pacdesk.desk.workflow.rows import Flow, Ref
from pacdesk.desk.workflow.versions import with_new_ids
from pacdesk.errors import UserError
from pacdesk.gui.admin.catalogue import REGISTERS
from pacdesk.gui.admin.portfolios import PortfoliosPane
from pacdesk.gui.admin.users import UsersPane
from pacdesk.gui.clients.client_form import ClientFormPage
from pacdesk.gui.clients.organization import OrganizationDialog
from pacdesk.gui.context import (
    EditClient,
    EditContract,
    NewClient,
    NewContract,
    NewTicket,
    OpenClientTab,
    OpenContractTab,
    OpenStudio,
    OpenTicketTab,
    ShowCatalogue,
    ShowCompany,
    ShowHistory,
    ShowPreview,
    ShowSettings,
    UnlocksBy,
)
from pacdesk.gui.editing.page import FormPage
from pacdesk.gui.editing.record_page import RecordPage
from pacdesk.gui.editing.records import RecordsPane
from pacdesk.gui.reports.preview import PreviewPage
from pacdesk.gui.tickets.advance_dialog import AdvanceDialog
from pacdesk.gui.tickets.composer import Mode
from pacdesk.gui.tickets.files import AttachDialog
from pacdesk.gui.tickets.moves import CancelDialog, HandOverDialog, ReopenDialog, WaitDialog
from pacdesk.gui.tickets.page import TicketPage
from pacdesk.gui.workflow.model import NOTHING, Chosen
from pacdesk.gui.workflow.page import StudioPage

Scene = Callable[[Studio], QWidget]

_EVENTS = "(SELECT count(*) FROM ticket_events e WHERE e.ticket_id = tickets.id)"
_WORKED: Final = "status = 'in_progress' AND attendant_id IS NOT NULL AND client_id IS NOT NULL"
LIVELY: Final = (
    f"SELECT id FROM tickets WHERE {_WORKED}"
    f" AND length(subject) < 60 ORDER BY {_EVENTS} DESC, protocol LIMIT 1"
)
_HAS: Final = "EXISTS (SELECT 1 FROM ticket_events e WHERE e.ticket_id = tickets.id AND e.kind = '{}')"
SHOWN: Final = (
    f"SELECT id FROM tickets WHERE {_WORKED}"
    " AND contract_id IS NOT NULL AND reopened_count = 0 AND due_at > (SELECT max(opened_at) FROM tickets)"
    f" AND {_HAS.format('note')} AND {_HAS.format('reply')} AND {_HAS.format('client_message')}"
    " ORDER BY due_at, protocol LIMIT 1"
)
"""Soon due, with a note, a reply and a client's words: what the first picture of the README shows."""
LONGEST: Final = f"SELECT id FROM tickets ORDER BY {_EVENTS} DESC, protocol LIMIT 1"
CLOSED: Final = f"SELECT id FROM tickets WHERE status = 'resolved' ORDER BY {_EVENTS} DESC, protocol LIMIT 1"
CLIENT: Final = (
    "SELECT client_id FROM contracts GROUP BY client_id ORDER BY count(*) DESC, min(number) LIMIT 1"
)
CONTRACT: Final = "SELECT id FROM contracts ORDER BY number LIMIT 1"
LONG_NAME: Final = "SELECT id FROM clients ORDER BY length(legal_name) DESC, id LIMIT 1"
STUDIO_PARTS: Final = ("transition", "field", "nothing", "several", "differences", "simulator")
TICKET_TABS: Final = ("discussion", "data", "understanding", "stages", "files", "history")
CLIENT_TABS: Final = ("data", "contacts", "addresses", "logins", "contracts", "tickets")


# -- the way in


def _welcome(studio: Studio) -> QWidget:
    studio.window.show_welcome()
    studio.settle()
    return studio.window


def _door(name: str, studio: Studio) -> QWidget:
    studio.window.show_welcome()
    studio.settle()
    doorway = studio.window.doorway
    if name == "new-desk":
        doorway.new.start(keyring=True)
        doorway.setCurrentWidget(doorway.new)
    elif name == "recovery-code":
        doorway.code.show_code("8K2QF-3ZP7M-W0X4R-9TJ6N-C5VBD-1HGAE-Y8SKL")
        doorway.setCurrentWidget(doorway.code)
    elif name == "unlock":
        doorway.setCurrentWidget(doorway.unlock)
        doorway.unlock.start("/home/marina/Filial.pacdesk", "Filial", by_code=False)
    else:
        doorway.setCurrentWidget(doorway.log_in)
        doorway.log_in.start("Matriz", "marina")
        doorway.log_in.complain(UserError("login.wrong"))
    studio.settle()
    return studio.window


def _lock(studio: Studio, by: UnlocksBy = UnlocksBy.PASSWORD) -> QWidget:
    _ticket("discussion", studio)
    studio.window.lock()
    studio.window.lock_screen.lock("Marina Alves", by)
    studio.settle()
    return studio.window


# -- the desk


def _main(studio: Studio) -> QWidget:
    _ticket("discussion", studio, SHOWN)
    studio.window.top.bar.hide()
    studio.window.start_layout()
    table, model = studio.window.queue.table, studio.window.queue.model
    for row in range(model.rowCount()):
        shown = model.row_at(row)
        if shown is not None and shown.id == _current(studio, TicketPage).ticket:
            table.selectRow(row)
    table.setFocus()
    studio.settle()
    return studio.window


def _people(studio: Studio) -> QWidget:
    window = _main(studio)
    ticket = _current(studio, TicketPage).ticket
    first, second = (studio.window.queue.model.row_at(row) for row in (0, 1))
    studio.context.show_people(
        {
            ticket: (Present("Ana Prado", new_id(), typing=True), Present("Bruno Reis", new_id())),
            **{
                row.id: (Present("Caio Lima", new_id()),)
                for row in (first, second)
                if row and row.id != ticket
            },
        }
    )
    studio.settle()
    return window


def _start(studio: Studio) -> QWidget:
    studio.open("demo")
    studio.settle()
    return studio.window


def _empty(studio: Studio) -> QWidget:
    studio.open("empty")
    studio.settle()
    return studio.window


def _view(number: int, studio: Studio) -> QWidget:
    studio.open("demo")
    studio.window.queue.views.setCurrentIndex(number)
    studio.settle()
    return studio.window


def _nothing_found(studio: Studio) -> QWidget:
    studio.open("demo")
    studio.window.queue.filter.setText("xyzzy")
    studio.window.queue.filter.wanted.emit("xyzzy")
    studio.settle()
    return studio.window


def _search(words: str, studio: Studio) -> QWidget:
    studio.open("demo")
    studio.window.top.search.setText(words)
    studio.window.search.search(words)
    studio.settle()
    return studio.window


def _menu(number: int, studio: Studio) -> QWidget:
    studio.open("demo")
    bar = studio.window.top.menus
    shown = [action for action in bar.actions() if action.isVisible() and action.menu() is not None]
    action = shown[number % len(shown)]
    menu: QMenu = action.menu()  # type: ignore[assignment]  # the stubs say QObject
    menu.popup(bar.mapToGlobal(bar.actionGeometry(action).bottomLeft()))
    studio.settle()
    return menu


def _toast(studio: Studio) -> QWidget:
    _ticket("discussion", studio)
    page = _current(studio, TicketPage)
    studio.context.toast(page.acts.tr("Ticket taken successfully!"), UUID(int=1))
    studio.settle()
    return studio.window


# -- tickets


def _current(studio: Studio, kind: type[Any]) -> Any:
    page = studio.window.centre.page()
    if isinstance(page, kind):
        return page
    raise LookupError(kind.__name__)


def _ticket(tab: str, studio: Studio, sql: str = LIVELY) -> QWidget:
    studio.open("demo")
    studio.context.navigate(OpenTicketTab(studio.pick(sql)))
    studio.settle()
    page = _current(studio, TicketPage)
    page.findChild(QTabBar).setCurrentIndex(TICKET_TABS.index(tab))
    studio.settle()
    return studio.window


def _wide_ticket(studio: Studio) -> QWidget:
    _ticket("discussion", studio, LONGEST)
    for dock in studio.window.docks:
        dock.hide()
    studio.settle()
    return studio.window


def _composer(mode: Mode, studio: Studio) -> QWidget:
    _ticket("discussion", studio)
    composer = _current(studio, TicketPage).composer
    composer.start(mode)
    composer.editor.setPlainText("O link 4G de contingência está ligado.\nTeste e responda por aqui.")
    studio.settle()
    return studio.window


def _move(kind: Callable[..., QDialog], facts: tuple[Any, ...], sql: str, studio: Studio) -> QWidget:
    _ticket("discussion", studio, sql)
    page = _current(studio, TicketPage)
    if kind is AdvanceDialog:
        facts = (page.card.flow.ways_out(page.card.stage_id)[0].id,)
    page.acts.ask(kind, "", *facts)
    return _dialog(studio)


def _refused_move(studio: Studio) -> QWidget:
    dialog = _move(HandOverDialog, (), LIVELY, studio)
    dialog.submit()  # type: ignore[attr-defined]  # the dialog just opened
    studio.settle()
    return dialog


def _attach(studio: Studio) -> QWidget:
    _ticket("discussion", studio)
    AttachDialog(studio.context, studio.pick(LIVELY), studio.window).open()
    return _dialog(studio)


def _dialog(studio: Studio) -> QWidget:
    studio.settle()
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog) and window.isVisible():
            return window
    raise LookupError("dialog")


def _preview(studio: Studio) -> QWidget:
    studio.open("demo")
    studio.context.navigate(ShowPreview((studio.pick(LIVELY),)))
    studio.settle()
    studio.wait_for(lambda: not studio.jobs.busy())
    _current(studio, PreviewPage)
    studio.settle()
    return studio.window


# -- forms and records


def _page(make: Callable[[Studio], Any], studio: Studio) -> QWidget:
    studio.open("demo")
    studio.context.navigate(make(studio))
    studio.settle()
    return studio.window


def _wrong(make: Callable[[Studio], Any], typed: dict[str, str], studio: Studio) -> QWidget:
    _page(make, studio)
    page = _current(studio, FormPage)
    for name, value in typed.items():
        field = page.form.inputs[name]
        edit = field if isinstance(field, QLineEdit | QPlainTextEdit) else field.findChild(QLineEdit)
        if isinstance(edit, QPlainTextEdit):
            edit.setPlainText(value)
        else:
            edit.setText(value)
            edit.textEdited.emit(value)
    page.try_save()
    studio.settle()
    return studio.window


def _client(tab: str, studio: Studio, sql: str = CLIENT) -> QWidget:
    _page(lambda s: OpenClientTab(s.pick(sql)), studio)
    page = _current(studio, RecordPage)
    page.tabs.setCurrentIndex(CLIENT_TABS.index(tab))
    studio.settle()
    _choose_first(page)
    studio.settle()
    return studio.window


def _contract(tab: int, studio: Studio) -> QWidget:
    _page(lambda s: OpenContractTab(s.pick(CONTRACT)), studio)
    _current(studio, RecordPage).tabs.setCurrentIndex(tab)
    studio.settle()
    return studio.window


def _catalogue(name: str, studio: Studio) -> QWidget:
    _page(lambda _: ShowCatalogue(name), studio)
    page = studio.window.centre.page()
    if page is not None:
        _choose_first(page)
    studio.settle()
    return studio.window


def _new_in_catalogue(name: str, studio: Studio) -> QWidget:
    _page(lambda _: ShowCatalogue(name), studio)
    for pane in studio.window.centre.findChildren(RecordsPane):
        if pane.isVisible():
            pane.start_new()
            pane.try_save()
    studio.settle()
    return studio.window


def _attendants(studio: Studio) -> QWidget:
    _catalogue("portfolios", studio)
    for pane in studio.window.centre.findChildren(PortfoliosPane):
        pane.tabs.setCurrentIndex(1)
    studio.settle()
    return studio.window


def _delete_portfolio(studio: Studio) -> QWidget:
    _catalogue("portfolios", studio)
    for pane in studio.window.centre.findChildren(PortfoliosPane):
        pane.void_button.click()
    studio.settle()
    return _dialog(studio)


def _sight(studio: Studio) -> QWidget:
    _page(lambda _: ShowCatalogue("users"), studio)
    studio.settle()
    for pane in studio.window.centre.findChildren(UsersPane):
        attendant = next((one for one in pane.records() if not one.row.is_admin), pane.records()[0])
        pane.choose(attendant.id)
        studio.settle()
        pane.explain()
    studio.settle()
    return _dialog(studio)


def _refer(studio: Studio) -> QWidget:
    _ticket("discussion", studio)
    _current(studio, TicketPage).acts.do("refer")
    studio.settle()
    return _dialog(studio)


def _assign(studio: Studio) -> QWidget:
    _start(studio)
    studio.window.clients.list.setCurrentIndex(studio.window.clients.model.index(0, 0))
    studio.window.clients.set_portfolio()
    studio.settle()
    return _dialog(studio)


def _choose_first(page: QWidget) -> None:
    for pane in page.findChildren(RecordsPane):
        if pane.isVisible() and pane.records():
            pane.choose(pane.records()[0].id)


def _organization(studio: Studio) -> QWidget:
    _page(lambda _: NewClient(), studio)
    _current(studio, ClientFormPage)
    OrganizationDialog(studio.context, "Grupo Serra", studio.window).open()
    return _dialog(studio)


# -- the studio


def _flow(make: Callable[[Studio], Flow], name: str, studio: Studio) -> StudioPage:
    """A type with that flow as its draft, in the studio, with all the room there is."""
    studio.open("demo")
    desk = studio.context.desk
    if desk is None:
        raise LookupError(name)
    known = next((row.id for row in desk.ask(ListTypes(only_active=False)) if row.name == name), None)
    if known is None:
        known = new_id()
        group = desk.ask(ListGroups())[0][0]
        desk.run(CreateType(type_id=known, group=group, name=name))
        draft = desk.run(EditDraft(type_id=known)).answer
        card = desk.ask(GetVersion(version_id=draft))
        mine = with_new_ids(make(studio), lambda *_: new_id())
        drawn = replace(mine, version_id=draft, type_id=known, number=card.row.number)
        desk.run(SaveDraft(version_id=draft, row_version=card.row.row_version, flow=drawn))
    studio.context.navigate(OpenStudio(known))
    for dock in studio.window.docks:
        dock.hide()
    studio.settle()
    page: StudioPage = _current(studio, StudioPage)
    studio.settle()
    return page


def _support(studio: Studio) -> Flow:
    desk = studio.context.desk
    if desk is None:
        raise LookupError("desk")
    department, person = desk.ask(ListDepartments())[0], desk.ask(ListStaff())[0]
    return flows.support(Ref(department.name, department.id), Ref(person.name, person.id))


def _studio(name: str, studio: Studio, make: Callable[[Studio], Flow] = _support) -> QWidget:
    page = _flow(make, name, studio)
    model = page.model
    if model is not None and len(model.flow.stages) > 5:
        model.choose(Chosen(stage=model.flow.stages[5].id))
    page.setFocus()
    studio.settle()
    return studio.window


def _studio_with(what: str, studio: Studio) -> QWidget:
    page = _flow(_support, "Suporte técnico", studio)
    model = page.model
    if model is None:
        raise LookupError(what)
    if what == "transition":
        model.choose(Chosen(transition=model.flow.transitions[3].id))
    elif what == "field":
        model.choose(Chosen(field="causa_raiz"))
    elif what == "nothing":
        model.choose(NOTHING)
    elif what == "several":
        page.design.canvas.pick([stage.id for stage in model.flow.stages[1:4]])
    else:
        page.head.switch.choose(what)
    studio.settle()
    return studio.window


def _published(studio: Studio) -> QWidget:
    page = _flow(_support, "Suporte técnico", studio)
    published = next(row for row in page.versions if row.is_current)
    page.open_version(published.id)
    studio.settle()
    return studio.window


# -- errors and help


def _error_bar(studio: Studio) -> QWidget:
    _ticket("discussion", studio)
    studio.context.tell(UserError("desk.disk_full"))
    studio.settle()
    return studio.window


def _error_box(studio: Studio) -> QWidget:
    studio.open("demo")
    studio.context.tell(RuntimeError("an example, for the picture of this box"))
    return _dialog(studio)


def _help(studio: Studio) -> QWidget:
    studio.open("demo")
    studio.window.actions_table_help()
    return _dialog(studio)


def _about(studio: Studio) -> QWidget:
    studio.open("demo")
    studio.window.about()
    return _dialog(studio)


SCENES: Final[dict[str, Scene]] = {
    "welcome": _welcome,
    **{name: partial(_door, name) for name in ("new-desk", "recovery-code", "unlock", "log-in")},
    "empty-desk": _empty,
    "main-window": _main,
    "main-people": _people,
    "desk-without-tabs": _start,
    **{f"queue-view-{number}": partial(_view, number) for number in (1, 2, 4)},
    "queue-nothing-found": _nothing_found,
    "search": partial(_search, "sem sinal"),
    "search-nothing-found": partial(_search, "xyzzy"),
    **{f"menu-{number}": partial(_menu, number) for number in range(6)},
    "toast": _toast,
    "lock": _lock,
    "lock-server": partial(_lock, by=UnlocksBy.SERVER_PASSWORD),
    "lock-code": partial(_lock, by=UnlocksBy.CODE),
    **{f"ticket-{tab}": partial(_ticket, tab) for tab in TICKET_TABS},
    "ticket-wide": _wide_ticket,
    "ticket-closed": partial(_ticket, "discussion", sql=CLOSED),
    "ticket-long": partial(_ticket, "discussion", sql=LONGEST),
    "composer-reply": partial(_composer, Mode.REPLY),
    "composer-note": partial(_composer, Mode.NOTE),
    "hand-over": partial(_move, HandOverDialog, (), LIVELY),
    "hand-over-refused": _refused_move,
    "advance": partial(_move, AdvanceDialog, (), LIVELY),
    "wait": partial(_move, WaitDialog, (WaitingOn.CLIENT,), LIVELY),
    "cancel": partial(_move, CancelDialog, (), LIVELY),
    "reopen": partial(_move, ReopenDialog, (), CLOSED),
    **STAGE_SCENES,
    "attach": _attach,
    "preview": _preview,
    "new-ticket": partial(_page, lambda _: NewTicket()),
    "new-ticket-for-client": partial(_page, lambda s: NewTicket(s.pick(CLIENT))),
    "new-ticket-refused": partial(_wrong, lambda _: NewTicket(), {}),
    **{f"client-{tab}": partial(_client, tab) for tab in CLIENT_TABS},
    "client-long-name": partial(_client, "data", sql=LONG_NAME),
    "new-client": partial(_page, lambda _: NewClient()),
    "client-form": partial(_page, lambda s: EditClient(s.pick(CLIENT))),
    "client-form-refused": partial(
        _wrong, lambda _: NewClient(), {"legal_name": "Serra", "document": "11.111.111/1111-11"}
    ),
    "organization": _organization,
    "contract": partial(_contract, 0),
    "contract-tickets": partial(_contract, 1),
    "new-contract": partial(_page, lambda s: NewContract(s.pick(CLIENT))),
    "contract-form": partial(_page, lambda s: EditContract(s.pick(CONTRACT))),
    **{f"catalogue-{name}": partial(_catalogue, name) for name in REGISTERS},
    "portfolio-attendants": _attendants,
    "portfolio-delete": _delete_portfolio,
    "portfolio-assign": _assign,
    "user-sight": _sight,
    "ticket-refer": _refer,
    "catalogue-refused": partial(_new_in_catalogue, "users"),
    "company": partial(_page, lambda _: ShowCompany()),
    "settings": partial(_page, lambda _: ShowSettings()),
    "history": partial(_page, lambda _: ShowHistory()),
    "studio": partial(_studio, "Suporte técnico"),
    "studio-3": partial(_studio, "Pedido simples", make=lambda _: flows.small()),
    "studio-12": partial(_studio, "Obra curta", make=lambda _: flows.large(12)),
    "studio-40": partial(_studio, "Obra completa", make=lambda _: flows.large(40)),
    **{f"studio-{what}": partial(_studio_with, what) for what in STUDIO_PARTS},
    "studio-published": _published,
    "error-bar": _error_bar,
    "error-box": _error_box,
    "keyboard": _help,
    "about": _about,
    **ACCESS_SCENES,
    **PRIVACY_SCENES,
    **CONNECTION_SCENES,
    **SHARED_SCENES,
}
"""The way in comes first: from it, no desk has to be left."""
