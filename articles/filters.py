"""What lists of the articles app can be narrowed by."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Q, QuerySet

from content_api.declare import enum_of
from content_api.fields.connections import (
    Condition,
    DateRange,
    Filter,
    IntRange,
    PageFilter,
    among,
    between,
    by_slug_or_uid,
    is_uid,
    linked,
    linked_to_set,
    several,
    with_child,
    with_words,
)

from . import models, subjects
from .models import Framework


def articles_under(topics: QuerySet[Any], viewer: Any) -> QuerySet[Any]:
    return models.ArticlePage.topics.through.objects.filter(topic__in=topics.values("pk")).values("articlepage")


def articles_by(authors: QuerySet[Any], viewer: Any) -> QuerySet[Any]:
    return models.ArticleAuthor.objects.filter(author__in=authors.values("pk")).order_by().values("page")


def comparisons_of(frameworks: QuerySet[Any], viewer: Any) -> QuerySet[Any]:
    return models.ComparisonFramework.objects.filter(framework__in=frameworks.values("pk")).order_by().values("page")


def tagged(names: list[str], viewer: Any) -> Q:
    tags = models.ArticleTag.objects.filter(Q(tag__name__in=names) | Q(tag__slug__in=names))
    return Q(pk__in=tags.values("content_object"))


def identified(values: list[str], viewer: Any) -> Q:
    return Q(uid__in=[value for value in values if is_uid(value)])


class ArticleFilter(PageFilter):
    """Which articles a list holds."""

    uid = Condition(several(graphene.ID), "With any of these identities.", identified)
    kind = among("kind", enum_of(models.ArticleKind), "Of any of these kinds.")
    topic = linked(models.Topic, articles_under, description="Under any of these topics, by slug.")
    author = linked(models.Author, articles_by, description="By any of these authors, by slug.")
    tag = Condition(several(graphene.String), "With any of these tags, by name or slug.", tagged)
    framework = linked(
        Framework,
        subjects.pages_with_claims_about_frameworks,
        subjects.pages_with_comparisons_of,
        description="About any of these frameworks, by slug: the text shows a claim about it or a comparison with it.",
    )
    company = linked(
        models.CompanyPage,
        subjects.pages_with_claims_about_companies,
        subjects.pages_showing,
        lookup=by_slug_or_uid,
        description="About any of these companies, by slug or uid: the text lists it or shows a claim about it.",
    )
    text = with_words(models.ArticlePage)


class AdoptionFilter(Filter):
    """Which use of a framework is meant. All of it must hold for the same adoption."""

    framework = among("framework__slug", graphene.String, "Of any of these frameworks, by slug.")
    status = among("status", enum_of(models.AdoptionStatus), "With any of these statuses.")
    since = between("since", IntRange, "Begun in these years.")
    until = between("until", IntRange, "Ended in these years.")


class CompanyFilter(PageFilter):
    """Which companies a list holds."""

    adoption = with_child(
        models.Adoption, "page", AdoptionFilter, "Using a framework in this way, or having used it so."
    )
    sector = among("sector", enum_of(models.Sector), "In any of these sectors.")
    country = among("country", graphene.String, "With the head office in any of these countries, such as `US`.")
    founded = between("founded", IntRange, "Founded in these years.")
    text = with_words(models.CompanyPage)


class ComparisonFilter(PageFilter):
    """Which comparisons a list holds."""

    frameworks = linked_to_set(
        Framework, comparisons_of, description="Of these frameworks, by slug, perhaps others too."
    )
    text = with_words(models.ComparisonPage)


class FrameworkFilter(Filter):
    """Which frameworks a list holds."""

    slug = among("slug", graphene.String, "With any of these slugs.")
    category = among("category", enum_of(models.FrameworkCategory), "Of any of these categories.")
    language = among("language", graphene.String, "In any of these programming languages.")
    text = with_words(Framework)


class AuthorFilter(Filter):
    """Which authors a list holds."""

    slug = among("slug", graphene.String, "With any of these slugs.")
    kind = among("kind", enum_of(models.AuthorKind), "Of any of these kinds.")
    text = with_words(models.Author)


class TopicFilter(Filter):
    """Which topics a list holds."""

    slug = among("slug", graphene.String, "With any of these slugs.")
    text = with_words(models.Topic)


def about_company(values: list[str], viewer: Any) -> Q:
    """The company of a visible claim is visible if the claim has one, so nothing more is to be checked."""
    return Q(company__in=models.CompanyPage.objects.filter(by_slug_or_uid(values)))


class ClaimFilter(Filter):
    """Which claims a list holds."""

    status = among("status", enum_of(models.ClaimStatus), "With any of these statuses.")
    framework = among("framework__slug", graphene.String, "About any of these frameworks, by slug.")
    company = Condition(several(graphene.String), "About any of these companies, by slug or uid.", about_company)
    review_by = between("review_by", DateRange, "To be checked again in this time.")
    as_of = between("as_of", DateRange, "Checked in this time.")
    text = with_words(models.Claim)


class SourceFilter(Filter):
    """Which sources a list holds."""

    link_status = among("link_status", enum_of(models.LinkStatus), "With any of these results of the last check.")
    publisher = among("publisher", graphene.String, "Published by any of these.")
    language = among("language", graphene.String, "In any of these languages, by code.")
    published = between("published", DateRange, "Published in this time.")
    text = with_words(models.Source)


class TagFilter(Filter):
    """Which tags a list holds."""

    name = among("name", graphene.String, "With any of these names.")
    name_starts_with = Condition(
        graphene.String,
        "With a name that begins so, in large or small letters.",
        lambda start, viewer: Q(name__istartswith=start),
    )
