"""What the publish gate finds, and how it says it."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_factories import ImageFactory

from articles.models import Adoption, ArticlePage, Claim, ClaimText
from articles.publishing.problems import problems
from home.models import HomePage
from tests.factories.articles import (
    ArticlePageFactory,
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    SourceFactory,
    comparison_row,
)
from tests.factories.home import home_page

pytestmark = pytest.mark.django_db


def messages(candidate: Any) -> list[str]:
    return [problem.message for problem in problems(candidate)]


def figure(image: Any, **fields: Any) -> tuple[str, dict[str, Any]]:
    return ("image", {"image": {"image": image, "alt_text": "", "decorative": False} | fields})


def without_source(**fields: Any) -> Claim:
    """A live claim that lost its sources in a way that no code of ours allows."""
    claim = ClaimFactory(live=False, claim_sources=[], **fields)
    Claim.objects.filter(pk=claim.pk).update(live=True)
    return Claim.objects.get(pk=claim.pk)


def test_nothing_is_wrong_with_a_sourced_claim() -> None:
    assert messages(ArticlePageFactory.build(body=[("claim", {"claim": ClaimFactory(), "note": ""})])) == []


def test_a_claim_used_twice_is_named_once_with_both_places() -> None:
    claim = without_source(statement="Nobody knows.")
    page = ArticlePageFactory.build(
        body=[("divider", {}), ("claim", {"claim": claim, "note": ""}), ("claim", {"claim": claim, "note": ""})]
    )

    assert messages(page) == [
        "Block 2 (claim); Block 3 (claim): the claim “Nobody knows.” has no source. "
        "Add a source to the claim, and publish it."
    ]


def test_a_claim_that_was_deleted_is_named_by_its_place() -> None:
    page = ArticlePageFactory.build(body='[{"type": "claim", "value": {"claim": 0, "note": ""}, "id": "1"}]')

    assert messages(page) == ["Block 1 (claim): the claim has been deleted. Choose another one, or remove the block."]


def test_the_claim_of_an_adoption_is_named_with_the_framework() -> None:
    claim = ClaimFactory(live=False, statement="They use it.")
    adoption = Adoption(framework=FrameworkFactory(name="Django"), status="current", claim=claim)

    assert messages(CompanyPageFactory.build(adoptions=[adoption])) == [
        "Adoption of Django: the claim “They use it.” is not published. Publish the claim, or take it off the page."
    ]


def test_an_unfinished_adoption_has_no_framework_to_name() -> None:
    claim = ClaimFactory(live=False, statement="They use it.")

    [message] = messages(CompanyPageFactory.build(adoptions=[Adoption(claim=claim)]))

    assert message.startswith("Adoption of a framework: the claim “They use it.” is not published.")


def test_the_claim_of_a_cell_is_named_with_row_and_framework() -> None:
    claim = without_source(statement="It is fast.")
    frameworks = [FrameworkFactory(name="Django"), FrameworkFactory(name="Flask")]
    row = comparison_row(frameworks, criterion="Speed")
    row.cells.get(framework=frameworks[1]).claim = claim

    page = ComparisonPageFactory.build(between=frameworks, rows=[row])

    assert messages(page) == [
        "Row “Speed”, Flask: the claim “It is fast.” has no source. Add a source to the claim, and publish it."
    ]


def test_what_the_model_finds_cannot_be_overridden() -> None:
    page = ComparisonPageFactory.build(between=[FrameworkFactory()], rows=[])

    [problem] = problems(page)

    assert problem.message == "A comparison needs 2 to 6 frameworks; this one has 1."
    assert not problem.overridable


@pytest.mark.parametrize(
    ("description", "fields", "_case"),
    [
        ("", {"hero_image_alt": "A map"}, "the page describes it"),
        ("", {"hero_image_decorative": True}, "it adds nothing"),
        ("A map", {}, "the library describes it"),
    ],
)
def test_a_main_image_may_be_described_in_three_ways(description: str, fields: dict[str, Any], _case: str) -> None:
    image = ImageFactory(title="Map", description=description)
    assert messages(ArticlePageFactory.build(hero_image=image, **fields)) == []


def test_a_main_image_without_description_is_named() -> None:
    image = ImageFactory(title="Map")
    expected = (
        "Main image: the image “Map” has no description. Write an alternative text, or mark the image as decorative."
    )
    assert messages(ArticlePageFactory.build(hero_image=image, hero_image_alt=" ")) == [expected]
    assert messages(HomePage(hero_image=image)) == [expected]


@pytest.mark.parametrize(
    ("description", "fields", "_case"),
    [
        ("", {"alt_text": "A map"}, "the block describes it"),
        ("", {"decorative": True}, "it adds nothing"),
        ("A map", {}, "the library describes it"),
    ],
)
def test_a_figure_may_be_described_in_three_ways(description: str, fields: dict[str, Any], _case: str) -> None:
    image = ImageFactory(title="Map", description=description)
    assert messages(ArticlePageFactory.build(body=[figure(image, **fields)])) == []


def test_figures_without_description_are_named_by_position() -> None:
    described, bare = ImageFactory(title="Described"), ImageFactory(title="Bare")
    page = ArticlePageFactory.build(body=[figure(described, alt_text="A map"), ("divider", {}), figure(bare)])

    assert messages(page) == [
        "Block 3 (image): the image “Bare” has no description. Write an alternative text, "
        "or mark the image as decorative."
    ]


def test_sections_of_the_home_page_are_looked_at() -> None:
    page = home_page()
    page.sections = [("claim", {"claim": ClaimFactory(live=False, statement="Not yet."), "note": ""})]

    [message] = messages(page)

    assert message.startswith("Block 1 (claim): the claim “Not yet.” is not published.")


def test_a_claim_needs_a_statement_in_the_default_language() -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    claim = ClaimFactory(live=False, texts=[ClaimText(locale=chinese, statement="有中文。")])

    assert messages(claim) == ["The claim has no statement in English."]


def test_a_claim_needs_a_source() -> None:
    claim = ClaimFactory(live=False, claim_sources=[], statement="Nobody knows.")
    assert messages(claim) == ["The claim “Nobody knows.” has no source. A published claim needs at least one."]


def test_a_framework_and_a_source_need_nothing() -> None:
    assert messages(FrameworkFactory()) == []
    assert messages(SourceFactory()) == []


def test_the_number_of_statements_does_not_grow_with_the_claims(django_assert_num_queries: Any) -> None:
    few = ArticlePageFactory(body=[("claim", {"claim": ClaimFactory(), "note": ""})])
    many = ArticlePageFactory(body=[("claim", {"claim": ClaimFactory(), "note": ""}) for _ in range(20)])

    for page in (few, many):
        page = ArticlePage.objects.get(pk=page.pk)
        with django_assert_num_queries(1):
            assert messages(page) == []
