"""Images over the API: what a ``<picture>`` needs, in one request and without a statement for any of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from media.addresses import rendition_address, source_set
from media.models import Image, Rendition
from tests.factories.articles import ArticlePageFactory
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db

QUERY = """
query ($id: ID) {
  page(id: $id) {
    ... on ArticlePage {
      heroImage {
        alt description credit focalPoint { x y } focalPointX placeholder dominantColour
        rendition(preset: THUMB) {
          url width height mimeType srcSet
          jpeg: srcSet(format: JPEG)
          sources { format mimeType srcSet }
        }
      }
    }
  }
}
"""


def ask(client: Client, query: str, **variables: Any) -> Any:
    content = client.post("/graphql/", {"query": query, "variables": variables}, content_type="application/json").json()
    assert "errors" not in content, content["errors"]
    return content["data"]["page"]["heroImage"]


def test_everything_for_a_picture(client: Client) -> None:
    image = ImageFactory(
        description="A sky",
        credit="Ann",
        focal_point_x=400,
        focal_point_y=300,
        focal_point_width=10,
        focal_point_height=10,
    )
    page = ArticlePageFactory(hero_image=image)

    answer = ask(client, QUERY, id=page.pk)

    assert answer.pop("placeholder").startswith("data:image/webp;base64,")
    assert answer == {
        "alt": "A sky",
        "description": "A sky",
        "credit": "Ann",
        "focalPoint": {"x": 25.0, "y": 33.33},
        "focalPointX": 400,
        "dominantColour": "#4682b4",
        "rendition": {
            "url": rendition_address(image, "thumb", "webp"),
            "width": 320,
            "height": 180,
            "mimeType": "image/webp",
            "srcSet": source_set(image, "thumb", "webp"),
            "jpeg": source_set(image, "thumb", "jpeg"),
            "sources": [
                {"format": "AVIF", "mimeType": "image/avif", "srcSet": source_set(image, "thumb", "avif")},
                {"format": "WEBP", "mimeType": "image/webp", "srcSet": source_set(image, "thumb", "webp")},
                {"format": "JPEG", "mimeType": "image/jpeg", "srcSet": source_set(image, "thumb", "jpeg")},
            ],
        },
    }
    assert Rendition.objects.count() == 0


def test_what_nobody_has_said_is_null(client: Client) -> None:
    page = ArticlePageFactory(hero_image=ImageFactory(description=""), hero_image_decorative=True)

    answer = ask(client, QUERY, id=page.pk)

    assert (answer["alt"], answer["credit"], answer["focalPoint"], answer["focalPointX"]) == (None,) * 4


def test_a_focal_point_outside_of_a_replaced_file_stays_within() -> None:
    image = Image(collection_id=1, width=100, height=50, focal_point_x=150, focal_point_y=25)

    point: Any = image.focal_point_in_percent(None)  # type: ignore[arg-type]

    assert (point.x, point.y) == (100.0, 50.0)


def test_renditions_cost_no_statement(client: Client) -> None:
    page = ArticlePageFactory(hero_image=ImageFactory())
    presets = ["THUMB", "CARD", "CONTENT", "HERO", "EMAIL", "OG", "FULL"]
    fields = " ".join(
        f"{preset}: rendition(preset: {preset}) {{ url width height srcSet sources {{ srcSet }} }}"
        for preset in presets
    )

    def statements(selection: str) -> int:
        query = f"query ($id: ID) {{ page(id: $id) {{ ... on ArticlePage {{ heroImage {{ {selection} }} }} }} }}"
        with CaptureQueriesContext(
            connection,
        ) as captured:
            ask(client, query, id=page.pk)
        return len(captured)

    statements("title")
    assert statements("title") == statements(fields) > 0
