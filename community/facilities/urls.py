from django.urls import path

from community.facilities.views import desk, invited, stays

urlpatterns = [
    path("desk/invitations/", desk.invitations, name="invitations"),
    path("desk/invitations/fresh/", desk.ticket, name="invitation_ticket"),
    path("desk/invitations/<int:invitation_id>/withdraw/", desk.withdraw_invitation, name="withdraw_invitation"),
    path("desk/at/<int:facility_id>/", desk.work_at, name="work_at"),
    path("me/stays/", stays.my_stays, name="my_stays"),
    path("invited/", invited.invited, name="invited"),
    path("invited/accept/", invited.accept_invitation, name="accept_invitation"),
    path("invited/later/", invited.leave_invitation, name="leave_invitation"),
    path("invited/<str:code>/", invited.open_invitation, name="open_invitation"),
]
