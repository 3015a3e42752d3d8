"""The page and the form of a contract."""
