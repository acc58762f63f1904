from django.urls import path

from groups.forum import views

urlpatterns = [
    path("<slug:slug>/discussions/", views.discussions, name="discussions"),
    path("<slug:slug>/discussions/new/", views.new_thread, name="new_thread"),
    path("<slug:slug>/discussions/<int:pk>/", views.thread, name="thread"),
]
