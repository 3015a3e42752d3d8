"""Who people are and what they may do: users, log-in, rights, and what a person may see.

More drawers than an area has: `passwords.py` hashes and compares at the edge, with a library that rules
may not import; `totp.py` are the rules of an authenticator's codes; `groups.py`, `second_factor.py` and
`computers.py` hold the handlers and queries of permission groups and of the two guards of a log-in.
"""
