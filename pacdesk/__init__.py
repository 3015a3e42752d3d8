"""pacdesk: a client-service desk for companies that look after clients under contract."""

__version__ = "0.1.0"
