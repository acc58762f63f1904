"""The cast. The eight named in the README have one role each; the others fill the rooms around them."""

from dataclasses import dataclass

PASSWORD = "walk-beside-me"  # noqa: S105 - the demo's, printed on its front page


@dataclass(frozen=True)
class Person:
    """Someone of the demo: ``key`` is the local part of their address, ``road`` a Profile.Road value."""

    key: str
    name: str
    road: str
    brings: str = ""
    about: str = ""
    around: tuple[str, ...] = ("evenings",)
    languages: tuple[str, ...] = ("en",)
    zone: str = "America/New_York"

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


CAST = (
    Person(
        "alba",
        "Alba",
        "first_year",
        "Staying stopped, and not doing it alone.",
        "Day shifts at a bakery, two teenagers, a very old dog.",
        ("mornings", "evenings"),
    ),
    Person(
        "bruno",
        "Bruno",
        "longer",
        "Handing on what was handed to me.",
        "Nine years on the road. I fix bicycles and I listen well.",
        ("evenings", "weekends"),
    ),
    Person("carmen", "Carmen", "longer", "Keeping the room safe.", "I open the door on Tuesdays.", ("evenings",)),
    Person("dara", "Dara", "first_year", "A quiet place to talk.", "", ("nights",), ("en", "es"), "Europe/Madrid"),
    Person("eli", "Eli", "first_year", "My counsellor said try a group.", "", ("evenings", "nights")),
    Person(
        "faye", "Faye", "longer", "Harbor House alumni office.", "Alumni coordinator at Harbor House.", ("afternoons",)
    ),
    Person(
        "gil",
        "Gil",
        "just_home",
        "Three weeks home. The evenings are long.",
        "Line cook. Learning to sleep again.",
        ("evenings", "nights"),
    ),
    Person("hana", "Hana", "supporting", "My sister is coming home.", "Alba's sister.", ("mornings",)),
)

OTHERS = (
    Person("wren", "Wren", "first_year", "One year is the plan.", "Cello, badly.", ("evenings",)),
    Person(
        "ines",
        "Ines",
        "longer",
        "Someone answered when I called.",
        "Six years. Mother of two.",
        ("evenings",),
        ("en", "es"),
    ),
    Person("tomas", "Tomas", "longer", "The question of the evening is mine.", "", ("evenings", "weekends")),
    Person("june", "June", "first_year", "365, one at a time.", "Parent. Gardener.", ("mornings", "evenings")),
    Person("mica", "Mica", "just_home", "Home since Friday.", "", ("evenings",)),
    Person("sol", "Sol", "longer", "I write it down so that I keep it.", "", ("nights",)),
    Person("bea", "Bea", "longer", "Medication kept me alive. I say so.", "Veteran.", ("mornings",), ("en", "es")),
    Person("ray", "Ray", "first_year", "", "", ("nights",)),
    Person("kit", "Kit", "in_treatment", "Thursday I go home.", "", ("afternoons",)),
    Person("noor", "Noor", "first_year", "Running instead.", "", ("mornings",)),
    Person("otis", "Otis", "longer", "", "Trail shoes by the door.", ("mornings", "weekends")),
    Person("lena", "Lena", "first_year", "", "", ("evenings",), ("en", "de")),
    Person("pavel", "Pavel", "first_year", "", "", ("nights",)),
    Person("amara", "Amara", "longer", "", "", ("afternoons",)),
    Person("jonah", "Jonah", "just_home", "", "", ("evenings",)),
    Person("rosa", "Rosa", "supporting", "My son.", "", ("mornings",), ("en", "es")),
    Person("theo", "Theo", "first_year", "", "", ("evenings",)),
    Person("ada", "Ada", "longer", "", "", ("weekends",)),
    Person("milo", "Milo", "first_year", "", "", ("evenings",)),
    Person("yara", "Yara", "first_year", "", "", ("nights",)),
    Person("hugo", "Hugo", "longer", "", "", ("mornings",)),
    Person("nell", "Nell", "supporting", "My husband.", "", ("evenings",)),
    Person("ivo", "Ivo", "first_year", "", "", ("afternoons",)),
    Person("pia", "Pia", "just_home", "", "", ("evenings",)),
    Person("sami", "Sami", "first_year", "", "", ("weekends",)),
    Person("cleo", "Cleo", "longer", "", "", ("evenings",)),
    Person("abel", "Abel", "in_treatment", "", "", ("afternoons",)),
    Person("runa", "Runa", "first_year", "", "", ("mornings",)),
    Person("dov", "Dov", "longer", "", "", ("evenings",)),
    Person("elke", "Elke", "first_year", "", "", ("evenings",)),
    Person("fenn", "Fenn", "first_year", "", "", ("nights",)),
    Person("gwen", "Gwen", "longer", "", "", ("mornings",)),
    Person("harun", "Harun", "just_home", "", "", ("evenings",)),
    Person("iris", "Iris", "first_year", "", "", ("weekends",)),
    Person("jory", "Jory", "first_year", "", "", ("evenings",)),
    Person("kaia", "Kaia", "longer", "", "", ("nights",)),
    Person("leif", "Leif", "first_year", "", "", ("evenings",)),
    Person("mara", "Mara", "supporting", "My mother.", "", ("evenings",)),
    Person("nico", "Nico", "first_year", "", "", ("mornings",)),
    Person("orla", "Orla", "longer", "", "", ("evenings",)),
)

EVERYONE = CAST + OTHERS
