from django.urls import path

from community.care import views

urlpatterns = [path("care/", views.care, name="care")]
