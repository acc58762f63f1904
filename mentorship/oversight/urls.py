from django.urls import path, register_converter

from mentorship.oversight import views


class DecisionConverter:
    """What a coordinator can decide on an offer."""

    regex = "|".join(views.ACTS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DecisionConverter, "mentor_decision")

urlpatterns = [
    path("", views.mentors, name="mentors"),
    path("<int:offer_id>/<mentor_decision:act>/", views.decide, name="decide"),
]
