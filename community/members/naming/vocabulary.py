# ruff: noqa: SIM905 - word lists are kept as words
"""Words a name leaves out. English; whole words unless said otherwise, read by ``skeleton.words``."""

#: Offers and addresses: a name is not a shop window.
SELLS = frozenset(
    """
    buy buying sell selling seller sells sale sales shop shopping store vendor vendors dealer dealers plug
    plugs supplier supplies discount discounts cheap delivery delivers wholesale promo coupon
    telegram whatsapp wickr snapchat instagram onlyfans cashapp venmo paypal bitcoin crypto casino betting
    escort escorts forex loan loans viagra
    """.split()
)

#: Substances, as one says and as one writes them. Words that are names too (Molly, Brandy) are left to people.
SUBSTANCES = frozenset(
    """
    alcohol alcoholic booze beer beers wine wines vodka whisky whiskey tequila gin rum liquor moonshine drunk
    heroin fentanyl fent opium opiate opiates opioid opioids morphine codeine methadone tramadol
    oxy oxys oxycodone oxycontin percocet percs perc vicodin hydrocodone norco dilaudid tranq xylazine
    cocaine coke crackhead crack meth methhead amphetamine amphetamines adderall ritalin speedball
    xanax xans xanny benzo benzos valium klonopin ativan ketamine ket mdma ecstasy lsd shrooms
    weed cannabis marijuana ganja thc kush stoner kratom spice bathsalts ghb pcp
    vape vaping nicotine cigarettes
    """.split()
)

#: Substances that are recognised inside a longer word as well ("heroin4u"); words that hold them by chance are spared.
SUBSTANCES_WITHIN = (
    "heroin",
    "fentanyl",
    "cocaine",
    "oxycontin",
    "oxycodone",
    "percocet",
    "xanax",
    "ketamine",
    "vodka",
)
SPARED = frozenset(["heroine", "heroines"])

#: Claims to speak for the house.
CLAIMS = frozenset(
    """
    admin admins administrator administrators moderator moderators mod mods staff support official helpdesk
    cairn system operator webmaster root owner coordinator counselor counsellor counselors counsellors therapist
    doctor dr nurse physician psychiatrist psychologist clinician
    """.split()
)
CLAIMS_WITHIN = ("admin", "moderator", "cairnteam", "cairnsupport", "cairnstaff")

#: Added to a name that is taken: plain things one finds outside.
BY_NATURE = (
    "Willow", "Rowan", "Fern", "Heron", "River", "Juniper", "Lark", "Harbor", "Meadow", "Alder", "Wren", "Hill",
    "Brook", "Linden", "Finch", "Moss", "Cove", "Hazel", "Plover", "Thistle", "Birch", "Field", "Otter", "Stone",
)  # fmt: skip
#: Offered where nothing of the name can stay.
FROM_SCRATCH = (
    "Quiet River", "Early Lark", "Slow Heron", "Grey Otter", "Open Gate", "Small Lantern", "Long Road", "Warm Stone",
    "Blue Kettle", "North Window", "Green Umbrella", "Second Spring",
)  # fmt: skip
