from django.urls import path

from mentorship.walking.views import calls, going, later, notes, together

urlpatterns = [
    path("pairs/<int:pair_id>/together/", together.together, name="together"),
    path("pairs/<int:pair_id>/goals/", together.set_goal, name="set_goal"),
    path("pairs/<int:pair_id>/goals/<int:goal_id>/steps/", together.add_step, name="add_step"),
    path("pairs/<int:pair_id>/goals/<int:goal_id>/reached/", together.reach, name="reach_goal"),
    path("pairs/<int:pair_id>/goals/<int:goal_id>/let-go/", together.let_go, name="let_go_goal"),
    path("pairs/<int:pair_id>/steps/<int:step_id>/", together.tick, name="tick_step"),
    path("pairs/<int:pair_id>/questions/<slug:key>/", together.answer, name="answer_prompt"),
    path("pairs/<int:pair_id>/notes/", notes.notes, name="notes"),
    path("pairs/<int:pair_id>/notes/<int:note_id>/", notes.note, name="note"),
    path("pairs/<int:pair_id>/notes/<int:note_id>/away/", notes.throw_away, name="note_away"),
    path("pairs/<int:pair_id>/later/", later.later, name="later"),
    path("pairs/<int:pair_id>/later/<int:later_id>/", later.change, name="later_change"),
    path("pairs/<int:pair_id>/later/<int:later_id>/back/", later.take_back, name="later_back"),
    path("pairs/<int:pair_id>/calls/", calls.calls, name="calls"),
    path("pairs/<int:pair_id>/calls/times/<int:time_id>/agree/", calls.agree, name="call_agree"),
    path("pairs/<int:pair_id>/calls/<int:call_id>/off/", calls.call_off, name="call_off"),
    path("pairs/<int:pair_id>/calls/<int:call_id>/room/", calls.room, name="call_room"),
    path("pairs/<int:pair_id>/how/<int:going_id>/answer/", going.answer, name="answer_how"),
    path("pairs/<int:pair_id>/how/<int:going_id>/", going.how, name="how"),
    path("pairs/<int:pair_id>/silence/", going.choose_nudge, name="choose_nudge"),
]

#: Below the coordinator's desk.
desk_urlpatterns = [
    path("how/", going.desk, name="how"),
    path("how/<int:going_id>/heard/", going.heard, name="how_heard"),
]
