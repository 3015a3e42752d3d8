"""Carrying every row of a desk from one database to another, of either kind.

Rows travel as SQLite holds them (`rows.py`): ids as 16 bytes, times as microseconds, dates as ISO text. They
come table by table, parents first, in the order of their `rowno`, which itself stays behind: it is local to
its database. Memory does not grow with the desk.
"""
