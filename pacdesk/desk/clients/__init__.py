"""Clients, their organizations, contacts, addresses and access logins.

Two drawers more than an area has. `brazil.py` holds the value rules of Brazilian documents, codes
and telephones: forms, custom fields, imports and searches of other areas read values there, and
none of them should import the rules of clients to do so. `rows.py` holds the plain rows that
screens show, apart from the rules so that each file stays readable.
"""
