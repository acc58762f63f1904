"""The words people choose from, each with a bit of its own.

What someone chose is stored as one number a question: two people's answers are compared with ``&`` and
counted with ``bit_count``, in SQL and in Python alike. A bit is never given to another word later.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Word:
    """``asked`` is how one says it of oneself; ``shared`` is the reason shown when both have it."""

    bit: int
    code: str
    asked: str | Promise
    shared: str | Promise


class Vocabulary:
    """The words of one question, in the order in which they are shown."""

    def __init__(self, *words: Word) -> None:
        self.words = words
        self._by_code = {word.code: word for word in words}
        if len(self._by_code) != len(words) or len({word.bit for word in words}) != len(words):
            raise ValueError("two words share a code or a bit")

    def bits(self, codes: Iterable[str]) -> int:
        """Return the number that stands for these codes. Raises ``KeyError`` for a code that is not of the question."""
        return sum({1 << self._by_code[code].bit for code in codes})

    def of(self, bits: int) -> list[Word]:
        """Return the words that this number stands for."""
        return [word for word in self.words if bits >> word.bit & 1]

    def codes(self, bits: int) -> list[str]:
        return [word.code for word in self.of(bits)]

    def choices(self) -> list[tuple[str, str | Promise]]:
        return [(word.code, word.asked) for word in self.words]


#: What I have lived with.
LIVED = Vocabulary(
    Word(0, "alcohol", _("Alcohol"), _("also alcohol")),
    Word(1, "opioids", _("Heroin or fentanyl"), _("also heroin or fentanyl")),
    Word(2, "pills", _("Pills"), _("also pills")),
    Word(3, "cocaine", _("Cocaine or crack"), _("also cocaine")),
    Word(4, "meth", _("Meth or speed"), _("also meth or speed")),
    Word(5, "cannabis", _("Cannabis"), _("also cannabis")),
    Word(6, "benzos", _("Sedatives"), _("also sedatives")),
    Word(7, "nicotine", _("Nicotine"), _("also nicotine")),
    Word(8, "gambling", _("Gambling"), _("also gambling")),
    Word(9, "food", _("Food and eating"), _("also food and eating")),
    Word(10, "screens", _("Screens or gaming"), _("also screens or gaming")),
    Word(11, "sex", _("Sex or relationships"), _("also sex or relationships")),
    Word(12, "other", _("Something else"), _("also something less talked about")),
)

#: What helps me stay on the road.
PATHWAYS = Vocabulary(
    Word(0, "twelve_step", _("12-step"), _("12-step")),
    Word(1, "smart", _("SMART Recovery"), _("SMART Recovery")),
    Word(2, "secular", _("A secular way"), _("a secular way")),
    Word(3, "faith", _("Faith"), _("faith")),
    Word(4, "medication", _("With medication"), _("with medication")),
    Word(5, "therapy", _("Therapy"), _("therapy")),
    Word(6, "harm_reduction", _("Harm reduction"), _("harm reduction")),
    Word(7, "mindfulness", _("Meditation or Recovery Dharma"), _("meditation")),
    Word(8, "own", _("A way of my own"), _("a way of their own too")),
)

#: My life as it is.
LIFE = Vocabulary(
    Word(0, "parent", _("I am a parent"), _("parent, like you")),
    Word(1, "teens", _("Parent of teenagers"), _("parent of teenagers")),
    Word(2, "single_parent", _("Raising children alone"), _("raised children alone")),
    Word(3, "veteran", _("Veteran"), _("veteran")),
    Word(4, "student", _("Studying"), _("studying too")),
    Word(5, "shifts", _("Working shifts"), _("works shifts")),
    Word(6, "out_of_work", _("Looking for work"), _("has looked for work")),
    Word(7, "lgbtq", _("LGBTQ+"), _("LGBTQ+")),
    Word(8, "justice", _("Been inside, or on probation"), _("knows the justice system")),
    Word(9, "housing", _("Been without a home"), _("has been without a home")),
    Word(10, "grief", _("Lost someone"), _("lost someone too")),
    Word(11, "pain", _("Living with pain"), _("lives with pain")),
    Word(12, "mood", _("Living with depression or anxiety"), _("knows depression or anxiety")),
    Word(13, "young", _("Under thirty"), _("under thirty")),
    Word(14, "later", _("Over sixty"), _("over sixty")),
    Word(15, "rural", _("Far from a town"), _("far from a town")),
    Word(16, "setback", _("Came back after a setback"), _("came back after a setback")),
)

#: How I like to talk.
WAYS = Vocabulary(
    Word(0, "listens", _("Mostly listening"), _("mostly listens")),
    Word(1, "direct", _("Straight talk"), _("straight talk")),
    Word(2, "practical", _("Small steps and plans"), _("small steps and plans")),
    Word(3, "humour", _("With humour"), _("with humour")),
    Word(4, "writes", _("In writing"), _("in writing")),
    Word(5, "calls", _("Calls or video"), _("calls or video")),
    Word(6, "often", _("A word most days"), _("a word most days")),
    Word(7, "weekly", _("About once a week"), _("about once a week")),
)

#: Languages by their ISO 639 code. Their names are written as their speakers write them.
LANGUAGES = Vocabulary(
    Word(0, "en", "English", "English"),
    Word(1, "es", "Español", "Español"),
    Word(2, "fr", "Français", "Français"),
    Word(3, "pt", "Português", "Português"),
    Word(4, "de", "Deutsch", "Deutsch"),
    Word(5, "it", "Italiano", "Italiano"),
    Word(6, "nl", "Nederlands", "Nederlands"),
    Word(7, "pl", "Polski", "Polski"),
    Word(8, "ru", "Русский", "Русский"),
    Word(9, "uk", "Українська", "Українська"),
    Word(10, "ar", "العربية", "العربية"),
    Word(11, "he", "עברית", "עברית"),
    Word(12, "hi", "हिन्दी", "हिन्दी"),
    Word(13, "ur", "اردو", "اردو"),
    Word(14, "bn", "বাংলা", "বাংলা"),
    Word(15, "zh", "中文", "中文"),
    Word(16, "ja", "日本語", "日本語"),
    Word(17, "ko", "한국어", "한국어"),
    Word(18, "vi", "Tiếng Việt", "Tiếng Việt"),
    Word(19, "tl", "Tagalog", "Tagalog"),
    Word(20, "so", "Soomaali", "Soomaali"),
    Word(21, "tr", "Türkçe", "Türkçe"),
    Word(22, "ase", "American Sign Language", "American Sign Language"),
    Word(23, "bfi", "British Sign Language", "British Sign Language"),
)

#: When I am around: the same parts of the day as on a member's profile.
AROUND = Vocabulary(
    Word(0, "mornings", _("Mornings"), _("mornings")),
    Word(1, "afternoons", _("Afternoons"), _("afternoons")),
    Word(2, "evenings", _("Evenings"), _("evenings")),
    Word(3, "nights", _("Nights"), _("nights")),
    Word(4, "weekends", _("Weekends"), _("weekends")),
)

GENDERS = Vocabulary(
    Word(0, "woman", _("Woman"), _("a woman")),
    Word(1, "man", _("Man"), _("a man")),
    Word(2, "nonbinary", _("Non-binary"), _("non-binary")),
)
