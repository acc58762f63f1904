"""How what is done with meetings is read in the log."""

from django.utils.translation import gettext_lazy as _

from community.audit.acts import Group, name_act

name_act("meeting_changed", _("changed a meeting"), Group.WORDS, "calendar-days")
name_act("meeting_moved", _("changed one time of a meeting"), Group.WORDS, "calendar-days")
name_act("meeting_called_off", _("called a meeting off"), Group.WORDS, "calendar-days")
name_act("meeting_back_on", _("brought a meeting back"), Group.WORDS, "calendar-check")
name_act("meeting_left_out", _("left days of a meeting out"), Group.WORDS, "calendar-days")
name_act("meeting_closed", _("closed a meeting for now"), Group.WORDS, "calendar-days")
name_act("meeting_opened", _("opened a meeting again"), Group.WORDS, "calendar-check")
name_act("meeting_listed", _("put a meeting into the directory"), Group.WORDS, "list")
name_act("meeting_unlisted", _("took a meeting out of the directory"), Group.WORDS, "list")
name_act("meeting_ended", _("ended a meeting for good"), Group.WORDS, "calendar-days")
