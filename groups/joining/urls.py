from django.urls import path

from groups.joining import views

urlpatterns = [
    path("", views.directory_page, name="directory"),
    path("new/", views.found_page, name="found"),
    path("staying/", views.staying_page, name="staying"),
    path("staying/<int:pk>/", views.staying_change, name="staying_change"),
    path("invited/", views.invited, name="invited"),
    path("invited/not-now/", views.not_now, name="invited_not_now"),
    path("invited/<str:token>/", views.open_invitation, name="open_invitation"),
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
    path("<slug:slug>/members/<int:pk>/hand-over/", views.hand_over_page, name="hand_over"),
    path("<slug:slug>/requests/", views.requests, name="requests"),
    path("<slug:slug>/requests/<int:pk>/", views.request_page, name="request"),
    path("<slug:slug>/requests/<int:pk>/answer/", views.answer, name="answer"),
    path("<slug:slug>/requests/<int:pk>/withdraw/", views.withdraw_request, name="withdraw"),
    path("<slug:slug>/invitations/", views.invitations, name="invitations"),
    path("<slug:slug>/invitations/<int:pk>/withdraw/", views.withdraw_group_invitation, name="invitation_withdraw"),
    path("<slug:slug>/settings/", views.settings_page, name="settings"),
    path("<slug:slug>/settings/put-away/", views.put_away_page, name="put_away"),
    path("<slug:slug>/bring-back/", views.bring_back_group, name="bring_back"),
]
