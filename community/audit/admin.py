from django.contrib import admin
from django.http import HttpRequest

from community.audit.models import Entry


@admin.register(Entry)
class EntryAdmin(admin.ModelAdmin):
    """The log, for operators to read. Nobody writes it here, and the database lets nobody change it anywhere."""

    list_display = ("created_at", "act", "scope", "facility", "subject", "reason")
    list_select_related = ("facility",)
    list_filter = ("facility",)
    search_fields = ("subject", "scope", "act")
    ordering = ("-id",)
    show_full_result_count = False
    list_per_page = 50
    exclude = ("by", "about")

    def has_add_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False
