"""How what was asked of a member is read in the log."""

from django.utils.translation import gettext_lazy as _

from community.audit.acts import Group, name_act

name_act("quiet_member", _("quieted a member"), Group.PEOPLE, "volume-x")
name_act("unquiet_member", _("let a member write again"), Group.PEOPLE, "message-circle")
name_act("warn_member", _("gave a member a word of warning"), Group.PEOPLE, "hand")
name_act("remove_member", _("asked a member to leave"), Group.PEOPLE, "user-minus")
name_act("appoint", _("gave a member another role"), Group.PEOPLE, "user-check")
name_act("change_agreement", _("changed what a group agrees on"), Group.WORDS, "pencil")
name_act("let_in", _("let someone into a group"), Group.PEOPLE, "door-open")
name_act("decline_request", _("answered a request with not this time"), Group.PEOPLE, "hand")
