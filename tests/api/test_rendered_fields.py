"""The fields ``html``, ``text``, ``markdown`` and ``emailHtml`` of pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page

from articles.models import ArticleCorrection, Claim, ClaimText
from content_api.http.execution import Executor
from tests.api.conftest import Ask
from tests.api.lookahead.content import article_with_everything
from tests.factories.articles import ArticlePageFactory, ClaimFactory, CompanyPageFactory
from tests.factories.home import StandardPageFactory

pytestmark = pytest.mark.django_db

FORMS = "html text markdown emailHtml"
QUERY = f"query($uid: ID!) {{ article(uid: $uid) {{ {FORMS} }} }}"


def forms(ask: Ask, page: Page) -> dict[str, str]:
    found: dict[str, str] = ask(QUERY, uid=str(page.uid))["article"]
    return found


def test_all_that_stands_below_the_title(ask: Ask) -> None:
    page = ArticlePageFactory(
        standfirst="Above.",
        key_takeaways=[("takeaway", "Remember.")],
        body=[("code", {"language": "python", "filename": "", "code": "1 < 2"})],
        corrections=[ArticleCorrection(corrected_at="2026-11-02T10:00:00Z", what="Two.", why="A slip.")],
        disclosures="Paid.",
    )

    found = forms(ask, page)

    assert found["text"] == ("Above.\n\nCorrected on 2026-11-02: Two. A slip.\n\n- Remember.\n\n    1 < 2\n\nPaid.")
    assert found["html"] == (
        "<p>Above.</p><p><strong>Corrected on 2026-11-02:</strong> Two. A slip.</p><ul><li>Remember.</li></ul>"
        "<pre><code>1 &lt; 2</code></pre><p><em>Paid.</em></p>"
    )
    assert found["markdown"] == (
        "Above.\n\n**Corrected on 2026-11-02:** Two. A slip.\n\n- Remember.\n\n```python\n1 < 2\n```\n\n*Paid.*"
    )
    assert found["emailHtml"].startswith("<!doctype html>")
    assert page.title in found["emailHtml"]


def test_fragments_of_the_client_are_left_alone(ask: Ask) -> None:
    page = ArticlePageFactory(standfirst="Above.", body=[("code", {"language": "", "filename": "", "code": "1"})])
    query = "query($uid: ID!) { article(uid: $uid) { ...Block text } } fragment Block on ArticlePage { title }"

    assert ask(query, uid=str(page.uid))["article"] == {"title": page.title, "text": "Above.\n\n    1"}


def test_what_is_hidden_is_in_no_form(ask: Ask) -> None:
    company = CompanyPageFactory(title="Hidden company", summary="Hidden words", live=False)
    claim = ClaimFactory()
    target = StandardPageFactory(live=False)
    page = ArticlePageFactory(
        body=[
            ("company_list", {"heading": "", "companies": [company]}),
            ("claim", {"claim": claim, "note": "Note on it"}),
            ("paragraph", {"body": f'<p><a linktype="page" id="{target.pk}">Words</a></p>'}),
        ]
    )

    Claim.objects.update(live=False)

    found = forms(ask, page)

    assert "Words" in found["html"]
    for text in found.values():
        assert not {"Hidden", "Note on it", target.slug} & set(text.split())
        assert "Hidden" not in text
        assert target.slug not in text


def test_addresses_are_absolute(ask: Ask) -> None:
    target = StandardPageFactory(slug="target")
    page = ArticlePageFactory(body=[("paragraph", {"body": f'<p><a linktype="page" id="{target.pk}">Words</a></p>'})])

    assert '<a href="http://localhost/target/">Words</a>' in forms(ask, page)["html"]


def test_our_own_words_are_in_the_language_of_the_page(ask: Ask) -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    page = ArticlePageFactory(corrections=[ArticleCorrection(corrected_at="2026-11-02T10:00:00Z", what="二。")])
    translated = page.copy_for_translation(chinese, copy_parents=True)
    translated.save_revision().publish()

    assert forms(ask, translated)["text"] == "更正（2026-11-02）：二。"


def test_pages_of_other_types(ask: Ask) -> None:
    CompanyPageFactory(summary="A firm.")
    StandardPageFactory(intro="<p>Welcome.</p>")

    found = ask("{ content(first: 20) { nodes { ... on CompanyPage { text } ... on StandardPage { markdown } } } }")

    assert {"text": "A firm."} in found["content"]["nodes"]
    assert {"markdown": "Welcome."} in found["content"]["nodes"]


def test_statements_do_not_depend_on_the_number_of_articles(ask: Ask) -> None:
    numbers = []
    for _ in range(2):
        article_with_everything(1)
        article_with_everything(1)
        with CaptureQueriesContext(connection) as statements:
            ask('{ articles(first: 50, filter: {text: "whole"}) { nodes { html } } }')
        numbers.append(len(statements))

    assert numbers[0] == numbers[1] <= 20


def test_what_forms_share_is_read_once(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [ArticlePageFactory(standfirst=words) for words in ("One.", "Two.")]
    below, read = Executor.below, []

    def counted(executor: Executor, nodes: Any, kept: Any, source: Any, info: Any) -> dict[str, Any]:
        read.append(source.pk)
        return below(executor, nodes, kept, source, info)

    monkeypatch.setattr(Executor, "below", counted)
    nodes = ask("{ articles(orderBy: TITLE_ASC) { nodes { html text markdown } } }")["articles"]["nodes"]

    assert sorted(node["text"] for node in nodes) == ["One.", "Two."]
    assert sorted(read) == sorted(page.pk for page in pages)


def test_same_page_in_two_languages(ask: Ask) -> None:
    claim = ClaimFactory(statement="It is so.")
    claim.texts.add(ClaimText(locale=Locale.objects.create(language_code="zh-hans"), statement="是的。"))
    claim.save_revision().publish()
    uid = str(ArticlePageFactory(body=[("claim", {"claim": claim, "note": ""})]).uid)
    query = """query($uid: ID!) {
      en: nodes(uids: [$uid]) { ... on ArticlePage { text } }
      zh: nodes(uids: [$uid], locale: "zh-hans") { ... on ArticlePage { text } }
    }"""

    found = ask(query, uid=uid)

    assert ("It is so." in found["en"][0]["text"], "是的。" in found["zh"][0]["text"]) == (True, True)
