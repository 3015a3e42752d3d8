"""Contracts on screen: their dock, page and form."""
