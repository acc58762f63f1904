from django.urls import path

from community.milestones import views

urlpatterns = [
    path("path/", views.path, name="path"),
    path("path/counters/new/", views.new_counter, name="new_counter"),
    path("path/counters/<int:pk>/", views.counter, name="counter"),
    path("path/counters/<int:pk>/correct/", views.correction, name="counter_correction"),
    path("path/counters/<int:pk>/again/", views.again, name="counter_again"),
    path("path/counters/<int:pk>/taken-back/", views.taken_back, name="counter_taken_back"),
    path("path/counters/<int:pk>/gone/", views.gone, name="counter_gone"),
]
