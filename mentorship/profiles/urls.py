from django.urls import path

from mentorship.profiles import views

urlpatterns = [
    path("matters/", views.matters, name="matters"),
    path("offer/", views.offer, name="offer"),
    path("offer/rest/", views.rest, name="rest"),
    path("offer/resume/", views.resume, name="resume"),
    path("offer/end/", views.end, name="end_offer"),
]
