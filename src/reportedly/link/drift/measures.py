"""What amounts are counted in: measures that convert into each other, and nouns that all count people."""

from reportedly.link.terms import stem

_FACTORS: dict[str, dict[str, float]] = {  # to metre, square metre, kilogram, litre, day, kilometre per hour
    "length": {"millimetre": 0.001, "centimetre": 0.01, "metre": 1.0, "kilometre": 1000.0, "inch": 0.0254, "foot": 0.3048, "yard": 0.9144,
               "mile": 1609.344, "nautical mile": 1852.0},
    "area": {"square metre": 1.0, "hectare": 1e4, "square kilometre": 1e6, "acre": 4046.86, "square mile": 2.58999e6, "square foot": 0.092903},
    "mass": {"gram": 0.001, "kilogram": 1.0, "tonne": 1000.0, "ton": 907.185, "short ton": 907.185, "long ton": 1016.05, "pound": 0.453592,
             "ounce": 0.0283495},
    "volume": {"litre": 1.0, "cubic metre": 1000.0, "gallon": 3.78541, "barrel": 158.987},
    "time": {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25, "decade": 3652.5},
    "speed": {"kilometre per hour": 1.0, "mile per hour": 1.609344, "metre per second": 3.6, "knot": 1.852},
}
MEASURES = {unit: (dimension, factor) for dimension, units in _FACTORS.items() for unit, factor in units.items()}
PEOPLE = frozenset(stem(w) for w in """person people soldier serviceman servicemen servicewoman troop fighter civilian worker employee
    staff passenger victim man men woman women child children migrant refugee resident villager patient student pupil protester
    demonstrator officer policeman police casualty fatality tourist miner sailor crew prisoner hostage member farmer driver customer life
    death body volunteer participant recruit inhabitant docker stevedore national citizen diplomat job post position role""".split())
    # and the jobs that they have
