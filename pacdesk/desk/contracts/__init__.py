"""Contracts of clients: what was agreed (status) and whether the service runs (access).

One drawer more than an area has: `rows.py` holds the plain rows that screens show.
"""
