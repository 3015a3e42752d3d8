"""Clients, their organizations, contacts, addresses and access logins.

Six drawers more than an area has. `brazil` holds the value rules of Brazilian documents, codes
and telephones: forms, custom fields, imports and searches of other areas read values there, and
none of them should import the rules of clients to do so. `rows.py` holds the values of forms and
the plain rows that screens show, `parts.py` the handlers of what hangs on a client, `portfolios.py`
those that put clients into portfolios, `covering.py` which personal fields show, `requesters.py` as
whom a user asks: apart from `rules.py` and `handlers.py` so that each file stays readable.
"""
