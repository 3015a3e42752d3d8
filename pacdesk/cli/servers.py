"""`server init`, `server upgrade` and `server user`: for who owns a shared desk."""

from pacdesk.cli import desks, refusals
from pacdesk.cli.run import Run
from pacdesk.config import connections
from pacdesk.desk import serving
from pacdesk.desk.opening import DEFAULT_GROUP, FirstRows
from pacdesk.errors import Invalid


def serve(run: Run) -> int:
    """`server WHAT …`; exit codes as everywhere."""
    doing = {
        "init": init,
        "upgrade": upgrade,
        "add": add_user,
        "disable": disable_user,
        "reset": reset_user,
    }
    what = run.options.what
    return doing[run.options.doing if what == "user" else what](run)


def init(run: Run) -> int:
    """`server init URL`: may run again."""
    options = run.options
    place, address = _address(run)
    name = options.name or place.rsplit("/", 1)[-1].split("?", 1)[0]
    first = FirstRows(desk_name=name, company_name=options.company or "", permission_group=DEFAULT_GROUP)
    return _told(run, place, serving.prepare(address, first))


def upgrade(run: Run) -> int:
    """`server upgrade URL`: may run again."""
    place, address = _address(run)
    return _told(run, place, serving.upgrade(address))


def add_user(run: Run) -> int:
    """`server user add NAME --desk URL --login L`."""
    options = run.options
    _, address = _address(run)
    made = serving.let_in(
        address, options.name, options.login, admin=options.admin, password=_new_password(run)
    )
    known = "server.user_linked" if made.was_known else "server.user_added"
    run.console.result(run.words(known, login=made.login))
    return _tell_password(run, made.login, made.password, user=str(made.user))


def disable_user(run: Run) -> int:
    """`server user disable L --desk URL`."""
    _, address = _address(run)
    login = run.options.login
    serving.shut_out(address, login)
    run.console.result(run.words("server.user_disabled", login=login))
    run.console.data({"ok": True, "login": login})
    return refusals.FINE


def reset_user(run: Run) -> int:
    """`server user reset L --desk URL`."""
    _, address = _address(run)
    login = run.options.login
    chosen = serving.reset(address, login, _new_password(run), without_code=run.options.without_code)
    run.console.result(run.words("server.user_reset", login=login))
    return _tell_password(run, login, chosen)


def _address(run: Run) -> tuple[str, str]:
    """How the server is shown, and its address with the owner's password. Raises Invalid `server.no_address`
    for what is a file."""
    place = desks.place_of(run.options.desk)
    if place.path is not None:
        raise Invalid("server.no_address", place=place.text)
    shown = connections.without_password(place.address)
    return shown, desks.with_password(place.address, desks.Sources.of(run.options))


def _new_password(run: Run) -> str | None:
    source = run.options.new_password_from
    return None if source is None else desks.secret_from(source)


def _told(run: Run, place: str, done: serving.Prepared) -> int:
    sentence = "server.made" if done.is_new else "server.upgraded"
    run.console.result(run.words(sentence, place=place, before=done.before or "–", after=done.after))
    if done.come_back:
        run.console.note(run.words("privacy.come_back", count=done.come_back))
    if done.wants_superuser:
        run.console.note(run.words("server.wants_superuser"))
    run.console.data(
        {
            "ok": True,
            "place": place,
            "before": done.before,
            "after": done.after,
            "new": done.is_new,
            "wants_superuser": done.wants_superuser,
        }
    )
    return refusals.FINE


def _tell_password(run: Run, login: str, password: str | None, **more: str) -> int:
    if password is not None:
        run.console.result(run.words("server.password", password=password))
    run.console.data({"ok": True, "login": login, "password": password, **more})
    return refusals.FINE
