"""How what was done about messages is read in the log."""

from django.utils.translation import gettext_lazy as _

from community.audit.acts import Group, name_act

name_act("close_floor", _("ended a text meeting"), Group.WORDS, "message-circle")
name_act("hand_over_floor", _("handed a text meeting over"), Group.WORDS, "message-circle")
name_act("open_floor", _("began a text meeting"), Group.WORDS, "message-circle")
name_act("release_picture", _("let a picture be seen"), Group.WORDS, "image")
name_act("remove_message", _("removed a message"), Group.WORDS, "eye-off")
name_act("restore_message", _("showed a message again"), Group.WORDS, "eye")
name_act("undo_removal", _("took “remove” back"), Group.WORDS, "undo-2")
