from django.urls import path, register_converter

from mentorship.oversight import list_views, views


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
    path("waiting/", list_views.waiting, name="waiting"),
    path("requests/", list_views.asked, name="asked"),
    path("pairs/", list_views.walking, name="walking"),
    path("people/", list_views.people, name="people"),
    path("people/<int:offer_id>/talked/", list_views.talked, name="talked"),
    path("ahead/", list_views.ahead, name="ahead"),
    path("<int:offer_id>/<mentor_decision:act>/", views.decide, name="decide"),
]
