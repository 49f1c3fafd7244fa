"""Turns Wagtail's welcome page into the home page, in place: the site that shows it stays as it is."""

from django.db import migrations

WELCOME_TITLE = "Welcome to your new Wagtail site!"
HOME_TITLE = "Home"


def _content_type(apps, using, app_label, model):
    content_type, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(using)
        .get_or_create(app_label=app_label, model=model)
    )
    return content_type.pk


def make_home_page(apps, schema_editor):
    using = schema_editor.connection.alias
    HomePage = apps.get_model("home", "HomePage")
    plain = _content_type(apps, using, "wagtailcore", "page")
    pages = apps.get_model("wagtailcore", "Page").objects.using(using)
    welcome = pages.filter(title=WELCOME_TITLE, depth=2, content_type_id=plain).first()
    if welcome is None:
        return
    welcome.title = welcome.draft_title = HOME_TITLE
    welcome.content_type_id = _content_type(apps, using, "home", "homepage")
    welcome.save(using=using)
    home = HomePage(page_ptr_id=welcome.pk)
    home.__dict__.update({field.attname: getattr(welcome, field.attname) for field in welcome._meta.concrete_fields})
    home.save_base(raw=True, using=using)


def restore_welcome_page(apps, schema_editor):
    using = schema_editor.connection.alias
    HomePage = apps.get_model("home", "HomePage")
    home_type = _content_type(apps, using, "home", "homepage")
    pages = apps.get_model("wagtailcore", "Page").objects.using(using)
    for home in pages.filter(content_type_id=home_type):
        HomePage.objects.using(using).get(page_ptr_id=home.pk).delete(keep_parents=True)
        if home.title == HOME_TITLE:
            home.title = home.draft_title = WELCOME_TITLE
        home.content_type_id = _content_type(apps, using, "wagtailcore", "page")
        home.save(using=using)


class Migration(migrations.Migration):

    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [migrations.RunPython(make_home_page, restore_welcome_page)]
