"""Content in which every relation of the schema leads to something visible.

It is made from the models behind the schema, not from the rules where editors may create what: a relation between any
two pages must be safe, also one that came by an import. Of each page model there is one page with all relations; below
it stand two more of the same model with a plain page between them. The first of the two has a translation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Page, Site

from articles import models as articles
from articles.blocks import VideoBlock
from home import models as home
from syndication import models as newsletters

from .catalog import Catalog
from .filling import DAY, Filler, Pool, child_models, new_word
from .types_of_schema import MODELS

COPIES = 2
FRAMEWORKS = 3  # so that two comparisons can be of different ones
BETWEEN = home.StandardPage
SITE = "showcase.example"
REDIRECTED = "/zqmoved00000x"


@dataclass(frozen=True)
class Showcase:
    """The two sites' roots and the objects that relations lead to."""

    site: Site
    other_root: Page
    pool: Pool
    catalog: Catalog


def page_models() -> list[type[Page]]:
    """Models of all page types; those first that also stand among others, so that lists begin with their own."""
    models = [model for model in MODELS.values() if issubclass(model, Page)]
    return sorted(models, key=lambda model: (model not in (Page, BETWEEN), model.__name__))


def snippet_models() -> list[type[Model]]:
    """Models of all types that stand for themselves without being pages, files or the settings of a site."""
    others = (Page, get_image_model(), get_document_model(), BaseSiteSetting)
    return sorted(
        (model for model in MODELS.values() if not issubclass(model, others) and not is_row(model)),
        key=lambda model: model.__name__,
    )


def is_row(model: type[Model]) -> bool:
    """Whether rows of ``model`` are part of another object."""
    return any(isinstance(field, ParentalKey) for field in model._meta.concrete_fields)


def build() -> Showcase:
    """Replace all content by a showcase. To be called inside a transaction."""
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    pool = Pool()
    filler = Filler(pool, _exceptions(pool))
    tree_root = Page.get_first_root_node()
    chinese, _ = Locale.objects.get_or_create(language_code="zh-hans")
    root, other_root = (_add_page(tree_root, home.HomePage, filler) for _ in range(2))
    chinese_root = _add_page(tree_root, home.HomePage, filler, of=root, locale=chinese)
    chinese_shelf = _add_page(chinese_root, Page, filler, locale=chinese)
    site = Site.objects.create(hostname=SITE, root_page=root, is_default_site=True)
    Site.objects.create(hostname="other.example", root_page=other_root)
    _add_media(pool)
    before_pages = [model for model in snippet_models() if not _leads_to_page(model)]
    for model in before_pages:
        _add_snippets(model, pool, filler)
    sources = [_add_family(model, root, chinese_shelf, filler) for model in page_models()]
    for model in snippet_models():
        if model not in before_pages:
            _add_snippets(model, pool, filler)
    for page in sources:
        filler.relations(page, page.title)
        page.save()
    _add_settings(site, pool, filler)
    moved = pool.pick(Page, -1)
    Redirect.objects.create(old_path=REDIRECTED, redirect_page=moved, site=site)
    catalog = Catalog(pool)
    catalog.add(REDIRECTED.strip("/"), moved)
    return Showcase(site=site, other_root=other_root, pool=pool, catalog=catalog)


def _exceptions(pool: Pool) -> dict[type, Any]:
    """What the database, the publish gate or a block's own methods ask of some values."""

    def subject_of_claim(position: int) -> dict[str, Any]:
        subjects = {"company": pool.pick(articles.CompanyPage), "framework": pool.pick(articles.Framework)}
        return subjects | {("company", "framework")[(position + 1) % 2]: None}

    def target_of_item(position: int) -> dict[str, Any]:
        return {"page": None} if position else {"url": ""}

    return {
        articles.Claim: subject_of_claim,
        articles.CompanyPage: lambda _: {"country": "FR"},
        articles.ComparisonFramework: lambda position: {"framework": pool.pick(articles.Framework, position)},
        home.NavigationItem: target_of_item,
        VideoBlock: lambda _: {"url": f"https://www.youtube.com/watch?v={new_word()}___"},
    }


def _leads_to_page(model: type[Model]) -> bool:
    """Whether objects of ``model`` or their children name pages, so that these must be there first."""
    related = [field.related_model for field in model._meta.fields if field.related_model]
    children = [child for _, child in child_models(model)]
    return any(issubclass(one, Page) for one in related) or any(map(_leads_to_page, children))


def _add_page(
    parent: Page, model: type[Page], filler: Filler, of: Page | None = None, position: int = 0, **values: Any
) -> Any:
    """A live page with texts and few relations, a translation of ``of`` if that is given.

    Companies use the framework at ``position``, comparisons are of that and the next.
    """
    word = new_word()
    dates = {"first_published_at": DAY, "last_published_at": DAY}
    page = model(title=word, slug=new_word("zqslug"), show_in_menus=True, **dates, **values)
    filler.texts(page, word)
    if of is not None:
        page.translation_key = of.translation_key
    if isinstance(page, articles.ComparisonPage):  # the publish gate wants two columns
        columns = (filler.pool.pick(articles.Framework, position + number) for number in range(2))
        page.comparison_frameworks = [
            articles.ComparisonFramework(framework=framework, choose_when=new_word()) for framework in columns
        ]
    if isinstance(page, articles.CompanyPage):
        framework = filler.pool.pick(articles.Framework, position)
        page.adoptions = [articles.Adoption(framework=framework, since=2000, until=2001, status="current")]
    if isinstance(page, newsletters.NewsletterIssuePage):  # the publish gate wants something to read
        page.sections = [("text", {"heading": "", "body": filler.rich_text(word)})]
    return parent.add_child(instance=page)


def _add_family(model: type[Page], root: Page, chinese_shelf: Page, filler: Filler) -> Any:
    """A page of a model with pages below it and a translation of the first of them; answer the page above."""
    above = _add_page(root, model, filler)
    first = _add_page(above, model, filler, position=1)
    between = _add_page(above, BETWEEN, filler)
    last = _add_page(above, model, filler)
    _add_page(chinese_shelf, model, filler, of=first, locale=chinese_shelf.locale)
    if model is articles.ArticlePage:
        _sign(first, filler.pool)
        last.create_alias(update_slug=new_word("zqslug"))
    filler.pool.add(between)
    filler.pool.add(first)
    return above


def _sign(article: Any, pool: Pool) -> None:
    """Give an article what lists of articles are narrowed by."""
    article.tags.add(article.title)
    article.topics.add(pool.pick(articles.Topic))
    article.article_authors = [articles.ArticleAuthor(author=pool.pick(articles.Author))]
    article.save()


def _add_snippets(model: type[Model], pool: Pool, filler: Filler) -> None:
    for position in range(FRAMEWORKS if model is articles.Framework else COPIES):
        word = new_word()
        snippet = model()
        for name in ("slug",):
            if hasattr(snippet, name):
                setattr(snippet, name, new_word("zqslug"))
        filler.texts(snippet, word, position)
        filler.relations(snippet, word, position)
        snippet.save()
        pool.add(snippet)


def _add_settings(site: Site, pool: Pool, filler: Filler) -> None:
    settings = home.SiteSettings(site=site)
    word = new_word()
    filler.texts(settings, word)
    filler.relations(settings, word)
    settings.site = site
    settings.save()
    pool.add(settings)


def _add_media(pool: Pool) -> None:
    box = Collection.get_first_root_node().add_child(name="Shelf").add_child(name="Box")
    for _ in range(COPIES):
        word = new_word()
        picture = get_test_image_file(filename=f"{word}.png", size=(8, 8))
        texts = {"title": word, "description": word, "credit": word}
        pool.add(get_image_model().objects.create(**texts, collection=box, file=picture))
        word = new_word()
        file = ContentFile(b"text", name=f"{word}.txt")
        pool.add(get_document_model().objects.create(title=word, collection=box, file=file))
