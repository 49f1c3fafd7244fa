"""What the tests need beside the demo content."""

from __future__ import annotations

from wagtail.contrib.redirects.models import Redirect

from articles.models import ArticlePage, AuthorText, ClaimText
from tests.factories.articles import ArticlePageFactory, AuthorFactory, ClaimFactory, TopicFactory, texts

# Breaks out of a text, an attribute, a script element and a comment, wherever it is not escaped.
HOSTILE = """</script><script>window.broken=1</script><img src=x onerror="window.broken=2">"' --> ]]>"""
HOSTILE_PATH = "/articles/hostile/"
LONG_TOPIC = "long"
ARTICLES_OF_LONG_TOPIC = 25


def add_content() -> None:
    """A page full of hostile texts, redirects, and a topic whose articles fill more than one page."""
    add_hostile_page()
    article = ArticlePage.objects.get(slug="what-is-django", locale__language_code="en")
    Redirect.add_redirect("/moved", article, is_permanent=True)
    Redirect.add_redirect("/for-now", "https://elsewhere.example/", is_permanent=False)
    topic = TopicFactory(slug=LONG_TOPIC)
    for page in ArticlePageFactory.create_batch(ARTICLES_OF_LONG_TOPIC):
        page.topics.set([topic])
        page.save_revision().publish()


def add_hostile_page() -> None:
    claim = ClaimFactory(texts=texts(ClaimText, statement=HOSTILE, explanation=HOSTILE), value=HOSTILE[:100])
    author = AuthorFactory(name=HOSTILE[:80], texts=texts(AuthorText, bio=HOSTILE))
    page = ArticlePageFactory(
        title=HOSTILE,
        slug="hostile",
        standfirst=HOSTILE,
        disclaimer=HOSTILE,
        key_takeaways=[("takeaway", HOSTILE)],
        body=[
            ("heading", {"text": HOSTILE, "level": "h2", "anchor": "hostile"}),
            ("paragraph", {"body": f"<p>{HOSTILE}</p>"}),
            ("quote", {"text": HOSTILE, "attribution": HOSTILE, "url": ""}),
            ("code", {"language": "html", "filename": HOSTILE, "code": HOSTILE}),
            ("embed", {"url": "https://youtu.be/aaaaaaaaaaa", "title": HOSTILE, "caption": HOSTILE}),
            ("callout", {"style": "note", "heading": HOSTILE, "body": f"<p>{HOSTILE}</p>"}),
            ("key_facts", {"heading": HOSTILE, "facts": [{"label": HOSTILE, "value": HOSTILE}]}),
            ("faq", {"heading": HOSTILE, "questions": [{"question": HOSTILE, "answer": f"<p>{HOSTILE}</p>"}]}),
            ("pros_cons", {"heading": HOSTILE, "pros": [HOSTILE], "cons": [HOSTILE]}),
            ("call_to_action", {"heading": HOSTILE, "text": HOSTILE, "label": HOSTILE, "url": "javascript:alert(1)"}),
            ("claim", {"claim": claim, "note": HOSTILE}),
        ],
    )
    page.article_authors.create(author=author)
    page.save_revision().publish()
