"""How what was asked of a member is read in the log."""

from django.utils.translation import gettext_lazy as _

from community.audit.acts import Group, name_act

name_act("quiet_member", _("quieted a member"), Group.PEOPLE, "volume-x")
name_act("unquiet_member", _("let a member write again"), Group.PEOPLE, "message-circle")
name_act("warn_member", _("gave a member a word of warning"), Group.PEOPLE, "hand")
name_act("send_away", _("asked a member to step away for a while"), Group.PEOPLE, "moon")
name_act("call_back", _("opened a group to a member again"), Group.PEOPLE, "door-open")
name_act("remove_member", _("asked a member to leave"), Group.PEOPLE, "user-minus")
name_act("appoint", _("gave a member another role"), Group.PEOPLE, "user-check")
name_act("found_group", _("opened a group"), Group.PEOPLE, "users")
name_act("change_group", _("changed how a group is set up"), Group.WORDS, "settings")
name_act("archive_group", _("put a group away"), Group.PEOPLE, "archive")
name_act("bring_back_group", _("brought a group back"), Group.PEOPLE, "undo-2")
name_act("inherit_group", _("leads a group whose leader is gone"), Group.PEOPLE, "user-check")
name_act("invite_to_group", _("made an invitation to a group"), Group.PEOPLE, "link")
name_act("withdraw_group_invitation", _("took an invitation to a group back"), Group.PEOPLE, "undo-2")
name_act("come_by_invitation", _("came into a group by an invitation"), Group.PEOPLE, "door-open")
name_act("change_agreement", _("changed what a group agrees on"), Group.WORDS, "pencil")
name_act("let_in", _("let someone into a group"), Group.PEOPLE, "door-open")
name_act("decline_request", _("answered a request with not this time"), Group.PEOPLE, "hand")
