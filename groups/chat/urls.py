from django.urls import path

from groups.chat import views, views_meeting

urlpatterns = [
    path("<slug:slug>/chat/", views.chat, name="chat"),
    path("<slug:slug>/chat/now/", views.chat_now, name="chat_now"),
    path("<slug:slug>/chat/rules/", views.chat_rules, name="chat_rules"),
    path("<slug:slug>/chat/meeting/", views_meeting.meeting, name="meeting"),
    path("<slug:slug>/chat/meeting/open/", views_meeting.open_meeting, name="meeting_open"),
    path("<slug:slug>/chat/meeting/close/", views_meeting.close_meeting, name="meeting_close"),
    path("<slug:slug>/chat/meeting/hand/", views_meeting.hand, name="meeting_hand"),
    path("<slug:slug>/chat/meeting/next/", views_meeting.call_next, name="meeting_next"),
    path("<slug:slug>/chat/meeting/pass/", views_meeting.pass_on, name="meeting_pass"),
    path("<slug:slug>/chat/meeting/hand-over/", views_meeting.hand_over, name="meeting_hand_over"),
]
