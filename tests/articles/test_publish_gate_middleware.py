"""How a refusal reaches people and programs when no form could show it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Workflow

from articles.models import ArticlePage, CompanyPage
from articles.publishing.errors import PublishGateError, PublishProblem
from articles.publishing.middleware import PublishGateMiddleware, in_use, way_back
from tests.factories.articles import ArticlePageFactory, ClaimFactory, CompanyPageFactory

pytestmark = pytest.mark.django_db

BULK_PUBLISH = ["wagtailcore", "page", "publish"]


@pytest.fixture
def draft() -> ArticlePage:
    claim = ClaimFactory(live=False, statement="A <b>bold</b> claim.")
    page = ArticlePageFactory(live=False, body=[("claim", {"claim": claim, "note": ""})])
    page.save_revision()
    return page


def publish_in_bulk(client: Client, page: ArticlePage, next_url: str = "", **headers: str) -> Any:
    url = reverse("wagtail_bulk_action", args=BULK_PUBLISH)
    return client.post(f"{url}?id={page.pk}&next={next_url}", {"include_descendants": ""}, headers=headers)


def test_the_person_is_sent_on_to_where_they_wanted_to_go(admin_client: Client, draft: ArticlePage) -> None:
    response = publish_in_bulk(admin_client, draft, next_url="/admin/pages/")
    assert (response.status_code, response.url) == (302, "/admin/pages/")


def test_the_message_escapes_what_editors_wrote(admin_client: Client, draft: ArticlePage) -> None:
    response = publish_in_bulk(admin_client, draft, next_url=reverse("wagtailadmin_home"))

    page = admin_client.get(response.url).content.decode()

    assert "the claim “A &lt;b&gt;bold&lt;/b&gt; claim.” is not published." in page


def test_a_program_gets_json(admin_client: Client, draft: ArticlePage) -> None:
    response = publish_in_bulk(admin_client, draft, accept="application/json")

    assert response.status_code == 422
    assert response.json() == {
        "success": False,
        "error_code": "publish_gate",
        "error_message": "Nothing was changed. These problems come first:",
        "errors": [
            "Block 1 (claim): the claim “A <b>bold</b> claim.” is not published. "
            "Publish the claim, or take it off the page."
        ],
    }


def test_the_dialogue_of_an_approval_goes_where_the_message_is(
    admin_client: Client, admin_user: Any, draft: ArticlePage
) -> None:
    Workflow.objects.get().start(draft, admin_user)
    task_state = draft.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task_state.pk])

    response = admin_client.post(
        url, {"comment": "", "next": "/admin/"}, headers={"x-requested-with": "XMLHttpRequest"}
    )

    assert response.json() == {"step": "success", "redirect": "/admin/"}
    assert "is not published" in admin_client.get("/admin/").content.decode()


def test_everything_that_the_request_did_is_undone(admin_client: Client, admin_user: Any, draft: ArticlePage) -> None:
    Workflow.objects.get().start(draft, admin_user)
    task_state = draft.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task_state.pk])

    admin_client.post(url, {"comment": "Fine with me"})

    task_state.refresh_from_db()
    assert (task_state.status, task_state.comment) == ("in_progress", "")
    assert not ArticlePage.objects.get(pk=draft.pk).live


def test_a_company_that_claims_are_about_is_not_deleted(admin_client: Client) -> None:
    company = CompanyPageFactory(title="Instagram")
    ClaimFactory(framework=None, company=company, statement="Instagram uses it.")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    response = admin_client.post(
        f"{url}?id={company.get_parent().pk}&next=/admin/", {"type_to_confirm": ""}, follow=True
    )

    [message] = [str(message) for message in response.context["messages"]]
    assert "Nothing was deleted, because it is still in use:" in message
    assert "Claim: Instagram uses it." in message
    assert CompanyPage.objects.filter(pk=company.pk).exists()


def test_ten_users_are_named_and_the_rest_counted() -> None:
    heading, lines = in_use(ClaimFactory.create_batch(12))

    assert heading == "Nothing was deleted, because it is still in use:"
    assert len(lines) == 11
    assert lines[-1] == "and 2 more"


@pytest.mark.parametrize("error", [ProtectedError, RestrictedError])
def test_both_ways_of_protecting_rows_are_answered(rf: RequestFactory, error: type[Exception]) -> None:
    claim = ClaimFactory(statement="It is in use.")
    request = rf.post("/admin/x/", headers={"accept": "application/json"})

    response = PublishGateMiddleware(lambda request: HttpResponse()).process_exception(request, error("", {claim}))

    assert response is not None
    assert json.loads(response.content)["errors"] == ["Claim: It is in use."]
    assert json.loads(response.content)["error_code"] == "in_use"


REFUSAL = PublishGateError([PublishProblem("A problem.", key="test")])


@pytest.mark.parametrize(
    ("path", "exception", "_case"),
    [("/graphql/", REFUSAL, "outside of the admin"), ("/admin/", ValueError(), "some other error")],
)
def test_everything_else_takes_its_usual_way(rf: RequestFactory, path: str, exception: Exception, _case: str) -> None:
    middleware = PublishGateMiddleware(lambda request: HttpResponse())
    assert middleware.process_exception(rf.post(path), exception) is None


@pytest.mark.parametrize(
    ("referrer", "expected"),
    [
        ("http://testserver/admin/pages/3/", "http://testserver/admin/pages/3/"),
        ("https://elsewhere.example/", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_the_way_back_stays_on_this_host(rf: RequestFactory, referrer: str, expected: str) -> None:
    assert way_back(rf.post("/admin/x/", headers={"referer": referrer})) == expected
