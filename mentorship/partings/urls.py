from django.urls import path

from mentorship.partings.views import going_on, handing, letters, planning

urlpatterns = [
    path("pairs/<int:pair_id>/parting/", planning.parting, name="parting"),
    path("pairs/<int:pair_id>/parting/<int:parting_id>/agree/", planning.agree, name="parting_agree"),
    path("pairs/<int:pair_id>/parting/<int:parting_id>/back/", planning.take_back, name="parting_back"),
    path("pairs/<int:pair_id>/letter/", letters.letter, name="letter"),
    path("pairs/<int:pair_id>/letter/away/", letters.throw_away, name="letter_thrown"),
    path("letters/", letters.letters, name="letters"),
    path("letters/<int:letter_id>/", letters.kept, name="kept_letter"),
    path("letters/<int:letter_id>/away/", letters.put_away, name="letter_away"),
    path("letters/<int:letter_id>/left/", letters.left, name="left_letter"),
    path("pairs/<int:pair_id>/handover/", handing.handover, name="handover"),
    path("pairs/<int:pair_id>/handover/away/", handing.put_away, name="handover_away"),
    path("pairs/<int:pair_id>/for-you/", handing.for_you, name="for_you"),
    path("pairs/<int:pair_id>/onward/", going_on.onward, name="onward"),
]
