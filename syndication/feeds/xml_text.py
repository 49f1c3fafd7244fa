"""Text that XML can hold."""

from __future__ import annotations

import re

# All but these are forbidden, however they are written: https://www.w3.org/TR/xml/#charsets
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """``text`` without the characters that no XML document may hold."""
    return FORBIDDEN.sub("", text)
