from django.urls import path

from mentorship.profiles import becoming_views, views

urlpatterns = [
    path("matters/", views.matters, name="matters"),
    path("offer/", views.offer, name="offer"),
    path("offer/rest/", views.rest, name="rest"),
    path("offer/resume/", views.resume, name="resume"),
    path("offer/end/", views.end, name="end_offer"),
    path("offer/agreement/", views.agree, name="agree"),
    path("offer/vouchers/", becoming_views.ask_to_vouch, name="ask_to_vouch"),
    path("steps/", becoming_views.training, name="training"),
    path("steps/<int:number>/", becoming_views.step, name="step"),
    path("steps/check/", becoming_views.check, name="check"),
    path("vouch/<int:reference_id>/", becoming_views.vouch, name="vouch"),
]
