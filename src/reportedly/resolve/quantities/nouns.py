"""Nouns and the words that end a noun phrase: which words are plurals, people, verbs; a plural -> its singular."""

IRREGULAR = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "mice": "mouse",
    "oxen": "ox",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "leaves": "leaf",
    "thieves": "thief",
    "halves": "half",
    "wolves": "wolf",
    "shelves": "shelf",
    "loaves": "loaf",
    "calves": "calf",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "bacteria": "bacterium",
    "media": "medium",
    "strata": "stratum",
    "memoranda": "memorandum",
    "referenda": "referendum",
    "fungi": "fungus",
    "nuclei": "nucleus",
    "alumni": "alumnus",
    "crises": "crisis",
    "analyses": "analysis",
    "theses": "thesis",
    "bases": "base",
    "diagnoses": "diagnosis",
    "oases": "oasis",
    "axes": "axe",
    "indices": "index",
    "vertices": "vertex",
    "appendices": "appendix",
    "movies": "movie",
    "cookies": "cookie",
    "zombies": "zombie",
    "calories": "calorie",
    "rookies": "rookie",
    "selfies": "selfie",
    "ties": "tie",
    "pies": "pie",
    "bourgeois": "bourgeois",
    "buses": "bus",
    "gases": "gas",
    "viruses": "virus",
    "heroes": "hero",
    "potatoes": "potato",
    "tomatoes": "tomato",
    "torpedoes": "torpedo",
    "vetoes": "veto",
    "echoes": "echo",
    "mosquitoes": "mosquito",
    "volcanoes": "volcano",
    "cargoes": "cargo",
    "embargoes": "embargo",
    "quizzes": "quiz",
    "statuses": "status",
    "bonuses": "bonus",
    "campuses": "campus",
    "surpluses": "surplus",
    "corpses": "corpse",
    "horses": "horse",
    "nurses": "nurse",
    "houses": "house",
    "warehouses": "warehouse",
    "hearses": "hearse",
    "courses": "course",
    "causes": "cause",
    "cases": "case",
    "phases": "phase",
    "increases": "increase",
    "purchases": "purchase",
    "databases": "database",
    "caches": "cache",
    "aches": "ache",
    "headaches": "headache",
    "axles": "axle",
    "shoes": "shoe",
    "canoes": "canoe",
    "passersby": "passerby",
    "passers-by": "passer-by",
    "servicemen": "serviceman",
    "pence": "penny",
    "dice": "die",
    "lenses": "lens",
    "aliases": "alias",
    "atlases": "atlas",
    "censuses": "census",
    "focuses": "focus",
    "geniuses": "genius",
    "choruses": "chorus",
    "circuses": "circus",
    "minibuses": "minibus",
    "trolleybuses": "trolleybus",
    "omnibuses": "omnibus",
    "apaches": "Apache",
    "lice": "louse",
}
# The same in both numbers, or a plural in sense.
UNCHANGED = frozenset(
    "aircraft spacecraft hovercraft watercraft personnel staff crew cattle sheep fish deer livestock poultry series species headquarters "
    "crossroads means offspring folk clergy infantry cavalry police troops barracks gallows works youth salmon trout squid bison swine "
    "rolling-stock militia rpm hertz horsepower".split()
)
_SAME = UNCHANGED - {"troops"}
WITHOUT_NOUN = frozenset(  # two dead, 20 wounded: people
    "dead wounded injured missing killed hurt dying homeless hospitalised hospitalized displaced arrested detained jailed drowned buried "
    "trapped stranded unaccounted infected fatalities".split()
) - {"fatalities"}
_NOT_PLURAL = frozenset(
    "this has was is as its his us yes thus plus minus versus across unless always perhaps besides towards afterwards upwards downwards "
    "sometimes overseas gas bus canvas atlas lens chaos news less does goes says lies tens whereas hers ours theirs yours "
    "christmas texas paris james hamas wales kansas arkansas illinois athens brussels damascus lagos caracas reuters u.s indoors outdoors "
    "nowadays regardless needs physics politics economics athletics mathematics kudos "
    "united-states philippines netherlands emirates honduras cyprus mars windows texts-only alias bias pancreas tennis ss vs apps-only "
    "lewis davis francis louis chris tunis memphis".split()
)
STOP = frozenset(
    # determiners and pronouns
    "the a an this that these those his her its their our my your who whom whose which what he she it they we i you him them me us "
    "each every all both either neither any some no such there here where when why how something nothing everyone nobody "
    # prepositions and conjunctions
    "of in on at by for from to into onto with without within over under above below between among amid against across along around about "
    "after before during since until till through throughout towards toward near off out up down upon via per than as like unlike despite "
    "besides beyond behind beside inside outside because while although though if unless whether so but nor yet and or plus minus versus "
    "including excluding involving following regarding concerning according ago apart away back aged alike alone "
    # auxiliaries
    "is are was were be been being am has have had having do does did done will would shall should can could may might must cannot "
    "isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't "
    # adverbs
    "not never also only just even still already now then soon later earlier today yesterday tomorrow tonight once again instead together "
    "however meanwhile thus therefore overnight altogether apiece overall abroad nationwide worldwide respectively too very quite rather "
    "ahead annually daily weekly monthly yearly hourly afterwards simultaneously combined else almost nearly "
    # verbs that follow a subject
    "said says say told tell tells wrote added killed died die dies fled flee fell fall falls rose rise rises came come comes went go goes "
    "left leave took take takes made make makes got get won win lost lose hit broke struck sank drowned began begin start started held hold "
    "gave give saw see found find knew know thought think met meet sent send brought bring kept keep stood stand sat flew fly spoke "
    "ran run led lead grew grow shot became become remain remained voted vote agreed refused want wanted need needed showed show seem "
    "seemed appear appeared work worked live lived face faced survive survived escaped escape participated attended reported".split()
)
VERBS = frozenset(  # one of the ships carries, one in five children goes
    "carries goes says wants trusts smokes lives works needs gets makes takes remains comes lies faces suffers believes supports opposes "
    "thinks plans "
    "expects hopes seems appears holds owns uses gives knows feels dies owes earns includes contains costs sees runs agrees leaves stays".split()
)
PEOPLES = frozenset("rohingya roma swiss maori inuit tutsi hutu hazara hausa fulani oromo tigrayan afrikaner navajo cherokee".split())
MEASURING = frozenset(
    "page course point member man woman person seat storey story bed bedroom part step car lane goal".split()
)  # a 12 page document
MODIFIERS = frozenset("more other additional extra further new old different separate such major minor".split())
MEN = frozenset("men women children boys girls".split())
PEOPLE = frozenset(
    "person man woman child soldier civilian officer fighter militant passenger victim hostage prisoner patient student protester refugee "
    "migrant worker resident policeman police officer official citizen voter boy girl baby sailor trooper serviceman guard gunman rebel "
    "journalist doctor nurse teacher pupil employee staff crew personnel troops troop demonstrator detainee survivor pedestrian driver "
    "firefighter rescuer medic miner villager settler worshipper tourist visitor player adult teenager minor suspect terrorist insurgent "
    "member lawmaker deputy activist dissident diplomat national inmate nun priest monk farmer fisherman mourner shopper neighbour "
    "neighbor brother sister daughter son relative".split()
)


def singular(word: str) -> str:
    """A noun in the singular: brigades -> brigade, deputies -> deputy, people -> person. Capitals stay."""
    low = word.lower()
    if low in _SAME:
        return word
    if low in IRREGULAR:
        return IRREGULAR[low]
    for end, one in (("men", "man"), ("children", "child"), ("people", "people"), ("craft", "craft"), ("feet", "foot")):
        if low.endswith(end) and len(low) > len(end) + 2:
            return word[: -len(end)] + one
    if "-" in word and low.split("-")[-1] in IRREGULAR:
        return word[: word.rindex("-") + 1] + IRREGULAR[low.split("-")[-1]]
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us")):
        return word[:-1]
    return word


def is_plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural."""
    low = word.lower().replace("’", "'")
    if low in IRREGULAR or low in UNCHANGED:
        return True
    if low.endswith("men") and low[:-3].isalpha() and low not in ("women", "specimen", "abdomen", "regimen", "omen", "acumen") and len(low) > 5:
        return True
    if low.endswith("craft") and len(low) > 6 and low not in ("witchcraft", "handicraft", "statecraft"):
        return True
    if not low.endswith("s") or len(low) < 3 or low in _NOT_PLURAL or low.endswith("'s"):
        return False
    if low.endswith("is"):
        return (word[0].isupper() and len(word) > 4) or low in ("taxis", "skis", "alibis", "rabbis", "safaris", "khakis", "kamikazis")
    return not low.endswith(("ss", "ous")) and (not low.endswith("us") or low in ("menus", "gurus", "gnus"))


def name(word: str) -> str:
    """The unit for a counted noun: singular, lower case unless it is a name (Palestinian, F-16)."""
    word = word.strip("’'“”\"")
    one = singular(word)
    return one if one[:1].isupper() else one.lower()
