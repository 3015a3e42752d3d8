"""Pictures of the connection screen: empty, with long names, and with each step passing and failing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget
from studio import Studio

from pacdesk.config.connections import POSTGRES, Connection
from pacdesk.config.steps import Outcome, Step, StepName
from pacdesk.desk.access.rules import ServerLogIn
from pacdesk.desk.values import new_id
from pacdesk.errors import DeskUnavailable, Forbidden, UserError
from pacdesk.gui.admin.user_login import UserLogInDialog
from pacdesk.gui.connections.dialog import ConnectionsDialog
from pacdesk.gui.connections.port import Tell

_FAR: Final = "matriz.atendimento.exemplo-de-nome-comprido.example"
_SAVED: Final = (
    Connection(
        "Matriz", POSTGRES, "postgresql://marina@db1.example:5432,db2.example:5432/pacdesk", "#c9281c"
    ),
    Connection("Homologação", POSTGRES, "postgresql://marina@teste.example:5433/pacdesk", "#2c9447"),
    Connection(
        "Central de relacionamento das filiais do Norte e Nordeste",
        POSTGRES,
        f"postgresql://marina.aparecida.de.albuquerque@{_FAR}:5432/pacdesk?sslmode=verify-full"
        "&sslrootcert=/etc/pacdesk/certificados/autoridade-da-empresa.crt",
        "#7a5ae0",
    ),
)
_PASSED: Final = (
    Step(StepName.NAME, Outcome.OK, "name.found", {"addresses": "192.0.2.17, 192.0.2.18"}),
    Step(StepName.REACH, Outcome.OK, "reach.open", {"port": 5432, "ms": 12}),
    Step(
        StepName.TLS,
        Outcome.OK,
        "tls.verified",
        {"version": "TLSv1.3", "until": datetime(2027, 8, 9, 12, tzinfo=UTC)},
    ),
    Step(StepName.LOG_IN, Outcome.OK, "log_in.in", {"login": "marina", "host": "db1.example"}),
    Step(StepName.VERSION, Outcome.OK, "version.safe", {"release": "18.1"}),
    Step(StepName.SCHEMA, Outcome.OK, "schema.fits", {"found": "0001"}),
)
_FAULTS: Final[dict[StepName, UserError]] = {
    StepName.NAME: DeskUnavailable("server.no_such_host", detail=_FAR),
    StepName.REACH: DeskUnavailable("server.host_silent", host=_FAR, port=5432, seconds=5),
    StepName.TLS: DeskUnavailable("server.other_host", detail="db1.example"),
    StepName.LOG_IN: DeskUnavailable("server.wrong_password", detail=""),
    StepName.VERSION: DeskUnavailable("server.too_old", found="15.2", needed="15.14, 16.10, 17.6, 18.0"),
    StepName.SCHEMA: Forbidden("server.nobody", login="marina"),
}


class _Servers:
    """Saved connections to look at; the test tells what a picture wants."""

    def __init__(self, saved: tuple[Connection, ...], steps: tuple[Step, ...] = ()) -> None:
        self._saved, self._steps = saved, steps

    def saved(self) -> tuple[Connection, ...]:
        return self._saved

    def save(self, was: str, connection: Connection, password: str, *, keep: bool) -> tuple[Connection, ...]:
        raise NotImplementedError(was, connection, password, keep)

    def remove(self, name: str) -> tuple[Connection, ...]:
        raise NotImplementedError(name)

    def has_password(self, address: str) -> bool:
        return bool(address)

    def try_out(self, address: str, password: str, tell: Tell) -> bool:
        del address, password
        for step in self._steps:
            tell(step)
        return True


def _screen(saved: tuple[Connection, ...], steps: tuple[Step, ...], studio: Studio) -> QWidget:
    studio.window.show_welcome()
    studio.settle()
    dialog = ConnectionsDialog(studio.context, _Servers(saved, steps), studio.window)
    dialog.open()
    studio.settle()
    if saved:
        dialog.list.setCurrentRow(1 if steps else 0)
        studio.settle()
    if steps:
        dialog.try_out()
        studio.settle()
    return dialog


def _refused(studio: Studio) -> QWidget:
    dialog: Any = _screen((), (), studio)
    dialog.form.name.setText("Matriz")
    dialog.keep()
    studio.settle()
    return dialog  # type: ignore[no-any-return]  # a dialog of ours


def _failing(name: StepName) -> tuple[Step, ...]:
    before = _PASSED[: list(StepName).index(name)]
    error = _FAULTS[name]
    return (*before, Step(name, Outcome.FAILED, error.code, error.facts, error))


def _warned() -> tuple[Step, ...]:
    missing = DeskUnavailable("server.no_such_host", detail="db2.example")
    facts = {"addresses": "192.0.2.17", "hosts": "db2.example"}
    return (
        Step(StepName.NAME, Outcome.WARNED, "some", facts, missing),
        _PASSED[1],
        Step(StepName.TLS, Outcome.WARNED, "tls.off"),
        *_PASSED[3:5],
        Step(StepName.SCHEMA, Outcome.WARNED, "schema.above", {"found": "0001"}),
    )


def _log_in(studio: Studio) -> QWidget:
    studio.window.show_welcome()
    studio.settle()
    doorway = studio.window.doorway
    doorway.setCurrentWidget(doorway.server)
    doorway.server.start(_SAVED[2].address)
    doorway.server.complain(DeskUnavailable("server.wrong_password"))
    studio.settle()
    return studio.window


def _coloured(studio: Studio) -> QWidget:
    studio.open("demo")
    opened = studio.context.open
    if opened is None:
        raise LookupError("demo")
    shared = replace(
        opened,
        kind="shared",
        place="postgresql://marina@db1.example/pacdesk",
        connection=_SAVED[0].name,
        colour=_SAVED[0].colour,
    )
    studio.window.use_desk(shared)
    studio.settle()
    return studio.window


def _user(studio: Studio, *, is_open: bool) -> QWidget:
    studio.open("demo")
    studio.settle()
    dialog = UserLogInDialog(studio.context, new_id(), "Maria Aparecida de Albuquerque", studio.window)
    dialog.open()
    studio.settle()
    dialog.computers.hide()
    dialog.server.show_state(ServerLogIn("maria.albuquerque", is_known=is_open, may_enter=is_open))
    if is_open:
        dialog.server.show_password("vJ8s-Xq2TnWk0aLd")
    studio.settle()
    return dialog


CONNECTION_SCENES: Final[dict[str, Callable[[Studio], QWidget]]] = {
    "connections-empty": partial(_screen, (), ()),
    "connections": partial(_screen, _SAVED, ()),
    "connections-refused": _refused,
    "connections-passed": partial(_screen, _SAVED, _PASSED),
    "connections-warned": partial(_screen, _SAVED, _warned()),
    **{f"connections-fails-{name}": partial(_screen, _SAVED, _failing(name)) for name in StepName},
    "server-log-in": _log_in,
    "coloured-desk": _coloured,
    "user-server-log-in": partial(_user, is_open=True),
    "user-server-log-in-closed": partial(_user, is_open=False),
}
