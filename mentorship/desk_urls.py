"""Contents page: mentoring's addresses at the staff desk, below ``/desk/mentors/``."""

from django.urls import path, register_converter

from mentorship.profiles import desk


class DecisionConverter:
    """What a coordinator can decide on an offer."""

    regex = "approve|decline|review"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DecisionConverter, "mentor_decision")

app_name = "mentor_desk"
urlpatterns = [
    path("", desk.mentors, name="mentors"),
    path("<int:offer_id>/<mentor_decision:act>/", desk.decide, name="decide"),
]
