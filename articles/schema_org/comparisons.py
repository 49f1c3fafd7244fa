"""Comparisons as an ``Article`` about a list of frameworks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from content_api.lookahead.drafted import drafted_keys
from content_api.seo.parts import ARTICLE, Json, PageParts, Subject, describes
from content_api.touched import depends_on, touch_objects
from content_api.viewer import Viewer
from content_api.visibility import visible

from ..models import ComparisonFramework, ComparisonPage, Framework
from .blocks import objects_of_body


@describes(ComparisonPage)
def describe_comparisons(subjects: Sequence[Subject], viewer: Viewer) -> dict[int, PageParts]:
    """One statement: the columns with their frameworks; one more for a draft."""
    columns = visible(ComparisonFramework.objects.filter(page__in=[subject.page.pk for subject in subjects]), viewer)
    frameworks: dict[int, list[Framework]] = defaultdict(list)
    with depends_on():  # the comparisons, and their frameworks
        rows = list(columns.select_related("framework").order_by("sort_order", "pk"))
    touch_objects(Framework, (column.framework_id for column in rows))
    for column in rows:
        frameworks[column.page_id].append(column.framework)
    for subject in subjects:
        chosen = drafted_keys(subject.page, "comparison_frameworks", "framework_id")
        if chosen is not None:
            shown = visible(Framework.objects.all(), viewer).in_bulk(chosen)
            frameworks[subject.page.pk] = [shown[key] for key in chosen if key in shown]
    return {subject.page.pk: _parts(subject, frameworks[subject.page.pk]) for subject in subjects}


def _parts(subject: Subject, frameworks: list[Framework]) -> PageParts:
    page: ComparisonPage = subject.page
    article = {
        "@type": "Article",
        "@id": subject.node("article"),
        "mainEntityOfPage": {"@id": subject.canonical.own},
        "headline": page.title,
        "description": page.search_description or page.summary,
        "datePublished": subject.published,
        "dateModified": subject.modified,
        "author": subject.publisher,
        "publisher": subject.publisher,
        "inLanguage": subject.language,
        "about": {"@id": subject.node("frameworks")},
    }
    compared = {
        "@type": "ItemList",
        "@id": subject.node("frameworks"),
        "name": page.title,
        "numberOfItems": len(frameworks),
        "itemListElement": [
            {"@type": "ListItem", "position": position, "item": _framework(framework)}
            for position, framework in enumerate(frameworks, start=1)
        ],
    }
    return PageParts(
        description=page.summary,
        open_graph_type=ARTICLE,
        main=subject.node("article"),
        objects=[article, compared, *objects_of_body(subject, page.body)],
    )


def _framework(framework: Framework) -> Json:
    """``SoftwareSourceCode``: a ``SoftwareApplication`` would have to state a price and a rating."""
    return {
        "@type": "SoftwareSourceCode",
        "name": framework.name,
        "url": framework.website,
        "codeRepository": framework.repository,
        "programmingLanguage": framework.language,
    }
