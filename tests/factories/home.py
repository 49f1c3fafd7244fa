"""Objects of the home app. The home page itself comes from the migrations: see ``home_page``."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale
from wagtail_factories import PageFactory

from home.models import HomePage, Navigation, NavigationItem, StandardPage


def home_page() -> HomePage:
    """The home page of the default site."""
    return HomePage.objects.get(depth=2, slug="home")


class StandardPageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Standard page {number}")
    parent = factory.LazyFunction(home_page)

    class Meta:
        model = StandardPage


class NavigationFactory(DjangoModelFactory[Navigation]):
    slug = factory.Sequence(lambda number: f"menu-{number}")
    locale = factory.LazyFunction(Locale.get_default)
    items = factory.LazyFunction(lambda: [NavigationItem(label="Elsewhere", url="https://elsewhere.example/")])

    class Meta:
        model = Navigation
