"""The content that the random work begins with: small, two languages, two sites, and everything refers to something."""

from __future__ import annotations

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Page, Site
from wagtail.rich_text import RichText

from articles.models import Adoption, AdoptionStatus, ArticleAuthor, ArticleSource, RelatedPage, Source
from home.models import HomePage, NavigationItem, SiteSettings
from tests.factories.articles import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    CompanyIndexPageFactory,
    CompanyPageFactory,
    ComparisonIndexPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    TopicFactory,
)
from tests.factories.home import NavigationFactory, StandardPageFactory, home_page
from tests.factories.media import DocumentFactory, ImageFactory, make_collection, picture_file


def fill() -> None:
    """Create all of it."""
    Locale.objects.get_or_create(language_code="zh-hans")
    home = home_page()
    home.save_revision().publish()
    pictures = [
        ImageFactory(file=picture_file(f"{number}.png", size=(320, 200)), collection=collection)
        for number, collection in enumerate([*[Collection.get_first_root_node()] * 3, make_collection()])
    ]
    make_collection(parent=Collection.objects.get(pk=pictures[3].collection_id))
    paper = DocumentFactory()
    django, flask = FrameworkFactory(name="Django", slug="django"), FrameworkFactory(name="Flask", slug="flask")
    FrameworkFactory(name="Draft", slug="draft", live=False)
    claims = [ClaimFactory(framework=django), ClaimFactory(framework=flask), ClaimFactory(framework=django)]
    authors = [AuthorFactory(photo=pictures[0]), AuthorFactory()]
    topics = [TopicFactory(), TopicFactory(), TopicFactory()]
    plain = StandardPageFactory(title="Plain", slug="plain")
    StandardPageFactory(title="Below", slug="below", parent=plain)
    company = CompanyPageFactory(
        slug="company",
        parent=CompanyIndexPageFactory(slug="companies"),
        logo=pictures[1],
        adoptions=[Adoption(framework=django, status=AdoptionStatus.CURRENT, claim=claims[0])],
    )
    comparison = ComparisonPageFactory(
        slug="comparison", parent=ComparisonIndexPageFactory(slug="comparisons"), between=[django, flask]
    )
    index = ArticleIndexPageFactory(slug="articles")
    bodies = [
        [("paragraph", {"body": RichText(f'<p>See <a linktype="page" id="{plain.pk}">there</a>.</p>')})],
        [("claim", {"claim": claims[1], "note": ""})],
        [("company_list", {"heading": "", "companies": [company]})],
        [("comparison", {"comparison": comparison, "heading": ""})],
        [("document", {"document": paper, "title": "", "text": ""})],
    ]
    articles = [
        ArticlePageFactory(
            slug=slug,
            parent=index,
            standfirst="Everywhere.",
            hero_image=pictures[number % 4],
            article_authors=[ArticleAuthor(author=authors[number % 2])],
            article_sources=[ArticleSource(source=Source.objects.all()[number % 3])],
            topics=[topics[number % 3]],
            body=bodies[number % 5],
        )
        for number, slug in enumerate(ARTICLES)
    ]
    articles[0].related_pages = [RelatedPage(related_page=articles[1])]
    articles[0].tags.add("fast", "slow")
    articles[0].save()
    NavigationFactory(
        slug="main", items=[NavigationItem(label=page.title, page=page) for page in (articles[0], plain, company)]
    )
    SiteSettings.objects.create(site=Site.objects.get(), organisation_name="We", logo=pictures[2])
    Redirect.objects.create(old_path="/old", redirect_page=articles[0])
    second = HomePage(title="Second", slug="second", locale=Locale.get_default())
    Page.get_first_root_node().add_child(instance=second)
    Site.objects.create(hostname="second.example", root_page=second)
    ArticlePageFactory(slug="elsewhere", parent=ArticleIndexPageFactory(slug="articles", parent=second))


ARTICLES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
