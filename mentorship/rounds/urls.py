from django.urls import path

from mentorship.rounds import views

urlpatterns = [
    path("introductions/<int:proposal_id>/yes/", views.yes, name="introduction_yes"),
    path("introductions/<int:proposal_id>/someone-else/", views.someone_else, name="introduction_no"),
]

#: Below the coordinator's desk.
desk_urlpatterns = [
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/begin/", views.begin, name="round_begin"),
    path("rounds/<int:round_id>/", views.round_page, name="round"),
    path("rounds/<int:round_id>/progress/", views.progress, name="round_progress"),
    path("rounds/<int:round_id>/move/<int:proposal_id>/", views.move, name="round_move"),
    path("rounds/<int:round_id>/keep/", views.keep, name="round_keep"),
    path("rounds/<int:round_id>/drop/", views.drop, name="round_drop"),
]
