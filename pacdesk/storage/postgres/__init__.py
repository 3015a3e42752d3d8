"""The wall of a shared desk: roles, functions, grants and policies, as SQL in the order they are applied
(DESIGN section 5). `wall.py` applies them."""
