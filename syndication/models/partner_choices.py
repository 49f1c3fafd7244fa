"""What a partner's form offers, and what stands there before anybody has chosen."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from articles.models import ArticleKind, Author, Framework, Topic
from media.models.image import ImageLicence

NO_IMAGES = "none"
NOT_NOTED = "unknown"  # images whose licence nobody has noted

# Elements that a body may hold at most; none of them runs, loads or styles anything but images.
BODY_TAGS = {
    "a": "Links",
    "blockquote": "Quotations",
    "br": "Line breaks",
    "caption": "Captions of tables",
    "code": "Code",
    "dd": "Facts: values",
    "dl": "Facts: lists",
    "dt": "Facts: labels",
    "em": "Emphasis",
    "figcaption": "Captions of images",
    "figure": "Figures",
    "footer": "Sources of quotations",
    "h2": "Headings of the first rank",
    "h3": "Headings of the second rank",
    "h4": "Headings of the third rank",
    "h5": "Headings of the fourth rank",
    "h6": "Headings of the fifth rank",
    "hr": "Breaks",
    "img": "Images",
    "li": "Items of lists",
    "ol": "Numbered lists",
    "p": "Paragraphs",
    "pre": "Code in lines of its own",
    "strong": "Strong emphasis",
    "sub": "Subscript",
    "sup": "Superscript",
    "table": "Tables",
    "tbody": "Tables: rows",
    "td": "Tables: cells",
    "th": "Tables: headers",
    "thead": "Tables: header rows",
    "tr": "Tables: a row",
    "ul": "Lists",
}


class PartnerStatus(models.TextChoices):
    """Whether a partner's feed can be fetched."""

    DRAFT = "draft", "Draft"
    LIVE = "live", "Live"
    PAUSED = "paused", "Paused"


class FeedFormat(models.TextChoices):
    """The format that was agreed on; also the ending of the address."""

    RSS = "rss", "RSS 2.0"
    ATOM = "atom", "Atom"
    JSON = "json", "JSON Feed 1.1"


class FeedContent(models.TextChoices):
    """How much of an article a partner gets."""

    FULL = "full", "The full text"
    SUMMARY = "summary", "A summary with a link"


class RobotsRule(models.TextChoices):
    """What search engines may do with the partner's copy."""

    INDEX = "index", "The copy may be indexed"
    NOINDEX = "noindex", "The copy must not be indexed (noindex)"
    NONE = "noindex,nofollow", "Neither the copy nor its links (noindex, nofollow)"


def languages() -> list[tuple[str, str]]:
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


def topics() -> list[tuple[str, str]]:
    return [(str(topic.uid), str(topic)) for topic in Topic.objects.prefetch_related("texts")]


def authors() -> list[tuple[str, str]]:
    return [(str(author.uid), author.name) for author in Author.objects.order_by("name")]


def frameworks() -> list[tuple[str, str]]:
    return [(str(framework.uid), framework.name) for framework in Framework.objects.order_by("name")]


def kinds() -> list[tuple[str, str]]:
    return list(ArticleKind.choices)


def image_rights() -> list[tuple[str, str]]:
    return [
        *ImageLicence.choices,
        (NOT_NOTED, "Images whose licence is not noted"),
        (NO_IMAGES, "No images at all"),
    ]


def body_tags() -> list[tuple[str, str]]:
    return [(tag, f"{label} (<{tag}>)") for tag, label in BODY_TAGS.items()]


def all_body_tags() -> list[str]:
    return list(BODY_TAGS)


def check_image_rights(chosen: list[str]) -> None:
    if NO_IMAGES in chosen and len(chosen) > 1:
        raise ValidationError("No images at all, or images with certain rights: not both.")
