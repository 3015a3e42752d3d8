"""What makes questions of one kind: the next of a kind sends what the last one sent, with its own values."""

from uuid import uuid4

from pacdesk.desk.clients.commands import ClientPage
from pacdesk.desk.clients.rows import ClientFilter
from pacdesk.desk.desk import shape_of
from pacdesk.desk.paging import FAR
from pacdesk.desk.tickets.commands import GetTicket, SearchAll, TicketPage, Timeline
from pacdesk.desk.tickets.flow_questions import ReplayTickets
from pacdesk.desk.workflow.rows import Flow


def test_ids_and_places_are_its_own_the_rest_is_its_kind():
    one, other = uuid4(), uuid4()
    assert shape_of(GetTicket(ticket=one))[1] == {"ticket": one}
    assert shape_of(GetTicket(ticket=one))[0] == shape_of(GetTicket(ticket=other))[0]
    assert shape_of(Timeline(ticket=one))[0] != shape_of(Timeline(ticket=one, after=3))[0]
    assert shape_of(SearchAll(words="a"))[0] == shape_of(SearchAll(words="b"))[0]
    assert shape_of(SearchAll(words="a"))[0] != shape_of(SearchAll(words=""))[0]
    assert shape_of(ClientPage(filter=ClientFilter(words="a")))[0] != shape_of(ClientPage())[0]


def test_a_far_page_is_of_another_kind_than_a_near_one():
    kinds = [shape_of(TicketPage(offset=offset)) for offset in (0, FAR - 1, FAR, FAR * 9)]
    assert [kind[1] for kind in kinds] == [{"offset": at} for at in (0, FAR - 1, FAR, FAR * 9)]
    assert kinds[0][0] == kinds[1][0] != kinds[2][0] == kinds[3][0]


def test_another_id_given_is_another_kind():
    by_version, by_type = ReplayTickets(version_id=uuid4()), ReplayTickets(type_id=uuid4())
    assert shape_of(by_version)[0] != shape_of(by_type)[0]


def test_a_question_that_brings_what_has_no_hash_has_no_kind():
    flow = Flow(version_id=uuid4(), type_id=uuid4(), number=1, stages=[], transitions=(), fields=(), notes=())
    assert shape_of(ReplayTickets(flow=flow))[0] is None
