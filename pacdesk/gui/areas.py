"""Every area that gives the window pages and actions. Importing an area registers them.

Imported after the first paint: the pages are not needed before.
"""


def load() -> None:
    """Import every area."""
    import pacdesk.gui.reports.preview
    import pacdesk.gui.tickets.page  # noqa: F401
