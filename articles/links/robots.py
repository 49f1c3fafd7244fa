"""What a host's robots.txt says to us: https://www.rfc-editor.org/rfc/rfc9309"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from content_api.outbound import OutboundError

from ..models.link import LinkHost
from .following import Followed, LostError, follow
from .manners import AGENT, Manners

GOOD_FOR = timedelta(days=1)
MOST_BYTES = 100_000
LONGEST_GAP = 60.0  # seconds; who wishes for more is asked once in a round


def wishes(url: str, host: LinkHost, manners: Manners) -> tuple[bool, float]:
    """Whether `url` may be asked, and how many seconds are to lie between two requests."""
    if host.robots_read_at is None or manners.now() - host.robots_read_at > GOOD_FOR:
        host.robots, host.robots_read_at = _read(url, manners), manners.now()
        LinkHost.objects.filter(pk=host.pk).update(robots=host.robots, robots_read_at=host.robots_read_at)
    parser = RobotFileParser()
    parser.parse(host.robots.splitlines())
    return parser.can_fetch(AGENT, url), min(float(parser.crawl_delay(AGENT) or 0), LONGEST_GAP)


def _read(url: str, manners: Manners) -> str:
    """Its text. Where there is none, or none that can be had, nothing is forbidden."""
    try:
        followed: Followed = follow("GET", urljoin(url, "/robots.txt"), manners, answer_bytes=MOST_BYTES)
    except (OutboundError, LostError):
        return ""
    answer = followed.answer
    if answer is None or not answer.is_success:
        return ""
    return answer.body.decode("utf-8", "replace").replace("\x00", "")
