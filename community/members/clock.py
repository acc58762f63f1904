"""Every page shows times as the member lives them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from community.kit.clock import zone


class MemberClockMiddleware:
    """Activates the signed-in member's time zone for the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            with timezone.override(zone(request.user.time_zone)):
                return self.get_response(request)
        return self.get_response(request)
