"""What lists of the articles app can be sorted by."""

from __future__ import annotations

from datetime import date

from content_api.fields.connections import (
    PUBLISHED,
    TITLE,
    UPDATED,
    Orders,
    Sort,
    known,
    stored,
    text,
    translated,
)

from .models import TopicText

LONG_AGO, FAR_OFF = date(1000, 1, 1), date(9999, 12, 31)
NAME = Sort("NAME", text("name"), "Name, A to Z.", "Name, Z to A.")

ARTICLE_ORDERS = Orders(
    "ArticleOrder",
    PUBLISHED,
    UPDATED,
    TITLE,
    Sort("READING_TIME", stored("reading_time_minutes"), "Shortest first.", "Longest first."),
    default="PUBLISHED_DESC",
)
COMPANY_ORDERS = Orders(
    "CompanyOrder",
    TITLE,
    Sort(
        "FOUNDED",
        known("founded", lowest=0, highest=9999),
        "Oldest first, those of unknown age last.",
        "Youngest first, those of unknown age last.",
    ),
    PUBLISHED,
    UPDATED,
    default="TITLE_ASC",
)
COMPARISON_ORDERS = Orders("ComparisonOrder", PUBLISHED, UPDATED, TITLE, default="PUBLISHED_DESC")
FRAMEWORK_ORDERS = Orders(
    "FrameworkOrder",
    NAME,
    Sort(
        "FIRST_RELEASE",
        known("first_release", lowest=LONG_AGO, highest=FAR_OFF),
        "First release, oldest first; unknown ones last.",
        "First release, newest first; unknown ones last.",
    ),
    Sort(
        "LATEST_VERSION",
        known("latest_version_date", lowest=LONG_AGO, highest=FAR_OFF),
        "Day of the latest version, oldest first; unknown ones last.",
        "Day of the latest version, newest first; unknown ones last.",
    ),
    default="NAME_ASC",
)
AUTHOR_ORDERS = Orders("AuthorOrder", NAME, default="NAME_ASC")
TOPIC_ORDERS = Orders(
    "TopicOrder",
    Sort(
        "NAME",
        translated(TopicText, "topic", "name", otherwise="slug"),
        "Name in the viewer's locale, A to Z.",
        "Name in the viewer's locale, Z to A.",
    ),
    Sort("SLUG", text("slug"), "Slug, A to Z.", "Slug, Z to A."),
    default="NAME_ASC",
)
CLAIM_ORDERS = Orders(
    "ClaimOrder",
    Sort("AS_OF", stored("as_of"), "Checked longest ago first.", "Checked last first."),
    Sort("REVIEW_BY", stored("review_by"), "Soonest to be checked again first.", "Latest to be checked again first."),
    default="AS_OF_DESC",
)
SOURCE_ORDERS = Orders(
    "SourceOrder",
    TITLE,
    Sort(
        "PUBLISHED",
        known("published", lowest=LONG_AGO, highest=FAR_OFF),
        "Oldest first, undated ones last.",
        "Newest first, undated ones last.",
    ),
    Sort("ACCESSED", stored("accessed"), "Read longest ago first.", "Read last first."),
    default="TITLE_ASC",
)
TAG_ORDERS = Orders("TagOrder", NAME, default="NAME_ASC")
