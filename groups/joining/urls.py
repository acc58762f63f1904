from django.urls import path

from groups.joining import views

urlpatterns = [
    path("", views.directory_page, name="directory"),
    path("<slug:slug>/", views.group, name="group"),
    path("<slug:slug>/join/", views.join_page, name="join"),
    path("<slug:slug>/ask/", views.ask_page, name="ask"),
    path("<slug:slug>/leave/", views.leave_page, name="leave"),
    path("<slug:slug>/return/", views.return_to_group, name="return"),
    path("<slug:slug>/agreement/", views.agreement, name="agreement"),
    path("<slug:slug>/agreement/change/", views.agreement_change, name="agreement_change"),
    path("<slug:slug>/members/", views.members, name="members"),
    path("<slug:slug>/members/<int:pk>/", views.membership, name="membership"),
    path("<slug:slug>/members/<int:pk>/block/", views.block_member, name="block"),
    path("<slug:slug>/members/<int:pk>/role/", views.give_role, name="role"),
    path("<slug:slug>/requests/", views.requests, name="requests"),
    path("<slug:slug>/requests/<int:pk>/", views.request_page, name="request"),
    path("<slug:slug>/requests/<int:pk>/answer/", views.answer, name="answer"),
    path("<slug:slug>/requests/<int:pk>/withdraw/", views.withdraw_request, name="withdraw"),
]
