"""Tokens, palette, style sheet, fonts and icons."""

import gc
import re
import tomllib

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QImage, QPalette, QRawFont
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from pacdesk.config.paths import resources
from pacdesk.gui import icons
from pacdesk.gui.theme import Mode, Theme, ThemeManager, current, load_fonts, tokens
from pacdesk.gui.theme.palette import palette
from pacdesk.gui.theme.rules import RULES
from pacdesk.gui.theme.stylesheet import stylesheet


def _luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: QColor, two: QColor) -> float:
    high, low = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _has(image: QImage, colour: QColor) -> bool:
    return any(
        image.pixelColor(x, y).rgb() == colour.rgb()
        for x in range(image.width())
        for y in range(image.height())
    )


@pytest.mark.parametrize("theme", [Theme.light(), Theme.night()], ids=["light", "dark"])
def test_contrast_is_what_the_tokens_promise(theme: Theme) -> None:
    raw = tomllib.loads((resources() / "tokens.toml").read_text(encoding="utf-8"))
    promised = raw["contrast"]["dark" if theme.dark else "light"]
    for pair, ratio in promised.items():
        if " on " not in pair:
            continue
        ink, ground = pair.split(" on ")
        assert _contrast(theme.color(ink), theme.color(ground)) == pytest.approx(ratio, abs=0.06), pair
    pairs = tokens().dark_avatars if theme.dark else tokens().light_avatars
    worst = min(_contrast(QColor(ink), QColor(fill)) for fill, ink in pairs)
    assert worst == pytest.approx(promised["avatar worst"], abs=0.06)


def test_both_themes_name_the_same_colours() -> None:
    assert set(tokens().light) == set(tokens().dark)


def test_every_meaning_is_a_colour_family() -> None:
    theme = Theme.light()
    for table in tokens().meaning.values():
        for family in table.values():
            tone = theme.tone(family)
            for name in (tone.dot, tone.text, tone.soft, tone.line):
                assert theme.color(name).isValid()


def test_a_colour_is_the_callers_own() -> None:
    theme = Theme.light()
    theme.color("accent").setAlpha(0)
    assert theme.color("accent").alpha() == 255
    assert theme.color("scrim").alpha() == 0x59


def test_an_unknown_name_fails_at_once() -> None:
    with pytest.raises(KeyError):
        Theme.light().color("fuchsia")
    with pytest.raises(KeyError):
        Theme.light().px("nowhere")


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.25, 1.5])
@pytest.mark.parametrize("dark", [False, True])
def test_the_sheet_fills_in_every_name_at_every_scale(scale: float, dark: bool) -> None:
    sheet = stylesheet(Theme.night(scale) if dark else Theme.light(scale))
    assert "$" not in sheet
    for picture in re.findall(r'url\("([^"]+)"\)', sheet):
        assert QSvgRenderer(picture).isValid(), picture


def test_no_px_is_typed_by_hand() -> None:
    assert re.findall(r"\d+\s*px|#[0-9a-fA-F]{3,8}\b", RULES) == []


def test_the_scale_stays_in_its_bounds() -> None:
    assert Theme.light(0.1).scale == 0.9
    assert Theme.light(9).scale == 1.5
    assert Theme.light(1.5).px("row") == 45
    assert Theme.light(0.9).scaled(1) == 1


def test_the_palette_leaves_no_role_to_the_desktop() -> None:
    made = palette(Theme.night())
    roles = [r for r in QPalette.ColorRole if r.value < QPalette.ColorRole.NColorRoles.value]
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for role in roles:
            assert role is QPalette.ColorRole.NoRole or made.isBrushSet(group, role), (group, role)


def test_apply_is_live_and_tells(manager: ThemeManager, qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("Advance")
    qtbot.addWidget(button)
    with qtbot.waitSignal(manager.changed):
        theme = manager.apply(Mode.DARK, 1.5)
    assert current() is theme
    assert qapp.palette().window().color() == theme.color("window")
    assert qapp.font().family() == "Inter"
    assert button.sizeHint().height() == theme.px("control") == 45
    manager.apply(Mode.LIGHT)
    assert button.sizeHint().height() == 30


def test_a_button_keeps_its_size_when_focused(qtbot: QtBot) -> None:
    for kind in ("primary", "normal", "ghost", "danger", "link"):
        button = QPushButton("Advance")
        button.setProperty("kind", kind)
        qtbot.addWidget(button)
        button.show()
        before = button.sizeHint()
        button.setFocus()
        button.ensurePolished()
        assert button.sizeHint() == before, kind


def test_system_mode_follows_the_desktop(manager: ThemeManager) -> None:
    assert manager.apply(Mode.SYSTEM).dark is False


def test_high_contrast_has_no_colour_of_ours() -> None:
    desktop = QPalette(QColor("#000000"))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        desktop.setColor(role, QColor("#ffff00"))
    theme = Theme.of_system(desktop)
    own = {desktop.color(role).name() for role in QPalette.ColorRole if role.value < 20}
    own.add(desktop.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText).name())
    assert {name for name in theme.colour_names().values() if len(name) == 7} <= own
    assert theme.high_contrast
    assert theme.dark
    assert "$" not in stylesheet(theme)


def test_the_fonts_come_in_three_weights_and_figures_line_up(manager: ThemeManager) -> None:
    assert {"Inter", "JetBrains Mono"} <= set(load_fonts())
    theme = manager.theme
    styles = [QRawFont.fromFont(theme.font("body", w)).styleName() for w in ("regular", "label", "strong")]
    assert styles == ["Regular", "Medium", "SemiBold"]
    metrics = QFontMetrics(theme.font("body", tabular=True))
    assert len({metrics.horizontalAdvance(figure * 10) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("name", sorted(icons.names()))
def test_every_icon_draws(name: str) -> None:
    assert icons.pixmap(name).toImage().pixelColor(0, 0).isValid()
    image = icons.pixmap(name, "text", 48).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(48) for y in range(48))


def test_an_icon_takes_its_colour_from_the_theme_in_force(manager: ThemeManager) -> None:
    icon = icons.icon("square-check-big", "accent")
    copy = QIcon(icon)
    for mode in (Mode.LIGHT, Mode.DARK, Mode.LIGHT):
        theme = manager.apply(mode)
        del icon
        gc.collect()
        icon = QIcon(copy)
        assert _has(icon.pixmap(QSize(48, 48)).toImage(), theme.color("accent"))
        faded = icon.pixmap(QSize(48, 48), QIcon.Mode.Disabled).toImage()
        assert _has(faded, theme.color("disabled"))
        assert not _has(faded, theme.color("accent"))


@pytest.mark.parametrize("dpr", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_is_sharp_on_every_screen(dpr: float) -> None:
    picture = icons.icon("hand").pixmap(QSize(16, 16), dpr)
    assert picture.devicePixelRatio() == dpr
    assert picture.width() == round(16 * dpr)
    assert icons.pixmap("hand", "text2", 16, dpr) is icons.pixmap("hand", "text2", 16, dpr)


def test_a_wide_box_keeps_its_gap_at_the_right() -> None:
    image = icons.icon("hand").pixmap(QSize(20, 16)).toImage()
    assert image.width() == 20
    assert all(image.pixelColor(x, y).alpha() == 0 for x in range(17, 20) for y in range(16))


def test_an_icon_that_is_not_there_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("unicorn")


def test_the_program_has_a_mark() -> None:
    assert not icons.program().pixmap(QSize(64, 64)).isNull()
    assert icons.program().pixmap(QSize(64, 64)).toImage().pixelColor(5, 32).alpha() == 255


def test_each_bundled_family_has_its_licence() -> None:
    for file in (resources() / "fonts").glob("*.ttf"):
        family = file.stem.split("-")[0]
        assert (resources() / "fonts" / f"{family}-LICENSE.txt").is_file(), file.name
    assert (resources() / "icons" / "lucide" / "LICENSE").is_file()


def test_the_native_frame_is_told(manager: ThemeManager, qapp: QApplication) -> None:
    manager.apply(Mode.DARK)
    assert qapp.styleHints().colorScheme() in (Qt.ColorScheme.Dark, Qt.ColorScheme.Unknown)
