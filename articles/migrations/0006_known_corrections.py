"""Corrections that readers have already: the change log tells only those as new that follow."""

from django.db import migrations
from django.db.models import Count, Max


def note_known(apps, schema_editor):
    using = schema_editor.connection.alias
    changes = apps.get_model("content_api", "ContentChange").objects.using(using)
    corrections = apps.get_model("articles", "ArticleCorrection").objects.using(using)
    of_pages = corrections.order_by().filter(page__alias_of=None).values_list("page")
    for page, count, latest in of_pages.annotate(Count("pk"), Max("corrected_at")):
        newest = changes.filter(object_type="articlepage", object_id=page, is_newest=True)
        newest.update(corrections=count, corrected_at=latest)


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_first_modified_at"), ("content_api", "0006_corrections")]

    operations = [migrations.RunPython(note_known, migrations.RunPython.noop)]
