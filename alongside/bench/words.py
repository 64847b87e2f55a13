"""Made-up words: the same for the same seed, so that two runs weigh the same."""

# ruff: noqa: SIM905 - words read best as words

from random import Random

A_MOMENT = 60
"""Words in a moment."""

RARE = "marzipan"
"""What the search looks for: one moment in RARE_EVERY holds it."""
RARE_EVERY = 100

COMMON = """
the a and to of in it was we she he they I you not but for with at on had were said asked went came
again then when where who what because before after until over under near round about up down out
back home house door kitchen table window garden street bus stop shop market bridge river harbour
bench park library chapel clinic office school yard stairs corner coffee tea bread soup cake letter
form phone call message key bag coat shoes paper pen book list card money rent heating water light
morning noon evening night Monday Tuesday Wednesday Thursday Friday weekend summer winter rain wind
sister brother mother friend neighbour cousin daughter son landlord nurse teacher driver dog cat
walked talked sat waited laughed cried slept ate drank wrote read found lost kept gave took brought
wanted needed hoped tried promised remembered forgot decided changed began finished helped listened
good better quiet loud slow quick early late small big heavy easy hard cold warm tired hungry glad
sad angry proud worried calm ready sure together alone perhaps still always never sometimes today
tomorrow yesterday first next last one two three four half another every each some any more less
""".split()
NAMES = """
Ada Bram Cleo Dilys Emil Faye Goran Hetty Ivo Jun Kezia Lorcan Mabel Nico Orla Piet Quinn Rosa Silas
Tamsin Umar Vera Wilf Xenia Yusuf Zadie Anton Beryl Cyrus Dora
""".split()


def telling(random: Random, *, rare: bool = False) -> str:
    """What somebody tells of a moment, in A_MOMENT words."""
    words = random.choices(COMMON, k=A_MOMENT)
    if rare:
        words[random.randrange(A_MOMENT)] = RARE
    return " ".join(words).capitalize() + "."


def line(random: Random, words: int = 8) -> str:
    """A short line, as a promise is."""
    return " ".join(random.choices(COMMON, k=words)).capitalize() + "."
