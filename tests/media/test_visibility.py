"""Images and documents in private collections, and in collections below them, are hidden."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Collection, CollectionViewRestriction

from content_api.viewer import Viewer
from content_api.visibility import visible
from media.making import rendition_of
from media.models import Document, Image, Rendition
from media.presets import ImageFormat, ImagePreset, filter_for
from tests.factories.media import DocumentFactory, ImageFactory, make_collection

pytestmark = pytest.mark.django_db


def anybody() -> Viewer:
    return Viewer(site=None)


FACTORIES = {Image: ImageFactory, Document: DocumentFactory}


@pytest.mark.parametrize("model", [Image, Document])
def test_collections_decide(model: Any, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    private = make_collection(private=True)
    make = FACTORIES[model]
    in_root, in_public = make(), make(collection=make_collection())
    make(collection=private)
    make(collection=make_collection(private))
    make(collection=make_collection(make_collection(private)))

    with django_assert_num_queries(2):  # the territory and the rows
        shown = set(visible(model.objects.all(), anybody()))

    assert shown == {in_root, in_public}


def test_a_restriction_below_hides_nothing_above() -> None:
    above = make_collection()
    make_collection(above, private=True)
    image = ImageFactory(collection=above)

    assert list(visible(Image.objects.all(), anybody())) == [image]


@pytest.mark.parametrize(
    "kind",
    [CollectionViewRestriction.LOGIN, CollectionViewRestriction.GROUPS, CollectionViewRestriction.PASSWORD],
)
def test_every_kind_of_restriction_hides(kind: str) -> None:
    collection = make_collection()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=kind, password="secret")
    ImageFactory(collection=collection)

    assert list(visible(Image.objects.all(), anybody())) == []


def test_a_restriction_of_the_root_hides_all() -> None:
    CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(), restriction_type=CollectionViewRestriction.LOGIN
    )
    ImageFactory()

    assert list(visible(Image.objects.all(), anybody())) == []


def test_a_rendition_is_as_visible_as_its_image() -> None:
    thumb = filter_for(ImagePreset.THUMB, ImageFormat.JPEG)
    shown = rendition_of(ImageFactory(), thumb)
    rendition_of(ImageFactory(collection=make_collection(private=True)), thumb)

    assert list(visible(Rendition.objects.all(), anybody())) == [shown]
