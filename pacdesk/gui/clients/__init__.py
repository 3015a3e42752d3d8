"""Clients on screen: their dock, page and forms."""
