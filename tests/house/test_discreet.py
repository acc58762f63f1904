"""Nothing that leaves the house says what the house is: every kind of mail, every language, headers too (N2)."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone
from django.utils.translation import override

from community.facilities.actions import invite
from community.facilities.mail import send_invitation
from community.facilities.models import Facility, StaffRole
from community.notifications.actions import deliver_due, notify, prefer
from community.notifications.kinds import kinds
from community.notifications.mail import compose
from community.notifications.models import Delivery
from tests.community.doors import door

#: Words, or beginnings of words, that tell a reader over the shoulder what this is about.
FORBIDDEN = (
    "addict", "aftercare", "alcohol", "booze", "cairn", "check-in", "circle", "clean", "counsel", "crav", "crisis",
    "detox", "drink", "drug", "facility", "group", "harbor", "heal", "invitation", "meeting", "mentor", "moderat",
    "naloxone", "opioid", "overdose", "peer", "programme", "recover", "rehab", "relapse", "sober", "sobriety",
    "sponsor", "substance", "suicid", "support", "therap", "treatment", "withdrawal",
)  # fmt: skip
LANGUAGES = [code for code, _name in settings.LANGUAGES]
KINDS = {one.key: one for one in kinds()}
SAID = "Birch wrote in Evening Circle: I nearly drank last night"


def betrayals(text: str, *more: str) -> list[str]:
    """Return the words that give it away."""
    return [word for word in (*FORBIDDEN, *(one.lower() for one in more)) if word in text.lower()]


def everything_of(letter: EmailMessage) -> str:
    """Return all that a mail program or a server on the way can read, decoded."""
    read = message_from_bytes(letter.message().as_bytes(), policy=policy.default)
    addressee = str(letter.to[0])
    headers = "\n".join(f"{name}: {value}" for name, value in read.items())
    bodies = "\n".join(part.get_content() for part in read.walk() if part.get_content_maintype() == "text")
    return f"{headers}\n{bodies}".replace(addressee, "")


@pytest.fixture
def site(settings):
    settings.SITE_URL = "https://notes.example"
    settings.EMAIL_FROM = "notes@notes.example"
    settings.DEFAULT_FROM_EMAIL = "Notes <notes@notes.example>"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KINDS)
def test_every_kind_of_notice(alba, bruno, site, key, language):
    """As the delivery would send it: with everything inside that a room could put there."""
    alba.language = language
    alba.save()
    notice = notify(alba, KINDS[key], subject="group:42", text=SAID, url="/groups/evening-circle/chat/", about=bruno)
    delivery, _fresh = Delivery.objects.get_or_create(
        notification=notice, channel="email", defaults={"due_at": timezone.now()}
    )
    letter = compose(delivery, KINDS[key], discreet=True)
    said = everything_of(letter)
    assert betrayals(said, "birch", "alba", "bruno", "evening") == []
    assert not letter.attachments
    assert letter.content_subtype == "plain"
    addresses = re.findall(r"https?://\S+", letter.body)
    assert addresses == ["https://notes.example/"]


@pytest.mark.parametrize("urgent", [True, False])
def test_all_kinds_are_one_mail_or_the_urgent_one(alba, site, urgent):
    """Were each kind's mail a little different, the difference would tell."""
    letters = set()
    for key, kind in KINDS.items():
        if kind.urgent is urgent:
            notice = notify(alba, kind, subject=f"one:{key}", text=SAID, url="/path/")
            delivery = Delivery(pk=notice.pk, notification=notice)
            letter = compose(delivery, kind, discreet=True)
            letters.add((letter.subject, letter.body, letter.from_email))
    assert len(letters) == 1


def test_discreet_is_how_everyone_begins(alba, site):
    kind = next(kind for kind in KINDS.values() if kind.email and kind.still_holds is None)
    notify(alba, kind, subject="a", text=SAID, url="/path/")
    deliver_due()
    assert betrayals(everything_of(mail.outbox[0]), "birch") == []


def test_what_people_wrote_never_leaves_whatever_was_chosen(alba, site):
    prefer(alba, email=True, discreet=False)
    for number, kind in enumerate(one for one in KINDS.values() if one.email and one.still_holds is None):
        notify(alba, kind, subject=f"a:{number}", text=SAID, url="/path/")
    deliver_due()
    assert mail.outbox
    for letter in mail.outbox:
        assert "Birch" not in letter.message().as_string()
        assert "drank" not in letter.message().as_string()


MAIL_TEMPLATES = sorted(
    path
    for path in Path(settings.BASE_DIR / "templates").rglob("*.txt")
    if "email" in path.parent.name or "mail" in path.parent.name
)


@pytest.mark.parametrize("path", MAIL_TEMPLATES, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_every_mail_template(path):
    text = re.sub(
        r"{#.*?#}|{% (load|extends|include|url|if|elif|block|with) .*?%}|{{.*?}}", "", path.read_text(), flags=re.S
    )
    assert betrayals(text) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_facilitys_invitation(alba, site, language):
    house = Facility.objects.create(name="Harbor House", slug="harbor-house")
    StaffRole.objects.create(member=alba, facility=house, role=StaffRole.Role.OWNER)
    invitation, code = invite(house, by=alba, email="someone@elsewhere.example", admitted_on=timezone.now().date())
    with override(language):
        send_invitation(invitation, code)
    said = everything_of(mail.outbox[0])
    assert betrayals(said.replace(code, ""), "alba") == []


PAGES = ["/", "/path/", "/path/check-in/", "/circle/", "/support/", "/notices/", "/groups/", "/mentoring/"]


@pytest.mark.parametrize("path", PAGES)
def test_window_titles_say_nothing_while_discreet(alba, path):
    page = door(alba).get(path).content.decode()
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    assert title
    assert title.group(1).strip() == "Notes"
