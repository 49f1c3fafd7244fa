"""Says after saving what seems to exist already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from articles.models import Claim, Source

from .finding import claims_in_the_words_of, named, pages_with_title, sources_at


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_titles(request: HttpRequest, page: Page) -> None:
    if is_asked_by_a_person(request):
        title = page.draft_title or page.title
        _warn(request, pages_with_title(title, page.locale_id, page.pk), "has the same title")


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def warn_of_facts(request: HttpRequest, instance: Any) -> None:
    if not is_asked_by_a_person(request):
        return
    if isinstance(instance, Source):
        _warn(request, sources_at(instance.url, instance.pk), "has the same address")
    elif isinstance(instance, Claim):
        _warn(request, claims_in_the_words_of(instance), "says the same of the same subject")


def is_asked_by_a_person(request: HttpRequest) -> bool:
    """The editor also saves by itself every now and then; nobody reads messages then, and they would pile up."""
    return request.accepts("text/html")


def _warn(request: HttpRequest, found: Iterable[Any], relation: str) -> None:
    for one in named(found, request.user):
        state = f", {one.state}" if one.state else ""
        buttons = [messages.button(one.url, "Look at it", new_window=True)] if one.url else None
        messages.warning(request, f"“{one.name}” ({one.kind}{state}) {relation}.", buttons=buttons)
