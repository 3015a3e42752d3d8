"""The form of working hours: what is typed, what is refused beside its day, what is kept."""

from datetime import date, time

import pytest

from pacdesk.desk.company.calendar import PARAMETER, from_parameter
from pacdesk.desk.company.commands import GetParameter
from pacdesk.gui.admin.working_hours import WorkingHoursPage, read_spans, show_spans
from pacdesk.gui.context import ShowWorkingHours


@pytest.fixture
def page(room):
    page = WorkingHoursPage(room.context, ShowWorkingHours())
    room.qtbot.addWidget(page)
    page.show()
    room.settle()
    return page


def test_periods_are_read_as_people_write_them():
    assert read_spans("8-12; 13h30 às 18:00") == ((time(8), time(12)), (time(13, 30), time(18)))
    assert show_spans(read_spans("8-12")) == "08:00–12:00"
    with pytest.raises(ValueError, match="manhã"):
        read_spans("manhã")


def test_a_lunch_break_and_a_day_off_are_kept(room, page):
    assert page.days[0].text() == "08:00–18:00"
    page.days[0].setText("8-12, 13-18")
    page.days[4].clear()
    page.state.setCurrentIndex(page.state.findData("SC"))
    page.off.setPlainText("24/12/2026\n2026-12-31")
    page.submit()
    room.settle()
    kept = from_parameter(room.desk.ask(GetParameter(name=PARAMETER)))
    assert kept.days[0] == ((time(8), time(12)), (time(13), time(18)))
    assert kept.days[4] == ()
    assert (kept.state, kept.days_off) == ("SC", {date(2026, 12, 24), date(2026, 12, 31)})
    assert room.toasts[0][0] == "Working hours saved"


def test_what_cannot_be_complains_beside_its_day(room, page):
    page.days[1].setText("18-8")
    page.days[2].setText("cedo")
    page.days[3].setText("8-12, 11-18")
    page.off.setPlainText("31/02/2026")
    page.submit()
    room.settle()
    complained = [name for name, field in page.fields.items() if field.complaint()]
    assert complained == ["day1", "day2", "day3", "days_off"]
    assert room.desk.ask(GetParameter(name=PARAMETER)) is None
