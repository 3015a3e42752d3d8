"""Several people at one shared desk at once (issue 4): the short part of tests/soak/test_at_once_soak.py."""

import pytest

from tests.load import Office

pytestmark = pytest.mark.postgres


def test_at_once_nothing_is_lost_and_nothing_is_there_twice() -> None:
    office = Office(people=3, tickets=5)
    try:
        told = office.together(office.logins, seconds=2, every=0.15, seed=20261122, processes=0)
        office.compare(told)
        assert all(one.took and one.heard for one in told)
    finally:
        office.drop()
