from groups.joining.views.agreeing import agreement, agreement_change
from groups.joining.views.coming import ask_page, join_page, leave_page, return_to_group
from groups.joining.views.finding import directory_page, group
from groups.joining.views.founding import found_page
from groups.joining.views.handing import answer_handover, hand_over_page, handover
from groups.joining.views.inviting import invitations, invited, not_now, open_invitation, withdraw_group_invitation
from groups.joining.views.people import befriend, block_member, give_role, members, membership
from groups.joining.views.requests import answer, request_page, requests, withdraw_request
from groups.joining.views.settings import bring_back_group, put_away_page, settings_page
from groups.joining.views.staying import staying_change, staying_page

__all__ = [
    "agreement",
    "agreement_change",
    "answer",
    "answer_handover",
    "ask_page",
    "befriend",
    "block_member",
    "bring_back_group",
    "directory_page",
    "found_page",
    "give_role",
    "group",
    "hand_over_page",
    "handover",
    "invitations",
    "invited",
    "join_page",
    "leave_page",
    "members",
    "membership",
    "not_now",
    "open_invitation",
    "put_away_page",
    "request_page",
    "requests",
    "return_to_group",
    "settings_page",
    "staying_change",
    "staying_page",
    "withdraw_group_invitation",
    "withdraw_request",
]
