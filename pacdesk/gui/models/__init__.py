"""Qt models over answers of a desk."""
