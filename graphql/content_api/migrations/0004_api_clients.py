"""Clients of the API, their tokens and documents, and what they have asked."""

import content_api.clients.lists
import content_api.clients.models
import content_api.clients.origins
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content_api', '0003_cdn_purges'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiClient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='What reads the API, such as Website or Partner X.', max_length=100, unique=True)),
                ('contact', models.CharField(blank=True, help_text='Whom to ask when something is wrong: a person, a team, an address.', max_length=200)),
                ('is_active', models.BooleanField(default=True, help_text='Without this mark every request with one of its tokens is refused at once.', verbose_name='active')),
                ('expires_at', models.DateTimeField(blank=True, help_text='From then on its requests are refused. Empty: never.', null=True, verbose_name='expires')),
                ('scopes', content_api.clients.lists.ChosenTexts(default=content_api.clients.models.published_only, help_text='What it may ask for. All else is refused.')),
                ('locales', content_api.clients.lists.ChosenTexts(blank=True, default=list, help_text='Show only content in these languages. None marked: all languages.', verbose_name='languages')),
                ('page_types', content_api.clients.lists.ChosenTexts(blank=True, default=list, help_text='Show only pages of these types. None marked: all types.')),
                ('allowed_origins', content_api.clients.lists.Lines(blank=True, default=list, help_text='Websites whose scripts may use its tokens in a browser, one a line, such as https://www.example.org. Empty: only servers may. Everybody can read a token that is sent to a browser.', validators=[content_api.clients.origins.check_origins])),
                ('requests_per_minute', models.PositiveIntegerField(default=600, help_text='As many are answered on average.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000)])),
                ('burst', models.PositiveIntegerField(default=100, help_text='As many are answered at once, before the average counts.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000)])),
                ('may_introspect', models.BooleanField(default=True, help_text='May ask for the schema.', verbose_name='introspection')),
                ('gets_suggestions', models.BooleanField(default=True, help_text='Is told what a misspelt name may have meant.', verbose_name='suggestions')),
                ('sends_free_documents', models.BooleanField(default=True, help_text='May send any document. Without this mark only those that are shipped or registered for it.', verbose_name='free documents')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('last_used_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last used')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(blank=True, help_text='The site that requests mean where they name none. Empty: the default site.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'API client',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefix', models.CharField(editable=False, max_length=12, unique=True)),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('note', models.CharField(blank=True, help_text='Where it is used, such as production or staging.', max_length=100)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='valid until')),
                ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='revoked')),
                ('last_used_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last used')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='content_api.apiclient')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'API token',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ClientDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.SlugField(help_text='What requests call it: letters, digits, hyphens, underscores.', max_length=100)),
                ('text', models.TextField(help_text='One operation with the fragments that it uses.', verbose_name='document')),
                ('text_hash', models.CharField(editable=False, max_length=64)),
                ('printed_hash', models.CharField(editable=False, max_length=64)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='content_api.apiclient')),
            ],
            options={
                'verbose_name': 'registered document',
                'ordering': ['client__name', 'name'],
                'indexes': [models.Index(fields=['client', 'printed_hash'], name='client_document_printed_hash')],
                'constraints': [models.UniqueConstraint(fields=('client', 'name'), name='one_document_per_client_and_name'), models.UniqueConstraint(fields=('client', 'text_hash'), name='one_document_per_client_and_text')],
            },
        ),
        migrations.CreateModel(
            name='ClientUsage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('operation', models.CharField(blank=True, max_length=100)),
                ('requests', models.PositiveBigIntegerField(default=0)),
                ('errors', models.PositiveBigIntegerField(default=0)),
                ('refusals', models.PositiveBigIntegerField(default=0)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='usage', to='content_api.apiclient')),
            ],
            options={
                'verbose_name': 'usage of a client',
                'verbose_name_plural': 'usage of clients',
                'indexes': [models.Index(fields=['day'], name='client_usage_day')],
                'constraints': [models.UniqueConstraint(fields=('client', 'day', 'operation'), name='one_usage_per_client_day_operation')],
            },
        ),
    ]
