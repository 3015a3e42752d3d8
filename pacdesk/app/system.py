"""What Qt needs of a Linux system, named by its package before Qt itself fails with less to say."""

import ctypes
import sys
from collections.abc import Callable, Mapping

ALWAYS: Mapping[str, tuple[str, str]] = {
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libGL.so.1": ("libgl1", "mesa-libGL"),
    "libEGL.so.1": ("libegl1", "mesa-libEGL"),
    "libX11.so.6": ("libx11-6", "libX11"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libbrotlidec.so.1": ("libbrotli1", "libbrotli"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2", "krb5-libs"),
}
"""Library: its package in Debian and its relatives, and in Fedora and its relatives."""

FOR_X11: Mapping[str, tuple[str, str]] = {
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
}
_NO_SCREEN = {"offscreen", "minimal", "vnc"}


def missing_for_window(
    environment: Mapping[str, str],
    *,
    platform: str = sys.platform,
    there: Callable[[str], bool] | None = None,
) -> str:
    """What to tell when Qt could not start here, with the line that mends it; empty when it can."""
    if platform != "linux":
        return ""
    present = there or _loads
    wanted = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    needed = dict(ALWAYS)
    if wanted not in _NO_SCREEN:
        if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
            return _in_language(
                environment,
                "pacdesk precisa de uma sessão gráfica: DISPLAY e WAYLAND_DISPLAY estão vazias.\n"
                "Sem ela, use os comandos: pacdesk-cli --help",
                "pacdesk needs a graphical session: DISPLAY and WAYLAND_DISPLAY are empty.\n"
                "Without one, use the commands: pacdesk-cli --help",
            )
        if environment.get("DISPLAY") and wanted != "wayland":
            needed |= FOR_X11
    lacking = [library for library in needed if not present(library)]
    if not lacking:
        return ""
    debian = " ".join(dict.fromkeys(needed[library][0] for library in lacking))
    fedora = " ".join(dict.fromkeys(needed[library][1] for library in lacking))
    lines = f"  sudo apt-get install {debian}\n  sudo dnf install {fedora}"
    names = ", ".join(lacking)
    return _in_language(
        environment,
        f"Faltam bibliotecas do sistema para abrir a janela: {names}.\nInstale e tente de novo:\n{lines}",
        f"System libraries for the window are missing: {names}.\nInstall them and try again:\n{lines}",
    )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _in_language(environment: Mapping[str, str], portuguese: str, english: str) -> str:
    given = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    language = next((value for value in given if value), "")
    return english if language.lower().startswith("en") else portuguese
