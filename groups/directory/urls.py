from django.urls import path

from groups.directory import views

urlpatterns = [
    path("find/", views.find, name="find"),
    path("find/near/", views.near, name="near"),
    path("find/<int:pk>/", views.listing, name="listing"),
    path("guide.json", views.guide, name="guide"),
]
