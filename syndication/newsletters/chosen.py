"""What the sections of several issues have chosen: pages, pictures, names, each kind loaded by one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from articles.models import (
    Adoption,
    AdoptionStatus,
    ArticleAuthor,
    ArticlePage,
    Author,
    CompanyPage,
    ComparisonFramework,
    ComparisonPage,
    Framework,
)
from content_api.lookahead import Loader, Reference
from media.models import Image

from .chosen_keys import CHOOSERS


@dataclass(frozen=True)
class Chosen:
    """What can be seen of all that was chosen."""

    loader: Loader
    authors: dict[Any, list[str]]  # names, by the key of the article
    in_use: dict[Any, list[str]]  # names of frameworks, by the key of the company
    compared: dict[Any, list[str]]  # names of frameworks, by the key of the comparison

    def page(self, reference: Reference | None) -> Any:
        """The page, ``None`` where it is hidden or gone or none is chosen."""
        return None if reference is None else self.loader.get(reference)

    def image(self, key: Any) -> Image | None:
        found: Image | None = None if key is None else self.loader.get(Reference(Image, key))
        return found


def choose(blocks: Iterable[Any], loader: Loader) -> Chosen:
    """Load what ``blocks``, of one or many issues, have chosen."""
    blocks = list(blocks)
    found = loader.get_many(dict.fromkeys(pages_in(blocks)))
    pages = loader.specific(found, lambda model: True)  # some may be known from lists that show titles only
    keys: dict[type[Any], list[Any]] = defaultdict(list)
    for page in pages:
        keys[type(page)].append(page.pk)
    return Chosen(
        loader=loader,
        authors=_names(
            loader, keys[ArticlePage], lambda of: ArticleAuthor.objects.filter(page__in=of), Author, "author_id"
        ),
        in_use=_names(
            loader,
            keys[CompanyPage],
            lambda of: Adoption.objects.filter(page__in=of, status=AdoptionStatus.CURRENT),
            Framework,
            "framework_id",
        ),
        compared=_names(
            loader,
            keys[ComparisonPage],
            lambda of: ComparisonFramework.objects.filter(page__in=of),
            Framework,
            "framework_id",
        ),
    )


def pages_in(blocks: Iterable[Any]) -> Iterator[Reference]:
    """The pages that ``blocks`` as the loader reads them have chosen, in order."""
    for block in blocks:
        for value in (block.value, *(child.value for child in _stories(block))):
            yield from (value[name] for name in CHOOSERS if name in value and value[name] is not None)


def _stories(block: Any) -> Sequence[Any]:
    return block.value["stories"].bound_blocks if block.block_type == "stories" else ()


def _names(loader: Loader, keys: list[Any], rows_of: Any, model: type[Any], key: str) -> dict[Any, list[str]]:
    """The names of what the rows between pages and ``model`` lead to, in order, by the key of the page."""
    found: dict[Any, list[str]] = defaultdict(list)
    if not keys:
        return found
    rows = loader.rows(rows_of(keys).order_by("sort_order", "pk"))
    loader.get_many(Reference(model, getattr(row, key)) for row in rows)
    for row in rows:
        named = loader.get(Reference(model, getattr(row, key)))
        if named is not None:
            found[row.page_id].append(named.name)
    return found
