from django.urls import path

from groups.chat import views

urlpatterns = [path("<slug:slug>/chat/", views.chat, name="chat")]
