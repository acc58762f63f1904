from django.urls import path

from groups.welcome import views

urlpatterns = [
    path("<slug:slug>/greeters/", views.greeters, name="greeters"),
    path("<slug:slug>/greeters/<int:shift_id>/out/", views.hours_out, name="greeting_out"),
    path("<slug:slug>/greeters/<int:shift_id>/swap/", views.swap_ask, name="swap_ask"),
    path("<slug:slug>/greeters/swaps/<int:swap_id>/take/", views.swap_take, name="swap_take"),
    path("<slug:slug>/greeters/swaps/<int:swap_id>/back/", views.swap_back, name="swap_back"),
]
