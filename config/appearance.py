"""Light, dark, or as the device is set: kept in a cookie, so that the first paint is right."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "theme"
A_YEAR = 60 * 60 * 24 * 365


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to ``next`` on this site."""
    theme = request.POST.get("theme", "")
    if theme not in {"light", "dark", "device"}:
        return HttpResponseBadRequest()
    address = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        address = "/"
    response = redirect(address)
    if theme == "device":
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(COOKIE, theme, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return response
