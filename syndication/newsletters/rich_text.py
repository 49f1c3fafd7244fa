"""Rich text in a mail: links get their campaign parameters, then each form is made of the same HTML."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup

from content_api.fields.rich_text import html, source_of
from content_api.lookahead import Loader
from content_api.rich_text.markdown import markdown_of
from content_api.rich_text.plain_text import text_of
from content_api.rich_text.tree import tree_of

from .issue import RichText
from .merge_tags import MergeTags
from .tracking import Links


def rich_text(source: Any, loader: Loader, links: Links, tags: MergeTags, section: str) -> RichText:
    """``source``, as a block holds it, with the links that its reader may follow."""
    soup = BeautifulSoup(html(source_of(source or ""), loader), "html.parser")
    for words in soup.find_all(string=True):
        words.replace_with(tags.neutral(str(words)))
    for link in soup.find_all("a"):
        if link.get("href"):
            link["href"] = links.to(str(link["href"]), link.get_text(), section)
        else:
            link.unwrap()
    written = soup.decode(formatter="minimal")
    for link in soup.find_all("a"):
        link.insert_after(f" <{link['href']}>")
        link.unwrap()
    return RichText(
        html=written,
        text=text_of(tree_of(soup.decode(formatter="minimal"))),
        markdown=markdown_of(tree_of(written)),
    )
