"""What the operating system refuses, as a code that has a sentence."""

import errno
from typing import Final

from pacdesk.errors import UserError

_BY_ERRNO: Final = {
    errno.ENOSPC: "desk.disk_full",
    errno.EDQUOT: "desk.disk_full",
    errno.EFBIG: "desk.disk_full",
    errno.EROFS: "desk.read_only",
    errno.EACCES: "desk.no_permission",
    errno.EPERM: "desk.no_permission",
    errno.EIO: "desk.io_error",
}
_WINDOWS_DISK_FULL: Final = (39, 112)  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
_OF_ANY_FILE: Final = ("desk.disk_full", "desk.no_permission")


def code_of(error: OSError) -> str | None:
    """The code of an error over a desk's file, None when the system says nothing that we know."""
    if getattr(error, "winerror", None) in _WINDOWS_DISK_FULL:
        return "desk.disk_full"
    return _BY_ERRNO.get(error.errno or 0)


def told(error: BaseException) -> UserError | None:
    """What can be told of an error over any file (settings, a report, a picture); None for anything else."""
    if not isinstance(error, OSError):
        return None
    code, path = code_of(error), str(error.filename or "")
    if code in _OF_ANY_FILE:
        return UserError(code, path=path)
    if not path:
        return None
    return UserError("file.os_error", path=path, reason=error.strerror or type(error).__name__)
