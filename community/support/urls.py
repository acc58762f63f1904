from django.urls import path

from community.support import views

urlpatterns = [
    path("support/", views.support, name="support"),
    path("support/ask/", views.ask, name="support_ask"),
    path("support/calls/<int:pk>/", views.call, name="support_call"),
    path("support/calls/<int:pk>/state/", views.call_state, name="support_call_state"),
    path("support/calls/<int:pk>/end/", views.end, name="support_end"),
    path("support/asked/<int:pk>/", views.asked, name="asked"),
    path("support/asked/<int:pk>/state/", views.asked_state, name="asked_state"),
    path("support/asked/<int:pk>/here/", views.answer, name="asked_here"),
    path("support/asked/<int:pk>/end/", views.asked_end, name="asked_end"),
    path("support/people/", views.people, name="support_people"),
    path("support/people/choose/", views.choose, name="support_choose"),
    path("support/people/<int:pk>/let-off/", views.let_off, name="support_let_off"),
]
