from django.urls import path

from groups.meetings import views

urlpatterns = [
    path("", views.mine, name="mine"),
    path("new/", views.new_meeting, name="new"),
    path("<int:pk>/", views.meeting, name="meeting"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/days-off/", views.pauses, name="pauses"),
    path("<int:pk>/days-off/<int:pause_id>/back/", views.pause_back, name="pause_back"),
    path("<int:pk>/rest/", views.rest, name="rest"),
    path("<int:pk>/open/", views.reopen, name="open"),
    path("<int:pk>/listed/", views.listed, name="listed"),
    path("at/<int:pk>/", views.occurrence, name="occurrence"),
    path("at/<int:pk>/answer/", views.answer_page, name="answer"),
    path("at/<int:pk>/change/", views.change_once_page, name="change_once"),
    path("at/<int:pk>/call-off/", views.call_off_page, name="call_off"),
    path("at/<int:pk>/back/", views.bring_back_page, name="bring_back"),
]
