"""Our own "not found" page, in development too: what is hidden looks like what never was."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.defaults import page_not_found


class KindErrorsMiddleware:
    """Replaces Django's technical 404 page, whose text differs by cause."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.DEBUG and response.status_code == 404 and hasattr(request, "user"):
            return page_not_found(request, Http404())
        return response
