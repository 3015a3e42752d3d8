"""Documents: PDF files drawn from plain rows."""
