from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content_api', '0005_webhooks'),
    ]

    # All may be empty: SQLite adds such columns without making the table, and its triggers, anew.
    operations = [
        migrations.AddField(
            model_name='contentchange',
            name='corrections',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='contentchange',
            name='corrected_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='contentchange',
            name='is_correction',
            field=models.BooleanField(null=True),
        ),
    ]
