"""The suite's own database: what one test commits, the next does not see; what migrations made stays."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from wagtail.models import Locale, Page, Site


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_committed_rows_are_gone_and_migrated_rows_are_back(turn: int) -> None:
    names = set(Group.objects.values_list("name", flat=True))
    assert {"Editors", "Moderators"} <= names
    assert "Passers-by" not in names
    assert Locale.objects.filter(language_code="en").exists()
    assert Page.objects.filter(depth=1).exists()
    assert Site.objects.exists()

    Group.objects.create(name="Passers-by")
    Group.objects.filter(name="Editors").delete()
    Site.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_to_migrate() -> None:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)

    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
