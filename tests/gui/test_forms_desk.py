"""The pages of forms on a real desk: what is filled in by itself, refused, saved and brought back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from pacdesk.config.settings import Settings
from pacdesk.desk.access.commands import CreateUser, SeeAs
from pacdesk.desk.clients.commands import (
    AssignPortfolio,
    ChangeClient,
    CreateClient,
    GetClient,
    PortfolioUse,
    SaveLogin,
)
from pacdesk.desk.clients.rows import AddressValues, ClientValues, ContactValues, LoginValues, RequesterKind
from pacdesk.desk.company.commands import ListDepartments
from pacdesk.desk.contracts.commands import CreateContract
from pacdesk.desk.contracts.rows import ContractValues
from pacdesk.desk.desk import Desk
from pacdesk.desk.portfolios.commands import SavePortfolio
from pacdesk.desk.tickets.commands import GetTicket, ListSubjects, SaveSubject
from pacdesk.desk.tickets.rules import AddressOrigin, Priority, TicketKind
from pacdesk.desk.values import new_id, utc_now
from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.gui import areas, pages
from pacdesk.gui.context import (
    Context,
    EditClient,
    KeptDraft,
    NewClient,
    NewTicket,
    OpenClientTab,
    OpenDesk,
    OpenTicketTab,
    ShowCatalogue,
    ShowCompany,
    ShowHistory,
    ShowSettings,
)
from pacdesk.gui.jobs import Jobs
from pacdesk.gui.pages import Page
from pacdesk.gui.theme import ThemeManager
from pacdesk.gui.widgets.buttons import Button
from pacdesk.gui.widgets.row_delegate import ROW_ROLE
from tests.conftest import World


class KeptDrafts:
    """Drafts in memory, with the behaviour that the form's side of the port asks for."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], KeptDraft] = {}

    def save(self, object_name: str, field: str, text: str, *, caret: int = 0, images: Any = None) -> Any:
        at = utc_now()
        self.kept[object_name, field] = KeptDraft(object_name, field, text, caret, at)
        return at

    def load(self, object_name: str, field: str) -> KeptDraft | None:
        return self.kept.get((object_name, field))

    def list(self) -> tuple[KeptDraft, ...]:
        return tuple(self.kept.values())

    def discard(self, object_name: str, field: str) -> bool:
        return self.kept.pop((object_name, field), None) is not None


class Bench:
    """A window's context around a desk, and what it was told."""

    def __init__(self, world: World, manager: ThemeManager, qtbot: QtBot) -> None:
        areas.load()
        self.world = world
        self.desk: Desk = world.desk
        self.qtbot = qtbot
        self.drafts = KeptDrafts()
        self.context = Context(Jobs(), manager, Settings())
        zone = ZoneInfo("America/Sao_Paulo")
        self.context.use_desk(OpenDesk(self.desk, self.drafts, "Mesa", "local", "", zone))
        self.went: list[Any] = []
        self.toasts: list[tuple[str, Any]] = []
        self.errors: list[BaseException] = []
        self.context.navigated.connect(self.went.append)
        self.context.toasted.connect(lambda told, offer: self.toasts.append((told, offer)))
        self.context.told.connect(self.errors.append)

    def settle(self) -> None:
        """Until nothing is under way."""
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not self.context.jobs.busy(), timeout=30_000)
            QTest.qWait(5)

    def page(self, target: Any) -> Any:
        made = pages.make(self.context, target)
        assert made is not None
        self.qtbot.addWidget(made)
        made.resize(1000, 800)
        made.show()
        self.settle()
        return made

    def client(self, document: str = "12ABC34501DE35", logins: int = 1) -> tuple[UUID, UUID]:
        """A client with an address, a contract there and logins; answers client and contract."""
        client, contract = new_id(), new_id()
        self.desk.run(
            CreateClient(
                client=client,
                values=ClientValues(
                    legal_name="Frigorífico Serra Azul Ltda.",
                    trade_name="Serra Azul",
                    document=document,
                    email="contato@serra.example",
                ),
                contacts=(ContactValues(name="Jonas Biasi", phone="(49) 3330-7788"),),
                addresses=(
                    AddressValues(
                        street="Rua das Araucárias",
                        number="410",
                        city="Chapecó",
                        state="SC",
                        cep="89801000",
                        latitude=-27.1,
                        longitude=-52.6,
                    ),
                ),
            )
        )
        address = self.desk.ask(GetClient(client=client)).addresses[0].id
        values = ContractValues(number=f"CT {document[:4]}", plan="Fibra", address_id=address)
        self.desk.run(CreateContract(contract=contract, client=client, values=values))
        for number in range(logins):
            login = LoginValues(login=f"serra{number}", contract_id=contract, address_id=address)
            self.desk.run(SaveLogin(login=new_id(), client=client, values=login))
        return client, contract

    def subject(self, name: str = "Sem conexão", **more: Any) -> UUID:
        subject = new_id()
        self.desk.run(SaveSubject(subject=subject, name=name, **more))
        return subject


@pytest.fixture
def bench(world: World, themed: ThemeManager, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(world, themed, qtbot)
    yield made
    made.settle()
    made.context.use_desk(None)
    made.context.jobs.close()


def put(page: Any, name: str, value: Any) -> None:
    """As a person would: the value, and the word that it was changed."""
    one = page.form.inputs[name]
    one.set_value(value)
    one.edited.emit()


# --- new ticket ----------------------------------------------------------------------------------


def test_s3_05_a_client_that_the_ticket_came_from_is_locked(bench: Bench) -> None:
    client, _ = bench.client()
    page = bench.page(NewTicket(client_id=client))
    assert page.form.inputs["client"].text() == "Serra Azul"
    assert page.form.inputs["client"].isReadOnly()
    assert "Serra Azul" in page.title()


def test_s3_06_s3_08_a_single_login_and_contract_are_chosen_by_themselves(bench: Bench) -> None:
    client, contract = bench.client()
    page = bench.page(NewTicket(client_id=client))
    assert page.form.values()["contract"] == contract
    assert page.form.inputs["login"].text() == "serra0"


def test_s3_06_several_logins_are_all_offered(bench: Bench) -> None:
    client, _ = bench.client(logins=2)
    page = bench.page(NewTicket(client_id=client))
    assert page.form.values()["login"] is None
    assert [choice.label for choice in page.form.inputs["login"].choices] == ["serra0", "serra1"]


def test_s3_07_the_asterisks_follow_the_subject_live(bench: Bench) -> None:
    client, _ = bench.client(logins=2)
    strict = bench.subject(login_required=True)
    loose = bench.subject("Dúvida")
    page = bench.page(NewTicket(client_id=client))
    assert "login" not in page.form.required
    put(page, "subject_id", strict)
    assert {"login", "contract"} <= page.form.required
    page.try_save()
    assert "Sem conexão" in page.form.fields["login"].complaint()
    put(page, "subject_id", loose)
    QTest.qWait(1)
    assert "login" not in page.form.required
    assert page.form.fields["login"].complaint() == ""


def test_s3_10_a_subject_fills_in_and_asks_before_it_writes_over_typed_text(bench: Bench) -> None:
    client, _ = bench.client()
    department = bench.desk.ask(ListDepartments())[0].id
    kind = bench.desk.ask(ListTypes())[0].id
    first = bench.subject(
        default_type=kind,
        default_department=department,
        default_priority=Priority.HIGH,
        default_message="Olá, {cliente}.",
    )
    second = bench.subject("Mudança de endereço", default_priority=Priority.LOW)
    page = bench.page(NewTicket(client_id=client))
    put(page, "subject_id", first)
    values = page.form.values()
    assert (values["subject"], values["type"], values["department"]) == ("Sem conexão", kind, department)
    assert (values["priority"], values["message"]) == (Priority.HIGH, "Olá, Serra Azul.")
    put(page, "subject", "Meu título")
    put(page, "subject_id", second)
    assert page.form.values()["subject"] == "Meu título"
    assert page.form.values()["priority"] is Priority.LOW
    assert "Title" in page.notice.sentence()
    page.notice_pressed("fill")
    assert page.form.values()["subject"] == "Mudança de endereço"


def test_s3_11_s3_12_s3_13_the_address_is_shown_as_it_will_be_copied(bench: Bench) -> None:
    client, _ = bench.client()
    page = bench.page(NewTicket(client_id=client))
    assert not page.form.inputs["street"].isReadOnly()
    put(page, "address_origin", AddressOrigin.LOGIN)
    assert page.form.values()["street"] == "Rua das Araucárias"
    assert page.form.inputs["street"].isReadOnly()
    assert page.form.inputs["latitude"].isReadOnly()
    assert page.form.inputs["latitude"].text().startswith("-27.1")
    put(page, "address_origin", AddressOrigin.MANUAL)
    assert page.form.values()["street"] == ""
    assert not page.form.inputs["street"].isReadOnly()
    assert page.form.inputs["latitude"].isReadOnly()


def test_s3_28_saving_tells_the_protocol_and_opens_the_ticket(bench: Bench) -> None:
    client, contract = bench.client()
    page = bench.page(NewTicket(client_id=client, contract_id=contract))
    put(page, "subject", "Sem conexão desde cedo")
    put(page, "type", bench.desk.ask(ListTypes())[0].id)
    put(page, "description", "Parou às 8 h.")
    put(page, "address_origin", AddressOrigin.CONTRACT)
    page.try_save()
    bench.settle()
    assert not bench.errors
    ((told, offer),) = bench.toasts
    assert offer.text in told
    opened = next(target for target in bench.went if isinstance(target, OpenTicketTab))
    card = bench.desk.ask(GetTicket(ticket=opened.ticket_id))
    assert (card.client_id, card.contract_id) == (client, contract)
    assert card.address.street == "Rua das Araucárias"
    assert bench.drafts.list() == ()


def test_s3_02_a_ticket_on_own_structure_needs_no_client(bench: Bench) -> None:
    page = bench.page(NewTicket())
    put(page, "kind", TicketKind.OWN_STRUCTURE)
    assert page.form.fields["client"].isHidden()
    put(page, "subject", "Gerador")
    put(page, "type", bench.desk.ask(ListTypes())[0].id)
    put(page, "description", "Não liga.")
    page.try_save()
    bench.settle()
    assert any(isinstance(target, OpenTicketTab) for target in bench.went)


def test_a_file_is_attached_by_its_bytes(bench: Bench, tmp_path: Path) -> None:
    page = bench.page(NewTicket())
    note = tmp_path / "registro.txt"
    note.write_text("linha", encoding="utf-8")
    page.form.inputs["files"].add_paths([note])
    bench.settle()
    (file,) = page.form.values()["files"]
    assert (file.name, file.size) == ("registro.txt", 5)
    assert bench.desk.get_file(file.sha256) == b"linha"


def test_a_picture_pasted_into_the_description_becomes_a_file(bench: Bench) -> None:
    page = bench.page(NewTicket())
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(0)
    data = QMimeData()
    data.setImageData(picture)
    page.form.inputs["description"].insertFromMimeData(data)
    bench.settle()
    (file,) = page.form.values()["files"]
    assert file.media_type == "image/png"
    assert page.form.values()["description"] == ""


def test_s3_32_escape_leaves_a_new_ticket_for_the_client_that_it_came_from(bench: Bench) -> None:
    client, _ = bench.client()
    page = bench.page(NewTicket(client_id=client))
    with bench.qtbot.waitSignal(page.close_requested):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert bench.went == [OpenClientTab(client)]


def test_what_was_typed_is_back_when_the_page_is_opened_again(bench: Bench) -> None:
    page = bench.page(NewTicket())
    put(page, "description", "Meia frase")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    bench.settle()
    again = bench.page(NewTicket())
    assert again.form.values()["description"] == "Meia frase"
    assert "back" in again.notice.sentence()


# --- clients -------------------------------------------------------------------------------------


def test_s0_14_a_client_is_written_down(bench: Bench) -> None:
    page = bench.page(NewClient())
    assert {"legal_name", "trade_name", "document", "email"} <= page.form.required
    for name, value in {
        "legal_name": "Laticínios Vale do Ipê Ltda.",
        "trade_name": "Vale do Ipê",
        "document": "12ABC34501DE35",
        "email": "contato@valedoipe.example",
    }.items():
        put(page, name, value)
    page.try_save()
    bench.settle()
    target = next(target for target in bench.went if isinstance(target, OpenClientTab))
    assert bench.desk.ask(GetClient(client=target.client_id)).name == "Vale do Ipê"


def test_a_number_that_is_known_leads_to_the_other_client(bench: Bench) -> None:
    other, _ = bench.client()
    page = bench.page(NewClient())
    put(page, "document", "12.ABC.345/01DE-35")
    page.form.left.emit("document")
    bench.settle()
    assert "Serra Azul" in page.notice.sentence()
    page.notice_pressed("open")
    assert bench.went == [OpenClientTab(other)]


def test_a_conflict_shows_both_values_and_the_next_save_goes_through(bench: Bench) -> None:
    client, _ = bench.client()
    page = bench.page(EditClient(client))
    card = bench.desk.ask(GetClient(client=client))
    theirs = ClientValues(**{**{n: getattr(card.values, n) for n in _names()}, "trade_name": "Outro nome"})
    bench.world.other.run(
        ChangeClient(client=client, version=card.version, before=card.values, values=theirs)
    )
    bench.settle()
    put(page, "trade_name", "Nome meu")
    page.try_save()
    bench.settle()
    assert "Outro nome" in page.form.fields["trade_name"].complaint()
    put(page, "trade_name", "Nome meu mesmo")
    page.try_save()
    bench.settle()
    assert bench.desk.ask(GetClient(client=client)).values.trade_name == "Nome meu mesmo"


def _names() -> tuple[str, ...]:
    return tuple(ClientValues.__dataclass_fields__)


def test_s1_02_s3_01_the_page_of_a_client_offers_a_new_ticket_in_its_tickets(bench: Bench) -> None:
    client, _ = bench.client()
    page = bench.page(OpenClientTab(client))
    assert page.title() == "Serra Azul"
    assert page.tabs.tabText(1) == "Contacts 1"
    page.tickets.start_new()
    assert bench.went == [NewTicket(client_id=client)]


def test_s3_32_escape_goes_back_to_the_client(bench: Bench) -> None:
    client, _ = bench.client()
    page = bench.page(EditClient(client))
    with bench.qtbot.waitSignal(page.close_requested):
        page.go_back()
    assert bench.went == [OpenClientTab(client)]


def test_a_contact_is_changed_in_its_pane(bench: Bench) -> None:
    client, _ = bench.client()
    page = bench.page(OpenClientTab(client))
    pane = page.contacts
    pane.list.setCurrentIndex(pane.model.index(0))
    bench.settle()
    put(pane, "job_title", "Redes")
    pane.try_save()
    bench.settle()
    assert bench.desk.ask(GetClient(client=client)).contacts[0].values.job_title == "Redes"
    assert not pane.form.dirty()


def test_s3_13_an_odd_address_is_marked_and_saved(bench: Bench) -> None:
    client, _ = bench.client()
    pane = bench.page(OpenClientTab(client)).addresses
    pane.list.setCurrentIndex(pane.model.index(0))
    bench.settle()
    assert not pane.form.fields["latitude"].warning()
    put(pane, "latitude", 27.1)
    put(pane, "cep", "01310100")
    bench.settle()
    assert pane.form.fields["latitude"].warning() == "This point is outside Brazil."
    assert pane.form.fields["cep"].warning() == "The CEP 01310-100 is of SP, not of SC."
    pane.try_save()
    bench.settle()
    assert bench.desk.ask(GetClient(client=client)).addresses[0].values.latitude == 27.1
    assert pane.form.fields["latitude"].warning()
    put(pane, "latitude", -27.1)
    bench.settle()
    assert not pane.form.fields["latitude"].warning()


# --- registers -----------------------------------------------------------------------------------


def test_s3_09_a_subject_is_kept_with_its_obligations(bench: Bench) -> None:
    page = bench.page(ShowCatalogue("subjects"))
    page.pane.start_new()
    put(page.pane, "name", "Sem conexão")
    put(page.pane, "login_required", True)  # noqa: FBT003  (the value that is typed in)
    put(page.pane, "goal_hours", 8)
    page.pane.try_save()
    bench.settle()
    (row,) = bench.desk.ask(ListSubjects())
    assert (row.name, row.login_required, row.goal_hours) == ("Sem conexão", True, 8)
    assert [record.lines.name for record in page.pane.records()] == ["Sem conexão"]


def test_a_taken_name_is_refused_beside_its_field(bench: Bench) -> None:
    page = bench.page(ShowCatalogue("departments"))
    page.pane.start_new()
    put(page.pane, "name", bench.desk.ask(ListDepartments())[0].name)
    page.pane.try_save()
    bench.settle()
    assert "in use already" in page.pane.form.fields["name"].complaint()


def test_a_type_shows_its_three_stages(bench: Bench) -> None:
    page = bench.page(ShowCatalogue("types"))
    page.pane.list.setCurrentIndex(page.pane.model.index(0))
    bench.settle()
    assert len(page.pane.stages_shown()) == 3


def test_a_password_leaves_the_window_as_its_hash_only(bench: Bench) -> None:
    from argon2 import PasswordHasher

    bench.context.hash_password = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash
    page = bench.page(ShowCatalogue("users"))
    page.pane.start_new()
    for name, value in {
        "name": "Bia Lima",
        "login": "bia",
        "password": "muito segredo",
        "repeated": "muito segredo",
    }.items():
        put(page.pane, name, value)
    page.pane.draft.save()
    bench.settle()
    assert all("muito segredo" not in draft.text for draft in bench.drafts.list())
    page.pane.try_save()
    bench.settle()
    bench.settle()
    ((kept,),) = bench.world.sql("select password_hash from users where login = 'bia'")
    assert PasswordHasher().verify(kept, "muito segredo")
    assert page.pane.form.values()["password"] == ""


def test_registers_are_refused_with_the_reason_to_who_may_not(bench: Bench) -> None:
    zone = ZoneInfo("America/Sao_Paulo")
    bench.context.use_desk(OpenDesk(bench.world.other, bench.drafts, "Mesa", "local", "", zone))
    page = bench.page(ShowCatalogue("departments"))
    assert not page.pane.new_button.isEnabled()
    assert page.pane.new_button.toolTip()


def test_the_companys_data_are_changed(bench: Bench) -> None:
    page = bench.page(ShowCompany())
    put(page, "legal_name", "Empresa de Teste Ltda.")
    page.try_save()
    bench.settle()
    ((name,),) = bench.world.sql("select legal_name from companies")
    assert name == "Empresa de Teste Ltda."


def test_settings_take_effect_at_once(bench: Bench) -> None:
    page = bench.page(ShowSettings())
    put(page, "lock_after_minutes", 15)
    put(page, "row_height", "compact")
    assert bench.context.settings.lock_after_minutes == 15
    assert bench.context.settings.row_height == "compact"


def test_the_history_takes_a_change_back(bench: Bench) -> None:
    bench.subject()
    page = bench.page(ShowHistory())
    page.list.setCurrentIndex(page.model.index(0))
    assert page.undo_button.isEnabled()
    page.undo()
    bench.settle()
    assert bench.desk.ask(ListSubjects()) == ()


def test_the_history_takes_back_as_one_what_was_given_at_once(bench: Bench) -> None:
    portfolio, together = new_id(), new_id()
    bench.desk.run(SavePortfolio(portfolio=portfolio, name="Sul"))
    for name in ("Alfa", "Beta", "Gama"):
        client = new_id()
        values = ClientValues(legal_name=name, kind=RequesterKind.PROSPECT)
        bench.desk.run(CreateClient(client=client, values=values))
        bench.desk.run(AssignPortfolio(client=client, portfolio=portfolio, together=together))
    page = bench.page(ShowHistory())
    first = page.model.index(0)
    assert first.data(ROW_ROLE).lines.name == "Portfolio set, 3 at once"
    page.list.setCurrentIndex(first)
    page.undo()
    bench.settle()
    bench.settle()
    assert bench.desk.ask(PortfolioUse(portfolio=portfolio)).clients == 0
    names = [page.model.index(row).data(ROW_ROLE).lines.name for row in range(2)]
    assert names == ["Undone: Portfolio set, 3 at once", "Portfolio set, 3 at once"]
    assert bench.context.taken_back == bench.toasts[-1][1]


def test_the_history_tells_who_looked_at_what(bench: Bench) -> None:
    user = new_id()
    bench.desk.run(CreateUser(user=user, login="bia", name="Bia"))
    bench.desk.run(SeeAs(user=user))
    page = bench.page(ShowHistory())
    page.whose.choose("reads")
    bench.settle()
    page.list.setCurrentIndex(page.model.index(0))
    assert page.model.index(0).data(ROW_ROLE).lines.name == "Desk seen as Bia"
    assert not page.undo_button.isEnabled()
    assert "nothing to undo" in page._reason.text()


TARGETS = [
    NewClient(),
    NewTicket(),
    ShowCompany(),
    ShowSettings(),
    ShowHistory(),
    *(
        ShowCatalogue(name)
        for name in (
            "departments",
            "staff",
            "users",
            "groups",
            "types",
            "subjects",
            "reasons",
            "canned_messages",
            "complementary_statuses",
            "organizations",
        )
    ),
]


@pytest.mark.parametrize("target", TARGETS, ids=str)
def test_everything_that_takes_the_focus_has_a_name(bench: Bench, target: Any) -> None:
    page: Page = bench.page(target)
    pane = getattr(page, "pane", None)
    if pane is not None:
        pane.start_new()
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox | Button)
        and not isinstance(widget.parentWidget(), QComboBox)
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
        and widget.isVisible()
    ]
    assert nameless == []
