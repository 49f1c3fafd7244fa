"""The name of a text by its content."""

from __future__ import annotations

import hashlib


def sha256(text: str) -> str:
    """The digest of ``text`` in UTF-8, in hexadecimal digits, as Apollo's protocol writes it."""
    return hashlib.sha256(text.encode()).hexdigest()
