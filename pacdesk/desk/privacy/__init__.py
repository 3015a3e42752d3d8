"""Data protection (LGPD): one person's data found, exported, corrected, erased; how long data stays; what a
legal hold keeps; and the register of what people asked.

More drawers than five: `reach.py` says which rows are a person's, `forgetting.py` takes the text out of
them, `collecting.py` reads them out whole, `retention.py` applies the rules of how long data stays.
"""
