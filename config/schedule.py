"""Every periodic task, on one page.

A task here is a doorbell: it calls one action, which claims what is due by changing rows. So a beat
that rings twice, or two workers that hear it, do the work once.
"""

from typing import Any

SCHEDULE: dict[str, dict[str, Any]] = {
    # A ring that no worker heard in time is worth nothing: the next one finds the same rows.
    "remind": {"task": "community.checkins.remind", "schedule": 60.0, "options": {"expires": 55}},
    "look for words that weigh": {
        "task": "community.care.read_new_words",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    # Open pages ring sooner: this is for meetings that nobody has open.
    "let text meetings go on": {
        "task": "community.conversations.keep_floors",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "keep places in chats true": {"task": "groups.keep_places", "schedule": 15.0, "options": {"expires": 15}},
    "let no group be without a leader": {
        "task": "groups.give_leaders",
        "schedule": 300.0,
        "options": {"expires": 295},
    },
    "let aftercare end as chosen": {
        "task": "groups.let_aftercare_end",
        "schedule": 900.0,
        "options": {"expires": 890},
    },
    # First words of newcomers: found, heard, and called out a rung further where nobody answers.
    "keep first hellos": {"task": "groups.keep_hellos", "schedule": 5.0, "options": {"expires": 5}},
    "introduce newcomers": {"task": "groups.introduce_newcomers", "schedule": 10.0, "options": {"expires": 10}},
    "count who came back": {"task": "groups.count_who_came_back", "schedule": 3600.0, "options": {"expires": 3500}},
    # Lists of meetings from elsewhere: those whose time has come, and those a worker left behind.
    "read lists of meetings": {"task": "groups.import_meetings", "schedule": 15.0, "options": {"expires": 15}},
    # Written far ahead; asked often, so that a day without a beat leaves no gap.
    "write meetings ahead": {"task": "groups.write_meetings_ahead", "schedule": 3_600.0, "options": {"expires": 3_500}},
    "keep listed meetings true": {"task": "groups.keep_listed_true", "schedule": 60.0, "options": {"expires": 55}},
    "let go of places": {"task": "groups.let_go_of_leavers", "schedule": 60.0, "options": {"expires": 55}},
    "find hosts": {"task": "groups.keep_hosts", "schedule": 60.0, "options": {"expires": 55}},
    "remind of meetings": {"task": "groups.remind_of_meetings", "schedule": 60.0, "options": {"expires": 55}},
    "ask after meetings": {"task": "groups.ask_after_meetings", "schedule": 120.0, "options": {"expires": 110}},
    "open the threads of the day": {"task": "groups.open_dailies", "schedule": 60.0, "options": {"expires": 55}},
    "let pauses end": {"task": "groups.let_sanctions_end", "schedule": 15.0, "options": {"expires": 15}},
    "tell who was named": {
        "task": "community.conversations.tell_mentions",
        "schedule": 10.0,
        "options": {"expires": 10},
    },
    "tell of discussions": {"task": "groups.tell_discussions", "schedule": 10.0, "options": {"expires": 10}},
    "deliver": {"task": "community.notifications.deliver", "schedule": 30.0, "options": {"expires": 25}},
    "tell of appeals nobody answers": {
        "task": "community.safety.tell_of_late_appeals",
        "schedule": 600.0,
        "options": {"expires": 590},
    },
    "let requests move on": {
        "task": "mentorship.let_requests_move_on",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "match rounds": {"task": "mentorship.match_rounds", "schedule": 60.0, "options": {"expires": 55}},
    # Asked every quarter of an hour, begun once a day at each facility.
    "begin the day's rounds": {"task": "mentorship.daily_rounds", "schedule": 900.0, "options": {"expires": 880}},
    "remind of calls": {"task": "mentorship.remind_of_calls", "schedule": 60.0, "options": {"expires": 55}},
    "ask and nudge pairs": {"task": "mentorship.nudge_pairs", "schedule": 900.0, "options": {"expires": 880}},
    "send words for later": {
        "task": "mentorship.send_words_for_later",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "remind of yearly talks": {
        "task": "mentorship.remind_of_reviews",
        "schedule": 3_600.0,
        "options": {"expires": 3_500},
    },
    "let last days come": {"task": "mentorship.let_last_days_come", "schedule": 60.0, "options": {"expires": 55}},
    "let mentors' rests end": {"task": "mentorship.let_rests_end", "schedule": 60.0, "options": {"expires": 55}},
    # After the rests: whose mentor is back needs nobody in their place.
    "keep deputies": {"task": "mentorship.keep_deputies", "schedule": 30.0, "options": {"expires": 30}},
    "part pairs": {"task": "mentorship.part_pairs", "schedule": 60.0, "options": {"expires": 55}},
    "tell of concerns nobody took": {
        "task": "mentorship.tell_of_late_concerns",
        "schedule": 300.0,
        "options": {"expires": 290},
    },
    "wake talks that rested": {"task": "mentorship.wake_talks", "schedule": 60.0, "options": {"expires": 55}},
    # Asked every hour, told once a season.
    "ask to give back": {
        "task": "mentorship.ask_to_give_back",
        "schedule": 3_600.0,
        "options": {"expires": 3_500},
    },
    "tell of words": {"task": "mentorship.tell_of_words", "schedule": 60.0, "options": {"expires": 55}},
    "forget strays": {
        "task": "community.members.forget_strays",
        "schedule": 86_400.0,
        "options": {"expires": 86_000},
    },
    "look at the lines to call": {
        "task": "community.support.look_at_lines",
        "schedule": 86_400.0,
        "options": {"expires": 86_000},
    },
}
