"""A key change killed at any step: whoever opens the desk next, by whatever door, gets in at once."""

import shutil
import sys
import textwrap
from pathlib import Path

import pytest

from pacdesk.app.doors import RealDoors
from pacdesk.config import paths
from pacdesk.config.settings import Settings
from pacdesk.desk import local
from pacdesk.desk.opening import FirstRows, files_path
from pacdesk.errors import DeskHeld, Forbidden
from pacdesk.gui.context import OpenDesk
from pacdesk.gui.doors import Unlock
from pacdesk.storage import keys, rekey
from pacdesk.storage.drafts import Drafts, Place, drafts_path
from pacdesk.storage.lock import WriterLock
from tests.cli.conftest import Runner, run
from tests.scripts import run_script

__all__ = ["run"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")

KILLED = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    from pacdesk.storage import keys, rekey
    desk, old_code, wanted, at = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
    key = keys.unlock(desk, code=old_code) if old_code else None
    new = keys.make() if wanted == "keyed" else None
    print(new.code if new else "", flush=True)
    replace, count = Path.replace, 0
    def killing(self, target):
        global count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return replace(self, target)
    Path.replace = killing
    rekey.rekey(desk, key=key, new=new)
    print(count, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
""")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACDESK_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str]]:
    """A desk with a key and one without, and the recovery code of the first."""
    folder = tmp_path_factory.mktemp("made")
    found = {}
    for name, protection in (("keyed", local.Protection(password="segredo")), ("plain", None)):
        path = folder / f"{name}.pacdesk"
        code = local.make(path, FirstRows(desk_name="Teste"), protection)
        with local.open_to_work(path, key=_key(path, code or "")) as opened:
            digest = opened.desk.put_file(b"um anexo")
            opened.desk.files.drop(digest)  # the second file is there, and nothing in it is an orphan
        found[name] = (path, code or "")
    return found


def _key(path: Path, code: str) -> bytes | None:
    return local.key_of(path, local.Unlocking(code=code))


def _copied(made: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for end in ("", ".files", ".key"):
        if made.with_name(made.name + end).exists():
            shutil.copyfile(made.with_name(made.name + end), folder / f"d.pacdesk{end}")
    return folder / "d.pacdesk"


def _kill(path: Path, old_code: str, wanted: str, at: int) -> tuple[str, bool]:
    """The new recovery code, and whether the change came to its end before the kill."""
    done = run_script(KILLED, path, old_code, wanted, at)
    code, _, counted = done.stdout.partition("\n")
    return code, bool(counted)


def _opens(path: Path, *codes: str) -> str:
    """Open for work with the first code that fits; answers it."""
    local.settle(path)
    for code in codes:
        if keys.is_keyed(path) is not bool(code):
            continue
        try:
            key = _key(path, code)
        except Forbidden:
            continue
        with local.open_to_work(path, key=key) as opened:
            assert not list(opened.desk.files.digests())
        return code
    raise AssertionError("no code fits")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("keyed", "keyed"),
        pytest.param("plain", "keyed", marks=pytest.mark.soak),
        pytest.param("keyed", "plain", marks=pytest.mark.soak),
    ],
)
def test_killed_at_any_step_the_first_opening_works(
    made: dict[str, tuple[Path, str]], tmp_path: Path, before: str, after: str
) -> None:
    template, old = made[before]
    swapped = []
    for at in range(1, 20):
        path = _copied(template, tmp_path / str(at))
        new, finished = _kill(path, old, after, at)
        swapped.append(_opens(path, new, old) == new)
        names = {file.name for file in path.parent.iterdir()}
        assert not [name for name in names if "rekey" in name], "nothing is left of the old or the half"
        if finished:
            assert swapped == sorted(swapped)
            assert set(swapped) == {False, True}
            return
    raise AssertionError("never came to the end")


def _half_swapped(made: tuple[Path, str], folder: Path, after: str = "keyed") -> tuple[Path, str]:
    """A desk of which the main file is the new one already, its files and its header are not."""
    path = _copied(made[0], folder)
    new, finished = _kill(path, made[1], after, 5 if after == "keyed" else 4)
    assert not finished
    assert rekey.cut_short(path)
    return path, new


@pytest.mark.parametrize("command", ["check", "export", "backup", "rekey", "undo-import"])
def test_every_command_finishes_the_change_before_it_asks_for_the_key(
    made: dict[str, tuple[Path, str]], tmp_path: Path, run: Runner, command: str
) -> None:
    path, new = _half_swapped(made["keyed"], tmp_path / "half")
    (tmp_path / "code").write_text(new, encoding="utf-8")
    more = {
        "check": ["check", path],
        "export": ["export", "list", "tickets", "--to", tmp_path / "t.csv", "--desk", path],
        "backup": ["backup", path, "--to", tmp_path / "b"],
        "rekey": ["rekey", path, "--remove"],
        "undo-import": ["undo-import", "00000000-0000-8000-8000-000000000001", "--desk", path],
    }[command]
    ran = run(*more, "--key-from", tmp_path / "code", "--json")
    assert not rekey.cut_short(path)
    assert ran.code == (1 if command == "undo-import" else 0), ran.err
    if command == "undo-import":
        assert ran.data["error"]["code"] == "row.not_found"


def test_a_desk_that_is_away_in_the_middle_of_a_swap_is_not_missing(
    made: dict[str, tuple[Path, str]], tmp_path: Path, run: Runner
) -> None:
    path = _copied(made["keyed"][0], tmp_path / "half")
    new, _ = _kill(path, made["keyed"][1], "keyed", 4)
    assert not path.exists()
    (tmp_path / "code").write_text(new, encoding="utf-8")
    assert run("check", path, "--key-from", tmp_path / "code").code == 0
    assert path.exists()


def test_while_the_change_goes_on_others_are_told_who_does_it(
    made: dict[str, tuple[Path, str]], tmp_path: Path
) -> None:
    path, new = _half_swapped(made["keyed"], tmp_path / "half")
    with WriterLock(path).acquire(who="bruno"), pytest.raises(DeskHeld) as refused:
        local.settle(path)
    assert refused.value.facts["who"] == "bruno"
    assert _opens(path, new) == new


def test_the_window_opens_it_too_and_its_drafts_are_there(
    made: dict[str, tuple[Path, str]], tmp_path: Path
) -> None:
    path, new = _half_swapped(made["plain"], tmp_path / "half")
    place = Place(str(path), "ana", "ticket:1", "comment")
    with Drafts(paths.config_dir() / "drafts.db") as drafts:
        drafts.save(place, "ainda por enviar")
    doors = RealDoors(Settings, lambda _: None)
    opened = doors.open(str(path), Unlock(code=new))
    assert isinstance(opened, OpenDesk)
    doors.close()
    with Drafts(drafts_path(paths.config_dir(), path), _key(path, new)) as drafts:
        assert drafts.load(place) is not None
    with Drafts(paths.config_dir() / "drafts.db") as drafts:
        assert drafts.load(place) is None, "nothing of a desk with a key stays in the clear"


def test_drafts_go_with_every_change_of_the_key(
    made: dict[str, tuple[Path, str]], tmp_path: Path, run: Runner
) -> None:
    path = _copied(made["plain"][0], tmp_path / "whole")
    (tmp_path / "one").write_text("primeira senha\n", encoding="utf-8")
    (tmp_path / "two").write_text("segunda senha\n", encoding="utf-8")
    place = Place(str(path), "ana", "ticket:1", "comment")
    with Drafts(drafts_path(paths.config_dir(), path)) as drafts:
        drafts.save(place, "ainda por enviar")

    def kept(secret: str | None) -> bool:
        key = local.key_of(path, local.Unlocking(password=secret))
        with Drafts(drafts_path(paths.config_dir(), path), key) as drafts:
            return drafts.load(place) is not None

    assert run("rekey", path, "--new-key-from", tmp_path / "one").code == 0
    assert kept("primeira senha")
    assert run("rekey", path, "--key-from", tmp_path / "one", "--new-key-from", tmp_path / "two").code == 0
    assert kept("segunda senha")
    assert run("rekey", path, "--key-from", tmp_path / "two", "--remove").code == 0
    assert kept(None)
    assert not keys.is_keyed(path)
    assert files_path(path).exists()
