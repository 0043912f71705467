"""Whether the name of a state or a capital, where it stands, is one that acts, is acted on or owns, or only a place.

What stands right before and right after decides; `Places` is the other facet's, so what is a place here is left out of the actors.
"""

import re
from dataclasses import dataclass

NEAR = 60  # characters looked at on either side
_BETWEEN = (r"(?:(?:the|a|both|neighbou?ring|nearby|occupied|annexed|war-torn|all of|much of|most of|parts? of|mainland|modern|post-war|central|"
            r"(?:north|south)?-?(?:east|west|north|south)(?:ern)?(?:-(?:east|west)(?:ern)?)?)\s+){0,3}")
_AT = re.compile(rf"\b(?:in|inside|within|across|throughout|near|outside|around|via|through|off|over|at|into|onto|along|beyond|"
                 rf"towards?)\s+{_BETWEEN}$", re.I)
_SIDE = re.compile(  # eastern Chad
    r"\b(?:(?:north|south)[- ]?)?(?:east|west|north|south)(?:ern)?(?:-(?:east|west)(?:ern)?)? $|\bcentral $", re.I)
_PLACE_OF = re.compile(
    r"\b(?:parts?|areas?|regions?|provinces?|territor(?:y|ies)|city|cities|capital|towns?|villages?|north|south|east|west|borders?|coasts?|"
    r"outskirts|outside|suburbs?|centre|center|streets?|most|much|half|map|corner|mayor|out|bishop|residents?|skies|third|quarter|swathes?|"
    r"seas?|gulf|strait|square (?:miles|kilomet\w+)|kilomet\w+|miles)\s+of\s+(?:the\s+)?$", re.I)
_VISITED = re.compile(
    r"\b(?:le(?:ft|av(?:e|es|ing))|fle(?:d|e|es|eing)|enter(?:s|ed|ing)?|visit(?:s|ed|ing)?|reach(?:es|ed|ing)?|tour(?:s|ed|ing)?|"
    r"cross(?:es|ed|ing)?|lives?|lived|living|depart(?:s|ed|ing)?|quit(?:s|ting)?)\s+(?:the\s+)?$", re.I)
_TO = re.compile(r"\b(?:to|from)\s+(?:the\s+)?$", re.I)
_GIVEN_TO = re.compile(
    r"\b(?:aid|weapons?|arms|missiles?|drones?|shells|ammunition|tanks|jets|support|loans?|help|assistance|ties?|links?|linked|threats?|"
    r"response|answer|message|messages|warnings?|letter|signals?|close|closer|due|similar|loyal|friendly|hostile|belong\w*|allied|opposed|"
    r"concessions?|guarantees?|commitments?|exports?|sales?|deliver\w*|suppl\w+|sold|sell\w*|gave|giv\w+|provid\w+|transferr?\w*|paid|pay\w*|"
    r"offer\w*|owe[sd]?|lent|lend\w*|donat\w+|grant\w*|hand\w*|ced\w+|said|says|according|thanks|respond\w*|appeal\w*|apologi\w+|proposals?|"
    r"access|debts?|money|funds|[mb]illion|euros?|dollars|releas\w+|pass(?:es|ed|ing)?|leak\w*|alternative|danger|blow|victory|lost|talk\w*|"
    r"listen\w*|objections?)\s+(?:\w+\s+){0,3}to\s+(?:the\s+)?$", re.I)
_GOT_FROM = re.compile(
    r"\b(?:b(?:uy\w*|ought)|import\w*|receiv\w+|got|get\w*|purchas\w+|demand\w*|threats?|pressure|gas|oil|energy|grain|aid|support|weapons?|"
    r"arms|missiles?|drones?|shells|ammunition|money|funds?|funding|loans?|currency|independen\w+|protect\w*|separat\w+|obtain\w*|response|"
    r"answer|no word|comment|denials?|guarantees?|reparations?|compensation|apology|concessions?|interference|aggression|earn\w*|secur\w+|"
    r"instructions|orders|help|envoys?|delegat\w+|diplomats?|officials?|representatives?|negotiators?|ministers?|someone|troops|soldiers|"
    r"engineers|fighters|mercenaries|advis[eo]rs|experts|inspectors|observers|assistance|investments?|supplies|danger|tariffs?)"
    r"\s+(?:\w+\s+){0,3}from\s+(?:the\s+)?$", re.I)
_AFTER_NOUN = re.compile(
    r"^\s+(?:war|conflict|crisis|(?:earth)?quake|floods?|fires?|storm|blast|crash|visit|trip|tour|correspondent|border)\b", re.I)
_BASED = re.compile(r"^[-–](?:based|born|bound|bordering|wide)\b", re.I)
_OWNS = re.compile(r"^[’']s?\s")
_OWNED_PLACE = re.compile(
    r"""^[’']s?\s+(?:\w+ly\s+)?(?:
        (?:(?:north|south)?-?(?:east|west|north|south)\w*|(?-i:central))\b(?!\s(?:bank|fleet|command|army|military|front|district\scourt)) |
        (?:coast(?:line|al)?(?!\s?guard)|borders?(?!\s(?:guard|police|service|agency|force))|capital|(?:second[- ])?(?:largest|biggest)\s
            (?:city|town|port|island|lake|prison|airport)|territory|airspace|waters|cit(?:y|ies)|towns?|regions?|provinces?|mountains?|
            islands?)\b |
        (?-i:[A-Z])[\w’'-]+(?:\s(?-i:[A-Z])[\w’'-]+)?\s(?:region|oblast|province|district|peninsula|state|desert|valley|coast|border|airport|city)
        \b)""", re.I | re.X)
_OF = re.compile(r"\bof\s+(?:the\s+)?$", re.I)
_ON = re.compile(r"\b(?:on|upon)\s+(?:the\s+)?$", re.I)
_FOR = re.compile(r"\b(?:left|leav\w+|depart\w*|head\w*|bound|en route|flights?|trains?|set out|fly|flew)\s+(?:[\w’'-]+\s+){0,2}for\s+$", re.I)
_PRESSED = re.compile(
    r"\b(?:pressure|sanctions?|demands?|conditions?|terms|tariffs?|blame|reli\w+|depend\w*|impos\w+|call(?:s|ed|ing)?|leverage|influence|"
    r"effects?|costs?|concessions?|embargo\w*|war|hopes?|urg\w+|focus\w*|pin(?:s|ned)?(?:\s+\w+){0,3})\s+(?:\w+\s+){0,2}"
    r"(?:up)?on\s+$", re.I)
_PARTNER_OF = re.compile(
    r"\b(?:all(?:y|ies)|support(?:ers?)?|critics?|demands?|recognition|policy|policies|opponents?|rivals?|enem(?:y|ies)|friends?|partners?|"
    r"government|authorities|invasion|accus\w+|suspicio\w+|fear|part|behalf|backing|approval)\s+of\s+$", re.I)
_STRUCK = re.compile(
    r"\b(?:hit(?:s|ting)?|str(?:uck|ikes?|iking)|attack(?:s|ed|ing)?|shell(?:s|ed|ing)?|bomb(?:s|ed|ing)?|bombard(?:s|ed|ing)?|"
    r"target(?:s|ed|ing)?|rock(?:s|ed|ing)?|captur(?:e|es|ed|ing)|s(?:ei[sz](?:e|ed|ing)|torm(?:ed|ing)?)|tak(?:e|en|ing)|took|"
    r"surround(?:ed|ing)?|encircl(?:ed|ing))\s+(?:the\s+capital,?\s+)?$", re.I)
_WAS_STRUCK = re.compile(
    r"^\s+(?:was|were|is|has been|had been|is being|was being|came)\s+(?:\w+\s+){0,2}(?:hit|struck|attacked|shelled|bombed|targeted|rocked|"
    r"evacuated|captured|seized|stormed|surrounded|shaken|flooded|liberated|located|covered|awoken|woken|under (?:attack|fire))\b", re.I)
_CITY_NOUN = (r"(?:airports?|mayor|metro|subway|suburbs?|streets?|outskirts|residents?|skyline|university|stock exchange|zoo|underground|"
              r"hospitals?|traffic|residential|apartments?|buildings?|port|harbou?r|old town|city hall|neighbou?rhoods?|districts?|marathon|"
              r"derby|roof\w*|houses?|power plants?|cent(?:re|er)|garrison|air defen[cs]es?)")
_CITY = re.compile(
    rf"^(?:\s+(?:region|oblast|province|district|state|county|area|time|summit|square|court|police|talks|accords?|bureau|office|correspondent|"
    rf"meeting|conference|trip|radio|newspaper|daily|weekly|tabloid|club|{_CITY_NOUN})|"
    rf"[’']s?\s+(?:(?:main|old|historic|central|northern|southern|eastern|western|biggest|largest|only|busiest|last)\s+)?(?:working\s+)?{_CITY_NOUN}|"
    rf"[’']s?\s+(?-i:[A-Z][\w-]+(?: [A-Z][\w-]+)? (?:Square|Street|Airport|Stadium|University|Hospital|Station|Cathedral)))\b|^, D\.?C\b", re.I)
_CAPITAL_NEXT = re.compile(r"^\s+[A-ZÀ-Ý]")
_DATELINE = re.compile(r"^(?:, [A-Z][\w. ]{1,20})?(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z]\w+))?\s*(?:\([A-Z][\w /-]{1,30}\))?"
                       r"\s*[—–-]+\s")
_WITH_ARTICLE = re.compile(r"\b(?:an?|the)\s+(?:[a-z-]+\s+)?$", re.I)  # a Minsk weekly
_STATE_ITSELF = re.compile(r"^(?:[’']s)?\s+(?:government|administration|authorities|regime|leadership)\b")


@dataclass(frozen=True, slots=True)
class Where:
    """A name where it stands: what is right before, and right after."""

    before: str
    after: str
    opens_line: bool = False

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Where":
        """The surroundings of `text[start:end]` within its line."""
        front = text[max(0, start - NEAR):start]
        line = front.rpartition("\n")[2]
        return cls(line, text[end:end + NEAR].partition("\n")[0], not line.strip() and len(line) < NEAR)


def state_is_place(at: Where) -> str | None:
    """Why a state's name is only a place here: "in Sudan", "fled Sudan"; None where it acts, is acted on or owns."""
    if _BASED.match(at.after):
        return "what is based there"
    if _OWNED_PLACE.match(at.after) or (_OWNS.match(at.after) and _AT.search(at.before) and at.after.lstrip("’'s ")[:1].isupper()):
        return "it only says where"
    if _OWNS.match(at.after):
        return None
    if _AT.search(at.before) or _PLACE_OF.search(at.before) or _SIDE.search(at.before):
        return "words of place stand before it"
    if _VISITED.search(at.before):
        return "somebody goes there or leaves it"
    if _AFTER_NOUN.match(at.after):
        return "it only says which"
    if _TO.search(at.before) and not (_GIVEN_TO.search(at.before) or _GOT_FROM.search(at.before)):
        return "somebody or something goes there or comes from it"
    return None


def capital_is_place(at: Where) -> str | None:
    """Why a capital is the city here: "in Minsk", "hit Minsk", "Minsk airport"; None where it stands for its government."""
    if at.opens_line and _DATELINE.match(at.after):
        return "a dateline"
    if _CAPITAL_NEXT.match(at.after) or _CITY.match(at.after):
        return "what follows belongs to the city"
    if _WITH_ARTICLE.search(at.before) and re.match(r"\s+[a-z]", at.after):
        return "it only says which"
    if _OWNS.match(at.after):
        return state_is_place(at)
    if _STRUCK.search(at.before) or _WAS_STRUCK.match(at.after):
        return "the city is struck or taken"
    if _FOR.search(at.before):
        return "somebody goes there"
    if _OF.search(at.before) and not _PARTNER_OF.search(at.before):
        return "of the city"
    if _ON.search(at.before) and not _PRESSED.search(at.before):
        return "on the city"
    return state_is_place(at)


def body_is_place(at: Where) -> str | None:
    """Why a house that stands for those in it is the house here: "at the White House"."""
    return "a preposition of place stands before it" if _AT.search(at.before) or _VISITED.search(at.before) else None


def is_government(at: Where) -> bool:
    """Whether "government" follows the state's name: "the US government"."""
    return bool(_STATE_ITSELF.match(at.after))
