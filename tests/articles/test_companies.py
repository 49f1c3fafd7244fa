"""Companies and the frameworks they use."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.countries import COUNTRIES, country_choices
from articles.models import Adoption, AdoptionStatus, CompanyPage
from tests.factories.articles import CompanyPageFactory, FrameworkFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("_case", "since", "until"),
    [
        ("both", 2005, 2010),
        ("the same year", 2005, 2005),
        ("no end", 2005, None),
        ("no beginning", None, 2010),
        ("neither", None, None),
    ],
)
def test_years_of_use_that_make_sense(_case: str, since: int | None, until: int | None) -> None:
    adoption = Adoption(framework=FrameworkFactory(), status=AdoptionStatus.PAST, since=since, until=until)
    adoption.full_clean(exclude=["page"])
    CompanyPageFactory(adoptions=[adoption])
    assert Adoption.objects.filter(since=since, until=until).count() == 1


def test_a_use_that_ends_before_it_begins_is_refused() -> None:
    adoption = Adoption(framework=FrameworkFactory(), status=AdoptionStatus.PAST, since=2010, until=2009)
    with pytest.raises(ValidationError) as refused:
        adoption.full_clean(exclude=["page"])
    assert refused.value.messages == ["The last year of use lies before the first."]
    with pytest.raises(IntegrityError), transaction.atomic():
        CompanyPageFactory(adoptions=[adoption])
    assert not Adoption.objects.exists()


@pytest.mark.parametrize(("year", "accepted"), [(1989, False), (1990, True), (2100, True), (2101, False)])
def test_years_are_years(year: int, accepted: bool) -> None:
    adoption = Adoption(framework=FrameworkFactory(), status=AdoptionStatus.CURRENT, since=year)
    if accepted:
        adoption.full_clean(exclude=["page"])
        return
    with pytest.raises(ValidationError) as refused:
        adoption.full_clean(exclude=["page"])
    assert list(refused.value.message_dict) == ["since"]


def test_an_adoption_in_words() -> None:
    framework = FrameworkFactory(name="Django")
    adoption = Adoption(
        framework=framework, status=AdoptionStatus.PAST, since=2010, until=2012, used_for="the first version"
    )
    assert str(adoption) == "Django: Formerly in use, 2010–2012, the first version"
    assert Adoption(framework=framework, status=AdoptionStatus.CURRENT).in_words() == "In use"


def test_a_country_is_a_code_of_iso_3166() -> None:
    page = CompanyPageFactory(country="US")
    page.country = "XX"
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert list(refused.value.message_dict) == ["country"]
    assert CompanyPage.objects.get().country == "US"


def test_the_countries_are_complete_and_sorted_by_name() -> None:
    assert len(COUNTRIES) == 249
    assert {code for code in COUNTRIES if len(code) != 2 or not code.isupper()} == set()
    assert (COUNTRIES["GB"], COUNTRIES["AE"], COUNTRIES["ZW"]) == (
        "United Kingdom",
        "United Arab Emirates",
        "Zimbabwe",
    )
    assert country_choices()[0] == ("AF", "Afghanistan")
