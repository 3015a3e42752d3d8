"""Pictures of the LGPD centre, empty, filled, and with long names."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QApplication, QDialog, QWidget
from studio import Studio

from pacdesk.desk.clients.commands import GetClient
from pacdesk.desk.privacy.commands import (
    AnswerRequest,
    ListRequests,
    ListRetention,
    PlaceHold,
    SaveRequest,
    SaveRetention,
)
from pacdesk.desk.privacy.rules import Mention, RequestKind, RetentionKind
from pacdesk.desk.values import new_id
from pacdesk.gui.context import ShowPrivacy
from pacdesk.gui.privacy.dialogs import AnswerDialog, EraseDialog, RequestDialog
from pacdesk.gui.privacy.page import PrivacyPage

_WITH_TICKETS: Final = "SELECT client_id FROM tickets GROUP BY 1 ORDER BY count(client_id) DESC LIMIT 1"
_LONG: Final = "SELECT id FROM clients ORDER BY length(legal_name) DESC LIMIT 1"
_ASKED: Final = (
    (RequestKind.ACCESS, "Joana Tavares", 20, ""),
    (
        RequestKind.HISTORY,
        "Associação dos Moradores do Residencial Jardim das Palmeiras e Região",
        1,
        "",
    ),
    (RequestKind.ERASE, "Murilo Sartori", 40, "Apagado; resposta enviada por e-mail com o comprovante."),
)


def _open(studio: Studio, tab: int) -> PrivacyPage:
    studio.open("demo")
    studio.context.navigate(ShowPrivacy())
    studio.settle()
    page = studio.window.centre.page()
    assert isinstance(page, PrivacyPage)
    page.tabs.setCurrentIndex(tab)
    studio.settle()
    return page


def _dialog(studio: Studio) -> QWidget:
    studio.settle()
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    return found[-1] if found else studio.window


def _run(studio: Studio, command: Any) -> None:
    desk = studio.context.desk
    assert desk is not None
    desk.run(command)


def _filled(studio: Studio) -> None:
    desk = studio.context.desk
    assert desk is not None
    if desk.ask(ListRequests()):
        return
    today = studio.context.now().astimezone(studio.context.zone).date()
    for kind, name, days, answer in _ASKED:
        request = new_id()
        asked = today - timedelta(days=days)
        _run(
            studio,
            SaveRequest(request=request, kind=kind, person_name=name, asked_on=asked, channel="E-mail"),
        )
        if answer:
            _run(studio, AnswerRequest(request=request, version=1, answer=answer))
    _run(
        studio,
        PlaceHold(hold=new_id(), client=studio.pick(_LONG), reason="Processo 0001234-56.2026.8.26.0100"),
    )
    rule = next(row for row in desk.ask(ListRetention()) if row.kind is RetentionKind.TICKET_TEXTS)
    if not rule.version:
        basis = "Código de Defesa do Consumidor, art. 27"
        _run(studio, SaveRetention(kind=rule.kind, days=365, basis=basis, active=True))
    studio.settle()


def _tab(tab: int, studio: Studio, *, filled: bool = False) -> QWidget:
    page = _open(studio, tab)
    if filled:
        _filled(studio)
        studio.settle()
        for pane in (page.requests, page.holds):
            pane.list.setCurrentIndex(pane.model.index(0))
    studio.settle()
    return studio.window


def _person(studio: Studio, sql: str) -> PrivacyPage:
    page = _open(studio, 0)
    wanted = studio.pick(sql)
    desk = studio.context.desk
    assert desk is not None
    page.people.search.setText(desk.ask(GetClient(client=wanted)).values.legal_name.split()[0])
    page.people.search.returnPressed.emit()
    studio.settle()
    for at, record in enumerate(page.people.model.records):
        if record.id == wanted:
            page.people.list.setCurrentIndex(page.people.model.index(at))
    studio.settle()
    return page


def _card(studio: Studio, sql: str = _WITH_TICKETS) -> QWidget:
    _person(studio, sql)
    return studio.window


def _nobody(studio: Studio) -> QWidget:
    page = _open(studio, 0)
    page.people.search.setText("xyzzy")
    page.people.search.returnPressed.emit()
    studio.settle()
    return studio.window


def _erase(studio: Studio, *, percent: int = 0) -> QWidget:
    page = _person(studio, _WITH_TICKETS)
    card = page.people.card
    assert card is not None
    elsewhere = [Mention(None, "", "Contrato da família", kept=at == 0) for at in range(3)]
    page.people.card = replace(card, mentions=(*card.mentions, *elsewhere))
    page.people.erase.setEnabled(True)
    page.people.start_erasing()
    dialog = _dialog(studio)
    if percent:
        assert isinstance(dialog, EraseDialog)
        dialog.reason.setText("Pedido do titular")
        dialog.typed.setText(card.person.name)
        dialog.hold_still(still=True)
        dialog.show_how_far(percent, 100)
        dialog.job.setFocus()
    return dialog


def _request(studio: Studio) -> QWidget:
    page = _open(studio, 1)
    RequestDialog(studio.context, parent=page.window()).open()
    return _dialog(studio)


def _answer(studio: Studio) -> QWidget:
    page = _open(studio, 1)
    _filled(studio)
    page.requests.load()
    studio.settle()
    AnswerDialog(studio.context, page.requests.model.records[0].row, page.window()).open()
    return _dialog(studio)


PRIVACY_SCENES: Final[dict[str, Callable[[Studio], QWidget]]] = {
    "privacy": partial(_tab, 0),
    "privacy-nobody": _nobody,
    "privacy-person": _card,
    "privacy-person-long": partial(_card, sql=_LONG),
    "privacy-erase": _erase,
    "privacy-erasing": partial(_erase, percent=37),
    "privacy-requests-empty": partial(_tab, 1),
    "privacy-holds-empty": partial(_tab, 3),
    "privacy-erased": partial(_tab, 4),
    "privacy-retention": partial(_tab, 2, filled=True),
    "privacy-requests": partial(_tab, 1, filled=True),
    "privacy-holds": partial(_tab, 3, filled=True),
    "privacy-request": _request,
    "privacy-answer": _answer,
}
