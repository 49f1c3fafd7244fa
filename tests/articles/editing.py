"""What an editor's browser sends: the fields of Wagtail's forms."""

from __future__ import annotations

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from articles.models import ArticlePage, Claim


def claim_block(claim: Claim, note: str = "") -> tuple[str, dict[str, Any]]:
    return ("claim", {"claim": claim.pk, "note": note})


def article_fields(page: ArticlePage, blocks: list[tuple[str, Any]] | None = None, **changes: Any) -> dict[str, Any]:
    """The fields of the article editor as `page` fills them, with `blocks` as the body."""
    fields = {
        "title": page.title,
        "slug": page.slug,
        "kind": page.kind,
        "standfirst": page.standfirst,
        "hero_image": page.hero_image_id or "",
        "hero_image_alt": page.hero_image_alt,
        "key_takeaways": streamfield([]),
        "body": streamfield(blocks or []),
        "publish_override_reason": page.publish_override_reason,
    }
    formsets = ("article_authors", "article_sources", "corrections", "related_pages", "comments")
    return nested_form_data(fields | {name: inline_formset([]) for name in formsets} | changes)


def claim_fields(claim: Claim, source: int | None = None) -> dict[str, Any]:
    """The fields of the claim editor; with one source, or without any. Those stored are marked for deletion."""
    text = claim.texts.get()
    stored = [
        {"id": entry.pk, "source": entry.source_id, "quote": "", "location": "", "DELETE": "on"}
        for entry in claim.claim_sources.all()
    ]
    added = [{"id": "", "source": source, "quote": "", "location": ""}] if source else []
    fields = {
        "framework": claim.framework_id,
        "company": "",
        "value": claim.value,
        "status": claim.status,
        "as_of": claim.as_of.isoformat(),
        "review_by": claim.review_by.isoformat(),
        "texts": inline_formset(
            [{"id": text.pk, "locale": text.locale_id, "statement": text.statement, "explanation": ""}], initial=1
        ),
        "claim_sources": inline_formset([*stored, *added], initial=len(stored)),
    }
    return nested_form_data(fields)
