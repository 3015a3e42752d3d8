"""The primary dies again and again under many desks: `pytest -m soak tests/soak/test_failover_soak.py`."""

import pytest

from tests.failover import survive


@pytest.mark.soak
@pytest.mark.postgres
@pytest.mark.timeout(3600)
def test_failover_again_and_again() -> None:
    print(survive(desks=8, deaths=8, pause=0.05))  # noqa: T201  (a soak tells its figures)
