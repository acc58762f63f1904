from django.urls import path

from config.today import views

urlpatterns = [path("", views.home, name="today")]
