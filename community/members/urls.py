from django.urls import path

from community.members.views import blocks, devices, me, names, welcome

urlpatterns = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/<slug:slug>/", welcome.welcome_question, name="welcome_question"),
    path("names/", names.name_check, name="name_check"),
    path("me/", me.me, name="me"),
    path("me/profile/", me.my_profile, name="my_profile"),
    path("me/profile/edit/", me.edit_profile, name="edit_profile"),
    path("me/name/", me.edit_name, name="edit_name"),
    path("me/clock/", me.edit_clock, name="edit_clock"),
    path("me/blocks/", blocks.blocks, name="blocks"),
    path("me/blocks/<int:block_id>/lift/", blocks.lift_block, name="lift_block"),
    path("me/devices/<int:session_id>/end/", devices.end_one_session, name="end_session"),
]
