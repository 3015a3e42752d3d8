"""Portfolios (carteiras): which clients belong together, and so who sees them."""
