"""Development and demo only: the mails that a real mail server would have sent."""
