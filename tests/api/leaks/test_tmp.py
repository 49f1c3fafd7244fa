import time, pytest
from django.db import transaction
@pytest.mark.django_db
def test_build(media_root):
    from django.test.utils import CaptureQueriesContext
    from django.db import connection
    from tests.api.leaks import showcase
    t=time.time(); s=showcase.build(); print("build", time.time()-t)
    from wagtail.models import Page
    for p in Page.objects.order_by("path"): print("  "*p.depth, p.specific_class.__name__, p.slug, p.title, p.alias_of_id)
    from django.apps import apps
    m=s.pool.pick(apps.get_model("articles.ArticlePage"),1)
    m=type(m).objects.get(pk=m.pk)
    print(m.serializable_data())
    print(list(Page.objects.all().search(m.title)))
    assert 0
