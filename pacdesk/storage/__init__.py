"""Where a desk is kept: engines, transactions, keys, files, backups. Knows no business rule."""
