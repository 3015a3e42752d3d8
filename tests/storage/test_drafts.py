"""Drafts come back: after a kill, a full disk, a damaged file; and nobody else's."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from pacdesk.errors import DeskUnavailable, UserError
from pacdesk.storage import driver, keys
from pacdesk.storage.drafts import MAX_TEXT, Draft, Drafts, Place, drafts_path, follow
from tests.scripts import run_script

KEY = bytes(range(32))
HERE = Place("desk", "maria", "ticket:1", "comment")


@pytest.fixture(params=[None, KEY], ids=["plain", "keyed"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    value: bytes | None = request.param
    return value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "drafts.db"


def test_save_load_list_discard(path: Path, key: bytes | None) -> None:
    images = (("a.png", b"\x89PNG" * 1000), ("b.png", b"x"))
    with Drafts(path, key) as drafts:
        at = drafts.save(HERE, "Olá, ação ✓", caret=4, images=images)
        drafts.save(Place("desk", "maria", "ticket:2", "comment"), "later")
        drafts.save(Place("desk", "joão", "ticket:1", "comment"), "his")
        drafts.save(Place("other", "maria", "ticket:1", "comment"), "elsewhere")
    with Drafts(path, key) as drafts:
        assert drafts.load(HERE) == Draft(HERE, "Olá, ação ✓", 4, at, images)
        assert [draft.text for draft in drafts.list("desk", "maria")] == ["later", "Olá, ação ✓"]
        drafts.save(HERE, "text only")
        again = drafts.load(HERE)
        assert again is not None
        assert again.images == images
        drafts.save(HERE, "no pictures", images=())
        again = drafts.load(HERE)
        assert again is not None
        assert again.images == ()
        assert drafts.discard(HERE)
        assert not drafts.discard(HERE)
        assert drafts.load(HERE) is None


def test_an_empty_text_is_no_draft(path: Path) -> None:
    with Drafts(path) as drafts:
        drafts.save(HERE, "x", images=(("a", b"1"),))
        drafts.save(HERE, "")
        assert drafts.load(HERE) is None
        drafts.save(HERE, "", images=(("a", b"1"),))
        assert drafts.load(HERE) is not None


def test_a_torn_emoji_loses_only_itself(path: Path) -> None:
    with Drafts(path) as drafts:
        drafts.save(HERE, "before \ud83d after \x00 nul")
        kept = drafts.load(HERE)
        assert kept is not None
        assert kept.text == "before ? after \x00 nul"


def test_a_keyed_file_shows_nothing_and_the_desk_key_itself_does_not_open_it(path: Path) -> None:
    with Drafts(path, KEY) as drafts:
        drafts.save(HERE, "Maravilhosa")
        for file in path.parent.iterdir():
            assert b"Maravilhosa" not in file.read_bytes()
    for wrong in (None, bytes(32)):
        with pytest.raises(DeskUnavailable) as refused:
            Drafts(path, wrong)
        assert refused.value.code == "desk.not_a_desk_or_wrong_key"
    with pytest.raises(DeskUnavailable):
        driver.connect(path, key=KEY)


def test_each_key_has_its_file(tmp_path: Path) -> None:
    desk = tmp_path / "d.pacdesk"
    assert drafts_path(tmp_path, desk) == tmp_path / "drafts.db"
    new = keys.create(desk)
    assert drafts_path(tmp_path, desk) == tmp_path / f"drafts-{new.header.id}.db"


TYPE = textwrap.dedent("""
    import sys
    from pathlib import Path
    from pacdesk.storage.drafts import Drafts, Place
    drafts = Drafts(Path(sys.argv[1]), bytes(range(32)) if sys.argv[2] == "keyed" else None)
    place = Place("desk", "maria", "ticket:1", "comment")
    for number in range(100_000):
        try:
            drafts.save(place, f"{number} " + "w" * int(sys.argv[3]), images=(("a", b"i" * 5000),))
        except Exception as error:
            print(error.code)
            break
        print(number, flush=True)
""")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_a_killed_window_loses_nothing_saved(path: Path, key: bytes | None) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", TYPE, str(path), "keyed" if key else "plain", "200"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    for _ in range(60):
        process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    lines = process.stdout.read().split()
    process.stdout.close()
    process.wait()
    last = int(lines[-1]) if lines else 59
    with Drafts(path, key) as drafts:
        kept = drafts.load(HERE)
        assert kept is not None
        assert int(kept.text.split()[0]) in (last, last + 1)
        assert kept.images == (("a", b"i" * 5000),)
        assert drafts.kept_aside is None


def limited() -> None:
    import resource  # POSIX only

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))


def test_a_full_disk_keeps_the_last_text(path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", TYPE, str(path), "plain", "90000"],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=limited,
    )
    *saved, code = ran.stdout.split()
    assert code in ("desk.io_error", "desk.disk_full")
    with Drafts(path) as drafts:
        kept = drafts.load(HERE)
        assert kept is not None
        assert kept.text.startswith(f"{saved[-1]} ")


def test_a_damaged_file_is_kept_aside_and_typing_goes_on(path: Path) -> None:
    with Drafts(path) as drafts:
        for number in range(50):
            drafts.save(Place("desk", "maria", f"ticket:{number}", "comment"), "x" * 2000)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with Drafts(path) as drafts:
        assert drafts.kept_aside is not None
        assert drafts.kept_aside.read_bytes() == whole[: len(whole) // 2]
        drafts.save(HERE, "new")
        assert drafts.list("desk", "maria")[0].text == "new"


def test_an_empty_file_is_begun_anew(path: Path) -> None:
    path.touch()
    with Drafts(path) as drafts:
        drafts.save(HERE, "x")


def test_too_large_is_told(path: Path) -> None:
    with Drafts(path) as drafts:
        with pytest.raises(UserError) as refused:
            drafts.save(HERE, "x" * (MAX_TEXT + 1))
        assert refused.value.code == "draft.too_large"


def test_drafts_follow_a_desk_that_gets_a_key(tmp_path: Path) -> None:
    with Drafts(tmp_path / "a.db") as plain, Drafts(tmp_path / "b.db", KEY) as keyed:
        plain.save(HERE, "old", images=(("a", b"1"),))
        assert plain.copy_into(keyed, "desk") == 1
        kept = keyed.load(HERE)
        assert kept is not None
        assert (kept.text, kept.images) == ("old", (("a", b"1"),))
        keyed.save(HERE, "newer")
        plain.copy_into(keyed, "desk")
        kept = keyed.load(HERE)
        assert kept is not None
        assert kept.text == "newer"
        assert plain.copy_into(keyed, "no such desk") == 0


def test_drafts_move_to_the_file_of_the_new_key(tmp_path: Path) -> None:
    source, target = tmp_path / "a.db", tmp_path / "b.db"
    elsewhere = Place("other", "maria", "ticket:1", "comment")
    with Drafts(source) as drafts:
        at = drafts.save(HERE, "mine", caret=2, images=(("a", b"1"),))
        drafts.save(elsewhere, "not mine")
    moved = follow("desk", source=source, source_key=None, target=target, target_key=KEY)
    assert moved == 1
    with Drafts(source) as before, Drafts(target, KEY) as after:
        assert before.load(HERE) is None
        assert before.load(elsewhere) is not None
        kept = after.load(HERE)
        assert kept == Draft(HERE, "mine", 2, at, (("a", b"1"),))
        assert after.load(elsewhere) is None
    assert follow("desk", source=tmp_path / "no", source_key=None, target=target, target_key=KEY) == 0


def test_many_threads_save_at_once(path: Path) -> None:
    with Drafts(path) as drafts:
        threads = [
            threading.Thread(
                target=lambda number=number: drafts.save(Place("desk", "m", f"t{number}", "c"), str(number))  # type: ignore[misc]  # bound per turn
            )
            for number in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(drafts.list("desk", "m")) == 8


OPENED_AT_ONCE = textwrap.dedent("""
    import sys, time
    from pathlib import Path
    from pacdesk.storage.drafts import Drafts, Place
    for number in range(6):
        while time.time() < float(sys.argv[2]) + number / 10:
            time.sleep(0.0005)
        with Drafts(Path(sys.argv[1]) / f"{number}.db") as drafts:
            drafts.save(Place("desk", sys.argv[3], "ticket:1", "comment"), "um texto")
""")


def test_windows_that_open_at_once_make_one_file(tmp_path: Path) -> None:
    begins, done = time.time() + 1.5, []
    people = ("ana", "bia", "caio")
    threads = [
        threading.Thread(
            target=lambda who=who: done.append(run_script(OPENED_AT_ONCE, tmp_path, begins, who))
        )
        for who in people
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.stderr for one in done] == ["", "", ""]
    for number in range(6):
        with Drafts(tmp_path / f"{number}.db") as drafts:
            kept = [drafts.load(Place("desk", who, "ticket:1", "comment")) for who in people]
        assert all(one is not None and one.text == "um texto" for one in kept)
