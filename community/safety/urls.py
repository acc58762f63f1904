from django.urls import path

from community.safety import views

urlpatterns = [
    path("report/<slug:key>/<int:thing_id>/", views.report_page, name="report"),
    path("reports/<int:report_id>/", views.receipt, name="receipt"),
    path("decisions/", views.decisions, name="decisions"),
    path("decisions/<int:decision_id>/", views.decision, name="decision"),
    path("decisions/<int:decision_id>/appeal/", views.appeal_decision, name="appeal"),
    path("decisions/<int:decision_id>/appeal/withdraw/", views.withdraw, name="withdraw_appeal"),
]
