"""The one style sheet, written from the tokens of a theme.

`$name` is a colour, `${s_name}` a size with its unit, `${u_name}` a picture. A rule that names
something the tokens lack fails at once (`KeyError`), in the tests and not on a screen.

Dynamic properties that the rules know:
`kind` on buttons (primary, normal, ghost, danger, link; tool on tool buttons),
`look` on labels (display, title, ticket, lead, strong, label, second, micro, code) and on frames
(card, panel, chrome, sunken, line), `tone` on labels (a colour family), `complaint` on fields.
"""

from string import Template

from pacdesk.config.paths import resources
from pacdesk.gui.theme.rules import RULES
from pacdesk.gui.theme.theme import Theme, parse
from pacdesk.gui.theme.tokens import tokens

_SPIN_EXTRA = 3  # px that Qt adds by itself to a styled spin box, whatever the rule says
_FIELD_INSET = 2  # px that Qt adds by itself inside a field with a cursor, and not inside a choice
_PICTURES = ("chevron-down", "chevron-up", "chevron-left", "chevron-right", "x")


def stylesheet(theme: Theme) -> str:
    """The sheet for a theme: colours and sizes filled in, nothing else depends on anything."""
    return Template(RULES).substitute(_colours(theme) | _sizes(theme) | _pictures(theme))


def _colours(theme: Theme) -> dict[str, str]:
    filled = {}
    for name, written in theme.colour_names().items():
        colour = parse(written)
        filled[name] = (
            written
            if colour.alpha() == 255
            else f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"
        )
    filled["tip_link"] = (
        theme.colour_name("tip_text") if theme.high_contrast else tokens().dark["accent_text"]
    )
    return filled


def _sizes(theme: Theme) -> dict[str, str]:
    sizes = {f"s_{name}": theme.px(name) for name in tokens().size}
    sizes |= {f"s_type_{name}": theme.type_px(name) for name in tokens().type}
    sizes["s_type_ticket"] = theme.scaled(17)
    ring = sizes["s_focus"]
    for name in ("control", "control_s", "menubar", "header", "tab", "row"):
        sizes[f"s_{name}_in"] = sizes[f"s_{name}"] - 2
        sizes[f"s_{name}_ring"] = sizes[f"s_{name}"] - 2 * ring
    for name in ("pad", "pad_s", "grid"):
        sizes[f"s_{name}_ring"] = sizes[f"s_{name}"] - ring + 1
    sizes |= {
        "s_hair": 1,
        "s_spin_in": sizes["s_control"] - _SPIN_EXTRA - 2,
        "s_spin_ring": sizes["s_control"] - _SPIN_EXTRA - 2 * ring,
        "s_half": theme.scaled(2),
        "s_six": theme.scaled(6),
        "s_check": theme.px("icon") - 2,
        "s_bar": theme.scaled(10),
        "s_bar_thumb": theme.scaled(24),
        "s_bar_radius": theme.scaled(3),
        "s_progress": theme.scaled(4),
        "s_arrow": theme.scaled(22),
        "s_drop": theme.scaled(28),
        "s_pad_choice": sizes["s_pad_s"] + _FIELD_INSET,
        "s_pad_choice_ring": sizes["s_pad_s_ring"] + _FIELD_INSET,
        "s_pad_cell": theme.scaled(5),
        "s_menu_icon": theme.scaled(30),
        "s_menu_keys": theme.scaled(24),
        "s_tab_widest": theme.scaled(300),
        "s_round": theme.px("icon") // 2,
    }
    weights = {f"w_{name}": str(value) for name, value in tokens().weight.items()}
    return {name: f"{value}px" for name, value in sizes.items()} | weights


def _pictures(theme: Theme) -> dict[str, str]:
    folder = resources() / "icons" / "controls"
    shade = "dark" if theme.dark else "light"
    found = {f"u_{name.replace('-', '_')}": folder / f"{name}-ink-{shade}.svg" for name in _PICTURES}
    found |= {f"u_{name.replace('-', '_')}_faint": folder / f"{name}-faint-{shade}.svg" for name in _PICTURES}
    found |= {"u_check": folder / "check.svg", "u_dash": folder / "dash.svg", "u_dot": folder / "dot.svg"}
    found["u_check_ink"] = folder / f"check-{shade}.svg"
    return {name: f'url("{path.as_posix()}")' for name, path in found.items()}
