"""Three hundred people with other seeds: the wall shows each what our queries show (issue 4)."""

import pytest

from tests.conftest import FIRST
from tests.walled import Walled, crowd, seen_by, theirs

pytestmark = [pytest.mark.soak, pytest.mark.postgres, pytest.mark.timeout(3600)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_wall_shows_three_hundred_people_what_the_queries_show(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    made = crowd(tmp_path_factory.mktemp("crowd"), FIRST, seed=seed, people=300, tickets=200)
    seen = {login: seen_by(made, login) for login in made.logins}
    for version in (18, 16):
        walled = Walled(version, FIRST, made)
        for login in made.logins:
            assert theirs(walled, login) == seen[login], (version, login)
            walled.leave(login)
        walled.drop()
    made.desk.close()
