"""The bytes of files, in both stores."""

import subprocess
import sys
from hashlib import sha256

import pytest
from sqlalchemy import text

from pacdesk.desk.opening import files_path
from pacdesk.errors import NotFound
from pacdesk.storage.driver import connect
from pacdesk.storage.files import CHUNK, LocalFiles

pytestmark = pytest.mark.unwalled("nobody writes rows past the desk")


def damage(world, statement, path):
    """Change the chunks behind the store's back."""
    if world.root.engine.dialect.name == "postgresql":
        with world.root.engine.begin() as connection:
            connection.execute(text(statement))
        return
    connection = connect(path)
    connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_files_come_back_whole_and_are_kept_once(both, size):
    content = bytes(n % 251 for n in range(size))
    digest = both.desk.put_file(content)
    assert digest == both.desk.put_file(content) == sha256(content).hexdigest()
    assert both.desk.get_file(digest) == content
    assert list(both.root.files.digests()) == [digest]
    both.root.files.drop(digest)
    assert list(both.root.files.digests()) == []
    with pytest.raises(NotFound) as refusal:
        both.desk.get_file(digest)
    assert (refusal.value.code, refusal.value.facts) == ("file.missing", {"sha256": digest})


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM file_chunks WHERE n = 1",
        "DELETE FROM file_chunks WHERE n = 2",
        "UPDATE file_chunks SET bytes = (SELECT bytes FROM file_chunks WHERE n = 0) WHERE n = 1",
    ],
)
def test_a_damaged_file_is_missing(both, statement, desk_path):
    digest = both.desk.put_file(b"".join(bytes([n]) * CHUNK for n in range(3)))
    damage(both, statement, files_path(desk_path))
    with pytest.raises(NotFound) as refusal:
        both.desk.get_file(digest)
    assert refusal.value.code == "file.missing"


def test_a_store_that_was_never_made_is_empty(tmp_path):
    store = LocalFiles(tmp_path / "none.files", read_only=True)
    assert list(store.digests()) == []
    assert store.problems(10) == []
    with pytest.raises(NotFound):
        store.get("0" * 64)
    assert not (tmp_path / "none.files").exists()
    store.close()


def test_a_kill_after_the_bytes_leaves_only_an_orphan(world, desk_path):
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from pacdesk.storage.files import LocalFiles\n"
        "LocalFiles(Path(sys.argv[1])).put(b'x' * 600_000)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(files_path(desk_path))], check=False)
    (orphan,) = world.root.files.digests()
    assert world.desk.get_file(orphan) == b"x" * 600_000
    assert world.sql("SELECT count(*) FROM stored_files")[0][0] == 0
    assert world.root.files.problems(10) == []
