from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from mentorship.oversight.models import Concern


@admin.register(Concern)
class ConcernAdmin(admin.ModelAdmin):
    """Which concerns there are, for operators who name somebody to look: never the words, never whose, and nothing to
    change. Nobody meets one that is about them.
    """

    list_display = ("created_at", "house", "priority", "due_at", "claimed_at", "closed_at")
    list_filter = ("priority",)
    ordering = ("-pk",)
    show_full_result_count = False
    fields = ("created_at", "house", "priority", "due_at", "claimed_at", "closed_at")
    readonly_fields = fields

    @admin.display(description=_("facility"))
    def house(self, concern: Concern) -> str:
        return str(concern.pair.offer.facility)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Concern]:
        found = super().get_queryset(request).select_related("pair__offer__facility")
        return found.exclude(pair__mentor=request.user.pk).exclude(pair__mentee=request.user.pk)

    def has_add_permission(self, request: HttpRequest, obj: Concern | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Concern | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Concern | None = None) -> bool:
        return False
