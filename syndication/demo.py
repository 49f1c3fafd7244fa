"""The demo content of this app: the newsletter and one issue of it in two languages, and a partner."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from wagtail.models import Locale, Page

from articles.demo.streams import stream
from articles.demo.tree import TRANSLATED, days_ago, demo_editor, home_page, publish
from articles.models import Topic
from media.demo import demo_uid

from .models import NewsletterIndexPage, NewsletterIssuePage, SyndicationPartner
from .models.partner_choices import PartnerStatus
from .partners import tokens

FOLDER = Path(__file__).resolve().parent / "demo_content"
CONTENT = FOLDER / "newsletter.toml"
PARTNER = FOLDER / "partner.toml"
SLUG = "newsletter"
INDEX_DAY, ISSUE_DAY = 400, 2  # days ago
INDEX_FIELDS = ("title", "intro", "search_description")
ISSUE_FIELDS = (
    "title",
    "slug",
    "subject",
    "preheader",
    "greeting",
    "mail_tool",
    "campaign_name",
    "search_description",
)


def load() -> int:
    """Make what is missing; answers how many objects that was. What it refers to must exist."""
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    default, chinese = Locale.get_default(), Locale.objects.get(language_code=TRANSLATED)
    made = _page(NewsletterIndexPage, SLUG, home_page(default), default, content["index"], INDEX_FIELDS, INDEX_DAY)
    made += _page(
        NewsletterIndexPage, SLUG, home_page(chinese), chinese, content["index"][TRANSLATED], INDEX_FIELDS, INDEX_DAY
    )
    for locale, key in ((default, "issue"), (chinese, "translation")):
        index = NewsletterIndexPage.objects.filter(uid=demo_uid(SLUG, f"{SLUG}:{locale.language_code}")).first()
        if index is not None:
            made += _page(NewsletterIssuePage, "issue", index, locale, content[key], ISSUE_FIELDS, ISSUE_DAY)
    return made + _partner()


def _partner() -> int:
    """A partner whose feed is live, at an address that is another one on each machine."""
    values = tomllib.loads(PARTNER.read_text(encoding="utf-8"))
    uid = demo_uid("partner", values["slug"])
    if SyndicationPartner.objects.filter(uid=uid).exists():
        return 0
    topics = Topic.objects.filter(slug__in=values.pop("topics")).order_by("slug")
    partner = SyndicationPartner(
        uid=uid, topics=[str(topic.uid) for topic in topics], status=PartnerStatus.LIVE, **values
    )
    partner.full_clean()
    partner.save()
    tokens.create(partner)
    return 1


def _page(
    model: type[Any],
    key: str,
    parent: Page,
    locale: Locale,
    content: dict[str, Any],
    names: tuple[str, ...],
    day: int,
) -> int:
    """One page below ``parent``, unless it exists."""
    uid = demo_uid(SLUG, f"{key}:{locale.language_code}")
    if model.objects.filter(uid=uid).exists():
        return 0
    page = model(uid=uid, slug=key, live=False, owner=demo_editor(), locale=locale)
    original = model.objects.filter(uid=demo_uid(SLUG, f"{key}:{Locale.get_default().language_code}")).first()
    if original is not None:
        page.translation_key = original.translation_key
    for name in names:
        setattr(page, name, content[name])
    if "sections" in content:
        page.sections = stream(page.sections.stream_block, content["sections"], locale, seed=uid)
    parent.add_child(instance=page)
    publish(page, days_ago(day))
    return 1
