"""Tickets: what clients ask, and everything that happens to it."""
