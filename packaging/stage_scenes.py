"""Pictures of a ticket in a flow with rules: its form, its moves, its checklist, what was understood."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication, QWidget
from studio import Studio

from pacdesk.desk.clients.commands import ClientPage
from pacdesk.desk.company.commands import ListDepartments
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    DecideUnderstanding,
    FieldChange,
    GetTicket,
    OpenTicket,
    TickItem,
    WriteUnderstanding,
)
from pacdesk.desk.tickets.commands import TicketPage as TicketList
from pacdesk.desk.tickets.rows import TicketFilter
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import BringFlow, GetCurrentFlow, ListGroups, ListTypes
from pacdesk.desk.workflow.rows import (
    CheckRow,
    ChoiceRow,
    Condition,
    Demand,
    FieldKind,
    FieldRow,
    FlagRow,
    Flow,
    Guard,
    MoveField,
    Op,
    StageKind,
    StageRow,
    TransitionRow,
    Who,
)
from pacdesk.gui.context import NewTicket, OpenTicketTab, ShowBoard, ShowWorkingHours
from pacdesk.gui.tickets.advance_dialog import AdvanceDialog
from pacdesk.gui.tickets.board import BoardPage
from pacdesk.gui.tickets.bulk_advance import BulkAdvanceDialog
from pacdesk.gui.tickets.new_ticket import NewTicketPage
from pacdesk.gui.tickets.page import TicketPage
from pacdesk.gui.tickets.understanding_tab import DecideDialog

NAME = "Sem conexão"
LONG = "Confirmar com o responsável da filial que a energia e o nobreak estão ligados antes da visita"


def flow() -> Flow:
    """Five stages with fields of most kinds."""
    entry = StageRow(
        id=new_id(), name="Triagem", key="triagem", kind=StageKind.ENTRY, is_default_entry=True, tone="novel",
        expected_minutes=60,
        flags=(
            FlagRow(field="causa", required=True),
            FlagRow(field="laudo", hidden_inside=True),
            FlagRow(field="priority", read_only=True),
        ),
        checklist=(
            CheckRow(key="luz", text=LONG, required=True),
            CheckRow(key="foto", text="Foto do equipamento"),
            CheckRow(key="ping", text="Teste de ping", required=True),
        ),
    )  # fmt: skip
    diagnosis = StageRow(
        id=new_id(), name="Diagnóstico", key="diagnostico", kind=StageKind.MIDDLE, position=1, tone="info",
        expected_minutes=120, flags=(FlagRow(field="causa", read_only=True),),
    )  # fmt: skip
    repair = StageRow(
        id=new_id(), name="Reparo externo", key="reparo", kind=StageKind.MIDDLE, position=2, tone="teal",
        expected_minutes=480, flags=(FlagRow(field="equipe", needed_before=True),),
    )  # fmt: skip
    done = StageRow(id=new_id(), name="Encerrado", key="fim", kind=StageKind.RESOLVED, position=3, tone="ok")
    dropped = StageRow(
        id=new_id(), name="Cancelado", key="cancelado", kind=StageKind.CANCELLED, position=4, tone="off"
    )
    guard = Guard(conditions=(Condition("sinal", Op.IS, "sem"),))

    def way(origin: StageRow, target: StageRow, label: str, **more: Any) -> TransitionRow:
        return TransitionRow(id=new_id(), from_stage_id=origin.id, to_stage_id=target.id, label=label, **more)

    asked = (MoveField(field="previsao", demand=Demand.FILL), MoveField(field="priority"))
    return Flow(
        version_id=new_id(),
        type_id=new_id(),
        number=1,
        stages=(entry, diagnosis, repair, done, dropped),
        transitions=(
            way(entry, diagnosis, "Cliente sem serviço", comment_required=True, fields=asked),
            way(entry, repair, "Rompimento confirmado", guard=guard),
            way(entry, dropped, "Engano", who=(Who.HOLDER, Who.MANAGER)),
            way(diagnosis, repair, "Precisa de visita"),
            way(diagnosis, done, "Normalizou sozinho"),
            way(repair, done, "Reparo feito"),
            way(repair, diagnosis, "Não resolveu"),
        ),
        fields=_fields(),
    )


def _fields() -> tuple[FieldRow, ...]:
    signal = (ChoiceRow(key="sem", name="Sem sinal"), ChoiceRow(key="fraco", name="Sinal fraco"))
    teams = tuple(ChoiceRow(key=key, name=key.capitalize()) for key in ("sul", "norte", "central"))
    return (
        FieldRow(key="causa", name="Causa raiz", kind=FieldKind.TEXT, section="Diagnóstico",
                 help="O que provocou, em poucas palavras"),
        FieldRow(key="sinal", name="Sinal óptico", kind=FieldKind.CHOICE, section="Diagnóstico",
                 choices=signal),
        FieldRow(key="afetados", name="Clientes afetados", kind=FieldKind.NUMBER, section="Diagnóstico"),
        FieldRow(key="laudo", name="Laudo", kind=FieldKind.LONG_TEXT, section="Diagnóstico"),
        FieldRow(key="equipe", name="Equipe", kind=FieldKind.CHOICE, section="Campo", choices=teams),
        FieldRow(key="previsao", name="Previsão de chegada", kind=FieldKind.DATE, section="Campo"),
        FieldRow(key="custo", name="Custo previsto", kind=FieldKind.MONEY, section="Campo"),
        FieldRow(key="autorizado", name="Autorizado pelo cliente", kind=FieldKind.YES_NO, section="Campo"),
    )  # fmt: skip


def _desk(studio: Studio) -> DeskPort:
    desk = studio.context.desk
    if desk is None:
        raise LookupError("desk")
    return desk


def _type(desk: DeskPort) -> Flow:
    """The type of these pictures, made for the first of them."""
    known = next((row.id for row in desk.ask(ListTypes()) if row.name == NAME), None)
    if known is None:
        drawn = flow()
        known = drawn.type_id
        group = desk.ask(ListGroups())[0][0]
        desk.run(BringFlow(type_id=known, group=group, name=NAME, flow=drawn, publish=True))
    return desk.ask(GetCurrentFlow(type_id=known))


def _made(studio: Studio) -> tuple[UUID, Flow]:
    """A ticket in the first stage with a history of its own."""
    studio.open("demo")
    desk = _desk(studio)
    drawn = _type(desk)
    client = desk.ask(ClientPage(limit=1)).rows[0].id
    ticket = new_id()
    values = {"sinal": "fraco", "afetados": "14", "autorizado": False}
    desk.run(
        OpenTicket(
            ticket=ticket, client=client, type_id=drawn.type_id, department=desk.ask(ListDepartments())[0].id,
            subject="Filial Chapecó sem conexão desde 08:40",
            description="A luz PON do equipamento pisca em vermelho.",
            values=tuple(FieldChange(name=n, seen=None, wanted=v) for n, v in values.items()),
        )
    )  # fmt: skip
    desk.run(TickItem(ticket=ticket, item="luz"))
    return ticket, drawn


def _page(studio: Studio, ticket: UUID, part: str) -> TicketPage:
    studio.context.navigate(OpenTicketTab(ticket))
    studio.settle()
    for dock in studio.window.docks:
        dock.hide()
    page = studio.window.centre.page()
    if not isinstance(page, TicketPage):
        raise TypeError(part)
    page._look_at(getattr(page, part))  # noqa: SLF001  (the studio shows what a person would click)
    studio.settle()
    return page


def _part(part: str, studio: Studio) -> QWidget:
    ticket, _ = _made(studio)
    page = _page(studio, ticket, part)
    if part == "data":
        page.data.all.custom.finish()
    return studio.window


def _understood(studio: Studio) -> QWidget:
    ticket, _ = _made(studio)
    desk, first = _desk(studio), new_id()
    desk.run(WriteUnderstanding(ticket=ticket, understanding=first, text="Trocar a ONU e a fonte."))
    desk.run(
        DecideUnderstanding(
            ticket=ticket, understanding=first, approved=False, justification="A ONU é nova, só a fonte."
        )
    )
    desk.run(WriteUnderstanding(ticket=ticket, understanding=new_id(), text="Trocar só a fonte, sem custo."))
    _page(studio, ticket, "understanding")
    return studio.window


def _decide(studio: Studio) -> QWidget:
    _understood(studio)
    page = studio.window.centre.page()
    if isinstance(page, TicketPage):
        page.acts.do("decide")
    return _dialog(studio, DecideDialog)


def _stages(studio: Studio) -> QWidget:
    ticket, _ = _made(studio)
    desk = _desk(studio)
    desk.run(TickItem(ticket=ticket, item="ping"))
    desk.run(
        AdvanceTicket(
            ticket=ticket, transition=_first_move(desk, ticket), comment="Sem luz na filial",
            values=(
                FieldChange(name="causa", seen=None, wanted="Rompimento"),
                FieldChange(name="previsao", seen=None, wanted="2026-11-24"),
            ),
        )
    )  # fmt: skip
    _page(studio, ticket, "stages")
    return studio.window


def _first_move(desk: DeskPort, ticket: UUID) -> UUID:
    """The first move of a ticket."""
    return desk.ask(GetTicket(ticket=ticket)).moves[0].way.id


def _dialog(studio: Studio, kind: type[QWidget]) -> QWidget:
    studio.settle()
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def _advance(studio: Studio, *, refused: bool) -> QWidget:
    ticket, _ = _made(studio)
    page = _page(studio, ticket, "data")
    if page.card is not None:
        page.acts.advance(page.card.moves[0].way.id)
    dialog = _dialog(studio, AdvanceDialog)
    if refused and isinstance(dialog, AdvanceDialog):
        dialog.submit()
        studio.settle()
    return dialog


def _bulk(studio: Studio) -> QWidget:
    for _ in range(3):
        _made(studio)
    rows = (
        _desk(studio).ask(TicketList(filter=TicketFilter(type_id=_type(_desk(studio)).type_id), limit=3)).rows
    )
    BulkAdvanceDialog(studio.context, rows, studio.window).open()
    return _dialog(studio, BulkAdvanceDialog)


def _new(studio: Studio) -> QWidget:
    _, drawn = _made(studio)
    studio.context.navigate(NewTicket())
    studio.settle()
    page = studio.window.centre.page()
    if isinstance(page, NewTicketPage):
        page.form.inputs["type"].set_value(drawn.type_id)
        page.fields_part.use_type(drawn.type_id)
    studio.settle()
    return studio.window


def _board(studio: Studio) -> QWidget:
    for _ in range(3):
        _, drawn = _made(studio)
    studio.context.navigate(ShowBoard(drawn.type_id))
    studio.settle()
    for dock in studio.window.docks:
        dock.hide()
    studio.settle()
    return studio.window


def _board_held(studio: Studio) -> QWidget:
    window = _board(studio)
    page = studio.window.centre.page()
    if isinstance(page, BoardPage):
        page.columns[0].cards.taken.emit(page.columns[0].model.row_at(0))
    studio.settle()
    return window


def _hours(studio: Studio) -> QWidget:
    studio.open("demo")
    studio.context.navigate(ShowWorkingHours())
    studio.settle()
    return studio.window


STAGE_SCENES: dict[str, Callable[[Studio], QWidget]] = {
    "stage-form": partial(_part, "data"),
    "stage-discussion": partial(_part, "_talk"),
    "stage-understanding": _understood,
    "stage-decide": _decide,
    "stage-history": _stages,
    "stage-advance": partial(_advance, refused=False),
    "stage-advance-refused": partial(_advance, refused=True),
    "stage-advance-many": _bulk,
    "stage-new-ticket": _new,
    "stage-board": _board,
    "stage-board-held": _board_held,
    "working-hours": _hours,
}
