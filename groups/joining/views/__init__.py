from groups.joining.views.agreeing import agreement, agreement_change
from groups.joining.views.coming import ask_page, join_page, leave_page, return_to_group
from groups.joining.views.finding import directory_page, group
from groups.joining.views.people import block_member, give_role, members, membership
from groups.joining.views.requests import answer, request_page, requests, withdraw_request

__all__ = [
    "agreement",
    "agreement_change",
    "answer",
    "ask_page",
    "block_member",
    "directory_page",
    "give_role",
    "group",
    "join_page",
    "leave_page",
    "members",
    "membership",
    "request_page",
    "requests",
    "return_to_group",
    "withdraw_request",
]
