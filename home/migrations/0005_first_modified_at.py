"""Pages that are live already were changed last, as far as is known, when they were published last."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

MODELS = ("HomePage", "StandardPage")


def take_last_publishing(apps, schema_editor):
    pages = apps.get_model("wagtailcore", "Page").objects.filter(pk=OuterRef("pk"))
    for name in MODELS:
        rows = apps.get_model("home", name).objects.filter(live=True)
        rows.update(modified_at=Subquery(pages.values("last_published_at")[:1]))


class Migration(migrations.Migration):
    dependencies = [("home", "0004_page_modified_at")]

    operations = [migrations.RunPython(take_last_publishing, migrations.RunPython.noop)]
