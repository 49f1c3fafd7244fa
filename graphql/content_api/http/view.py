"""The endpoint. It takes GET and POST, no cookies and no sessions, and answers queries only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.db import DatabaseError, InterfaceError, transaction
from django.http import HttpRequest, HttpResponse
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from ..errors import ErrorCode
from ..operations.documents import InvalidDocumentError
from .admission import admit
from .answering import answer
from .counting import KNOWN_AS, count
from .finding import find_document
from .formatting import MASKS, code_of, formatted, log, plain
from .media_types import GRAPHQL_JSON, JSON, media_type_of
from .refused import NO_HEADERS, RefusedRequestError
from .request_id import seen_of
from .requests import read_request
from .responses import PLAIN_DATA, VARY, told
from .telling import FREE_OPERATION, count_errors, spanned

NOT_ACCEPTABLE = RefusedRequestError(406, f"The answer can be {GRAPHQL_JSON} or {JSON}.")
NOT_ALLOWED = RefusedRequestError(405, "Send the request with GET or POST.")
# Seconds after which it may go better, by the code of the error.
RETRY_AFTER = {ErrorCode.VERSION_NOT_REACHED.value: 1, ErrorCode.UNAVAILABLE.value: 5}


class GraphQLView(View):
    """GraphQL over HTTP. Without cookies there is nothing for a forged request to use, hence no CSRF check.

    ``from_cache`` says whether answers may be kept ones.
    """

    http_method_names = ["get", "post", "options"]
    from_cache = True

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        """The view; decorated once, rather than by ``method_decorator``, which does it for each request."""
        return csrf_exempt(transaction.non_atomic_requests(super().as_view(**initkwargs)))

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._respond(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        return self._respond(request)

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = self._respond(request, NOT_ALLOWED)
        response["Allow"] = ", ".join(name.upper() for name in self.http_method_names)
        return response

    def _respond(self, request: HttpRequest, refused: RefusedRequestError | None = None) -> HttpResponse:
        seen = seen_of(request)
        request_id = seen.request_id
        media_type = media_type_of(request)
        if media_type is None:
            media_type, refused = JSON, refused or NOT_ACCEPTABLE
        # The specification lets a client of the older media type see 200 for what is wrong inside GraphQL.
        invalid = 400 if media_type == GRAPHQL_JSON else 200
        operation_name = ""
        try:
            if refused is not None:
                raise refused
            asker = admit(request)
            asked = read_request(request)
            operation_name = asked.operation_name or ""
            document = find_document(asked, asker)
            request.META[KNOWN_AS] = document.name
            seen.operation = document.name or FREE_OPERATION
            with spanned(seen, operation_name):
                found = answer(asked, document, asker, media_type, request_id, from_cache=self.from_cache)
            count(request, failed=not found.is_kept)
            count_errors(found.errors)
            return told(found, request, asker, media_type, request_id)
        except RefusedRequestError as error:
            count(request, refused=True)
            errors = [plain(str(error), error.code, request_id)]
            return _failure(errors, error.status or invalid, media_type, request_id, error.headers)
        except InvalidDocumentError as error:
            count(request, refused=True)
            return _failure([formatted(one, request_id) for one in error.errors], invalid, media_type, request_id)
        except (DatabaseError, InterfaceError) as error:
            code, status = code_of(error), 503
            log(error, request_id, operation_name)
        except Exception as error:  # the last door: whatever it is, the client reads JSON in the usual shape
            code, status = ErrorCode.INTERNAL_ERROR, 500
            log(error, request_id, operation_name)
        count(request, failed=True)
        return _failure([plain(MASKS[code], code, request_id)], status, media_type, request_id)


def _failure(
    errors: list[Any], status: int, media_type: str, request_id: str, headers: Mapping[str, str] = NO_HEADERS
) -> HttpResponse:
    """A response that says nothing but what is wrong, and that nobody may keep."""
    count_errors(errors)
    response = HttpResponse(
        json.dumps({"errors": errors}, ensure_ascii=False, separators=(",", ":")),
        status=status,
        content_type=f"{media_type}; charset=utf-8",
        headers=dict(headers),
    )
    response["Vary"] = VARY
    response["Cache-Control"] = "no-store"
    response["X-Request-Id"] = request_id
    for name, value in PLAIN_DATA.items():
        response[name] = value
    waits = [RETRY_AFTER[code] for error in errors if (code := error["extensions"]["code"]) in RETRY_AFTER]
    if waits:
        response["Retry-After"] = str(max(waits))
    return response
