"""All forms of an issue, each made once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from articles.rendering.mail.document import compile_mjml
from content_api.lookahead import Loader
from content_api.territory import read_territory
from content_api.viewer import Viewer, default_viewer

from .filling import issues_of
from .issue import Issue
from .mjml import mjml_of
from .plain import markdown_of_issue, text_of
from .sizes import LIMIT, NEARLY, Sized, measured


class Mail:
    """One issue in every form."""

    def __init__(self, issue: Issue) -> None:
        self.issue = issue

    @cached_property
    def mjml(self) -> str:
        return mjml_of(self.issue)

    @cached_property
    def sized(self) -> Sized:
        return measured(compile_mjml(self.mjml))

    @property
    def html(self) -> str:
        return self.sized.html

    @cached_property
    def text(self) -> str:
        return text_of(self.issue)

    @cached_property
    def markdown(self) -> str:
        return markdown_of_issue(self.issue)

    @property
    def is_too_large(self) -> bool:
        return self.sized.bytes > LIMIT

    @property
    def is_nearly_too_large(self) -> bool:
        return NEARLY < self.sized.bytes <= LIMIT


def mails_of(pages: Sequence[Any], loader: Loader) -> dict[Any, Mail]:
    """The mails of pages that were loaded together, by primary key."""
    return {key: Mail(issue) for key, issue in issues_of(pages, loader).items()}


def mail_of(page: Any, loader: Loader) -> Mail:
    """The mail of ``page``, found for all its siblings at once."""
    found: Mail = loader.once(page, "mail", mails_of)
    return found


def draft_mail(page: Any) -> Mail:
    """The mail that ``page`` would make as it is in memory, stored or not, read by the public of its site."""
    loader = Loader(_public_at(page))
    return mails_of([page], loader)[page.pk]


def _public_at(page: Any) -> Viewer:
    """Whoever reads the site that ``page`` stands in, in the page's language."""
    territory = read_territory()
    viewer = default_viewer(territory)
    site = page.get_site()
    if site is not None and (known := territory.site(site.pk)) is not None:
        viewer = Viewer(site=known, given_territory=territory)
    return viewer.in_locale(territory.languages[page.locale_id])
