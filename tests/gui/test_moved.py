"""A desk that was carried away says so whenever it is opened."""

from contextlib import closing
from pathlib import Path

from pacdesk.desk.company.commands import SetParameter
from pacdesk.desk.company.rules import MOVED
from pacdesk.desk.opening import open_local
from tests.gui.window_desk import Starter, settled, wait


def test_a_desk_that_was_carried_away_says_so(start: Starter, filled: Path) -> None:
    with closing(open_local(filled)) as desk:
        mark = {"to": "postgresql://dono@servidor/mesa", "at": "2026-11-20T15:00:00+00:00"}
        desk.run(SetParameter(name=MOVED, value=mark))
        connection = desk.engine.raw_connection()
        connection.execute("UPDATE desk_meta SET demo = 1")
        connection.commit()
        connection.close()
    window = start(filled)
    wait(lambda: window.top.bar.offers("close"))
    settled(window)
    said = window.top.bar.sentence()
    assert said.startswith(
        "This desk was carried away. Since 11/20/2026 12:00 the work goes on at postgresql"
    )
    assert window.centre.isEnabled(), "it is told, not forbidden"


def test_any_other_desk_says_nothing(start: Starter, filled: Path) -> None:
    window = start(filled)
    settled(window)
    assert window.top.bar.isHidden()
