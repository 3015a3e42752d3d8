"""Where the traceback of a bug goes: never to the screen."""

import logging
import logging.handlers
import secrets
from contextlib import suppress
from typing import Final

from pacdesk.config import paths
from pacdesk.config.redacting import redacted

FILE_NAME: Final = "pacdesk-cli.log"
_MAX_BYTES: Final = 1024 * 1024


class _Redacting(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def write(error: BaseException) -> str:
    """Write the traceback to the log; answers the id that finds it there."""
    error_id = secrets.token_hex(4)
    with suppress(OSError):
        handler = logging.handlers.RotatingFileHandler(
            paths.log_dir() / FILE_NAME, maxBytes=_MAX_BYTES, backupCount=2, encoding="utf-8"
        )
        record = logging.LogRecord(
            "pacdesk.cli",
            logging.ERROR,
            __file__,
            0,
            "error %s",
            (error_id,),
            (type(error), error, error.__traceback__),
        )
        handler.setFormatter(_Redacting("%(asctime)s %(levelname)s %(message)s"))
        handler.emit(record)
        handler.close()
    return error_id
