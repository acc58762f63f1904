"""The codes of the format for types of meetings, and which of them are languages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: The place is closed for a time.
CLOSED_FOR_NOW = "TC"
#: Comes from a plugin, not from the specification: the meeting is online.
ONLINE = "ONL"

TYPES: dict[str, str | Promise] = {
    "11": _("11th Step meditation"),
    "12x12": _("12 Steps and 12 Traditions"),
    "A": _("Secular"),
    "ABSI": _("As Bill Sees It"),
    "AL": _("Together with Alateen"),
    "AL-AN": _("Together with Al-Anon"),
    "ASL": _("American Sign Language"),
    "B": _("Big Book"),
    "BA": _("Babysitting"),
    "BE": _("For newcomers"),
    "BI": _("Bisexual"),
    "BRK": _("Breakfast"),
    "C": _("For whoever wants to stop"),
    "CAN": _("Candlelight"),
    "CF": _("Children welcome"),
    "D": _("Discussion"),
    "DB": _("Digital basket"),
    "DD": _("Dual diagnosis"),
    "DR": _("Daily Reflections"),
    "FF": _("Fragrance free"),
    "G": _("Gay"),
    "GR": _("Grapevine"),
    "H": _("Birthdays"),
    "L": _("Lesbian"),
    "LGBTQ": _("LGBTQ"),
    "LIT": _("Literature"),
    "LS": _("Living Sober"),
    "M": _("Men"),
    "MED": _("Meditation"),
    "N": _("Native American"),
    "NB": _("Non-binary"),
    "NDG": _("Indigenous"),
    "O": _("Open to everyone"),
    "OUT": _("Outdoors"),
    "P": _("Professionals"),
    "POA": _("Proof of attendance"),
    "POC": _("People of colour"),
    "SEN": _("Seniors"),
    "SM": _("Smoking permitted"),
    "SP": _("Speaker"),
    "ST": _("Step study"),
    "T": _("Transgender"),
    "TC": _("Place closed for now"),
    "TR": _("Tradition study"),
    "W": _("Women"),
    "X": _("Wheelchair access"),
    "XB": _("Wheelchair-accessible bathroom"),
    "XT": _("Cross talk permitted"),
    "Y": _("Young people"),
}

#: Codes that name a language, with its tag (BCP 47) and its name.
LANGUAGES: dict[str, tuple[str, str | Promise]] = {
    "AF": ("af", _("Afrikaans")),
    "AM": ("am", _("Amharic")),
    "AR": ("ar", _("Arabic")),
    "BG": ("bg", _("Bulgarian")),
    "DA": ("da", _("Danish")),
    "DE": ("de", _("German")),
    "EL": ("el", _("Greek")),
    "EN": ("en", _("English")),
    "FA": ("fa", _("Persian")),
    "FI": ("fi", _("Finnish")),
    "FR": ("fr", _("French")),
    "HE": ("he", _("Hebrew")),
    "HI": ("hi", _("Hindi")),
    "HR": ("hr", _("Croatian")),
    "HU": ("hu", _("Hungarian")),
    "IS": ("is", _("Icelandic")),
    "ITA": ("it", _("Italian")),
    "JA": ("ja", _("Japanese")),
    "KA": ("ka", _("Georgian")),
    "KOR": ("ko", _("Korean")),
    "LT": ("lt", _("Lithuanian")),
    "ML": ("ml", _("Malayalam")),
    "MT": ("mt", _("Maltese")),
    "NE": ("ne", _("Nepali")),
    "NL": ("nl", _("Dutch")),
    "NO": ("no", _("Norwegian")),
    "POL": ("pl", _("Polish")),
    "POR": ("pt", _("Portuguese")),
    "PUN": ("pa", _("Punjabi")),
    "RUS": ("ru", _("Russian")),
    "S": ("es", _("Spanish")),
    "SK": ("sk", _("Slovak")),
    "SL": ("sl", _("Slovenian")),
    "SV": ("sv", _("Swedish")),
    "TH": ("th", _("Thai")),
    "TL": ("tl", _("Tagalog")),
    "TUR": ("tr", _("Turkish")),
    "UK": ("uk", _("Ukrainian")),
}

#: Tag of a language to its name, and to its code.
LANGUAGE_NAMES = dict(LANGUAGES.values())
LANGUAGE_CODES = {tag: code for code, (tag, _name) in LANGUAGES.items()}

#: How codes are found by what lists write: lower-cased codes, and the plain English words for them.
_WORDS = {
    "11th step": "11", "11th step meditation": "11", "twelve steps & twelve traditions": "12x12",
    "12 steps & 12 traditions": "12x12", "12&12": "12x12", "as bill sees it": "ABSI", "agnostic": "A",
    "secular": "A", "atheist": "A", "concurrent with alateen": "AL", "concurrent with al-anon": "AL-AN",
    "american sign language": "ASL", "big book": "B", "babysitting available": "BA", "babysitting": "BA",
    "newcomer": "BE", "newcomers": "BE", "beginner": "BE", "beginners": "BE", "bisexual": "BI", "breakfast": "BRK",
    "closed": "C", "candlelight": "CAN", "child-friendly": "CF", "child friendly": "CF", "discussion": "D",
    "digital basket": "DB", "dual diagnosis": "DD", "daily reflections": "DR", "fragrance free": "FF", "gay": "G",
    "grapevine": "GR", "birthday": "H", "lesbian": "L", "lgbtqia+": "LGBTQ", "lgbt": "LGBTQ", "literature": "LIT",
    "living sober": "LS", "men": "M", "men only": "M", "meditation": "MED", "native american": "N",
    "non-binary": "NB", "indigenous": "NDG", "open": "O", "outdoor": "OUT", "outdoors": "OUT",
    "professionals": "P", "proof of attendance": "POA", "people of color": "POC", "people of colour": "POC",
    "seniors": "SEN", "smoking permitted": "SM", "speaker": "SP", "step study": "ST", "step": "ST", "steps": "ST",
    "step meeting": "ST", "transgender": "T", "location temporarily closed": "TC", "temporarily closed": "TC",
    "tradition study": "TR", "traditions": "TR", "women": "W", "women only": "W", "wheelchair access": "X",
    "wheelchair accessible": "X", "wheelchair-accessible bathroom": "XB", "cross talk permitted": "XT",
    "young people": "Y", "online": "ONL", "online meeting": "ONL", "spanish": "S", "english": "EN",
    "french": "FR", "german": "DE", "italian": "ITA", "portuguese": "POR", "russian": "RUS", "polish": "POL",
    "japanese": "JA", "korean": "KOR", "dutch": "NL", "swedish": "SV", "finnish": "FI", "danish": "DA",
    "norwegian": "NO", "hebrew": "HE", "hindi": "HI", "arabic": "AR", "persian": "FA", "farsi": "FA",
    "greek": "EL", "icelandic": "IS", "lithuanian": "LT", "bulgarian": "BG", "croatian": "HR", "hungarian": "HU",
    "punjabi": "PUN", "slovak": "SK", "slovenian": "SL", "thai": "TH", "turkish": "TUR", "ukrainian": "UK",
    "tagalog": "TL", "nepali": "NE", "maltese": "MT", "malayalam": "ML", "amharic": "AM", "afrikaans": "AF",
    "georgian": "KA", "castellano": "S", "español": "S",
}  # fmt: skip
_CODES = {code.lower(): code for code in (*TYPES, *LANGUAGES, ONLINE)}


def code_of(word: str) -> str | None:
    """The code that is meant by a code in any case, or by its English words; None where it is not known."""
    key = word.strip().strip("[]()'\"").strip().lower()
    return _CODES.get(key) or _WORDS.get(key)


def name_of(code: str) -> str | Promise:
    """The words for a code; the code itself where there are none."""
    return TYPES.get(code) or (LANGUAGES[code][1] if code in LANGUAGES else code)
