from django.urls import path

from groups.chat import views

urlpatterns = [
    path("<slug:slug>/chat/", views.chat, name="chat"),
    path("<slug:slug>/chat/now/", views.chat_now, name="chat_now"),
    path("<slug:slug>/chat/rules/", views.chat_rules, name="chat_rules"),
]
