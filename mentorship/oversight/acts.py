"""How acts on concerns are read in the log."""

from django.utils.translation import gettext_lazy as _

from community.audit.acts import Group, name_act

name_act("take_concern", _("took a concern between two people"), Group.PEOPLE, "hand")
name_act("close_concern", _("closed a concern between two people"), Group.PEOPLE, "check")
name_act("ask_opening", _("asked to open the words of a pair"), Group.LOOK, "lock")
name_act("agree_opening", _("agreed to open the words of a pair"), Group.LOOK, "key-round")
name_act("drop_opening", _("let go of opening the words of a pair"), Group.LOOK, "x")
name_act("read_pair_words", _("read the words of a pair"), Group.LOOK, "eye")
