"""Own folders, safe names, and the places where a desk must not be."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.config import paths
from pacdesk.errors import DeskUnavailable, Invalid


def test_own_folders_follow_the_override(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "portable"))
    folders = [paths.config_dir(), paths.data_dir(), paths.state_dir(), paths.log_dir(), paths.backup_dir()]
    assert len(set(folders)) == 5
    assert all(folder.is_dir() and (tmp_path / "portable") in folder.parents for folder in folders)


def test_own_folders_follow_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    assert paths.config_dir() == tmp_path / "CONFIG" / "pacdesk"
    assert paths.data_dir() == tmp_path / "DATA" / "pacdesk"


def test_resources_are_found() -> None:
    assert paths.resources().name == "resources"
    assert paths.resources().is_dir()


@pytest.mark.parametrize(
    "name",
    ["CON", "con", "nul.txt", "Com1.tar.gz", "LPT9", "AUX ", "COM1 .log", "com¹", "CONIN$"],
)
def test_reserved_names(name: str) -> None:
    assert paths.is_reserved_name(name)
    assert not paths.is_reserved_name(paths.safe_name(name))


@pytest.mark.parametrize("name", ["console", "COM10", "null", "a.con", "COMO", "Conta.pdf"])
def test_names_that_only_look_reserved(name: str) -> None:
    assert not paths.is_reserved_name(name)
    assert paths.safe_name(name) == name


@pytest.mark.parametrize(
    ("wanted", "given_"),
    [
        ("Recibo nº 3/2026: açúcar?.pdf", "Recibo nº 3_2026_ açúcar_.pdf"),
        ("..\\..\\evil.exe", ".._.._evil.exe"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("name. . .", "name"),
        ("...", "sem nome"),
        ("", "sem nome"),
        ("\u202efdp.exe", "fdp.exe"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("\ud800x", "x"),
    ],
)
def test_safe_names(wanted: str, given_: str) -> None:
    assert paths.safe_name(wanted) == given_


def test_long_names_keep_their_extension() -> None:
    short = paths.safe_name("ç" * 300 + ".pdf")
    assert short.endswith("ç.pdf")
    assert len(short.encode()) <= 255


@given(st.text(max_size=400))
def test_any_text_becomes_a_name_that_every_system_takes(text: str) -> None:
    name = paths.safe_name(text)
    assert paths.name_problem(name) is None
    assert PureWindowsPath("C:/x", name).name == name
    assert PurePosixPath("/x", name).name == name
    assert paths.safe_name(name) == name


@pytest.mark.parametrize(
    ("name", "why"),
    [(" ", "empty"), ("a:b", "characters"), ("a.", "ending"), ("nul.db", "reserved"), ("é" * 200, "long")],
)
def test_bad_names_are_refused_with_the_reason(name: str, why: str) -> None:
    with pytest.raises(Invalid) as refused:
        paths.refuse_bad_name(name)
    assert refused.value.code == "path.bad_name"
    assert refused.value.facts["why"] == why


def test_long_windows_paths_get_their_prefix() -> None:
    deep = "\\".join(["folder"] * 50)
    assert paths.long_path(PureWindowsPath("C:\\x\\y.db")) == "C:\\x\\y.db"
    assert paths.long_path(PureWindowsPath(f"C:\\{deep}")) == f"\\\\?\\C:\\{deep}"
    assert paths.long_path(PureWindowsPath(f"\\\\srv\\s\\{deep}")) == f"\\\\?\\UNC\\srv\\s\\{deep}"
    already = f"\\\\?\\C:\\{deep}"
    assert paths.long_path(PureWindowsPath(already)) == already
    assert paths.long_path(PurePosixPath("/" + "a/" * 200)) == "/" + "/".join(["a"] * 200)


@pytest.mark.parametrize(
    ("path", "unc"),
    [
        ("\\\\server\\share\\d.pacdesk", True),
        ("//server/share/d.pacdesk", True),
        ("\\\\?\\UNC\\server\\share\\d", True),
        ("\\\\?\\C:\\d", False),
        ("C:\\d", False),
        ("d", False),
    ],
)
def test_unc(path: str, unc: bool) -> None:
    assert paths.is_unc(PureWindowsPath(path)) is unc


def test_a_posix_path_is_never_unc() -> None:
    assert not paths.is_unc(PurePosixPath("//server/share"))


@pytest.mark.parametrize(
    ("path", "cloud"),
    [
        (PureWindowsPath("C:/Users/a/OneDrive/d.pacdesk"), "OneDrive"),
        (PureWindowsPath("C:/Users/a/OneDrive - Empresa Ltda/x/d.pacdesk"), "OneDrive"),
        (PureWindowsPath("C:/Users/a/Dropbox (Pessoal)/d.pacdesk"), "Dropbox"),
        (PureWindowsPath("C:/Users/a/iCloudDrive/d"), "iCloud"),
        (PureWindowsPath("G:/Google Drive/d"), "Google Drive"),
        (PurePosixPath("/home/a/Nextcloud/d"), "Nextcloud"),
        (PurePosixPath("/Users/a/Library/Mobile Documents/d"), "iCloud"),
        (PurePosixPath("/Users/a/Library/CloudStorage/GoogleDrive-a@b.c/d"), "Google Drive"),
        (PurePosixPath("/home/a/Documents/onedrive"), None),
        (PurePosixPath("/home/a/Dropboxes/d"), None),
        (PureWindowsPath("C:/Users/a/Documents/d"), None),
    ],
)
def test_cloud_folders_by_name(path: PurePosixPath | PureWindowsPath, cloud: str | None) -> None:
    assert paths.cloud_of(path) == cloud


def test_cloud_folder_by_root() -> None:
    roots = ((PureWindowsPath("D:/Nuvem"), "OneDrive"),)
    assert paths.cloud_of(PureWindowsPath("d:/nuvem/x/d"), roots) == "OneDrive"
    assert paths.cloud_of(PureWindowsPath("D:/Nuvem2/d"), roots) is None


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
srv:/x /mnt/nfs nfs4 rw 0 0
//srv/s /mnt/with\\040space cifs rw 0 0
/dev/sdb1 /mnt/nfs/local ext4 rw 0 0
a@b: /home/a/remote fuse.sshfs rw 0 0
short line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a/d", None),
        ("/mnt/nfs/d", "nfs4"),
        ("/mnt/nfs2/d", None),
        ("/mnt/with space/d", "cifs"),
        ("/mnt/nfs/local/d", None),
        ("/home/a/remote/x/d", "fuse.sshfs"),
    ],
)
def test_network_mounts(path: str, kind: str | None) -> None:
    assert paths.network_mount(PurePosixPath(path), paths.parse_mounts(MOUNTS)) == kind


def test_a_later_mount_on_one_point_covers_the_first() -> None:
    mounts = paths.parse_mounts("srv:/x /m nfs rw 0 0\n/dev/sdb1 /m ext4 rw 0 0\n")
    assert paths.network_mount(PurePosixPath("/m/d"), mounts) is None


def test_refuses_through_a_link_and_by_mark_and_by_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.refuse_unsafe_location(tmp_path / "d.pacdesk")
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Dropbox")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / ".stfolder").mkdir()
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "work"))
    for folder, what in (("link", "Dropbox"), ("shared", "Syncthing"), ("work", "OneDrive")):
        with pytest.raises(DeskUnavailable) as refused:
            paths.refuse_unsafe_location(tmp_path / folder / "sub" / "d.pacdesk")
        assert refused.value.code == "desk.unsafe_place"
        assert refused.value.facts["reason"] == "cloud"
        assert refused.value.facts["what"] == what
