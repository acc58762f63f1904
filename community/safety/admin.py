from django.contrib import admin
from django.http import HttpRequest

from community.safety.models import Case


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
