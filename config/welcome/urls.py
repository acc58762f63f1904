from django.urls import path

from config.welcome.views import here

urlpatterns = [path("", here, name="welcome_here")]
