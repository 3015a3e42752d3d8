"""What makes a start quick, and is taken back once everything is there."""

import builtins
import gc


def begin() -> None:
    """Load Qt, and put off collecting garbage: while modules come in nothing is garbage, and each
    collection would look at all of them again.

    The binding puts a hook of its own before every import that follows, for a syntax (`__feature__`)
    that is not used here; without it they take four fifths of the time.
    """
    gc.disable()
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401  (for its effect on the hook)

    builtins.__import__ = plain


def end() -> None:
    """From now on garbage is collected (`gui/garbage.py` says when), but what stays until the end anyway is
    never looked at: a collection stops every thread, the window's too."""
    gc.freeze()
