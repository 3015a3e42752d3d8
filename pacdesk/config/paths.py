"""Where things are on this computer, and where a desk must not be.

The pure functions take `PurePath`s, so that the Windows rules are tested on any system.
"""

import os
import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib import resources as _packaged
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Final

from pacdesk.errors import DeskUnavailable, Invalid

HOME_VARIABLE: Final = "PACDESK_HOME"
DESK_SUFFIX: Final = ".pacdesk"

_RESERVED: Final = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    + [f"{device}{digit}" for device in ("COM", "LPT") for digit in "123456789¹²³"]
)
_INVALID: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_MAX_NAME_BYTES: Final = 255
_WINDOWS_MAX_PATH: Final = 247  # 260 less the room that a desk's neighbours (-wal, .files-wal) need
_LONG_PREFIX: Final = "\\\\?\\"

# Folder names by which the common synchronising programs are known, matched without case.
_CLOUD_NAMES: Final = (
    (re.compile(r"onedrive( ?[-–] ?.+)?", re.I), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?", re.I), "Dropbox"),
    (re.compile(r"google ?drive( \(.+\))?|googledrive-.+|drivefs", re.I), "Google Drive"),
    (re.compile(r"icloud ?drive|iclouddrive|mobile documents|com~apple~clouddocs", re.I), "iCloud"),
    (re.compile(r"nextcloud\d*", re.I), "Nextcloud"),
    (re.compile(r"owncloud\d*", re.I), "ownCloud"),
    (re.compile(r"box ?sync", re.I), "Box"),
    (re.compile(r"megasync", re.I), "MEGA"),
    (re.compile(r"pcloud ?drive|pclouddrive", re.I), "pCloud"),
    (re.compile(r"seafile", re.I), "Seafile"),
    (re.compile(r"syncthing", re.I), "Syncthing"),
)
_CLOUD_MARKS: Final = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".849c9593-d756-4e56-8d6e-42412f2a707b": "OneDrive",
}
_CLOUD_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK_FILESYSTEMS: Final = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "ncpfs",
        "ncp",
        "afs",
        "afp",
        "coda",
        "9p",
        "ceph",
        "glusterfs",
        "lustre",
        "beegfs",
        "gpfs",
        "ocfs2",
        "gfs",
        "gfs2",
        "davfs",
        "davfs2",
        "fuse.sshfs",
        "fuse.davfs",
        "fuse.davfs2",
        "fuse.rclone",
        "fuse.gvfsd-fuse",
        "fuse.s3fs",
        "fuse.goofys",
        "fuse.glusterfs",
        "fuse.cephfs",
        "fuse.ceph",
        "fuse.smbnetfs",
        "fuse.curlftpfs",
        "fuse.onedriver",
        "fuse.google-drive-ocamlfuse",
        "fuse.kio-fuse",
    }
)
_DRIVE_REMOTE: Final = 4  # GetDriveTypeW


@dataclass(frozen=True)
class Unsafe:
    """Why a folder cannot hold a desk: `reason` is network or cloud, `what` names it (nfs4, OneDrive)."""

    reason: str
    what: str


@dataclass(frozen=True)
class Mount:
    """One line of the mount table: where it is and of what file system."""

    point: PurePosixPath
    kind: str


# -- our own folders


@cache
def resources() -> Path:
    """The folder of icons, fonts, translations, import maps: beside the code or inside the wheel."""
    packaged = Path(str(_packaged.files("pacdesk"))) / "resources"
    if packaged.is_dir():
        return packaged
    return Path(str(_packaged.files("pacdesk"))).parent / "resources"


def config_dir() -> Path:
    """Settings, saved connections, drafts. Made if missing."""
    return _own("config")


def data_dir() -> Path:
    """Where desks are made unless the person chooses a place. Made if missing."""
    return _own("data")


def state_dir() -> Path:
    """Window layouts and what may be lost without harm. Made if missing."""
    return _own("state")


def log_dir() -> Path:
    """Log and crash files. Made if missing."""
    return _own("log")


def backup_dir() -> Path:
    """Rolling backups. Made if missing."""
    return _made(data_dir() / "backups")


def _own(kind: str) -> Path:
    override = os.environ.get(HOME_VARIABLE)
    if override:
        return _made(Path(override).absolute() / kind)
    import platformdirs

    dirs = platformdirs.PlatformDirs("pacdesk", appauthor=False, roaming=False)
    places = {
        "config": dirs.user_config_path,
        "data": dirs.user_data_path,
        "state": dirs.user_state_path,
        "log": dirs.user_log_path,
    }
    place = places[kind]
    if sys.platform == "win32" and kind != "data":
        # platformdirs gives %LOCALAPPDATA%\pacdesk for all of these: keep them apart below it.
        place = dirs.user_data_path / kind
    return _made(place)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


# -- names


def is_reserved_name(name: str) -> bool:
    """Whether Windows takes `name` for a device: CON, nul.txt, `COM1 .log`."""
    stem = name.split(".", 1)[0].rstrip(" ").upper()
    return stem in _RESERVED


def safe_name(wanted: str, *, fallback: str = "sem nome", max_bytes: int = _MAX_NAME_BYTES) -> str:
    """A file name that every system takes, as near to `wanted` as can be; never a path.

    Cut to `max_bytes` of UTF-8 with the extension kept.
    """
    name = _INVALID.sub("_", wanted).strip().rstrip(". ")
    name = "".join(letter for letter in name if not _steers_text(letter))
    if not name.strip("._ "):
        name = fallback
    if is_reserved_name(name):
        name = f"_{name}"
    return _cut(name, max_bytes)


def _steers_text(letter: str) -> bool:
    # Right-to-left overrides make "exe.pdf" of "fdp.exe"; lone surrogates cannot be written.
    return letter in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff" or (
        "\ud800" <= letter <= "\udfff"
    )


def _cut(name: str, max_bytes: int) -> str:
    if len(name.encode()) <= max_bytes:
        return name
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension.encode()) > 16:
        stem, dot, extension = name, "", ""
    room = max_bytes - len((dot + extension).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + extension


def name_problem(name: str) -> str | None:
    """Why `name` is no good file name on some system: empty, characters, ending, reserved, long; or None."""
    if not name.strip():
        return "empty"
    if _INVALID.search(name):
        return "characters"
    if name != name.rstrip(". "):
        return "ending"
    if is_reserved_name(name):
        return "reserved"
    if len(name.encode()) > _MAX_NAME_BYTES:
        return "long"
    return None


def refuse_bad_name(name: str) -> None:
    """Raise Invalid `path.bad_name` (facts `name`, `why`) for a name that some system refuses."""
    why = name_problem(name)
    if why is not None:
        raise Invalid("path.bad_name", name=name, why=why)


def long_path(path: PurePath) -> str:
    r"""`path` for the operating system's own calls: with `\\?\` where Windows would cut it at 260."""
    if not isinstance(path, PureWindowsPath) or not path.is_absolute():
        return str(path)
    text = str(path)
    if len(text) <= _WINDOWS_MAX_PATH or text.startswith(_LONG_PREFIX):
        return text
    if text.startswith("\\\\"):
        return f"{_LONG_PREFIX}UNC\\{text[2:]}"
    return _LONG_PREFIX + text


# -- where a desk may be


def is_unc(path: PurePath) -> bool:
    r"""Whether a Windows path is on another computer: `\\server\share`, `\\?\UNC\...`, `//server/share`."""
    if not isinstance(path, PureWindowsPath):
        return False
    drive = path.drive.replace("/", "\\")
    if drive.upper().startswith("\\\\?\\UNC\\"):
        return True
    return drive.startswith("\\\\") and not drive.startswith(("\\\\?\\", "\\\\.\\"))


def cloud_of(path: PurePath, roots: tuple[tuple[PurePath, str], ...] = ()) -> str | None:
    """The synchronising program whose folder `path` is in, by known names and by `roots`; else None."""
    for root, what in roots:
        if path == root or root in path.parents:
            return what
    for part in path.parent.parts:
        for pattern, what in _CLOUD_NAMES:
            if pattern.fullmatch(part):
                return what
    return None


def network_mount(path: PurePosixPath, mounts: tuple[Mount, ...]) -> str | None:
    """The network file system that `path` is on by the mount table, or None."""
    inside = [mount for mount in mounts if mount.point == path or mount.point in path.parents]
    if not inside:
        return None
    # The deepest mount wins, and of two on one point the later one: it covers the first.
    nearest = max(enumerate(inside), key=lambda pair: (len(pair[1].point.parts), pair[0]))[1]
    return nearest.kind if nearest.kind in _NETWORK_FILESYSTEMS else None


def parse_mounts(text: str) -> tuple[Mount, ...]:
    """The lines of /proc/mounts, their octal escapes undone; lines that are none are left out."""
    mounts = []
    for line in text.splitlines():
        fields = line.split(" ")
        if len(fields) >= 3:
            point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[1])
            mounts.append(Mount(PurePosixPath(point), fields[2]))
    return tuple(mounts)


def unsafe_location(path: Path) -> Unsafe | None:
    """Why a desk must not be at `path`, or None. Looks at the path as written and as resolved.

    SQLite's locks and its WAL do not hold across computers, and a synchronising program copies the
    file in the middle of a change.
    """
    for place in dict.fromkeys((path.absolute(), _resolved(path))):
        network = _network_of(place)
        if network is not None:
            return Unsafe("network", network)
        cloud = cloud_of(place, _cloud_roots()) or _marked_cloud(place)
        if cloud is not None:
            return Unsafe("cloud", cloud)
    return None


def refuse_unsafe_location(path: Path) -> None:
    """Raise DeskUnavailable `desk.unsafe_place` (facts `path`, `reason`, `what`) for such a place."""
    unsafe = unsafe_location(path)
    if unsafe is not None:
        raise DeskUnavailable("desk.unsafe_place", path=str(path), reason=unsafe.reason, what=unsafe.what)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _network_of(path: Path) -> str | None:
    if is_unc(path):
        return path.drive
    if sys.platform == "win32":
        return _remote_drive(path)
    try:
        table = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    return network_mount(PurePosixPath(path), parse_mounts(table))


def _remote_drive(path: Path) -> str | None:
    import ctypes

    root = path.anchor
    kind = getattr(ctypes, "windll").kernel32.GetDriveTypeW(root)  # noqa: B009  (exists on Windows only)
    return root if kind == _DRIVE_REMOTE else None


def _cloud_roots() -> tuple[tuple[PurePath, str], ...]:
    return tuple(
        (Path(os.environ[name]), "OneDrive") for name in _CLOUD_VARIABLES if os.environ.get(name, "").strip()
    )


def _marked_cloud(path: Path) -> str | None:
    for folder in path.parents:
        for mark, what in _CLOUD_MARKS.items():
            try:
                found = (folder / mark).exists()
            except OSError:
                found = False
            # ~/.dropbox is the program's own folder: it says nothing about the home around it.
            if found and folder != Path.home():
                return what
    return None
