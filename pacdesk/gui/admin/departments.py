"""The register of departments: where tickets without a client stand, for who may set portfolios (S2.10)."""

from PySide6.QtCore import QCoreApplication

from pacdesk.gui.admin.portfolios import needs_portfolios
from pacdesk.gui.editing.records import Record, RecordsPane


class DepartmentsPane(RecordsPane):
    """Who may not change portfolios has that field to read."""

    def _show(self, record: Record | None) -> None:
        super()._show(record)
        why = needs_portfolios(self.context)
        told = QCoreApplication.translate("Portfolios", "Its tickets without a client stand there")
        self.form.inputs["portfolio"].set_locked(why is not None)
        self.form.fields["portfolio"].set_help(why or told)
