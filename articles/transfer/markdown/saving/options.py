"""What whoever imports decides for all files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale

from articles.models import ArticleIndexPage, Author, Topic

from ..errors import RefusedError


@dataclass(frozen=True)
class Options:
    """``user`` is None on the command line, where everything is allowed."""

    parent: ArticleIndexPage | None = None
    locale: str = ""
    authors: Sequence[Author] = ()
    topics: Sequence[Topic] = ()
    overwrite: bool = False
    user: Any = None


def index_for(options: Options, locale_code: str) -> ArticleIndexPage:
    """The page that an article of that language goes below. Raises ``RefusedError`` where there is none."""
    code = locale_code or options.locale
    if not code and options.parent:
        return options.parent
    locale = Locale.objects.filter(language_code__iexact=code).first() if code else Locale.get_default()
    if locale is None:
        known = ", ".join(Locale.objects.values_list("language_code", flat=True).order_by("language_code"))
        raise RefusedError(f"The site has no language “{code}”; it has {known}.")
    if options.parent:
        found = ArticleIndexPage.objects.filter(
            translation_key=options.parent.translation_key, locale=locale, alias_of=None
        ).first()
        place = f"“{options.parent.title}”"
    else:
        found = ArticleIndexPage.objects.filter(locale=locale, alias_of=None).order_by("path").first()
        place = "The site"
    if found is None:
        raise RefusedError(f"{place} has no page for articles in {locale.get_display_name()}.")
    return found
