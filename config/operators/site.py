from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from community.facilities.policies import second_factor_is_owed

#: The apps whose rooms say what operators see. Libraries show more than anyone here should: sessions with their keys,
#: and which address belongs to whom.
OURS = ("community", "groups", "mentorship")


class OperatorsSite(AdminSite):
    """Operators come in by the one door, with its limits and second factor, and owe a second factor as staff do."""

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not second_factor_is_owed(request.user)  # type: ignore[arg-type]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to the one door. Whoever is in already and still not let through reads why (403)."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        if self.has_permission(request):
            return redirect("admin:index")
        if super().has_permission(request):
            return render(request, "facilities/second_factor.html", status=403)
        raise PermissionDenied

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Passwords are changed where everyone changes theirs."""
        return redirect("account_change_password")

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: "type[ModelAdmin[Any]] | None" = None,
        **options: Any,
    ) -> None:
        """Take what our own rooms register, and nothing that libraries bring."""
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        super().register([one for one in models if one._meta.app_label in OURS], admin_class, **options)
