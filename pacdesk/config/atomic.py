"""Writing a small file so that a kill or a power cut leaves the old one or the new one."""

import os
from pathlib import Path


def write(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Replace `path` by `content`, flushed to the disk before and after. Raises OSError."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:  # noqa: PTH123  (a descriptor with its rights set from the start)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def sweep(path: Path) -> None:
    """Remove what writes of `path` that were killed have left. Nobody may be writing it. Raises OSError."""
    for left in path.parent.iterdir():
        if left.name.startswith(f"{path.name}.") and left.suffix == ".tmp":
            left.unlink(missing_ok=True)


def flush_file(path: Path) -> None:
    """Bring a finished file's bytes to the disk. Raises OSError."""
    # Windows flushes only through a handle that may write.
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Bring renames in `folder` to the disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
