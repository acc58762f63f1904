from django.urls import path

from groups.daily import views

urlpatterns = [
    path("<slug:slug>/daily/", views.daily, name="daily"),
    path("<slug:slug>/daily/hosts/", views.hosts, name="daily_hosts"),
    path("<slug:slug>/daily/hosts/<int:weekday>/<slug:act>/", views.host_act, name="daily_host"),
    path("<slug:slug>/daily/hour/", views.hour, name="daily_hour"),
]
