"""Snippets, images, documents, menus, settings and redirects."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from articles.models import (
    Author,
    AuthorLink,
    AuthorText,
    Claim,
    ClaimSource,
    Framework,
    FrameworkText,
    Source,
    Topic,
    TopicText,
)
from home.models import Navigation, NavigationItem, SiteSettings
from media.models import Document, Image
from tests.factories.articles import AuthorFactory, ClaimFactory, SourceFactory, TopicFactory
from tests.factories.media import picture_file

from .edit import Choose, World, edit, rows


@edit
def change_image(world: World, choose: Choose) -> None:
    image = choose(rows(Image.objects))
    image.title = image.description = f"Picture {world.number()}"
    image.save()


@edit
def change_image_file(world: World, choose: Choose) -> None:
    image, number = choose(rows(Image.objects)), world.number()
    image.file = picture_file(f"picture-{number}.png", colour=f"#{number * 7919 % 0xFFFFFF:06x}", size=(400, 300))
    image.save()


@edit
def change_focal_point(world: World, choose: Choose) -> None:
    image = choose(rows(Image.objects))
    image.focal_point_x, image.focal_point_y = world.number() % 300, 100
    image.focal_point_width = image.focal_point_height = 50
    image.save()


@edit
def delete_image(world: World, choose: Choose) -> None:
    choose(rows(Image.objects)[2:]).delete()


@edit
def change_document(world: World, choose: Choose) -> None:
    document = choose(rows(Document.objects))
    document.title = f"Paper {world.number()}"
    document.file = ContentFile(b"%PDF-1.7" + b" " * world.number(), name="paper.pdf")
    document.save()


@edit
def change_author(world: World, choose: Choose) -> None:
    author = choose(rows(Author.objects))
    author.name = f"Name {world.number()}"
    author.photo = choose([None, *rows(Image.objects)])
    author.links = [AuthorLink(label=author.name, url="https://author.example/")]
    author.save()


@edit
def change_text(world: World, choose: Choose) -> None:
    """Add a text in the other language, or change the one in the default language."""
    number, locale = world.number(), choose(rows(Locale.objects))
    owner: Any = choose([*rows(Author.objects), *rows(Topic.objects), *rows(Framework.objects)])
    kind, values = {
        Author: (AuthorText, {"role": f"Role {number}"}),
        Topic: (TopicText, {"name": f"Topic {number}"}),
        Framework: (FrameworkText, {"tagline": f"Tagline {number}"}),
    }[type(owner)]
    text = next((one for one in owner.texts.all() if one.locale_id == locale.pk), None)
    if text is None:
        owner.texts.add(kind(locale=locale, **values))
    else:
        for name, value in values.items():
            setattr(text, name, value)
        owner.texts.add(text)
    owner.save()


@edit
def change_topic(world: World, choose: Choose) -> None:
    topic = choose(rows(Topic.objects))
    topic.slug = f"topic-renamed-{world.number()}"
    topic.save()


@edit
def change_source(world: World, choose: Choose) -> None:
    source = choose(rows(Source.objects))
    source.title = f"Work {world.number()}"
    source.save()


@edit
def change_framework(world: World, choose: Choose) -> None:
    framework = choose(rows(Framework.objects)).get_latest_revision_as_object()
    framework.name = f"Frame {world.number()}"
    framework.save_revision().publish()


@edit
def write_framework_draft(world: World, choose: Choose) -> None:
    framework = choose(rows(Framework.objects)).get_latest_revision_as_object()
    framework.name = f"Secret frame {world.number()}"
    framework.save_revision()


@edit
def toggle_framework(world: World, choose: Choose) -> None:
    framework = choose(rows(Framework.objects))
    if framework.live:
        framework.unpublish()
    else:
        framework.save_revision().publish()


@edit
def change_claim(world: World, choose: Choose) -> None:
    claim = choose(rows(Claim.objects)).get_latest_revision_as_object()
    claim.value = f"Value {world.number()}"
    claim.claim_sources = [ClaimSource(source=choose(rows(Source.objects)))]
    claim.save_revision().publish()


@edit
def toggle_claim(world: World, choose: Choose) -> None:
    claim = choose(rows(Claim.objects))
    if claim.live:
        claim.unpublish()
    else:
        claim.save_revision().publish()


@edit
def create_objects(world: World, choose: Choose) -> None:
    number = world.number()
    choose(
        [
            lambda: AuthorFactory(slug=f"author-{number}-new"),
            lambda: TopicFactory(slug=f"topic-{number}-new"),
            lambda: SourceFactory(title=f"Source {number} new"),
            lambda: ClaimFactory(framework=rows(Framework.objects)[0], claim_sources=_evidence(), live=False),
        ]
    )()


def _evidence() -> list[ClaimSource]:
    return [ClaimSource(source=rows(Source.objects)[0])]


@edit
def delete_object(world: World, choose: Choose) -> None:
    choose([*rows(Author.objects), *rows(Topic.objects), *rows(Source.objects), *rows(Claim.objects)]).delete()


@edit
def change_tag(world: World, choose: Choose) -> None:
    tag = choose(rows(Tag.objects))
    tag.name = f"renamed tag {world.number()}"
    tag.save()


@edit
def delete_tag(world: World, choose: Choose) -> None:
    choose(rows(Tag.objects)).delete()


@edit
def change_menu(world: World, choose: Choose) -> None:
    menu = choose(rows(Navigation.objects))
    items = list(menu.items.all())
    if len(items) > 2:
        menu.items.remove(items[0])
    else:
        page = choose(rows(Page.objects.filter(depth__gt=1)))
        menu.items.add(NavigationItem(label=f"Item {world.number()}", page=page, sort_order=len(items)))
    menu.save()


@edit
def rename_item(world: World, choose: Choose) -> None:
    item = choose(rows(NavigationItem.objects))
    item.label = f"Renamed item {world.number()}"
    item.save()


@edit
def change_settings(world: World, choose: Choose) -> None:
    settings, _ = SiteSettings.objects.get_or_create(site=choose(rows(Site.objects)))
    settings.organisation_name = f"Organisation {world.number()}"
    settings.logo = choose([None, *rows(Image.objects)])
    settings.default_share_image = choose([None, *rows(Image.objects)])
    settings.save()


@edit
def add_redirect(world: World, choose: Choose) -> None:
    path = choose(["/old", "/older", "/articles/gone", f"/old-{world.number()}"])
    site = choose([None, *rows(Site.objects)])
    with transaction.atomic():
        Redirect.objects.filter(old_path=path, site=site).delete()
        page = choose([None, *rows(Page.objects.filter(depth__gt=1))])
        Redirect.objects.create(
            old_path=path, site=site, redirect_page=page, redirect_link="" if page else "https://elsewhere.example/"
        )


@edit
def delete_redirect(world: World, choose: Choose) -> None:
    choose(rows(Redirect.objects)).delete()
