from django.urls import path

from config.giving import views

urlpatterns = [
    path("", views.giving, name="giving"),
    path("greet/<int:pk>/", views.greet, name="giving_greet"),
]
