"""A description in the image library may be the only one that a live page has."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data
from wagtail_factories import ImageFactory

from media.models import Image
from tests.factories.articles import ArticlePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> Image:
    return ImageFactory(title="Map", description="A map of Kansas")


LOST = (
    "“History”, Main image: the image “Map” has no description. "
    "Write an alternative text, or mark the image as decorative."
)


def describe(image: Image, description: str) -> None:
    image.description = description
    image.save()


def test_the_only_description_stays(image: Image) -> None:
    ArticlePageFactory(title="History", hero_image=image)

    with pytest.raises(ValidationError) as refused:
        describe(image, " ")

    assert refused.value.messages == [LOST]


def test_another_description_will_do(image: Image) -> None:
    ArticlePageFactory(hero_image=image)

    describe(image, "A map of the United States")

    assert Image.objects.get().description == "A map of the United States"


def test_a_description_that_no_live_page_needs_may_go(image: Image) -> None:
    ArticlePageFactory(live=False, hero_image=image)
    ArticlePageFactory(hero_image=image, hero_image_alt="A map")
    ArticlePageFactory(hero_image=image, hero_image_decorative=True)

    describe(image, "")

    assert Image.objects.get().description == ""


def test_a_page_published_without_description_keeps_no_image_from_changing(image: Image) -> None:
    bare = ImageFactory(title="Bare")
    ArticlePageFactory(hero_image=bare, publish_override_reason="It will be described tomorrow.")

    bare.title = "Still bare"
    bare.save()

    assert Image.objects.get(pk=bare.pk).title == "Still bare"


def test_a_reason_given_for_something_else_is_no_excuse(image: Image) -> None:
    ArticlePageFactory(title="History", hero_image=image, publish_override_reason="It is urgent.")

    with pytest.raises(ValidationError, match="“History”, Main image"):
        describe(image, "")


def test_the_admin_names_the_pages(admin_client: Client, image: Image) -> None:
    ArticlePageFactory(title="History", hero_image=image)
    fields = nested_form_data(
        {"title": "Map", "description": "", "credit": "", "licence": "", "tags": "", "collection": "1"}
    )

    response = admin_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields, follow=True)

    [message] = [str(message) for message in response.context["messages"]]
    assert LOST in message
    assert Image.objects.get().description == "A map of Kansas"
