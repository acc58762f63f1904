"""/healthz and /readyz, answered before everything else.

They come from a proxy or a scheduler on the inside, by any name and without TLS, so neither the host check nor
the redirect to https may stand before them; no session is opened and nothing about anyone is said.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from config.health.readiness import readiness

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class HealthMiddleware:
    """Stands first in MIDDLEWARE."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the two addresses, pass everything else on."""
        if request.path == "/healthz":
            return _never_stored(HttpResponse("ok\n", content_type="text/plain"))
        if request.path == "/readyz":
            return _never_stored(readyz())
        return self.get_response(request)


def readyz() -> JsonResponse:
    """Return each part's state: 200 when all are there, otherwise 503."""
    found = readiness()
    return JsonResponse({"ready": found.complete, **found._asdict()}, status=200 if found.complete else 503)


def _never_stored(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
