"""Settings: read without failing, written without losing what people wrote."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.config import settings
from pacdesk.config.settings import Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_every_setting_has_a_check_and_its_default_passes(path: Path) -> None:
    assert {field.name for field in fields(Settings)} == set(settings._CHECKS)
    assert all(check(getattr(Settings(), name)) for name, check in settings._CHECKS.items())


def test_missing_file_gives_defaults(path: Path) -> None:
    assert settings.load(path) == settings.Loaded(Settings())
    assert not path.exists()


def test_round_trip_keeps_comments_order_and_foreign_keys(path: Path) -> None:
    path.write_text(
        '# mine\ntheme = "dark" # at night\nfuture = [1, 2]\n\n[table]\nx = 1\n', encoding="utf-8"
    )
    changed = Settings(theme="light", scale=1.25, recent_desks=("/a/ação.pacdesk",))
    settings.save(path, changed)
    text = path.read_text(encoding="utf-8")
    assert settings.load(path) == settings.Loaded(changed)
    assert text.startswith('# mine\ntheme = "light" # at night\nfuture = [1, 2]\n')
    assert "x = 1" in text
    assert "language" not in text


def test_back_to_the_default_is_written_when_the_file_named_it(path: Path) -> None:
    settings.save(path, Settings(theme="dark"))
    settings.save(path, Settings())
    assert settings.load(path).settings.theme == "system"


@pytest.mark.parametrize("content", [b"theme = = 1", b"\xff\xfe\x00", b'a = "', b"x" * 2_000_000])
def test_a_bad_file_is_kept_aside_and_told(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    loaded = settings.load(path)
    assert loaded.settings == Settings()
    assert [problem.code for problem in loaded.problems] == ["settings.damaged"]
    kept = path.with_name("settings.toml.bad-1")
    assert dict(loaded.problems[0].facts)["kept_as"] == str(kept)
    assert kept.read_bytes() == content
    path.write_bytes(content)
    settings.load(path)
    assert path.with_name("settings.toml.bad-2").exists()


def test_a_bad_value_is_told_and_the_others_hold(path: Path) -> None:
    path.write_text(
        'theme = "pink"\nscale = true\nlanguage = "en"\nlock_after_minutes = -1\n', encoding="utf-8"
    )
    loaded = settings.load(path)
    assert loaded.settings == Settings(language="en")
    assert [dict(problem.facts)["key"] for problem in loaded.problems] == [
        "theme",
        "scale",
        "lock_after_minutes",
    ]


def test_a_byte_order_mark_and_a_whole_number_scale_are_fine(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbfscale = 2\n")
    assert settings.load(path) == settings.Loaded(Settings(scale=2.0))


def test_an_unreadable_place_is_told(tmp_path: Path) -> None:
    loaded = settings.load(tmp_path)
    assert loaded.settings == Settings()
    assert loaded.problems[0].code in ("settings.unreadable", "settings.damaged")


def test_a_kill_in_writing_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.save(path, Settings(theme="dark"))
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        settings.save(path, Settings(theme="light"))
    assert settings.load(path).settings.theme == "dark"
    assert list(path.parent.iterdir()) == [path]


def test_recent_desks_are_unique_ordered_and_few() -> None:
    now = Settings()
    for number in range(20):
        now = now.opened(f"/d{number}")
    now = now.opened("/d15")
    assert now.last_desk == "/d15"
    assert now.recent_desks[:3] == ("/d15", "/d19", "/d18")
    assert len(now.recent_desks) == len(set(now.recent_desks)) == settings.MAX_RECENT
    assert now.forgotten("/d15").last_desk == ""
    assert "/d15" not in now.forgotten("/d15").recent_desks


@given(
    st.builds(
        Settings,
        language=st.sampled_from(settings.LANGUAGES),
        theme=st.sampled_from(settings.THEMES),
        scale=st.floats(0.75, 3.0),
        last_desk=st.text(st.characters(exclude_categories=["Cs"]), max_size=50),
        recent_desks=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=5).map(
            tuple
        ),
        lock_after_minutes=st.integers(0, 1440),
    )
)
def test_anything_that_may_be_set_comes_back(
    tmp_path_factory: pytest.TempPathFactory, wanted: Settings
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    settings.save(path, wanted)
    assert settings.load(path) == settings.Loaded(wanted)
