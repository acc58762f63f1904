"""About twenty plain patterns of a person in crisis, each able to say what it saw.

They look at one clause at a time, for the first person, the present, and no negation before it: "I used to want to
die; three years sober today" passes, and so does "this hangover is killing me". They rank a queue and show help;
they never hold a word back and tell nobody outside. Clean-worded despair without these phrases is missed: reports by
people carry that.
"""

import re
from dataclasses import dataclass
from re import Pattern as Regex

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Pattern:
    """``says`` is what it saw, for moderators. ``denied``: words such as "not" before it do not take it back."""

    key: str
    says: str | Promise
    regex: Regex[str]
    denied: bool = False


def _pattern(key: str, says: str | Promise, *phrases: str, denied: bool = False) -> Pattern:
    return Pattern(key, says, re.compile("|".join(f"(?:{phrase})" for phrase in phrases)), denied)


_I = r"\bi(?:'m| am)?(?: \w+){0,2}"
_SOON = (
    r"(?:going to|gonna|will|want to|wanna|about to|ready to|plan(?:ning)? to|thinking (?:of|about)|need to|have to)"
)
_ENDING = r"(?:kill(?:ing)? myself|end(?:ing)? (?:my (?:own )?life|it all)|tak(?:e|ing) my (?:own )?life)\b"
_HURTING = r"(?:cut(?:ting)?|hurt(?:ing)?|harm(?:ing)?|burn(?:ing)?)"
#: Not "some slack", not "at football".
_MYSELF = r"myself\b(?! some| off| short| a\b| at\b| in\b| on\b| shaving)"
_GOING_ON = r"(?:liv(?:e|ing)|life|tomorrow|go(?:ing)? on|be(?:ing)? here|wak(?:e|ing) up)\b"
_OTHERS = r"(?:everyone|everybody|they|you|(?:my|the) (?:kids|children|family|wife|husband|mother|father|parents))"
#: Dying of something other than one's life: embarrassment, laughing, thirst.
_JOKING = r"(?! of\b| from\b| laughing| for a\b)"

PATTERNS = (
    _pattern(
        "wish_to_die",
        _("says they want to die"),
        rf"{_I} (?:want|wanna|wish|need|ready|hope) (?:to )?(?:die|be dead){_JOKING}",
        r"\bi(?: just| really)? wish i (?:was|were) dead\b",
        r"\bi(?:'d| would)? rather be dead\b",
    ),
    _pattern(
        "wish_undone",
        _("wishes not to wake up, or never to have been"),
        r"\bwish i(?:'d| had| was| were) (?:never been born|never born|never woken up|not here)",
        r"\bhope i (?:don't|do not|never) wake up\b",
        denied=True,
    ),
    _pattern(
        "ending_it",
        _("speaks of ending their life"),
        rf"{_I} {_SOON}(?: \w+)? {_ENDING}",
        rf"\bi keep thinking (?:of|about) {_ENDING}",
        rf"\bi(?:'ll| will) {_ENDING}(?! if)",
    ),
    _pattern("suicidal", _("calls themselves suicidal"), r"\bi(?:'m| am| feel)(?: \w+){0,2} suicidal\b"),
    _pattern(
        "no_point",
        _("sees no point in going on"),
        rf"\b(?:don't|do not|can't|cannot) see (?:the|a|any) (?:point|reason|sense) (?:in|of|to|for) {_GOING_ON}",
        rf"\b(?:there(?:'s| is)|i see|i have) no (?:point|reason|sense) (?:in|of|to|for) {_GOING_ON}",
        r"\bnothing (?:left )?to live for\b",
        denied=True,
    ),
    _pattern(
        "not_here",
        _("does not want to be here any longer"),
        r"\bi (?:don't|do not|no longer) (?:really |even )?want to (?:live|exist|be alive|wake up)\b",
        r"\bi (?:don't|do not) (?:really |even )?want to be here any ?(?:more|longer)\b",
        r"\bi (?:can't|cannot|can not) (?:go on|keep living)\b(?! holiday| the trip| to\b)",
        r"\bi (?:just )?want (?:it all|everything) to (?:end|stop) (?:for good|forever)\b",
        denied=True,
    ),
    _pattern(
        "burden",
        _("believes others are better off without them"),
        rf"\b{_OTHERS}(?:'d| would|'ll| will|'re| are| is)?(?: all)?(?: be)? better off without me\b",
    ),
    _pattern(
        "self_harm",
        _("speaks of hurting themselves"),
        rf"{_I} {_SOON} {_HURTING} {_MYSELF}",
        rf"\bi (?:keep|started|have to) {_HURTING} {_MYSELF}",
        rf"\bi(?:'m| am) {_HURTING} {_MYSELF}",
    ),
    _pattern(
        "goodbye",
        _("says goodbye for good"),
        r"\b(?:this is|it's|it is) my last (?:night|message|goodbye)(?: on earth| ever| here)?\b(?! at\b| in\b| of\b)",
        r"\bi(?:'ve| have)? (?:wrote|written) (?:a|my|the) (?:goodbye|suicide) (?:letter|note)\b",
    ),
    _pattern(
        "overdose",
        _("may be overdosing now"),
        r"\bi(?: think i)?(?:'m| am) overdosing\b",
        r"\bi (?:just )?(?:took|swallowed) (?:too many|too much|all (?:of )?(?:my|the)|the whole (?:bottle|pack))\b"
        r"(?! on\b| time\b| work\b)",
        r"\b(?:overdose|od) on purpose\b",
    ),
)

_CLAUSES = re.compile(r"[.!?;\n]+|,? but | [\u2013\u2014] ")
#: Words before the phrase that take it back.
_DENIES = re.compile(
    r"\b(?:don't|do not|didn't|did not|doesn't|won't|wouldn't|never|no longer|not|isn't|stopped|"
    r"if|as if|like when|he|she|they said|song|film|book)\b"
)
#: Words anywhere in the clause that put it in the past.
_LONG_AGO = re.compile(
    r"\b(?:used to|years? ago|months? ago|back then|at the time|in those days|when i was|once upon|last year)\b"
)


def worry_in(text: str) -> Pattern | None:
    """The first pattern that sees a crisis in the text, or None."""
    plain = text.lower().replace("\u2019", "'").replace("*", "").replace("_", "")
    for clause in _CLAUSES.split(plain):
        line = " ".join(clause.split())
        if not line or _LONG_AGO.search(line):
            continue
        for pattern in PATTERNS:
            found = pattern.regex.search(line)
            if found and (pattern.denied or not _DENIES.search(line[: found.end()])):
                return pattern
    return None
