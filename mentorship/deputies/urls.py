from django.urls import path

from mentorship.deputies import views

urlpatterns = [
    path("offer/deputy/", views.deputy, name="deputy"),
    path("deputies/<int:deputy_id>/", views.stand_in, name="stand_in"),
    path("deputies/<int:deputy_id>/yes/", views.agree, name="deputy_yes"),
    path("deputies/<int:deputy_id>/no/", views.decline, name="deputy_no"),
    path("deputies/<int:deputy_id>/end/", views.take_back, name="deputy_end"),
    path("pairs/<int:pair_id>/deputy/", views.turn, name="turn_to_deputy"),
    path("pairs/<int:pair_id>/deputy/not/", views.rather_not, name="deputy_rather_not"),
    path("deputies/talks/<int:talk_id>/", views.talk, name="deputy_talk"),
    path("deputies/talks/<int:talk_id>/ready/", views.ready, name="deputy_ready"),
    path("deputies/talks/<int:talk_id>/end/", views.end, name="deputy_talk_end"),
]
