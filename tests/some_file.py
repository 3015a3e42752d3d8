"""The content that tests hang on things: behind the wall one must have brought it before."""

from hashlib import sha256
from typing import Final

CONTENT: Final = b"planta"
SHA256: Final = sha256(CONTENT).hexdigest()
