"""A window and somebody else at the same ticket of a shared desk: each sees that the other is there."""

from collections.abc import Iterator

import pytest

from pacdesk.desk.following import Following
from pacdesk.desk.values import Present, new_id
from pacdesk.gui.context import OpenTicketTab
from pacdesk.gui.tickets import presence
from pacdesk.gui.tickets.page import TicketPage
from tests.gui.window_desk import Starter, settled, wait
from tests.several import Shared

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def shared() -> Iterator[Shared]:
    made = Shared(18)
    yield made
    made.close()


def test_presence_in_header_and_list_and_told_to_the_others(
    shared: Shared, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "TYPING_MS", 2500)
    boss = shared.desk("chefe")
    ticket = shared.ticket(boss, shared.client(boss, "Cliente à vista", "ana"))
    line = Following(shared.desk("ana"))
    window = start(shared.walled.address_of("chefe"))
    wait(lambda: window.queue.model.rowCount() == 1)
    window.navigate(OpenTicketTab(ticket))
    page = window.centre.page()
    assert isinstance(page, TicketPage)
    wait(lambda: page.card is not None)
    chip = page.header.presence
    assert chip.isHidden()

    line.be_at({ticket: False})
    wait(lambda: chip.text() == "Ana is here")
    assert not chip.isHidden()
    column = window.queue.words.paints()[1]
    row = window.queue.model.known_row(0)
    assert row is not None
    assert column.tooltip(row) == "Sem sinal\nAna is here"
    assert window.queue.words.row_sentence(row).endswith("Ana is here")
    line.be_at({ticket: True})
    wait(lambda: chip.text() == "Ana is writing")

    wait(lambda: [(one.name, one.typing) for one in line.people.get(ticket, ())] == [("Chefe", False)])
    page.composer.editor.setPlainText("Já vou")
    wait(lambda: [one.typing for one in line.people.get(ticket, ())] == [True])
    wait(lambda: [one.typing for one in line.people.get(ticket, ())] == [False])
    assert page.composer.editor.toPlainText() == "Já vou"
    page.close_requested.emit()
    wait(lambda: ticket not in line.people)
    line.close()
    wait(lambda: window.context.people_at(ticket) == ())
    settled(window)


def test_presence_words() -> None:
    ana, bia, caio = (Present(name, new_id()) for name in ("Ana", "Bia", "Caio"))
    assert presence.words_of([]) == presence.icon_of([]) == ""
    assert presence.words_of([ana, bia, caio]) == "Ana is here +2"
    writing = Present(bia.name, bia.user, typing=True)
    assert presence.words_of([ana, writing]) == "Bia is writing +1"
    assert (presence.icon_of([ana]), presence.icon_of([ana, writing])) == ("eye", "pencil")
