from django.urls import path

from groups.attendance import views

urlpatterns = [
    path("at/<int:pk>/was-there/", views.was_there, name="was_there"),
    path("attended/", views.attended, name="attended"),
    path("attended/<int:pk>/", views.one, name="attended_one"),
    path("attended/proofs/<int:pk>/", views.handed_out, name="handed_out"),
    path("proof/", views.proof, name="proof"),
    path("proof/<str:code>/", views.proof, name="proof_of"),
]
