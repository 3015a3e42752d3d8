"""The window's own rows of the action table."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication

from pacdesk.config import paths
from pacdesk.gui import pages
from pacdesk.gui.actions import Act, needs_desk, never_refused
from pacdesk.gui.context import Context, NewClient, NewTicket, ShowSettings
from pacdesk.gui.tickets.queue_views import SHOWN
from pacdesk.gui.tickets.queue_words import view_word

if TYPE_CHECKING:
    from pacdesk.gui.main_window import MainWindow

translate = QCoreApplication.translate
SCALES = (0.9, 1.0, 1.1, 1.25, 1.5)


def window_acts(window: "MainWindow") -> None:
    """Add every row to the window's table."""
    for act in (
        *_system(window),
        *_work(window),
        *_views(window),
        *_panels(window),
        *_looks(),
        *_moves(window),
        *_help(window),
    ):
        window.actions_table.add(act)
    person = window.top.person_menu
    person.addAction(window.actions_table["window.lock"])
    person.addAction(window.actions_table["window.leave"])


def _ignoring(call: Callable[[], Any]) -> Callable[[Context], Any]:
    return lambda _: call()


def _system(window: "MainWindow") -> tuple[Act, ...]:
    return (
        Act(
            "window.leave",
            lambda: translate("Actions", "&Open a desk…"),
            _ignoring(window.leave_desk),
            icon="folder-open",
            menu="system",
            place=0,
        ),
        Act(
            "window.lock",
            lambda: translate("Actions", "&Lock"),
            _ignoring(window.lock),
            keys=("Ctrl+L",),
            icon="lock",
            menu="system",
            place=800,
            refused=lambda _: window.may_lock(),
        ),
        Act(
            "window.quit",
            lambda: translate("Actions", "&Quit"),
            _ignoring(window.close),
            keys=("Ctrl+Q",),
            icon="log-out",
            menu="system",
            place=900,
            refused=never_refused,
            role=QAction.MenuRole.QuitRole,
        ),
        Act(
            "window.settings",
            lambda: translate("Actions", "&Settings of this computer…"),
            lambda context: context.navigate(ShowSettings()),
            keys=("Ctrl+,",),
            icon="settings",
            menu="settings",
            place=900,
            refused=_unless_known(ShowSettings, needs=never_refused),
            role=QAction.MenuRole.PreferencesRole,
        ),
    )


def _unless_known(
    target: type[Any], needs: Callable[[Context], str | None] = needs_desk
) -> Callable[[Context], str | None]:
    def refused(context: Context) -> str | None:
        if not pages.knows(target):
            return translate("Actions", "Open a desk first")
        return needs(context)

    return refused


def _work(window: "MainWindow") -> tuple[Act, ...]:
    return (
        Act(
            "client.new",
            lambda: translate("Actions", "New &client…"),
            lambda context: context.navigate(NewClient()),
            keys=("Ctrl+Shift+N",),
            icon="user-plus",
            menu="clients",
            refused=_unless_known(NewClient),
        ),
        Act(
            "ticket.new",
            lambda: translate("Actions", "&New ticket…"),
            lambda context: context.navigate(NewTicket()),
            keys=("Ctrl+N",),
            icon="plus",
            menu="tickets",
            refused=_unless_known(NewTicket),
        ),
        Act(
            "queue.filter",
            lambda: translate("Actions", "&Filter the view"),
            _ignoring(window.queue.focus_filter),
            keys=("Ctrl+F",),
            icon="list-filter",
            menu="tickets",
            place=100,
        ),
        Act(
            "search.all",
            lambda: translate("Actions", "&Search everything"),
            _ignoring(window.focus_search),
            keys=("Ctrl+Shift+F",),
            icon="search",
            menu="tickets",
            place=101,
        ),
        Act(
            "window.refresh",
            lambda: translate("Actions", "Update lis&ts"),
            _ignoring(window.refresh),
            keys=("F5",),
            icon="refresh-cw",
            menu="view",
            place=800,
        ),
    )


def _views(window: "MainWindow") -> tuple[Act, ...]:
    def row(number: int) -> Act:
        return Act(
            f"queue.view.{SHOWN[number]}",
            lambda: view_word(SHOWN[number]),
            lambda _: window.queue.show_view(number),
            keys=(f"Ctrl+{number + 1}",),
            menu="tickets",
            place=200 + number,
            checked=lambda context: context.desk is not None and window.queue.views.key is SHOWN[number],
        )

    return tuple(row(number) for number in range(len(SHOWN)))


def _panels(window: "MainWindow") -> tuple[Act, ...]:
    def row(number: int) -> Act:
        dock = window.docks[number]
        return Act(
            f"panel.{dock.objectName()}",
            dock.windowTitle,
            lambda _: dock.setVisible(not dock.isVisible()),
            menu="view/panels",
            place=number,
            checked=lambda _: dock.isVisible(),
        )

    return (
        *(row(number) for number in range(len(window.docks))),
        Act(
            "panel.restore",
            lambda: translate("Actions", "&Restore layout"),
            _ignoring(window.restore_layout),
            icon="rotate-ccw",
            menu="view",
            place=50,
        ),
    )


def _looks() -> tuple[Act, ...]:
    themes = (
        ("system", lambda: translate("Actions", "Appearance: as the s&ystem")),
        ("light", lambda: translate("Actions", "Appearance: &light")),
        ("dark", lambda: translate("Actions", "Appearance: &dark")),
    )
    languages = (
        ("pt-BR", lambda: "Português (&Brasil)"),
        ("en", lambda: "&English"),
    )

    def theme(number: int) -> Act:
        value, text = themes[number]
        return Act(
            f"look.theme.{value}",
            text,
            lambda context: context.use_settings(replace(context.settings, theme=value)),
            menu="view",
            place=100 + number,
            refused=never_refused,
            checked=lambda context: context.settings.theme == value,
        )

    def language(number: int) -> Act:
        value, text = languages[number]
        return Act(
            f"look.language.{value}",
            text,
            lambda context: context.use_settings(replace(context.settings, language=value)),
            menu="view",
            place=200 + number,
            refused=never_refused,
            checked=lambda context: context.settings.language == value,
        )

    return (
        *(theme(number) for number in range(len(themes))),
        *(language(number) for number in range(len(languages))),
        Act(
            "look.larger",
            lambda: translate("Actions", "Lar&ger"),
            lambda context: _scale(context, 1),
            keys=("Ctrl++", "Ctrl+="),
            icon="zoom-in",
            menu="view",
            place=300,
            refused=lambda context: _scale_refused(context, 1),
        ),
        Act(
            "look.smaller",
            lambda: translate("Actions", "S&maller"),
            lambda context: _scale(context, -1),
            keys=("Ctrl+-",),
            icon="zoom-out",
            menu="view",
            place=301,
            refused=lambda context: _scale_refused(context, -1),
        ),
        Act(
            "look.hundred",
            lambda: translate("Actions", "Normal si&ze"),
            lambda context: context.use_settings(replace(context.settings, scale=1.0)),
            keys=("Ctrl+0",),
            menu="view",
            place=302,
            refused=never_refused,
        ),
    )


def _nearest(scale: float) -> int:
    return min(range(len(SCALES)), key=lambda number: abs(SCALES[number] - scale))


def _scale(context: Context, by: int) -> None:
    place = min(max(_nearest(context.settings.scale) + by, 0), len(SCALES) - 1)
    context.use_settings(replace(context.settings, scale=SCALES[place]))


def _scale_refused(context: Context, by: int) -> str | None:
    place = _nearest(context.settings.scale) + by
    if 0 <= place < len(SCALES):
        return None
    return (
        translate("Actions", "There is no larger size")
        if by > 0
        else translate("Actions", "There is no smaller size")
    )


def _moves(window: "MainWindow") -> tuple[Act, ...]:
    centre = window.centre

    def going(by: int) -> Callable[[Context], str | None]:
        return lambda _: None if centre.may_go(by) else translate("Actions", "Nothing was open there")

    def with_tab(context: Context) -> str | None:
        del context
        return None if centre.page() is not None else translate("Actions", "No page is open")

    rows: tuple[tuple[str, Callable[[], str], Callable[[], Any], tuple[str, ...], str, Any], ...] = (
        (
            "go.back",
            lambda: translate("Actions", "Bac&k"),
            lambda: centre.go(-1),
            ("Alt+Left",),
            "arrow-left",
            going(-1),
        ),
        (
            "go.forward",
            lambda: translate("Actions", "&Forward"),
            lambda: centre.go(1),
            ("Alt+Right",),
            "arrow-right",
            going(1),
        ),
        (
            "go.next",
            lambda: translate("Actions", "&Next page"),
            lambda: centre.step(1),
            ("Ctrl+Tab", "Ctrl+PgDown"),
            "",
            with_tab,
        ),
        (
            "go.previous",
            lambda: translate("Actions", "Pre&vious page"),
            lambda: centre.step(-1),
            ("Ctrl+Shift+Tab", "Ctrl+PgUp"),
            "",
            with_tab,
        ),
        (
            "go.close",
            lambda: translate("Actions", "&Close page"),
            centre.close_current,
            ("Ctrl+W",),
            "x",
            with_tab,
        ),
        (
            "go.pane",
            lambda: translate("Actions", "Ne&xt panel"),
            lambda: window.next_pane(1),
            ("F6",),
            "",
            never_refused,
        ),
        (
            "go.pane.back",
            lambda: translate("Actions", "Previo&us panel"),
            lambda: window.next_pane(-1),
            ("Shift+F6",),
            "",
            never_refused,
        ),
    )
    return tuple(
        Act(name, text, _ignoring(call), keys=keys, icon=icon, menu="view", place=400 + n, refused=refused)
        for n, (name, text, call, keys, icon, refused) in enumerate(rows)
    )


def _help(window: "MainWindow") -> tuple[Act, ...]:
    return (
        Act(
            "help.keys",
            lambda: translate("Actions", "&Keyboard"),
            _ignoring(window.actions_table_help),
            keys=("F1",),
            icon="keyboard",
            menu="help",
            refused=never_refused,
        ),
        Act(
            "help.demo",
            lambda: translate("Actions", "Explore with &examples"),
            _ignoring(window.open_demo),
            icon="flask-conical",
            menu="help",
            place=100,
            refused=never_refused,
        ),
        Act(
            "help.log",
            lambda: translate("Actions", "Open &log folder"),
            lambda _: QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.log_dir()))),
            icon="folder-open",
            menu="help",
            place=200,
            refused=never_refused,
        ),
        Act(
            "help.diagnosis",
            lambda: translate("Actions", "&Copy diagnosis"),
            lambda _: QGuiApplication.clipboard().setText(window.diagnosis()),
            icon="copy",
            menu="help",
            place=201,
            refused=never_refused,
        ),
        Act(
            "help.about",
            lambda: translate("Actions", "&About pacdesk"),
            _ignoring(window.about),
            icon="info",
            menu="help",
            place=300,
            refused=never_refused,
            role=QAction.MenuRole.AboutRole,
        ),
    )
