"""Which videos may be embedded, told from their address alone: no network, no surprise.

A provider is recognised by its exact host names, and the player's address is made by us out of the video's
id, so that no address an editor types in is ever shown in a frame.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.db.models import TextChoices


class VideoProvider(TextChoices):
    """Where a video is hosted."""

    YOUTUBE = "youtube", "YouTube"
    VIMEO = "vimeo", "Vimeo"


@dataclass(frozen=True)
class Video:
    provider: VideoProvider
    video_id: str
    embed_url: str


YOUTUBE_HOSTS = {"youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com"}
YOUTUBE_SHORT_HOST = "youtu.be"
YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live)/([^/]+)/?")

VIMEO_PATHS = {
    # The second number admits to a video that is not listed.
    "vimeo.com": re.compile(r"/(?P<id>[0-9]{1,12})(?:/(?P<key>[0-9a-f]{6,20}))?/?"),
    "www.vimeo.com": re.compile(r"/(?P<id>[0-9]{1,12})(?:/(?P<key>[0-9a-f]{6,20}))?/?"),
    "player.vimeo.com": re.compile(r"/video/(?P<id>[0-9]{1,12})(?P<key>)/?"),
}


def video_at(address: str) -> Video | None:
    """The video that ``address`` leads to; ``None`` where no known provider hosts it."""
    try:
        parts = urlsplit(address)
        plain = parts.scheme == "https" and parts.port is None and "@" not in parts.netloc
    except ValueError:
        return None
    return (_youtube(parts) or _vimeo(parts)) if plain else None


def _youtube(parts: SplitResult) -> Video | None:
    if parts.hostname == YOUTUBE_SHORT_HOST:
        video_id = parts.path.strip("/")
    elif parts.hostname not in YOUTUBE_HOSTS:
        return None
    elif parts.path == "/watch":
        video_id = parse_qs(parts.query).get("v", [""])[0]
    else:
        path = YOUTUBE_PATH.fullmatch(parts.path)
        video_id = path[1] if path else ""
    if not YOUTUBE_ID.fullmatch(video_id):
        return None
    return Video(VideoProvider.YOUTUBE, video_id, f"https://www.youtube-nocookie.com/embed/{video_id}")


def _vimeo(parts: SplitResult) -> Video | None:
    pattern = VIMEO_PATHS.get(parts.hostname or "")
    path = pattern.fullmatch(parts.path) if pattern else None
    if not path:
        return None
    key = f"&h={path['key']}" if path["key"] else ""
    return Video(VideoProvider.VIMEO, path["id"], f"https://player.vimeo.com/video/{path['id']}?dnt=1{key}")
