"""How what was done about a case is read in its history and in the log."""

from django.utils.translation import gettext_lazy as _

from community.audit.acts import Group, name_act

name_act("open_case", _("opened a case"), Group.LOOK, "eye")
name_act("notice_words", _("noticed words that weigh"), Group.WORDS, "life-buoy")
name_act("claim_case", _("took a case"), Group.WORDS, "hand")
name_act("release_case", _("gave a case back"), Group.WORDS, "undo-2")
name_act("note_on_case", _("left a note on a case"), Group.WORDS, "notebook-pen")
name_act("keep_words", _("kept words"), Group.WORDS, "check")
name_act("hide_words", _("hid words"), Group.WORDS, "eye-off")
name_act("restore_words", _("showed words again"), Group.WORDS, "eye")
name_act("open_appeal", _("opened what someone sees differently"), Group.LOOK, "eye")
name_act("uphold_decision", _("let a decision stand"), Group.PEOPLE, "scale")
name_act("lift_decision", _("took a decision back"), Group.PEOPLE, "undo-2")
name_act("undo_kept", _("took “keep” back"), Group.WORDS, "undo-2")
name_act("undo_hidden", _("took “hide” back"), Group.WORDS, "undo-2")
