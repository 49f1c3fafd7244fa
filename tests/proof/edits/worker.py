"""The clock, and what is done by it: late, in any order, or twice."""

from __future__ import annotations

import datetime as dt

from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from articles.models import Source
from articles.models.source import LinkStatus
from articles.publishing.schedule import publish_due
from content_api.changes.log import catch_up, current_version, prune

from .edit import Choose, World, by_worker, edit, often, rows


@often
@edit
@by_worker
def time_passes(world: World, choose: Choose) -> None:
    world.clock.shift(dt.timedelta(hours=choose([1, 6, 40])))


@often
@edit
@by_worker
def publish_on_schedule(world: World, choose: Choose) -> None:
    publish_due()


@edit
@by_worker
def check_links(world: World, choose: Choose) -> None:
    source = choose(rows(Source.objects))
    status = choose([LinkStatus.ALIVE, LinkStatus.DEAD, LinkStatus.REDIRECTED])
    Source.objects.filter(pk=source.pk).update(link_status=status, link_checked_at=timezone.now())


@edit
@by_worker
def find_nothing_to_catch_up(world: World, choose: Choose) -> None:
    before = current_version()
    catch_up()
    assert current_version() == before, "the log had missed something"


@edit
@by_worker
def forget_old_changes(world: World, choose: Choose) -> None:
    prune(timezone.now() + dt.timedelta(days=choose([0, 89, 91])))


@edit
@by_worker
def index_again(world: World, choose: Choose) -> None:
    call_command("rebuild_references_index", verbosity=0)


@edit
@by_worker
def drop_redirects_that_lead_nowhere(world: World, choose: Choose) -> None:
    Redirect.objects.filter(redirect_page=None, redirect_link="").delete()
