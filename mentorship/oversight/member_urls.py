from django.urls import path

from mentorship.oversight import member_views

urlpatterns = [
    path("pairs/<int:pair_id>/not-right/", member_views.flag, name="flag"),
    path("told/<int:concern_id>/", member_views.concern, name="concern"),
]
