from django.urls import path

from community.safety import views

urlpatterns = [
    path("report/<slug:key>/<int:thing_id>/", views.report_page, name="report"),
    path("reports/<int:report_id>/", views.receipt, name="receipt"),
    path("decisions/<int:decision_id>/", views.decision, name="decision"),
]
