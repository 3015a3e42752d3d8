"""Times, sizes and numbers in words, in both languages."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from pacdesk.gui import wording
from pacdesk.gui.wording import DeadlineState

ZONE = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 24, 13, 42, tzinfo=UTC)  # a Tuesday, 10:42 in São Paulo

PORTUGUESE = {
    "{days} d {hours} h": "{days} d {hours} h",
    "today": "hoje",
    "tomorrow": "amanhã",
    "yesterday": "ontem",
    "now": "agora",
    "MM/dd": "dd/MM",
    "MM/dd/yyyy": "dd/MM/yyyy",
    "MM/dd/yyyy HH:mm": "dd/MM/yyyy HH:mm",
    "{duration} ago": "há {duration}",
    "overdue by {duration}": "venceu há {duration}",
    "due in {duration}": "vence em {duration}",
    "paused: {reason}": "pausado: {reason}",
    "met in {duration}": "cumprida em {duration}",
    "late by {duration}": "atraso de {duration}",
}


class _Portuguese(QTranslator):
    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return PORTUGUESE.get(source) if context == "Wording" else None


@pytest.fixture
def portuguese() -> Iterator[None]:
    translator = _Portuguese()
    QCoreApplication.installTranslator(translator)
    QLocale.setDefault(QLocale("pt_BR"))
    yield
    QCoreApplication.removeTranslator(translator)


def _at(**away: float) -> datetime:
    return NOW + timedelta(**away)


@pytest.mark.usefixtures("portuguese")
@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (_at(minutes=-35), "venceu há 35 min"),
        (_at(hours=1, minutes=10), "vence em 1 h 10 min"),
        (_at(hours=3, minutes=40), "vence em 3 h 40 min"),
        (_at(hours=5, minutes=48), "hoje, 16:30"),
        (_at(hours=23, minutes=18), "amanhã, 10:00"),
        (_at(days=2, hours=1, minutes=18), "quinta, 12:00"),
        (_at(days=9), "03/12"),
        (_at(days=60), "23/01/2027"),
        (_at(days=-3, hours=-2), "venceu há 3 d 2 h"),
    ],
)
def test_deadlines_in_portuguese(moment: datetime, shown: str) -> None:
    assert wording.deadline(moment, NOW, ZONE) == shown


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (_at(minutes=-35), "overdue by 35 min"),
        (_at(hours=1, minutes=10), "due in 1 h 10 min"),
        (_at(hours=5, minutes=48), "today, 16:30"),
        (_at(days=2, hours=1, minutes=18), "Thursday, 12:00"),
        (_at(days=9), "12/03"),
    ],
)
def test_deadlines_in_english(moment: datetime, shown: str) -> None:
    assert wording.deadline(moment, NOW, ZONE) == shown


@pytest.mark.usefixtures("portuguese")
def test_ages_and_moments_in_portuguese() -> None:
    ages = [wording.age(_at(minutes=-m), NOW, ZONE) for m in (0, 4, 22, 180, 60 * 20, 60 * 24 * 40)]
    assert ages == ["agora", "4 min", "22 min", "3 h", "ontem", "15/10"]
    assert wording.ago(_at(minutes=-4), NOW, ZONE) == "há 4 min"
    assert wording.ago(_at(minutes=-70), NOW, ZONE) == "há 1 h 10 min"
    assert wording.ago(_at(hours=-16), NOW, ZONE) == "ontem, 18:42"
    assert wording.ago(_at(days=-12), NOW, ZONE) == "12/11"
    assert wording.ago(_at(seconds=5), NOW, ZONE) == "agora"
    assert wording.exact(NOW, ZONE) == "24/11/2026 10:42"
    assert wording.clock(NOW, ZONE) == "10:42"
    assert wording.paused("cliente") == "pausado: cliente"
    assert wording.met(timedelta(minutes=92)) == "cumprida em 1 h 32 min"


@pytest.mark.usefixtures("portuguese")
def test_what_is_done_late_is_no_longer_overdue() -> None:
    assert wording.late(timedelta(days=2, hours=5)) == "atraso de 2 d 5 h"
    assert wording.age(_at(days=-900), NOW, ZONE) == "2024"


@pytest.mark.usefixtures("portuguese")
def test_numbers_in_portuguese() -> None:
    assert wording.number(1284) == "1.284"
    assert wording.badge(100) == "99+"
    sizes = [
        wording.file_size(size)
        for size in (0, 999, 1000, 412_000, 1_540_000, 25_000_000, 999_950, 3 * 10**12)
    ]
    assert sizes == ["0 B", "999 B", "1 kB", "412 kB", "1,5 MB", "25 MB", "1 MB", "3.000 GB"]


def test_a_size_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        wording.file_size(-1)


def test_durations_tell_two_units() -> None:
    spans = [0, 20, 60, 59 * 60, 3600, 4200, 86400, 90000, -2100]
    shown = [wording.duration(timedelta(seconds=s)) for s in spans]
    assert shown == ["0 min", "1 min", "1 min", "59 min", "1 h", "1 h 10 min", "1 d", "1 d 1 h", "35 min"]


@given(st.integers(-(10**8), 10**8))
def test_a_duration_never_lies_by_more_than_its_unit(seconds: int) -> None:
    words = wording.duration(timedelta(seconds=seconds)).split()
    unit = {"d": 86400, "h": 3600, "min": 60}
    told = sum(int(value) * unit[name] for value, name in zip(words[::2], words[1::2], strict=True))
    smallest = 3600 if "d" in words else 60
    assert abs(abs(seconds) - told) <= smallest


@pytest.mark.parametrize(
    ("away", "total", "state"),
    [
        (timedelta(minutes=-1), None, DeadlineState.LATE),
        (timedelta(hours=1, minutes=59), None, DeadlineState.SOON),
        (timedelta(hours=2), None, DeadlineState.NORMAL),
        (timedelta(hours=5), timedelta(hours=24), DeadlineState.SOON),
        (timedelta(hours=7), timedelta(hours=24), DeadlineState.NORMAL),
    ],
)
def test_the_state_of_a_deadline(away: timedelta, total: timedelta | None, state: DeadlineState) -> None:
    assert wording.deadline_state(NOW + away, NOW, total=total) is state
    assert wording.deadline_state(NOW + away, NOW, total=total, paused=True) is DeadlineState.PAUSED
    assert wording.deadline_state(NOW + away, NOW, total=total, met=True, paused=True) is DeadlineState.MET
