from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.kit.commit import after_commit
from community.members import door_answers
from community.members.live import tell_account_ended

#: What says that a code was sent, and what an address without an account is sent instead.
_IF_UNKNOWN = {
    "account/messages/login_code_sent.txt": "account/email/unknown_account",
    "account/messages/email_confirmation_sent.txt": "account/email/account_already_exists",
}


class MemberAccountAdapter(DefaultAccountAdapter):
    """How accounts are mailed, opened and shut."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail and password do not go together. You can also have a code sent."),
        "incorrect_code": _("This is not the code we sent. Please look once more."),
        "incorrect_password": _("This is not your password. Please try once more."),
        "enter_current_password": _("This is not your password. Please try once more."),
        "too_many_login_attempts": _("Those were many tries. Please wait five minutes, then try again."),
        "rate_limited": _("One moment, please: that was very quick. Try again in a minute."),
        "duplicate_email": _("This is your address already."),
        "email_taken": _("This address cannot be used here."),
        "invalid_login": _("Please check what you typed."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send once what it speaks of is stored. A mail server that fails keeps nobody's page from opening."""
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        after_commit(message.send)
        current.request.mail_is_owed = True

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what happened. Where it says that a code was sent, a mail went out, known address or not.

        (allauth mails an unknown address the first time only: asking again would tell the two apart by time.)
        """
        told_instead = _IF_UNKNOWN.get(message_template or "")
        if told_instead and message_context and not getattr(request, "mail_is_owed", False):
            self.send_mail(told_instead, message_context["email"], {})
        super().add_message(request, level, message_template, message_context, extra_tags, message)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """After the first code: the first questions."""
        return reverse("welcome")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Open the session, as long as the person said it should last."""
        super().login(request, user)
        door_answers.apply(request, user)  # type: ignore[arg-type]

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Every other session ends with the old password; live lines come back where the session still holds."""
        super().set_password(user, password)
        after_commit(tell_account_ended, user.pk)
