from django.urls import path

from groups.meetings import views

urlpatterns = [path("<slug:slug>/meetings/", views.group_meetings, name="meetings")]
