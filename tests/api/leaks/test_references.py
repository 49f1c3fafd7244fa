"""What pages refer to as a channel: only what their published text shows may be told."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction

from articles import models as articles

from .documents import ask
from .showcase import Showcase
from .traces import fetch, key_of

ABOUT = """{
    byFramework: articles(first: 100, filter: {framework: %(frameworks)s}) { totalCount nodes { id } }
    byCompany: articles(first: 100, filter: {company: %(companies)s}) { totalCount nodes { id } }
    claims(first: 100) { nodes { id usedOn { id } } }
}"""


def about_anything(showcase: Showcase) -> Any:
    """Which articles show something of any framework or company, and which pages show which claim."""
    slugs = {
        "frameworks": [one.slug for one in showcase.pool if isinstance(one, articles.Framework)],
        "companies": [one.slug for one in showcase.pool if isinstance(one, articles.CompanyPage)],
    }
    answer = ask(ABOUT % {name: json.dumps(values) for name, values in slugs.items()})
    assert answer.errors == []
    return answer.data


def test_a_draft_does_not_say_what_a_page_will_be_about(showcase: Showcase) -> None:
    page = fetch(key_of(showcase.pool.pick(articles.ArticlePage)))
    full = articles.ArticlePage.objects.exclude(pk=page.pk).exclude(body="[]").order_by("pk").first()
    assert full is not None
    before = about_anything(showcase)

    with transaction.atomic():
        page.body = full.body
        draft = page.save_revision()
        with_draft = about_anything(showcase)
        draft.publish()
        published = about_anything(showcase)
        transaction.set_rollback(True)

    assert before == with_draft
    found = {name: {node["id"] for node in published[name]["nodes"]} for name in ("byFramework", "byCompany")}
    assert all(str(page.pk) in ids for ids in found.values())
    assert str(page.pk) in {used["id"] for claim in published["claims"]["nodes"] for used in claim["usedOn"]}
