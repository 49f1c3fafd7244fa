"""What a change touches, in the words that answers use."""

from __future__ import annotations

from wagtail.models import Page

from articles.models import Adoption, ArticlePage, Framework, Topic
from content_api.changes.subjects import subjects
from content_api.changes.tags import list_tag, object_tag, referred_keys, referrers_tag, slug_tag, translations_tag
from tests.factories.articles import ArticlePageFactory, CompanyPageFactory, FrameworkFactory, TopicFactory
from tests.factories.home import StandardPageFactory

from .conftest import Log


def test_page_touches_itself_its_lists_its_parent_and_what_it_refers_to(logged: Log) -> None:
    topic = TopicFactory()
    logged()

    page = ArticlePageFactory(slug="one", topics=[topic])

    row = logged()[-1]
    assert set(row.tags.split()) == {
        object_tag(ArticlePage, page.pk),
        list_tag(ArticlePage),
        list_tag(Page),
        referrers_tag(Page, page.get_parent().pk),
        referrers_tag(Topic, topic.pk),
        translations_tag(page.translation_key),
        slug_tag("one"),
    }
    assert referred_keys(row.tags, Topic) == {topic.pk}


def test_what_a_page_no_longer_refers_to_is_touched_once_more(logged: Log) -> None:
    former, topic = TopicFactory(), TopicFactory()
    page = ArticlePageFactory(topics=[former])
    page.topics = [topic]
    page.save()
    (*_, row) = logged()
    assert {referrers_tag(Topic, former.pk), referrers_tag(Topic, topic.pk)} <= set(row.tags.split())

    page.save()

    (row,) = logged()
    assert referrers_tag(Topic, former.pk) not in row.tags.split()


def test_what_appears_touches_those_that_refer_to_it(logged: Log) -> None:
    framework = FrameworkFactory(live=False)
    company = CompanyPageFactory()
    Adoption.objects.create(page=company, framework=framework, status="current")
    logged()

    framework.save_revision().publish()

    (row,) = logged()
    assert object_tag(Page, company.pk) in row.tags.split()
    Framework.objects.get(pk=framework.pk).save()
    (row,) = logged()
    assert object_tag(Page, company.pk) not in row.tags.split()


def test_publishing_a_page_touches_no_other_page(logged: Log) -> None:
    others = [StandardPageFactory(), ArticlePageFactory()]
    logged()

    ArticlePageFactory()

    touched = {tag for row in logged() for tag in row.tags.split()}
    assert touched.isdisjoint({object_tag(Page, page.pk) for page in others})
    assert "everything" not in touched


def test_too_many_references_touch_everything(logged: Log) -> None:
    page = ArticlePageFactory(topics=TopicFactory.create_batch(150))

    row = next(row for row in logged() if row.object_type == "articlepage" and row.object_id == page.pk)

    assert "everything" in row.tags.split()
    assert len(row.tags) < 500


def test_names_of_subjects_are_their_own() -> None:
    names = [str(model._meta.model_name) for model in subjects()]

    assert len(names) == len(set(names))
