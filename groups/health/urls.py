from django.urls import path

from groups.health import views

urlpatterns = [path("<slug:slug>/health/", views.health, name="health")]
