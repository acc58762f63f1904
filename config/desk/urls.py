from django.urls import path

from config.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.front, name="front"),
    path("cases/", views.cases, name="cases"),
    path("cases/<int:case_id>/", views.case, name="case"),
    path("cases/<int:case_id>/<slug:act>/", views.act, name="act"),
    path("appeals/<int:appeal_id>/", views.appeal, name="appeal"),
    path("audit/", views.log, name="log"),
]
