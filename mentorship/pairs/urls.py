from django.urls import path

from mentorship.pairs.views import asking, choosing, resting, walking

urlpatterns = [
    path("", asking.mine, name="mine"),
    path("people/<int:offer_id>/", asking.person, name="person"),
    path("people/<int:offer_id>/ask/", asking.ask, name="ask"),
    path("people/<int:offer_id>/aside/", asking.aside, name="aside"),
    path("people/<int:offer_id>/again/", asking.again, name="again"),
    path("people/<int:offer_id>/line/", choosing.put_in_line, name="line_join"),
    path("people/<int:offer_id>/first/", choosing.favour, name="favour"),
    path("people/<int:offer_id>/first/back/", choosing.favour_no_more, name="favour_no_more"),
    path("line/<int:turn_id>/words/", choosing.words, name="line_words"),
    path("line/<int:turn_id>/nearer/", choosing.nearer, name="line_nearer"),
    path("line/<int:turn_id>/later/", choosing.later, name="line_later"),
    path("line/<int:turn_id>/out/", choosing.take_out, name="line_out"),
    path("line/<int:turn_id>/ask/", choosing.ask_now, name="line_ask"),
    path("requests/<int:request_id>/", asking.request_page, name="request"),
    path("requests/<int:request_id>/accept/", asking.accept, name="accept"),
    path("requests/<int:request_id>/decline/", asking.decline, name="decline"),
    path("requests/<int:request_id>/withdraw/", asking.withdraw, name="withdraw"),
    path("pairs/<int:pair_id>/", walking.pair, name="pair"),
    path("pairs/<int:pair_id>/ready/", walking.ready, name="ready"),
    path("pairs/<int:pair_id>/rhythm/", walking.rhythm, name="rhythm"),
    path("pairs/<int:pair_id>/rhythm/<int:rhythm_id>/agree/", walking.agree, name="agree"),
    path("pairs/<int:pair_id>/weight/", walking.weigh, name="weigh"),
    path("pairs/<int:pair_id>/rest/", resting.let_rest, name="let_rest"),
    path("pairs/<int:pair_id>/wake/", resting.wake, name="wake"),
    path("pairs/<int:pair_id>/end/", walking.end, name="end"),
]
