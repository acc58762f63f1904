from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from community.safety.models import Appeal, Case


@admin.register(Case)
class CaseAdmin(admin.ModelAdmin):
    """Which cases there are, for operators: never the words, never who reported, and nothing to change."""

    list_display = ("created_at", "category", "urgency", "scope", "facility", "report_count", "outcome")
    list_filter = ("outcome", "category", "facility")
    list_select_related = ("facility",)
    ordering = ("-pk",)
    show_full_result_count = False
    fields = (
        "created_at",
        "category",
        "urgency",
        "scope",
        "facility",
        "about",
        "report_count",
        "claimed_at",
        "outcome",
    )

    def has_add_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        return False


@admin.register(Appeal)
class AppealAdmin(admin.ModelAdmin):
    """Which appeals there are, for operators who find somebody to answer: never the words, and nothing to change."""

    list_display = ("asked_at", "place", "answered_at", "outcome")
    list_filter = ("outcome",)
    list_select_related = ("decision",)
    ordering = ("-pk",)
    show_full_result_count = False
    fields = ("asked_at", "place", "staff_told_at", "answered_at", "outcome")
    readonly_fields = fields

    @admin.display(description=_("place"))
    def place(self, appeal: Appeal) -> str:
        return appeal.decision.place

    def has_add_permission(self, request: HttpRequest, obj: Appeal | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Appeal | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Appeal | None = None) -> bool:
        return False
