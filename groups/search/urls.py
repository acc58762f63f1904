from django.urls import path

from groups.search import views

urlpatterns = [path("search/", views.search_page, name="search")]
