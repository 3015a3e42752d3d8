"""The primary dies in the middle of the work of several desks; its synchronous standby goes on (issue 4)."""

import pytest

from tests.failover import survive

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]


def test_failover_every_confirmed_command_is_there() -> None:
    counted = survive(desks=3, deaths=1, pause=0.02)
    assert counted["confirmed"] >= 18
