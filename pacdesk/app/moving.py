"""Moving desks for the window. Imported when somebody moves one: it brings the checks."""

from contextlib import ExitStack, closing

from pacdesk.config import connections
from pacdesk.config.server_address import with_password
from pacdesk.desk import moving
from pacdesk.desk.desk import Desk
from pacdesk.desk.local import Protection
from pacdesk.desk.opening import open_shared
from pacdesk.desk.port import DeskPort
from pacdesk.errors import Invalid
from pacdesk.gui.moving import MoveTold, MoveWish, Telling


def move(desk: DeskPort, wish: MoveWish, tell: Telling) -> MoveTold:
    """Carry the open desk to the server that was typed, or that server's desk to a file."""
    address = _with_password(wish)
    with ExitStack() as stack:
        target: moving.ToServer | moving.ToFile
        if wish.file is None:
            if not isinstance(desk, Desk):
                raise TypeError("only a desk itself can be carried")
            source, target = desk, moving.ToServer(address)
        else:
            source = stack.enter_context(closing(open_shared(address)))
            protection = Protection(password=wish.file_password) if wish.file_password else None
            target = moving.ToFile(wish.file.absolute(), protection)
        kept = moving.back_up(source, lambda done, total: tell("backup", done, total))
        moved = moving.move(source, target, tell)
    return MoveTold(
        tickets=moved.counts["tickets"],
        events=moved.counts["ticket_events"],
        files=moved.files,
        missing_files=moved.missing_files,
        problems=moved.report.problems,
        unfit_logins=moved.unfit_logins,
        left_logins=moved.left_logins,
        backup=str(kept or ""),
        recovery_code=moved.recovery_code or "",
    )


def _with_password(wish: MoveWish) -> str:
    """Raises Invalid `desk.no_server_address` for what is no address of a server."""
    if connections.kind_of(wish.address) != connections.POSTGRES:
        raise Invalid("desk.no_server_address", place=wish.address)
    return with_password(wish.address, wish.password)
