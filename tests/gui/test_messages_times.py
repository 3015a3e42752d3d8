"""Moments in refusals are read in the company's zone, as everywhere."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pacdesk.errors import Conflict
from pacdesk.gui import messages


def test_s3_29_since_when_somebody_has_it_is_told_in_the_companys_zone(qapp):
    messages.show_times_in(ZoneInfo("America/Sao_Paulo"))
    since = datetime(2026, 10, 27, 6, 11, 33, tzinfo=UTC)
    said = messages.sentence(Conflict("ticket.already_taken", who="Nara", since=since)).text()
    assert "03:11" in said
    assert "+00:00" not in said
