"""Six groups of different kinds, and what was said in them this week.

A line is ``(hours ago, who, words)``. Words are plain Markdown, as people type them.
"""

from dataclasses import dataclass, field

Line = tuple[float, str, str]


@dataclass(frozen=True)
class Talk:
    """A thread: its title, its first post and the replies, oldest first."""

    title: str
    first: Line
    replies: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Room:
    slug: str
    name: str
    kind: str
    entry: str
    about: str
    leader: str
    members: tuple[str, ...]
    roles: dict[str, str] = field(default_factory=dict)
    of_facility: bool = False
    chat: tuple[Line, ...] = ()
    talks: tuple[Talk, ...] = ()


EVENING_CIRCLE = Room(
    slug="evening-circle",
    name="Evening Circle",
    kind="aftercare",
    entry="request",
    about=(
        "For people who have been at Harbor House, for as long as they like. We sit together in the evening: one "
        "question, honest answers, nobody fixed. Names stay here."
    ),
    leader="tomas",
    of_facility=True,
    roles={"carmen": "moderator", "bruno": "mentor", "ines": "mentor", "sol": "greeter"},
    members=(
        "alba",
        "bruno",
        "carmen",
        "eli",
        "faye",
        "gil",
        "wren",
        "ines",
        "june",
        "mica",
        "sol",
        "bea",
        "ray",
        "kit",
        "lena",
        "jonah",
        "theo",
        "ada",
        "milo",
        "hugo",
        "pia",
        "cleo",
        "harun",
        "orla",
        "noor",
    ),
    chat=(
        (150.0, "tomas", "Good evening. The question this week: who did you tell the truth to?"),
        (149.9, "wren", "My landlord. I asked for two more weeks and told her why. She said take three."),
        (149.7, "june", "That took something, Wren."),
        (126.2, "ines", "Long day. I came home, put the kettle on, and that was the whole plan."),
        (126.0, "hugo", "Best plan there is."),
        (125.5, "pia", "Is it normal that the quiet is the hard part"),
        (125.4, "bruno", "It was for me, for about two months. I left the radio on in the kitchen."),
        (125.2, "alba", "Same here. I bake. The timer keeps me company."),
        (
            102.4,
            "carmen",
            "A word for the room: no names of places where anything is sold, please, not even as a joke.",
        ),
        (102.3, "theo", "Fair."),
        (101.9, "eli", "you people make everything a rule"),
        (101.8, "eli", "whatever. you all think you are better than me"),
        (101.5, "carmen", "Eli, nobody here is better than anybody. I have written to you."),
        (78.3, "harun", "Slept six hours. Telling you because there is nobody else up who would get it."),
        (78.2, "cleo", "Six hours is a festival."),
        (78.1, "lena", "Well done, Harun."),
        (
            55.0,
            "alba",
            "Hard day. My father rang. I am not going to do anything, I just do not want to sit alone with it.",
        ),
        (54.9, "bruno", "Sit here then. We are around until ten."),
        (54.9, "ines", "With you, Alba."),
        (54.8, "sol", "No need to say anything clever. Just stay."),
        (54.0, "alba", "Thank you. The dog and I went round the block. It is quieter now."),
        (31.1, "kit", "Thursday I go home. I have a bag packed already, like for a holiday."),
        (31.0, "tomas", "We will be here on Thursday evening, Kit. Same room, from your own sofa."),
        (30.8, "faye", "And the meeting on Monday is in your plan. I looked."),
        (7.5, "ray", "knee is killing me again"),
        (7.4, "ray", "DM me if you need something for the pain, I know a guy"),
        (7.2, "ada", "That is not for here, Ray."),
        (3.0, "tomas", "Welcome in. Tonight's question: what kept you here this week that wasn't willpower?"),
        (2.9, "june", "My neighbour. She doesn't know it, but she waters her plants at the hour I'd usually go out."),
        (2.7, "wren", "Day 128. I slipped in the spring and told nobody for a week. Telling this room was the thing."),
        (2.6, "orla", "I remember that evening, Wren."),
        (2.4, "gil", "A crossword. Badly."),
        (2.3, "bruno", "Badly counts."),
        (0.2, "mica", "first time here. is it ok to just read?"),
    ),
    talks=(
        Talk(
            "What do you do between six and nine?",
            (140.0, "gil", "Three weeks home. Those hours are the longest I have ever met. What do you do with them?"),
            (
                (
                    139.85,
                    "june",
                    "I moved dinner. At six I start cooking, at eight I eat. It sounds silly and it works.",
                ),
                (
                    138.4,
                    "bruno",
                    "I had a list of ten small things on the fridge. Never did more than two. Two was enough.",
                ),
                (137.0, "alba", "Library until it closes. It is warm and nobody asks."),
                (120.5, "gil", "The list is on my fridge now. Did number four. Thank you."),
                (119.8, "cleo", "What was number four?"),
                (119.0, "gil", "Mend the tap. It still drips, but politely."),
            ),
        ),
        Talk(
            "Telling a new boss",
            (
                96.0,
                "theo",
                "I start on the first. Do I say anything about the gap? I keep writing the sentence and deleting it.",
            ),
            (
                (95.1, "ada", "I said 'I was ill and I am well now'. Nobody ever asked for more."),
                (
                    94.0,
                    "faye",
                    "If it helps: you owe nobody more than that. Come by the office if you want to practise.",
                ),
                (72.6, "theo", "Used Ada's sentence. He nodded and showed me the coffee machine."),
            ),
        ),
        Talk(
            "Got home on Friday",
            (0.1, "mica", "Got home from Harbor House on Friday. The quiet is louder than I expected."),
        ),
    ),
)

FIRST_NINETY = Room(
    slug="first-ninety",
    name="First Ninety",
    kind="support",
    entry="open",
    about="The first three months, with people who are in them. Small steps, said out loud.",
    leader="cleo",
    roles={"june": "greeter", "hugo": "moderator"},
    members=(
        "alba",
        "wren",
        "june",
        "hugo",
        "pia",
        "jonah",
        "milo",
        "yara",
        "ivo",
        "sami",
        "runa",
        "fenn",
        "jory",
        "nico",
        "gil",
    ),
    chat=(
        (48.0, "cleo", "Morning. One small thing for today, please. Mine: change the bed."),
        (47.6, "milo", "Ring the dentist."),
        (47.2, "yara", "Eat something green."),
        (22.0, "runa", "Rang the sister. She picked up."),
        (21.7, "june", "Runa. That is not small."),
        (6.0, "nico", "Day 40. Not counting, but it is 40."),
    ),
    talks=(
        Talk(
            "Things nobody told me about week three",
            (60.0, "jonah", "I am hungry all the time and I cry at adverts. Anyone else?"),
            (
                (59.0, "pia", "The one with the dog and the train. Every time."),
                (58.2, "hugo", "Week three was all sugar for me. It passes. Keep fruit where your hand goes."),
            ),
        ),
        Talk(
            "Small wins, this week",
            (30.0, "cleo", "One each. No win is too small for this thread."),
            (
                (29.0, "sami", "Answered a letter with a window in it."),
                (26.0, "fenn", "Told my flatmate the truth."),
                (9.0, "ivo", "Nine hours of sleep. Nine."),
            ),
        ),
    ),
)

TRAIL_RUNNERS = Room(
    slug="trail-runners-sober",
    name="Trail Runners, Sober",
    kind="hobby",
    entry="open",
    about="We run slowly and talk on the flat bits. Walkers are runners too.",
    leader="otis",
    roles={"noor": "moderator"},
    members=("alba", "noor", "otis", "runa", "leif", "iris", "gwen", "sami", "kaia", "dov"),
    chat=(
        (70.0, "otis", "Saturday 08:00, Millrace loop. Five kilometres, one bench, no heroes."),
        (69.0, "noor", "Coming. I will bring the awful coffee."),
        (20.0, "leif", "Is the path dry?"),
        (19.5, "otis", "Dry enough. Bring other socks."),
    ),
    talks=(
        Talk(
            "Shoes that survive mud",
            (66.0, "iris", "Mine gave up. What do you wear on the Millrace side?"),
            ((65.0, "gwen", "Anything you can hose down."), (50.0, "otis", "Old ones. New ones cry.")),
        ),
    ),
)

KITCHEN_TABLE = Room(
    slug="kitchen-table",
    name="Kitchen Table",
    kind="family",
    entry="request",
    about="For people who love someone in recovery. What is said at the table stays at the table.",
    leader="rosa",
    roles={"nell": "moderator"},
    members=("hana", "rosa", "nell", "mara", "amara"),
    chat=(
        (90.0, "rosa", "My son cooked on Sunday. I did not help. It was very hard not to help."),
        (89.0, "nell", "The hardest recipe there is."),
        (
            40.0,
            "hana",
            "My sister comes home soon and I do not know what to put in the fridge. Is that a stupid question",
        ),
        (39.5, "rosa", "It is the question we all came with. Ask her. That is the whole trick."),
    ),
    talks=(
        Talk(
            "What helped, and what only helped me",
            (80.0, "mara", "I used to count the bottles. It helped nobody. What did you stop doing?"),
            (
                (79.0, "nell", "Ringing twice."),
                (70.0, "rosa", "Asking 'are you sure you are all right' with that face."),
            ),
        ),
    ),
)

MONDAY_MEETING = Room(
    slug="millrace-monday",
    name="Millrace Monday",
    kind="meeting",
    entry="open",
    about="An open community meeting in the old mill hall and online. All paths welcome. The soup is real.",
    leader="gwen",
    roles={"dov": "moderator"},
    members=("gwen", "dov", "bea", "sol", "ines", "elke", "orla", "tomas", "kaia", "hugo"),
    chat=(
        (140.0, "gwen", "Doors at half past six on Monday. Elke reads."),
        (139.0, "elke", "I will read slowly, as always."),
        (12.0, "dov", "Soup is lentil. You have been told."),
    ),
    talks=(
        Talk(
            "Readings for the winter",
            (110.0, "elke", "Bring one page that carried you. Your own words count more than a book's."),
            ((100.0, "sol", "I have one about a frog. It is better than it sounds."),),
        ),
    ),
)

LONG_ROAD = Room(
    slug="the-long-road",
    name="The Long Road",
    kind="forum",
    entry="hidden",
    about="Five years and longer. For the questions that come when everyone thinks you are done.",
    leader="kaia",
    roles={"amara": "moderator"},
    members=("kaia", "amara", "dara", "ada", "orla", "sol"),
    chat=((44.0, "kaia", "Year eleven and I still check where the door is."), (43.0, "dara", "I count the windows.")),
    talks=(
        Talk(
            "When nobody asks any more",
            (88.0, "amara", "It is a good problem. It is still a problem."),
            ((80.0, "ada", "I started asking others. It turned round by itself."),),
        ),
    ),
)

ROOMS = (EVENING_CIRCLE, FIRST_NINETY, TRAIL_RUNNERS, KITCHEN_TABLE, MONDAY_MEETING, LONG_ROAD)
