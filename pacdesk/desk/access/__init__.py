"""Who people are and what they may do: users, log-in, rights, and what a person may see.

One drawer more than an area has: `passwords.py` hashes and compares at the edge, with a library that
rules may not import.
"""
