"""How rounds are read in the log."""

from django.utils.translation import gettext_lazy as _

from community.audit.acts import Group, name_act

name_act("keep_round", _("kept a round of matching"), Group.PEOPLE, "check")
name_act("drop_round", _("dropped a round of matching"), Group.PEOPLE, "x")
name_act("move_in_round", _("moved someone in a round by hand"), Group.PEOPLE, "shuffle")
