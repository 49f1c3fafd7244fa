"""Objects of the articles app: valid, live, as small as they can be."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale
from wagtail_factories import PageFactory

from articles import models
from home.models import HomePage

CHECKED = dt.date(2026, 1, 15)


def texts(model: type[Any], **fields: str) -> list[Any]:
    """One row of texts in the default locale."""
    return [model(locale=Locale.get_default(), **fields)]


class AuthorFactory(DjangoModelFactory[models.Author]):
    name = factory.Sequence(lambda number: f"Author {number}")
    slug = factory.Sequence(lambda number: f"author-{number}")

    class Meta:
        model = models.Author


class TopicFactory(DjangoModelFactory[models.Topic]):
    slug = factory.Sequence(lambda number: f"topic-{number}")
    texts = factory.LazyAttribute(lambda topic: texts(models.TopicText, name=f"About {topic.slug}"))

    class Meta:
        model = models.Topic


class SourceFactory(DjangoModelFactory[models.Source]):
    title = factory.Sequence(lambda number: f"Source {number}")
    publisher = "Example Press"
    url = factory.Sequence(lambda number: f"https://source.example/{number}/")
    accessed = CHECKED

    class Meta:
        model = models.Source

    @classmethod
    def _create(cls, model_class: type[models.Source], *args: Any, **kwargs: Any) -> models.Source:
        """Saving takes the status from the last check of the address, of which there is none."""
        source: models.Source = super()._create(model_class, *args, **kwargs)
        found = {name: kwargs[name] for name in ("link_status", "link_checked_at") if name in kwargs}
        if found:
            model_class._default_manager.filter(pk=source.pk).update(**found)
            source.refresh_from_db(fields=list(found))
        return source


class FrameworkFactory(DjangoModelFactory[models.Framework]):
    name = factory.Sequence(lambda number: f"Framework {number}")
    slug = factory.Sequence(lambda number: f"framework-{number}")
    language = "Python"
    category = models.FrameworkCategory.FULL_STACK
    texts = factory.LazyAttribute(lambda row: texts(models.FrameworkText, tagline=f"{row.name} in one line"))

    class Meta:
        model = models.Framework


class ClaimFactory(DjangoModelFactory[models.Claim]):
    """A live claim about a framework, with one source. About a company: ``company=…, framework=None``."""

    framework = factory.SubFactory(FrameworkFactory)
    status = models.ClaimStatus.VERIFIED
    as_of = CHECKED
    review_by = CHECKED + dt.timedelta(days=365)
    statement = factory.Sequence(lambda number: f"This is claim {number}.")
    texts = factory.LazyAttribute(lambda claim: texts(models.ClaimText, statement=claim.statement))
    claim_sources = factory.LazyFunction(lambda: [models.ClaimSource(source=SourceFactory())])

    class Meta:
        model = models.Claim
        exclude = ["statement"]


class IndexPageFactory(PageFactory):
    parent = factory.LazyFunction(lambda: HomePage.objects.get(depth=2, slug="home"))

    class Meta:
        abstract = True


class ArticleIndexPageFactory(IndexPageFactory):
    title = "Articles"

    class Meta:
        model = models.ArticleIndexPage


class CompanyIndexPageFactory(IndexPageFactory):
    title = "Companies"

    class Meta:
        model = models.CompanyIndexPage


class ComparisonIndexPageFactory(IndexPageFactory):
    title = "Comparisons"

    class Meta:
        model = models.ComparisonIndexPage


def only(index: type[IndexPageFactory]) -> Any:
    """The index page of that type, made when it is needed first."""
    return index._meta.model.objects.first() or index()


class ArticlePageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Article {number}")
    parent = factory.LazyFunction(lambda: only(ArticleIndexPageFactory))

    class Meta:
        model = models.ArticlePage


class CompanyPageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Company {number}")
    parent = factory.LazyFunction(lambda: only(CompanyIndexPageFactory))

    class Meta:
        model = models.CompanyPage


class ComparisonPageFactory(PageFactory):
    """A live comparison of two frameworks, or of those given as ``between``, with one row."""

    title = factory.Sequence(lambda number: f"Comparison {number}")
    parent = factory.LazyFunction(lambda: only(ComparisonIndexPageFactory))
    between = factory.LazyFunction(lambda: FrameworkFactory.create_batch(2))
    comparison_frameworks = factory.LazyAttribute(
        lambda page: [models.ComparisonFramework(framework=framework) for framework in page.between]
    )
    rows = factory.LazyAttribute(lambda page: [comparison_row(page.between)])

    class Meta:
        model = models.ComparisonPage
        exclude = ["between"]


def comparison_row(frameworks: list[models.Framework], criterion: str = "Speed", **cell: Any) -> models.ComparisonRow:
    """A row with a cell for each framework; ``cell`` holds fields that all cells share."""
    cells = [models.ComparisonCell(framework=framework, **{"verdict": "Fine"} | cell) for framework in frameworks]
    return models.ComparisonRow(criterion=criterion, cells=cells)
