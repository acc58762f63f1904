from django.urls import path

from mentorship.pairs.views import asking, resting, walking

urlpatterns = [
    path("", asking.mine, name="mine"),
    path("people/<int:offer_id>/", asking.person, name="person"),
    path("people/<int:offer_id>/ask/", asking.ask, name="ask"),
    path("people/<int:offer_id>/aside/", asking.aside, name="aside"),
    path("people/<int:offer_id>/again/", asking.again, name="again"),
    path("requests/<int:request_id>/", asking.request_page, name="request"),
    path("requests/<int:request_id>/accept/", asking.accept, name="accept"),
    path("requests/<int:request_id>/decline/", asking.decline, name="decline"),
    path("requests/<int:request_id>/withdraw/", asking.withdraw, name="withdraw"),
    path("pairs/<int:pair_id>/", walking.pair, name="pair"),
    path("pairs/<int:pair_id>/ready/", walking.ready, name="ready"),
    path("pairs/<int:pair_id>/rhythm/", walking.rhythm, name="rhythm"),
    path("pairs/<int:pair_id>/rhythm/<int:rhythm_id>/agree/", walking.agree, name="agree"),
    path("pairs/<int:pair_id>/rest/", resting.let_rest, name="let_rest"),
    path("pairs/<int:pair_id>/wake/", resting.wake, name="wake"),
    path("pairs/<int:pair_id>/end/", walking.end, name="end"),
]
