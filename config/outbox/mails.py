import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.utils import timezone

#: What Django's file backend puts between the mails of one file.
_BETWEEN = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Mail:
    to: str
    subject: str
    body: str
    sent_at: datetime


def newest(count: int = 30, to: str = "") -> list[Mail]:
    """The newest mails in ``DATA_DIR/outbox``, newest first; only those to one address where one is named."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", "/nonexistent"))
    files = sorted(folder.glob("*.log"), key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)
    mails: list[Mail] = []
    for file in files:
        moment = datetime.fromtimestamp(file.stat().st_mtime, tz=timezone.get_current_timezone())
        texts = file.read_bytes().split(_BETWEEN)
        mails += [mail for text in reversed(texts) if text.strip() and (mail := _read(text, moment)) and to in mail.to]
        if len(mails) >= count:
            break
    return mails[:count]


def _read(text: bytes, moment: datetime) -> Mail:
    message: EmailMessage = email.message_from_bytes(text, policy=email.policy.default)
    body = message.get_body(("plain",))
    return Mail(str(message["To"]), str(message["Subject"]), body.get_content().strip() if body else "", moment)
