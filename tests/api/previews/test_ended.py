"""A preview ends at once with the link, the page, the creator or a right of theirs."""

from __future__ import annotations

import datetime as dt
import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from accounts.models import User
from config.worker import JOBS
from content_api.previews.exchange import exchange
from content_api.previews.links import live_token, revoke, share
from content_api.previews.models import PreviewLink, PreviewToken, TokenUse
from content_api.previews.upkeep import REMEMBERED, remove_ended
from tests.api.conftest import Post
from tests.api.previews.conftest import ORIGIN, header, opened_live, told
from tests.api.previews.test_drafts import new_article
from tests.factories.articles import ArticlePageFactory

pytestmark = pytest.mark.django_db

QUERY = {"query": "{ preview { title } }"}
MONDAY = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def without_group_rights(link: PreviewLink) -> None:
    GroupPagePermission.objects.all().delete()


ENDS: dict[str, Any] = {
    "link revoked": lambda link: revoke(link),
    "link expired": lambda link: PreviewLink.objects.update(expires_at=timezone.now()),
    "token expired": lambda link: PreviewToken.objects.update(ends_at=timezone.now()),
    "link deleted": lambda link: link.delete(),
    "page deleted": lambda link: link.page.get_parent().delete(),
    "creator deactivated": lambda link: User.objects.update(is_active=False),
    "creator deleted": lambda link: link.creator.delete(),
    "creator without groups": lambda link: link.creator.groups.clear(),
    "groups without rights on pages": without_group_rights,
    "groups without the admin": lambda link: Permission.objects.get(codename="access_admin").group_set.clear(),
}


@pytest.mark.parametrize("kind", ["live", "shared"])
@pytest.mark.parametrize("end", ENDS)
def test_nothing_is_shown_any_more(end: str, kind: str, post: Post, editor: User) -> None:
    page = ArticlePageFactory(title="Draft", live=False)
    if kind == "live":
        opened = header(live_token(page, by=editor, editor_origin=ORIGIN))
    else:
        opened = header(share(page, by=editor, editor_origin=ORIGIN, lasting=timedelta(days=1))[1])
    assert told(post(QUERY, **opened)) == {"preview": {"title": "Draft"}}

    ENDS[end](PreviewLink.objects.get())

    response = post(QUERY, **opened)
    (error,) = json.loads(response.content)["errors"]
    assert (response.status_code, error["extensions"]["code"]) == (401, "UNAUTHENTICATED")
    assert error["message"] == "Send a valid token: 'Authorization: Bearer …'."


@pytest.mark.parametrize("right", ["change_page", "publish_page"])
def test_either_right_on_the_page_will_do(right: str, post: Post, editor: User) -> None:
    page = ArticlePageFactory(title="Draft", live=False)
    opened = opened_live(page, editor)
    GroupPagePermission.objects.exclude(permission__codename=right).delete()

    assert told(post(QUERY, **opened)) == {"preview": {"title": "Draft"}}


def test_page_that_moves_beyond_the_rights_is_shown_no_more(post: Post, editor: User) -> None:
    page = ArticlePageFactory(title="Draft", live=False)
    elsewhere = ArticlePageFactory().get_parent().get_siblings(inclusive=False).first() or Page.objects.get(slug="home")
    group = Group.objects.create(name="Here")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=page.get_parent(), permission=change)
    editor.groups.set([group])
    opened = opened_live(page, editor)
    assert told(post(QUERY, **opened)) == {"preview": {"title": "Draft"}}

    Page.objects.get(pk=page.pk).move(elsewhere, pos="last-child")

    assert post(QUERY, **opened).status_code == 401


def test_new_page_ends_with_its_parent_or_the_right_to_add(post: Post, editor: User) -> None:
    page = new_article()
    opened = opened_live(page, editor)
    assert told(post(QUERY, **opened)) == {"preview": {"title": "New"}}
    add = Permission.objects.get(codename="add_page")
    rights = GroupPagePermission.objects.filter(permission=add)
    kept = list(rights)
    rights.delete()
    assert post(QUERY, **opened).status_code == 401
    GroupPagePermission.objects.bulk_create(kept)
    assert post(QUERY, **opened).status_code == 200

    page.get_parent().delete()

    assert post(QUERY, **opened).status_code == 401
    assert not PreviewLink.objects.exists()


def test_worker_removes_what_has_ended(editor: User) -> None:
    page, other = ArticlePageFactory(), ArticlePageFactory()
    with time_machine.travel(MONDAY, tick=False):
        live_token(page, by=editor, editor_origin=ORIGIN)
        ended, token = share(page, by=editor, editor_origin=ORIGIN, lasting=timedelta(days=1))
        revoked, _ = share(page, by=editor, editor_origin=ORIGIN, lasting=timedelta(days=90))
        revoke(revoked)
        lasting, _ = share(other, by=editor, editor_origin=ORIGIN, lasting=timedelta(days=90))
        exchange(token)
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        remove_ended()
        assert set(PreviewLink.objects.all()) == {ended, revoked, lasting}
        assert [token.link for token in PreviewToken.objects.all()] == [lasting]
    with time_machine.travel(MONDAY + REMEMBERED, tick=False):
        remove_ended()
        assert set(PreviewLink.objects.all()) == {ended, lasting}
    with time_machine.travel(MONDAY + REMEMBERED + timedelta(days=1), tick=False):
        assert remove_ended() == 1
        assert remove_ended() == 0
    assert [link.tokens.get().use for link in PreviewLink.objects.all()] == [TokenUse.LINK]
    assert "ended previews" in [job.name for job in JOBS]
