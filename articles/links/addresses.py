"""One form for each address, so that it is asked once however it was typed in."""

from __future__ import annotations

import hashlib
import re

from urllib3.util.url import Url, parse_url

PORTS = {"http": 80, "https": 443}
LONGEST = 2_000  # characters, as many as `content_api.outbound` asks for
LONGEST_HOST = 240  # characters; no name may have more than 253
PLACEHOLDER = re.compile(r"\{\{|\}\}|\*\|")  # of newsletter tools: no address before somebody is written to


def normalised(text: str) -> str | None:
    """The address without its fragment, which no server sees; `None` for what is no web address elsewhere."""
    text = text.strip()
    if not re.match(r"https?://", text, re.IGNORECASE) or len(text) > LONGEST or PLACEHOLDER.search(text):
        return None
    try:
        parts = parse_url(text)
    except ValueError:  # of which urllib3's own is one
        return None
    if not parts.host or len(parts.host) > LONGEST_HOST:
        return None
    port = None if parts.port == PORTS[parts.scheme or ""] else parts.port
    return Url(parts.scheme, parts.auth, parts.host, port, parts.path or "/", parts.query).url


def host_of(url: str) -> str:
    """The host of a normalised address, with its port where that is not the usual one."""
    parts = parse_url(url)
    return f"{parts.host}:{parts.port}" if parts.port else str(parts.host)


def digest_of(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()
