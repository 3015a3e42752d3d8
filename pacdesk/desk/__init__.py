"""The business: one package an area, each with the same five drawers (DESIGN section 2)."""
