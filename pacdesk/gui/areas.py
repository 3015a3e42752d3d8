"""Every area that gives the window pages and actions. Importing an area registers them.

Imported after the first paint: the pages are not needed before.
"""


def load() -> None:
    """Import every area."""
    import pacdesk.gui.admin.catalogue
    import pacdesk.gui.admin.company
    import pacdesk.gui.admin.history
    import pacdesk.gui.admin.menu
    import pacdesk.gui.admin.settings
    import pacdesk.gui.admin.working_hours
    import pacdesk.gui.clients.client_form
    import pacdesk.gui.clients.client_page
    import pacdesk.gui.contracts.contract_form
    import pacdesk.gui.contracts.contract_page
    import pacdesk.gui.privacy.page
    import pacdesk.gui.reports.preview
    import pacdesk.gui.tickets.board
    import pacdesk.gui.tickets.board_acts
    import pacdesk.gui.tickets.new_ticket
    import pacdesk.gui.tickets.page
    import pacdesk.gui.workflow.page
    import pacdesk.gui.workflow.studio_acts  # noqa: F401
