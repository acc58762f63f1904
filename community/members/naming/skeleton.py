# ruff: noqa: RUF001 - letters that look alike are what this file is about
"""What a name looks like, whatever letters it is written with.

After the ``skeleton`` of Unicode Technical Standard 39 (confusable detection), with a table kept to the
scripts people mix with Latin: compatibility forms are folded by NFKC, marks are dropped, letters of other
scripts become the Latin letter they are drawn like. Two names that a tired reader would take for one
another have the same skeleton.
"""

import unicodedata

#: Letters of other scripts, and Latin letters NFKC leaves alone, by the Latin letter they are drawn like.
_DRAWN_LIKE = {
    "a": "аɑαᴀ",
    "b": "вьЬƀɓʙᏏ",
    "c": "сϲᴄⅽ",
    "d": "ԁɗđᴅ",
    "e": "еєҽεɛᴇ",
    "f": "ƒϝꜰ",
    "g": "ɡɢց",
    "h": "һнʜհħ",
    "i": "іıɩιɪ",
    "j": "јϳᴊ",
    "k": "кκᴋқ",
    "l": "ӏɫłʟ|ǀ",
    "m": "мᴍ",
    "n": "пηɴոռ",
    "o": "оοσօᴏøө",
    "p": "рρᴘ",
    "q": "ԛզ",
    "r": "гʀᴦ",
    "s": "ѕꜱʂ",
    "t": "тτᴛŧ",
    "u": "υսᴜμ",
    "v": "νѵᴠ",
    "w": "ԝшѡωᴡ",
    "x": "хχ",
    "y": "уүγʏч",
    "z": "ᴢʐƶ",
    "ae": "æ",
    "oe": "œ",
    "ss": "ß",
    "th": "þ",
    "0": "০",
}
_LATIN = {ord(letter): latin for latin, letters in _DRAWN_LIKE.items() for letter in letters}

#: In one hand, the same stroke: capital I, small l and one; O and nought.
_ONE_STROKE = str.maketrans({"i": "l", "1": "l", "0": "o"})

_PAIRS = (("rn", "m"), ("vv", "w"))

#: Figures and signs that stand in for letters inside a word.
_FIGURES = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})


def latin(text: str) -> str:
    """Lower-case Latin letters, figures and spaces, each letter by what it looks like; marks gone."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_LATIN)
    plain = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.category(c).startswith("M"))
    return unicodedata.normalize("NFC", plain).translate(_LATIN)


def skeleton(name: str) -> str:
    """What the name looks like: equal for names that could be taken for one another. Empty for an empty name."""
    drawn = "".join(c for c in latin(name) if c.isalnum()).translate(_ONE_STROKE)
    for pair, letter in _PAIRS:
        drawn = drawn.replace(pair, letter)
    return drawn[:80]


def words(name: str) -> list[str]:
    """The words of a name as one reads them: figures inside read as letters, figures at the end left out."""
    parts = "".join(c if c.isalnum() or c in "@$!" else " " for c in latin(name)).split()
    return [(part.rstrip("0123456789!") or part).translate(_FIGURES) for part in parts]


#: Alphabets whose letters pass for one another.
_ALIKE = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"}


def mixes_alphabets(name: str) -> bool:
    """Whether one word of the name is spelled in two alphabets that look alike."""
    return any(
        len({unicodedata.name(c, "?").split(" ", 1)[0] for c in word if c.isalpha()} & _ALIKE) > 1
        for word in unicodedata.normalize("NFKC", name).split()
    )


def tidy(name: str) -> str:
    """The name in plain letters (NFKC), without what cannot be seen, single spaces between words."""
    plain = unicodedata.normalize("NFKC", name)
    return " ".join("".join(c for c in plain if c.isprintable() or c.isspace()).split())
