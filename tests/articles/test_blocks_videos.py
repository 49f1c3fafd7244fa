"""Which addresses are videos of a known provider."""

from __future__ import annotations

import pytest

from articles.blocks.videos import Video, VideoProvider, video_at

YOUTUBE = Video(VideoProvider.YOUTUBE, "i6Fr65PFqfk", "https://www.youtube-nocookie.com/embed/i6Fr65PFqfk")
VIMEO = Video(VideoProvider.VIMEO, "76979871", "https://player.vimeo.com/video/76979871?dnt=1")
UNLISTED = Video(VideoProvider.VIMEO, "76979871", "https://player.vimeo.com/video/76979871?dnt=1&h=0a1b2c3d4e")


@pytest.mark.parametrize(
    ("address", "video"),
    [
        ("https://www.youtube.com/watch?v=i6Fr65PFqfk", YOUTUBE),
        ("https://www.youtube.com/watch?list=PL1&v=i6Fr65PFqfk&t=42s", YOUTUBE),
        ("https://youtube.com/watch?v=i6Fr65PFqfk#comments", YOUTUBE),
        ("https://m.youtube.com/watch?v=i6Fr65PFqfk", YOUTUBE),
        ("https://WWW.YouTube.com/watch?v=i6Fr65PFqfk", YOUTUBE),
        ("https://youtu.be/i6Fr65PFqfk?t=42", YOUTUBE),
        ("https://www.youtube.com/embed/i6Fr65PFqfk", YOUTUBE),
        ("https://www.youtube-nocookie.com/embed/i6Fr65PFqfk", YOUTUBE),
        ("https://www.youtube.com/shorts/i6Fr65PFqfk", YOUTUBE),
        ("https://www.youtube.com/live/i6Fr65PFqfk/", YOUTUBE),
        ("https://vimeo.com/76979871", VIMEO),
        ("https://www.vimeo.com/76979871/", VIMEO),
        ("https://player.vimeo.com/video/76979871", VIMEO),
        ("https://vimeo.com/76979871/0a1b2c3d4e", UNLISTED),
    ],
)
def test_a_video_is_recognised(address: str, video: Video) -> None:
    assert video_at(address) == video


@pytest.mark.parametrize(
    "address",
    [
        "",
        "i6Fr65PFqfk",
        "http://www.youtube.com/watch?v=i6Fr65PFqfk",
        "javascript:alert(1)//www.youtube.com/watch?v=i6Fr65PFqfk",
        "//www.youtube.com/watch?v=i6Fr65PFqfk",
        "https://www.youtube.com.evil.example/watch?v=i6Fr65PFqfk",
        "https://evil.example/www.youtube.com/watch?v=i6Fr65PFqfk",
        "https://notyoutube.com/watch?v=i6Fr65PFqfk",
        "https://www.youtube.com@evil.example/watch?v=i6Fr65PFqfk",
        "https://user@www.youtube.com/watch?v=i6Fr65PFqfk",
        "https://www.youtube.com:8443/watch?v=i6Fr65PFqfk",
        "https://www.youtube.com:port/watch?v=i6Fr65PFqfk",
        "https://[www.youtube.com/watch?v=i6Fr65PFqfk",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=",
        "https://www.youtube.com/watch?v=tooshort",
        "https://www.youtube.com/watch?v=i6Fr65PFqfk1",
        "https://www.youtube.com/watch?v=i6Fr65PFq%22k",
        "https://www.youtube.com/embed/../i6Fr65PFqfk",
        "https://www.youtube.com/channel/i6Fr65PFqfk",
        "https://youtu.be/",
        "https://youtu.be/i6Fr65PFqfk/more",
        "https://vimeo.com/",
        "https://vimeo.com/about",
        "https://vimeo.com/76979871/not-a-key",
        "https://player.vimeo.com/76979871",
    ],
)
def test_anything_else_is_not(address: str) -> None:
    assert video_at(address) is None
