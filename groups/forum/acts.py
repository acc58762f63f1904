"""How what keepers do with a discussion is read in the log."""

from django.utils.translation import gettext_lazy as _

from community.audit.acts import Group, name_act

name_act("pin_thread", _("put a discussion on top"), Group.WORDS, "pin")
name_act("unpin_thread", _("took a discussion from the top"), Group.WORDS, "pin")
name_act("lock_thread", _("closed a discussion"), Group.WORDS, "lock")
name_act("unlock_thread", _("opened a discussion again"), Group.WORDS, "lock")
