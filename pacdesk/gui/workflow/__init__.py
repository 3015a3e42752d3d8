"""The studio: a ticket type's workflow drawn, edited, checked, compared, played and published."""
