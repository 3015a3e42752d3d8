"""What each person sees through our queries on SQLite is what he sees through plain SQL behind the wall."""

from collections.abc import Iterator

import pytest

from tests.conftest import FIRST
from tests.walled import Crowd, Seen, Walled, crowd, seen_by, theirs

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Crowd, dict[str, Seen]]]:
    """Forty people, what they work on, and what the queries show each."""
    made = crowd(tmp_path_factory.mktemp("crowd"), FIRST)
    yield made, {login: seen_by(made, login) for login in made.logins}
    made.desk.close()


@pytest.mark.parametrize("version", [18, 16])
def test_wall_shows_everybody_what_the_queries_show(
    many: tuple[Crowd, dict[str, Seen]], version: int
) -> None:
    made, seen = many
    walled = Walled(version, FIRST, made)
    assert {login: theirs(walled, login) for login in made.logins} == seen
    assert len({sight["count"] for sight in seen.values()}) > 12, "the people differ in what they see"
    walled.drop()
