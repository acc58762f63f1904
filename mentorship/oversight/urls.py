from django.urls import path, register_converter

from mentorship.oversight import concern_views, list_views, views


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
    path("pairs/<int:pair_id>/weight/", list_views.weigh, name="weigh"),
    path("people/", list_views.people, name="people"),
    path("people/<int:offer_id>/talked/", list_views.talked, name="talked"),
    path("people/<int:offer_id>/stop/", list_views.stop, name="stop"),
    path("ahead/", list_views.ahead, name="ahead"),
    path("<int:offer_id>/<mentor_decision:act>/", views.decide, name="decide"),
    path("concerns/", concern_views.concerns, name="concerns"),
    path("concerns/<int:concern_id>/", concern_views.concern, name="concern"),
    path("concerns/<int:concern_id>/take/", concern_views.take, name="concern_take"),
    path("concerns/<int:concern_id>/close/", concern_views.close, name="concern_close"),
    path("concerns/<int:concern_id>/open/", concern_views.ask_to_open, name="opening_ask"),
    path("concerns/<int:concern_id>/open/<int:opening_id>/agree/", concern_views.agree, name="opening_agree"),
    path("concerns/<int:concern_id>/open/<int:opening_id>/drop/", concern_views.drop, name="opening_drop"),
    path("concerns/<int:concern_id>/open/<int:opening_id>/words/", concern_views.words, name="opened_words"),
]
