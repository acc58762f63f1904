from allauth.account.adapter import DefaultAccountAdapter


class MemberAccountAdapter(DefaultAccountAdapter):
    """How accounts are made, mailed and kept apart from who is known here."""
