"""How what is done with the directory is read in the log."""

from django.utils.translation import gettext_lazy as _

from community.audit.acts import Group, name_act

name_act("add_feed", _("added a list of meetings"), Group.WORDS, "list")
name_act("change_feed", _("changed a list of meetings"), Group.WORDS, "list")
name_act("end_feed", _("removed a list of meetings"), Group.WORDS, "trash-2")
name_act("import_meetings", _("read a list of meetings in"), Group.WORDS, "download")
