from django.urls import path

from community.circle import views

urlpatterns = [
    path("circle/", views.circle, name="circle"),
    path("circle/invite/", views.invite, name="circle_invite"),
    path("circle/invitations/<int:pk>/withdraw/", views.withdraw, name="circle_withdraw"),
    path("circle/invitations/<int:pk>/again/", views.invite_again, name="circle_invite_again"),
    path("circle/join/<str:token>/", views.join, name="circle_join"),
    path("circle/<int:pk>/", views.tie, name="tie"),
    path("circle/<int:pk>/as/", views.known_as, name="tie_as"),
    path("circle/<int:pk>/let-go/", views.let_go, name="tie_let_go"),
]
